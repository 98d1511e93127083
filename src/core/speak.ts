import { Decimal, type Numeric, readDecimal } from "./decimal.ts";
import { KpiError } from "./errors.ts";
import { shown } from "./instant.ts";
import { type Locale, localeOf, type Unit } from "./units.ts";

/** What `speak` needs to know beside the value. */
export interface Speech {
  readonly unit: Unit;
  readonly locale?: Locale;
  /** ISO 4217 code, for amounts of money. */
  readonly currency?: string;
  /** True for working time: `40 h`, and not days of 24 hours, which nobody works. */
  readonly hours?: boolean;
  /** Values that this one must not look like, unless it equals them: its target. */
  readonly apart?: readonly Numeric[];
}

/** The typography of a language; the host's locale data differ between runtimes and are not asked. */
const styles: Readonly<Record<Locale, Style>> = {
  en: { point: ".", group: ",", gap: " ", days: "d", one: "points", points: "points" },
  fr: { point: ",", group: "\u202f", gap: "\u202f", days: "j", one: "point", points: "points" },
};

interface Style {
  readonly point: string;
  readonly group: string;
  readonly gap: string;
  readonly days: string;
  /** Below 2, as in 1.5, where a language has its own word for that. */
  readonly one: string;
  readonly points: string;
}

/** Currencies whose amounts have no digits after the point, or three (ISO 4217). */
const withoutMinor = new Set("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split(" "));
const inThousandths = new Set("BHD IQD JOD KWD LYD OMR TND".split(" "));

/** More digits than these are not said; then comes `<` or `>`. */
const FINEST = 6;

/**
 * A value as people read it: `81.1 %`, `3 h 12 min`, `1,234.50 EUR`. Rounded half to even, for the eye only.
 *
 * No value looks like 0, a share not like 100 %, and none like those in `apart`, unless it is that: it gets more
 * digits instead. Counts are said in full, ratios to two decimals, durations by their two largest parts, where a day
 * has 24 hours and what rounds to a whole larger part is that: 23 h 30 min are 1 d. Throws a `KpiError` for what is no
 * number and for an unknown locale.
 *
 * @example
 * ```ts
 * import { speak } from "kpi-core";
 *
 * speak("0.8114", { unit: "share" }) // => "81.1 %"
 * speak("0.9996", { unit: "share" }) // => "99.96 %"
 * speak("0.69996", { unit: "share", apart: [0.7] }) // => "69.996 %"
 * speak(11520, { unit: "seconds" }) // => "3 h 12 min"
 * speak("1234.5", { unit: "money", currency: "EUR", locale: "fr" }) // => "1\u202f234,50\u202fEUR"
 * ```
 */
export function speak(value: Numeric, speech: Speech): string {
  const exact = numberIn("speak", value);
  const { unit, apart = [] } = speech;
  const others = [new Decimal(0), ...(unit === "share" ? [new Decimal(1)] : []), ...apart.map(apartIn)];
  return said(exact, others, speech, "");
}

/**
 * A difference as people read it, always with its sign; that of two shares is in points: `-10.0 points`, `+2 h`.
 *
 * @example
 * ```ts
 * import { speakVariance } from "kpi-core";
 *
 * speakVariance("-0.1", { unit: "share" }) // => "-10.0 points"
 * speakVariance(7200, { unit: "seconds" }) // => "+2 h"
 * speakVariance(0, { unit: "count" }) // => "0"
 * ```
 */
export function speakVariance(value: Numeric, speech: Speech): string {
  const exact = numberIn("speakVariance", value);
  const { one, points, gap } = styles[localeOf(speech.locale)];
  // As printed: 1.96 is 2.0 points
  const inPoints = exact.times(100).abs().toDecimalPlaces(1);
  const text = said(exact, [new Decimal(0)], speech, gap + (inPoints.lt(2) ? one : points));
  return exact.gt(0) && !text.startsWith(">") ? `+${text}` : text;
}

function numberIn(subject: string, value: unknown): Decimal {
  const exact = readDecimal(value);
  if (exact === null) throw new KpiError("bad-input", `${subject}: ${shown(value)} is no number; give one`);
  return exact.isZero() ? new Decimal(0) : exact; // not -0
}

function apartIn(value: Numeric): Decimal {
  return numberIn("speak: apart", value);
}

/** With as many digits as it takes not to look like another number. */
function said(exact: Decimal, others: readonly Decimal[], speech: Speech, points: string): string {
  const at = (value: Decimal, more: number) => phrase(value, more, speech, points);
  for (let more = 0; ; more++) {
    const text = at(exact, more);
    const twin = others.find((other) => !other.eq(exact) && at(other, more) === text);
    if (twin === undefined) return text;
    if (more < FINEST) continue;
    return (exact.lt(twin) ? "<" : ">") + styles[localeOf(speech.locale)].gap + at(twin, 0);
  }
}

/** A value with so many digits more than usual. */
function phrase(exact: Decimal, more: number, speech: Speech, points: string): string {
  const { unit, currency, hours = false } = speech;
  const style = styles[localeOf(speech.locale)];
  const fixed = (value: Decimal, digits: number) => plain(value.toFixed(digits + more), style);
  switch (unit) {
    case "share":
      return fixed(exact.times(100), 1) + (points === "" ? `${style.gap}%` : points);
    case "seconds":
      return duration(exact, more, hours, style);
    case "money":
      if (currency === undefined) return fixed(exact, 2);
      return fixed(exact, minorDigits(currency)) + style.gap + currency;
    case "ratio":
      return fixed(exact, 2);
    default: {
      const digits = (unit === "count" ? 1 : 2) + more;
      return plain(exact.toDecimalPlaces(digits).toFixed(), style);
    }
  }
}

/** The two largest parts of a duration, of which the smaller is rounded; with more, all of them. */
function duration(exact: Decimal, more: number, hours: boolean, style: Style): string {
  const sizes = [86_400, 3600, 60, 1].slice(hours ? 1 : 0);
  const names = [style.days, "h", "min", "s"].slice(hours ? 1 : 0);
  const long = exact.abs();
  const rounded = (fine: Numeric) => long.div(fine).round().times(fine);
  // Rounded first: 59 min 59.6 s is 1 h, and 59.96 s are 1 min; 23.5 h go to the even 24
  const largest = sizes.findIndex((size, i) => long.gte(size - (sizes[i + 1] ?? 1) / 2) || size === 1);
  const tenths = `1e${-1 - more}`;
  const short = () => (rounded(tenths).gte(60) ? 1 : tenths);
  const finest = long.lt(60) ? short() : more === 0 ? (sizes[largest + 1] ?? 1) : `1e${1 - more}`;
  let rest = rounded(finest);
  const parts = sizes.map((size, i) => {
    if (rest.lt(size) && size > 1) return "";
    const count = size === 1 ? rest : rest.div(size).floor();
    rest = rest.minus(count.times(size));
    return count.isZero() ? "" : `${plain(count.toFixed(), style)} ${names[i]}`;
  });
  const text = parts.filter((part) => part !== "").join(" ");
  return text === "" ? "0 s" : `${exact.lt(0) ? "-" : ""}${text}`;
}

function minorDigits(currency: string): number {
  return withoutMinor.has(currency) ? 0 : inThousandths.has(currency) ? 3 : 2;
}

/** Digits with the point and the groups of a language; what rounds to 0 has no sign. */
function plain(digits: string, { point, group }: Style): string {
  const [whole = "", decimals] = digits.replace("-", "").split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  const sign = digits.startsWith("-") && /[1-9]/.test(digits) ? "-" : "";
  return sign + grouped + (decimals === undefined ? "" : point + decimals);
}
