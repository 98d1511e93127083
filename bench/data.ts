import { seeded } from "./harness.ts";

export const PARIS = "Europe/Paris";
export const FROM = "2023-01-01";
export const TO = "2026-01-01";
export const DAYS = 1096;
export const MONTHS = 36;

export const teams = Array.from({ length: 12 }, (_, team) => `team ${String.fromCharCode(65 + team)}`);
export const priorities = ["low", "normal", "high", "urgent"] as const;

/** Eight hours: half of the tickets take less. */
export const PROMISED_SECONDS = 28_800;

/** How many rows `--rows=1e5` asks for. */
export function rowsAsked(usual: number): number {
  const asked = process.argv.find((argument) => argument.startsWith("--rows="))?.slice("--rows=".length);
  const rows = asked === undefined ? usual : Number(asked);
  if (Number.isSafeInteger(rows) && rows > 0) return rows;
  throw new Error(`bench: --rows=${asked}; write a number such as --rows=1e6`);
}

/** Tickets of three years in the order in which they were opened, by column. */
export interface Tickets {
  readonly rows: number;
  readonly openedAt: Float64Array;
  /** 0 where it is open. */
  readonly resolvedAt: Float64Array;
  readonly team: Uint8Array;
  readonly priority: Uint8Array;
}

export interface TicketRow {
  readonly openedAt: number;
  readonly resolvedAt: number | null;
  readonly team: string;
  readonly priority: string;
}

/** Durations are log-normal around eight hours; what would end after the three years, and 8 in 100, is open. */
export function tickets(rows: number): Tickets {
  const random = seeded(6);
  const from = monthBounds[0] as number;
  const to = monthBounds[MONTHS] as number;
  const openedAt = new Float64Array(rows);
  const resolvedAt = new Float64Array(rows);
  const team = new Uint8Array(rows);
  const priority = new Uint8Array(rows);
  for (let i = 0; i < rows; i++) {
    const opened = from + Math.floor(((to - from) * (i + random())) / rows);
    const resolved = opened + Math.ceil(PROMISED_SECONDS * 1000 * Math.exp(1.4 * normal(random)));
    openedAt[i] = opened;
    resolvedAt[i] = resolved < to && random() >= 0.08 ? resolved : 0;
    team[i] = Math.floor(random() ** 1.5 * teams.length);
    priority[i] = Math.floor(random() * priorities.length);
  }
  return { rows, openedAt, resolvedAt, team, priority };
}

export function rowsOf({ rows, openedAt, resolvedAt, team, priority }: Tickets): TicketRow[] {
  return Array.from({ length: rows }, (_, i) => ({
    openedAt: openedAt[i] as number,
    resolvedAt: resolvedAt[i] === 0 ? null : (resolvedAt[i] as number),
    team: teams[team[i] as number] as string,
    priority: priorities[priority[i] as number] as string,
  }));
}

/** Standard normal (Box and Muller). */
export function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

const HOUR = 3_600_000;

if (new Date(2023, 0, 1).toISOString() !== "2022-12-31T23:00:00.000Z") {
  throw new Error(`bench: the zone of the process is not ${PARIS}; run it by npm run bench, which sets TZ`);
}

/** Where the months and days of Paris begin and the last one ends, by the clock of the process. */
export const monthBounds = Array.from({ length: MONTHS + 1 }, (_, month) => +new Date(2023, month, 1));
export const dayBounds = Array.from({ length: DAYS + 1 }, (_, day) => +new Date(2023, 0, 1 + day));

/** Which period each hour is in: the table that a careful hand makes once, as no month of Paris begins inside an hour. */
function byHour(bounds: ArrayLike<number>): (t: number) => number {
  const first = bounds[0] as number;
  const last = bounds[bounds.length - 1] as number;
  const place = new Int32Array((last - first) / HOUR);
  for (let hour = 0, period = 0; hour < place.length; hour++) {
    while (first + hour * HOUR >= (bounds[period + 1] as number)) period++;
    place[hour] = period;
  }
  return (t) => place[Math.floor((t - first) / HOUR)] as number;
}

export const monthOf = byHour(monthBounds);
export const dayOf = byHour(dayBounds);

/** The quantile of Excel and NumPy of sorted values. */
export function quantileSorted(sorted: ArrayLike<number>, p: number): number {
  const place = (sorted.length - 1) * p;
  const low = sorted[Math.floor(place)] as number;
  const high = sorted[Math.ceil(place)] as number;
  return low + (high - low) * (place - Math.floor(place));
}
