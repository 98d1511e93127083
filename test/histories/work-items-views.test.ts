import { evaluate, table } from "kpi-core";
import { workItems } from "kpi-core/histories";
import { workInProgress } from "kpi-core/metrics/flow";
import { workItem } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { DAY, log, read } from "./board.ts";

const inDays = (seconds: { toNumber(): number } | null) =>
  seconds === null ? null : (seconds.toNumber() * 1000) / DAY;

describe("time in states", () => {
  it("is from start to finish, or until now", () => {
    const times = read().timeInState();
    expect(
      times.map(({ key, state, visits, seconds }) => `${key} ${state} ${visits} ${(seconds * 1000) / DAY}`),
    ).toEqual([
      "t ready 1 3",
      "t doing 3 9",
      "t review 2 2",
      "t done 1 6",
      "u review 1 1",
      "v backlog 1 22",
      "v ready 1 4",
    ]);
  });
  it("shows where the time of all items goes", () => {
    // 47 days in all: t 20, u 1, v 26, x 0
    const table = read()
      .bottlenecks()
      .map(({ state, sort, items, visits, now, seconds, meanSeconds, share }) => [
        `${state} ${sort}`,
        [items, visits, now],
        [inDays(seconds), inDays(meanSeconds), share?.times(47).toFixed(12)],
      ]);
    expect(table).toEqual([
      ["backlog before", [1, 1, 1], [22, null, "22.000000000000"]],
      ["ready waiting", [2, 2, 0], [7, 3.5, "7.000000000000"]],
      ["doing active", [1, 3, 0], [9, 3, "9.000000000000"]],
      ["review waiting", [2, 3, 0], [3, 1, "3.000000000000"]],
      ["done done", [1, 1, 0], [6, 6, "6.000000000000"]],
    ]);
  });
  it("shows what waits before each state of work", () => {
    const [queue, none] = read({}, 6).queues();
    // t left ready on day 5 after 3 days; v is ready since day 4
    expect({ ...queue, longestSeconds: null, meanSeconds: null }).toEqual({
      state: "doing",
      waitsIn: ["ready"],
      now: 1,
      longestSeconds: null,
      ended: 1,
      meanSeconds: null,
    });
    expect([inDays(queue?.longestSeconds ?? null), inDays(queue?.meanSeconds ?? null)]).toEqual([2, 3]);
    expect(none).toBeUndefined();
  });
  it("takes all states of waiting in a row for one queue, in which an item waits on", () => {
    const twice = {
      ready: "waiting",
      parked: "waiting",
      doing: "active",
      fixing: "active",
      done: "done",
    } as const;
    // t waits since day 0, u since day 3; v waited from 1 to 3, and from 4 to 8
    const rows = [
      ...log("t", [0, "ready"], [1, "parked"]),
      ...log("u", [3, "ready"]),
      ...log("v", [1, "ready"], [2, "parked"], [3, "doing"], [4, "ready"], [8, "doing"]),
    ];
    const { queues } = workItems(rows, { states: twice }, { asOf: 9 * DAY });
    expect(
      queues().map(({ state, waitsIn, now, ended, longestSeconds, meanSeconds }) => [
        state,
        waitsIn,
        [now, inDays(longestSeconds)],
        [ended, inDays(meanSeconds)],
      ]),
    ).toEqual([
      ["doing", ["ready", "parked"], [2, 9], [2, 3]],
      ["fixing", [], [0, null], [0, null]],
    ]);
  });
});

