import { endOf, evaluate, startOf, table } from "kpi-core";
import { purchases, reachedWithin, rollCalls } from "kpi-core/histories";
import { activationRate } from "kpi-core/metrics/adoption";
import { averageHeadcount, firstYearAttrition, repeatPurchaseRate } from "kpi-core/metrics/retention";
import { funnelEntry, purchase, rollCall } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { figuresOf } from "../figures.ts";

describe("lists of who is there", () => {
  const people = [
    { joinedOn: "2026-01-01", leftOn: null, team: "a", workingShare: 0.5 },
    { joinedOn: "2026-02-01", leftOn: "2026-02-28", team: "b", workingShare: null },
    { joinedOn: "2026-02-28", leftOn: "2026-01-01", team: "b", workingShare: 1 },
  ];
  const on = ["2026-02-28", "2026-01-31", "2026-02-28"];
  it("have every person on every day, each day once; a row that ends before it starts is rejected", () => {
    const { rows, ledger } = rollCalls(people, { on, lastDay: "in" });
    expect(rows.map(({ on, present, team }) => [on, present, team])).toEqual([
      ["2026-01-31", true, "a"],
      ["2026-02-28", true, "a"],
      ["2026-01-31", false, "b"],
      ["2026-02-28", true, "b"],
    ]);
    expect(ledger).toMatchObject({ read: 3, used: 2, rejected: [{ row: 2 }] });
  });
  it("so that a team without people counts as 0 on that day, and teams add up", () => {
    const { rows } = rollCalls(people, { on, lastDay: "in" });
    const { byGroup, totals } = evaluate(
      { it: averageHeadcount({ over: "lists" }) },
      table(rollCall, rows, {}, { zone: "UTC" }),
      { by: ["team"], timeZone: "UTC", from: "2026-01-01", to: "2026-03-01", asOf: "2026-03-01" },
    );
    expect(byGroup.map(({ cells }) => String(cells.it.value))).toEqual(["1", "0.5"]);
    expect(String(totals?.cells.it.value)).toBe("1.5");
  });
  it("refuse what is no list of dates, and a last day that may be either", () => {
    expect(() => rollCalls([], { on: ["soon"], lastDay: "in" })).toThrow(
      'rollCalls: on has "soon"; write dates, such as 2026-01-31',
    );
    expect(() => rollCalls([], { on: "2026-01-31", lastDay: "in" })).toThrow("list dates, such as");
    expect(() => rollCalls([], { on, lastDay: "both" as never })).toThrow(
      'rollCalls: lastDay is "both"; write "in" or "out"',
    );
  });
});

describe("what is reached within a time of its own", () => {
  const people = [
    { id: "a", hired: "2024-03-01", left: "2024-09-30" },
    { id: "b", hired: "2024-03-01", left: "2026-01-31" }, // in the second year
    { id: "c", hired: "2024-12-31", left: null }, // its year is over on 1 January 2026
    { id: "d", hired: "2025-10-01", left: "2025-10-31" }, // gone, and its year is not over
  ];
  const options = {
    actor: "id",
    from: startOf("hired"),
    to: endOf("left"),
    zone: "UTC",
    asOf: "2026-06-01",
  } as const;
  it("first-year attrition: 1 of 3 whose year is over, and not 2 of 4", () => {
    const { rows } = reachedWithin(people, { ...options, within: "P365D" });
    expect(rows.map(({ reached, mature }) => [reached, mature])).toEqual([
      [2, true],
      [1, true],
      [1, true],
      [2, false],
    ]);
    const hires = { timeZone: "UTC", from: "2024-01-01", to: "2026-01-01", per: "year" } as const;
    expect(figuresOf(firstYearAttrition, table(funnelEntry, rows), hires)).toMatchObject({
      rows: ["0.3333333333333333333333333333333333", "no-records"],
      total: "0.3333333333333333333333333333333333",
    });
  });
  it("at exactly its length it is reached; a moment later, or at asOf, it is not", () => {
    const at = (to: string, asOf = "2026-02-01T00:00Z") =>
      reachedWithin([{ actor: "u", from: "2026-01-01T00:00Z", to }], { within: "P7D", asOf }).rows[0]
        ?.reached;
    expect(at("2026-01-08T00:00Z")).toBe(2);
    expect(at("2026-01-08T00:00:00.001Z")).toBe(1);
    expect(at("2026-01-05T00:00Z", "2026-01-05T00:00Z")).toBe(1);
  });
  it("what begins later is left out, and what is asked for is checked", () => {
    expect(reachedWithin(people, { ...options, within: "P365D", asOf: "2025-01-01" }).ledger).toMatchObject({
      read: 4,
      used: 3,
      leftOut: { "after-as-of": 1 },
    });
    expect(() => reachedWithin(people, { ...options, within: "a year" })).toThrow(
      'reachedWithin: within is "a year"; write a duration, P7D or PT12H',
    );
    expect(() => reachedWithin(people, { ...options, within: "P1D", asOf: undefined as never })).toThrow(
      "reachedWithin: asOf is missing",
    );
    expect(activationRate({ within: "P7D" }).matures).toBe("P7D");
  });
});

describe("purchases between others", () => {
  const orders = [
    { customer: "c", at: "2026-01-31T22:30Z" },
    { customer: "d", at: "2026-01-10T10:00Z" },
    { customer: "c", at: "2026-01-31T23:30Z" }, // already February in Paris
    { customer: "c", at: "2026-01-02T10:00Z" },
    { customer: "c", at: "2026-03-02T10:00Z" },
  ];
  const options = { grain: "month", timeZone: "Europe/Paris", sameDay: "each", asOf: "2026-03-01" } as const;
  const parse = (text: string) => Date.parse(text);
  it("know the one before and after, and their number in the local month; the future is left out", () => {
    const { rows, ledger } = purchases(orders, options);
    expect(rows.map(({ at, previousAt, nextAt, ofPeriod }) => [at, previousAt, nextAt, ofPeriod])).toEqual([
      [parse("2026-01-02T10:00Z"), null, parse("2026-01-31T22:30Z"), 1],
      [parse("2026-01-31T22:30Z"), parse("2026-01-02T10:00Z"), parse("2026-01-31T23:30Z"), 2],
      [parse("2026-01-31T23:30Z"), parse("2026-01-31T22:30Z"), null, 1],
      [parse("2026-01-10T10:00Z"), null, null, 1],
    ]);
    expect(ledger).toMatchObject({ read: 5, used: 4, leftOut: { "after-as-of": 1, "same-day": 0 } });
  });
  it("of one local day are one where that is asked for", () => {
    const once = purchases(orders, { ...options, timeZone: "UTC", sameDay: "once" });
    expect(once.rows).toHaveLength(3);
    expect(once.ledger.leftOut["same-day"]).toBe(1);
  });
  it("January: c bought twice and d once, so that half bought again", () => {
    const { rows } = purchases(orders, options);
    const january = { timeZone: "Europe/Paris", from: "2026-01-01", to: "2026-02-01" } as const;
    expect(figuresOf(repeatPurchaseRate({ of: "within-period" }), table(purchase, rows), january).total).toBe(
      "0.5",
    );
  });
  it("what is asked for is checked", () => {
    expect(() => purchases(orders, { ...options, sameDay: "twice" as never })).toThrow(
      'purchases: sameDay is "twice"; write "each" or "once"',
    );
    expect(() => purchases(orders, { ...options, asOf: undefined as never })).toThrow(
      "purchases: asOf is missing",
    );
  });
});
