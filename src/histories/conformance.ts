import type { Decimal } from "../core/decimal.ts";
import { requireEntries } from "../core/entries.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import { shareOf } from "./exact-seconds.ts";
import type { Life } from "./item-life.ts";
import { type Flow, positionIn } from "./workflow.ts";

/** The ways that items may go. */
export interface AllowedWorkflow {
  /** Where an item may begin; anywhere by default. */
  readonly begins?: readonly string[];
  /** What may come directly after each state; after one that is not named here nothing may. */
  readonly follows: Readonly<Record<string, readonly string[]>>;
  /** Where an item may end; anywhere by default. */
  readonly ends?: readonly string[];
}

/** A finished item that left the allowed way. */
export interface Offender {
  readonly key: string;
  readonly run: number;
  /** The states or steps that it came to, in order. */
  readonly trace: readonly string[];
  /** The first place in the trace, from 0, that is not allowed; its length where only its end is not. */
  readonly step: number;
  /** What came before that place; null at the beginning. */
  readonly from: string | null;
  /** What stands there; null at the end. */
  readonly to: string | null;
}

/** How many of the finished items went the allowed way. */
export interface Conformance {
  readonly finished: number;
  readonly conforming: number;
  /** Null where none is finished. */
  readonly rate: Decimal | null;
  /** Items that are not finished: nobody knows yet which way they go, so they are not in the rate. */
  readonly running: number;
  readonly offenders: readonly Offender[];
}

export function conformanceOf(lives: readonly Life[], flow: Flow, allowed: AllowedWorkflow): Conformance {
  requireEntries("conformance: allowed", allowed, ["begins", "follows", "ends"], "bad-definition");
  const { begins, follows, ends } = allowed;
  const first = positionsIn(flow, "begins", begins ?? flow.names);
  const last = positionsIn(flow, "ends", ends ?? flow.names);
  if (typeof follows !== "object" || follows === null) throw notListed("follows", follows);
  const next = new Map(
    Object.entries(follows).map(([state, after]) => [
      positionIn(flow, "conformance: follows", state),
      positionsIn(flow, `follows.${state}`, after),
    ]),
  );
  const finished = lives.filter(({ finish }) => finish !== null);
  const offenders = finished.flatMap(({ course: { key, run, moves } }): Offender[] => {
    const trace = moves.map(({ position }) => position);
    const isAllowed = (position: number, i: number) =>
      i === 0 ? first.has(position) : next.get(trace[i - 1] as number)?.has(position) === true;
    const wrong = trace.findIndex((position, i) => !isAllowed(position, i));
    if (wrong === -1 && last.has(trace.at(-1) as number)) return [];
    const step = wrong === -1 ? trace.length : wrong;
    const nameAt = (i: number) => flow.names[trace[i] ?? -1] ?? null;
    return [
      {
        key,
        run,
        trace: trace.map((_, i) => nameAt(i) as string),
        step,
        from: nameAt(step - 1),
        to: nameAt(step),
      },
    ];
  });
  const conforming = finished.length - offenders.length;
  return {
    finished: finished.length,
    conforming,
    rate: shareOf(conforming, finished.length),
    running: lives.length - finished.length,
    offenders,
  };
}

function positionsIn(flow: Flow, entry: string, states: readonly string[]): ReadonlySet<number> {
  if (!Array.isArray(states)) throw notListed(entry, states);
  return new Set(states.map((state) => positionIn(flow, `conformance: ${entry}`, state)));
}

function notListed(entry: string, found: unknown): KpiError {
  const right = 'list states of the workflow, such as { follows: { doing: ["done"] } }';
  return new KpiError("bad-definition", `conformance: ${entry} is ${shown(found)}; ${right}`);
}
