import { isNamed } from "./entries.ts";
import { KpiError } from "./errors.ts";
import { readClock, readInstant, shown } from "./instant.ts";
import type { Field, Kind } from "./kind.ts";
import type { From } from "./mapping.ts";
import { type Problem, type Read, readField } from "./row-check.ts";
import type { RowSource } from "./source.ts";

/** The clock of a place, as far as reading texts and dates needs it. */
export interface WallClock {
  /** What it reads at an instant, or what it read before it was set back. */
  latestReading(t: number): number;
  start(local: number): number;
}

/** Rows bound to a kind. `subject` is what messages call them, such as `table ticket`. */
export interface Bound {
  readonly subject: string;
  readonly kind: Kind;
  readonly source: RowSource;
  readonly mapping: Readonly<Record<string, From<never, never> | undefined>>;
  readonly zone: WallClock | null;
}

/** Reads one field of the rows, by number. Throws a `KpiError` where no row has its column. */
export function fieldReader(bound: Bound, name: string): (row: number) => Read | Problem {
  const { kind, zone, mapping } = bound;
  const field = kind.fields[name] as Field;
  const from = mapping[name];
  const raw = rawReader(bound, name, from === undefined ? (name as From<never, never>) : from);
  if (typeof from === "object" && "edge" in from) {
    const at = zoneNeeded(bound, `${from.edge}Of("${from.field}")`);
    return (row) => {
      const value = raw(row);
      if (value === null || value === undefined || value === "") return readField(field, null);
      const day = localDay(value, at);
      return typeof day === "string" ? { problem: `${shown(value)} ${day}` } : edgeOfDay(day, from.edge, at);
    };
  }
  const instantOf = zone === null ? undefined : zone.start;
  return (row) => readField(field, raw(row), instantOf);
}

/** What a row holds where a field comes from. */
export function rawReader(
  { subject, source }: Bound,
  name: string,
  from: From<never, never>,
): (row: number) => unknown {
  if (typeof from !== "string" && typeof from !== "function" && !isNamed(from)) {
    const right = "write the name of a column, a function of the row, or { value: … }";
    throw new KpiError("bad-table", `${subject}: ${name} is mapped to ${shown(from)}; ${right}`);
  }
  if (typeof from === "function") return (row) => from(source.row(row) as never);
  if (typeof from === "object" && "value" in from) return () => from.value;
  const column = typeof from === "object" ? from.field : from;
  const read = source.column(column);
  if (read !== null) return read;
  const right = column === name ? `map it, { ${name}: "…" }` : "write the name of a column";
  throw new KpiError("bad-table", `${subject}: no row has ${column}; ${right}`);
}

/** Throws where the rows have no zone. */
export function zoneNeeded({ subject, zone }: Bound, what: string): WallClock {
  if (zone !== null) return zone;
  throw new KpiError("bad-table", `${subject}: ${what} needs a zone; give { zone: "Europe/Paris" }`);
}

const DAY = 86_400_000;

/** The local midnight of a date, or of the day that an instant lies in; or what is wrong with the value. */
function localDay(value: unknown, zone: WallClock): number | string {
  const reading = typeof value === "string" ? readClock(value) : null;
  if (reading?.dateOnly) return reading.local;
  const instant = readInstant(value, zone.start);
  return typeof instant === "string" ? instant : midnightBefore(zone.latestReading(instant));
}

/** A moment of a local day: its first, or its last millisecond. */
export function edgeOfDay(local: number, edge: "start" | "end", zone: WallClock): number {
  return edge === "start" ? zone.start(local) : zone.start(local + DAY) - 1;
}

export function midnightBefore(local: number): number {
  return Math.floor(local / DAY) * DAY;
}
