import { readFileSync } from "node:fs";
import fc from "fast-check";
import { Decimal, evaluate, metric, type Numeric, population, table } from "kpi-core";
import { type Assessment, assess, type Bound, type TargetOptions, target } from "kpi-core/benchmarks";
import { onTimeRate, throughput } from "kpi-core/metrics/flow";
import { workItem } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { monthly, reading, single, words } from "./readings.ts";

type Better = Parameters<typeof single>[1];

/** The assessment of one number. */
function judged(
  value: Numeric,
  options: TargetOptions<Record<never, never>>,
  better: Better = "target",
): Assessment {
  const report = single("number", better, String(value));
  return assess(report, { gauge: target(options) }).totals?.assessments.gauge as Assessment;
}

/** An assessment without its target, decimals as texts. */
function plain({ target: _, ...rest }: Assessment) {
  return JSON.parse(JSON.stringify(rest));
}

describe("a value beside its target", () => {
  it("atLeast: 0.5 of 0.8 is missed by 0.3", () => {
    expect(plain(judged("0.5", { atLeast: 0.8, warn: 0.75 }))).toEqual({
      status: "missed",
      met: false,
      variance: "-0.3",
      favourable: "-0.3",
      attainment: "0.625",
    });
  });

  it("atMost: 8 of 10 is met, with 2 to spare", () => {
    expect(plain(judged(8, { atMost: 10, warn: 12 }))).toEqual({
      status: "met",
      met: true,
      variance: "-2",
      favourable: "2",
      attainment: "1.2",
    });
  });

  it("between: inside there is no distance, outside that to the nearer end", () => {
    const band = (value: number) => plain(judged(value, { between: [5, 20], warn: [3, 25] }));
    const none = { attainment: null, reason: "band" };
    expect(band(12)).toEqual({ status: "met", met: true, variance: "0", favourable: "0", ...none });
    expect(band(4)).toEqual({ status: "at-risk", met: false, variance: "-1", favourable: "-1", ...none });
    expect(band(22)).toEqual({ status: "at-risk", met: false, variance: "2", favourable: "-2", ...none });
    expect(band(2)).toEqual({ status: "missed", met: false, variance: "-3", favourable: "-3", ...none });
    expect(band(30)).toEqual({ status: "missed", met: false, variance: "10", favourable: "-10", ...none });
  });

  it.each<[string, TargetOptions<Record<never, never>>, [string, string][]]>([
    [
      "atLeast 0.7, warn 0.65",
      { atLeast: 0.7, warn: 0.65 },
      [
        ["0.7", "met"],
        ["0.6999999999999999999999999999999999", "at-risk"],
        ["0.65", "at-risk"],
        ["0.6499999999999999999999999999999999", "missed"],
      ],
    ],
    [
      "atMost 2, warn 3",
      { atMost: 2, warn: 3 },
      [
        ["2", "met"],
        ["2.000000000000000000000000000000001", "at-risk"],
        ["3", "at-risk"],
        ["3.000000000000000000000000000000001", "missed"],
      ],
    ],
    [
      "between 5 and 20, warn 3 to 25",
      { between: [5, 20], warn: [3, 25] },
      [
        ["2.999999999999999999999999999999999", "missed"],
        ["3", "at-risk"],
        ["4.999999999999999999999999999999999", "at-risk"],
        ["5", "met"],
        ["20", "met"],
        ["20.00000000000000000000000000000001", "at-risk"],
        ["25", "at-risk"],
        ["25.00000000000000000000000000000001", "missed"],
      ],
    ],
    [
      "without warn nothing is at risk",
      { atLeast: 0.7 },
      [
        ["0.7", "met"],
        ["0.6999999999999999999999999999999999", "missed"],
      ],
    ],
  ])("a bound is within, unrounded: %s", (_, options, cases) => {
    expect(cases.map(([value]) => [value, judged(value, options).status])).toEqual(cases);
  });

  it("attainment is divided once: 1 of 3 is a third, 2 - 1/3 is five thirds", () => {
    expect(judged(1, { atLeast: 3 }).attainment?.toString()).toBe("0.3333333333333333333333333333333333");
    expect(judged(1, { atMost: 3 }).attainment?.toString()).toBe("1.666666666666666666666666666666667");
  });

  it("a duration is read as seconds, and the assessment shows it so", () => {
    const report = single("seconds", "lower", 190_000); // 2 d 4 h 46 min 40 s
    const at = (options: TargetOptions<Record<never, never>>) =>
      assess(report, { gauge: target(options) }).totals?.assessments.gauge;
    const found = at({ atMost: "P2D", warn: "P3D", from: "1970-01-01" });
    expect(found).toMatchObject({
      status: "at-risk",
      target: { atMost: "172800", warn: "259200", from: "1970-01-01" },
    });
    expect(found?.variance?.toString()).toBe("17200");
    expect(at({ between: ["PT1H", 172_800], warn: ["PT0S", "P3D"] })).toMatchObject({
      status: "at-risk",
      target: { between: ["3600", "172800"], warn: ["0", "259200"] },
    });
    expect(at({ atMost: "PT1S" })?.target).toEqual({ atMost: "1" });
  });
});

