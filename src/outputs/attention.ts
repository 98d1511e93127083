import { greatestOf } from "../core/many.ts";
import { speak } from "../core/speak.ts";
import type { Key } from "../engine/table.ts";
import { type AnyReport, type AnyRow, assessmentIn, periodInText, type Rows, rowsIn } from "./rows.ts";
import { boundText, groupText, keysApart, valueText, varianceText } from "./spoken.ts";
import type { Words } from "./words.ts";

const MOST = 10;

/** What missed its target, or nearly, in the last complete period that is shown; nothing where no target judges. */
export function attentionLines(report: AnyReport, rows: Rows, words: Words): string[] {
  const complete = rowsIn(report, rows).filter(({ period }) => period.complete);
  // The one that ends last; all periods together, and windows from the start of a year, end with it and begin before
  const end = greatestOf(complete.map(({ period }) => period.end));
  const ending = complete.filter(({ period }) => period.end === end);
  const start = greatestOf(ending.map(({ period }) => period.start));
  const own = ending.filter(({ period }) => period.start === start).sort(byKeys);
  const period = own[0]?.period;
  if (period === undefined || !own.some(hasVerdict)) return [];
  const name = periodInText(period, words);
  const textOf = keysApart(
    own.map(({ group }) => group),
    words,
  );
  const found = (["missed", "at-risk"] as const).flatMap((status) =>
    own.flatMap((row) =>
      Object.keys(report.metrics)
        .filter((metric) => assessmentIn(row, metric)?.status === status)
        .map(
          (metric) =>
            `  ${words.statuses[status]}${words.colon}${lineOf(report, row, metric, textOf, words)}`,
        ),
    ),
  );
  if (found.length === 0) return [words.nothingToLookAt(name)];
  const rest = found.length - MOST;
  const count = speak(Math.max(rest, 0), { unit: "count", locale: words.locale });
  return [words.toLookAt(name), ...found.slice(0, MOST), ...(rest > 0 ? [`  ${words.more(count)}`] : [])];
}

/** All groups together come first. */
function byKeys(a: AnyRow, b: AnyRow): number {
  return Math.min(1, Object.keys(a.group).length) - Math.min(1, Object.keys(b.group).length);
}

function hasVerdict({ assessments = {} }: AnyRow): boolean {
  return Object.values(assessments).some(({ met }) => met !== null);
}

/** `On time, team north, 71.4 %: -18.6 points from at least 90.0 %`. */
function lineOf(
  report: AnyReport,
  row: AnyRow,
  name: string,
  textOf: (key: Key) => string,
  words: Words,
): string {
  const metric = report.metrics[name];
  const [cell, assessment] = [row.cells[name], assessmentIn(row, name)];
  if (metric === undefined || cell?.status !== "value" || assessment?.target == null) return name;
  const value = valueText(metric, cell, assessment.target, words);
  const group = report.tally.by.length === 0 ? [] : [groupText(row.group, words, textOf) || words.allGroups];
  const who = [metric.title[words.locale], ...group].join(", ");
  const distance = `${varianceText(metric, assessment, words)}, ${words.target} ${boundText(metric, assessment.target, words)}`;
  return `${who}${words.colon}${value} (${distance})`;
}
