import fc from "fast-check";
import { evaluate, KpiError, population, table } from "kpi-core";
import { type FunnelOptions, funnel } from "kpi-core/histories";
import { funnelEntry } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { figuresOf, ownMetric } from "../figures.ts";

interface Event {
  readonly at: string | number;
  readonly actor: string;
  readonly type: string | null;
  readonly segment?: string | null;
}
type Options = Pick<FunnelOptions<Event>, "steps" | "within" | "order" | "by" | "asOf" | "zone">;

const asOf = "2026-03-01T00:00:00Z";
const abc: Options = { steps: ["A", "B", "C"], within: "PT1H", order: "this-order", by: "users", asOf };
const at = (clock: string, type: string, actor = "u", more: object = {}): Event => ({
  at: `2026-01-05T${clock}Z`,
  actor,
  type,
  ...more,
});
const reached = (events: readonly Event[], more: Partial<Options> = {}) =>
  funnel(events, { ...abc, ...more }).rows.map((entry) => entry.reached);

describe("the window", () => {
  it("M26. A 13:00, A 13:30, B 13:45, C 14:15 within an hour: stops at B; the second attempt converts", () => {
    const events = [at("13:00", "A"), at("13:30", "A"), at("13:45", "B"), at("14:15", "C")];
    expect(reached(events)).toEqual([2]);
    expect(reached(events, { by: "attempts" })).toEqual([2, 3]);
    const { ledger } = funnel(events, abc);
    expect(ledger).toEqual({
      read: 4,
      used: 2,
      leftOut: { "after-as-of": 0, duplicate: 0, "other-event": 0, unused: 2 },
      mended: { "out-of-order": 0, "repeated-start": 1 },
      rejected: [],
    });
    const attempts = funnel(events, { ...abc, by: "attempts" });
    expect(attempts.ledger).toMatchObject({ used: 4, mended: { "repeated-start": 1 } });
  });

  it("begins with step one, and its last moment still counts", () => {
    const events = (last: string) => [at("13:00", "A"), at("13:59", "B"), at(last, "C")];
    expect(reached(events("14:00"))).toEqual([3]);
    expect(reached(events("14:00:00.001"))).toEqual([2]);
    const [entry] = funnel(events("14:00"), abc).rows;
    expect(entry).toMatchObject({
      enteredAt: Date.parse("2026-01-05T13:00Z"),
      windowEndsAt: Date.parse("2026-01-05T14:00Z"),
      convertedAt: Date.parse("2026-01-05T14:00Z"),
    });
    expect(funnel(events("14:01"), abc).rows[0]?.convertedAt).toBeNull();
  });

  it("does not open again for who comes back later, but in attempts", () => {
    const events = [at("08:00", "A"), at("12:00", "A"), at("12:10", "B"), at("12:20", "C")];
    expect(reached(events)).toEqual([1]);
    expect(reached(events, { by: "attempts" })).toEqual([1, 3]);
    expect(funnel(events, abc).ledger.mended["repeated-start"]).toBe(0); // its window was over
  });

  it("M25. within 7 days, 20 of 50 mature entries converted and 3 of 50 of yesterday: 40 %, and not 23 %", () => {
    const day = 86_400_000;
    const now = Date.parse(asOf);
    const events = Array.from({ length: 100 }, (_, i) => {
      const start = i < 50 ? now - 30 * day : now - day;
      const actor = `u${i}`;
      const entered = { at: start, actor, type: "A" };
      return i % 50 < (i < 50 ? 20 : 3) ? [entered, { at: start + 3600_000, actor, type: "B" }] : [entered];
    }).flat();
    const all = funnel(events, { ...abc, steps: ["A", "B"], within: "P7D" });
    const [first, second] = all.steps();
    expect(first).toMatchObject({ step: "A", reached: 50, ofPrevious: null, immature: 50 });
    expect(second).toMatchObject({ step: "B", reached: 20, immature: 3 });
    expect([String(second?.ofEntries), String(second?.ofPrevious)]).toEqual(["0.4", "0.4"]);
    expect(all.rows.filter(({ convertedAt }) => convertedAt !== null).length / all.rows.length).toBe(0.23);
    const mature = population(funnelEntry).where("mature").dated("enteredAt");
    const rate = ownMetric("share", "converted / entered", {
      converted: mature.count("known(convertedAt)"),
      entered: mature.count(),
    });
    expect(figuresOf(rate, table(funnelEntry, all.rows)).total).toBe("0.4");
  });

  it("is over when its last moment is known, and not before", () => {
    const start = at("13:00", "A");
    const isMature = (asOf: string) => funnel([start], { ...abc, asOf }).rows[0]?.mature;
    expect(isMature("2026-01-05T14:00:00Z")).toBe(false); // a step at 14:00 would count, and is not known
    expect(isMature("2026-01-05T14:00:00.001Z")).toBe(true);
  });
});

