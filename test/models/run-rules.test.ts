import fc from "fast-check";
import { Decimal } from "kpi-core";
import {
  countChart,
  individualsChart,
  proportionChart,
  type RuleSet,
  type RunRule,
  runRules,
} from "kpi-core/models";
import { describe, expect, it } from "vitest";
import reference from "../reference/spc/rules_reference.json" with { type: "json" };

// 20 sequences by a program of its own and by qcc 3.0, which agree; the place is that of the last point, from 1
type Flags = Readonly<Record<string, readonly number[]>>;
const sequences = Object.entries(reference.sequences) as [string, { x: number[]; flags: Flags }][];
const names: Readonly<Record<RuleSet, Readonly<Partial<Record<RunRule, string>>>>> = {
  nelson: {
    ...{ "beyond limits": "N1", run: "N2", trend: "N3", alternation: "N4", "two of three": "N5" },
    ...{ "four of five": "N6", stratification: "N7", mixture: "N8" },
  },
  "western electric": {
    ...{ "beyond limits": "N1", "two of three": "N5", "four of five": "N6", run: "WE4_run8" },
  },
  wheeler: { "beyond limits": "N1", "three of four": "WHEELER_3of4", run: "WE4_run8" },
};
const sets = Object.keys(names) as RuleSet[];
const chartOf = (values: readonly (number | null)[]) => ({
  centre: 0,
  points: values.map((value) => ({ value, sigma: 1 })),
});

describe.each(sequences)("%s", (_, { x, flags }) => {
  it.each(sets)("%s", (set) => {
    const found = runRules(chartOf(x), set);
    const places = Object.entries(names[set]).map(([rule, id]) => [
      id,
      found.filter((signal) => signal.rule === rule).map(({ to }) => to + 1),
    ]);
    expect(places).toEqual(Object.values(names[set]).map((id) => [id, flags[id]]));
    expect(found.every(({ rule }) => names[set][rule] !== undefined)).toBe(true);
  });
});

it("are 20 sequences", () => expect(sequences.length).toBe(20));

describe("patterns", () => {
  it("from the first point to the last: 2.1, 0.5 and 2.2", () =>
    expect(runRules(chartOf([0, 2.1, 0.5, 2.2]), "western electric")).toEqual([
      { rule: "two of three", from: 1, to: 3 },
    ]));
  it("end at a gap", () => {
    const eight = Array<number>(8).fill(0.4);
    expect(runRules(chartOf(eight), "wheeler")).toHaveLength(1);
    expect(runRules(chartOf([...eight.slice(1), null, 0.4, 0.4]), "wheeler")).toEqual([]);
  });
  it("end at equal neighbours", () => {
    const up = [-0.5, 0.5];
    const fourteen = Array.from({ length: 14 }, (_, at) => up[at % 2] ?? 0);
    expect(runRules(chartOf(fourteen), "nelson")).toEqual([{ rule: "alternation", from: 0, to: 13 }]);
    // The eighth again, then on: no step is that before it, and one is none
    const tied = [...fourteen.slice(0, 8), ...fourteen.slice(7, 13)];
    expect(tied.slice(7, 9)).toEqual([0.5, 0.5]);
    expect(runRules(chartOf(tied), "nelson")).toEqual([]);
  });
  it("are of the points and not of their distances: 4 six times, of 4 in 1 to 4 in 6, rises nowhere", () => {
    const equal = [1, 2, 3, 4, 5, 6].map((exposure) => ({ count: 4 * exposure, exposure }));
    const chart = countChart({ samples: [...equal, { count: 30, exposure: 10 }] });
    const rules = chart === null ? [] : runRules(chart, "nelson").map(({ rule }) => rule);
    expect(rules).not.toContain("trend");
    // 1 to 6 rise, though they are 1/3, 2/9, 1, 4/9, 5/3 and 2/3 standard errors away
    const rising = [1, 2, 3, 4, 5, 6].map((value) => ({ value, sigma: value % 2 === 0 ? 9 : 3 }));
    expect(runRules({ centre: 0, points: rising }, "nelson")).toEqual([{ rule: "trend", from: 0, to: 5 }]);
    const swinging = Array.from({ length: 14 }, (_, at) => ({ value: 2, sigma: 3 + (at % 2) }));
    expect(runRules({ centre: 2.5, points: swinging }, "nelson").map(({ rule }) => rule)).not.toContain(
      "alternation",
    );
  });
  it("on a limit is not beyond it, though neither has a last digit; where nothing varies, all that is off the line is", () => {
    const [value, sigma] = [new Decimal(13).div(3), new Decimal(13).div(9)];
    expect(value.gt(sigma.times(3))).toBe(true); // by 1e-33, and by rounding alone
    expect(runRules({ centre: 0, points: [{ value, sigma }] }, "wheeler")).toEqual([]);
    const flat = [5, 4, 5.1].map((value) => ({ value, sigma: 0 }));
    const found = runRules({ centre: 5, points: flat }, "wheeler").filter(
      ({ rule }) => rule === "beyond limits",
    );
    expect(found.map(({ to }) => to)).toEqual([1, 2]);
  });
  it("are the same upside down, and by twice the sigma of twice the values", () => {
    const values = fc.array(fc.integer({ min: -40, max: 40 }), { maxLength: 40 });
    fc.assert(
      fc.property(values, fc.constantFrom(...sets), (list, set) => {
        const found = runRules(chartOf(list.map((value) => value / 10)), set);
        expect(runRules(chartOf(list.map((value) => -value / 10)), set)).toEqual(found);
        const points = list.map((value) => ({ value: value / 5 + 7, sigma: 2 }));
        expect(runRules({ centre: 7, points }, set)).toEqual(found);
      }),
    );
  });
  it("beyond the limits is what the chart says", () => {
    const values = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 2, maxLength: 25 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 25 }), (list, some) => {
        const charts = [
          individualsChart({ values: list, baseline: Math.min(some, list.length) }),
          proportionChart({ samples: list.map((hits) => ({ hits, of: 30 })) }),
        ];
        for (const chart of charts) {
          if (chart === null) continue;
          const beyond = runRules(chart, "nelson").filter(({ rule }) => rule === "beyond limits");
          expect(beyond.map(({ to }) => to)).toEqual(
            chart.points.flatMap((point, at) => (point.beyond === null ? [] : [at])),
          );
        }
      }),
    );
  });
  it("a set that there is not is said", () =>
    expect(() => runRules(chartOf([1]), "mine" as "nelson")).toThrow(
      'runRules: the set is "mine"; write "western electric" or "nelson" or "wheeler"',
    ));
});
