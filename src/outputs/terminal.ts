import { KpiError } from "../core/errors.ts";
import { greatestOf } from "../core/many.ts";
import type { Locale } from "../core/units.ts";
import type { Metrics, Report } from "../engine/report.ts";
import { attentionLines } from "./attention.ts";
import { type Grid, type GridCell, type GridColumn, gridOf, type Verdict } from "./grid.ts";
import { rowSums } from "./ledgers.ts";
import {
  atLeft,
  atRight,
  JOINED,
  printed,
  requireWidth,
  visible,
  widestWord,
  widthOf,
  wrapped,
} from "./lines.ts";
import { headingOf } from "./moments.ts";
import { type AnyReport, anyReport, type Rows, requireRows } from "./rows.ts";
import { type Words, wordsOf } from "./words.ts";

/** How to print a report in a terminal. */
export interface TerminalOptions {
  /** English unless said. */
  readonly locale?: Locale;
  /** Columns of the terminal; no line is longer. 80 unless said. */
  readonly width?: number;
  /** Which rows; all unless said. */
  readonly rows?: Rows;
}

const signs: Readonly<Record<Verdict, string>> = {
  met: "✓",
  "at-risk": "!",
  missed: "✗",
  "in-progress": "…",
};
const GAP = 2;
/** Labels of rows are wrapped before they take more than this share of the width. */
const LABELS = 0.5;

/**
 * A report as an aligned table for a terminal: a row for each period and group and for their totals, a column for
 * each metric. Columns that do not fit follow below, under the same labels; nothing is cut. Below the table stand
 * the meaning of every sign, the targets, what missed them in the last complete period, and what was left out.
 *
 * Throws a `KpiError` for a width that cannot hold the labels and a value, and for an unknown locale.
 *
 * @example
 * ```ts
 * import { evaluate, table } from "kpi-core";
 * import { onTimeRate } from "kpi-core/metrics/flow";
 * import { terminal } from "kpi-core/outputs";
 * import { workItem } from "kpi-core/records";
 *
 * const rows = [{ finishedAt: "2026-01-09T16:00:00Z", dueAt: "2026-01-10T00:00:00Z", startedAt: "2026-01-05T08:00:00Z" }];
 * const report = evaluate({ onTimeRate }, table(workItem, rows), { per: "month", timeZone: "UTC", asOf: "2026-02-01" });
 * terminal(report).split("\n")[4] // => "2026-01  100.0 %"
 * ```
 */
export function terminal<M extends Metrics, Group>(
  report: Report<M, Group>,
  { locale, width = 80, rows = "all" }: TerminalOptions = {},
): string {
  const words = wordsOf(locale);
  requireRows("terminal", rows);
  requireWidth("terminal", width);
  const whole = anyReport("terminal", report);
  const heading = headingOf(whole.tally, words);
  const grid = gridOf(whole, words, rows);
  const lines = heading === null ? wrapped(words.nothing, width) : wrapped(heading, width);
  const table = grid.rows.length === 0 ? [] : ["", ...tableLines(grid, width)];
  return printed([
    ...lines,
    ...table,
    ...below(whole, rows, grid, words).flatMap((part) => partLines(part, width)),
  ]);
}

/** What stands below the table, in parts with an empty line before each. */
function below(report: AnyReport, rows: Rows, grid: Grid, words: Words): string[][] {
  const legend = (["met", "at-risk", "missed", "in-progress"] as const)
    .filter((status) => grid.statuses.has(status))
    .map((status) => `${signs[status]} ${words.statuses[status]}`.replaceAll(" ", JOINED));
  const notes = grid.notes.map(({ mark, text }) => `${mark} ${text}`);
  return [
    [
      ...(legend.length > 0 ? [legend.join(" · ")] : []),
      ...notes,
      ...(grid.hasDays ? [words.dayHas24Hours] : []),
    ],
    grid.targets.length > 0 ? [words.targets, ...grid.targets.map((text) => `  ${text}`)] : [],
    attentionLines(report, rows, words),
    rowSums(report.ledgers, words),
  ].filter((part) => part.length > 0);
}

function partLines(part: readonly string[], width: number): string[] {
  return ["", ...part.flatMap((line) => wrapped(visible(line), width, 4))];
}