describe("the order of the steps", () => {
  it("this-order: what else happens between them does not matter", () => {
    expect(
      reached([at("13:00", "B"), at("13:10", "A"), at("13:20", "x"), at("13:30", "C"), at("13:40", "B")]),
    ).toEqual([2]);
  });

  it("exact: nothing else may come between", () => {
    const exact = { order: "exact" } as const;
    expect(reached([at("13:00", "A"), at("13:20", "B"), at("13:30", "C")], exact)).toEqual([3]);
    expect(reached([at("13:00", "A"), at("13:10", "x"), at("13:20", "B"), at("13:30", "C")], exact)).toEqual([
      1,
    ]);
    expect(reached([at("13:00", "A"), at("13:20", "B"), at("13:25", "B"), at("13:30", "C")], exact)).toEqual([
      2,
    ]);
    const again = [at("13:00", "A"), at("13:10", "A"), at("13:20", "B"), at("13:30", "C")];
    expect(reached(again, exact)).toEqual([1]);
    expect(reached(again, { ...exact, by: "attempts" })).toEqual([1, 3]);
  });

  it("any: begins with whichever comes first, and an event that serves one entry begins no other", () => {
    const any = { order: "any" } as const;
    const events = [at("13:00", "C"), at("13:10", "C"), at("13:20", "A"), at("14:00", "B"), at("15:00", "B")];
    expect(reached(events, any)).toEqual([3]);
    expect(
      funnel(events, { ...abc, ...any })
        .steps()
        .map(({ step }) => step),
    ).toEqual([null, null, null]);
    // From 13:00 C, A and B; from 13:10 C, A and B too; then B alone
    expect(reached(events, { ...any, by: "attempts" })).toEqual([3, 3, 1]);
    expect(funnel(events, { ...abc, ...any }).ledger.mended["repeated-start"]).toBe(0);
  });

  it("two steps of one event take two events", () => {
    const twice = { steps: ["A", "A", "B"] } as const;
    expect(reached([at("13:00", "A"), at("13:10", "B")], twice)).toEqual([1]);
    expect(reached([at("13:00", "A"), at("13:05", "A"), at("13:10", "B")], twice)).toEqual([3]);
    expect(reached([at("13:00", "A"), at("13:10", "B")], { ...twice, order: "any" })).toEqual([2]);
    expect(
      funnel([at("13:00", "A"), at("13:05", "A")], { ...abc, ...twice }).ledger.mended["repeated-start"],
    ).toBe(0);
  });

  it("events of one instant keep the order of the log", () => {
    expect(reached([at("13:00", "A"), at("13:00", "B")])).toEqual([2]);
    expect(reached([at("13:00", "B"), at("13:00", "A")])).toEqual([1]);
  });
});

