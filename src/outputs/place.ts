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

/** The row of a report that a place names. Throws a `KpiError` that lists what there is. */
export function rowAt(report: AnyReport, { period = "total", group }: Place): AnyRow {
  const { by } = report.tally;
  const keys = (group ?? null) as Readonly<Record<string, Key>> | null;
  const isOfAll = keys === null || (by.length === 0 && Object.keys(keys).length === 0);
  const whole = period === "total";
  const rows = isOfAll
    ? whole
      ? [report.totals ?? []].flat().map(anyRow)
      : report.byPeriod.map(anyRow)
    : (whole ? report.byGroup : report.rows).map(anyRow);
  const inPeriod = whole ? rows : rows.filter((row) => names(row.period, period));
  if (inPeriod.length === 0) throw unknown(`period ${shown(period)}`, [...periodsOf(report), '"total"']);
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

function periodsOf({ tally }: AnyReport): string[] {
  return tally.periods.map(({ label }) => shown(label));
}

/** A group as a program writes it. */
function groupCode(group: Readonly<Record<string, Key>>): string {
  const keys = Object.entries(group).map(([name, key]) => `${name}: ${shown(key)}`);
  return `{ ${keys.join(", ")} }`;
}

function unknown(what: string, there: readonly string[]): KpiError {
  const more = there.length > LISTED ? ` and ${there.length - LISTED} more` : "";
  return new KpiError(
    "bad-input",
    `explain: no ${what}; there are ${there.slice(0, LISTED).join(", ")}${more}`,
  );
}
