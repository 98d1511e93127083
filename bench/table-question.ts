import { DAYS, dayOf, MONTHS, monthOf, PROMISED_SECONDS, priorities, quantileSorted, teams } from "./data.ts";

/** Of the tickets resolved in each cell: count, mean, median, p85, p95 in seconds, and share in time. */
export const FIGURES = 6;

export interface Question {
  readonly name: string;
  readonly per: "month" | "day";
  readonly periods: number;
  readonly byPriority: boolean;
  readonly cells: number;
  /** The period of an instant, by a table made once. */
  readonly periodOf: (t: number) => number;
}

export const monthByTeam: Question = {
  name: "Month × team",
  per: "month",
  periods: MONTHS,
  byPriority: false,
  cells: MONTHS * teams.length,
  periodOf: monthOf,
};

export const dayByTeamAndPriority: Question = {
  name: "Day × team × priority",
  per: "day",
  periods: DAYS,
  byPriority: true,
  cells: DAYS * teams.length * priorities.length,
  periodOf: dayOf,
};

const teamNumber = new Map<unknown, number>(teams.map((team, i) => [team, i]));
const priorityNumber = new Map<unknown, number>(priorities.map((priority, i) => [priority, i]));

/** Where the figures of a cell stand, by names or codes. */
export function cellAt({ byPriority }: Question, period: number, team: unknown, priority?: unknown): number {
  const t = typeof team === "number" ? team : (teamNumber.get(team) as number);
  const cell = period * teams.length + t;
  if (!byPriority) return cell;
  const p = typeof priority === "number" ? priority : (priorityNumber.get(priority) as number);
  return cell * priorities.length + p;
}

export function noFigures({ cells }: Question): Float64Array {
  return new Float64Array(cells * FIGURES);
}

/** The figures of a cell from its durations, as people write them. */
export function put(found: Float64Array, cell: number, seconds: Float64Array): void {
  seconds.sort();
  let [sum, inTime] = [0, 0];
  for (const length of seconds) {
    sum += length;
    if (length <= PROMISED_SECONDS) inTime++;
  }
  const n = seconds.length;
  const quantiles = [0.5, 0.85, 0.95].map((p) => quantileSorted(seconds, p));
  found.set([n, sum / n, ...quantiles, inTime / n], cell * FIGURES);
}
