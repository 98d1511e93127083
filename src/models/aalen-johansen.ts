import { Decimal, type Numeric } from "../core/decimal.ts";
import { shown } from "../core/instant.ts";
import { counted, type Followed, livesOf, riskSteps, stepAt, timeOf } from "./lifetimes.ts";
import { survivalAfter } from "./survival.ts";

/** How long something was followed, and why it ended; null where it was only seen for so long. */
export interface CausedLifetime extends Followed {
  readonly cause: string | null;
}

/** The shares that have ended by a time, one for each cause, and the share that lasts longer: together they are 1. */
export interface Incidence {
  readonly time: Decimal;
  readonly survival: Decimal;
  readonly incidence: Readonly<Record<string, Decimal>>;
}

/** A duration at which something ended or was last seen. */
export interface IncidenceStep extends Incidence {
  readonly atRisk: number;
  /** How many ended, by cause. */
  readonly events: Readonly<Record<string, number>>;
  readonly censored: number;
}

/** What `aalenJohansen` gives. */
export interface IncidenceCurves {
  readonly n: number;
  /** In the order of their names. */
  readonly causes: readonly string[];
  readonly steps: readonly IncidenceStep[];
  /** The shares at a time; null after the last that was seen. */
  at(time: Numeric): Incidence | null;
}

/**
 * What ends for several reasons, of which one is the first: the cumulative incidence of each cause by Aalen and
 * Johansen (1978), exact to 30 digits. `1 - S` of Kaplan and Meier, with the other causes taken as lost from sight,
 * says how many would end if there were no other cause, and always says too much about how many do.
 *
 * @example
 * ```ts
 * import { aalenJohansen } from "kpi-core/models";
 *
 * const left = aalenJohansen([
 *   { duration: 1, cause: "cancelled" },
 *   { duration: 2, cause: "card expired" },
 *   { duration: 3, cause: "cancelled" },
 *   { duration: 4, cause: null },
 * ]);
 * left.at(3)?.incidence // => { cancelled: 0.5, "card expired": 0.25 }
 * left.at(3)?.survival // => 0.25
 * ```
 */
export function aalenJohansen(lifetimes: readonly CausedLifetime[]): IncidenceCurves {
  const lives = livesOf("aalenJohansen", lifetimes, isCaused);
  const causes = [...new Set(lives.flatMap(({ given }) => given.cause ?? []))].sort();
  let survival = new Decimal(1);
  let shares = causes.map(() => new Decimal(0));
  const steps = riskSteps(lives).map(({ time, atRisk, leaving }): IncidenceStep => {
    const ended = causes.map((cause) => counted(leaving.filter(({ given }) => given.cause === cause)));
    const before = survival;
    const all = ended.reduce((sum, n) => sum + n, 0);
    shares = shares.map((share, i) => share.plus(before.times(ended[i] ?? 0).div(atRisk)));
    if (all > 0) survival = survivalAfter(before, all, atRisk);
    const censored = counted(leaving) - all;
    return { time, atRisk, events: by(causes, ended), censored, survival, incidence: by(causes, shares) };
  });
  return {
    n: counted(lives),
    causes,
    steps,
    at(given) {
      const time = timeOf("aalenJohansen: at", given);
      if (!steps.at(-1)?.time.gte(time)) return null;
      const none = {
        survival: new Decimal(1),
        incidence: by(
          causes,
          causes.map(() => new Decimal(0)),
        ),
      };
      const { survival, incidence } = stepAt(steps, time) ?? none;
      return { time, survival, incidence };
    },
  };
}

function isCaused({ cause }: CausedLifetime): string | null {
  if (cause === null || typeof cause === "string") return null;
  return `cause is ${shown(cause)}; write a text, or null where it has not ended`;
}

function by<V>(causes: readonly string[], values: readonly V[]): Record<string, V> {
  return Object.fromEntries(causes.map((cause, i) => [cause, values[i] as V]));
}
