import { readDuration } from "../core/duration.ts";
import { KpiError } from "../core/errors.ts";
import { type InstantLike, shown } from "../core/instant.ts";
import { optional, record, text } from "../core/kind.ts";
import type { Mapping } from "../core/mapping.ts";
import type { Columns } from "../core/source.ts";
import type { TimeZoneLike } from "../periods/zone.ts";
import { activity } from "../records/activity.ts";
import type { funnelEntry } from "../records/funnel-entry.ts";
import { optionsOf } from "./entries.ts";
import { entriesOf, type Order, orders, type Rules } from "./funnel-entries.ts";
import { type FunnelStep, stepsTable } from "./funnel-steps.ts";
import {
  byKey,
  type Entry,
  instantOption,
  type LogLedger,
  onceEach,
  type RecordOf,
  readLog,
  zoneOption,
} from "./log.ts";

const { at, actor, type } = activity.fields;
const stepEvent = record(
  "activity",
  { at, actor, type, segment: optional(text("what the actor is, kept as it was at the first step")) },
  { about: "Something that somebody did at a moment." },
);

/** How the columns of the events are called, and what the funnel is. */
export type FunnelOptions<R> = Mapping<typeof stepEvent, R> & {
  /** What the events of the steps are, by their `type`; two steps of one type take two events. */
  readonly steps: readonly string[];
  /** How long after its first step an entry may take the others, such as `P7D`; at exactly that long it still may. */
  readonly within: string;
  /**
   * - `this-order`: the steps in their order; what else happens between them does not matter.
   * - `exact`: the same, with nothing else between them.
   * - `any`: the steps in any order; an entry begins with whichever comes first.
   */
  readonly order: Order;
  /** `users`: one entry for each actor, from its earliest first step. `attempts`: one for each first step. */
  readonly by: "users" | "attempts";
  /** What happens at it or later is not known yet: an entry whose window is not over by then is not mature. */
  readonly asOf: InstantLike;
  /** The zone of times without an offset. */
  readonly zone?: TimeZoneLike;
};

/** One way through the funnel, a record of the kind `funnelEntry`, with the moments of its steps. */
export type FunnelEntry = RecordOf<typeof funnelEntry> & { readonly reachedAt: readonly number[] };

/** The entries of a funnel, and what became of the events. */
export interface Funnel {
  /** Actors in the order in which the events first name them, and the entries of each in the order of time. */
  readonly rows: readonly FunnelEntry[];
  /** Steps that no event is of: misspelt, or nobody took them yet. */
  readonly unseen: readonly string[];
  readonly ledger: LogLedger<
    "after-as-of" | "duplicate" | "other-event" | "unused",
    "out-of-order" | "repeated-start"
  >;
  /** Each step with how many reached it, of the entries whose window is over. */
  steps(): readonly FunnelStep[];
}

/**
 * Events as ways through a funnel. The window of an entry begins with its first step and does not begin again where
 * that step is repeated (`repeated-start`). With `by: "attempts"` each first step is an entry of its own, and an event
 * may serve several; in `any` order, where every step may be first, an event that serves one begins no other. Events
 * of one instant keep the order of the log. What an actor was, `segment`, is taken from the first step.
 *
 * An entry whose window is not over is not `mature`: it may still convert, so that rates are over the others.
 * Of events, those of no step (`other-event`), those that take no entry further (`unused`) and those that are there
 * twice (`duplicate`) are left out.
 *
 * @example
 * ```ts
 * import { funnel } from "kpi-core/histories";
 *
 * const events = [
 *   { user: "u", event: "search", time: "2026-01-05T13:00:00Z" },
 *   { user: "u", event: "search", time: "2026-01-05T13:30:00Z" },
 *   { user: "u", event: "cart", time: "2026-01-05T13:45:00Z" },
 *   { user: "u", event: "pay", time: "2026-01-05T14:15:00Z" },
 * ];
 * const names = { actor: "user", type: "event", at: "time" } as const;
 * const bought = { ...names, steps: ["search", "cart", "pay"], within: "PT1H", order: "this-order" } as const;
 * const users = funnel(events, { ...bought, by: "users", asOf: "2026-02-01T00:00:00Z" });
 * users.steps().map(({ step, reached }) => [step, reached]) // => [["search", 1], ["cart", 1], ["pay", 0]]
 * const attempts = funnel(events, { ...bought, by: "attempts", asOf: "2026-02-01T00:00:00Z" });
 * attempts.rows.map(({ reached }) => reached) // => [2, 3]
 * ```
 */
