import type { Decimal } from "../core/decimal.ts";
import { medianSeconds, shareOf } from "./exact-seconds.ts";

/** How many entries reached a step. Rates and times are of those whose window is over. */
export interface FunnelStep {
  /** The event of the step; null in any order, where the second step is whichever comes second. */
  readonly step: string | null;
  readonly reached: number;
  /** Of the entries, and of those that reached the step before; null where there are none. */
  readonly ofEntries: Decimal | null;
  readonly ofPrevious: Decimal | null;
  /** Seconds since the first step until which half of those who reached it had; null where nobody did. */
  readonly medianSeconds: Decimal | null;
  /** Entries that reached it already while their window is not over; in no other number of the line. */
  readonly immature: number;
}

export function stepsTable(
  entries: readonly { readonly mature: boolean; readonly reachedAt: readonly number[] }[],
  steps: readonly (string | null)[],
): FunnelStep[] {
  const [mature, young] = [true, false].map((is) =>
    entries.filter((entry) => entry.mature === is).map(({ reachedAt }) => reachedAt),
  ) as [(readonly number[])[], (readonly number[])[]];
  const reaching = (some: readonly (readonly number[])[], place: number) =>
    some.filter((times) => times.length > place);
  return steps.map((step, place) => {
    const reached = reaching(mature, place);
    return {
      step,
      reached: reached.length,
      ofEntries: shareOf(reached.length, mature.length),
      ofPrevious: place === 0 ? null : shareOf(reached.length, reaching(mature, place - 1).length),
      medianSeconds: medianSeconds(reached.map((times) => (times[place] as number) - (times[0] as number))),
      immature: reaching(young, place).length,
    };
  });
}