describe("cumulative flow", () => {
  const daily = { grain: "day", timeZone: "UTC" } as const;
  const on = (day: number, rows: ReturnType<ReturnType<typeof read>["cumulativeFlow"]>) => {
    const row = rows.find(({ period }) => period.start === day * DAY);
    return [...Object.values(row?.reached ?? {}), row?.inProgress];
  };

  it("counts who came to a state or beyond; what is taken up again is not done until it is for good", () => {
    const rows = read().cumulativeFlow(daily);
    expect(rows).toHaveLength(30);
    expect(Object.keys(rows[0]?.reached ?? {})).toEqual(["backlog", "ready", "doing", "review", "done"]);
    expect(on(0, rows)).toEqual([1, 0, 0, 0, 0, 0]);
    expect(on(8, rows)).toEqual([3, 3, 2, 1, 1, 2]); // t doing, u done, v ready, though it went back
    expect(on(14, rows)).toEqual([4, 3, 2, 2, 1, 2]); // t is not done for good
    expect(on(22, rows)).toEqual([5, 4, 3, 3, 3, 1]);
  });
  it("is as known at a moment", () => {
    const rows = read().cumulativeFlow({ ...daily, asOf: 18 * DAY });
    expect(rows).toHaveLength(18);
    expect(on(14, rows)).toEqual([4, 3, 2, 2, 2, 1]); // t was done, as far as anybody knew
  });
  it("follows the policies of the workflow", () => {
    expect(on(14, read({ finish: "first" }).cumulativeFlow(daily))).toEqual([4, 3, 2, 2, 2, 1]);
    // Only u is done; t began on day 20, and v never did
    expect(on(14, read({ start: "last" }).cumulativeFlow(daily))).toEqual([4, 1, 1, 1, 1, 0]);
  });
  it("has what came before its range, and says which period still runs", () => {
    const rows = read({}, 6.5).cumulativeFlow({ ...daily, from: 5 * DAY, to: 9 * DAY });
    expect(rows.map(({ period, complete, reached }) => [period.label, complete, reached.backlog])).toEqual([
      ["1970-01-06", true, 3],
      ["1970-01-07", false, 3],
    ]);
  });
  it("reads days by the clock of the zone", () => {
    // The 4th begins in Tokyo nine hours before it does in UTC
    const rows = read().cumulativeFlow({
      grain: "day",
      timeZone: "Asia/Tokyo",
      from: "1970-01-03",
      to: "1970-01-04",
    });
    expect(rows.map(({ period, reached }) => [period.label, period.end / DAY, reached.backlog])).toEqual([
      ["1970-01-03", 2.625, 2],
    ]);
  });
  it("needs a range that runs forward, and an asOf that is known", () => {
    const { cumulativeFlow } = read();
    expect(() => cumulativeFlow({ ...daily, from: 5 * DAY, to: 5 * DAY })).toThrow(
      "cumulativeFlow: to is not after from, 1970-01-06T00:00:00.000Z; write a later one",
    );
    expect(() => cumulativeFlow({ ...daily, asOf: 31 * DAY })).toThrow(
      "cumulativeFlow: asOf is 1970-02-01T00:00:00.000Z; the log is known until 1970-01-31T00:00:00.000Z, so write that or earlier",
    );
  });
  it("has the work in progress that the records have", () => {
    const items = read({ start: "last" });
    const report = evaluate({ wip: workInProgress }, table(workItem, items.rows), {
      per: "day",
      timeZone: "UTC",
      from: 0,
      to: 30 * DAY,
      asOf: 30 * DAY,
    });
    const wip = report.rows.map(({ cells }) => cells.wip.value?.toNumber());
    expect(items.cumulativeFlow(daily).map(({ inProgress }) => inProgress)).toEqual(wip);
  });
});

describe("aging work", () => {
  const plain = { states: { doing: "active", check: "waiting", done: "done" } } as const;
  // Twenty finished after 1 to 20 days, half of it in check; open ones of 5, 11, 18 and 25 days
  const finished = Array.from({ length: 20 }, (_, i) =>
    log(`f${i}`, [0, "doing"], [(i + 1) / 2, "check"], [i + 1, "done"]),
  ).flat();
  const open = [5, 11, 18, 25].map((age) => ({ key: `o${age}`, at: (30 - age) * DAY, to: "doing" }));
  const aging = workItems([...finished, ...open], plain, { asOf: 30 * DAY }).aging;

  it("holds the age of open items against lines of the finished: observed ages, R-1", () => {
    const { finished: count, lines, items } = aging();
    // The 10th, 17th and 19th of 20
    expect([count, lines.map(({ p, seconds }) => `${p} ${inDays(seconds)}`)]).toEqual([
      20,
      ["0.5 10", "0.85 17", "0.95 19"],
    ]);
    expect(
      items.map(({ key, ageSeconds, above }) => [key, inDays(ageSeconds), above?.toNumber() ?? null]),
    ).toEqual([
      ["o25", 25, 0.95],
      ["o18", 18, 0.85],
      ["o11", 11, 0.5],
      ["o5", 5, null],
    ]);
  });
  it("has the ages at which the finished left each state", () => {
    const shown = aging().states.map(({ state, open, lines }) => [
      state,
      open,
      ...lines.map(({ seconds }) => inDays(seconds)),
    ]);
    expect(shown).toEqual([
      ["doing", 4, 5, 8.5, 9.5],
      ["check", 0, 10, 17, 19],
    ]);
  });
  it("takes other shares, and an item at a line is not above it", () => {
    const { lines, items } = aging({ percentiles: [0.9, 0.25] });
    expect(lines.map(({ p, seconds }) => `${p} ${inDays(seconds)}`)).toEqual(["0.25 5", "0.9 18"]);
    expect(items.map(({ key, above }) => [key, above?.toNumber() ?? null])).toEqual([
      ["o25", 0.9],
      ["o18", 0.25],
      ["o11", 0.25],
      ["o5", null],
    ]);
    expect(() => aging({ percentiles: [85] })).toThrow("p is 85; write a share from 0 to 1, such as 0.85");
  });
  it("is as known at an earlier moment", () => {
    // On day 13 twelve are finished; f12 ends at that very moment, and only o25 and o18 are there beside the eight
    const early = aging({ asOf: 13 * DAY });
    expect([early.finished, early.items.length]).toEqual([12, 10]);
    expect(early.lines.map(({ seconds }) => inDays(seconds))).toEqual([6, 11, 12]);
    expect(
      early.items.slice(0, 1).map(({ ageSeconds, above }) => [inDays(ageSeconds), above?.toNumber()]),
    ).toEqual([[13, 0.95]]);
  });
  it("has lines of states passed over, and open items that went back", () => {
    const { lines, states: own, items } = read().aging();
    // Finished: t 20 days, u 1, x 0; t left ready after 3 days and doing after 7
    expect(lines.map(({ seconds }) => inDays(seconds))).toEqual([1, 20, 20]);
    expect(own.map(({ state, lines }) => [state, ...lines.map(({ seconds }) => inDays(seconds))])).toEqual([
      ["ready", 0, 3, 3],
      ["doing", 0, 7, 7],
      ["review", 1, 20, 20],
    ]);
    expect(items.map(({ key, state, ageSeconds }) => [key, state, inDays(ageSeconds)])).toEqual([
      ["v", "backlog", 26],
    ]);
  });
});

