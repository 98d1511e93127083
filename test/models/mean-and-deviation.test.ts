import { readFileSync } from "node:fs";
import fc from "fast-check";
import { Decimal } from "kpi-core";
import { meanAndDeviation } from "kpi-core/models";
import { describe, expect, it } from "vitest";

// The nine data sets of univariate statistics of NIST's StRD, with their certified values to 15 digits and the same
// worked out to 40
const names = "PiDigits Lottery Lew Mavro Michelso NumAcc1 NumAcc2 NumAcc3 NumAcc4".split(" ");
interface DataSet {
  readonly n: number;
  readonly data: readonly string[];
  readonly certified: { readonly mean: string; readonly sd: string };
  readonly exact40: { readonly mean: string; readonly variance: string; readonly sd: string };
}
const read = (name: string): DataSet =>
  JSON.parse(readFileSync(new URL(`../reference/nist-strd/${name}.json`, import.meta.url), "utf8"));

/** How many digits of a number are those of another: the log relative error of McCullough. */
function digits(found: Decimal | null, wanted: string): number {
  const right = new Decimal(wanted);
  const off = found === null ? new Decimal(1) : found.minus(right).div(right).abs();
  return off.isZero() ? 40 : -off.log(10).toNumber();
}

describe.each(names)("NIST StRD, %s", (name) => {
  const { n, data, certified, exact40 } = read(name);
  it("is right in all certified digits, and in 32 of 40", () => {
    const found = meanAndDeviation(data);
    expect([found.n, data.length]).toEqual([n, n]);
    expect(digits(found.mean, certified.mean)).toBeGreaterThanOrEqual(14);
    expect(digits(found.deviation, certified.sd)).toBeGreaterThanOrEqual(14);
    expect(digits(found.mean, exact40.mean)).toBeGreaterThan(32);
    // The variance of one set was written with 34 digits
    expect(digits(found.variance, exact40.variance)).toBeGreaterThan(32);
    expect(digits(found.deviation, exact40.sd)).toBeGreaterThan(32);
  });
  it("is the same from floats as from texts", () => {
    const fromTexts = meanAndDeviation(data);
    const fromFloats = meanAndDeviation(data.map(Number));
    expect(fromFloats.mean.eq(fromTexts.mean)).toBe(true);
    expect(fromFloats.deviation?.eq(fromTexts.deviation ?? 0)).toBe(true);
  });
});

describe("mean and deviation", () => {
  const whole = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 30 });
  it("the deviation does not see where the values are, and grows as they do", () => {
    fc.assert(
      fc.property(whole, fc.integer(), (values, by) => {
        const { deviation } = meanAndDeviation(values);
        expect(meanAndDeviation(values.map((value) => value + by)).deviation).toEqual(deviation);
        const tenfold = meanAndDeviation(values.map((value) => value * 10)).deviation;
        expect(
          tenfold
            ?.minus(deviation?.times(10) ?? 0)
            .abs()
            .lt("1e-28"),
        ).toBe(true);
      }),
    );
  });
  it("by the definition: 2, 4, 4, 4, 5, 5, 7, 9 have the mean 5 and 32 over 7", () => {
    const { mean, variance } = meanAndDeviation([2, 4, 4, 4, 5, 5, 7, 9]);
    expect(mean.toString()).toBe("5");
    expect(variance?.toString()).toBe(new Decimal(32).div(7).toString());
  });
  it("of one value there is no deviation", () =>
    expect(meanAndDeviation([5])).toMatchObject({ n: 1, variance: null, deviation: null }));
  it.each([
    [[], "meanAndDeviation: there are no values; give some"],
    [[1, Number.NaN], "meanAndDeviation: value 2 is NaN; give a number"],
    [["1", "x"], 'meanAndDeviation: value 2 is "x"; give a number'],
  ])("%j is refused", (values, message) => expect(() => meanAndDeviation(values)).toThrow(message));
});
