import { KpiError } from "../core/errors.ts";
import { type At, moments } from "../core/history.ts";
import { type InstantLike, readClock, shown } from "../core/instant.ts";
import { type Loose, listAt, objectAt, oneAt, textAt } from "../core/loose-json.ts";
import { type Comparison, comparisons, type Plan, readPlan } from "../engine/plan.ts";
import { grainOf } from "../periods/grain-of.ts";
import {
  type WorkSchedule,
  type WorkScheduleJson,
  type WorkScheduleOptions,
  workSchedule,
} from "../periods/work-schedule.ts";
import type { TimeZoneLike } from "../periods/zone.ts";

/** A plan as JSON: grains by their names, dates as dates, instants as ISO texts with Z, schedules as their options. */
export interface PlanJson {
  readonly by?: readonly string[] | Readonly<Record<string, true | At>>;
  readonly per?: string;
  readonly timeZone?: string;
  readonly from?: string;
  readonly to?: string;
  readonly asOf?: string;
  readonly compare?: readonly Comparison[];
  readonly approximate?: { readonly error: string };
  readonly schedules?: Readonly<Record<string, WorkScheduleJson>>;
}

/** What messages call a saved report. */
export const REPORT = "saved report";

/** What a call gives; where it throws, its message says first in which place of the report that was. */
export function within<V>(at: string, call: () => V): V {
  try {
    return call();
  } catch (error) {
    throw error instanceof KpiError ? new KpiError(error.code, `${at}: ${error.message}`) : error;
  }
}

/** The entries of an object, each read by `of`, which is told its place. */
export function entriesAt<V>(
  at: string,
  json: unknown,
  of: (at: string, value: unknown, name: string) => V,
): Record<string, V> {
  const entries = Object.entries(objectAt(at, json));
  return Object.fromEntries(entries.map(([name, value]) => [name, of(`${at}.${name}`, value, name)]));
}

/** A plan as JSON. Throws for one that cannot be carried out, and for what is code: a grain or a zone of one's own. */
export function planJson(plan: Plan): PlanJson {
  const at = `${REPORT}: plan`;
  const read = within(REPORT, () => readPlan(plan));
  const { by, per, timeZone, from, to, asOf, compare, schedules } = plan;
  return {
    ...(by !== undefined && { by: byFrom(`${at}.by`, by) }),
    ...(per !== undefined && { per: within(`${at}.per`, () => grainOf(grainOf(per).name).name) }),
    ...(timeZone !== undefined && { timeZone: zoneName(`${at}.timeZone`, timeZone) }),
    ...(from !== undefined && { from: momentText(`${at}.from`, from, read.from) }),
    ...(to !== undefined && { to: momentText(`${at}.to`, to, read.to) }),
    ...(asOf !== undefined && { asOf: momentText(`${at}.asOf`, asOf, read.asOf) }),
    ...(compare !== undefined && { compare: [...compare] }),
    ...(read.approximate !== null && { approximate: { error: read.approximate.error } }),
    ...(schedules !== undefined && { schedules: entriesAt(`${at}.schedules`, schedules, scheduleJson) }),
  };
}

/** The plan of its JSON, checked as `evaluate` checks it. */
export function planFrom<By extends string>(json: unknown): Plan<By> {
  const at = `${REPORT}: plan`;
  const root = objectAt(at, json);
  const { by, per, compare, schedules } = root;
  const plan = {
    ...root,
    ...textsIn(at, root, ["timeZone", "from", "to", "asOf"]),
    ...(by !== undefined && { by: byFrom(`${at}.by`, by) }),
    ...(per !== undefined && { per: within(`${at}.per`, () => grainOf(textAt("grain", per))) }),
    ...(compare !== undefined && { compare: listAt(`${at}.compare`, compare, comparisonAt) }),
    ...(schedules !== undefined && { schedules: entriesAt(`${at}.schedules`, schedules, scheduleFrom) }),
  } as Plan<By>;
  within(REPORT, () => readPlan(plan));
  return plan;
}

/** Names to group by, with the moment of those that have a history; the same in a plan and in JSON. */
function byFrom(at: string, by: unknown): readonly string[] | Record<string, true | At> {
  if (Array.isArray(by)) return listAt(at, by, textAt);
  return entriesAt(at, by, (place, value) =>
    value === true ? value : { at: oneAt(`${place}.at`, objectAt(place, value).at, moments) },
  );
}

function comparisonAt(at: string, value: unknown): Comparison {
  return oneAt(at, value, comparisons);
}

function textsIn(at: string, root: Loose, names: readonly string[]): Record<string, string> {
  const given = names.filter((name) => root[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, textAt(`${at}.${name}`, root[name])]));
}

function zoneName(at: string, timeZone: TimeZoneLike): string {
  if (typeof timeZone === "string") return timeZone;
  const right = 'name a zone that the runtime knows, such as "Europe/Paris"';
  throw new KpiError("bad-plan", `${at}: the rules of ${shown(timeZone.id)} are code, not data; ${right}`);
}

/** A date stays one: its first moment is that of the plan's zone. */
function momentText(at: string, value: InstantLike, ms: number | null): string {
  if (typeof value === "string" && readClock(value)?.dateOnly === true) return value;
  const text = new Date(ms ?? Number.NaN).toISOString();
  if (readClock(text) !== null) return text;
  throw new KpiError("bad-plan", `${at}: ${shown(value)} is outside the years 0 to 9999; write one within`);
}

function scheduleJson(at: string, schedule: unknown): WorkScheduleJson {
  const { toJSON } = schedule as WorkSchedule;
  if (typeof toJSON === "function") return within(at, () => toJSON());
  const right = "make it by workSchedule({ … })";
  throw new KpiError("bad-plan", `${at}: a clock of your own is code, not data; ${right}`);
}

function scheduleFrom(at: string, json: unknown): WorkSchedule {
  return within(at, () => workSchedule(objectAt("schedule", json) as object as WorkScheduleOptions));
}
