import fc from "fast-check";
import { inherentAvailability, parallelAvailability, seriesAvailability } from "kpi-core/models";
import { describe, expect, it } from "vitest";

describe("availability of parts", () => {
  it("in series is the product, in parallel 1 less the product of the lacks", () => {
    expect(seriesAvailability([0.99, "0.98", 1]).toString()).toBe("0.9702");
    expect(parallelAvailability([0.99, "0.98"]).toString()).toBe("0.9998");
    expect(parallelAvailability([0.5, 1]).toString()).toBe("1");
  });
  it("one part is itself; more in series are worse, more in parallel better", () => {
    const shares = fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000);
    fc.assert(
      fc.property(fc.array(shares, { minLength: 1, maxLength: 6 }), (parts) => {
        const [least, most] = [Math.min(...parts), Math.max(...parts)];
        expect(seriesAvailability(parts).lte(least)).toBe(true);
        expect(parallelAvailability(parts).gte(most)).toBe(true);
        const [one = 0] = parts;
        expect(seriesAvailability([one]).eq(one) && parallelAvailability([one]).eq(one)).toBe(true);
      }),
    );
  });
  it("refuses what is no availability", () => {
    expect(() => seriesAvailability([])).toThrow("seriesAvailability: there are no parts");
    expect(() => parallelAvailability([0.9, 99])).toThrow(
      "parallelAvailability: part 1 is 99; write a share",
    );
  });
});

describe("inherent availability", () => {
  it("is time up over time up and in repair", () => {
    // 11 hours up and 1 down between failures: 24 hours with 2 of them down
    const half = { timeBetweenFailures: 11, timeToRepair: 1 };
    expect(inherentAvailability(half)?.toString()).toBe("0.9166666666666666666666666666666667");
    expect(inherentAvailability({ timeBetweenFailures: 0, timeToRepair: 5 })?.toString()).toBe("0");
    expect(inherentAvailability({ timeBetweenFailures: 0, timeToRepair: 0 })).toBeNull();
    expect(() => inherentAvailability({ timeBetweenFailures: -1, timeToRepair: 0 })).toThrow(
      "inherentAvailability: timeBetweenFailures is -1; write a number, 0 or more",
    );
  });
});
