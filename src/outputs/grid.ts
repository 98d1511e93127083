import type { Target } from "../benchmarks/target.ts";
import type { AnyMetric } from "../core/definition.ts";
import type { Cell } from "../engine/cell.ts";
import type { TallyData } from "../engine/tally.ts";
import { JOINED } from "./lines.ts";
import { momentText } from "./moments.ts";
import { type AnyReport, type AnyRow, assessmentIn, periodText, type Rows, rowsIn } from "./rows.ts";
import { boundText, keysApart, reasonText, targetText, valueText } from "./spoken.ts";
import type { Words } from "./words.ts";

/** A report as texts in columns. */
export interface Grid {
  /** The headers of the columns that say which row it is. */
  readonly names: readonly string[];
  readonly columns: readonly GridColumn[];
  readonly rows: readonly GridRow[];
  /** What the marks mean, in the order of the marks. */
  readonly notes: readonly Note[];
  /** The targets of the columns, in words. */
  readonly targets: readonly string[];
  readonly statuses: ReadonlySet<Verdict | null>;
  readonly hasDays: boolean;
}

export interface GridColumn {
  readonly title: string;
  /** In words, where the values are bare numbers. */
  readonly unit: string | null;
  /** The one target of all its cells, or where to see them. */
  readonly target: string | null;
}

export interface GridRow {
  readonly labels: readonly string[];
  readonly cells: readonly GridCell[];
  /** True where the rows of another period begin. */
  readonly begins: boolean;
}

export interface Note {
  readonly mark: string;
  readonly text: string;
}

/** What a target says of a value. */
export type Verdict = "met" | "at-risk" | "missed" | "in-progress";

export interface GridCell {
  readonly text: string;
  /** Null where no target judges. */
  readonly status: Verdict | null;
  /** Of a note, or nothing. */
  readonly mark: string;
}

export function gridOf(report: AnyReport, words: Words, shown: Rows): Grid {
  const { tally } = report;
  const metrics = Object.entries(report.metrics);
  const all = rowsIn(report, shown);
  const by = all.every(({ group }) => Object.keys(group).length === 0) ? [] : tally.by;
  const isGrouped = all.some(({ period }, i) => all[i - 1]?.period === period);
  const { notes, markOf } = footnotes();
  const textOf = keysApart(
    all.map(({ group }) => group),
    words,
  );
  const label = ({ group }: AnyRow, name: string) =>
    Object.hasOwn(group, name) ? textOf(group[name]) : words.all;
  const rows = all.map(
    (row, i): GridRow => ({
      labels: [periodLabel(row, tally, words, markOf), ...by.map((name) => label(row, name))],
      cells: metrics.map(([name, metric]) => cellIn(row, name, metric, tally, words, markOf)),
      begins: isGrouped && i > 0 && all[i - 1]?.period !== row.period,
    }),
  );
  const targets = metrics.map(([name]) => targetsIn(all, name));
  const bounds = metrics.map(([, metric], i) =>
    (targets[i] ?? []).map((one) => targetText(metric, one, words)),
  );
  return {
    names: [words.period, ...by],
    columns: metrics.map(([, metric], i) => columnOf(metric, targets[i] ?? [], words)),
    rows,
    notes,
    targets: metrics.flatMap(([, metric], i) =>
      (bounds[i] ?? []).map((text) => metric.title[words.locale] + words.colon + text),
    ),
    statuses: new Set(rows.flatMap(({ cells }) => cells.map(({ status }) => status))),
    hasDays: metrics.some(
      ([, metric], i) =>
        metric.unit === "seconds" &&
        [...rows.map(({ cells }) => cells[i]?.text ?? ""), ...(bounds[i] ?? [])].some((text) =>
          isInDays(text, words),
        ),
    ),
  };
}

type MarkOf = (text: string) => string;

/** Marks for texts that are explained below, a letter each. */
function footnotes(): { notes: Note[]; markOf: MarkOf } {
  const notes: Note[] = [];
  function markOf(text: string): string {
    const known = notes.find((note) => note.text === text);
    if (known !== undefined) return known.mark;
    const mark = `(${letters(notes.length)})`;
    notes.push({ mark, text });
    return mark;
  }
  return { notes, markOf };
}

function periodLabel({ period }: AnyRow, tally: TallyData, words: Words, markOf: MarkOf): string {
  const { asOf } = tally;
  const name = periodText(period, words);
  if (period.complete) return name;
  const stillRuns = asOf !== null && asOf < period.end;
  const why = stillRuns ? words.stillRuns(momentText(asOf, tally)) : words.cutByRange;
  return `${name} ${markOf(why)}`;
}

function cellIn(
  row: AnyRow,
  name: string,
  metric: AnyMetric,
  tally: TallyData,
  words: Words,
  markOf: MarkOf,
): GridCell {
  const cell = row.cells[name] as Cell;
  if (cell.status === "none")
    return { text: "–", status: null, mark: markOf(reasonText(cell, tally, words)) };
  const assessment = assessmentIn(row, name);
  const text = valueText(metric, cell, assessment?.target ?? null, words);
  const plain = { text, status: null, mark: "" };
  if (assessment === null || assessment.status === "no-data") return plain;
  if (assessment.status !== "no-target") return { ...plain, status: assessment.status };
  return assessment.reason === undefined
    ? plain
    : { ...plain, mark: markOf(words.untargeted[assessment.reason]) };
}

function isInDays(text: string, { day }: Words): boolean {
  return text.includes(JOINED + day);
}

function columnOf(metric: AnyMetric, targets: readonly Target[], words: Words): GridColumn {
  const [first, second] = targets;
  const bound =
    first === undefined ? null : second === undefined ? boundText(metric, first, words) : words.seeBelow;
  return {
    title: metric.title[words.locale],
    unit: words.bare[metric.unit],
    target: bound === null ? null : words.target + words.colon + bound,
  };
}

/** The targets that the rows have, each once. */
function targetsIn(rows: readonly AnyRow[], name: string): Target[] {
  const found = rows
    .map((row) => assessmentIn(row, name)?.target ?? null)
    .filter((target) => target !== null);
  return [...new Map(found.map((target) => [JSON.stringify(target), target])).values()];
}

/** a, b, … z, aa, ab, … */
function letters(number: number): string {
  const last = String.fromCharCode(97 + (number % 26));
  return number < 26 ? last : letters(Math.floor(number / 26) - 1) + last;
}
