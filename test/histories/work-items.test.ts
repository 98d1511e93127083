import { columns, evaluate, KpiError, table } from "kpi-core";
import { type StateWorkflow, workItems } from "kpi-core/histories";
import * as flow from "kpi-core/metrics/flow";
import { workItem } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { board, DAY, log, read, states } from "./board.ts";

const days = (seconds: number | null) => (seconds === null ? null : (seconds * 1000) / DAY);

/** `key start-finish active/waiting` in days. */
const said = ({ rows }: ReturnType<typeof read>) =>
  rows.map((row) => {
    const until = row.finishedAt === null ? "" : row.finishedAt / DAY;
    return `${row.key}${row.run} ${row.startedAt / DAY}-${until} ${days(row.activeSeconds)}/${days(row.waitingSeconds)}`;
  });

describe("work items of a board", () => {
  it("are from the first start to the last finish, unless told", () => {
    // t: doing 4 + 3 + 2 of 20 days; v has been in progress since day 4, whatever happened since
    expect(said(read())).toEqual(["t1 2-22 9/11", "u1 6-7 0/1", "v1 4- 0/26", "x1 15-15 0/0"]);
    expect(read().notStarted).toEqual([
      { key: "w", run: 1, state: "backlog", requestedAt: 12 * DAY, finishedAt: null },
    ]);
  });
  it("may be done for good when first done", () => {
    expect(said(read({ finish: "first" }))[0]).toBe("t1 2-14 7/5");
  });
  it("may have begun when they last came into the process; a return to the backlog undoes that", () => {
    const last = read({ start: "last" });
    expect(said(last)).toEqual(["t1 20-22 2/0", "u1 6-7 0/1", "x1 15-15 0/0"]);
    expect(last.notStarted.map(({ key, requestedAt }) => [key, requestedAt / DAY])).toEqual([
      ["v", 1],
      ["w", 12],
    ]);
  });
  it("may have begun last before they were first done", () => {
    expect(said(read({ start: "last", finish: "first" }))[0]).toBe("t1 2-14 7/5");
  });
  it("may be new items when they are taken up again", () => {
    const { rows } = read({ reopened: "new-item" });
    expect(said(read({ reopened: "new-item" }))).toEqual([
      "t1 2-14 7/5",
      "t2 20-22 2/0",
      "u1 6-7 0/1",
      "v1 4- 0/26",
      "x1 15-15 0/0",
    ]);
    expect(rows.slice(0, 2).map(({ reworks, reopens, skips }) => [reworks, reopens, skips])).toEqual([
      [2, 0, 0],
      [0, 0, 2], // the second run was never ready, nor in review
    ]);
  });
  it("are asked for once, and truncated once, however often they run", () => {
    const rows = [
      { key: "t", at: 2 * DAY, to: "done", from: "doing", requestedAt: 2 * DAY },
      { key: "t", at: 5 * DAY, to: "doing", from: "done", requestedAt: 2 * DAY },
    ];
    const runs = workItems(rows, { states, reopened: "new-item" }, { asOf: 9 * DAY }).rows;
    expect(runs).toMatchObject([
      { run: 1, startedAt: 2 * DAY, requestedAt: 2 * DAY, truncated: true },
      { run: 2, startedAt: 5 * DAY, requestedAt: null, truncated: false },
    ]);
  });
  it("run once where one state of the end follows another", () => {
    const ends = { doing: "active", done: "done", closed: "done" } as const;
    const rows = log("t", [0, "doing"], [2, "done"], [5, "closed"]);
    const items = workItems(rows, { states: ends, reopened: "new-item" }, { asOf: 9 * DAY });
    expect(said(items)).toEqual(["t1 0-2 2/0"]);
  });
  it("pass over states of the process only, up to where they are", () => {
    const long = {
      idea: "before",
      backlog: "before",
      ready: "waiting",
      doing: "active",
      test: "active",
      done: "done",
    };
    const { rows } = workItems(log("t", [0, "doing"]), { states: long } as StateWorkflow, { asOf: DAY });
    expect(rows.map(({ skips }) => skips)).toEqual([1]);
  });
  it("are open again where they were taken up and not finished", () => {
    expect(said(read({}, 21))[0]).toBe("t1 2- 8/11");
    expect(said(read({ finish: "first" }, 21))[0]).toBe("t1 2-14 7/5");
    expect(said(read({ start: "last" }, 21))[0]).toBe("t1 20- 1/0");
  });
  it("say how often they came back, were taken up again and passed over a state", () => {
    const counts = read().rows.map(({ key, state, reworks, reopens, skips }) => [
      key,
      state,
      reworks,
      reopens,
      skips,
    ]);
    expect(counts).toEqual([
      ["t", "done", 3, 1, 0], // doing on day 10 and 20, review on day 13
      ["u", "done", 0, 0, 2],
      ["v", "backlog", 1, 0, 0],
      ["x", "done", 0, 0, 3],
    ]);
  });
  it("are as known: what happens at asOf or later is not", () => {
    expect(said(read({}, 7))).toEqual(["t1 2- 2/3", "u1 6- 0/1", "v1 4- 0/3"]);
    expect(read({}, 7).ledger.leftOut).toEqual({ "after-as-of": 10, duplicate: 0 });
  });
  it("are the same from columns", () => {
    const held = columns({
      key: board.map(({ key }) => key),
      at: board.map(({ at }) => at),
      to: board.map(({ to }) => to),
    });
    expect(workItems(held, { states }, { asOf: 30 * DAY }).rows).toEqual(read().rows);
  });
});

