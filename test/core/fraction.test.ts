import fc from "fast-check";
import { Decimal } from "kpi-core";
import { describe, expect, it } from "vitest";
import { decimalOf, fraction } from "../../src/core/fraction.ts";

const whole = fc.oneof(
  fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }),
  fc.bigInt({ min: -1000n, max: 1000n }),
  fc.bigInt({ min: -(2n ** 53n), max: 2n ** 53n }),
  // Beside the powers of ten, where the number of digits changes
  fc
    .tuple(fc.nat(45), fc.integer({ min: -2, max: 2 }))
    .map(([power, near]) => 10n ** BigInt(power) + BigInt(near)),
  fc.bigInt({ min: -(10n ** 400n), max: 10n ** 400n }),
);
const divisor = whole.filter((value) => value !== 0n);

describe("the one division", () => {
  it("is that of decimal.js at 34 digits, half to even", () => {
    fc.assert(
      fc.property(whole, divisor, (numerator, denominator) => {
        const Wide = Decimal.clone({ precision: 900, maxE: 9e15, minE: -9e15 });
        // 34 digits of so many are right, but where a tie is more than 900 digits away
        const expected = new Wide(`${numerator}`).div(`${denominator}`).toSignificantDigits(34);
        expect(decimalOf(fraction(numerator, denominator)).toFixed()).toBe(expected.toFixed());
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    // 34 digits and a half: to the even digit
    [2n * 10n ** 33n + 1n, 2n, "1000000000000000000000000000000000"],
    [2n * 10n ** 33n + 3n, 2n, "1000000000000000000000000000000002"],
    // 35 digits, of which the last is 5: to the even one before it
    [10n ** 34n + 5n, 1n, "10000000000000000000000000000000000"],
    [10n ** 34n + 15n, 1n, "10000000000000000000000000000000020"],
    // 34 nines and a half become a one with 34 zeros
    [2n * 10n ** 34n - 1n, 2n, "10000000000000000000000000000000000"],
    [-2n, 3n, "-0.6666666666666666666666666666666667"],
    [9_999_999n, 1n, "9999999"],
    [10_000_000n, 1n, "10000000"],
    [0n, 7n, "0"],
    [1n, 8n, "0.125"],
  ])("%s / %s is %s", (numerator, denominator, expected) => {
    expect(decimalOf(fraction(numerator, denominator)).toFixed()).toBe(expected);
  });
});
