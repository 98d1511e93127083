import fc from "fast-check";
import { Decimal, KpiError } from "kpi-core";
import { aalenJohansen, type CausedLifetime, kaplanMeier } from "kpi-core/models";
import { describe, expect, it } from "vitest";
import { expectNear, made } from "./km-reference.ts";

const caused = (duration: number, cause: string | null, entry?: number): CausedLifetime =>
  entry === undefined ? { duration, cause } : { duration, cause, entry };

describe("the incidence of each cause", () => {
  it.each(made.map((set, i) => [i, set] as const))("is that of R, to 1e-12: set %i", (_, set) => {
    const { steps } = aalenJohansen(
      set.time.map((duration, i) =>
        caused(duration, set.cause[i] === 0 ? null : `c${set.cause[i]}`, set.entry[i]),
      ),
    );
    expect(steps.map(({ time }) => Number(time))).toEqual(set.step);
    steps.forEach(({ incidence }, i) => {
      expectNear(incidence.c1 ?? 0, set.incidence1[i] ?? null, `cause 1, step ${i}`);
      expectNear(incidence.c2 ?? 0, set.incidence2[i] ?? null, `cause 2, step ${i}`);
    });
  });

  // Four customers: one cancels, one is lost with its card, one cancels, one is still there
  it("by hand: 1/4, then 3/4 × 1/3, then 2/4 × 1/2 more", () => {
    const left = aalenJohansen([
      caused(1, "cancelled"),
      caused(2, "card"),
      caused(3, "cancelled"),
      caused(4, null),
    ]);
    expect(left.causes).toEqual(["cancelled", "card"]);
    const told = left.steps.map(({ events, censored, incidence }) => [
      events,
      censored,
      Number(incidence.cancelled),
    ]);
    expect(told).toEqual([
      [{ cancelled: 1, card: 0 }, 0, 0.25],
      [{ cancelled: 0, card: 1 }, 0, 0.25],
      [{ cancelled: 1, card: 0 }, 0, 0.5],
      [{ cancelled: 0, card: 0 }, 1, 0.5],
    ]);
    expect(
      [left.at(0.5)?.incidence.card, left.at(2.5)?.incidence.card, left.at(4)?.survival].map(Number),
    ).toEqual([0, 0.25, 0.25]);
    expect(left.at(5)).toBe(null);
  });

  // Taken as lost from sight, the card leaves two at risk at 3: 1 - 3/4 × 1/2, where no more than half have cancelled
  it("Kaplan and Meier for one cause say too much: 5/8 in place of 1/2", () => {
    const lifetimes = [caused(1, "cancelled"), caused(2, "card"), caused(3, "cancelled"), caused(4, null)];
    const alone = kaplanMeier(
      lifetimes.map(({ duration, cause }) => ({ duration, ended: cause === "cancelled" })),
    );
    expect(new Decimal(1).minus(alone.at(3)?.survival ?? 0).toString()).toBe("0.625");
    expect(aalenJohansen(lifetimes).at(3)?.incidence.cancelled?.toString()).toBe("0.5");
  });

  it("nothing is no error; what is no cause is", () => {
    expect(aalenJohansen([])).toMatchObject({ n: 0, causes: [], steps: [] });
    expect(aalenJohansen([]).at(0)).toBe(null);
    const bad = () => aalenJohansen([{ duration: 1 } as never]);
    expect(bad).toThrow(KpiError);
    expect(bad).toThrow("aalenJohansen: lifetimes[0]: cause is undefined; write a text, or null");
  });

  const lifetimes = fc.array(
    fc
      .record({
        duration: fc.integer({ min: 1, max: 8 }),
        cause: fc.constantFrom("a", "b", "__proto__", null),
        n: fc.integer({ min: 1, max: 3 }),
        late: fc.integer({ min: 0, max: 7 }),
      })
      .map(({ late, ...life }) => ({ ...life, entry: Math.max(0, life.duration - 1 - late) })),
    { maxLength: 14 },
  );

  it("together with what survives they are 1, survival is that of all endings, and one cause alone says no less", () => {
    fc.assert(
      fc.property(lifetimes, (some) => {
        const { steps } = aalenJohansen(some);
        const all = kaplanMeier(some.map(({ cause, ...life }) => ({ ...life, ended: cause !== null })));
        const alone = kaplanMeier(some.map(({ cause, ...life }) => ({ ...life, ended: cause === "a" })));
        steps.forEach(({ survival, incidence }, i) => {
          const whole = Object.values(incidence).reduce((sum, share) => sum.plus(share), survival);
          expect(whole.minus(1).abs().toNumber()).toBeLessThan(1e-30);
          expect(survival).toEqual(all.steps[i]?.survival);
          const said = new Decimal(1).minus(alone.steps[i]?.survival ?? 1);
          expect(said.minus(incidence.a ?? 0).toNumber()).toBeGreaterThan(-1e-30);
        });
      }),
    );
  });

  it("the order of the rows does not matter", () => {
    const mixed = lifetimes.chain((some) =>
      fc.tuple(fc.constant(some), fc.shuffledSubarray([...some], { minLength: some.length })),
    );
    fc.assert(
      fc.property(mixed, ([some, shuffled]) => {
        expect(aalenJohansen(shuffled).steps).toEqual(aalenJohansen(some).steps);
      }),
    );
  });
});
