import fc from "fast-check";
import { Decimal } from "kpi-core";
import {
  type HowManyInput,
  type MonteCarloForecast,
  monteCarloHowMany,
  monteCarloWhen,
  type WhenInput,
} from "kpi-core/models";
import { describe, expect, it } from "vitest";
import { mersenneTwister } from "../../src/models/mersenne-twister.ts";
import exact from "../reference/montecarlo/throughput_exact.json" with { type: "json" };

/** Three standard errors of a share at most: 0.5 / sqrt(10,000) each. */
const TOLERANCE = 0.015;
const howMany = (input: HowManyInput) => monteCarloHowMany(input) as MonteCarloForecast;
const when = (input: WhenInput) => monteCarloWhen(input) as MonteCarloForecast;
const shares = ({ outcomes, trials }: MonteCarloForecast) =>
  outcomes.map(({ value, trials: count }) => [value, count / trials] as const);

describe("the Mersenne Twister", () => {
  // As std::mt19937 of libstdc++ gives them
  it.each([
    [5489, [3499211612, 581869302, 3890346734, 3586334585, 545404204, 4161255391]],
    [1, [1791095845, 4282876139, 3093770124, 4005303368, 491263, 550290313]],
    [0, [2357136044, 2546248239, 3071714933, 3626093760, 2588848963, 3684848379]],
    [4294967295, [419326371, 479346978, 3918654476, 2416749639, 3388880820, 2260532800]],
  ])("begins for the seed %i as that of C++", (seed, numbers) => {
    const next = mersenneTwister(seed);
    expect(numbers.map(() => next())).toEqual(numbers);
  });

  it("gives 4123659995 the 10,000th time for the seed 5489, as the C++ standard says", () => {
    const next = mersenneTwister(5489);
    expect(Array.from({ length: 10_000 }, () => next()).at(-1)).toBe(4123659995);
  });
});

describe("the draws", () => {
  // For the seed 5489: 3499211612 581869302 3890346734 3586334585 545404204 4161255391 3922919429 949333985
  it("are the numbers of MT19937 modulo the length of the history: 2, 0, 2, 2, 1, 1 modulo 3", () => {
    const { outcomes } = howMany({ history: [10, 20, 30], periods: 1, seed: 5489, trials: 6 });
    expect(outcomes).toEqual([
      { value: 10, trials: 1 },
      { value: 20, trials: 2 },
      { value: 30, trials: 3 },
    ]);
  });

  it("come trial after trial: of two periods each, modulo 2, 0 0, 0 1, 0 1 and 1 1", () => {
    const forecast = howMany({ history: [0, 1], periods: 2, seed: 5489, trials: 4 });
    expect(shares(forecast)).toEqual([
      [0, 0.25],
      [1, 0.5],
      [2, 0.25],
    ]);
    // Of one item: the first three trials draw 0 0 0 1, 0 1 and 1
    const { outcomes } = when({ history: [0, 1], items: 1, seed: 5489, trials: 3 });
    expect(outcomes.map(({ value }) => value)).toEqual([1, 2, 4]);
  });

  it("pass over the numbers that would favour some: 3499211612 and 3586334585, of 2,147,483,649 as likely", () => {
    // Numbers of items: the first number below so many is 581869302; one goes to the period; the next is 545404204
    const within = (done: number) =>
      when({ history: [done], items: [0, 2 ** 31], seed: 5489, trials: 2 })
        .confidence(1)
        .toString();
    const finished = [545_404_203, 545_404_204, 581_869_301, 581_869_302];
    expect(finished.map(within)).toEqual(["0", "0.5", "0.5", "1"]);
  });

  it("draw the number of items first, each of a range as likely", () => {
    // Each trial takes a number for the items and one for each of its periods: the items are those of the first, third,
    // fifth and seventh number, which are even, even, even and odd: 10, 10, 10 and 11
    const { outcomes } = when({ history: [10], items: [10, 11], seed: 5489, trials: 4 });
    expect(outcomes).toEqual([
      { value: 1, trials: 3 },
      { value: 2, trials: 1 },
    ]);
  });

  it("take a seed and trials as any number is written", () => {
    const of = (seed: unknown, trials: unknown) =>
      howMany({ history: exact.history, periods: 3, seed: seed as number, trials: trials as number });
    for (const written of [10n, "10", new Decimal(10)])
      expect(of(written, written).outcomes).toEqual(of(10, 10).outcomes);
    expect(of(10n, "10").trials).toBe(10);
  });

  it("are the same for a seed and others for another", () => {
    const of = (seed: number) => howMany({ history: exact.history, periods: 10, seed }).outcomes;
    expect(of(4)).toEqual(of(4));
    expect(of(4)).not.toEqual(of(5));
  });
});

