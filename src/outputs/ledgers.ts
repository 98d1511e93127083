import type { Rejection } from "../core/row-check.ts";
import { speak } from "../core/speak.ts";
import type { Locale } from "../core/units.ts";
import type { Fate } from "../engine/fate.ts";
import { fates } from "../engine/fate.ts";
import type { Metrics, Report } from "../engine/report.ts";
import type { Ledgers, MeasureLedger, RowLedger } from "../engine/tally.ts";
import { printed, requireWidth, visible, wrapped } from "./lines.ts";
import { measureInWords } from "./measure-words.ts";
import { type AnyReport, anyReport } from "./rows.ts";
import { type Forms, type Words, wordsOf } from "./words.ts";

const SHOWN = 5;

/**
 * Both ledgers of a report in words, each a sum that adds up: what became of the rows of every kind, with the first
 * of those that were rejected, and what each measure made of the rows that were accepted.
 *
 * @example
 * ```ts
 * import { evaluate, table } from "kpi-core";
 * import { throughput } from "kpi-core/metrics/flow";
 * import { ledgers } from "kpi-core/outputs";
 * import { workItem } from "kpi-core/records";
 *
 * const rows = [{ finishedAt: "2026-01-09T16:00:00Z" }, { finishedAt: null }, { finishedAt: "9 January" }];
 * const report = evaluate({ throughput }, table(workItem, rows), { per: "month", timeZone: "UTC" });
 * ledgers(report).split("\n")[1] // => "workItem: 3 rows read = 1 used + 1 left out + 1 rejected"
 * ```
 */
export function ledgers<M extends Metrics, Group>(
  report: Report<M, Group>,
  { locale, width = 80 }: { readonly locale?: Locale; readonly width?: number } = {},
): string {
  const words = wordsOf(locale);
  requireWidth("ledgers", width);
  const whole = anyReport("ledgers", report);
  const lines = [
    words.ledgers.rows,
    ...report.ledgers.rows.flatMap((ledger) => rowLines(ledger, words)),
    "",
    words.ledgers.measures,
    ...report.ledgers.measures.flatMap((ledger) => measureLines(ledger, whole, words)),
  ];
  return printed(lines.flatMap((line) => wrapped(visible(line), width, indentOf(line) + 2)));
}

/** One line a kind: `ticket: 1,434 rows read = 1,400 used + 32 left out (20 without a date, 12 …) + 2 rejected`. */
export function rowSums({ rows }: Ledgers, words: Words): string[] {
  return rows.map((ledger) => {
    const why = ledger.leftOut;
    const reasons = Object.keys(why).length === 0 ? "" : ` (${fatesIn(why, words).join(", ")})`;
    return rowSum(ledger, words, reasons);
  });
}

function rowSum({ kind, read, used, leftOut, rejected }: RowLedger, words: Words, reasons: string): string {
  const { sum } = words;
  const out = Object.values(leftOut).reduce((total, some) => total + some, 0);
  const parts = [
    counted(used, sum.used, words),
    counted(out, sum.leftOut, words) + reasons,
    counted(rejected.length, sum.rejected, words),
  ];
  return `${kind}${words.colon}${counted(read, sum.read, words)} = ${parts.join(" + ")}`;
}

function rowLines(ledger: RowLedger, words: Words): string[] {
  const left = fatesIn(ledger.leftOut, words);
  return [
    rowSum(ledger, words, ""),
    ...(left.length === 0 ? [] : [`  ${words.sum.leftOut[1]}${words.colon}${left.join(" + ")}`]),
    ...rejectionLines(ledger.rejected, words),
  ];
}

function rejectionLines(rejected: readonly Rejection[], words: Words): string[] {
  const said = (text: string) => `  ${words.sum.rejected[1]}${words.colon}${text}`;
  const rest = rejected.length - SHOWN;
  return [
    ...rejected.slice(0, SHOWN).map(({ row, field, message }) => {
      return said(`${words.ledgers.row(digits(row, words), field)} ${message}`);
    }),
    ...(rest > 0 ? [said(words.more(digits(rest, words)))] : []),
  ];
}

function measureLines(ledger: MeasureLedger, report: AnyReport, words: Words): string[] {
  const uses = Object.values(report.metrics).flatMap(({ title, inputs }) =>
    Object.entries(inputs)
      .filter(([, measure]) => measure.key === ledger.key)
      .map(([name, measure]) => ({ name: `${title[words.locale]} (${name})`, measure })),
  );
  // A report of fewer metrics than its tally has measures
  const [first] = uses;
  const what = first === undefined ? ledger.key : measureInWords(first.measure, words.locale);
  return [
    [uses.map(({ name }) => name).join(", "), what].filter((part) => part !== "").join(words.colon),
    `  ${measureSum(ledger, words)}`,
  ];
}

/** `1,432 rows accepted = 1,400 counted + 32 without a date`. */
export function measureSum({ accepted, fates: found }: MeasureLedger, words: Words): string {
  const parts = fatesIn({ counted: 0, ...found }, words);
  return `${counted(accepted, words.sum.accepted, words)} = ${parts.join(" + ")}`;
}

/** Fates with their counts, in the order in which they are decided. */
function fatesIn(found: Readonly<Partial<Record<Fate, number>>>, words: Words): string[] {
  return fates.flatMap((fate) => {
    const count = found[fate];
    return count === undefined ? [] : [counted(count, words.fates[fate], words)];
  });
}

/** `1,400 counted`. */
export function counted(count: number, [one, several]: Forms, words: Words): string {
  return `${digits(count, words)} ${words.isOne(count) ? one : several}`;
}

function digits(count: number, { locale }: Words): string {
  return speak(count, { unit: "count", locale });
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
