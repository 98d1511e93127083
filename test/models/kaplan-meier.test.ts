import { Decimal, KpiError } from "kpi-core";
import { followUp, kaplanMeier, type Lifetime } from "kpi-core/models";
import { describe, expect, it } from "vitest";
import { expectNear, lifetimesOf, made, reference } from "./km-reference.ts";

const name = ({ dataset, stratum, conf_type }: (typeof reference.summary)[number]) =>
  `${dataset} ${stratum} ${conf_type}`;
const curves = [...new Map(reference.summary.map((summary) => [name(summary), summary])).entries()];
const of = <T extends { dataset: string; stratum: string; conf_type: string }>(
  list: readonly T[],
  { dataset, stratum, conf_type }: T | (typeof reference.summary)[number],
) => list.filter((one) => one.dataset === dataset && one.stratum === stratum && one.conf_type === conf_type);

describe("as R 4.2.2 with survival 3.5-3 has it, to 1e-12", () => {
  it("has 48 curves: 16 strata, three kinds of limits", () => expect(curves.length).toBe(48));

  it.each(curves)("%s: every step", (_, summary) => {
    const curve = kaplanMeier(lifetimesOf(summary), { limits: summary.conf_type });
    const steps = of(reference.curves, summary as never) as (typeof reference.curves)[number][];
    expect([curve.n, curve.events]).toEqual([summary.n, summary.events]);
    expect(
      curve.steps.map(({ time, atRisk, events, censored }) => [Number(time), atRisk, events, censored]),
    ).toEqual(steps.map(({ time, n_risk, n_event, n_censor }) => [time, n_risk, n_event, n_censor]));
    for (const [i, { time, survival, standardError, lower, upper }] of curve.steps.entries()) {
      const wanted = steps[i] as (typeof steps)[number];
      expectNear(survival, wanted.surv, `survival at ${time}`);
      expectNear(standardError, wanted.std_err_surv, `standard error at ${time}`);
      expectNear(lower, wanted.lower, `lower at ${time}`);
      expectNear(upper, wanted.upper, `upper at ${time}`);
    }
  });

  it.each(curves)("%s: quartiles, median with its limits, restricted means", (_, summary) => {
    const curve = kaplanMeier(lifetimesOf(summary), { limits: summary.conf_type });
    const median = curve.quantile(0.5);
    expectNear(median.value, summary.median, "median");
    expectNear(median.lower, summary.median_lower, "lower limit of the median");
    expectNear(median.upper, summary.median_upper, "upper limit of the median");
    expectNear(curve.quantile(0.25).value, summary.q25_quantile_fn, "first quartile");
    expectNear(curve.quantile(0.75).value, summary.q75_quantile_fn, "third quartile");
    for (const { tau, rmean, se_rmean } of of(reference.summary, summary)) {
      expectNear(curve.restrictedMean(tau)?.value, rmean, `mean to ${tau}`);
      expectNear(curve.restrictedMean(tau)?.standardError, se_rmean, `its standard error, to ${tau}`);
    }
  });

  it("at times between the steps, before the first and after the last", () => {
    expect(reference.at_times.length).toBe(117);
    for (const wanted of reference.at_times) {
      const point = kaplanMeier(lifetimesOf(wanted), { limits: wanted.conf_type }).at(wanted.time);
      const what = `${wanted.dataset} ${wanted.stratum} ${wanted.conf_type} at ${wanted.time}`;
      expectNear(point?.survival, wanted.surv, `${what}: survival`);
      expectNear(point?.standardError, wanted.std_err, `${what}: standard error`);
      expectNear(point?.lower, wanted.lower, `${what}: lower`);
      expectNear(point?.upper, wanted.upper, `${what}: upper`);
      if (point !== null) expect(point.atRisk, what).toBe(wanted.n_risk);
    }
  });

  it.each(made.map((set, i) => [i, set] as const))(
    "set %i, of which every other has late entries",
    (_, set) => {
      const curve = kaplanMeier(
        set.time.map((duration, i) => ({ duration, entry: set.entry[i] ?? 0, ended: set.cause[i] !== 0 })),
      );
      expect(curve.steps.map(({ time, atRisk }) => [Number(time), atRisk])).toEqual(
        set.step.map((time, i) => [time, set.atRisk[i]]),
      );
      for (const [i, { survival, standardError, lower, upper }] of curve.steps.entries()) {
        expectNear(survival, set.survival[i] ?? null, `survival of step ${i}`);
        expectNear(standardError, set.error[i] ?? null, `standard error of step ${i}`);
        expectNear(lower, set.lower[i] ?? null, `lower limit of step ${i}`);
        expectNear(upper, set.upper[i] ?? null, `upper limit of step ${i}`);
      }
      const { value, lower, upper } = curve.quantile(0.5);
      for (const [i, found] of [value, lower, upper].entries())
        expectNear(found, set.median[i] ?? null, "median");
      const [tau, mean, error] = set.mean;
      expectNear(curve.restrictedMean(tau)?.value, mean, "mean");
      expectNear(curve.restrictedMean(tau)?.standardError, error, "its standard error");
    },
  );
});

