import { rangeOfPeriods, type TallyData } from "../engine/tally.ts";
import { type Zone, zoneOf } from "../periods/zone.ts";
import type { Words } from "./words.ts";

/** A moment by the clock of a report: the day alone where it is midnight. */
export function momentText(ms: number, tally: TallyData): string {
  const text = new Date(zoneIn(tally).localAt(ms)).toISOString();
  const [day = "", time = ""] = text.split("T");
  return time.startsWith("00:00:00.000") ? day : `${day} ${time.slice(0, 5)}`;
}

/** Over which days a report is, as of when, by which clock; null where it has no periods. */
export function headingOf(tally: TallyData, words: Words): string | null {
  const range = rangeOfPeriods(tally.periods);
  if (range === null) return null;
  const asOf = tally.asOf === null ? null : momentText(tally.asOf, tally);
  return words.heading(momentText(range.start, tally), lastText(range.end, tally), asOf, zoneIn(tally).id);
}

/** The last day before a midnight, else the last minute. */
function lastText(end: number, tally: TallyData): string {
  const isMidnight = momentText(end, tally).length === 10;
  const last = momentText(end - 1, tally);
  return isMidnight ? last.slice(0, 10) : last;
}

/** The zone of a tally; UTC where it has none, or one of its own rules, which are not stored. */
function zoneIn({ timeZone }: TallyData): Zone {
  try {
    return zoneOf(timeZone ?? "UTC");
  } catch {
    return zoneOf("UTC");
  }
}
