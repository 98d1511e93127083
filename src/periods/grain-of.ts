import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import { type FiscalOptions, fiscal } from "./calendars.ts";
import { day, type Grain, type GrainName, hour, isoWeek, month, quarter, week, year } from "./grain.ts";

const plain: Readonly<Record<GrainName, Grain>> = { hour, day, isoWeek, month, quarter, year };

type Options = Readonly<Record<string, string>>;

// One row for each kind of grain with options: its name in front of the bracket, and how to make it again.
const families: Readonly<Record<string, (options: Options) => Grain>> = {
  week: ({ startsOn, minimalDays }) => week({ startsOn: Number(startsOn), minimalDays: Number(minimalDays) }),
  fiscalYear: (options) => fiscal(fiscalOptions(options)).year,
  fiscalQuarter: (options) => fiscal(fiscalOptions(options)).quarter,
  fiscalMonth: (options) => fiscal(fiscalOptions(options)).month,
};

/**
 * The grain of a name, as written by hand (`"month"`) or as a tally stored it (`grain.name`, options
 * included); a grain is returned as it is. Throws a `KpiError` when there is no such grain.
 *
 * @example
 * ```ts
 * import { grainOf } from "kpi-core/periods";
 *
 * grainOf("quarter").label(Date.UTC(2026, 1, 1)) // => "2026-Q1"
 * grainOf("fiscalYear(startMonth=4,named=end)").label(Date.UTC(2026, 3, 1)) // => "FY2027"
 * ```
 */
export function grainOf(grain: string | Grain): Grain {
  if (typeof grain !== "string") return asGrain(grain);
  if (isPlain(grain)) return plain[grain];
  if (grain === "week") {
    const right = 'use "isoWeek", or week({ startsOn: 7, minimalDays: 1 })';
    throw new KpiError("bad-time", `grain: "week" does not say on which day a week starts; ${right}`);
  }
  const [, family = "", text = ""] = /^(\w+)\((.*)\)$/.exec(grain) ?? [];
  if (!Object.hasOwn(families, family)) throw unknownGrain(grain);
  const made = families[family]?.(Object.fromEntries(text.split(",").map((option) => option.split("="))));
  if (made?.name === grain) return made;
  throw new KpiError(
    "bad-time",
    `grain: ${shown(grain)} is not how the name is written; write "${made?.name}"`,
  );
}

function isPlain(name: string): name is GrainName {
  return Object.hasOwn(plain, name);
}

/** What `fiscal` checks: the text of a name may hold anything. */
function fiscalOptions({ startMonth, named }: Options): FiscalOptions {
  return { startMonth: Number(startMonth), named: named as FiscalOptions["named"] };
}

function asGrain(grain: Grain): Grain {
  const methods = [grain?.floor, grain?.next, grain?.label];
  if (methods.every((method) => typeof method === "function") && typeof grain.name === "string") return grain;
  throw unknownGrain(grain);
}

function unknownGrain(value: unknown): KpiError {
  const names = Object.keys(plain).join(", ");
  return new KpiError(
    "bad-time",
    `grain: ${shown(value)} is not a grain; use ${names}, or a grain such as week({ … }) or fiscal({ … }).year`,
  );
}
