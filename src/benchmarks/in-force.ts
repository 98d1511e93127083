import { Decimal } from "../core/decimal.ts";
import type { AnyMetric } from "../core/definition.ts";
import { shown } from "../core/instant.ts";
import { greatestOf } from "../core/many.ts";
import type { Unit } from "../core/units.ts";
import { onceByName } from "../engine/once.ts";
import type { Key } from "../engine/table.ts";
import type { TallyData } from "../engine/tally.ts";
import type { Period } from "../periods/period.ts";
import { instantIn, type Zone, zoneOf } from "../periods/zone.ts";
import { type Keyed, keyed } from "./keyed.ts";
import { badTarget, endsOf, type GroupKeys, readTarget, sides, type Target, warningOf } from "./target.ts";

/** A target as a report reads it: in force from `start` up to, and without, `end`. */
export interface Dated {
  /** With durations in seconds. */
  readonly target: Target;
  readonly start: number;
  readonly end: number;
}

/**
 * Of the targets for a group, the one that judges a whole period; null where there is none. At each moment that is the
 * one that names most keys of the group. Where it is not the same all the time none judges.
 */
export function inForce(ofGroup: readonly Dated[], period: Period): Dated | "changes-within-period" | null {
  const some = ofGroup.filter(({ start, end }) => start < period.end && period.start < end);
  const most = greatestOf(some.map(({ target }) => weight(target)));
  const first = some.find(({ target }) => weight(target) === most);
  if (first === undefined) return null;
  return first.start <= period.start && period.end <= first.end ? first : "changes-within-period";
}

/** What a target asks of a report. */
export type Judged = Pick<TallyData, "by" | "groups" | "timeZone">;

/** The targets of a metric in the terms of a report. Throws a `KpiError` for what they cannot mean there. */
export function datedTargets(
  name: string,
  metric: AnyMetric,
  given: readonly unknown[],
  tally: Judged,
): Keyed<Dated> {
  const subject = `target ${name}`;
  const has = hasGroup(tally);
  const dated = given.map((one): Dated => {
    const read = readTarget(subject, one);
    requireUnit(subject, metric, read);
    requireDirection(subject, metric, read);
    requireGroup(subject, tally, read, has);
    return { target: inSeconds(metric, read), ...datesOf(subject, tally, read) };
  });
  const targets = keyed(dated, ({ target }) => target.for ?? {});
  for (const [one, other] of targets.pairs()) requireApart(subject, tally, targets, one, other);
  return targets;
}

function matches({ for: keys = {} }: Target, group: GroupKeys): boolean {
  return Object.entries(keys).every(([name, key]) => group[name] === key);
}

/** How many keys of a group a target names; fewer than none where it is for each of them. */
function weight({ for: keys }: Target): number {
  return keys === undefined ? -1 : Object.keys(keys).length;
}

/** True where a target is for all groups together. */
export function isForAll({ for: keys }: Target): boolean {
  return keys !== undefined && Object.keys(keys).length === 0;
}

const plainUnits: Readonly<Record<Exclude<Unit, "seconds">, string>> = {
  share: "a share is 0 to 1, write 0.7",
  ratio: "a ratio is a plain number, write 1.5",
  count: "a count is a plain number, write 20",
  number: "it is a plain number, write 2.5",
  money: "an amount is a plain number, write 1200 and its currency",
};

function requireUnit(subject: string, { unit }: AnyMetric, read: Target): void {
  for (const word of [...sides, "warn"] as const) {
    for (const size of [read[word] ?? []].flat()) {
      if (unit !== "seconds" && size.startsWith("P")) {
        throw badTarget(subject, `${word} is ${size}, a duration; ${plainUnits[unit]}`);
      }
      if (unit !== "share" || isShare(new Decimal(size))) continue;
      const percent = new Decimal(size).div(100);
      const right = isShare(percent) ? `, write ${percent.toFixed()}` : "";
      throw badTarget(subject, `${word} is ${size}; a share is 0 to 1${right}`);
    }
  }
  if (unit === "money" && read.currency === undefined) {
    throw badTarget(subject, 'it is an amount of money without its currency; write currency: "EUR"');
  }
  if (unit !== "money" && read.currency !== undefined) {
    throw badTarget(subject, `currency is ${read.currency}, and the metric is no money; leave currency out`);
  }
}

function isShare(size: Decimal): boolean {
  return size.gte(0) && size.lte(1);
}

function requireDirection(subject: string, { id, better }: AnyMetric, read: Target): void {
  if (better === "lower" && read.atLeast !== undefined) {
    throw badTarget(subject, `atLeast is ${read.atLeast}, and less is better in ${id}; write atMost`);
  }
  if (better === "higher" && read.atMost !== undefined) {
    throw badTarget(subject, `atMost is ${read.atMost}, and more is better in ${id}; write atLeast`);
  }
}

type Has = (keys: readonly (readonly [string, Key])[]) => boolean;

