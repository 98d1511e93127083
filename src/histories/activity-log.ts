import { type Coded, codesOf, isCoded } from "../core/coded.ts";
import { KpiError } from "../core/errors.ts";
import { type Bound, fieldReader, rawReader } from "../core/field-reader.ts";
import { type InstantLike, shown } from "../core/instant.ts";
import type { From } from "../core/mapping.ts";
import { isProblem, type Read, type Rejection } from "../core/row-check.ts";
import { type Columns, isByColumn, sourceOf } from "../core/source.ts";
import type { TimeZoneLike, Zone } from "../periods/zone.ts";
import { activity } from "../records/activity.ts";
import { type Order, orderOf } from "./event-order.ts";
import { codeOf, isActor, numbered, plainRows, readPlain } from "./plain-rows.ts";

/** Which events are meant: those of a type, or those of which a condition is true; any event where it is absent. */
export type EventChoice<R> = string | ((row: R) => boolean);

/** How the columns of a log of activity are called. An actor is a text or a whole number. */
export interface ActivityColumns<R> {
  readonly at?: From<R, InstantLike>;
  readonly actor?: From<R, string | number>;
  readonly type?: From<R, string>;
  /** The zone of times without an offset. */
  readonly zone?: TimeZoneLike;
}

/** The events of a log before a moment, by column, in the order of its rows. */
export interface Events extends Order {
  /** Rows that there were. */
  readonly read: number;
  readonly times: Float64Array;
  /** Who did it, as a number. */
  readonly actors: Int32Array;
  /** For each choice that an event is one of, its bit; null where every event is each of them. */
  readonly matches: Uint8Array | null;
  /** The row that each event had; null where every row is an event. */
  readonly rows: Int32Array | null;
  readonly afterAsOf: number;
  /** Rows of events that no choice is for, which are not among the events. */
  readonly otherType: number;
  readonly rejected: readonly Rejection[];
}

/** What a reader of a log of activity is asked. */
export interface Reading<R> {
  readonly subject: string;
  readonly columns: ActivityColumns<R>;
  readonly zone: Zone | null;
  readonly asOf: number;
  /** By the names that they have among the options. */
  readonly choices: Readonly<Record<string, EventChoice<R> | undefined>>;
}

type Choices = readonly (EventChoice<never> | undefined)[];

/** Reads a log of activity: typed columns as they are, anything else row by row. */
export function readEvents<R extends object>(rows: Iterable<R> | Columns<R>, reading: Reading<R>): Events {
  for (const [name, choice] of Object.entries(reading.choices)) {
    if (choice === undefined || typeof choice === "string" || typeof choice === "function") continue;
    const right = "write a type of events, or a condition on rows";
    throw new KpiError("bad-plan", `${reading.subject}: ${name} is ${shown(choice)}; ${right}`);
  }
  const choices = Object.values(reading.choices) as Choices;
  return eventsOfColumns(rows, reading, choices) ?? eventsOfRows(rows, reading, choices);
}

/**
 * Columns that can be used without reading them row by row: times in a `Float64Array`, whole and before `asOf`, actors
 * as integers or coded, types coded where choices are by type; else null. Not copied where every event is chosen.
 */
function eventsOfColumns<R extends object>(
  rows: Iterable<R> | Columns<R>,
  { columns, asOf }: Reading<R>,
  choices: Choices,
): Events | null {
  if (!isByColumn(rows)) return null;
  const named = rows.columns as Readonly<Record<string, unknown>>;
  const { at = "at", actor = "actor", type = "type" } = columns as Readonly<Record<string, unknown>>;
  const [times, who, types] = [at, actor, type].map((from) =>
    typeof from === "string" ? named[from] : null,
  );
  const actors = codesOf(who);
  if (!(times instanceof Float64Array) || actors?.length !== times.length) return null;
  const order = orderOf(times, actors, asOf);
  if (order === null) return null;
  if (order.actorCount > (isCoded(who) ? who.texts.length : 4 * times.length + 1024)) return null;
  const all = { ...order, times, actors, rows: null, read: times.length, afterAsOf: 0, rejected: [] };
  if (choices.every((choice) => choice === undefined)) return { ...all, matches: null, otherType: 0 };
  if (!isCoded(types) || choices.some((choice) => typeof choice === "function")) return null;
  if (types.length !== times.length) return null;
  return chosenOf({ ...all, matches: matchesOf(types, choices) });
}

/** Events without those that no choice is for. */
function chosenOf(all: Omit<Events, "otherType"> & { readonly matches: Uint8Array }): Events {
  const rows = chosenRows(all.matches);
  const otherType = all.matches.length - rows.length;
  if (otherType === 0) return { ...all, otherType };
  const times = new Float64Array(rows.length);
  const actors = new Int32Array(rows.length);
  const matches = new Uint8Array(rows.length);
  for (let event = 0; event < rows.length; event++) {
    const row = rows[event] as number;
    times[event] = all.times[row] as number;
    actors[event] = all.actors[row] as number;
    matches[event] = all.matches[row] as number;
  }
  return { ...all, ...wholeOrder(times, actors), times, actors, matches, rows, otherType };
}

function chosenRows(matches: Uint8Array): Int32Array {
  const rows = new Int32Array(matches.length);
  let chosen = 0;
  for (let row = 0; row < matches.length; row++) {
    rows[chosen] = row;
    chosen += +(matches[row] !== 0);
  }
  return rows.subarray(0, chosen);
}

