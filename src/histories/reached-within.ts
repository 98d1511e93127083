import { readDuration } from "../core/duration.ts";
import { KpiError } from "../core/errors.ts";
import { type InstantLike, shown } from "../core/instant.ts";
import { instant, optional, record, text } from "../core/kind.ts";
import type { Mapping } from "../core/mapping.ts";
import type { Columns } from "../core/source.ts";
import type { TimeZoneLike } from "../periods/zone.ts";
import type { funnelEntry } from "../records/funnel-entry.ts";
import { optionsOf } from "./entries.ts";
import { instantOption, type LogLedger, type RecordOf, readLog, zoneOption } from "./log.ts";

const passage = record(
  "passage",
  {
    from: instant("when it began"),
    to: optional(instant("when it got there; empty where it did not yet")),
    actor: text("who"),
    segment: optional(text("what the actor was when it began")),
  },
  { about: "Something that begins and may get somewhere.", order: [["from", "to"]] },
);

/** How the columns are called: where something begins, `from`, and where it gets, `to`; and within which time. */
export type ReachedOptions<R> = Mapping<typeof passage, R> & {
  /** How long after `from` it may get there, such as `P365D`; at exactly that long it still may. */
  readonly within: string;
  /** What happens at it or later is not known yet: what has not had its time by then is not mature. */
  readonly asOf: InstantLike;
  /** The zone of dates, and of times without an offset. */
  readonly zone?: TimeZoneLike;
};

/** The entries, and what became of the rows. */
export interface Reached {
  readonly rows: readonly RecordOf<typeof funnelEntry>[];
  readonly ledger: LogLedger<"after-as-of", never>;
}

/**
 * Rows of two moments as ways through a funnel of two steps: hired and left within a year, signed up and paid within a
 * week. Each has its own time, so that a cohort counts as far as it has had it: those that did not are not `mature`.
 * What gets there later did not get there.
 *
 * @example
 * ```ts
 * import { endOf, startOf } from "kpi-core";
 * import { reachedWithin } from "kpi-core/histories";
 *
 * const people = [
 *   { id: "a", hired: "2024-03-01", left: "2024-09-30" },
 *   { id: "b", hired: "2024-03-01", left: null },
 *   { id: "c", hired: "2025-10-01", left: "2025-10-31" },
 * ];
 * const { rows } = reachedWithin(people, {
 *   actor: "id",
 *   from: startOf("hired"),
 *   to: endOf("left"),
 *   within: "P365D",
 *   asOf: "2026-01-01",
 *   zone: "Europe/Paris",
 * });
 * rows.map(({ reached, mature }) => [reached, mature]) // => [[2, true], [1, true], [2, false]]
 * ```
 */
export function reachedWithin<R extends object>(
  rows: Iterable<R> | Columns<R>,
  options: ReachedOptions<R>,
): Reached {
  const names = ["within", "asOf", "zone"];
  const { within, asOf, zone, ...mapping } = optionsOf("reachedWithin", options, passage, names);
  const window = typeof within === "string" ? readDuration(within) : null;
  if (window === null) {
    const right = "write a duration, P7D or PT12H";
    throw new KpiError("bad-plan", `reachedWithin: within is ${shown(within)}; ${right}`);
  }
  if (asOf === undefined) {
    const right = 'say until when the rows are known, asOf: "2026-01-31T18:00:00Z"';
    throw new KpiError(
      "bad-plan",
      `reachedWithin: asOf is missing, and young rows may still get there; ${right}`,
    );
  }
  const clock = zoneOption("reachedWithin", zone);
  const known = instantOption("reachedWithin: asOf", asOf, clock);
  const log = readLog("reachedWithin", passage, rows as Iterable<object>, mapping as object, clock);
  const begun = log.entries.filter(({ from }) => from < known);
  const entries = begun.map(({ from, to, actor, segment }) => {
    const windowEndsAt = from + window;
    const convertedAt = to !== null && to <= windowEndsAt && to < known ? to : null;
    const reached = convertedAt === null ? 1 : 2;
    return {
      enteredAt: from,
      windowEndsAt,
      actor,
      segment,
      reached,
      convertedAt,
      mature: windowEndsAt < known,
    };
  });
  const leftOut = { "after-as-of": log.entries.length - begun.length };
  const ledger = { read: log.read, used: begun.length, leftOut, mended: {}, rejected: log.rejected };
  return { rows: entries, ledger };
}
