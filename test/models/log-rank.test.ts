import fc from "fast-check";
import { Decimal } from "kpi-core";
import { type Lifetime, logRank } from "kpi-core/models";
import { describe, expect, it } from "vitest";
import { chiSquareTail } from "../../src/models/chi-square.ts";
import { normalDeviate, normalTail } from "../../src/models/normal.ts";
import { expectNear, lifetimesOf, made, reference } from "./km-reference.ts";

const all = (durations: readonly number[]): Lifetime[] =>
  durations.map((duration) => ({ duration, ended: true }));

describe("as survdiff of R has it, to 1e-12", () => {
  it.each(reference.logrank)("$dataset", ({ dataset, groups, n, observed, expected, chisq, df, p }) => {
    const names = groups.split(";").map((group) => group.replace("group=", ""));
    const test = logRank(
      Object.fromEntries(names.map((stratum) => [stratum, lifetimesOf({ dataset, stratum })])),
    );
    expect(test.degreesOfFreedom).toBe(df);
    expectNear(test.chiSquare, chisq, "chi-square");
    expectNear(test.p, p, "p");
    names.forEach((name, i) => {
      const part = (list: string) => Number(list.split(";")[i]);
      expect([test.groups[name]?.n, test.groups[name]?.observed]).toEqual([part(n), part(observed)]);
      expectNear(test.groups[name]?.expected, part(expected), "expected");
    });
  });

  const three = made.filter(({ test }) => test !== undefined);
  it.each(three.map((set, i) => [i, set] as const))(
    "three groups, set %i",
    (_, { time, cause, group, ...wanted }) => {
      const of = (wanted: number) =>
        time.flatMap((duration, i) => (group[i] === wanted ? [{ duration, ended: cause[i] !== 0 }] : []));
      const test = logRank({ one: of(1), two: of(2), three: of(3) });
      [test.groups.one, test.groups.two, test.groups.three].forEach(({ observed, expected }, i) => {
        expect(observed).toBe(wanted.observed?.[i]);
        expectNear(expected, wanted.expected?.[i] ?? null, "expected");
      });
      expectNear(test.chiSquare, wanted.test?.[0] ?? null, "chi-square");
      expectNear(test.p, wanted.test?.[1] ?? null, "p");
    },
  );
  it("are twelve sets", () => expect(three.length).toBe(12));
});

describe("by hand", () => {
  // At 1 one of 2 + 1 ends, so 2/3 are expected in a; at 2 one of 1 + 1: 1/2; at 3 the last of b
  it("1 and 3 against 2: observed 2, expected 2/3 + 1/2 + 1", () => {
    const { groups, chiSquare, degreesOfFreedom } = logRank({ a: all([1, 3]), b: all([2]) });
    expect(groups.a.observed).toBe(2);
    expectNear(groups.a.expected, 2 / 3 + 1 / 2 + 1, "expected");
    expectNear(groups.b.expected, 1 / 3 + 1 / 2, "expected");
    // (1/6)² over 2/9 + 1/4
    expectNear(chiSquare, 1 / 36 / (2 / 9 + 1 / 4), "chi-square");
    expect(degreesOfFreedom).toBe(1);
  });

  it.each([
    ["one group", { a: all([1, 2]) }],
    ["a group that was never at risk", { a: all([1, 2]), b: [] }],
    ["nothing that ended", { a: [{ duration: 1, ended: false }], b: [{ duration: 2, ended: false }] }],
    ["all that end at once", { a: all([1, 1]), b: all([1]) }],
    ["groups that follow one another", { a: all([1]), b: [{ duration: 3, entry: 2, ended: true }] }],
  ])("%s: nothing can be told", (_, groups) => {
    const { chiSquare, p } = logRank(groups as Record<string, Lifetime[]>);
    expect([chiSquare, p]).toEqual([null, null]);
  });

  it("a group that was never at risk beside the others says nothing of them, and hides nothing", () => {
    const late = (...durations: readonly number[]): Lifetime[] =>
      durations.map((duration) => ({ duration, entry: 10, ended: true }));
    const two = { a: all([1, 3]), b: all([2]) };
    // 1/36 over 2/9 + 1/4, as above, wherever the third stands
    for (const groups of [
      { ...two, c: late(20, 30) },
      { c: late(20, 30), ...two },
    ]) {
      const { chiSquare, degreesOfFreedom, p } = logRank(groups);
      expectNear(chiSquare, 1 / 17, "chi-square");
      expect(degreesOfFreedom).toBe(1);
      expectNear(p, logRank(two).p?.toNumber() ?? null, "p");
    }
    // Two that met, and two others: what each pair has to tell adds up
    const pairs = logRank({ ...two, c: late(20, 30), d: late(25) });
    expectNear(pairs.chiSquare, 2 / 17, "chi-square");
    expect(pairs.degreesOfFreedom).toBe(2);
  });

  it("no groups are an error, and a lifetime that is none names its group", () => {
    expect(() => logRank({})).toThrow("logRank: there are no groups");
    expect(() => logRank({ a: all([-1]) })).toThrow("logRank: a: lifetimes[0]: duration is -1");
  });
});