/** The table, in as many blocks as its columns need. */
function tableLines(grid: Grid, width: number): string[] {
  const columns = grid.columns.map((column, i) =>
    measured(
      column,
      grid.rows.map(({ cells }) => cells[i] as GridCell),
    ),
  );
  const labels = labelWidths(grid, width - GAP - Math.max(1, ...columns.map(({ least }) => least)), width);
  const taken = labels.reduce((sum, own) => sum + own + GAP, -GAP);
  const blocks: Column[][] = [];
  let room = -1;
  for (const column of columns) {
    const own = { ...column, width: Math.min(column.width, width - taken - GAP) };
    if (room < GAP + own.width) {
      blocks.push([]);
      room = width - taken;
    }
    blocks.at(-1)?.push(own);
    room -= GAP + own.width;
  }
  return blocks.flatMap((block, i) => [...(i > 0 ? [""] : []), ...blockLines(grid, labels, block)]);
}

/** A column with its measures: the numbers are on the right of theirs, then come signs and marks. */
interface Column {
  readonly header: readonly string[];
  readonly cells: readonly GridCell[];
  readonly numbers: number;
  readonly suffixes: number;
  /** Where no value is cut. */
  readonly least: number;
  readonly width: number;
}

function measured({ title, unit, target }: GridColumn, cells: readonly GridCell[]): Column {
  const header = [title, unit === null ? "" : `(${unit})`, target ?? ""]
    .filter((line) => line !== "")
    .map(visible);
  const numbers = greatestOf(
    cells.map(({ text }) => widthOf(text)),
    1,
  );
  const suffixes = greatestOf(
    cells.map((cell) => widthOf(suffixOf(cell))),
    0,
  );
  const least = numbers + (suffixes === 0 ? 0 : 1 + suffixes);
  return { header, cells, numbers, suffixes, least, width: Math.max(least, ...header.map(widestWord)) };
}

function suffixOf({ status, mark }: GridCell): string {
  return status === null ? mark : signs[status];
}

/** Widths of the columns of labels; the widest give way where there are too many for the rest. */
function labelWidths({ names, rows }: Grid, most: number, width: number): number[] {
  const texts = names.map((name, i) => [name, ...rows.map(({ labels }) => labels[i] ?? "")].map(visible));
  const widths = texts.map((own) => greatestOf(own.map(widthOf)));
  const gaps = GAP * (widths.length - 1);
  const limit = Math.min(most, Math.floor(width * LABELS)) - gaps;
  while (widths.reduce((sum, own) => sum + own, 0) > limit) {
    const widest = widths.indexOf(Math.max(...widths));
    if ((widths[widest] ?? 0) <= 8) {
      // Nothing is left to give way: take what the values do not need
      if (widths.reduce((sum, own) => sum + own, 0) <= most - gaps) break;
      const least = width - most + gaps + widths.reduce((sum, own) => sum + own, 0);
      throw new KpiError(
        "bad-input",
        `terminal: width ${width} is too narrow for its labels and values; give ${least}`,
      );
    }
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

function blockLines(grid: Grid, labels: readonly number[], columns: readonly Column[]): string[] {
  const labelBoxes = (texts: readonly string[]) =>
    texts.map((text, i): Box => {
      const width = labels[i] ?? 1;
      return { lines: wrapped(visible(text), width), width, put: atLeft };
    });
  const headers = columns.map(({ header, width }): Box => {
    return { lines: header.flatMap((line) => wrapped(line, width)), width, put: atRight };
  });
  const widths = [...labels, ...columns.map(({ width }) => width)];
  const body = grid.rows.flatMap(({ labels: texts, begins }, row) => {
    const cells = columns.map((column): Box => {
      return { lines: [cellText(column, row)], width: column.width, put: atRight };
    });
    const lines = beside([...labelBoxes(texts), ...cells], "top");
    return begins ? ["", ...lines] : lines;
  });
  return [
    ...beside([...labelBoxes(grid.names), ...headers], "bottom"),
    widths.map((width) => "─".repeat(width)).join(" ".repeat(GAP)),
    ...body,
  ];
}

/** A text in lines, and where it stands in its width. */
interface Box {
  readonly lines: readonly string[];
  readonly width: number;
  readonly put: (text: string, width: number) => string;
}

/** Boxes beside each other, those of fewer lines at the top or at the bottom. */
function beside(boxes: readonly Box[], side: "top" | "bottom"): string[] {
  const height = Math.max(...boxes.map(({ lines }) => lines.length));
  return Array.from({ length: height }, (_, i) =>
    boxes
      .map(({ lines, width, put }) => put(lines[side === "top" ? i : i - height + lines.length] ?? "", width))
      .join(" ".repeat(GAP)),
  );
}

function cellText({ cells, numbers, suffixes, width }: Column, row: number): string {
  const cell = cells[row] as GridCell;
  const number = atRight(cell.text, numbers);
  return atRight(suffixes === 0 ? number : `${number} ${atLeft(suffixOf(cell), suffixes)}`, width);
}
