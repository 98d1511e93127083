import fc from "fast-check";
import { kaplanMeier, type Lifetime } from "kpi-core/models";
import { describe, expect, it } from "vitest";

describe("what every curve keeps", () => {
  const lifetime = fc
    .record({
      duration: fc.integer({ min: 0, max: 8 }),
      ended: fc.boolean(),
      n: fc.integer({ min: 1, max: 3 }),
      share: fc.integer({ min: 0, max: 9 }),
    })
    .map(({ share, ...rest }) => ({ ...rest, entry: Math.floor((rest.duration * share) / 10) }))
    .map(({ entry, ...rest }) => (entry > 0 && entry < rest.duration ? { ...rest, entry } : rest));
  const lifetimes = fc.array(lifetime, { maxLength: 14 });
  const kinds = fc.constantFrom("log-log" as const, "log" as const, "plain" as const);

  it("the order of the rows does not matter, and n of them are n rows", () => {
    const mixed = lifetimes.chain((some) =>
      fc.tuple(fc.constant(some), fc.shuffledSubarray([...some], { minLength: some.length }), kinds),
    );
    fc.assert(
      fc.property(mixed, ([some, shuffled, limits]) => {
        const repeated = shuffled.flatMap(({ n, ...life }) => Array.from({ length: n }, () => life));
        const curve = kaplanMeier(some, { limits });
        expect(kaplanMeier(repeated, { limits }).steps).toEqual(curve.steps);
        expect(kaplanMeier(repeated, { limits }).quantile(0.4)).toEqual(curve.quantile(0.4));
        expect(kaplanMeier(repeated, { limits }).at(3)).toEqual(curve.at(3));
      }),
    );
  });

  it("where all have ended it is the share that lasts longer, and the mean is the mean", () => {
    const all = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(all, (durations) => {
        const curve = kaplanMeier(durations.map((duration) => ({ duration, ended: true })));
        const last = Math.max(...durations);
        for (let time = 0; time <= last; time++) {
          const longer = durations.filter((duration) => duration > time).length / durations.length;
          expect(curve.at(time)?.survival.minus(longer).abs().toNumber()).toBeLessThan(1e-15);
        }
        const mean = durations.reduce((sum, duration) => sum + duration, 0) / durations.length;
        expect(curve.restrictedMean(last)?.value.minus(mean).abs().toNumber()).toBeLessThan(1e-14);
      }),
    );
  });

  it("a lifetime cut in two, of which the second enters where the first was lost from sight, is one", () => {
    fc.assert(
      fc.property(lifetimes, fc.integer({ min: 1, max: 7 }), (some, cut) => {
        const parts = some.flatMap((life) => {
          const { duration, entry = 0 } = life as { duration: number; entry?: number };
          if (duration <= cut || entry >= cut) return [life];
          return [
            { ...life, duration: cut, ended: false },
            { ...life, entry: cut },
          ];
        });
        const falls = (of: readonly Lifetime[]) =>
          kaplanMeier(of)
            .steps.filter(({ events }) => events > 0)
            .map(({ censored: _, ...step }) => step);
        expect(falls(parts)).toEqual(falls(some));
      }),
    );
  });

  it("limits are around survival, and those of a lower level within those of a higher", () => {
    fc.assert(
      fc.property(lifetimes, kinds, (some, limits) => {
        const [wide, narrow] = [0.99, 0.5].map((level) => kaplanMeier(some, { limits, level }).steps);
        wide?.forEach(({ survival, lower, upper }, i) => {
          const inner = narrow?.[i];
          expect(inner?.lower === null).toBe(lower === null);
          if (lower === null || upper === null) return;
          const order = [lower, inner?.lower, survival, inner?.upper, upper].map(Number);
          for (let at = 1; at < order.length; at++)
            expect(order[at]).toBeGreaterThanOrEqual((order[at - 1] as number) - 1e-13);
        });
      }),
    );
  });

  it("a longer horizon has a greater mean, never greater by more than itself", () => {
    fc.assert(
      fc.property(lifetimes, (some) => {
        const curve = kaplanMeier(some);
        const last = Number(curve.steps.at(-1)?.time ?? 0);
        for (let until = 1; until <= last; until++) {
          const more =
            Number(curve.restrictedMean(until)?.value) - Number(curve.restrictedMean(until - 1)?.value);
          expect(more).toBeGreaterThanOrEqual(-1e-15);
          expect(more).toBeLessThanOrEqual(1 + 1e-15);
        }
      }),
    );
  });
});