describe("the log of a process", () => {
  const items = (rows: readonly object[], workflow: StateWorkflow = { states }) =>
    workItems(rows as readonly { key: string; at: number; to: string; from: string }[], workflow, {
      asOf: 30 * DAY,
    });

  it("loses no row, and names what it cannot use", () => {
    const { ledger, rows } = items([
      { key: "t", at: 5 * DAY, to: "doing", from: "ready" },
      { key: "t", at: 2 * DAY, to: "ready", from: "" }, // out of order
      { key: "t", at: 5 * DAY, to: "doing", from: "ready" }, // there twice
      { key: "t", at: 6 * DAY, to: "doing", from: "doing" }, // it is there already
      { key: "t", at: 7 * DAY, to: "doign", from: "doing" },
      { key: "t", at: 7 * DAY, to: "done", from: "testing" },
      { key: "t", at: 8 * DAY, to: "review", from: "ready" }, // it was doing
      { key: "t", at: 8 * DAY, to: "done", from: "review" }, // at the same instant
      { key: "t", at: 40 * DAY, to: "ready", from: "done" },
      { key: 7, at: 3 * DAY, to: "done", from: "ready" },
    ]);
    const known = "it has backlog, ready, doing, review, done";
    expect(ledger).toEqual({
      read: 10,
      used: 5,
      leftOut: { "after-as-of": 1, duplicate: 1 },
      mended: { "out-of-order": 1, "same-state": 1, "same-instant": 1, gap: 1, "before-request": 0 },
      rejected: [
        { kind: "transition", row: 4, field: "to", message: `"doign" is no state of the workflow; ${known}` },
        {
          kind: "transition",
          row: 5,
          field: "from",
          message: `"testing" is no state of the workflow; ${known}`,
        },
        { kind: "transition", row: 9, field: "key", message: "7 is not a text; give a text" },
      ],
    });
    expect(rows.map(({ startedAt, finishedAt }) => [startedAt / DAY, (finishedAt ?? 0) / DAY])).toEqual([
      [2, 8],
    ]);
  });

  it("may say where an item was before, and since when", () => {
    const first = (facts: object) => {
      const [row] = items([{ key: "t", at: 5 * DAY, to: "doing", ...facts }]).rows;
      return [(row?.startedAt ?? 0) / DAY, row?.requestedAt, row?.truncated];
    };
    expect(first({})).toEqual([5, null, false]);
    expect(first({ from: "backlog" })).toEqual([5, null, false]);
    expect(first({ from: "ready" })).toEqual([5, null, true]); // it was ready before the log begins
    expect(first({ from: "ready", requestedAt: DAY })).toEqual([1, DAY, false]);
    expect(first({ from: "backlog", requestedAt: DAY })).toEqual([5, DAY, false]);
    expect(first({ from: "ready", requestedAt: 7 * DAY })).toEqual([5, 7 * DAY, true]); // asked for later than that
  });

  it("states what holds for the whole item on any of its rows; the last holds, and rows before the request count", () => {
    const { rows, ledger } = items([
      { key: "t", at: 2 * DAY, to: "ready", dueAt: 9 * DAY, team: "north", requestedAt: 3 * DAY },
      { key: "t", at: 5 * DAY, to: "done", dueAt: 4 * DAY, team: "", requestedAt: null },
    ]);
    expect(rows).toMatchObject([{ dueAt: 4 * DAY, team: "north", requestedAt: 3 * DAY }]);
    expect(ledger.mended["before-request"]).toBe(1);
  });

  it("needs a workflow that makes sense", () => {
    const wrong = (workflow: object) => () => items([], workflow as StateWorkflow);
    expect(wrong({ states: { doing: "active" } })).toThrow(
      'workItems: workflow: no state is done; mark those that end it, { closed: "done" }',
    );
    expect(wrong({ states: { done: "done", doing: "active" } })).toThrow(
      'workItems: workflow: doing (active) comes after done (done); put "before" first and "done" last',
    );
    expect(wrong({ states: { doing: "busy", done: "done" } })).toThrow(
      'workItems: workflow: doing is "busy"; write "before" or "waiting" or "active" or "done"',
    );
    expect(wrong({ states: { 2: "active", 1: "done" } })).toThrow(
      'workItems: workflow: state "1" is a number, and numbers lose their place in an object; give it a name',
    );
    expect(wrong({ states, start: "never" })).toThrow(
      'workItems: workflow: start is "never"; write "first" or "last"',
    );
    expect(wrong({ states, reopen: "new-item" })).toThrow(
      "workItems: workflow: no entry reopen; its entries are states, events, start, finish, reopened",
    );
    expect(() => workItems([], { states }, {} as never)).toThrow(
      "workItems: asOf is missing; say until when the log is known",
    );
  });

  it("may be empty", () => {
    const none = items([]);
    expect([
      none.rows,
      none.notStarted,
      none.directlyFollows(),
      none.conformance({ follows: {} }).rate,
    ]).toEqual([[], [], [], null]);
    expect(none.bottlenecks().map(({ share }) => share)).toEqual([null, null, null, null, null]);
    expect(none.aging().lines.map(({ seconds }) => seconds)).toEqual([null, null, null]);
    expect(
      none.cumulativeFlow({ grain: "day", timeZone: "UTC" }).map(({ inProgress }) => inProgress),
    ).toEqual([0]);
  });
});

