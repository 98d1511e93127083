import fc from "fast-check";
import { Decimal } from "kpi-core";
import { mixAndRate, priceVolumeMix } from "kpi-core/models";
import { describe, expect, it } from "vitest";
import { decimalOf, fraction } from "../../src/core/fraction.ts";
import reference from "../reference/decomposition/decomposition_reference.json" with { type: "json" };

// Exact fractions, by a program of its own
const exact = (text: string) => {
  const [above = 0n, below = 1n] = text.split("/").map(BigInt);
  return decimalOf(fraction(above, below)).toString();
};
const zero = (value: Decimal) => value.abs().lt("1e-28");

describe("mix and rate: North 760 of 800 to 288 of 300, South 150 of 200 to 546 of 700", () => {
  const { segments, R0, R1, delta, totals } = reference.mixRate_simpson;
  const given = segments.map(({ n0, x0, n1, x1 }) => ({
    before: { amount: x0, of: n0 },
    after: { amount: x1, of: n1 },
  }));
  it("by the rates and the mix before", () => {
    const found = mixAndRate({ segments: given, weights: "before" });
    expect([found?.before, found?.after, found?.change].map(String)).toEqual(
      [R0, R1, delta].map((one) => exact(one.fraction)),
    );
    for (const [name, column] of [
      ["rate", "rateAtBaseMix"],
      ["mix", "mixAtBaseRate"],
      ["interaction", "interaction"],
    ] as const) {
      expect(found?.[name].toString()).toBe(exact(totals[column].fraction));
      expect(found?.segments.map((one) => one[name].toString())).toEqual(
        segments.map((segment) => exact(segment[column].fraction)),
      );
    }
  });
  it("by midpoints: rates + 1.9 points, mix - 9.5: both are better, and the whole is worse (Simpson)", () => {
    const found = mixAndRate({ segments: given, weights: "midpoint" });
    expect([found?.rate, found?.mix, found?.interaction].map(String)).toEqual(["0.019", "-0.095", "0"]);
    segments.forEach(({ rateMidpoint, mixMidpoint }, at) => {
      const one = found?.segments[at];
      expect([one?.rate, one?.mix].map(String)).toEqual(
        [rateMidpoint, mixMidpoint].map((own) => exact(own.fraction)),
      );
      expect(one?.rate.gt(0)).toBe(true);
    });
    expect(found?.change.toString()).toBe("-0.076");
  });
});

describe("any mix and rate", () => {
  const part = fc.integer({ min: 0, max: 50 }).chain((of) =>
    fc.record({
      amount: of === 0 ? fc.constant(0) : fc.integer({ min: -9, max: 99 }),
      of: fc.constant(of),
    }),
  );
  const whole = fc.record({
    segments: fc.array(fc.record({ before: part, after: part }), { minLength: 1, maxLength: 6 }),
    weights: fc.constantFrom("midpoint" as const, "before" as const),
  });
  it("the effects add up to the change, and those of segments to those of the whole", () => {
    fc.assert(
      fc.property(whole, (input) => {
        const found = mixAndRate(input);
        if (found === null) return;
        const { rate, mix, interaction, change, before, after, segments } = found;
        expect(zero(rate.plus(mix).plus(interaction).minus(change))).toBe(true);
        expect(zero(after.minus(before).minus(change))).toBe(true);
        for (const name of ["rate", "mix", "interaction"] as const) {
          const sum = segments.reduce((all, one) => all.plus(one[name]), new Decimal(0));
          expect(zero(sum.minus(found[name]))).toBe(true);
        }
        if (input.weights === "midpoint") expect(interaction.isZero()).toBe(true);
      }),
    );
  });
  it("with the same mix all is rate, and with the same rates all is mix", () => {
    const sizes = fc.array(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.nat(20), fc.nat(20)), { minLength: 1, maxLength: 5 }); // biome-ignore format: one
    fc.assert(
      fc.property(
        sizes,
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom("midpoint", "before"),
        (list, times, weights) => {
          const same = list.map(([of, amount, later]) => ({
            before: { amount, of },
            after: { amount: later * times, of: of * times },
          }));
          expect(mixAndRate({ segments: same, weights })?.mix.isZero()).toBe(true);
          const alike = list.map(([of, amount, later]) => ({
            before: { amount: amount * of, of },
            after: { amount: amount * (later + 1), of: later + 1 },
          }));
          expect(mixAndRate({ segments: alike, weights })?.rate.isZero()).toBe(true);
        },
      ),
    );
  });
  it("a segment that is new has no rate to compare: 5 of 10, then 5 of 10 and 10 of 10 are 0.25 of mix", () => {
    const found = mixAndRate({
      segments: [
        { before: { amount: 5, of: 10 }, after: { amount: 5, of: 10 } },
        { before: { amount: 0, of: 0 }, after: { amount: 10, of: 10 } },
      ],
      weights: "before",
    });
    // The new one: half of the whole, half above it; the old one is no better or worse than the whole was
    expect([found?.rate, found?.mix, found?.interaction].map(String)).toEqual(["0", "0.25", "0"]);
    expect(found?.segments.map(({ mix }) => mix.toString())).toEqual(["0", "0.25"]);
  });
  it("nothing before, or nothing after, is none", () => {
    const [some, none] = [{ amount: 1, of: 2 }, { amount: 0, of: 0 }]; // biome-ignore format: two
    expect(mixAndRate({ segments: [{ before: none, after: some }], weights: "before" })).toBeNull();
    expect(mixAndRate({ segments: [{ before: some, after: none }], weights: "midpoint" })).toBeNull();
    expect(mixAndRate({ segments: [], weights: "midpoint" })).toBeNull();
  });
  it("what cannot be meant is said", () => {
    const good = { amount: 1, of: 2 };
    const of = (before: { amount: number; of: number }) => () =>
      mixAndRate({ segments: [{ before, after: good }], weights: "before" });
    expect(of({ amount: 1, of: 0 })).toThrow(
      "mixAndRate: segment 1, before: amount is 1, of 0; give what it is of",
    );
    expect(of({ amount: 1, of: -1 })).toThrow(
      "mixAndRate: segment 1, before: of is -1; give a number, 0 or more",
    );
    expect(of({ amount: Number.NaN, of: 1 })).toThrow(
      "mixAndRate: segment 1, before: amount is NaN; give a number",
    );
    expect(() => mixAndRate({ segments: [], weights: "after" as "before" })).toThrow(
      'mixAndRate: weights is "after"; write "midpoint" or "before"',
    );
  });
});

