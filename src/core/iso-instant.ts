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
  if (year > 9999 || month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59) return Number.NaN;
  if (day > 28 && day > daysIn(year, month)) return Number.NaN;
  let at = 16;
  let ms = (hour * 60 + minute) * 60_000;
  if (text.charCodeAt(16) === 58) {
    if (length < 20) return Number.NaN; // to look past the end is slow
    const second = pair(text, 17);
    if (second > 59) return Number.NaN;
    ms += second * 1000;
    at = 19;
    if (text.charCodeAt(19) === 46) {
      if (length < 24) return Number.NaN;
      const fraction = pair(text, 20) * 10 + digit(text, 22);
      if (fraction > 999) return Number.NaN;
      ms += fraction;
      at = 23;
    }
  }
  const local = daysTo(year, month, day) * DAY + ms;
  return text.charCodeAt(at) === 90 && length === at + 1 ? local : local - offsetAt(text, at);
}

/** Milliseconds east of UTC of `+01:00` at the end of a text; NaN for anything else. */
function offsetAt(text: string, at: number): number {
  const sign = text.charCodeAt(at);
  if ((sign !== 43 && sign !== 45) || text.length !== at + 6 || text.charCodeAt(at + 3) !== 58)
    return Number.NaN;
  const hours = pair(text, at + 1);
  const minutes = pair(text, at + 4);
  if (hours > 18 || minutes > 59) return Number.NaN;
  return (sign === 45 ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

function daysIn(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && isLeap ? 29 : (MONTH_DAYS[month] as number);
}

/** Days from 1970-01-01 to a civil date; years begin in March, so that the leap day is their last. */
function daysTo(year: number, month: number, day: number): number {
  const from = month > 2 ? year : year - 1;
  const inYear = (((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) | 0) + day - 1;
  const century = Math.floor(from / 100);
  return from * 365 + (from >> 2) - century + (century >> 2) + inYear - 719_468;
}

/** What has no digits: more than any part of a time can be, in integers, which are quicker than NaN. */
const NO_DIGITS = 10_000;

function pair(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >>> 0 <= 9 && ones >>> 0 <= 9 ? tens * 10 + ones : NO_DIGITS;
}

function digit(text: string, at: number): number {
  const code = text.charCodeAt(at) - 48;
  return code >>> 0 <= 9 ? code : NO_DIGITS;
}