interface Reference {
  readonly actual: number;
  readonly target: number;
  readonly direction: "higher" | "lower";
  readonly met: boolean;
  readonly variance: string;
  readonly favourableVariance: string;
  readonly attainmentComplement: string | null;
}

const reference: { readonly attainment: readonly Reference[]; readonly range: readonly Band[] } = JSON.parse(
  readFileSync(new URL("../reference/targets/target_cases.json", import.meta.url), "utf8"),
);

interface Band {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly inRange: boolean;
  readonly distance: number;
}

/** `9/10` to 34 digits. */
function quotient(text: string): string {
  const [numerator = "", denominator = ""] = text.split("/");
  return new Decimal(numerator).div(denominator).toString();
}

describe("the reference cases", () => {
  it("are there", () => {
    expect([reference.attainment.length, reference.range.length]).toEqual([15, 6]);
  });

  it.each(reference.attainment)("$actual of $target, $direction is better", (one) => {
    const options = one.direction === "higher" ? { atLeast: one.target } : { atMost: one.target };
    const { variance, favourable, attainment, ...found } = judged(one.actual, options, one.direction);
    expect(found.met).toBe(one.met);
    expect(variance?.toString()).toBe(quotient(one.variance));
    expect(favourable?.toString()).toBe(quotient(one.favourableVariance));
    // Of a target of 0 or below the file has the plain quotient, by which -15 of -10 is 150 %, though missed
    if (one.target > 0) expect(attainment?.toString()).toBe(quotient(one.attainmentComplement ?? ""));
    else expect({ attainment, ...found }).toMatchObject({ attainment: null, reason: "target-not-positive" });
  });

  it.each(reference.range)("$value between $low and $high", ({ value, low, high, inRange, distance }) => {
    const { met, variance, favourable } = judged(value, { between: [low, high] });
    expect([met, variance?.abs().toNumber(), favourable?.toNumber()]).toEqual([
      inRange,
      distance,
      0 - distance,
    ]);
  });
});

