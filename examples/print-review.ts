/** The review as lines of text, at most 80 wide. */
import { type Cell, speak } from "kpi-core";
import { zoneOf } from "kpi-core/periods";
import { type PermitLog, timeZone } from "./permit-log.ts";
import type { plannedOf, ReviewPlan, reviewOf } from "./permit-review.ts";
import { ledgerLines } from "./print-ledgers.ts";
import { type Heading, tableLines, wrapped } from "./print-table.ts";

type Review = ReturnType<typeof reviewOf>;
type Row = Review["byPeriod"][number];

const DAY = 86_400;
const NOTHING = "–";
const NOT_REACHED = "n/r";

const headings: readonly Heading[] = [
  { title: "started", unit: "cases" },
  { title: "finished", unit: "cases" },
  { over: "in progress", title: "at end", unit: "cases" },
  { over: "in progress", title: "mean", unit: "cases" },
  { over: "on time", title: "due", unit: "cases" },
  { over: "on time", title: "rate", unit: "%" },
  { over: "cycle time", title: "p50", unit: "days" },
  { over: "cycle time", title: "p85", unit: "days" },
  { over: "to finish", title: "p50", unit: "days" },
  { over: "to finish", title: "p85", unit: "days" },
];

const notes = [
  "* incomplete: the month was not over.",
  `${NOTHING} nothing to measure. ${NOT_REACHED} not reached: too few have finished to say.`,
  "in progress: started and not finished; the mean is over every moment.",
  "on time: of the cases due in the month, those finished by the end of the day of their deadline; " +
    "open and overdue is late.",
  "cycle time: of the cases finished in the month, n = finished; open cases are not in it.",
  "to finish: of the cases started in the month, n = started; " +
    "open cases count as at least so long (Kaplan-Meier).",
  "p50, p85: 50 and 85 in 100 cases took at most so long. Days are of 24 hours, weekends included.",
];

/** Both tables, one sentence on the planned end, and the ledgers. */
export function reviewLines(
  review: Review,
  planned: ReturnType<typeof plannedOf>,
  { cases }: PermitLog,
  { by }: ReviewPlan,
): string[] {
  const { byPeriod, byGroup, totals, ledgers } = review;
  const all = totals === undefined ? [] : [lineOf(marked("all", totals), totals)];
  const months = byPeriod.map((row) => lineOf(marked(row.period.label, row), row));
  // A name of two words in two lines, so that the table stays narrow
  const groups = byGroup.map((row) => lineOf((row.group[by] || "(none)").replace(" ", "\n"), row));
  return [
    "By month",
    ...tableLines([{ title: "month", unit: "" }, ...headings], [...months, ...all]),
    "",
    `By ${by}, all months`,
    ...tableLines([{ title: by, unit: "" }, ...headings], [...groups, ...all]),
    "",
    ...notes.flatMap((note) => wrapped(note)),
    "",
    ...wrapped(plannedSentence(planned)),
    "",
    ...ledgerLines(ledgers, (row) => cases[row]?.["case:concept:name"] ?? ""),
  ];
}

/** What was read, and as of when. */
export function titleLines(path: string, { events, cases }: PermitLog, asOf: number, chosen: string) {
  const clock = new Date(zoneOf(timeZone).localAt(asOf)).toISOString().slice(0, 23).replace("T", " ");
  return [
    "Operations review of permits",
    ...wrapped(`${path}: ${count(events)} events of ${count(cases.length)} cases`),
    `As of ${clock} ${timeZone}, ${chosen}`,
    "",
  ];
}

function lineOf(name: string, { cells }: Row): string[] {
  const { started, finished, inProgress, inProgressMean, onTime } = cells;
  const { cycleP50, cycleP85, toFinishP50, toFinishP85 } = cells;
  return [
    name,
    ...[started, finished, inProgress].map(({ value }) => count(value ?? 0)),
    told(inProgressMean, 1),
    count(onTime.inputs.due ?? 0),
    told(onTime, 0.01),
    ...[cycleP50, cycleP85, toFinishP50, toFinishP85].map((cell) => told(cell, DAY)),
  ];
}

function marked(name: string, { period }: Row): string {
  return period.complete ? name : `${name} *`;
}

/** A value in a unit; or a sign for the reason why there is none. */
function told(cell: Cell, unit: number): string {
  if (cell.value === null) return cell.reason === "not-reached" ? NOT_REACHED : NOTHING;
  return cell.value.div(unit).toFixed(1);
}

function plannedSentence({ totals }: ReturnType<typeof plannedOf>): string {
  const { value = null, inputs } = totals?.cells.onTime ?? {};
  const rate = value === null ? NOTHING : speak(value, { unit: "share" });
  const due = count(inputs?.due ?? 0);
  return `Against the planned end in place of the deadline: ${rate} of ${due} cases due were on time.`;
}

function count(value: Parameters<typeof speak>[0]): string {
  return speak(value, { unit: "count" });
}
