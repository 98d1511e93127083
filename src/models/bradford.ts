import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";

/**
 * The Bradford factor of one person: spells of absence squared, times days of absence, in the same 52 weeks. Many short
 * spells weigh more than a long one. It is of a person, and is neither added up nor averaged over several.
 *
 * Throws a `KpiError` for spells that are no whole number, and for spells and days below 0. Source: S4labour;
 * cca2z.com, whose examples are below.
 *
 * @example
 * ```ts
 * import { bradfordFactor } from "kpi-core/models";
 *
 * bradfordFactor({ spells: 1, days: 10 }) // => 10
 * bradfordFactor({ spells: 5, days: 10 }) // => 250
 * bradfordFactor({ spells: 10, days: 10 }) // => 1000
 * bradfordFactor({ spells: 1.5, days: 10 }) // throws bradfordFactor: spells is 1.5; write how many, as a whole number
 * ```
 */
export function bradfordFactor({ spells, days }: { readonly spells: number; readonly days: number }): number {
  if (!Number.isSafeInteger(spells) || spells < 0) {
    const right = "write how many, as a whole number";
    throw new KpiError("bad-input", `bradfordFactor: spells is ${shown(spells)}; ${right}`);
  }
  if (!Number.isFinite(days) || days < 0) {
    throw new KpiError("bad-input", `bradfordFactor: days is ${shown(days)}; write how many, 0 or more`);
  }
  const points = spells * spells * days;
  if (Number.isFinite(points)) return points + 0; // not -0
  throw new KpiError("bad-input", `bradfordFactor: ${shown(days)} days are too many; write those of a year`);
}
