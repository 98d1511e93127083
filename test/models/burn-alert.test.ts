import fc from "fast-check";
import { burnAlert, burnAlertFires, burnRate, detectionTime } from "kpi-core/models";
import { describe, expect, it } from "vitest";

const [HOUR, MONTH] = [3600, 30 * 86_400];
const page = { budgetShare: 0.02, windowSeconds: HOUR, periodSeconds: MONTH };

describe("a burn alert", () => {
  it("says what it takes", () => {
    const { threshold, errorShare, maxBurn, canFire } = burnAlert({ objective: 0.999, ...page });
    expect([threshold, errorShare, maxBurn].map(String)).toEqual(["14.4", "0.0144", "1000"]);
    expect(canFire).toBe(true);
  });

  it("says that it can never fire", () => {
    // A total outage burns at 10
    const never = burnAlert({ objective: 0.9, ...page });
    expect(never.maxBurn?.toString()).toBe("10");
    expect(never.errorShare.toString()).toBe("1.44");
    expect(never.canFire).toBe(false);
    // A total outage burns as fast as the threshold, and it is to be passed
    const justNot = burnAlert({
      objective: 0.9,
      budgetShare: 0.5,
      windowSeconds: MONTH / 20,
      periodSeconds: MONTH,
    });
    expect(justNot.threshold.toString()).toBe("10");
    expect(justNot.canFire).toBe(false);
    // The same where the threshold, 100/3, has no last digit: 0.1 × 2592000 × 0.03 is the window of 7776
    const third = { objective: "0.97", budgetShare: 0.1, windowSeconds: 7776, periodSeconds: MONTH } as const;
    expect(burnAlert(third).errorShare.toString()).toBe("1");
    expect(burnAlert(third).canFire).toBe(false);
    expect(burnAlert({ objective: 1, ...page })).toMatchObject({ maxBurn: null, canFire: false });
  });

  it("fires where both windows pass the threshold", () => {
    const alert = burnAlert({ objective: 0.999, ...page });
    expect(burnAlertFires(alert, { long: 14.5, short: 14.5 })).toBe(true);
    expect(burnAlertFires(alert, { long: 14.4, short: 20 })).toBe(false);
    expect(burnAlertFires(alert, { long: 20, short: 14.4 })).toBe(false);
    for (const threshold of [Number.NaN, "x"] as never[]) {
      expect(() => burnAlertFires({ ...alert, threshold }, { long: 1, short: 1 })).toThrow(
        /^burnAlertFires: threshold is .*; write a number, 0 or more$/,
      );
    }
  });

  it("can fire exactly where a total outage fires it", () => {
    const objectives = fc.integer({ min: 1, max: 9999 }).map((n) => n / 10_000);
    const shares = fc.integer({ min: 1, max: 1000 }).map((n) => n / 1000);
    fc.assert(
      fc.property(objectives, shares, fc.integer({ min: 1, max: 720 }), (objective, budgetShare, hours) => {
        const windowSeconds = hours * HOUR;
        const alert = burnAlert({ objective, budgetShare, windowSeconds, periodSeconds: MONTH });
        const most = burnRate({ objective, errorShare: 1 }) ?? 0;
        const wait = detectionTime({ objective, threshold: alert.threshold, windowSeconds, errorShare: 1 });
        // The burn rate of a total outage has 34 digits, so that it may be a hair off the threshold
        if (alert.errorShare.minus(1).abs().lte("1e-30")) return;
        expect(burnAlertFires(alert, { long: most, short: most })).toBe(alert.canFire);
        expect(wait !== null).toBe(alert.canFire);
      }),
    );
  });

  it("has a short window of a twelfth unless said, and no longer than the long one", () => {
    expect(burnAlert({ objective: 0.9, ...page }).shortWindowSeconds.toString()).toBe("300");
    expect(burnAlert({ objective: 0.9, ...page, shortWindowSeconds: 60 }).shortWindowSeconds.toString()).toBe(
      "60",
    );
    expect(() => burnAlert({ objective: 0.9, ...page, shortWindowSeconds: 7200 })).toThrow(
      "burnAlert: shortWindowSeconds is 7200; write one that is no longer than windowSeconds",
    );
    expect(() => burnAlert({ objective: 0.9, ...page, budgetShare: 2 })).toThrow(
      "burnAlert: budgetShare is 2; write a share from 0 to 1, such as 0.02",
    );
  });
});

describe("the time to detection", () => {
  it("is the part of the window in which errors pass the threshold", () => {
    // 14.4 at 99.9 % over an hour, half of the requests bad: 3600 × 0.0144 / 0.5
    const alert = { objective: 0.999, threshold: 14.4, windowSeconds: HOUR } as const;
    expect(detectionTime({ ...alert, errorShare: 0.5 })?.toString()).toBe("103.68");
    expect(detectionTime({ ...alert, errorShare: 0.0144 })).toBeNull();
    expect(detectionTime({ ...alert, errorShare: 0 })).toBeNull();
  });
});
