/** The reviews as text, by the outputs of the library. */
import { KpiError, type Locale, type Metrics, type Row, speak } from "kpi-core";
import type { AssessedReport } from "kpi-core/benchmarks";
import { explain, ledgers, terminal } from "kpi-core/outputs";
import type { Style } from "./arguments.ts";
import type { deskReviewOf } from "./desk-review.ts";
import type { PermitLog } from "./permit-log.ts";
import { groupsOf, monthsOf, plannedOf, type ReviewPlan, reviewOf } from "./permit-review.ts";
import { locales } from "./words.ts";

export function permitText(
  path: string,
  { events, cases }: PermitLog,
  plan: ReviewPlan,
  style: Style,
): string {
  const words = locales[style.locale].permits;
  const count = (of: number) => speak(of, { unit: "count", locale: style.locale });
  const review = reviewOf(cases, plan);
  requireSome(review);
  const months = monthsOf(review);
  const groups = groupsOf(cases, plan, months);
  const rejected = review.ledgers.rows.flatMap((ledger) =>
    ledger.rejected.map(({ row }) => cases[row]?.["case:concept:name"]),
  );
  const explanations = [
    ...whyNot(months, lastComplete(months.rows), ["onTime", "toFinishP85", "inProgress"], style),
    ...whyNot(groups, groups.rows, ["onTime"], style),
  ];
  return [
    ruled(words.title),
    paragraph(words.read(path, count(events), count(cases.length)), style),
    words.byMonth,
    terminal(months, style),
    words.byGroup(plan.by),
    terminal(groups, style),
    ...words.notes.map((note) => paragraph(note, style)),
    paragraph(words.planned(...onTimeByPlan(cases, plan, style.locale)), style),
    explained(explanations, style),
    ledgers(review, style),
    ...(rejected.length === 0 ? [] : [paragraph(words.rejected(rejected.join(", ")), style)]),
  ].join("\n\n");
}

export function deskText(review: ReturnType<typeof deskReviewOf>, style: Style): string {
  const words = locales[style.locale].desk;
  requireSome(review);
  // One a family
  const metrics = ["level", "billable", "inTime", "cycle", "customers"] as const;
  return [
    ruled(words.title),
    terminal(review, style),
    ...words.notes.map((note) => paragraph(note, style)),
    explained(whyNot(review, lastComplete(review.rows), metrics, style), style),
    ledgers(review, style),
  ].join("\n\n");
}

/** The rate against the planned end, and of how many cases. */
function onTimeByPlan(cases: PermitLog["cases"], plan: ReviewPlan, locale: Locale): [string, string] {
  const { value = null, inputs } = plannedOf(cases, plan).totals?.cells.onTime ?? {};
  const rate = value === null ? "–" : speak(value, { unit: "share", locale });
  return [rate, speak(inputs?.due ?? 0, { unit: "count", locale })];
}

function lastComplete<R extends Pick<Row, "period">>(rows: readonly R[]): R[] {
  return rows.filter(({ period }) => period.complete).slice(-1);
}

/** Each metric explained in the first of the rows that missed its target, else was at risk, else has no value. */
function whyNot<M extends Metrics, Group, Names extends keyof M & string>(
  report: AssessedReport<M, Group, Names>,
  rows: AssessedReport<M, Group, Names>["rows"],
  metrics: readonly Names[],
  style: Style,
): string[] {
  return metrics.flatMap((metric) => {
    const [row] = (["missed", "at-risk", "no-data"] as const).flatMap((status) =>
      rows.filter(({ assessments }) => assessments[metric].status === status),
    );
    if (row === undefined) return [];
    const period = row.period.grain === "all" ? "total" : row.period.start;
    return explain(report, { metric, period, group: row.group }, style);
  });
}

function explained(explanations: readonly string[], { locale }: Style): string {
  const { explained, nothing } = locales[locale];
  return explanations.length === 0 ? nothing : [explained, ...explanations].join("\n\n");
}

function requireSome({ totals }: { readonly totals: unknown }): void {
  if (totals !== undefined) return;
  throw new KpiError("bad-plan", "--as-of: nothing had begun by then; give a later moment");
}

function ruled(title: string): string {
  return `${title}\n${"═".repeat(title.length)}`;
}

/** Lines no wider than asked for. */
function paragraph(text: string, { width }: Style): string {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1) ?? "";
    if (line === "") lines.splice(-1, 1, word);
    else if (line.length + 1 + word.length <= width) lines.splice(-1, 1, `${line} ${word}`);
    else lines.push(word);
  }
  return lines.join("\n");
}