describe("what a forecast says", () => {
  const tenth = { history: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], seed: 1 };

  it("so many items at least: the value that is so far from the top, counted exactly", () => {
    // 0 1 1 2, of the draws above
    const four = howMany({ history: [0, 1], periods: 2, seed: 5489, trials: 4 });
    expect([0.25, 0.26, 0.75, 0.76, 1].map((share) => four.at(share))).toEqual([2, 1, 1, 0, 0]);
    expect([0, 1, 2, 3].map((items) => four.confidence(items).toString())).toEqual([
      "1",
      "0.75",
      "0.25",
      "0",
    ]);
    expect(four.confidence("0.5").toString()).toBe("0.75");
  });

  it("so many periods at most; none where too many are unfinished", () => {
    // 1 2 4, of the draws above, and then with a horizon of 3
    const three = when({ history: [0, 1], items: 1, seed: 5489, trials: 3 });
    expect(["0.33", "0.34", "0.66", "0.67", 1].map((share) => three.at(share))).toEqual([1, 2, 2, 4, 4]);
    expect(three.confidence(2).toFixed(4)).toBe("0.6667");
    const cut = when({ history: [0, 1], items: 1, seed: 5489, trials: 1, horizon: 3 });
    expect([cut.unfinished, cut.at(1), cut.confidence(3).toString(), cut.outcomes]).toEqual([
      1,
      null,
      "0",
      [],
    ]);
  });

  it("never, where nothing was ever finished; at once, where there is nothing to do; nothing without a past", () => {
    const never = when({ history: [0, 0], items: 1, seed: 1, trials: 50 });
    expect([never.unfinished, never.at(0.01), never.confidence(1000).toString()]).toEqual([50, null, "0"]);
    expect(when({ history: [0, 0], items: 0, seed: 1 }).at(1)).toBe(0);
    expect(howMany({ history: [3], periods: 0, seed: 1 }).at(1)).toBe(0);
    expect(monteCarloHowMany({ history: [], periods: 3, seed: 1 })).toBeNull();
    expect(monteCarloWhen({ history: [], items: 3, seed: 1 })).toBeNull();
  });

  it("is the surest that holds: in so many trials, and one more item or one period less in fewer", () => {
    const inputs = fc.record({
      history: fc.array(fc.nat(9), { minLength: 1, maxLength: 8 }),
      seed: fc.nat(),
      trials: fc.integer({ min: 1, max: 60 }),
    });
    const share = fc.integer({ min: 1, max: 1000 }).map((thousandths) => thousandths / 1000);
    fc.assert(
      fc.property(inputs, fc.nat(12), share, (input, n, sure) => {
        const many = howMany({ ...input, periods: n });
        const least = many.at(sure) as number;
        expect(many.confidence(least).gte(sure) && many.confidence(least + 1).lt(sure)).toBe(true);
        expect(many.outcomes.reduce((sum, { trials }) => sum + trials, 0)).toBe(input.trials);

        const periods = when({ ...input, items: n, horizon: 20 });
        const most = periods.at(sure);
        const known = periods.outcomes.reduce((sum, { trials }) => sum + trials, 0);
        expect(known + periods.unfinished).toBe(input.trials);
        if (most === null) expect(known / input.trials).toBeLessThan(sure);
        else expect(periods.confidence(most).gte(sure) && periods.confidence(most - 1).lt(sure)).toBe(true);
      }),
    );
  });

  it.each<[string, () => unknown, string]>([
    [
      "a history that is no list",
      () => howMany({ ...tenth, history: 3 as never, periods: 1 }),
      "monteCarloHowMany: history is 3; write a list such as [3, 0, 5]",
    ],
    [
      "a week that is missing",
      () => howMany({ ...tenth, history: [3, null as never], periods: 1 }),
      "history[1] is null; write a whole number, 0 or more",
    ],
    [
      "half an item",
      () => howMany({ ...tenth, history: [2.5], periods: 1 }),
      "history[0] is 2.5; write a whole number, 0 or more",
    ],
    [
      "fewer than none",
      () => when({ ...tenth, items: -1 }),
      "monteCarloWhen: items is -1; write a whole number, 0 or more",
    ],
    [
      "a range that falls",
      () => when({ ...tenth, items: [120, 100] }),
      "items is [120, 100]; write the fewest and the most, such as [100, 120]",
    ],
    [
      "no seed",
      () => howMany({ ...tenth, seed: undefined as never, periods: 1 }),
      "seed is undefined; write a whole number, 0 or more",
    ],
    [
      "a seed too large",
      () => howMany({ ...tenth, seed: 2 ** 32, periods: 1 }),
      "seed is 4294967296; write a whole number below 2^32",
    ],
    [
      "no trials",
      () => howMany({ ...tenth, trials: 0, periods: 1 }),
      "trials is 0; write 1 to a million, such as 10000",
    ],
    [
      "two million trials",
      () => howMany({ ...tenth, trials: 2e6, periods: 1 }),
      "trials is 2000000; write 1 to a million",
    ],
    [
      "too many draws",
      () => howMany({ ...tenth, trials: 1e6, periods: 101 }),
      "1000000 trials of 101 periods are too many; write fewer, a hundred million draws at most",
    ],
    [
      "sums that no number holds",
      () => howMany({ ...tenth, history: [2 ** 52], periods: 3 }),
      "its sums pass 2^53; write smaller numbers or fewer periods",
    ],
    [
      "a confidence of 85",
      () => howMany({ ...tenth, periods: 1 }).at(85),
      "at: confidence is 85; write a share above 0, such as 0.85",
    ],
    [
      "a confidence of nothing",
      () => howMany({ ...tenth, periods: 1 }).at(0),
      "at: confidence is 0; write a share above 0",
    ],
    [
      "a value that is none",
      () => when({ ...tenth, items: 1 }).confidence("soon"),
      'confidence: value is "soon"; write how many items or periods',
    ],
  ])("refuses %s", (_, go, message) => {
    expect(go).toThrow(expect.objectContaining({ name: "KpiError", code: "bad-input" }));
    expect(go).toThrow(message);
  });
});

