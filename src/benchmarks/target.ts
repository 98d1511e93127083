import { Decimal, type Numeric, readDecimal } from "../core/decimal.ts";
import { readDuration } from "../core/duration.ts";
import { KpiError } from "../core/errors.ts";
import { type InstantLike, readClock, readInstant, shown } from "../core/instant.ts";
import type { Key } from "../engine/table.ts";

/**
 * What is good enough. `warn` is the edge of at risk: below `atLeast`, above `atMost`, a band around `between`. A
 * value on a bound or on the edge is within it.
 */
export type Bound<Size> =
  | { readonly atLeast: Size; readonly atMost?: never; readonly between?: never; readonly warn?: Size }
  | { readonly atMost: Size; readonly atLeast?: never; readonly between?: never; readonly warn?: Size }
  | {
      readonly between: readonly [Size, Size];
      readonly atLeast?: never;
      readonly atMost?: never;
      readonly warn?: readonly [Size, Size];
    };

/** What a target holds for. */
export interface Scope<Moment, For> {
  /** For amounts of money: the ISO 4217 code of the bound. */
  readonly currency?: string;
  /**
   * The first moment at which it is in force; a date is the start of that day in the time zone of the report, and of UTC
   * where it has none.
   */
  readonly from?: Moment;
  /** The first moment at which it is in force no more. */
  readonly until?: Moment;
  /**
   * The groups that it is for: those with these keys; `{}` is all of them together. Without it, each of them, and
   * all of them together where that is no larger thing: a share is, a count is not.
   */
  readonly for?: For;
}

/** Keys of a group by their names: some of the names, or all. */
export type GroupKeys = Readonly<Record<string, Key>>;

/** What `target` is told. Sizes are in the unit of the metric; durations also ISO 8601 texts such as `P2D`. */
export type TargetOptions<For = GroupKeys> = Bound<Numeric> & Scope<InstantLike, For>;

/** A target, plain data that JSON keeps: sizes are decimal texts or durations, moments are dates or ISO texts. */
export type Target<For = GroupKeys> = Bound<string> &
  Scope<string, For> & {
    /** For the compiler only. */
    readonly names?: keyof For;
  };

export const sides = ["atLeast", "atMost", "between"] as const;
const words = [...sides, "warn", "currency", "from", "until", "for"];

/**
 * A target for `assess`: exactly one of `atLeast`, `atMost` and `between`, in the unit of the metric. A share is 0 to
 * 1; a duration is in seconds or an ISO 8601 text; an amount of money names its `currency`.
 *
 * The result is frozen plain data: it can be stored as JSON, and `assess` takes it back. Throws a `KpiError` for
 * what is no number, for a `warn` on the wrong side and for a band whose low end is above its high end. What depends
 * on the metric and on the groups of a report is checked by `assess`.
 *
 * @example
 * ```ts
 * import { target } from "kpi-core/benchmarks";
 *
 * target({ atLeast: 0.7, warn: 0.65 }) // => { atLeast: "0.7", warn: "0.65" }
 * target({ atMost: "P2D", until: "2026-04-01", for: { team: "a" } }).until // => "2026-04-01"
 * target({ atLeast: 0.7, warn: 0.75 }) // throws target: warn is 0.75, which meets atLeast 0.7; write one that is not above it
 * ```
 */
export function target<const For extends GroupKeys = Record<never, never>>(
  options: TargetOptions<For>,
): Target<For> {
  return readTarget("target", options) as Target<For>;
}

/** The target that somebody wrote, checked; `subject` is what messages call it. */
export function readTarget(subject: string, given: unknown): Target {
  if (typeof given !== "object" || given === null) {
    throw badTarget(subject, `${shown(given)} is no target; write target({ atLeast: 0.7 })`);
  }
  const options = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const stranger = Object.keys(options).find((word) => !words.includes(word));
  if (stranger !== undefined) {
    throw badTarget(subject, `${stranger} is no word of a target; its words are ${words.join(", ")}`);
  }
  const [side, another] = sides.filter((name) => name in options);
  if (side === undefined || another !== undefined) {
    const wrong = side === undefined ? "has no bound" : `has both ${side} and ${another}`;
    throw badTarget(subject, `${wrong}; give one of ${sides.join(", ")}`);
  }
  const size = side === "between" ? pairOf : sizeOf;
  const read = {
    [side]: size(subject, side, options[side]),
    ...("warn" in options && { warn: size(subject, "warn", options.warn) }),
    ...("currency" in options && { currency: currencyOf(subject, options.currency) }),
    ...("from" in options && { from: momentOf(subject, "from", options.from) }),
    ...("until" in options && { until: momentOf(subject, "until", options.until) }),
    ...("for" in options && { for: keysOf(subject, options.for) }),
  } as Target;
  requireOrder(subject, read);
  return Object.freeze(read);
}