describe("what others have published", () => {
  const lasted = (ended: readonly number[], open: readonly number[]): Lifetime[] => [
    ...ended.map((duration) => ({ duration, ended: true })),
    ...open.map((duration) => ({ duration, ended: false })),
  ];
  const all = (dataset: string, stratum: string, limits: "log" | "log-log" = "log") =>
    kaplanMeier(lifetimesOf({ dataset, stratum }), { limits });
  const told = ({ value, lower, upper }: ReturnType<ReturnType<typeof all>["quantile"]>) =>
    [value, lower, upper].map((time) => time && Number(time));

  it("26. Freireich 1963, 6-MP: the finished-only median is 10, that of all is 23", () => {
    const ended = [6, 6, 6, 7, 10, 13, 16, 22, 23];
    const curve = kaplanMeier(lasted(ended, [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]));
    const falls = curve.steps.filter(({ events }) => events > 0).map(({ survival }) => survival.toFixed(3));
    expect(falls).toEqual(["0.857", "0.807", "0.753", "0.690", "0.627", "0.538", "0.448"]);
    expect(Number(curve.quantile(0.5).value)).toBe(23);
    expect(Number(kaplanMeier(lasted(ended, [])).quantile(0.5).value)).toBe(10);
  });

  it("the anchors of aml and lung, with limits on the scale of the logarithm", () => {
    const aml = all("aml", "all").at(13);
    expect([aml?.survival, aml?.lower, aml?.upper].map((share) => share?.toFixed(4))).toEqual([
      "0.6957",
      "0.5309",
      "0.9116",
    ]);
    expect(told(all("aml", "all").quantile(0.5))).toEqual([27, 18, 45]);
    expect(told(all("aml", "Maintained").quantile(0.5))).toEqual([31, 18, null]);
    expect(told(all("aml", "Nonmaintained").quantile(0.5))).toEqual([23, 8, null]);
    const lung = all("lung", "all");
    expect(lung.at(180)?.survival.toFixed(3)).toBe("0.722");
    expect([lung.at(365)?.lower, lung.at(365)?.upper].map((share) => share?.toFixed(3))).toEqual([
      "0.345",
      "0.486",
    ]);
    expect(told(lung.quantile(0.5))).toEqual([310, 285, 363]);
    expect(lung.restrictedMean(365)?.value.toFixed(1)).toBe("263.2");
    expect(lung.restrictedMean(365)?.standardError.toFixed(2)).toBe("7.80");
  });

  it("how long lung was followed: men 840 (806 and no end), women 529 (376 and no end)", () => {
    const by = (stratum: string) =>
      told(followUp(lifetimesOf({ dataset: "lung", stratum }), { limits: "log" }).quantile(0.5));
    expect([by("male"), by("female")]).toEqual([
      [840, 806, null],
      [529, 376, null],
    ]);
  });

  it("M6: gone after 2 and 4, there for 10, 12 and 12", () => {
    const curve = kaplanMeier(lasted([2, 4], [10, 12, 12]));
    expect(curve.at(4)?.survival.toString()).toBe("0.6");
    expect(curve.quantile(0.5)).toMatchObject({ value: null, upper: null });
    expect(curve.restrictedMean(12)?.value.toString()).toBe("8.4");
  });

  // The form of M7, since its table of customers is not here: 2 have gone in 2 + 4 + 10 + 12 + 12 = 40 months
  it("M7: 1 over the churn is 20 months, from customers of which none was seen for more than 12", () => {
    const curve = kaplanMeier(lasted([2, 4], [10, 12, 12]));
    expect(40 / 2).toBe(20);
    expect(curve.restrictedMean(20)).toBe(null);
    expect(curve.at(20)).toBe(null);
    expect(Number(curve.restrictedMean(12)?.value)).toBeLessThan(12);
  });

  it("M29: filled after 10 and 20 days, open for 90 and 120", () => {
    const curve = kaplanMeier(lasted([10, 20], [90, 120]));
    expect(Number(curve.quantile(0.5).value)).toBe(20);
    const open = curve.steps.filter(({ censored }) => censored > 0).map(({ time }) => Number(time));
    expect(open).toEqual([90, 120]);
  });
});

