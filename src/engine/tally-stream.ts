import type { AnyMetric } from "../core/definition.ts";
import { requireEntries } from "../core/entries.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import type { RowSource } from "../core/source.ts";
import { merge } from "./merge.ts";
import { type Plan, requirePlan } from "./plan.ts";
import { type Grouped, type GroupNames, type Tables, type TablesFor, tablesIn } from "./table.ts";
import type { Ledgers } from "./tally.ts";
import { sealed, type Tally } from "./tally-json.ts";
import { tallyOf } from "./tally-of.ts";

/** How a stream is read. */
export interface StreamOptions {
  /** How many rows are held at a time; 65,536 without it. */
  readonly rowsAtOnce?: number;
  /** Called after each part with how many rows were read so far. */
  readonly onProgress?: (rows: number) => void;
  /** An `AbortSignal`: ends it between two parts, with the signal's reason. */
  readonly signal?: { throwIfAborted(): void };
}

/**
 * `tallyOf` for rows that come one after the other, of which only some are held at a time: each part is tallied and
 * merged. `bind` makes the tables of a part, which may lack a column that a part before had. The plan says `from` and
 * `to`, since no part knows the range of all. Counts, sums and levels take no more room for more rows; quantiles take a
 * key for each value that differs, unless the plan says `approximate`.
 *
 * Rejects with what `tallyOf` throws, and with the reason of an aborted `signal`. Rejected rows have the numbers that
 * they have in the stream.
 *
 * @example
 * ```ts
 * import { reportOf, table, tallyStream } from "kpi-core";
 * import { throughput } from "kpi-core/metrics/flow";
 * import { workItem } from "kpi-core/records";
 *
 * async function* rows() {
 *   for (const day of ["05", "09", "20"]) yield { done: `2026-01-${day}T16:00:00Z` };
 * }
 * const tally = await tallyStream(
 *   { throughput },
 *   rows(),
 *   (part) => table(workItem, part, { finishedAt: "done" }),
 *   { per: "month", timeZone: "Europe/Paris", from: "2026-01-01", to: "2026-02-01" },
 * );
 * reportOf({ throughput }, tally).rows[0]?.cells.throughput.value // => 3
 * ```
 */
export async function tallyStream<
  const M extends Readonly<Record<string, AnyMetric>>,
  R,
  const T extends Tables,
  const By extends GroupNames<T> = never,
>(
  metrics: M,
  rows: AsyncIterable<R> | Iterable<R>,
  bind: (part: R[]) => TablesFor<M, T>,
  plan: Plan<By>,
  options: StreamOptions = {},
): Promise<Tally<Grouped<T, By>>> {
  requireEntries("tallyStream: options", options, ["rowsAtOnce", "onProgress", "signal"]);
  const { rowsAtOnce = 65_536, onProgress, signal } = options;
  requireBounded(plan, rowsAtOnce);
  if (typeof bind !== "function") {
    const right = "give a function from rows to their tables, (part) => table(ticket, part)";
    throw new KpiError("bad-plan", `tallyStream: bind is ${shown(bind)}; ${right}`);
  }
  requireIterable(rows);
  signal?.throwIfAborted();
  let all: Tally<Grouped<T, By>> | undefined;
  let read = 0;
  const had = new Map<string, Set<string>>();
  const tablesOf = (part: R[]) => remembering(bind(part) as Tables, had) as TablesFor<M, T>;
  for await (const part of partsOf(rows, rowsAtOnce)) {
    const own = tallyOf<M, T, By>(metrics, tablesOf(part), plan);
    all = all === undefined ? own : merge(all, numberedOn(own, all.ledgers));
    read += part.length;
    onProgress?.(read);
    signal?.throwIfAborted();
  }
  return all ?? tallyOf<M, T, By>(metrics, tablesOf([]), plan);
}

/**
 * The tables, which lack a column only where none of the parts before had it: which rows are in a part is nobody's
 * choice, and in a row it may be missing.
 */
function remembering(tables: Tables, had: Map<string, Set<string>>): Tables {
  const all = tablesIn("tallyStream", tables).map((table, i) => {
    const names = had.get(table.kind.name) ?? new Set();
    had.set(table.kind.name, names);
    const column: RowSource["column"] = (name) => {
      const found = table.source.column(name) ?? (names.has(name) ? () => undefined : null);
      if (found !== null && table.source.length > 0) names.add(name);
      return found;
    };
    return [i, { ...table, source: { ...table.source, column } }] as const;
  });
  return Object.fromEntries(all);
}

async function* partsOf<R>(rows: AsyncIterable<R> | Iterable<R>, rowsAtOnce: number): AsyncGenerator<R[]> {
  let part: R[] = [];
  for await (const row of rows) {
    if (part.push(row) < rowsAtOnce) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}

function requireBounded(plan: Plan, rowsAtOnce: number): void {
  if (!Number.isSafeInteger(rowsAtOnce) || rowsAtOnce < 1) {
    const right = "write how many rows to hold at a time, such as 65536";
    throw new KpiError("bad-plan", `tallyStream: rowsAtOnce is ${shown(rowsAtOnce)}; ${right}`);
  }
  requirePlan(plan);
  const { from, to } = plan;
  if (from !== undefined && to !== undefined) return;
  const right = 'give both: from: "2026-01-01", to: "2027-01-01"';
  throw new KpiError("bad-plan", `tallyStream: plan has no ${from === undefined ? "from" : "to"}; ${right}`);
}

function requireIterable(rows: unknown): void {
  const named = Object(rows) as object;
  if (Symbol.asyncIterator in named || Symbol.iterator in named) return;
  const right = "give an array, a generator, or a stream that can be iterated";
  throw new KpiError("bad-table", `tallyStream: rows are ${shown(rows)}; ${right}`);
}

/** The tally of a part, whose rejected rows are numbered on from those before. */
function numberedOn<Group>(own: Tally<Group>, before: Ledgers): Tally<Group> {
  const rows = own.ledgers.rows.map((ledger) => {
    const first = before.rows.find(({ kind }) => kind === ledger.kind)?.read ?? 0;
    return { ...ledger, rejected: ledger.rejected.map((one) => ({ ...one, row: one.row + first })) };
  });
  return sealed({ ...own, ledgers: { ...own.ledgers, rows } }) as Tally<Group>;
}
