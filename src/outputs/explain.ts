import type { Decimal } from "../core/decimal.ts";
import type { AnyMetric } from "../core/definition.ts";
import { KpiError } from "../core/errors.ts";
import { type Expression, print } from "../core/expression.ts";
import { shown } from "../core/instant.ts";
import { speak } from "../core/speak.ts";
import type { Locale, Unit } from "../core/units.ts";
import type { Cell } from "../engine/cell.ts";
import type { Metrics, Report } from "../engine/report.ts";
import { sourceText } from "./definition.ts";
import { counted, measureSum } from "./ledgers.ts";
import { JOINED, printed, requireWidth, visible, wrapped } from "./lines.ts";
import { measureInWords } from "./measure-words.ts";
import { type Place, requirePlace, rowAt } from "./place.ts";
import { type AnyReport, type AnyRow, anyReport, assessmentIn, periodInText } from "./rows.ts";
import { groupText, reasonText, targetText, valueText, varianceText } from "./spoken.ts";
import { type Words, wordsOf } from "./words.ts";

/**
 * One cell, explained for the person who gets it: the formula with its numbers, each measure in words, how far from its
 * target, why there is no value where there is none, what was left out, and where the definition comes from.
 *
 * Throws a `KpiError` that lists what there is, for a metric, a period or a group that the report has not.
 *
 * @example
 * ```ts
 * import { evaluate, table } from "kpi-core";
 * import { onTimeRate } from "kpi-core/metrics/flow";
 * import { explain } from "kpi-core/outputs";
 * import { workItem } from "kpi-core/records";
 *
 * const rows = [
 *   { finishedAt: "2026-01-09T16:00:00Z", dueAt: "2026-01-10T00:00:00Z" },
 *   { finishedAt: null, dueAt: "2026-01-20T00:00:00Z" },
 * ];
 * const report = evaluate({ onTime: onTimeRate }, table(workItem, rows), { per: "month", timeZone: "UTC" });
 * const lines = explain(report, { metric: "onTime", period: "2026-01" }).split("\n");
 * lines[0] // => "On time, 2026-01: 50.0 %, from 2 records"
 * lines[4] // => "onTime / due = 1 / 2 = 50.0 %"
 * ```
 */
export function explain<M extends Metrics, Group>(
  report: Report<M, Group>,
  place: Place<keyof M & string, Group>,
  { locale, width = 80 }: { readonly locale?: Locale; readonly width?: number } = {},
): string {
  const words = wordsOf(locale);
  requireWidth("explain", width);
  const whole = anyReport("explain", report);
  requirePlace(place);
  const metric = Object.hasOwn(whole.metrics, place.metric) ? whole.metrics[place.metric] : undefined;
  if (metric === undefined) {
    const right = `there are ${Object.keys(whole.metrics).join(", ")}`;
    throw new KpiError("bad-input", `explain: no metric ${shown(place.metric)}; ${right}`);
  }
  const row = rowAt(whole, place);
  const lines = [
    ...headLines(whole, row, place.metric, metric, words),
    metric.about,
    "",
    ...formulaLines(row, place.metric, metric, words),
    "",
    ...leftOutLines(whole, metric, words),
    sourceText(metric, words),
  ];
  return printed(lines.flatMap((line) => wrapped(visible(line), width, line.startsWith(" ") ? 4 : 2)));
}

/** Which cell it is, its value or why there is none, and its target. */
function headLines(report: AnyReport, row: AnyRow, name: string, metric: AnyMetric, words: Words): string[] {
  const { tally } = report;
  const cell = row.cells[name] as Cell;
  const assessment = assessmentIn(row, name);
  const group = tally.by.length === 0 ? [] : [groupText(row.group, words) || words.allGroups];
  const period = periodInText(row.period, words);
  const subject = [metric.title[words.locale], period, ...group].join(", ");
  const said =
    cell.status === "none"
      ? reasonText(cell, tally, words)
      : [valueText(metric, cell, assessment?.target ?? null, words), ...recordsIn(cell, words)].join(", ");
  const head = `${subject}${words.colon}${said}`;
  if (assessment?.target == null) return [head];
  const { target, status } = assessment;
  const distance = varianceText(metric, assessment, words);
  const verdict = words.statuses[status] + (distance === null ? "" : ` (${distance})`);
  return [
    head,
    `${words.target}${words.colon}${targetText(metric, target, words)}${words.semicolon}${verdict}`,
  ];
}

function recordsIn({ n }: Cell, words: Words): string[] {
  return n === null ? [] : [`${words.explain.from} ${counted(n, words.explain.records, words)}`];
}

/** `reopened / settled = 3 / 120 = 2.5 %`, then each measure with its number and in words. */
function formulaLines(row: AnyRow, name: string, metric: AnyMetric, words: Words): string[] {
  const cell = row.cells[name] as Cell;
  const numbers = new Map(
    Object.entries(metric.inputs).map(([input, { unit }]) => [
      input,
      numberText(cell.inputs[input] ?? null, unit, words),
    ]),
  );
  const filled = metric.tree.type === "name" ? [] : [print(withNumbers(metric.tree, numbers))];
  const target = assessmentIn(row, name)?.target ?? null;
  const result = cell.status === "none" ? [] : [valueText(metric, cell, target, words)];
  return [
    [print(metric.tree), ...filled, ...result].join(" = "),
    ...Object.entries(metric.inputs).map(([input, measure]) => {
      return `  ${input} = ${numbers.get(input)}${words.colon}${measureInWords(measure, words.locale)}`;
    }),
  ];
}

/** The number that a formula works with, in full; what would be too long for a line is rounded, and says so. */
function numberText(value: Decimal | null, unit: Unit, words: Words): string {
  if (value === null) return words.explain.unknown;
  const short = value.toDecimalPlaces(4);
  // Apart from what it would be with fewer digits: with all four
  const apart = [short.toDecimalPlaces(2), short.toDecimalPlaces(3)];
  const digits = speak(short, { unit: "number", locale: words.locale, apart });
  const text = `${short.eq(value) ? "" : "≈"}${digits}${unit === "seconds" ? `${JOINED}s` : ""}`;
  return value.lt(0) ? `(${text})` : text;
}

function withNumbers(expression: Expression, numbers: ReadonlyMap<string, string>): Expression {
  if (expression.type === "name")
    return { ...expression, name: numbers.get(expression.name) ?? expression.name };
  if (expression.type !== "call") return expression;
  return { ...expression, args: expression.args.map((argument) => withNumbers(argument, numbers)) };
}

/** What each measure left out; ledgers are of the whole report, not of the cell. */
function leftOutLines({ ledgers }: AnyReport, { inputs }: AnyMetric, words: Words): string[] {
  const lines = Object.entries(inputs).flatMap(([input, { key }]) => {
    const ledger = ledgers.measures.find((own) => own.key === key);
    if (ledger === undefined || ledger.accepted === (ledger.fates.counted ?? 0)) return [];
    return [`  ${input}${words.colon}${measureSum(ledger, words)}`];
  });
  const kinds = new Set(Object.values(inputs).map(({ kind }) => kind?.name));
  const rejected = ledgers.rows
    .filter(({ kind, rejected }) => kinds.has(kind) && rejected.length > 0)
    .map(
      ({ kind, rejected }) => `  ${kind}${words.colon}${counted(rejected.length, words.sum.rejected, words)}`,
    );
  if (lines.length + rejected.length === 0) return [words.explain.nothingLeftOut];
  return [words.explain.leftOut, ...lines, ...rejected];
}