// The reference adds up the probabilities of all histories to come, in exact fractions
describe("agrees with all the futures there are, within three standard errors", () => {
  const { history, periods, backlog20 } = exact;

  it.each(Object.entries(periods))("how many items in %s weeks", (weeks, { mean, pmf, ...known }) => {
    const forecast = howMany({ history, periods: Number(weeks), seed: 20 });
    const drawn = shares(forecast).reduce((sum, [value, share]) => sum + value * share, 0);
    expect(Math.abs(drawn - mean)).toBeLessThan(3 * Math.sqrt(known.variance / 10_000));
    for (const [value, share] of Object.entries(pmf ?? {})) {
      const found = forecast.outcomes.find((outcome) => outcome.value === Number(value))?.trials ?? 0;
      expect(Math.abs(found / 10_000 - share)).toBeLessThan(TOLERANCE);
    }
    // Where a share is as near to the next as three standard errors, the value may be the next one
    for (const [sure, least] of [
      ["0.5", known.atLeast50],
      ["0.85", known.atLeast85],
      ["0.95", known.atLeast95],
    ] as const) {
      expect(Math.abs((forecast.at(sure) as number) - least)).toBeLessThanOrEqual(1);
    }
  });

  it("in how many weeks 20 items: 5, 7 and 8", () => {
    const forecast = when({ history, items: 20, seed: 20 });
    for (const { weeks, pDoneBy } of backlog20.pDoneByWeek) {
      expect(Math.abs(forecast.confidence(weeks).toNumber() - pDoneBy)).toBeLessThan(TOLERANCE);
    }
    const { p50Weeks, p85Weeks, p95Weeks } = backlog20;
    expect(["0.5", "0.85", "0.95"].map((sure) => forecast.at(sure))).toEqual([p50Weeks, p85Weeks, p95Weeks]);
  });

  it("in how many weeks 105 items of Bowler's: 28, 32 and 34", () => {
    const bowler = [1, 3, 5, 3, 7, 8, 0, 5, 3, 1, 8, 2];
    const forecast = when({ history: bowler, items: 105, seed: 20 });
    const known = { 27: 0.46707, 28: 0.57613, 30: 0.76369, 31: 0.83426, 32: 0.88838, 34: 0.95497 };
    for (const [weeks, share] of Object.entries(known)) {
      expect(Math.abs(forecast.confidence(weeks).toNumber() - share)).toBeLessThan(TOLERANCE);
    }
    expect(["0.5", "0.85"].map((sure) => forecast.at(sure))).toEqual([28, 32]);
  });

  it("how many throws of a die until 12 are thrown: 2 for one in 36, 3 for three in eight", () => {
    const forecast = when({ history: [1, 2, 3, 4, 5, 6], items: 12, seed: 20 });
    const known = { 1: 0, 2: 1 / 36, 3: 3 / 8, 4: 493 / 648, 5: 7319 / 7776 };
    for (const [throws, share] of Object.entries(known)) {
      expect(Math.abs(forecast.confidence(throws).toNumber() - share)).toBeLessThan(TOLERANCE);
    }
  });
});
