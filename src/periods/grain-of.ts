import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import { type FiscalOptions, fiscal } from "./calendars.ts";
import { custom } from "./custom.ts";
import { dayStartingAt, type Shift, shifts } from "./day-parts.ts";
import {
  day,
  type Grain,
  type GrainName,
  halfYear,
  hour,
  isoWeek,
  month,
  quarter,
  type WeekOptions,
  week,
  year,
} from "./grain.ts";
import { type RetailOptions, retail, thirteenPeriods } from "./retail.ts";

const plain: Readonly<Record<GrainName, Grain>> = { hour, day, isoWeek, month, quarter, halfYear, year };

// One row for each kind of grain with options: its name in front of the bracket, and how to make it again from
// what is within. The functions that make grains check what they are given: the text may hold anything.
const families: Readonly<Record<string, (written: string) => Grain>> = {
  week: (written) => week(weekOptions(written)),
  dayStartingAt,
  shifts: (written) => shifts(jsonIn(written)[0] as Shift[]),
  custom: (written) => custom(...(jsonIn(written) as [string[], string[]])),
  fiscalYear: (written) => fiscal(fiscalOptions(written)).year,
  fiscalQuarter: (written) => fiscal(fiscalOptions(written)).quarter,
  fiscalMonth: (written) => fiscal(fiscalOptions(written)).month,
  retailYear: (written) => retail(weeksYearOptions(written)).year,
  retailQuarter: (written) => retail(weeksYearOptions(written)).quarter,
  retailMonth: (written) => retail(weeksYearOptions(written)).month,
  retailWeek: (written) => retail(weeksYearOptions(written)).week,
  thirteenYear: (written) => thirteenPeriods(weeksYearOptions(written)).year,
  thirteenPeriod: (written) => thirteenPeriods(weeksYearOptions(written)).period,
  thirteenWeek: (written) => thirteenPeriods(weeksYearOptions(written)).week,
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
  const [, family = "", written = ""] = /^(\w+)\((.*)\)$/s.exec(grain) ?? [];
  if (!Object.hasOwn(families, family)) throw unknownGrain(grain);
  const made = families[family]?.(written);
  if (made?.name === grain) return made;
  throw new KpiError(
    "bad-time",
    `grain: ${shown(grain)} is not how the name is written; write "${made?.name}"`,
  );
}

function isPlain(name: string): name is GrainName {
  return Object.hasOwn(plain, name);
}

/** The options of `startMonth=4,named=end`. */
function optionsIn(written: string): Readonly<Record<string, string>> {
  return Object.fromEntries(written.split(",").map((option) => option.split("=")));
}

function weekOptions(written: string): WeekOptions {
  const { startsOn, minimalDays } = optionsIn(written);
  return { startsOn: Number(startsOn), minimalDays: Number(minimalDays) };
}

function fiscalOptions(written: string): FiscalOptions {
  const { startMonth, named } = optionsIn(written);
  return { startMonth: Number(startMonth), named: named as FiscalOptions["named"] };
}

function weeksYearOptions(written: string): RetailOptions {
  const { pattern, endMonth, endWeekday, rule, named } = optionsIn(written);
  return {
    pattern: pattern as RetailOptions["pattern"],
    endMonth: Number(endMonth),
    endWeekday: Number(endWeekday),
    rule: rule as RetailOptions["rule"],
    named: named as RetailOptions["named"],
  };
}

/** The arguments of `shifts(…)` and `custom(…)`, whose texts may hold any sign. */
function jsonIn(written: string): readonly unknown[] {
  try {
    const read: unknown = JSON.parse(`[${written}]`);
    return Array.isArray(read) ? read : [];
  } catch {
    return [];
  }
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