describe("the metrics of flow", () => {
  it("all read them", () => {
    const rows = workItems(
      board.map((row) => ({ ...row, dueAt: 14 * DAY })),
      { states },
      { asOf: 30 * DAY },
    ).rows;
    const { cycleTimeQuantile, leadTime, timeToFinish, ...more } = flow;
    const { expectationAttainment, touchTime, waitingTime, ...plain } = more;
    const metrics = { ...plain, median: cycleTimeQuantile({ p: 0.5 }), lead: leadTime({ p: 0.5 }) };
    const { totals } = evaluate(metrics, table(workItem, rows), {
      from: 0,
      to: 30 * DAY,
      asOf: 30 * DAY,
    });
    const value = (name: keyof typeof metrics) => totals?.cells[name].value?.toNumber();
    expect(Object.values(totals?.cells ?? {}).map(({ status }) => status)).toEqual(
      Object.keys(metrics).map(() => "value"),
    );
    expect([value("throughput"), value("arrivals"), value("workInProgress")]).toEqual([3, 4, 1]);
    expect(value("cycleTime")).toBe((21 * DAY) / 3000); // 20 + 1 + 0 days of three
    const { active, elapsed } = totals?.cells.flowEfficiency.inputs ?? {};
    expect([active, elapsed].map((seconds) => days(Number(seconds)))).toEqual([9, 21]);
    expect(value("onTimeRate")).toBe(0.25); // u of four, v being open
    expect(value("lead")).toBe((13 * DAY) / 1000); // t 22, u 4; x was never asked for
    expect(value("median")).toBe(DAY / 1000);
    const toFinish = evaluate({ all: timeToFinish({ p: 0.5 }) }, table(workItem, rows), { asOf: 30 * DAY });
    expect(toFinish.totals?.cells.all.status).toBe("value");
  });
  it("count what is asked for and not begun, with those not started", () => {
    const { rows, notStarted } = read();
    const { totals } = evaluate({ load: flow.flowLoad }, table(workItem, [...rows, ...notStarted]), {
      asOf: 30 * DAY,
    });
    expect(totals?.cells.load.value?.toNumber()).toBe(2); // v and w
  });
});