describe("entries as records", () => {
  const events = [
    at("13:00", "A", "u", { segment: "fr" }),
    at("13:10", "B", "u", { segment: "de" }),
    at("13:30", "C", "u"),
    at("13:00", "A", "v", { segment: "de" }),
    at("13:50", "B", "v", { segment: "fr" }),
    at("13:00", "A", "w"),
  ];
  const all = funnel(events, abc);

  it("keep what the actor was at its first step", () => {
    expect(all.rows.map(({ actor, segment, reached }) => [actor, segment, reached])).toEqual([
      ["u", "fr", 3],
      ["v", "de", 2],
      ["w", null, 1],
    ]);
  });

  it("tell how many reached a step, of which, and when", () => {
    const told = all
      .steps()
      .map((line) =>
        [line.step, line.reached, line.ofEntries, line.ofPrevious, line.medianSeconds, line.immature].map(
          String,
        ),
      );
    // B after 10 and 50 minutes, C after 30
    expect(told).toEqual([
      ["A", "3", "1", "null", "0", "0"],
      ["B", "2", "0.6666666666666666666666666666666667", "0.6666666666666666666666666666666667", "1800", "0"],
      ["C", "1", "0.3333333333333333333333333333333333", "0.5", "1800", "0"],
    ]);
  });

  it("are evaluated like any records: rates by segment, and a median of those who convert beside one of all", () => {
    const entered = population(funnelEntry).where("mature").dated("enteredAt");
    const rate = ownMetric("share", "second / entered", {
      second: entered.count("reached >= 2"),
      entered: entered.count(),
    });
    const { rows } = evaluate({ rate }, table(funnelEntry, all.rows), { by: ["segment"] });
    expect(rows.map(({ group, cells }) => [group.segment, String(cells.rate.value)])).toEqual([
      ["de", "1"],
      ["fr", "1"],
      [null, "0"],
    ]);
    const half = ownMetric("seconds", "half", {
      half: population(funnelEntry).during("enteredAt", "convertedAt").survival(0.3),
    });
    expect(figuresOf(half, table(funnelEntry, all.rows), { asOf }).total).toBe("1800");
  });

  it("nobody at a step is none of them, and not 0 %", () => {
    const steps = funnel([at("13:00", "A")], abc).steps();
    expect(steps.map(({ ofPrevious }) => ofPrevious && String(ofPrevious))).toEqual([null, "0", null]);
    expect(steps[2]?.medianSeconds).toBeNull();
    expect(String(steps[2]?.ofEntries)).toBe("0");
    expect(funnel([] as Event[], abc).steps()[0]?.ofEntries).toBeNull();
  });
});

describe("bad input", () => {
  it("is left out or rejected by name, and the ledger adds up", () => {
    const { rows, ledger, unseen } = funnel(
      [
        at("13:20", "B"),
        at("13:00", "A"),
        at("13:00", "A"),
        at("13:10", "x"),
        { at: "2026-01-05T13:15:00Z", actor: "u", type: null },
        { at: asOf, actor: "u", type: "C" },
        { at: "no time", actor: "u", type: "C" },
        { at: "2026-01-05T13:15:00", actor: "u", type: "C" },
        at("13:30", "B"),
      ],
      { ...abc, steps: ["A", "B", "Paid"] },
    );
    expect(rows.map((entry) => entry.reached)).toEqual([2]);
    expect(unseen).toEqual(["Paid"]);
    expect(ledger).toEqual({
      read: 9,
      used: 2,
      leftOut: { "after-as-of": 1, duplicate: 1, "other-event": 2, unused: 1 },
      mended: { "out-of-order": 3, "repeated-start": 0 }, // those after 13:20's and before it in time
      rejected: [
        expect.objectContaining({ kind: "activity", row: 6, field: "at" }),
        expect.objectContaining({ kind: "activity", row: 7, field: "at" }),
      ],
    });
  });

  it("times without an offset are read in their zone", () => {
    const { rows } = funnel([{ at: "2026-01-05T13:00:00", actor: "u", type: "A" }], {
      ...abc,
      zone: "Europe/Paris",
    });
    expect(rows[0]?.enteredAt).toBe(Date.parse("2026-01-05T12:00:00Z"));
  });

  it.each([
    ["one step", { steps: ["A"] }, "funnel: steps is"],
    ["steps that are no names", { steps: ["A", 2] }, "funnel: steps is"],
    [
      "a window that is none",
      { within: "7 days" },
      'funnel: within is "7 days"; write a duration, P7D or PT12H',
    ],
    [
      "an order that is none",
      { order: "strict" },
      'funnel: order is "strict"; write this-order or exact or any',
    ],
    ["no unit", { by: undefined }, "funnel: by is undefined; write users or attempts"],
    ["no asOf", { asOf: undefined }, "funnel: asOf is missing"],
    ["a column that is none", { actor: "user" }, "funnel: no row has user"],
  ])("%s", (_, more, message) => {
    const go = () => funnel([at("13:00", "A")], { ...abc, ...more } as never);
    expect(go).toThrow(KpiError);
    expect(go).toThrow(message);
  });
});