/** The order of times that were read as whole ones. */
function wholeOrder(times: Float64Array, actors: Int32Array): Order {
  return orderOf(times, actors, Number.POSITIVE_INFINITY) as Order;
}

/** For each row of a coded column the bits of the choices that it is one of. */
function matchesOf({ codes, texts }: Coded, choices: readonly unknown[]): Uint8Array {
  const bitsOf = (text: string | undefined) =>
    choices.reduce((bits: number, choice, i) => bits | (+(choice === undefined || choice === text) << i), 0);
  const byCode = texts.map(bitsOf);
  const none = bitsOf(undefined);
  return Uint8Array.from(codes as Int32Array, (code) => byCode[code] ?? none);
}

/** Rows as they are for as long as that goes, any other by the readers of its fields. */
function eventsOfRows<R extends object>(
  rows: Iterable<R> | Columns<R>,
  reading: Reading<R>,
  choices: Choices,
): Events {
  const { columns, asOf } = reading;
  const takesAny = choices.every((choice) => choice === undefined);
  const plain = takesAny ? plainRows(rows, columns.at, columns.actor) : null;
  let readers: ReturnType<typeof fieldReaders> | null = null;
  const readersOf = () => {
    readers ??= fieldReaders(rows, reading, choices); // which look at all rows first
    return readers;
  };
  const length = plain === null ? readersOf().length : plain.rows.length;
  const times = new Float64Array(length);
  const actors = new Int32Array(length);
  const matches = takesAny ? null : new Uint8Array(length);
  let rowNumbers: Int32Array | null = null; // none while every row is an event
  const codes = new Map<unknown, number>();
  const rejected: Rejection[] = [];
  const reject = (row: number, field: string, message: string) =>
    rejected.push({ kind: activity.name, row, field, message });
  let [used, afterAsOf, otherType] = [0, 0, 0];
  for (let row = 0; row < length; row++) {
    if (plain !== null) {
      const next = readPlain(plain, asOf, row, used, times, actors, codes);
      rowNumbers = numbered(rowNumbers, used, row, next - row, length);
      used += next - row;
      row = next;
      if (row === length) break;
    }
    const { readTime, rawActor, bitsAt } = readersOf();
    const time = readTime(row);
    if (typeof time !== "number") {
      reject(row, "at", (time as { problem: string }).problem);
      continue;
    }
    const actor = rawActor(row);
    if (!isActor(actor)) {
      reject(row, "actor", actorProblem(actor));
      continue;
    }
    const bits = bitsAt === null ? 0 : bitsAt(row);
    if (typeof bits !== "number") {
      reject(row, "type", bits.problem);
      continue;
    }
    if (time >= asOf) afterAsOf++;
    else if (bits === 0 && bitsAt !== null) otherType++;
    else {
      times[used] = time;
      actors[used] = codeOf(codes, actor);
      if (matches !== null) matches[used] = bits;
      rowNumbers = numbered(rowNumbers, used, row, 1, length);
      used++;
    }
  }
  const [ownTimes, ownActors] = [times.subarray(0, used), actors.subarray(0, used)];
  return {
    ...wholeOrder(ownTimes, ownActors),
    read: length,
    times: ownTimes,
    actors: ownActors,
    matches: matches === null ? null : matches.subarray(0, used),
    rows: rowNumbers === null ? null : rowNumbers.subarray(0, used),
    afterAsOf,
    otherType,
    rejected,
  };
}

/** How many rows there are, and readers of what is asked of each. */
function fieldReaders<R extends object>(
  rows: Iterable<R> | Columns<R>,
  { subject, columns, zone }: Reading<R>,
  choices: Choices,
) {
  const mapping = Object.fromEntries(
    Object.entries({ at: columns.at, actor: columns.actor, type: columns.type }).filter(([, from]) => from),
  );
  const source = sourceOf(rows as Iterable<object>);
  const bound: Bound = { subject, kind: activity, source, mapping: mapping as Bound["mapping"], zone };
  return {
    length: source.length,
    readTime: fieldReader(bound, "at"),
    rawActor: rawReader(bound, "actor", (columns.actor ?? "actor") as From<never, never>),
    bitsAt: matcherOf(bound, choices),
  };
}

/** For a row the bits of the choices that it is one of; null where they all take any event. */
function matcherOf(
  bound: Bound,
  choices: Choices,
): ((row: number) => number | { readonly problem: string }) | null {
  if (choices.every((choice) => choice === undefined)) return null;
  const readType = choices.some((choice) => typeof choice === "string") ? fieldReader(bound, "type") : null;
  const { source, subject } = bound;
  return (row) => {
    const type: Read | { readonly problem: string } = readType === null ? null : readType(row);
    if (isProblem(type)) return type;
    let bits = 0;
    choices.forEach((choice, i) => {
      if (choice === undefined || (typeof choice === "string" && choice === type)) bits |= 1 << i;
      else if (typeof choice === "function" && isTrue(subject, choice(source.row(row) as never)))
        bits |= 1 << i;
    });
    return bits;
  };
}

function isTrue(subject: string, said: unknown): boolean {
  if (typeof said === "boolean") return said;
  throw new KpiError(
    "bad-plan",
    `${subject}: a condition on events gave ${shown(said)}; return true or false`,
  );
}

function actorProblem(actor: unknown): string {
  const right = "give a text or a whole number";
  return actor === null || actor === undefined
    ? `is missing; ${right}`
    : `${shown(actor)} is no actor; ${right}`;
}
