import fc from "fast-check";
import { Decimal } from "kpi-core";
import { describe, expect, it } from "vitest";
import { decimalOf, fraction, numberOf } from "../../src/core/fraction.ts";

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

function expectDivided(numerator: bigint, denominator: bigint): void {
  const Wide = Decimal.clone({ precision: 900, maxE: 9e15, minE: -9e15 });
  // 34 digits of so many are right, but where a tie is more than 900 digits away
  const expected = new Wide(`${numerator}`).div(`${denominator}`).toSignificantDigits(34);
  const found = decimalOf(fraction(numerator, denominator));
  expect(found.toFixed()).toBe(expected.toFixed());
  // The parts are those that decimal.js would give, so that it can go on with them
  const { s, e, d } = new Decimal(found.toFixed());
  expect({ s: found.s, e: found.e, d: found.d }).toEqual({ s, e, d });
}

describe("the one division", () => {
  it("is that of decimal.js at 34 digits, half to even", () => {
    fc.assert(fc.property(whole, divisor, expectDivided), { numRuns: 2000 });
  });

  it("is so of integers that doubles divide, up to the last", () => {
    const most = 2 ** 53 - 1;
    const size = fc.oneof(fc.maxSafeInteger(), fc.integer(), fc.constantFrom(most, -most, most + 1));
    // From 900,719,926 on a step of the division would pass 2^53
    const short = fc.oneof(
      fc.integer({ min: 1, max: 900_719_925 }),
      fc.nat(8).chain((power) => fc.constantFrom(10 ** power, 10 ** power + 1, Math.max(1, 10 ** power - 1))),
      fc.integer({ min: 900_719_924, max: 2 ** 36 }),
    );
    fc.assert(
      fc.property(size, short, (numerator, denominator) =>
        expectDivided(BigInt(numerator), BigInt(denominator)),
      ),
      { numRuns: 3000 },
    );
  });

  it("rounds what lies halfway to the even digit, whatever comes before", () => {
    // Twenty-nine decimals of which the last is 5, and six digits before the point; or 28 and seven
    const halves = fc
      .constantFrom([29, 5] as const, [28, 6] as const)
      .chain(([power, zeros]) =>
        fc
          .tuple(fc.integer({ min: 10 ** zeros, max: 10 ** (zeros + 1) - 1 }), fc.nat(2 ** (power - 1) - 1))
          .map(([before, odd]) => [
            BigInt(before) * 2n ** BigInt(power) + 2n * BigInt(odd) + 1n,
            2n ** BigInt(power),
          ]),
      );
    fc.assert(
      fc.property(halves, ([numerator, denominator]) =>
        expectDivided(numerator as bigint, denominator as bigint),
      ),
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
    // 10^-7 - 10^-14 + 10^-21 - 10^-28 + 10^-35
    [1n, 10_000_001n, "0.00000009999999000000099999990000001"],
    // 12345.999189999999099999998 and eight nines more: one is carried over a whole word (Python's decimal says so too)
    [11_111_399_258_654n, 899_999_999n, "12345.999189999999099999999"],
  ])("%s / %s is %s", (numerator, denominator, expected) => {
    expect(decimalOf(fraction(numerator, denominator)).toFixed()).toBe(expected);
  });
});

describe("the nearest double", () => {
  // The exact value as a decimal of so many digits that the double nearest to it cannot be another
  const nearest = (numerator: bigint, denominator: bigint) => {
    const Wide = Decimal.clone({ precision: 900, maxE: 9e15, minE: -9e15, toExpNeg: -9e15, toExpPos: 9e15 });
    return Number(new Wide(`${numerator}`).div(`${denominator}`).toString());
  };

  it("is the same of a fraction and of its decimal", () => {
    fc.assert(
      fc.property(whole, divisor, (numerator, denominator) => {
        const value = fraction(numerator, denominator);
        expect(numberOf(value)).toBe(decimalOf(value).toNumber());
      }),
      { numRuns: 2000 },
    );
  });

  it("is so of all integers that doubles hold, the last ones too", () => {
    const most = 2 ** 53 - 1;
    const size = fc.oneof(fc.maxSafeInteger(), fc.integer(), fc.integer({ min: most - 9, max: most }));
    const short = size.map(Math.abs).filter((value) => value > 0);
    fc.assert(
      fc.property(size, short, (numerator, denominator) => {
        const value = fraction(BigInt(numerator), BigInt(denominator));
        expect(numberOf(value)).toBe(decimalOf(value).toNumber());
        expect(numberOf(value)).toBe(nearest(BigInt(numerator), BigInt(denominator)));
      }),
      { numRuns: 2000 },
    );
  });

  it("is no -0", () => {
    expect(numberOf(fraction(0n, -3n))).toBe(0);
  });
});