// The same by trying every way to choose events for the steps

interface Act {
  readonly at: number;
  readonly type: string;
  readonly place: number;
}

/** The most steps that can be taken in their order from an event on, over all choices of later events. */
function most(acts: readonly Act[], from: Act, steps: readonly string[], end: number): number {
  const [next, ...rest] = steps;
  const later = acts.filter(({ place, type, at }) => place > from.place && type === next && at <= end);
  return Math.max(0, ...later.map((act) => 1 + most(acts, act, rest, end)));
}

describe("any events", () => {
  const minutes = fc.nat(40);
  const log = fc.array(
    fc.record({
      minute: minutes,
      actor: fc.constantFrom("u", "v"),
      type: fc.constantFrom("A", "A", "B", "C", "x"),
    }),
    { maxLength: 14 },
  );
  const MINUTE = 60_000;
  const within = "PT12M";

  it("reach what the best choice of events reaches, whatever the order of the rows", () => {
    fc.assert(
      fc.property(log, fc.constantFrom("users", "attempts"), minutes, (log, by, until) => {
        // One event at each minute of an actor, so that the order of the rows says nothing
        const once = new Map(log.map((event) => [`${event.actor} ${event.minute}`, event]));
        const events = [...once.values()].map(({ minute, ...rest }) => ({ ...rest, at: minute * MINUTE }));
        const asOf = until * MINUTE + 1;
        const { rows, ledger } = funnel(events, { ...abc, within, by, asOf });
        const { leftOut } = ledger;
        const left = leftOut["after-as-of"] + leftOut.duplicate + leftOut["other-event"] + leftOut.unused;
        expect(ledger.read).toBe(ledger.used + left + ledger.rejected.length);
        const expected = ["u", "v"].flatMap((actor) => {
          const acts = events
            .filter((event) => event.actor === actor && event.at < asOf)
            .sort((a, b) => a.at - b.at)
            .map(({ at, type }, place): Act => ({ at, type, place }));
          const starts = acts.filter(({ type }) => type === "A");
          return (by === "users" ? starts.slice(0, 1) : starts).map((start) => {
            const end = start.at + 12 * MINUTE;
            const count = 1 + most(acts, start, ["B", "C"], end);
            return [actor, start.at, count, end < asOf].join(" ");
          });
        });
        const told = rows.map(({ actor, enteredAt, reached, mature }) =>
          [actor, enteredAt, reached, mature].join(" "),
        );
        expect(told.sort()).toEqual(expected.sort());
        for (const { reachedAt, windowEndsAt, convertedAt, reached } of rows) {
          expect([...reachedAt].sort((a, b) => a - b)).toEqual(reachedAt);
          expect(reachedAt.at(-1)).toBeLessThanOrEqual(windowEndsAt);
          expect(convertedAt).toBe(reached === 3 ? reachedAt.at(-1) : null);
        }
      }),
      { numRuns: 300 },
    );
  });
});

it("attempts of an actor who never rests are as many as first steps", () => {
  // A search each minute, and one payment: the day before it has 1440 minutes
  const minute = (i: number, type: string) => ({ actor: "a", at: i * 60_000, type });
  const log = [...Array.from({ length: 20_000 }, (_, i) => minute(i, "search")), minute(20_000, "pay")];
  const asked = {
    steps: ["search", "pay"],
    within: "P1D",
    by: "attempts",
    asOf: "2026-01-01T00:00Z",
  } as const;
  const reached = (order: "this-order" | "exact") =>
    funnel(log, { ...asked, order })
      .steps()
      .map((step) => step.reached);
  expect(reached("this-order")).toEqual([20_000, 1440]);
  expect(reached("exact")).toEqual([20_000, 1]);
});