describe("a log of completed steps", () => {
  const steps = { a: "step", b: "step", c: "done" } as const;
  const workflow = { events: "completed", states: steps } as const;
  const plain = log("t", [2, "a"], [4, "b"], [4, "b"], [5, "b"], [7, "c"]);
  const begun = [
    { key: "t", begunAt: 0, at: 2 * DAY, to: "a" },
    { key: "t", begunAt: DAY, at: 4 * DAY, to: "b" },
    { key: "t", begunAt: 6 * DAY, at: 7 * DAY, to: "c" },
  ];

  it("does not tell work from waiting, and says so", () => {
    const items = workItems(plain, workflow, { asOf: 30 * DAY });
    expect(items.rows).toMatchObject([
      {
        startedAt: 2 * DAY,
        finishedAt: 7 * DAY,
        activeSeconds: null,
        waitingSeconds: null,
        reworks: 1,
        skips: null,
      },
    ]);
    expect(items.activeTime).toMatchObject({ known: 0, unknown: 1 });
    expect(items.activeTime.why).toBe(
      "events say when a step was completed and not when work on it began, so nobody knows what was waiting and what was work; where they say both (begunAt), it is known once the item is finished",
    );
    for (const ask of [items.timeInState, items.bottlenecks, items.queues]) {
      expect(ask).toThrow(KpiError);
      expect(ask).toThrow("so nobody knows what was waiting and what was work");
    }
    const report = evaluate({ efficiency: flow.flowEfficiency }, table(workItem, items.rows), {});
    expect(report.totals?.cells.efficiency).toMatchObject({
      status: "none",
      value: null,
      reason: "no-records",
    });
  });
  it("refuses states that would", () => {
    expect(() =>
      workItems(plain, { events: "completed", states: { a: "active", c: "done" } } as never, { asOf: 0 }),
    ).toThrow(
      'workItems: workflow: a is "active", but completions do not tell work from waiting; write "step"; map begunAt where the log knows it',
    );
  });
  it("keeps a step that is completed again, and leaves out a row that is there twice", () => {
    const items = workItems(plain, workflow, { asOf: 30 * DAY });
    expect(items.ledger).toMatchObject({ read: 5, used: 4, leftOut: { duplicate: 1 } });
    expect(items.rework().map(({ state, count, selfLoops }) => [state, count, selfLoops])).toEqual([
      ["a", 1, 0],
      ["b", 2, 1],
      ["c", 1, 0],
    ]);
    expect(items.directlyFollows().map(({ from, to, count }) => `${from}${to} ${count}`)).toEqual([
      "ab 1",
      "bb 1",
      "bc 1",
    ]);
  });
  it("knows the active time where it says when work began: while some step was worked on", () => {
    const { rows, activeTime } = workItems(begun, workflow, { asOf: 30 * DAY });
    // From 0 to 4 and from 6 to 7: a and b overlap
    expect(rows).toMatchObject([{ startedAt: 0, finishedAt: 7 * DAY }]);
    expect([days(rows[0]?.activeSeconds ?? null), days(rows[0]?.waitingSeconds ?? null)]).toEqual([5, 2]);
    expect(activeTime).toEqual({ known: 1, unknown: 0, why: null });
  });
  it("does not, where one step or the end is missing", () => {
    const known = (rows: readonly object[]) =>
      workItems(rows as typeof begun, workflow, { asOf: 30 * DAY }).rows.map(
        ({ activeSeconds }) => activeSeconds,
      );
    expect(known(begun.map((row) => (row.to === "b" ? { ...row, begunAt: null } : row)))).toEqual([null]);
    expect(known(begun.slice(0, 2))).toEqual([null]);
  });
  it("is asked for the beginning of steps only where events are completions", () => {
    const items = workItems(begun, { states: { a: "active", b: "active", c: "done" } }, { asOf: 30 * DAY });
    expect(items.rows).toMatchObject([{ startedAt: 2 * DAY, activeSeconds: (5 * DAY) / 1000 }]);
  });
  it("rejects a step that ends before it begins", () => {
    const { ledger } = workItems([{ key: "t", begunAt: DAY, at: 0, to: "a" }], workflow, { asOf: DAY });
    expect(ledger.rejected).toMatchObject([{ kind: "transition", row: 0, field: "at" }]);
  });
});