/** The ends of a target as numbers, durations in seconds; null where it has no such end. */
export interface Ends {
  readonly low: Decimal | null;
  readonly high: Decimal | null;
}

export function endsOf({ atLeast, atMost, between }: Target): Ends {
  return { low: number(atLeast ?? between?.[0]), high: number(atMost ?? between?.[1]) };
}

/** As `endsOf`, of the edge of at risk; null where nothing warns. */
export function warningOf({ atLeast, warn }: Target): Ends | null {
  if (warn === undefined) return null;
  if (typeof warn !== "string") return endsOf({ between: warn });
  return endsOf(atLeast === undefined ? { atMost: warn } : { atLeast: warn });
}

/** The number of a size; a duration is in seconds. */
function number(size: string | undefined): Decimal | null {
  if (size === undefined) return null;
  const ms = readDuration(size);
  return ms === null ? new Decimal(size) : new Decimal(ms).div(1000);
}

export function badTarget(subject: string, message: string): KpiError {
  return new KpiError("bad-target", `${subject}: ${message}`);
}

function sizeOf(subject: string, word: string, value: unknown): string {
  if (typeof value === "string" && Number.isSafeInteger(readDuration(value))) return value;
  const read = readDecimal(value);
  if (read !== null) return read.toFixed();
  const said = Array.isArray(value) ? "a list; write one number" : `${shown(value)}; write a number`;
  throw badTarget(subject, `${word} is ${said}, or a duration such as P2D or PT4H`);
}

function pairOf(subject: string, word: string, value: unknown): readonly string[] {
  if (Array.isArray(value) && value.length === 2) {
    return Object.freeze(value.map((size) => sizeOf(subject, word, size)));
  }
  throw badTarget(subject, `${word} is ${shown(value)}; write two ends, such as [5, 20]`);
}

function currencyOf(subject: string, value: unknown): string {
  if (typeof value === "string" && value !== "") return value;
  throw badTarget(subject, `currency is ${shown(value)}; write an ISO 4217 code, such as EUR`);
}

/** A date stays one, since its first moment depends on the zone of the report. */
function momentOf(subject: string, word: string, value: unknown): string {
  if (typeof value === "string" && readClock(value)?.dateOnly === true) return value;
  const ms = readInstant(value);
  const text = typeof ms === "number" ? new Date(ms).toISOString() : "";
  if (readClock(text) !== null) return text;
  const right = "write a date, or a time with its offset such as 2026-01-31T09:00:00+01:00";
  throw badTarget(subject, `${word} is ${shown(value)}; ${right}`);
}

function keysOf(subject: string, value: unknown): GroupKeys {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw badTarget(subject, `for is ${shown(value)}; write keys by their names, such as { team: "a" }`);
  }
  for (const [name, key] of Object.entries(value)) {
    if (key === null || ["string", "boolean"].includes(typeof key) || Number.isFinite(key)) continue;
    throw badTarget(subject, `for ${name} is ${shown(key)}; write a text, a number, true, false or null`);
  }
  return Object.freeze({ ...(value as GroupKeys) });
}

/** Throws where a band or its warning is the wrong way round. */
function requireOrder(subject: string, read: Target): void {
  const { low, high } = endsOf(read);
  const warning = warningOf(read);
  if (low !== null && high !== null && low.gt(high)) {
    throw badTarget(subject, `between is [${read.between}], whose low end comes last; write the lower first`);
  }
  const above = low !== null && warning?.low?.gt(low) === true;
  const below = high !== null && warning?.high?.lt(high) === true;
  if (!above && !below) return;
  if (read.between !== undefined) {
    const wrong = `warn is [${read.warn}], which is not around between [${read.between}]`;
    throw badTarget(subject, `${wrong}; write a band that is as wide or wider`);
  }
  const bound = above ? `atLeast ${read.atLeast}` : `atMost ${read.atMost}`;
  const right = `write one that is not ${above ? "above" : "below"} it`;
  throw badTarget(subject, `warn is ${read.warn}, which meets ${bound}; ${right}`);
}
