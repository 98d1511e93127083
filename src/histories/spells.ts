import type { History, HistoryField, Stay } from "../core/history.ts";
import type { InstantLike } from "../core/instant.ts";
import type { From, Mapping } from "../core/mapping.ts";
import type { Columns } from "../core/source.ts";
import type { TimeZoneLike } from "../periods/zone.ts";
import { change } from "../records/change.ts";
import type { spell } from "../records/spell.ts";
import { optionsOf } from "./entries.ts";
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

/** How the columns of a log of changes are called, and until when it is known. */
export type SpellOptions<R> = Mapping<typeof change, R> & {
  /** The zone of times without an offset. */
  readonly zone?: TimeZoneLike;
  /** What happens at it or later is not known yet. */
  readonly asOf?: InstantLike;
};

/** A stay, a record of the kind `spell`. */
export type Spell = RecordOf<typeof spell>;

/** The stays of a log, and what became of its rows. */
export interface Spells {
  /** Things in the order in which the log first names them, and the stays of each in the order of time. */
  readonly rows: readonly Spell[];
  readonly ledger: LogLedger<
    "after-as-of" | "duplicate",
    "out-of-order" | "same-state" | "same-instant" | "gap"
  >;
  /** For the `histories` of a table: a field that was different things over time. `key` is the column that names the thing. */
  of<R>(key: From<R, string>): HistoryField<R>;
}

type Change = Entry<typeof change>;
type Ledger = { duplicate: number; sameState: number; sameInstant: number; gap: number };

/**
 * A log of changes as stays: one record for each time that a thing is in a state, a team, a priority. With them,
 * backlog by team, transfers in and out and time in state are ordinary metrics over the kind `spell`.
 *
 * A change to the state that the thing is in already lengthens the stay (`same-state`); a row that is there twice
 * is left out (`duplicate`); rows out of order are sorted; of two states at one instant the later row wins, and the
 * other is a stay of no length (`same-instant`); where `from` is not what the thing was, the row is used and
 * counted (`gap`). The first stay is `truncated`, so possibly older than it looks, unless `openedAt` or another state
 * in `from` shows how it began; where both are there, the time from the opening to the first change is a stay too.
 *
 * @example
 * ```ts
 * import { spells } from "kpi-core/histories";
 *
 * const log = [
 *   { ticket: "a", on: "2026-01-05T08:00:00Z", team: "first line" },
 *   { ticket: "a", on: "2026-01-05T09:30:00Z", team: "network" },
 * ];
 * const stays = spells(log, { key: "ticket", at: "on", state: "team" });
 * stays.rows.map(({ state, leftAt }) => [state, leftAt === null]) // => [["first line", false], ["network", true]]
 * ```
 */
export function spells<R extends object>(
  changes: Iterable<R> | Columns<R>,
  options: SpellOptions<R>,
): Spells {
  const { zone, asOf, ...mapping } = optionsOf("spells", options, change, ["asOf", "zone"]);
  const clock = zoneOption("spells", zone);
  const known = instantOption("spells: asOf", asOf, clock);
  const log = readLog("spells", change, changes, mapping as Mapping<typeof change, R>, clock);
  const before = log.entries.filter(({ at }) => at < known).map(stated);
  const { lists, outOfOrder } = byKey(before, ({ key }) => key);
  const ledger: Ledger = { duplicate: 0, sameState: 0, sameInstant: 0, gap: 0 };
  const stays = new Map([...lists].map(([key, list]) => [key, staysIn(list, ledger)]));
  return Object.freeze({
    rows: [...stays.values()].flat(),
    ledger: {
      read: log.read,
      used: before.length - ledger.duplicate,
      leftOut: { "after-as-of": log.entries.length - before.length, duplicate: ledger.duplicate },
      mended: {
        "out-of-order": outOfOrder,
        "same-state": ledger.sameState,
        "same-instant": ledger.sameInstant,
        gap: ledger.gap,
      },
      rejected: log.rejected,
    },
    of: <Row>(key: From<Row, string>) => ({ history: historyOf(stays), key }),
  });
}

/** The change with the empty cells of a CSV as what is not stated: no state is called "". */
function stated(entry: Change): Change {
  return { ...entry, state: entry.state || null, from: entry.from || null };
}

/** The stays of one thing, from its rows in the order of time. */
function staysIn(list: readonly Change[], ledger: Ledger): Spell[] {
  const changes = onceEach(list, ({ at, state, from }) => [at, state, from]);
  ledger.duplicate += list.length - changes.length;
  const stays: { -readonly [F in keyof Spell]: Spell[F] }[] = [];
  const visits = new Map<string | null, number>();
  function enter(state: string | null, at: number, previous: string | null, truncated: boolean): void {
    const last = stays.at(-1);
    if (last !== undefined) [last.leftAt, last.next] = [at, state];
    const visit = (visits.get(state) ?? 0) + 1;
    visits.set(state, visit);
    const key = (changes[0] as Change).key;
    const first = last === undefined;
    stays.push({ enteredAt: at, leftAt: null, key, state, previous, next: null, visit, first, truncated });
  }
  for (const [i, { at, state, from, openedAt }] of changes.entries()) {
    const ties = changes[i - 1]?.at === at;
    if (i === 0 && from !== null && openedAt !== null && openedAt < at) enter(from, openedAt, null, false);
    const last = stays.at(-1);
    if (last === undefined) {
      const previous = from === state ? null : from;
      enter(state, at, previous, previous === null && openedAt !== at);
    } else if (last.state === state) ledger[ties ? "duplicate" : "sameState"]++;
    else {
      if (ties) ledger.sameInstant++;
      if (from !== null && from !== last.state) ledger.gap++;
      enter(state, at, last.state, false);
    }
  }
  return stays;
}

function historyOf(stays: ReadonlyMap<string, readonly Spell[]>): History {
  const none: readonly Stay[] = [];
  return {
    staysOf: (key) =>
      stays.get(key)?.map(({ enteredAt, leftAt, state }) => ({
        since: enteredAt,
        until: leftAt ?? Number.POSITIVE_INFINITY,
        state,
      })) ?? none,
  };
}
