import { Decimal } from "../core/decimal.ts";
import type { Columns } from "../core/source.ts";
import type { Grain } from "../periods/grain.ts";
import type { Period } from "../periods/period.ts";
import {
  type ActiveLedger,
  type ActiveOptions,
  type ActivePeriods,
  activeOptionsOf,
  activePeriods,
} from "./active-periods.ts";
import { lowestBit } from "./retention-rules.ts";

/** Who was active in a period, by what they were in the one before. */
export interface LifecyclePeriod {
  readonly period: Period;
  /** False while it runs: who is dormant so far may still come. */
  readonly complete: boolean;
  readonly active: number;
  /** Active for the first time. */
  readonly new: number;
  /** Active now and in the period before. */
  readonly current: number;
  /** Active now and at some time, but not in the period before. */
  readonly resurrected: number;
  /** Active in the period before, and not now. */
  readonly dormant: number;
  /** (new + resurrected) / dormant, above 1 where there are more than before; null where nobody is dormant. */
  readonly pulse: Decimal | null;
}

/** How many actors were new, kept, back and gone, period by period. */
export interface Lifecycle {
  readonly periods: readonly LifecyclePeriod[];
  readonly ledger: ActiveLedger;
}

/**
 * New, current, resurrected and dormant actors by period. For every period
 * active = active in the period before - dormant + new + resurrected.
 *
 * @example
 * ```ts
 * import { lifecycle } from "kpi-core/histories";
 *
 * const visits = [
 *   { actor: "a", at: "2026-01-05T10:00:00Z" },
 *   { actor: "b", at: "2026-01-20T10:00:00Z" },
 *   { actor: "a", at: "2026-02-03T10:00:00Z" },
 *   { actor: "c", at: "2026-02-11T10:00:00Z" },
 * ];
 * const { periods } = lifecycle(visits, { grain: "month", timeZone: "Europe/Paris", asOf: "2026-03-01" });
 * periods.map(({ active, current, dormant }) => [active, current, dormant]) // => [[2, 0, 0], [2, 1, 1]]
 * periods[1]?.pulse // => 1
 * ```
 */
export function lifecycle<R extends object>(
  activity: Iterable<R> | Columns<R>,
  options: ActiveOptions<R> & { readonly grain: string | Grain },
): Lifecycle {
  const { grain } = activeOptionsOf("lifecycle", options, ["grain"]);
  const read = activePeriods("lifecycle", activity, grain, options);
  const { line, asOf, isShown, ledger } = read;
  if (line === null) return { periods: [], ledger };
  const states = countStates(read, line.length);
  const periods = Array.from(line, (period, i): LifecyclePeriod => {
    const [fresh, current, resurrected, dormant] = states.map((counts) => counts[i] as number) as Four;
    return {
      period,
      complete: period.end <= asOf,
      active: fresh + current + resurrected,
      new: fresh,
      current,
      resurrected,
      dormant,
      pulse: dormant === 0 ? null : new Decimal(fresh + resurrected).div(dormant),
    };
  });
  return { periods: periods.filter(({ period }) => isShown(period)), ledger };
}

type Four = [number, number, number, number];

/** New, current, resurrected and dormant actors of each period: each active period of an actor says what it is. */
function countStates({ actorCount, words, wordsEach }: ActivePeriods, length: number): readonly Int32Array[] {
  const [fresh, current, resurrected] = [0, 1, 2].map(() => new Int32Array(length)) as [
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  const dormant = new Int32Array(length + 1); // who is active in the last period may be dormant after it
  const add = (counts: Int32Array, i: number, by: number) => {
    counts[i] = (counts[i] as number) + by;
  };
  for (let actor = 0; actor < actorCount; actor++) {
    let last = Number.NaN;
    for (let w = 0; w < wordsEach; w++) {
      for (let bits = words[actor * wordsEach + w] as number; bits !== 0; bits &= bits - 1) {
        const i = 32 * w + lowestBit(bits);
        if (Number.isNaN(last)) add(fresh, i, 1);
        else if (last === i - 1) {
          add(current, i, 1);
          add(dormant, i, -1);
        } else add(resurrected, i, 1);
        add(dormant, i + 1, 1);
        last = i;
      }
    }
  }
  return [fresh, current, resurrected, dormant];
}
