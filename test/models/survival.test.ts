import fc from "fast-check";
import { population, table } from "kpi-core";
import { subscription } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { Decimal } from "../../src/core/decimal.ts";
import { decimalOf, fractionOf } from "../../src/core/fraction.ts";
import { type Lifetimes, survivalQuantile } from "../../src/models/survival.ts";
import { figuresOf, ownMetric } from "../figures.ts";
import { lifetimesOf, reference, type Step, type Summary } from "./km-reference.ts";

interface Seen {
  readonly time: number;
  readonly ended: boolean;
}

const seenOf = (dataset: string, stratum: string): Seen[] =>
  lifetimesOf({ dataset, stratum }).map(({ duration, ended }) => ({ time: Number(duration), ended }));

const strata = [...new Set(reference.summary.map(({ dataset, stratum }) => `${dataset} ${stratum}`))].map(
  (name) => {
    const [dataset = "", ...rest] = name.split(" ");
    const stratum = rest.join(" ");
    const own = ({ dataset: d, stratum: s, conf_type }: Summary | Step) =>
      d === dataset && s === stratum && conf_type === "plain";
    const summary = reference.summary.find(own) as Summary;
    return { name, seen: seenOf(dataset, stratum), summary, curve: reference.curves.filter(own) };
  },
);

const DAY = 86_400_000;
const asOf = 20_000 * DAY;
const fallen = (p: number | string) =>
  ownMetric("seconds", "duration", {
    duration: population(subscription).during("startedAt", "endedAt").survival(p),
  });
/** In days through `evaluate`, as text, or the reason why there is none. */
function throughEvaluate(seen: readonly Seen[], p: number | string): number | string {
  // What ended began long ago; what is open began as long ago as it was seen
  const rows = seen.map(({ time, ended }) =>
    ended
      ? { startedAt: DAY, endedAt: DAY + time * DAY, customer: "c" }
      : { startedAt: asOf - time * DAY, endedAt: null, customer: "c" },
  );
  const { total } = figuresOf(fallen(p), table(subscription, rows), { from: 0, to: asOf + DAY, asOf });
  return total === "not-reached" ? total : Number(total) / 86_400;
}

/** In days by the model, in milliseconds within. */
function byModel(seen: readonly Seen[], p: number): number | null {
  const sorted = [...new Set(seen.map(({ time }) => time))].sort((a, b) => a - b);
  const lifetimes = sorted.map((time): Lifetimes => {
    const then = seen.filter((one) => one.time === time);
    const ended = then.filter((one) => one.ended).length;
    return { duration: time * DAY, ended, open: then.length - ended };
  });
  const found = survivalQuantile(lifetimes, fractionOf(new Decimal(p)));
  return found === null ? null : decimalOf(found).div(DAY).toNumber();
}

/** What follows from the survival that R printed: the first time below 1 - p, or the middle of the stretch on it. */
function byCurve(curve: readonly Step[], p: number): number | null {
  const falls = curve.filter(({ n_event }) => n_event > 0);
  const on = falls.findIndex(({ surv }) => Math.abs(surv - (1 - p)) < 1e-9);
  const start = falls[on]?.time;
  if (start !== undefined) return (start + (falls[on + 1]?.time ?? start)) / 2;
  return falls.find(({ surv }) => surv < 1 - p)?.time ?? null;
}

describe("the quantiles of R", () => {
  it("are of 16 strata of aml, lung and the edge sets", () => expect(strata.length).toBe(16));

  it.each(strata)("$name: quartiles and median", ({ seen, summary }) => {
    expect(seen.length).toBe(summary.n);
    const wanted = [summary.q25_quantile_fn, summary.median, summary.q75_quantile_fn];
    expect([0.25, 0.5, 0.75].map((p) => byModel(seen, p))).toEqual(wanted);
    expect([0.25, 0.5, 0.75].map((p) => throughEvaluate(seen, p))).toEqual(
      wanted.map((time) => time ?? "not-reached"),
    );
  });
  // R has two answers where survival stays at exactly 1 - p until the last row, which is open: print(survfit) shows
  // the first time of that stretch, quantile() its middle, as though an ending had come with the last row
  it("only of the plateau that nothing ends, quantile() has another median than print: 3, not 2", () => {
    const apart = strata.filter(({ summary }) => summary.median !== summary.median_quantile_fn);
    expect(apart.map(({ name }) => name)).toEqual(["edge median-plateau"]);
    expect(apart.map(({ seen, summary }) => [byModel(seen, 0.5), summary.median_quantile_fn])).toEqual([
      [2, 3],
    ]);
  });
  it.each(strata)("$name: every other percentile, as the curve of R has it", ({ seen, curve }) => {
    for (let percent = 1; percent < 100; percent++) {
      const p = percent / 100;
      expect(byModel(seen, p), `p = ${p}`).toEqual(byCurve(curve, p));
    }
    for (const p of [0.1, 0.35, 0.6, 0.9])
      expect(throughEvaluate(seen, p), `p = ${p}`).toEqual(byCurve(curve, p) ?? "not-reached");
  });
});

describe("what survival keeps", () => {
  const seen = fc.array(fc.record({ time: fc.integer({ min: 0, max: 6 }), ended: fc.boolean() }), {
    maxLength: 15,
  });
  const all = fc.array(fc.record({ time: fc.integer({ min: 0, max: 6 }), ended: fc.constant(true) }), {
    minLength: 1,
    maxLength: 15,
  });
  const share = fc.integer({ min: 1, max: 99 }).map((percent) => percent / 100);

  it("a quantile is the same day or later as p rises", () => {
    fc.assert(
      fc.property(seen, share, share, (given, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((p) => byModel(given, p) ?? Infinity);
        expect(low).toBeLessThanOrEqual(high as number);
      }),
    );
  });
  it("what is still open only makes it later", () => {
    fc.assert(
      fc.property(seen, share, fc.nat({ max: 6 }), (given, p, time) => {
        const more = byModel([...given, { time, ended: false }], p) ?? Infinity;
        expect(more).toBeGreaterThanOrEqual(byModel(given, p) ?? Infinity);
      }),
    );
  });
  it("with nothing open it is the sample quantile R-2, whose middle of a flat stretch it shares", () => {
    fc.assert(
      fc.property(all, share, (given, p) => {
        const sorted = given.map(({ time }) => time).sort((a, b) => a - b);
        const place = Math.round(p * 100) * sorted.length;
        const at = (k: number) => sorted[Math.min(Math.max(k, 1), sorted.length) - 1] as number;
        const whole = place % 100 === 0;
        const wanted = whole ? (at(place / 100) + at(place / 100 + 1)) / 2 : at(Math.ceil(place / 100));
        expect(byModel(given, p)).toBe(wanted);
      }),
    );
  });
});