describe("by hand", () => {
  it("nothing is no error: no step, no value", () => {
    const none = kaplanMeier([]);
    expect([none.n, none.events, none.steps]).toEqual([0, 0, []]);
    expect([none.at(0), none.restrictedMean(0)]).toEqual([null, null]);
    expect(none.quantile(0.5)).toEqual({ value: null, lower: null, upper: null });
  });

  // At 5 two are at risk: the one that entered at 5 is not, nor at 3 is the one that entered at 4
  it("who enters late is at risk after the entry", () => {
    const curve = kaplanMeier([
      { duration: 3, ended: true },
      { duration: 5, ended: true },
      { duration: 8, ended: false, entry: 4 },
      { duration: 9, ended: true, entry: 5 },
    ]);
    expect(curve.steps.map(({ atRisk }) => atRisk)).toEqual([2, 2, 2, 1]);
    expect(curve.steps.map(({ survival }) => survival.toString())).toEqual(["0.5", "0.25", "0.25", "0"]);
    expect([4, 4.5, 5, 5.5].map((time) => curve.at(time)?.atRisk)).toEqual([1, 2, 2, 2]);
  });

  it("none of them is no row: a line of a life table in which nobody was", () => {
    const some = [
      { duration: 2, ended: true },
      { duration: 3, ended: false, n: 4 },
    ];
    const more = [...some, { duration: 1, ended: true, n: 0 }, { duration: 9, ended: false, n: 0 }];
    expect(kaplanMeier(more).steps).toEqual(kaplanMeier(some).steps);
    expect(kaplanMeier(more).at(4)).toBe(null);
  });

  it("an entry at 0 is none, also of what lasts no time", () => {
    const at = (entry?: number) =>
      kaplanMeier([
        { duration: 0, ended: true, ...(entry !== undefined && { entry }) },
        { duration: 1, ended: false },
      ]);
    expect(at(0).steps).toEqual(at().steps);
    expect(at(0).at(0)?.survival.toString()).toBe("0.5");
  });

  it("texts, floats and decimals of one number are one duration", () => {
    const curve = kaplanMeier([
      { duration: "0.10", ended: true },
      { duration: 0.1, ended: true },
      { duration: new Decimal("0.1"), ended: false },
    ]);
    expect(curve.steps.map(({ time, events, censored }) => [time.toString(), events, censored])).toEqual([
      ["0.1", 2, 1],
    ]);
  });

  // (1 - 1/3)(1 - 1/3)(1 - 1/3) never is 8/27 in doubles, and 1 - p is 8/27 only where p is 19/27
  it("survival on 1 - p is met exactly where it is, and nowhere else", () => {
    const thirds = kaplanMeier([
      { duration: 1, ended: true },
      { duration: 2, ended: true },
      { duration: 3, ended: true },
    ]);
    expect(Number(thirds.quantile(new Decimal(1).div(3)).value)).toBe(1.5);
    expect(Number(thirds.quantile(0.3333333333333333).value)).toBe(1);
    expect(Number(thirds.quantile(0.3333333333333334).value)).toBe(2);
  });

  // Halved 1,200 times it is below every double
  it("nothing but numbers comes out, however extreme", () => {
    const halved = Array.from({ length: 1200 }, (_, entry) => [
      { duration: entry + 1, entry, ended: true },
      { duration: entry + 1, entry, ended: false },
    ]);
    const extremes: readonly (readonly Lifetime[])[] = [
      [
        { duration: 1, ended: true },
        { duration: 2, ended: false, n: 9_000_000_000_000_000 },
      ],
      [
        { duration: 1, ended: false },
        { duration: "1e300", ended: true, n: 3 },
        { duration: "2e300", ended: false },
      ],
      halved.flat(),
    ];
    for (const limits of ["log-log", "log", "plain"] as const) {
      for (const lifetimes of extremes) {
        const { steps } = kaplanMeier(lifetimes, { limits });
        const known = steps.flatMap(({ survival, standardError, lower, upper }) =>
          [survival, standardError, lower, upper].filter((value) => value !== null),
        );
        expect(known.every((value) => value.isFinite() && value.gte(0) && value.lte(1))).toBe(true);
      }
    }
    expect(kaplanMeier(halved.flat()).steps.at(-1)?.survival.toPrecision(5)).toBe("5.8077e-362");
  });
});