export function funnel<R extends object>(
  events: Iterable<R> | Columns<R>,
  options: FunnelOptions<R>,
): Funnel {
  const names = ["steps", "within", "order", "by", "asOf", "zone"];
  const { steps, within, order, by, asOf, zone, ...mapping } = optionsOf("funnel", options, stepEvent, names);
  requireSteps(steps);
  requireOneOf("order", order, orders);
  requireOneOf("by", by, ["users", "attempts"]);
  const rules: Rules = { steps, window: windowOf(within), order, by };
  const clock = zoneOption("funnel", zone);
  const known = instantOption("funnel: asOf", requireAsOf(asOf), clock);
  const log = readLog("funnel", stepEvent, events as Iterable<object>, mapping as object, clock);
  const before = log.entries.filter(({ at }) => at < known);
  const once = onceEach(before, ({ at, actor, type, segment }) => [at, actor, type, segment]);
  const { lists, outOfOrder } = byKey(once, ({ actor }) => actor);
  const found = [...lists.values()].map((list) => entriesOf(list, rules));
  const entries = found.flatMap(({ entries }) => entries);
  const used = new Set(entries.flat()).size;
  const ofSteps = once.filter(({ type }) => type !== null && steps.includes(type));
  const seen = new Set(ofSteps.map(({ type }) => type));
  const rows = entries.map((taken) => entryOf(taken, rules, known));
  return Object.freeze({
    rows,
    unseen: [...new Set(steps)].filter((step) => !seen.has(step)),
    ledger: {
      read: log.read,
      used,
      leftOut: {
        "after-as-of": log.entries.length - before.length,
        duplicate: before.length - once.length,
        "other-event": once.length - ofSteps.length,
        unused: ofSteps.length - used,
      },
      mended: {
        "out-of-order": outOfOrder,
        "repeated-start": found.reduce((sum, { repeated }) => sum + repeated, 0),
      },
      rejected: log.rejected,
    },
    steps: () => stepsTable(rows, order === "any" ? steps.map(() => null) : steps),
  });
}

type Act = Entry<typeof stepEvent>;

function entryOf(taken: readonly Act[], { steps, window }: Rules, known: number): FunnelEntry {
  const { at: enteredAt, actor, segment } = taken[0] as Act;
  const windowEndsAt = enteredAt + window;
  const last = taken[steps.length - 1];
  return {
    enteredAt,
    windowEndsAt,
    actor,
    segment,
    reached: taken.length,
    convertedAt: last === undefined ? null : last.at,
    mature: windowEndsAt < known,
    reachedAt: taken.map(({ at }) => at),
  };
}

function windowOf(within: string): number {
  const window = typeof within === "string" ? readDuration(within) : null;
  if (window !== null) return window;
  throw new KpiError("bad-plan", `funnel: within is ${shown(within)}; write a duration, P7D or PT12H`);
}

function requireAsOf(asOf: InstantLike | undefined): InstantLike {
  if (asOf !== undefined) return asOf;
  const right = 'say until when events are known, asOf: "2026-01-31T18:00:00Z"';
  throw new KpiError("bad-plan", `funnel: asOf is missing, and young entries may still convert; ${right}`);
}

function requireSteps(steps: unknown): void {
  const isList = Array.isArray(steps) && steps.length > 1 && steps.every((step) => typeof step === "string");
  if (isList) return;
  throw new KpiError(
    "bad-plan",
    `funnel: steps is ${shown(steps)}; list two or more, such as ["signup", "pay"]`,
  );
}

function requireOneOf(name: string, value: unknown, values: readonly string[]): void {
  if (values.some((one) => one === value)) return;
  throw new KpiError("bad-plan", `funnel: ${name} is ${shown(value)}; write ${values.join(" or ")}`);
}
