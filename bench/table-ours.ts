import { evaluate, type Nullable, nullable, population, type Report, type Table } from "kpi-core";
import { dataFrame } from "kpi-core/outputs";
import { ticket } from "kpi-core/records";
import { FROM, PARIS, PROMISED_SECONDS, TO } from "./data.ts";
import { own } from "./own-metric.ts";
import { cellAt, FIGURES, noFigures, type Question } from "./table-question.ts";

const resolved = population(ticket).where("known(resolvedAt)").dated("resolvedAt");
const length = "seconds(openedAt, resolvedAt)";
const count = resolved.count();

const metrics = {
  count: own("n", { n: count }),
  mean: own("sum / n", { sum: resolved.sum(length), n: count }),
  p50: own("q", { q: resolved.quantile(length, 0.5) }),
  p85: own("q", { q: resolved.quantile(length, 0.85) }),
  p95: own("q", { q: resolved.quantile(length, 0.95) }),
  inTime: own("inTime / n", {
    inTime: resolved.count(`seconds(openedAt, resolvedAt) <= ${PROMISED_SECONDS}`),
    n: count,
  }),
} as const;

export type Ours = Report<typeof metrics, { readonly team: unknown; readonly priority?: unknown }>;

/** A column of instants of which some are missing, which are 0. */
export function withMissing(values: Float64Array): Nullable {
  return nullable(
    values,
    Uint8Array.from(values, (value) => +(value !== 0)),
  );
}

/** A table of tickets that can be grouped by team and priority. */
export type Grouped = Table<"ticket", { readonly team: unknown; readonly priority: unknown }>;

export function reportOf(question: Question, tickets: Grouped): Ours {
  return evaluate(metrics, tickets, planOf(question));
}

function planOf({ per, byPriority }: Question) {
  const by = byPriority ? (["team", "priority"] as const) : (["team"] as const);
  return { by: by as readonly ("team" | "priority")[], per, timeZone: PARIS, from: FROM, to: TO };
}

/** The report, after one of its cells was asked for. */
export function oneCell(report: Ours): Ours {
  if (report.rows[0]?.cells.p85.status === undefined) throw new Error("bench: no row");
  return report;
}

/** The figures of all cells, read as a data frame. */
export function everyNumber(question: Question, report: Ours): Float64Array {
  const frame = dataFrame(report);
  const values = names.map((name) => frame[name]);
  return figures(question, report, (row, figure) => values[figure]?.[row] ?? 0);
}

/** The same from cells with all their digits. */
export function everyCell(question: Question, report: Ours): Float64Array {
  const valueIn = ({ cells }: Ours["rows"][number], figure: number) =>
    cells[names[figure] as keyof typeof metrics].value;
  return figures(
    question,
    report,
    (row, figure) => valueIn(report.rows[row] as Ours["rows"][number], figure)?.toNumber() ?? 0,
  );
}

function figures(
  question: Question,
  { rows }: Ours,
  numberAt: (row: number, figure: number) => number,
): Float64Array {
  const found = noFigures(question);
  const groups = rows.length / question.periods;
  const places = rows.slice(0, groups).map(({ group }) => cellAt(question, 0, group.team, group.priority));
  const width = question.cells / question.periods;
  for (let row = 0; row < rows.length; row++) {
    const count = numberAt(row, 0);
    if (count === 0) continue;
    const cell = Math.floor(row / groups) * width + (places[row % groups] as number);
    found[cell * FIGURES] = count;
    for (let figure = 1; figure < FIGURES; figure++) found[cell * FIGURES + figure] = numberAt(row, figure);
  }
  return found;
}

const names = Object.keys(metrics) as (keyof typeof metrics)[];