describe("what follows what", () => {
  it("is counted, with the time between", () => {
    const rows = read().directlyFollows();
    expect(
      rows.map(({ from, to, count, items, seconds }) => `${from} ${to} ${count} ${items} ${inDays(seconds)}`),
    ).toEqual([
      "backlog ready 2 2 5",
      "backlog review 1 1 3",
      "ready backlog 1 1 4",
      "ready doing 1 1 3",
      "doing review 2 1 7",
      "doing done 1 1 2",
      "review doing 1 1 1",
      "review done 2 2 2",
      "done doing 1 1 6",
    ]);
    expect([inDays(rows[0]?.meanSeconds ?? null), inDays(rows[0]?.medianSeconds ?? null)]).toEqual([
      2.5, 2.5,
    ]);
  });
  it("tells what came again after others", () => {
    const shown = read()
      .rework()
      .map(
        ({ state, count, items, reworked, selfLoops, returns }) =>
          `${state} ${count} ${items} ${reworked} ${selfLoops} ${returns}`,
      );
    expect(shown).toEqual([
      "backlog 5 4 1 0 1",
      "ready 2 2 0 0 0",
      "doing 3 1 1 0 2",
      "review 3 2 1 0 1",
      "done 4 3 1 0 1",
    ]);
  });
  it("tells it from what came again at once", () => {
    const workflow = { events: "completed", states: { a: "step", b: "step", z: "done" } } as const;
    const steps = log("t", [0, "a"], [1, "a"], [2, "b"], [3, "a"], [4, "a"], [5, "a"], [6, "z"]);
    const [a] = workItems(steps, workflow, { asOf: 9 * DAY }).rework();
    expect(a).toEqual({ state: "a", count: 5, items: 1, reworked: 1, selfLoops: 3, returns: 1 });
  });
});

describe("conformance", () => {
  const follows = { backlog: ["ready"], ready: ["doing"], doing: ["review"], review: ["doing", "done"] };
  const { conformance } = read();

  it("is of the finished items, and lists where the others first left the way", () => {
    const { finished, conforming, rate, running, offenders } = conformance({
      begins: ["backlog"],
      follows,
      ends: ["done"],
    });
    expect([finished, conforming, rate?.toNumber(), running]).toEqual([3, 0, 0, 2]);
    expect(offenders.map(({ key, step, from, to }) => [key, step, from, to])).toEqual([
      ["t", 7, "done", "doing"],
      ["u", 1, "backlog", "review"],
      ["x", 0, null, "done"],
    ]);
    expect(offenders[1]?.trace).toEqual(["backlog", "review", "done"]);
  });
  it("begins and ends anywhere where nothing is said", () => {
    const { conforming, rate } = conformance({
      follows: { ...follows, done: ["doing"], doing: ["review", "done"] },
    });
    expect([conforming, rate?.toFixed(4)]).toEqual([2, "0.6667"]); // t, and x, which has no step to be wrong
  });
  it("knows an end that is not allowed", () => {
    const { offenders } = conformance({
      follows: { backlog: ["review"], review: ["done"] },
      ends: ["review"],
    });
    expect(offenders.map(({ key, step, from, to }) => [key, step, from, to])).toEqual([
      ["t", 1, "backlog", "ready"],
      ["u", 3, "done", null],
      ["x", 1, "done", null],
    ]);
  });
  it("does not know a state that is none", () => {
    const known = "is no state of the workflow; it has backlog, ready, doing, review, done";
    expect(() => conformance({ follows: { ready: ["doign"] } })).toThrow(
      `conformance: follows.ready: "doign" ${known}`,
    );
    expect(() => conformance({ follows: { raedy: ["doing"] } })).toThrow(
      `conformance: follows: "raedy" ${known}`,
    );
  });
});
