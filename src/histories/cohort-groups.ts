import { KpiError } from "../core/errors.ts";
import { rawReader } from "../core/field-reader.ts";
import { shown } from "../core/instant.ts";
import type { From } from "../core/mapping.ts";
import { type Columns, sourceOf } from "../core/source.ts";
import { activity } from "../records/activity.ts";
import type { Events } from "./activity-log.ts";
import { firstEvents, type Members } from "./cohort-kernel.ts";

/** What a group is called. */
export type GroupKey = string | number | boolean | null;

/** The group of each member, and what the groups are called. */
export interface Groups {
  readonly of: Int32Array | null;
  readonly keys: readonly GroupKey[];
}

/** The groups of members, as the row of their start says: of two rows at one instant, the first. */
export function groupsOf<R extends object>(
  rows: Iterable<R> | Columns<R>,
  by: From<R, GroupKey> | undefined,
  events: Events,
  members: Members,
): Groups {
  if (by === undefined) return { of: null, keys: [] };
  const source = sourceOf(rows as Iterable<object>);
  const bound = { subject: "cohorts", kind: activity, source, mapping: {}, zone: null };
  const read = rawReader(bound, "by", by as From<never, never>);
  const codes = new Map<GroupKey, number>();
  const startEvents = members.startEvents ?? firstEvents(events, members);
  const found = Int32Array.from(startEvents, (event) => {
    if (event < 0) return -1;
    const row = events.rows?.[event] ?? event;
    const key = keyOf(read(row), row);
    const code = codes.get(key) ?? codes.size;
    codes.set(key, code);
    return code;
  });
  const keys = [...codes.keys()].sort(inOrder);
  const rank = new Map(keys.map((key, i) => [codes.get(key), i]));
  return { of: found.map((code) => rank.get(code) ?? -1), keys };
}

function keyOf(value: unknown, row: number): GroupKey {
  const key = value ?? null;
  if (key === null || typeof key === "string" || typeof key === "boolean" || Number.isFinite(key)) {
    return key as GroupKey;
  }
  const right = "give a text, a number, true, false or null";
  throw new KpiError("bad-table", `cohorts: by of row ${row} is ${shown(value)}; ${right}`);
}

/** Numbers, texts by code unit, flags, null. */
function inOrder(a: GroupKey, b: GroupKey): number {
  const sorts = ["number", "string", "boolean", "object"];
  const between = sorts.indexOf(typeof a) - sorts.indexOf(typeof b);
  if (between !== 0 || a === null || b === null) return between;
  return a < b ? -1 : Number(a > b);
}
