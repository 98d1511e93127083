import { KpiError } from "kpi-core";
import * as histories from "kpi-core/histories";
import { describe, expect, it } from "vitest";

type Anything = ReturnType<typeof JSON.parse>;
/** What a program without types may write. */
const {
  absenceSpells,
  activeUsers,
  bradford,
  cohorts,
  funnel,
  knownAt,
  labourChecks,
  lifecycle,
  movements,
  perEntity,
  purchases,
  reachedWithin,
  rollCalls,
  slaClocks,
  spells,
  stickiness,
  ticketTimes,
  workItems,
} = histories as Anything;

const states = { doing: "active", done: "done" };
const items = () => workItems([], { states }, { asOf: 0 });
const policy = histories.zendeskPolicy({ firstReply: { target: 60 } });

const readers: readonly (readonly [name: string, read: (options: unknown) => unknown, entries: string])[] = [
  ["absenceSpells", (options) => absenceSpells([], options), "schedule, firstDay, lastDay, person"],
  [
    "activeUsers",
    (options) => activeUsers([], options),
    "days, since, at, actor, type, zone, event, timeZone",
  ],
  ["aging", (options) => items().aging(options), "asOf, percentiles"],
  ["bradford", (options) => bradford([], options), "schedule, on, days, lasting, weeks, firstDay"],
  ["cohorts", (options) => cohorts([], options), "start, return, starts, grain, every"],
  ["cumulativeFlow", (options) => items().cumulativeFlow(options), "asOf, grain, timeZone, from, to"],
  [
    "funnel",
    (options) => funnel([], options),
    "steps, within, order, by, asOf, zone, at, actor, type, segment",
  ],
  ["knownAt", (options) => knownAt([], 0, options), "key, at, zone"],
  [
    "labourChecks",
    (options) => labourChecks([], options),
    "limits, timeZone, asOf, zone, startedAt, endedAt",
  ],
  ["lifecycle", (options) => lifecycle([], options), "grain, at, actor, type, zone, event, timeZone, asOf"],
  ["movements", (options) => movements([], options), "of, grain, timeZone, asOf, zone, startedAt, endedAt"],
  ["perEntity", (options) => perEntity([], "key", () => null, options), "at, zone"],
  ["purchases", (options) => purchases([], options), "grain, timeZone, sameDay, asOf, zone, at, customer"],
  ["reachedWithin", (options) => reachedWithin([], options), "within, asOf, zone, from, to, actor, segment"],
  ["rollCalls", (options) => rollCalls([], options), "on, lastDay, joinedOn, leftOn"],
  ["slaClocks", (options) => slaClocks([], policy, options), "asOf, zone, schedules, at, ticket"],
  ["spells", (options) => spells([], options), "asOf, zone, at, key, state, from, openedAt"],
  ["stickiness", (options) => stickiness([], options), "days, since, at, actor, type, zone, event, timeZone"],
  ["ticketTimes", (options) => ticketTimes([], policy, options), "asOf, zone, schedules, clock, at, ticket"],
  ["workItems", (options) => workItems([], { states }, options), "asOf, zone, at, key, to, from"],
];

describe.each(readers)("%s", (name, read, entries) => {
  it("refuses an option that nobody would read", () => {
    const wrong = () => read({ asof: 0 });
    if (name === "perEntity") return expect(wrong).not.toThrow(); // see below
    expect(wrong).toThrow(KpiError);
    expect(wrong).toThrow(`${name}: options: no entry asof; its entries are ${entries}`);
  });
  it("refuses options that are none", () => {
    expect(() => read(null)).toThrow(KpiError);
    expect(() => read(null)).toThrow(`${name}: options is null; give an object of ${entries}`);
    expect(() => read([])).toThrow(`${name}: options is an array; give an object of ${entries}`);
  });
});

it("perEntity takes the columns of another history of the same log", () => {
  const log = { key: "id", at: "when", state: "status" };
  const { rows } = perEntity([{ id: "a", when: 1 }], "id", (own: unknown[]) => ({ n: own.length }), log);
  expect(rows).toEqual([{ n: 1 }]);
});

describe("a choice of events is a type or a condition", () => {
  const visits = [{ actor: "a", at: 0, type: "visit" }];
  const days = { timeZone: "UTC", asOf: 86_400_000 };
  it.each([
    [["visit"], "an array"],
    [null, "null"],
    [1, "1"],
  ])("and not %j", (choice, shown) => {
    const right = "write a type of events, or a condition on rows";
    expect(() => activeUsers(visits, { ...days, days: 1, event: choice })).toThrow(
      `activeUsers: event is ${shown}; ${right}`,
    );
    expect(() => lifecycle(visits, { ...days, grain: "day", event: choice })).toThrow(
      `lifecycle: event is ${shown}; ${right}`,
    );
    expect(() => cohorts(visits, { ...days, grain: "day", return: choice })).toThrow(
      `cohorts: return is ${shown}; ${right}`,
    );
  });
});

describe("what a history cannot do without, or cannot read", () => {
  const right = 'list states of the workflow, such as { follows: { doing: ["done"] } }';
  it.each([
    [() => items().conformance(null), "conformance: allowed is null; give an object of begins, follows, ends"],
    [() => items().conformance({ follows: {}, begin: ["doing"] }), "conformance: allowed: no entry begin; its entries are begins, follows, ends"],
    [() => items().conformance({ begins: ["doing"] }), `conformance: follows is undefined; ${right}`],
    [() => items().conformance({ follows: { doing: "done" } }), `conformance: follows.doing is "done"; ${right}`],
    [() => items().conformance({ follows: {}, ends: "done" }), `conformance: ends is "done"; ${right}`],
    [() => items().aging({ percentiles: 0.5 }), "aging: percentiles is 0.5; list shares, such as [0.5, 0.85]"],
    [() => workItems([], null, { asOf: 0 }), "workItems: workflow is null; give an object of states, events, start, finish, reopened"],
    [() => knownAt([], undefined, { key: "id", at: "written" }), "knownAt: t is missing; give the moment, and the column that says when each row was written"],
    [() => knownAt([], 0, { key: "id" }), "knownAt: at is missing; give the moment, and the column that says when each row was written"],
    [() => perEntity([], "id"), "perEntity: fold is undefined; give a function that makes a record of the rows of a key"],
    [() => perEntity([{ id: "a" }], "id", () => undefined), 'perEntity: the fold of "a" gave undefined; return a record, a list of them, or null to leave it out'],
    [() => perEntity([{ id: "a" }], "id", () => [{}, 5]), 'perEntity: the fold of "a" gave 5; return a record, a list of them, or null to leave it out'],
  ])("%#", (wrong, message) => {
    expect(wrong).toThrow(KpiError);
    expect(wrong).toThrow(message);
  }); // biome-ignore format: a table
});