describe("what it keeps", () => {
  const lifetimes = fc.array(
    fc.record({
      duration: fc.integer({ min: 1, max: 6 }),
      ended: fc.boolean(),
      n: fc.integer({ min: 1, max: 3 }),
    }),
    { maxLength: 6 },
  );

  it("as much is expected as observed, in all, and no group is the first", () => {
    fc.assert(
      fc.property(lifetimes, lifetimes, lifetimes, (a, b, c) => {
        const { groups, chiSquare } = logRank({ a, b, c });
        const each = Object.values(groups);
        const observed = each.reduce((sum, group) => sum + group.observed, 0);
        const expected = each.reduce((sum, group) => sum.plus(group.expected), new Decimal(0));
        expect(expected.minus(observed).abs().toNumber()).toBeLessThan(1e-25);
        const turned = logRank({ c, a, b }).chiSquare;
        expect(turned === null).toBe(chiSquare === null);
        expect(
          turned
            ?.minus(chiSquare ?? 0)
            .abs()
            .lte(turned.times("1e-18").plus("1e-25")) ?? true,
        ).toBe(true);
      }),
    );
  });

  it("n of a row are n rows, and equal groups do not differ", () => {
    fc.assert(
      fc.property(lifetimes, lifetimes, (a, b) => {
        const repeated = a.flatMap(({ n, ...life }) => Array.from({ length: n }, () => life));
        expect(logRank({ a: repeated, b })).toEqual(logRank({ a, b }));
        const same = logRank({ a, b: a });
        if (same.chiSquare !== null) expect([same.chiSquare.toNumber(), same.p?.toNumber()]).toEqual([0, 1]);
      }),
    );
  });
});

describe("the distributions", () => {
  // By R: qnorm((1 - level) / 2, lower.tail = FALSE) and pchisq(x, df, lower.tail = FALSE)
  it.each([
    ["0.5", 0.67448975019608171],
    ["0.8", 1.2815515655446008],
    ["0.9", 1.6448536269514715],
    ["0.95", 1.9599639845400536],
    ["0.99", 2.5758293035488999],
    ["0.999", 3.2905267314919255],
    ["0.999999", 4.8916384756985902],
  ])("%s of the normal is within %d of 0", (level, z) => {
    expect(Math.abs(normalDeviate(new Decimal(level)).toNumber() / z - 1)).toBeLessThan(1e-14);
  });
  // By mpmath with 40 digits: erfc(x / sqrt(2)) / 2
  it.each([
    ["0.5", "0.30853753872598689636"],
    ["2.9", "0.0018658133003840379503"],
    ["3", "0.0013498980316300945267"],
    ["3.1", "0.00096760321321835689212"],
    ["9", "1.1285884059538406477e-19"],
    ["20", "2.7536241186062336951e-89"],
    ["40", "3.6558935409150297037e-350"],
  ])("above %s the normal has %s", (x, tail) => {
    const off = normalTail(new Decimal(x)).div(tail).minus(1).abs().toNumber();
    expect(off).toBeLessThan(1e-19);
  });
  it.each([
    [1, 0.1, 0.7518296340458493],
    [1, 12, 0.0005320055051392497],
    [1, 400, 5.507248237212469e-89],
    [2, 1, 0.6065306597126334],
    [2, 400, 1.383896526736738e-87],
    [3, 3.84, 0.2792676171186103],
    [3, 80, 3.069277486172418e-17],
    [4, 12, 0.01735126523666451],
    [5, 0.1, 0.9998376833880774],
    [5, 400, 2.966644659082885e-84],
    [6, 80, 3.572865928700227e-15],
  ])("with %d degrees of freedom, above %d is %d", (df, x, tail) => {
    expectNear(chiSquareTail(new Decimal(x), df), tail, "tail");
  });
});