describe("price, volume and mix: Google Answers 716474", () => {
  const { volume0, volume1, rate0, rate1, volumeVar, rateVar, mixVar, mixVarVsAverageRate, total } =
    reference.pvm_google716474;
  const items = volume0.map((volume, at) => ({
    before: { volume, price: rate0[at] ?? 0 },
    after: { volume: volume1[at] ?? 0, price: rate1[at] ?? 0 },
  }));
  it.each([
    ["nothing", mixVar.map(String)],
    ["average", mixVarVsAverageRate.map(({ fraction: own }) => exact(own))],
  ] as const)("mix against %s: %s", (mixAgainst, mix) => {
    const found = priceVolumeMix({ items, mixAgainst });
    expect(found.items.map((one) => one.mix.toString())).toEqual(mix);
    expect(found.items.map((one) => one.volume.toNumber())).toEqual(volumeVar);
    expect(found.items.map((one) => one.price.toNumber())).toEqual(rateVar);
    expect([found.change, found.price, found.quantity, found.mix].map(Number)).toEqual([
      total,
      -900,
      250,
      750,
    ]);
  });
});

describe("any prices and volumes", () => {
  const priced = fc.record({ volume: fc.nat(40), price: fc.integer({ min: -5, max: 50 }) });
  const lists = fc.array(fc.record({ before: priced, after: priced }), { maxLength: 6 });
  it("the parts add up to the change, to the last digit", () => {
    fc.assert(
      fc.property(lists, fc.constantFrom("average", "nothing"), (items, mixAgainst) => {
        const found = priceVolumeMix({ items, mixAgainst });
        const { price, volume, quantity, mix, arrived, gone, change, before, after } = found;
        const amount = (side: "before" | "after") =>
          items.reduce((all, item) => all + item[side].volume * item[side].price, 0);
        expect([before, after].map(Number)).toEqual([amount("before"), amount("after")]);
        expect(change.toNumber()).toBe(after.minus(before).toNumber());
        expect(price.plus(volume).plus(arrived).plus(gone).eq(change)).toBe(true);
        expect(zero(quantity.plus(mix).minus(volume))).toBe(true);
        // Whatever the mix is held against, that of the whole is the same
        expect(zero(priceVolumeMix({ items }).mix.minus(mix))).toBe(true);
      }),
    );
  });
  it("an item that arrives or goes is apart, whatever else is said of its price", () => {
    const kept = { before: { volume: 2, price: 3 }, after: { volume: 2, price: 3 } };
    const found = priceVolumeMix({
      items: [
        kept,
        { before: { volume: 0 }, after: { volume: 4, price: 5 } },
        { before: { volume: 1, price: 7 }, after: { volume: 0, price: 100 } },
      ],
    });
    const { price, quantity, mix, arrived, gone, change } = found;
    expect([price, quantity, mix, arrived, gone, change].map(Number)).toEqual([0, 0, 0, 20, -7, 13]);
    expect(found.items.map((one) => one.volume.toNumber())).toEqual([0, 0, 0]);
  });
  it("nothing is 0", () => {
    const { before, after, change, price, quantity, mix } = priceVolumeMix({ items: [] });
    expect([before, after, change, price, quantity, mix].map(Number)).toEqual([0, 0, 0, 0, 0, 0]);
  });
  it("what cannot be meant is said", () => {
    const after = { volume: 1, price: 1 };
    expect(() => priceVolumeMix({ items: [{ before: { volume: -1, price: 1 }, after }] })).toThrow(
      "priceVolumeMix: item 1, before: volume is -1; give a number, 0 or more",
    );
    expect(() => priceVolumeMix({ items: [{ before: after, after: { volume: 1 } }] })).toThrow(
      "priceVolumeMix: item 1, after: price is undefined; give a number",
    );
    expect(() => priceVolumeMix({ items: [], mixAgainst: "zero" as "nothing" })).toThrow(
      'priceVolumeMix: mixAgainst is "zero"; write "average" or "nothing"',
    );
  });
});