/** Tells whether some group has all of some keys. */
function hasGroup({ by, groups }: Judged): Has {
  const known = onceByName();
  return (keys) => {
    const names = keys.map(([name]) => name);
    const places = names.map((name) => by.indexOf(name));
    const there = known(JSON.stringify(names), () => {
      return new Set(groups.map((group) => JSON.stringify(places.map((place) => group[place]))));
    });
    return there.has(JSON.stringify(keys.map(([, key]) => key)));
  };
}

/** Throws where no group of the report is meant. A report without rows has no groups, and then any key will do. */
function requireGroup(subject: string, { by, groups }: Judged, read: Target, has: Has): void {
  const keys = Object.entries(read.for ?? {});
  const stranger = keys.find(([name]) => !by.includes(name))?.[0];
  if (stranger !== undefined) {
    const right = by.length === 0 ? "it is by no names, leave for out" : `its names are ${by.join(", ")}`;
    throw badTarget(subject, `for names ${stranger}, which the report is not by; ${right}`);
  }
  if (groups.length === 0 || has(keys)) return;
  const [name, key] = keys.find((entry) => !has([entry])) ?? [];
  if (name === undefined) {
    throw badTarget(subject, `no group has ${listed(keys, " with ")}; write keys that go together`);
  }
  const there = [...new Set(groups.map((group) => group[by.indexOf(name)]))].map(shown);
  const list = there.slice(0, 8).join(", ") + (there.length > 8 ? ` and ${there.length - 8} more` : "");
  throw badTarget(subject, `no group has ${name} ${shown(key)}; there are ${list}`);
}

function datesOf(subject: string, { timeZone }: Judged, { from, until }: Target): Omit<Dated, "target"> {
  const moment = (word: string, text: string) =>
    instantIn(zoneFor(subject, text, timeZone), `${subject}: ${word}`, text);
  const start = from === undefined ? Number.NEGATIVE_INFINITY : moment("from", from);
  const end = until === undefined ? Number.POSITIVE_INFINITY : moment("until", until);
  if (start < end) return { start, end };
  throw badTarget(subject, `until is ${until}, which is not after from, ${from}; write a later one`);
}

/** Only a date needs the zone of the report. */
function zoneFor(subject: string, text: string, timeZone: string | null): Zone {
  return zoneOf(text.length > 10 ? "UTC" : (timeZone ?? "UTC"), `${subject}: the zone of the report`);
}

/** Throws where two targets hold for one group at once and neither of them is more specific. */
function requireApart(
  subject: string,
  { by, groups }: Judged,
  targets: Keyed<Dated>,
  one: Dated,
  other: Dated,
): void {
  const start = Math.max(one.start, other.start);
  const end = Math.min(one.end, other.end);
  if (start >= end || weight(one.target) !== weight(other.target)) return;
  if (matches(one.target, other.target.for ?? {})) {
    const later = one.start === start ? one.target : other.target;
    const right =
      one.start === other.start
        ? "give them from and until"
        : `end the first with until: ${shown(later.from)}`;
    throw badTarget(subject, `two targets ${said(one.target)} are in force at once; ${right}`);
  }
  const both = { ...one.target.for, ...other.target.for };
  if (!matches(one.target, both)) return;
  const settled = (group: GroupKeys) =>
    cover(
      targets.matching(group).filter(({ target }) => weight(target) > weight(one.target)),
      start,
      end,
    );
  for (const keys of groups) {
    const group = Object.fromEntries(by.map((name, i) => [name, keys[i] ?? null]));
    if (!matches({ ...one.target, for: both }, group) || settled(group)) continue;
    const wrong = `${said(one.target)} and ${said(other.target)} are in force at once for one group`;
    throw badTarget(subject, `targets ${wrong}; add one ${said({ ...one.target, for: both })}`);
  }
}

/** True where at each moment one of the targets is in force. */
function cover(targets: readonly Dated[], start: number, end: number): boolean {
  let reached = start;
  for (const next of [...targets].sort((a, b) => a.start - b.start)) {
    if (next.start <= reached) reached = Math.max(reached, next.end);
  }
  return reached >= end;
}

function said({ for: keys }: Target): string {
  const entries = Object.entries(keys ?? {});
  if (entries.length > 0) return `for ${listed(entries, ", ")}`;
  return keys === undefined ? "for all groups" : "for all groups together";
}

function listed(keys: readonly (readonly [string, Key])[], between: string): string {
  return keys.map(([name, key]) => `${name} ${shown(key)}`).join(between);
}

/** Durations as seconds, so that who prints the target need not read them. */
function inSeconds({ unit }: AnyMetric, read: Target): Target {
  if (unit !== "seconds") return read;
  const [ends, warning] = [endsOf(read), warningOf(read)];
  const side = sides.find((name) => name in read) as (typeof sides)[number];
  const written = ({ low, high }: typeof ends) =>
    side === "between" ? Object.freeze([low?.toFixed(), high?.toFixed()]) : (low ?? high)?.toFixed();
  return Object.freeze({
    ...read,
    [side]: written(ends),
    ...(warning !== null && { warn: written(warning) }),
  }) as Target;
}
