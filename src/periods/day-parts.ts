import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import { dayText, evenly, type Grain, modulo } from "./grain.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;

/**
 * Operational days: from one time of day to the same on the next, labelled by the date on which they begin,
 * `2026-01-31`. Throws a `KpiError` for a time of day that does not exist.
 *
 * @example
 * ```ts
 * import { dayStartingAt } from "kpi-core/periods";
 *
 * const barDay = dayStartingAt("04:00");
 * barDay.label(Date.UTC(2026, 0, 31, 3, 59)) // => "2026-01-30"
 * barDay.label(Date.UTC(2026, 0, 31, 4)) // => "2026-01-31"
 * barDay.name // => "dayStartingAt(04:00)"
 * dayStartingAt("24:00") // throws dayStartingAt: "24:00" is not a time of day; write "06:00"
 * ```
 */
export function dayStartingAt(time: string): Grain {
  const { floor, next } = evenly(DAY, timeOfDay("dayStartingAt", time));
  return Object.freeze({
    name: `dayStartingAt(${time})`,
    floor,
    next,
    label: (local: number) => dayText(floor(local)),
  });
}

/** A part of every day, until the next one starts. */
export interface Shift {
  readonly name: string;
  /** A time of day, `06:00`. */
  readonly start: string;
}

/**
 * Shifts: each lasts until the next one starts, the last of the day until the first of the next day. A shift
 * belongs to the date on which it starts, which its label says: `2026-03-28 night`. Labels of one day sort by
 * their names, so sort shifts by `start`.
 *
 * Throws a `KpiError` for a time of day that does not exist, and for names or starts that are not all different.
 *
 * @example
 * ```ts
 * import { shifts, timeline } from "kpi-core/periods";
 *
 * const crew = shifts([
 *   { name: "early", start: "06:00" },
 *   { name: "late", start: "14:00" },
 *   { name: "night", start: "22:00" },
 * ]);
 * const range = { timeZone: "Europe/Paris", from: "2026-03-28T22:00+01:00", to: "2026-03-29T14:00+02:00" };
 * const list = [...timeline(crew, range)];
 * list.map(({ label }) => label) // => ["2026-03-28 night", "2026-03-29 early"]
 * list.map(({ start, end }) => (end - start) / 3_600_000) // => [7, 8]
 * ```
 */
export function shifts(parts: readonly Shift[]): Grain {
  const sorted = readShifts(parts);
  const starts = sorted.map(({ at }) => at);
  const first = starts[0] as number;
  function indexAt(sinceMidnight: number): number {
    return starts.filter((at) => at <= sinceMidnight).length - 1;
  }
  function floor(local: number): number {
    const midnight = local - modulo(local, DAY);
    const start = starts[indexAt(local - midnight)];
    return start === undefined ? midnight - DAY + (starts.at(-1) as number) : midnight + start;
  }
  function next(local: number): number {
    const midnight = local - modulo(local, DAY);
    return midnight + (starts[indexAt(local - midnight) + 1] ?? DAY + first);
  }
  const written = JSON.stringify(sorted.map(({ name, start }) => ({ name, start })));
  return Object.freeze({
    name: `shifts(${written})`,
    floor,
    next,
    label(local: number) {
      const start = floor(local);
      return `${dayText(start)} ${sorted[indexAt(modulo(start, DAY))]?.name}`;
    },
  });
}

/** The shifts in the order of the day, each with its start as milliseconds after midnight. */
function readShifts(parts: readonly Shift[]): readonly (Shift & { readonly at: number })[] {
  if (!Array.isArray(parts) || parts.length === 0) {
    throw wrong("shifts", parts, "is not a list of shifts", 'write [{ name: "early", start: "06:00" }]');
  }
  const read = Array.from(parts, (part: Shift, index) => {
    if (typeof part?.name !== "string" || part.name.trim() === "") {
      throw wrong(`shifts[${index}].name`, part?.name, "is not a name", 'write one such as "early"');
    }
    const { name, start } = part;
    return { name, start, at: timeOfDay(`shifts[${index}].start`, start) };
  });
  read.forEach(({ name, start }, index) => {
    const before = read.slice(0, index);
    if (before.some((other) => other.name === name)) {
      throw wrong(`shifts[${index}].name`, name, "is there before", "write another name");
    }
    if (before.some((other) => other.start === start)) {
      throw wrong(`shifts[${index}].start`, start, "is there before", "write another time, or leave it out");
    }
  });
  return read.sort((a, b) => a.at - b.at);
}

function timeOfDay(path: string, text: unknown): number {
  const match = typeof text === "string" ? /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) : null;
  if (match !== null) return (Number(match[1]) * 60 + Number(match[2])) * MINUTE;
  throw wrong(path, text, "is not a time of day", 'write "06:00"');
}

function wrong(path: string, value: unknown, what: string, right: string): KpiError {
  return new KpiError("bad-time", `${path}: ${shown(value)} ${what}; ${right}`);
}
