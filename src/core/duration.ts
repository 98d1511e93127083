const SHAPE = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const SECONDS = [604_800, 86_400, 3600, 60, 1];

/** 10,000 years: what is longer takes a date out of the calendar. */
const LONGEST = 3_650_000 * 86_400_000;

/**
 * Milliseconds of an ISO 8601 duration in weeks, days of 24 hours, hours, minutes and seconds, up to 3,650,000 days; null
 * for others.
 */
export function readDuration(text: string): number | null {
  const match = text === "P" ? null : SHAPE.exec(text);
  if (match === null) return null;
  const ms = SECONDS.reduce((sum, seconds, unit) => sum + seconds * 1000 * Number(match[unit + 1] ?? 0), 0);
  return ms <= LONGEST ? ms : null;
}