describe("where there is no verdict", () => {
  it("a running period shows where it stands", () => {
    const rows = [5, 6].map((month) => ({ at: `2026-0${month}-10T00:00:00Z`, value: 8 }));
    const assessed = assess(monthly("number", "higher", rows), { gauge: target({ atLeast: 10, warn: 5 }) });
    const [may, june] = assessed.rows.map((row) => plain(row.assessments.gauge));
    expect(may).toMatchObject({ status: "at-risk", met: false });
    expect(june).toEqual({
      status: "in-progress",
      met: null,
      variance: "-2",
      favourable: "-2",
      attainment: "0.8",
    });
    expect(assessed.totals?.assessments.gauge.status).toBe("in-progress");
  });

  it("a cell without a value says why it has none, and keeps its target", () => {
    const rows = [
      { finishedAt: "2026-01-10T00:00:00Z", dueAt: null },
      { finishedAt: "2026-02-10T00:00:00Z", dueAt: "2026-02-11T00:00:00Z" },
    ];
    const plan = {
      per: "month",
      timeZone: "UTC",
      from: "2026-01-01",
      to: "2026-04-01",
      asOf: "2026-03-01",
    } as const;
    const report = evaluate({ onTimeRate, throughput }, table(workItem, rows), plan);
    const assessed = assess(report, { onTimeRate: target({ atLeast: 0.5 }) });
    expect(assessed.rows.map((row) => plain(row.assessments.onTimeRate))).toEqual([
      {
        status: "no-data",
        met: null,
        variance: null,
        favourable: null,
        attainment: null,
        reason: "no-records",
      },
      { status: "met", met: true, variance: "0.5", favourable: "0.5", attainment: "2" },
      { status: "no-data", met: null, variance: null, favourable: null, attainment: null, reason: "not-yet" },
    ]);
    expect(assessed.rows[0]?.assessments.onTimeRate.target).toEqual({ atLeast: "0.5" });
  });

  it("amounts in another currency are not compared", () => {
    const at = "2026-01-10T00:00:00Z";
    const rows = [
      { at, price: 90, currency: "EUR", team: "a" },
      { at, price: 90, currency: "CHF", team: "b" },
      { at, price: 90, currency: "EUR", team: "c" },
      { at, price: 1, currency: "CHF", team: "c" },
      { at: "2026-02-10T00:00:00Z", price: 120, currency: "EUR", team: "a" },
    ];
    const report = monthly("money", "lower", rows, { by: ["team"], asOf: "2026-03-01" }, "sum");
    const assessed = assess(report, { gauge: target({ atMost: 100, currency: "EUR" }) });
    const said = assessed.rows.map(({ group, assessments: { gauge } }) => [
      group.team,
      gauge.status,
      "reason" in gauge ? gauge.reason : gauge.variance?.toString(),
    ]);
    expect(said).toEqual([
      ["a", "met", "-10"],
      ["b", "no-target", "other-currency"],
      ["c", "no-data", "mixed-currency"],
      ["a", "missed", "20"],
      // Nothing was spent, which is no amount of any currency
      ["b", "met", "-100"],
      ["c", "met", "-100"],
    ]);
    expect(assessed.rows[1]?.assessments.gauge.target).toBeNull();
  });
});

describe("a share of amounts", () => {
  it("has a target without a currency, whatever that of the amounts", () => {
    const priced = population(reading).dated("at");
    const share = metric("share", {
      ...words,
      unit: "share",
      better: "higher",
      inputs: { won: priced.sum("if(team = 'a', price, 0)"), all: priced.sum("price") },
      formula: "won / all",
      example: { given: { won: 1, all: 2 }, gives: "0.5" },
    });
    const at = "2026-01-10T00:00:00Z";
    const rows = [
      { at, price: 30, currency: "EUR", team: "a" },
      { at, price: 10, currency: "EUR", team: "b" },
    ];
    const { totals } = assess(evaluate({ share }, table(reading, rows), {}), {
      share: target({ atLeast: 0.5 }),
    });
    expect(totals?.cells.share).toMatchObject({ currency: "EUR" });
    expect(totals?.assessments.share).toMatchObject({ status: "met", met: true });
    expect(totals?.assessments.share.variance?.toString()).toBe("0.25");
  });
});

describe("an assessed report", () => {
  const rows = [1, 2].map((month) => ({ at: `2026-0${month}-10T00:00:00Z`, value: month, team: "a" }));
  const report = monthly("number", "higher", rows, { by: ["team"] });
  const assessed = assess(report, { gauge: target({ atLeast: 2 }) });

  it("is the report, with assessments", () => {
    expect([assessed.metrics, assessed.tally, assessed.ledgers]).toEqual([
      report.metrics,
      report.tally,
      report.ledgers,
    ]);
    for (const part of ["rows", "byGroup", "byPeriod"] as const) {
      const without = assessed[part].map(({ period, group, cells }) => ({ period, group, cells }));
      expect(without).toEqual(report[part].map(({ period, group, cells }) => ({ period, group, cells })));
    }
    expect(assessed.totals?.cells).toBe(report.totals?.cells);
    expect(assessed.rows.map((row) => row.assessments.gauge.status)).toEqual(["missed", "met"]);
    expect(assessed.byGroup.map((row) => row.assessments.gauge.status)).toEqual(["met"]); // 1 + 2
    expect(assessed.byPeriod.map((row) => row.assessments.gauge.status)).toEqual(["missed", "met"]);
    expect(assessed.totals?.assessments.gauge.status).toBe("met");
  });

  it("is made when read, and kept", () => {
    let read = 0;
    const counting = {
      ...report,
      get rows() {
        read++;
        return report.rows;
      },
    };
    const lazy = assess(counting, { gauge: target({ atLeast: 2 }) });
    expect(read).toBe(0);
    expect(lazy.rows).toBe(lazy.rows);
    expect(lazy.byGroup).toBe(lazy.byGroup);
    expect(lazy.byPeriod).toBe(lazy.byPeriod);
    expect(lazy.totals).toBe(lazy.totals);
    expect(lazy.rows[0]?.assessments).toBe(lazy.rows[0]?.assessments);
    expect(read).toBe(1);
  });

  it("can be assessed again, by other targets", () => {
    const again = assess(assessed, { gauge: target({ atLeast: 1 }) });
    expect(again.rows.map((row) => row.assessments.gauge.status)).toEqual(["met", "met"]);
  });

  it("goes to JSON", () => {
    const json = JSON.parse(JSON.stringify(assessed.rows[0]));
    expect(json.assessments.gauge).toEqual({
      status: "missed",
      met: false,
      target: { atLeast: "2" },
      variance: "-1",
      favourable: "-1",
      attainment: "0.5",
    });
  });
});

