// Days of the months of a common year, and days before 1 January 1970 counted from the year 0
const MONTH_DAYS = Uint8Array.of(0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31);
const DAY = 86_400_000;

/**
 * Epoch milliseconds of a text in one of the shapes that programs write, read by position:
 * `2026-01-31T09:00Z`, `2026-01-31T09:00:00.123+01:00`. NaN for any other text, which `readInstant` reads and judges.
 */
export function isoInstant(text: string): number {
  const { length } = text;
  if (length < 17 || length > 29) return Number.NaN;
  const year = pair(text, 0) * 100 + pair(text, 2);
  const month = pair(text, 5);
  const day = pair(text, 8);
  const hour = pair(text, 11);
  const minute = pair(text, 14);
  const separated = text.charCodeAt(4) === 45 && text.charCodeAt(7) === 45 && text.charCodeAt(13) === 58;
  const middle = text.charCodeAt(10);
  if (!separated || (middle !== 84 && middle !== 32)) return Number.NaN;
  if (!(month >= 1 && month <= 12 && day >= 1 && hour <= 23 && minute <= 59 && year >= 0)) return Number.NaN;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (day > (month === 2 && isLeap ? 29 : (MONTH_DAYS[month] as number))) return Number.NaN;
  let at = 16;
  let ms = (hour * 60 + minute) * 60_000;
  if (text.charCodeAt(at) === 58) {
    const second = pair(text, 17);
    if (!(second <= 59)) return Number.NaN;
    ms += second * 1000;
    at = 19;
    if (text.charCodeAt(at) === 46) {
      const fraction = pair(text, 20) * 10 + digit(text, 22);
      if (Number.isNaN(fraction)) return Number.NaN;
      ms += fraction;
      at = 23;
    }
  }
  const offset = offsetAt(text, at);
  return daysTo(year, month, day) * DAY + ms - offset;
}

/** Milliseconds east of UTC of `Z` or `+01:00` at the end of a text; NaN for anything else. */
function offsetAt(text: string, at: number): number {
  const sign = text.charCodeAt(at);
  if (sign === 90) return text.length === at + 1 ? 0 : Number.NaN;
  if ((sign !== 43 && sign !== 45) || text.length !== at + 6 || text.charCodeAt(at + 3) !== 58)
    return Number.NaN;
  const [hours, minutes] = [pair(text, at + 1), pair(text, at + 4)];
  if (!(hours <= 18 && minutes <= 59)) return Number.NaN;
  return (sign === 45 ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/** Days from 1970-01-01 to a civil date; years begin in March, so that the leap day is their last. */
function daysTo(year: number, month: number, day: number): number {
  const from = month > 2 ? year : year - 1;
  const inYear = (((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) | 0) + day - 1;
  const leaps = Math.floor(from / 4) - Math.floor(from / 100) + Math.floor(from / 400);
  return from * 365 + leaps + inYear - 719_468;
}

function pair(text: string, at: number): number {
  return digit(text, at) * 10 + digit(text, at + 1);
}

function digit(text: string, at: number): number {
  const code = text.charCodeAt(at) - 48;
  return code >= 0 && code <= 9 ? code : Number.NaN;
}
