import { evaluate, table } from "kpi-core";
import { resolutionTime, timeToResolve } from "kpi-core/metrics/service";
import { kaplanMeier } from "kpi-core/models";
import { ticket } from "kpi-core/records";
import { describe, expect, it } from "vitest";

// Tickets of which half are still open, from distributions whose median is 10 days, known before anything is counted

const DAY = 86_400_000;
const TRUE_MEDIAN = 10;
const today = Date.UTC(2026, 5, 1);

/** Park and Miller (1988): exact in doubles, the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Days that a ticket takes, and over how many days before today they are opened so that half are open today. */
const distributions = {
  exponential: { since: 23, draw: (random: () => number) => -TRUE_MEDIAN * Math.log2(random()) },
  lognormal: {
    since: 23,
    draw: (random: () => number) => {
      const normal = Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
      return TRUE_MEDIAN * Math.exp(1.1 * normal);
    },
  },
} as const;

function simulated({ since, draw }: (typeof distributions)["exponential"], seed: number) {
  const random = randomFrom(seed);
  return Array.from({ length: 20_000 }, () => {
    const openedAt = today - Math.round(since * DAY * random());
    const resolvedAt = openedAt + Math.round(DAY * draw(random));
    return { openedAt, resolvedAt: resolvedAt < today ? resolvedAt : null };
  });
}

const cases = (["exponential", "lognormal"] as const).flatMap((name) =>
  [1, 20_261, 777].map((seed) => [name, seed] as const),
);

describe("tickets of which half are still open", () => {
  it.each(cases)("%s, seed %d", (name, seed) => {
    const rows = simulated(distributions[name] as (typeof distributions)["exponential"], seed);
    const open = rows.filter(({ resolvedAt }) => resolvedAt === null).length / rows.length;
    expect(Math.abs(open - 0.5)).toBeLessThan(0.03);
    const { cells } =
      evaluate(
        { finished: resolutionTime({ p: 0.5 }), all: timeToResolve({ p: 0.5 }) },
        table(ticket, rows),
        { asOf: today },
      ).totals ?? {};
    const off = (days: number) => Math.abs(days / TRUE_MEDIAN - 1);
    const curve = kaplanMeier(
      rows.map(({ openedAt, resolvedAt }) => ({
        duration: ((resolvedAt ?? today) - openedAt) / DAY,
        ended: resolvedAt !== null,
      })),
    );
    const { value, lower, upper } = curve.quantile(0.5);
    expect(off(Number(cells?.finished.value) / 86_400)).toBeGreaterThan(0.4);
    expect(off(Number(cells?.all.value) / 86_400)).toBeLessThan(0.03);
    expect(off(Number(value))).toBeLessThan(0.03);
    // Both count the same tickets
    expect(Number(value)).toBeCloseTo(Number(cells?.all.value) / 86_400, 9);
    expect(Number(lower)).toBeLessThan(Number(value));
    expect(Number(upper)).toBeGreaterThan(Number(value));
  });
});
