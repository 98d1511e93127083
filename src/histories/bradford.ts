import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import type { Columns } from "../core/source.ts";
import { bradfordFactor } from "../models/bradford.ts";
import { absence } from "../records/absence.ts";
import {
  type AbsenceOptions,
  type AbsenceSpells,
  dateIn,
  joinedAbsences,
  workingDaysOf,
} from "./absence-spells.ts";
import { optionsOf } from "./entries.ts";

const DAY = 86_400_000;

/** How the columns are called, and how days and spells are counted. */
export type BradfordOptions<R> = AbsenceOptions<R> & {
  /** The day that it is reckoned on; the weeks are those before it. */
  readonly on: string;
  /** Which days of a spell count: those that are worked, or all. */
  readonly days: "working" | "calendar";
  /** A spell that lasts is `counted` up to the day before `on`, or `left-out` until it ends. */
  readonly lasting: "counted" | "left-out";
  /** 52 unless said. */
  readonly weeks?: number;
};

/** The Bradford factor of a person. */
export interface BradfordScore {
  readonly person: string;
  readonly spells: number;
  readonly days: number;
  readonly points: number;
}

/** Everybody with a row of absence, those without a spell in the weeks with 0 points. */
export interface Bradford {
  readonly rows: readonly BradfordScore[];
  readonly ledger: AbsenceSpells["ledger"];
}

/**
 * The Bradford factor of each person, spells squared times days in the last 52 weeks, from rows of absence that are
 * joined to spells as by `absenceSpells`. A spell that began before the weeks is one spell, with its days within them.
 *
 * It is of single persons: there is no metric of it, and no average. Where it leads to measures, the law on disability
 * and maternity has a say.
 *
 * @example
 * ```ts
 * import { bradford } from "kpi-core/histories";
 * import { workSchedule } from "kpi-core/periods";
 *
 * const day = [["09:00", "17:00"]] as const;
 * const weekly = { mon: day, tue: day, wed: day, thu: day, fri: day };
 * const schedule = workSchedule({ timeZone: "Europe/Paris", weekly });
 * const sick = [
 *   { person: "a", firstDay: "2026-01-09", lastDay: "2026-01-09" },
 *   { person: "a", firstDay: "2026-01-12", lastDay: "2026-01-12" },
 * ];
 * const options = { schedule, on: "2026-02-01", lasting: "counted" } as const;
 * bradford(sick, { ...options, days: "working" }).rows // => [{ person: "a", spells: 1, days: 2, points: 2 }]
 * bradford(sick, { ...options, days: "calendar" }).rows // => [{ person: "a", spells: 1, days: 4, points: 4 }]
 * ```
 */
export function bradford<R extends object>(
  absences: Iterable<R> | Columns<R>,
  options: BradfordOptions<R>,
): Bradford {
  const names = ["schedule", "on", "days", "lasting", "weeks"];
  const {
    schedule,
    on,
    days,
    lasting,
    weeks = 52,
    ...mapping
  } = optionsOf("bradford", options, absence, names);
  requireOneOf("days", days, ["working", "calendar"]);
  requireOneOf("lasting", lasting, ["counted", "left-out"]);
  if (!Number.isSafeInteger(weeks) || weeks < 1) {
    throw new KpiError("bad-plan", `bradford: weeks is ${shown(weeks)}; write a whole number, such as 52`);
  }
  const end = dateIn("bradford: on", on);
  const [from, to] = [end - weeks * 7 * DAY, end - DAY];
  const { spells, ledger } = joinedAbsences("bradford", absences as Iterable<object>, schedule, mapping);
  const daysOf = (first: number, last: number) =>
    days === "calendar" ? (last - first) / DAY + 1 : workingDaysOf(schedule, first, last);
  const rows = [...spells].map(([person, list]): BradfordScore => {
    const counted = list.flatMap(({ firstDay, lastDay }) => {
      if (lasting === "left-out" && (lastDay === null || lastDay > to)) return [];
      const [first, last] = [Math.max(firstDay, from), Math.min(lastDay ?? to, to)];
      const own = first > last ? 0 : daysOf(first, last);
      return own === 0 ? [] : [own]; // nobody is absent on a day off
    });
    const sum = counted.reduce((total, own) => total + own, 0);
    return {
      person,
      spells: counted.length,
      days: sum,
      points: bradfordFactor({ spells: counted.length, days: sum }),
    };
  });
  return { rows, ledger };
}

function requireOneOf(name: string, value: unknown, values: readonly string[]): void {
  if (values.some((one) => one === value)) return;
  throw new KpiError(
    "bad-plan",
    `bradford: ${name} is ${shown(value)}; write ${values.map(shown).join(" or ")}`,
  );
}
