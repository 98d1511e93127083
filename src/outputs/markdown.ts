import type { Locale } from "../core/units.ts";
import type { Metrics, Report } from "../engine/report.ts";
import { attentionLines } from "./attention.ts";
import { type GridCell, type GridColumn, gridOf } from "./grid.ts";
import { rowSums } from "./ledgers.ts";
import { printed, visible } from "./lines.ts";
import { headingOf } from "./moments.ts";
import { anyReport, type Rows, requireRows } from "./rows.ts";
import { type Words, wordsOf } from "./words.ts";

/**
 * A report as a Markdown table, with what `terminal` prints around it; the status of a value is a word beside it.
 * Names and titles are escaped, so that they stay what they are.
 *
 * @example
 * ```ts
 * import { evaluate, table } from "kpi-core";
 * import { throughput } from "kpi-core/metrics/flow";
 * import { markdown } from "kpi-core/outputs";
 * import { workItem } from "kpi-core/records";
 *
 * const rows = [{ finishedAt: "2026-01-09T16:00:00Z" }];
 * const report = evaluate({ throughput }, table(workItem, rows), { per: "month", timeZone: "UTC" });
 * const lines = markdown(report, { locale: "fr" }).split("\n");
 * lines[2] // => "| Période | Débit (nombre) |"
 * lines[4] // => "| 2026-01 | 1 |"
 * ```
 */
export function markdown<M extends Metrics, Group>(
  report: Report<M, Group>,
  { locale, rows = "all" }: { readonly locale?: Locale; readonly rows?: Rows } = {},
): string {
  const words = wordsOf(locale);
  requireRows("markdown", rows);
  const whole = anyReport("markdown", report);
  const grid = gridOf(whole, words, rows);
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const table = [
    line([...grid.names.map(escaped), ...grid.columns.map(headerText)]),
    line([...grid.names.map(() => "---"), ...grid.columns.map(() => "---:")]),
    ...grid.rows.map(({ labels, cells }) =>
      line([...labels.map(escaped), ...cells.map((cell) => cellText(cell, words))]),
    ),
  ];
  const parts = [
    [escaped(headingOf(whole.tally, words) ?? words.nothing)],
    grid.rows.length === 0 ? [] : table,
    listOf([
      ...grid.notes.map(({ mark, text }) => `${mark} ${text}`),
      ...(grid.hasDays ? [words.dayHas24Hours] : []),
    ]),
    grid.targets.length === 0 ? [] : titled([words.targets, ...grid.targets]),
    titled(attentionLines(whole, rows, words)),
    listOf(rowSums(report.ledgers, words)),
  ];
  return printed(
    parts.filter((part) => part.length > 0).flatMap((part, i) => (i === 0 ? part : ["", ...part])),
  );
}

function headerText({ title, unit, target }: GridColumn): string {
  return escaped(
    [title, unit === null ? "" : `(${unit})`, target ?? ""].filter((part) => part !== "").join(" "),
  );
}

function cellText({ text, status, mark }: GridCell, { statuses }: Words): string {
  const suffix = status === null ? mark : `(${statuses[status]})`;
  return escaped(suffix === "" ? text : `${text} ${suffix}`);
}

/** What would begin a list in a list. */
const LIST_SIGN = /^(\d*)([-+.)])/;

function listOf(lines: readonly string[]): string[] {
  return lines.map((line) => `- ${escaped(line.trim()).replace(LIST_SIGN, "$1\\$2")}`);
}

/** A line in bold with a list below it; without a list the line alone. */
function titled([title = "", ...lines]: readonly string[]): string[] {
  if (lines.length === 0) return title === "" ? [] : [escaped(title)];
  return [`**${escaped(title)}**`, "", ...listOf(lines)];
}

/** A text whose signs mean nothing to Markdown. */
function escaped(text: string): string {
  return visible(text)
    .replace(/[\\`*_{}[\]<>|~#]/g, "\\$&")
    .replace(/&/g, "&amp;");
}
