import { breakEven, countBack, payback } from "kpi-core/models";
import { describe, expect, it } from "vitest";

describe("payback", () => {
  it("1,000 out, 500, 400 and 300 back: a third of the third period", () => {
    expect(payback({ outlay: 1000, inflows: [500, 400, 300], rate: 0 })?.toString()).toBe(
      "2.333333333333333333333333333333333",
    );
  });
  it("at 10 %, 110 and 121 are worth 100 each: 150 are back after one and a half", () => {
    expect(payback({ outlay: 150, inflows: [110, 121], rate: "0.1" })?.toFixed(25)).toBe(
      "1.5000000000000000000000000",
    );
    expect(payback({ outlay: 200, inflows: [110, 121], rate: "0.1" })?.toString()).toBe("2");
    expect(payback({ outlay: "200.01", inflows: [110, 121], rate: "0.1" })).toBeNull();
  });
  it("a bond at par is back with its last payment, whatever the rate", () => {
    expect(payback({ outlay: 1000, inflows: [70, 70, 70, 70, 1070], rate: "0.07" })?.toString()).toBe("5");
    for (const percent of [1, 3, 7, 11, 33]) {
      const inflows = [...Array(29).fill(percent), 100 + percent];
      const rate = `0.${String(percent).padStart(2, "0")}`;
      expect(payback({ outlay: 100, inflows, rate })?.toString()).toBe("30");
    }
  });
  it("is divided once: 16 by 11 and 17 by 11, whose parts of 5 and 6 by 11 have a digit more", () => {
    const of = (outlay: number) => payback({ outlay, inflows: [11, 11], rate: 0 })?.toString();
    expect(of(16)).toBe("1.454545454545454545454545454545455");
    expect(of(17)).toBe("1.545454545454545454545454545454545");
  });
  it("a loss on the way takes longer", () => {
    expect(payback({ outlay: 100, inflows: [50, -20, 70], rate: 0 })?.toString()).toBe("3");
  });
  it("what costs nothing is back at once, and what nothing comes of never", () => {
    expect(payback({ outlay: 0, inflows: [], rate: 0 })?.toString()).toBe("0");
    expect(payback({ outlay: 1, inflows: [0, 0], rate: 0 })).toBeNull();
    expect(payback({ outlay: 1, inflows: [], rate: 0 })).toBeNull();
  });
  it("refuses what is no amount", () => {
    expect(() => payback({ outlay: -1, inflows: [], rate: 0 })).toThrow(
      "payback: outlay is -1; give a number, 0 or more",
    );
    expect(() => payback({ outlay: 1, inflows: [], rate: Number.NaN })).toThrow("payback: rate is NaN");
    expect(() => payback({ outlay: 1, inflows: [0, "x"], rate: 0 })).toThrow('payback: inflow 2 is "x"');
  });
});

describe("break-even", () => {
  it("1,000 over 9 less 6, to the last digit", () => {
    const found = breakEven({ fixedCosts: 1000, price: 9, variableCost: 6 });
    expect(found?.units.toString()).toBe("333.3333333333333333333333333333333");
    expect(found?.revenue.toString()).toBe("3000");
  });
  it("without fixed costs it is 0; where a unit loses money there is none", () => {
    expect(breakEven({ fixedCosts: 0, price: 9, variableCost: 6 })?.units.toString()).toBe("0");
    expect(breakEven({ fixedCosts: 10, price: 6, variableCost: 9 })).toBeNull();
  });
  it("refuses what is no amount", () => {
    expect(() => breakEven({ fixedCosts: 10, price: "6 EUR", variableCost: 9 })).toThrow(
      'breakEven: price is "6 EUR"; write a number, 0 or more',
    );
  });
});

describe("count-back", () => {
  const months = [
    { sales: 310, days: 31 },
    { sales: 140, days: 28 },
    { sales: 620, days: 31 },
  ];
  const of = (receivables: number) => countBack({ receivables, periods: months })?.toString();
  it("a part of the last month, all of it, and on", () => {
    expect(of(155)).toBe("7.75"); // a quarter
    expect(of(620)).toBe("31");
    expect(of(690)).toBe("45"); // and half of 28 days
    expect(of(760 + 10)).toBe("60"); // and 1 of 31
    expect(of(1070)).toBe("90");
    expect(of(0)).toBe("0");
  });
  it("the average pace says something else: 690 of 1,070 in 90 days are 58 days", () => {
    expect(((690 * 90) / 1070).toFixed(1)).toBe("58.0");
  });
  it("more than was sold in all is not as old as that", () => {
    expect(countBack({ receivables: 1071, periods: months })).toBeNull();
    expect(countBack({ receivables: 1, periods: [] })).toBeNull();
  });
  it("is divided once: 30 days and 3 of 11 times 31, which is 93 by 11, are 423 by 11", () => {
    const periods = [{ sales: 11, days: 31 }, { sales: 5, days: 30 }]; // biome-ignore format: a table
    expect(countBack({ receivables: 8, periods })?.toString()).toBe("38.45454545454545454545454545454545");
  });
  it("a month without sales is passed over, with its days", () => {
    const periods = [{ sales: 100, days: 30 }, { sales: 0, days: 31 }]; // biome-ignore format: a table
    expect(countBack({ receivables: 50, periods })?.toString()).toBe("46");
  });
  it("refuses what is no amount", () => {
    expect(() => countBack({ receivables: 1, periods: [{ sales: -5, days: 30 }] })).toThrow(
      "countBack: period 1: sales is -5; give a number, 0 or more",
    );
    expect(() => countBack({ receivables: Number.NaN, periods: [] })).toThrow("receivables is NaN");
  });
});
