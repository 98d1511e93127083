import { KpiError } from "../core/errors.ts";
import { readClock, shown } from "../core/instant.ts";
import type { Mapping } from "../core/mapping.ts";
import type { Columns } from "../core/source.ts";
import { dayText } from "../periods/grain.ts";
import type { WorkSchedule } from "../periods/work-schedule.ts";
import { zoneOf } from "../periods/zone.ts";
import { absence } from "../records/absence.ts";
import { optionsOf } from "./entries.ts";
import { byKey, type Entry, type LogLedger, type RecordOf, readLog } from "./log.ts";

const DAY = 86_400_000;

/** How the columns of the absences are called, and which days are worked. */
export type AbsenceOptions<R> = Mapping<typeof absence, R> & {
  /** When the people work: days between two absences on which nobody works do not part them. */
  readonly schedule: WorkSchedule;
};

/** A spell of absence, a record of the kind `absence`. */
export type AbsenceSpell = RecordOf<typeof absence>;

/** The spells, and what became of the rows; `joined` are those that belong to a spell before them. */
export interface AbsenceSpells {
  readonly rows: readonly AbsenceSpell[];
  readonly ledger: LogLedger<never, "out-of-order" | "joined">;
}

/** A spell with its days as local midnights; its last day is null while it lasts. */
export type JoinedAbsence = Omit<Entry<typeof absence>, "row">;

/**
 * Rows of absence as spells: rows of a person that overlap, follow one another, or have only days off between them are
 * one. Sick on Friday and on Monday in two rows is one spell from Friday to Monday. What the first row says of the type,
 * team and site holds for the spell; it is long-term where one of its rows is.
 *
 * @example
 * ```ts
 * import { absenceSpells } from "kpi-core/histories";
 * import { workSchedule } from "kpi-core/periods";
 *
 * const day = [["09:00", "17:00"]] as const;
 * const weekly = { mon: day, tue: day, wed: day, thu: day, fri: day };
 * const schedule = workSchedule({ timeZone: "Europe/Paris", weekly });
 * const sick = [
 *   { person: "a", firstDay: "2026-01-09", lastDay: "2026-01-09" },
 *   { person: "a", firstDay: "2026-01-12", lastDay: "2026-01-12" },
 *   { person: "a", firstDay: "2026-01-14", lastDay: "2026-01-14" },
 * ];
 * const { rows } = absenceSpells(sick, { schedule });
 * rows.map(({ firstDay, lastDay }) => [firstDay, lastDay])
 * // => [["2026-01-09", "2026-01-12"], ["2026-01-14", "2026-01-14"]]
 * ```
 */
export function absenceSpells<R extends object>(
  absences: Iterable<R> | Columns<R>,
  options: AbsenceOptions<R>,
): AbsenceSpells {
  const { schedule, ...mapping } = optionsOf("absenceSpells", options, absence, ["schedule"]);
  const { spells, ledger } = joinedAbsences("absenceSpells", absences as Iterable<object>, schedule, mapping);
  const rows = [...spells.values()].flat().map(({ firstDay, lastDay, ...rest }) => ({
    ...rest,
    firstDay: dayText(firstDay),
    lastDay: lastDay === null ? null : dayText(lastDay),
  }));
  return { rows, ledger };
}

/** The spells of each person, in the order of time. */
export function joinedAbsences(
  subject: string,
  absences: Iterable<object>,
  schedule: WorkSchedule,
  mapping: object,
): {
  readonly spells: ReadonlyMap<string, readonly JoinedAbsence[]>;
  readonly ledger: AbsenceSpells["ledger"];
} {
  if (typeof schedule?.workingDays !== "function") {
    const right = "give the workSchedule of the people";
    throw new KpiError("bad-plan", `${subject}: schedule is ${shown(schedule)}; ${right}`);
  }
  const log = readLog(subject, absence, absences, mapping, zoneOf("UTC"));
  const entries = log.entries.map((entry) => ({ ...entry, at: entry.firstDay }));
  const { lists, outOfOrder } = byKey(entries, ({ person }) => person);
  const spells = new Map<string, JoinedAbsence[]>();
  let joined = 0;
  for (const [person, list] of lists) {
    const own: JoinedAbsence[] = [];
    for (const { row: _, at: __, ...next } of list) {
      const last = own.at(-1);
      if (last === undefined || workedBetween(schedule, last.lastDay, next.firstDay)) own.push(next);
      else {
        joined++;
        const lastDay =
          last.lastDay === null || next.lastDay === null ? null : Math.max(last.lastDay, next.lastDay);
        const longTerm = last.longTerm || next.longTerm ? true : (last.longTerm ?? next.longTerm);
        own[own.length - 1] = { ...last, lastDay, longTerm };
      }
    }
    spells.set(person, own);
  }
  const ledger = { read: log.read, used: log.entries.length, leftOut: {}, rejected: log.rejected };
  return { spells, ledger: { ...ledger, mended: { "out-of-order": outOfOrder, joined } } };
}

/** Whether there is a working day after one local date and before another. */
function workedBetween(schedule: WorkSchedule, after: number | null, before: number): boolean {
  return after !== null && workingDaysOf(schedule, after + DAY, before - DAY) > 0;
}

/** The working days from one local date to another, both included. */
export function workingDaysOf(schedule: WorkSchedule, first: number, last: number): number {
  return schedule.workingDays(dayText(first - DAY), dayText(last));
}

/** The local midnight of a date. */
export function dateIn(subject: string, date: string): number {
  const reading = typeof date === "string" ? readClock(date) : null;
  if (reading?.dateOnly) return reading.local;
  throw new KpiError("bad-plan", `${subject} is ${shown(date)}; write a date, such as 2026-01-31`);
}
