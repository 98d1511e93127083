import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import type { Key } from "../engine/table.ts";
import type { TallyPeriod } from "../engine/tally.ts";
import { type AnyReport, type AnyRow, anyRow } from "./rows.ts";

/** Which cell of a report: a metric, and a period and a group where it is not their total. */
export interface Place<Name extends string = string, Group = unknown> {
  /** The name of the cell. */
  readonly metric: Name;
  /** The label of a period, or its start in epoch milliseconds; `"total"`, or nothing, is the whole range. */
  readonly period?: string | number;
  /** All the keys of a group; without it, all groups together. */
  readonly group?: Group;
}

const LISTED = 12;
const parts = ["metric", "period", "group"];

/** Throws for what is no place, and for a part that nobody would read: it would be another cell. */
export function requirePlace(place: Place): void {
  const stray = Object.keys(place ?? {}).find((name) => !parts.includes(name));
  if (typeof place === "object" && place !== null && stray === undefined) return;
  const wrong = stray === undefined ? `${shown(place)} is no cell` : `no part ${stray} of a cell`;
  throw new KpiError(
    "bad-input",
    `explain: ${wrong}; write { metric: "…" }, with period and group where wanted`,
  );
}

/** The row of a report that a place names. Throws a `KpiError` that lists what there is. */
export function rowAt(report: AnyReport, { period = "total", group }: Place): AnyRow {
  const { by } = report.tally;
  const keys = (group ?? null) as Readonly<Record<string, Key>> | null;
  const isOfAll = keys === null || (by.length === 0 && Object.keys(keys).length === 0);
  const whole = period === "total";
  requireOne(report, period);
  const rows = isOfAll
    ? whole
      ? [report.totals ?? []].flat().map(anyRow)
      : report.byPeriod.map(anyRow)
    : (whole ? report.byGroup : report.rows).map(anyRow);
  const inPeriod = whole ? rows : rows.filter((row) => names(row.period, period));
  if (inPeriod.length === 0) throw unknown(`period ${shown(period)}`, periodsOf(report));
  const found = isOfAll ? inPeriod : inPeriod.filter((row) => same(row.group, keys));
  const [row] = found;
  if (row !== undefined) return row;
  throw unknown(
    `group ${groupCode(keys ?? {})}`,
    inPeriod.map((own) => groupCode(own.group)),
  );
}

function names({ label, start }: TallyPeriod, period: string | number): boolean {
  return typeof period === "number" ? start === period : label === period;
}

function same(group: Readonly<Record<string, Key>>, keys: Readonly<Record<string, Key>>): boolean {
  const given = Object.keys(keys);
  return given.length === Object.keys(group).length && given.every((name) => group[name] === keys[name]);
}

function periodsOf({ tally, totals }: AnyReport): string[] {
  return [...tally.periods.map(({ label }) => shown(label)), ...(totals === undefined ? [] : ['"total"'])];
}

/** Throws where there is no total, which is meant where no period is named, and where several windows begin at once. */
function requireOne(report: AnyReport, period: string | number): void {
  const { periods, windows } = report.tally;
  if (period === "total" && report.totals === undefined) {
    const why =
      windows === null ? "the report has no rows" : "windows overlap and have none; name one as period";
    throw new KpiError("bad-input", `explain: no total; ${why}${thereAre(periodsOf(report))}`);
  }
  const named = periods.filter((own) => names(own, period));
  if (named.length < 2) return;
  const labels = thereAre(named.map(({ label }) => shown(label)));
  throw new KpiError(
    "bad-input",
    `explain: period ${shown(period)} is where several begin; name one${labels}`,
  );
}

function thereAre(there: readonly string[]): string {
  if (there.length === 0) return "";
  const more = there.length > LISTED ? ` and ${there.length - LISTED} more` : "";
  return `; there are ${there.slice(0, LISTED).join(", ")}${more}`;
}

/** A group as a program writes it. */
function groupCode(group: Readonly<Record<string, Key>>): string {
  const keys = Object.entries(group).map(([name, key]) => `${name}: ${shown(key)}`);
  return `{ ${keys.join(", ")} }`;
}

function unknown(what: string, there: readonly string[]): KpiError {
  return new KpiError("bad-input", `explain: no ${what}${thereAre(there)}`);
}