const hundredths = fc.integer({ min: -100_000, max: 100_000 }).map((n) => new Decimal(n).div(100));
const bounds: fc.Arbitrary<Bound<Decimal>> = fc.oneof(
  fc.tuple(hundredths, hundredths).map(([a, b]) => ({ atLeast: Decimal.max(a, b), warn: Decimal.min(a, b) })),
  fc.tuple(hundredths, hundredths).map(([a, b]) => ({ atMost: Decimal.min(a, b), warn: Decimal.max(a, b) })),
  fc.tuple(hundredths, hundredths, hundredths, hundredths).map((ends) => {
    const [a, b, c, d] = ends.sort((x, y) => x.cmp(y)) as [Decimal, Decimal, Decimal, Decimal];
    return { between: [b, c] as const, warn: [a, d] as const };
  }),
);

describe("for every value and target", () => {
  it("one status, met just where the variance is favourable or nothing", () => {
    fc.assert(
      fc.property(hundredths, bounds, (value, options) => {
        const { status, met, favourable, variance } = judged(value, options);
        expect(["met", "at-risk", "missed"]).toContain(status);
        expect(met).toBe(status === "met");
        expect(met).toBe(favourable?.gte(0));
        if (options.between === undefined)
          expect(variance?.abs().eq(favourable?.abs() ?? Number.NaN)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it("its bounds are met, and its warnings are not missed", () => {
    fc.assert(
      fc.property(bounds, (options) => {
        const ends = [options.atLeast ?? options.atMost ?? options.between].flat() as Decimal[];
        for (const end of ends) expect(judged(end, options)).toMatchObject({ status: "met", met: true });
        for (const edge of [options.warn].flat() as Decimal[])
          expect(judged(edge, options).status).not.toBe("missed");
      }),
      { numRuns: 80 },
    );
  });

  it("in units a thousand times smaller, all is the same but the variance, which is a thousand times larger", () => {
    fc.assert(
      fc.property(hundredths, bounds, (value, options) => {
        const large = JSON.parse(JSON.stringify(options), (_, size) =>
          typeof size === "string" ? new Decimal(size).times(1000) : size,
        );
        const [one, other] = [judged(value, options), judged(value.times(1000), large)];
        expect([other.status, other.attainment?.toString()]).toEqual([
          one.status,
          one.attainment?.toString(),
        ]);
        expect(other.variance?.toString()).toBe(one.variance?.times(1000).toString());
        expect(other.favourable?.toString()).toBe(one.favourable?.times(1000).toString());
      }),
      { numRuns: 80 },
    );
  });

  it("turned round, less is better as more was", () => {
    fc.assert(
      fc.property(hundredths, hundredths, (value, bound) => {
        const more = judged(value, { atLeast: bound });
        const less = judged(new Decimal(0).minus(value), { atMost: new Decimal(0).minus(bound) });
        expect([less.status, less.favourable?.toString()]).toEqual([
          more.status,
          more.favourable?.toString(),
        ]);
      }),
      { numRuns: 80 },
    );
  });
});