describe("what is wrong is said", () => {
  const one = (lifetime: object) => () => kaplanMeier([lifetime as Lifetime]);
  it.each([
    [
      "a negative duration",
      one({ duration: -1, ended: true }),
      /lifetimes\[0\]: duration is -1; write a length of time, 0 or more/,
    ],
    ["no number", one({ duration: Number.NaN, ended: true }), /duration is NaN/],
    ["no end of it", one({ duration: Number.POSITIVE_INFINITY, ended: false }), /duration is Infinity/],
    [
      "an entry after the end",
      one({ duration: 5, ended: true, entry: 7 }),
      /entry 7 is not before duration 5/,
    ],
    ["an entry at the end", one({ duration: 5, ended: true, entry: 5 }), /entry 5 is not before duration 5/],
    ["an entry before the start", one({ duration: 5, ended: true, entry: -1 }), /entry is -1/],
    ["an ending that is no yes or no", one({ duration: 5, ended: 1 }), /ended is 1; write true or false/],
    ["half a lifetime", one({ duration: 5, ended: true, n: 0.5 }), /n is 0.5/],
    ["a number alone", () => kaplanMeier([5 as never]), /lifetimes\[0\]: it is 5/],
    ["no list", () => kaplanMeier(null as never), /the lifetimes are null/],
    [
      "limits that it does not know",
      () => kaplanMeier([], { limits: "loglog" as never }),
      /limits is "loglog"; write "log-log"/,
    ],
    [
      "an option that there is not",
      () => kaplanMeier([], { confidence: 0.9 } as object),
      /^kaplanMeier: options: no entry confidence; its entries are limits, level$/,
    ],
    [
      "one that there is not, of the time followed",
      () => followUp([], { Limits: "log" } as object),
      /^followUp: options: no entry Limits; its entries are limits, level$/,
    ],
    ["a level in hundred", () => kaplanMeier([], { level: 95 }), /level is 95; write a share, such as 0.95/],
    ["a quantile in hundred", () => kaplanMeier([]).quantile(50), /p is 50; write a share from 0 to 1/],
    ["a time before the start", () => kaplanMeier([]).at(-1), /at is -1/],
    ["no horizon", () => kaplanMeier([]).restrictedMean(Number.NaN), /restrictedMean is NaN/],
  ])("%s", (_, go, message) => {
    expect(go).toThrow(KpiError);
    expect(go).toThrow(message);
  });
});
