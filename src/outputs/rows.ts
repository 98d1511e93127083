import type { AssessedRow, Assessment } from "../benchmarks/assess.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import type { Cell } from "../engine/cell.ts";
import type { Metrics, Report, Row } from "../engine/report.ts";
import type { Key } from "../engine/table.ts";
import type { TallyPeriod } from "../engine/tally.ts";
import { labelOf } from "../periods/label.ts";
import type { Words } from "./words.ts";

/** Which rows are shown: `each` period and group, with totals in `all`; or only totals, as a report names them. */
export type Rows = "all" | "each" | "byPeriod" | "byGroup" | "totals";

const choices: readonly Rows[] = ["all", "each", "byPeriod", "byGroup", "totals"];

export function requireRows(subject: string, rows: Rows, known: readonly Rows[] = choices): void {
  if (known.includes(rows)) return;
  throw new KpiError(
    "bad-input",
    `${subject}: rows is ${shown(rows)}; write one of ${known.map(shown).join(", ")}`,
  );
}

/** A row of any report, as outputs read it. */
export interface AnyRow {
  readonly period: TallyPeriod;
  readonly group: Readonly<Record<string, Key>>;
  readonly cells: Readonly<Record<string, Cell>>;
  readonly assessments?: Readonly<Record<string, Assessment>>;
}

export function assessmentIn(row: AnyRow, name: string): Assessment | null {
  return row.assessments?.[name] ?? null;
}

/** The rows that were asked for. Totals that would say the same again are left out of `all`. */
export function rowsIn(report: AnyReport, rows: Rows): readonly AnyRow[] {
  const { tally } = report;
  const totals = () => (report.totals === undefined ? [] : [anyRow(report.totals)]);
  if (rows === "each") return report.rows.map(anyRow);
  if (rows === "byGroup") return [...report.byGroup.map(anyRow), ...(tally.by.length > 0 ? totals() : [])];
  if (rows === "byPeriod")
    return [...report.byPeriod.map(anyRow), ...(tally.periods.length > 1 ? totals() : [])];
  if (rows === "totals") return totals();
  const whole = tally.periods.length > 1 ? rowsIn(report, "byGroup") : [];
  if (tally.by.length === 0) return [...report.rows.map(anyRow), ...whole];
  const groups = tally.groups.length;
  const periods = report.byPeriod.flatMap((all, i) => {
    return [...report.rows.slice(i * groups, (i + 1) * groups), all].map(anyRow);
  });
  return [...periods, ...whole];
}

/** Rows that a chart may add up: never groups and their totals together. */
export type TidyRows = Exclude<Rows, "all">;

/** The rows that were asked for, without the totals that `terminal` adds below. */
export function rowsApart(subject: string, report: AnyReport, rows: TidyRows): readonly AnyRow[] {
  anyReport(subject, report);
  requireRows(subject, rows, ["each", "byPeriod", "byGroup", "totals"]);
  const shown = rowsIn(report, rows);
  if (rows === "byGroup") return shown.slice(0, report.byGroup.length);
  return rows === "byPeriod" ? shown.slice(0, report.byPeriod.length) : shown;
}

/** A report of whatever metrics and groups, assessed or not. */
export type AnyReport = Report<Metrics, unknown>;

/** The report, whatever it is of. Throws for what is none, such as its rows alone, or what JSON kept of it. */
export function anyReport<M extends Metrics, Group>(subject: string, report: Report<M, Group>): AnyReport {
  const { tally, metrics } = (report ?? {}) as Partial<Report<M, Group>>;
  const isWhole = tally !== undefined && Object.values(metrics ?? {}).every(({ tree }) => tree !== undefined);
  if (isWhole) return report as AnyReport;
  const right = "give what evaluate, reportOf or assess returns, all of it";
  throw new KpiError("bad-input", `${subject}: ${shown(report)} is no report; ${right}`);
}

export function anyRow(row: Row<Metrics, unknown> | AssessedRow<Metrics, unknown, never>): AnyRow {
  return row as AnyRow;
}

/** The label of a period in the language, such as `2026-T1`; all together are not called by the engine's name. */
export function periodText(period: TallyPeriod, words: Words): string {
  return period.grain === "all" ? words.all : labelOf(period, words.locale);
}

/** The same within a sentence. */
export function periodInText(period: TallyPeriod, words: Words): string {
  return period.grain === "all" ? words.allPeriods : labelOf(period, words.locale);
}
