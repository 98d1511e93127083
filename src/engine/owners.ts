import { KpiError } from "../core/errors.ts";
import type { At, History, Stay } from "../core/history.ts";
import type { Measure } from "../core/measure.ts";
import type { Placed } from "./fate.ts";
import { type Group, type GroupColumn, type KeyColumn, keyColumnOf } from "./groups.ts";
import type { ReadPlan } from "./plan.ts";
import { type Part, type TableRead, takenRows } from "./read-table.ts";
import type { Key, Table } from "./table.ts";

/**
 * The rows with what their things were in place of the keys of the things. A row that is read at the event becomes
 * several, one for each part of its time; `parts` says which row each is of, and from when until when it counts.
 */
export function owned(read: TableRead, { histories }: Table, { by, at, asOf }: ReadPlan): TableRead {
  const places = by.flatMap((name, place) => {
    const field = histories[name];
    return field === undefined ? [] : [{ place, history: field.history, when: at[name] as At["at"] }];
  });
  if (places.length === 0) return read;
  const forever = { since: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY, states: [] };
  let parts = Array.from({ length: read.rows }, (_, row): OwnedPart => ({ row, ...forever }));
  for (const { place, history, when } of places) {
    const { codes, values } = read.keys[place] as KeyColumn;
    const stays = values.map((key) => staysOf(history, key, when, asOf));
    parts = parts.flatMap((part) =>
      (stays[codes[part.row] as number] as readonly Stay[]).flatMap(({ since, until, state }) => {
        const [from, to] = [Math.max(part.since, since), Math.min(part.until, until)];
        const states = [...part.states, state];
        return from < to ? [{ row: part.row, since: from, until: to, states }] : [];
      }),
    );
  }
  const taken = takenRows(
    read,
    Int32Array.from(parts, ({ row }) => row),
  );
  const keys = taken.keys.map((column, place) => {
    const own = places.findIndex((one) => one.place === place);
    return own < 0 ? column : keyColumnOf(parts.map(({ states }) => states[own] ?? null));
  });
  // At the opening or the end each row is one part, all of its time
  return { ...read, ...taken, keys, ...(places.some(({ when }) => when === "event") && { parts }) };
}

/** A part of a row, with what each of its things was. */
interface OwnedPart extends Part {
  readonly states: readonly (string | null)[];
}

/** What a thing was over all of time; nothing before its history begins. */
function staysOf(history: History, key: Key, when: At["at"], asOf: number): readonly Stay[] {
  const known = (key === null ? [] : history.staysOf(String(key))).filter(({ since }) => since < asOf);
  const [since, until] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const [first, last] = [known[0], known.at(-1)];
  if (when !== "event" || first === undefined || last === undefined) {
    return [{ since, until, state: (when === "opening" ? first : last)?.state ?? null }];
  }
  // What comes after the last is not known yet, and what happens then is a row all the same
  return [{ since, until: first.since, state: null }, ...known.slice(0, -1), { ...last, until }];
}

/** A measure's rows placed in their parts: an event in the part that it happens in, a span in each that it reaches into. */
export function placedInParts(measure: Measure, placed: Placed, parts: readonly Part[]): Placed {
  const isEvent = measure.placed?.sort === "dated" || measure.fold === "survival";
  const [start, end] = [placed.start.slice(), placed.end.slice()];
  const absent = new Uint8Array(parts.length);
  parts.forEach(({ since, until }, i) => {
    const from = start[i] as number;
    if (Number.isNaN(from)) return; // undated, in every part
    const over = (end[i] as number) + placed.closing;
    const isMoment = isEvent || over <= from;
    if (isMoment ? !(since <= from && from < until) : !(from < until && !(over <= since))) absent[i] = 1;
    if (isMoment) return;
    if (absent[i] === 0) start[i] = Math.max(from, since); // elsewhere it would lengthen the range of the data
    if (until < Number.POSITIVE_INFINITY && !(over <= until)) end[i] = until - placed.closing;
  });
  return { ...placed, start, end, absent };
}

/** The groups that some record is in: not those of parts in which no record has any of its time. */
export function groupsOfParts({ codes, groups }: GroupColumn, placed: readonly Placed[]): GroupColumn {
  const found = new Set<number>();
  for (const { start, absent } of new Set(placed)) {
    codes.forEach((code, part) => {
      if (absent?.[part] !== 1 && !Number.isNaN(start[part])) found.add(code);
    });
  }
  const kept = [...found].map((code) => groups[code] as Group);
  const numbers = new Int32Array(groups.length).fill(-1);
  for (const [number, code] of [...found].entries()) numbers[code] = number;
  // A part without a group is absent in every measure, and has no cell
  return { groups: kept, occurring: kept, codes: codes.map((code) => numbers[code] as number) };
}

/** Throws where a measure is about whole spans, which cannot be shared out among the states of a thing. */
export function requireWholeSpans(measure: Measure, isUndivided: boolean, at: ReadPlan["at"]): void {
  const name = Object.keys(at).find((one) => at[one] === "event");
  if (!isUndivided || name === undefined) return;
  throw new KpiError(
    "bad-plan",
    `evaluate: ${measure.key} is about whole spans, and ${name} may change within them; say at("opening") or at("end")`,
  );
}
