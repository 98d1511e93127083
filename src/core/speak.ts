import { Decimal } from "./decimal.ts";
import type { Locale, Unit } from "./units.ts";

/** What `speak` needs to know beside the value. */
export interface Speech {
  readonly unit: Unit;
  readonly locale?: Locale;
  /** ISO 4217 code, for amounts of money. */
  readonly currency?: string;
}

/** The typography of a language; the host's locale data differ between runtimes and are not asked. */
const styles = {
  en: { point: ".", group: ",", days: "d", percent: " %" },
  fr: { point: ",", group: "\u202f", days: "j", percent: "\u202f%" },
};

type Style = (typeof styles)[Locale];

/**
 * A value as people read it: `81.1 %`, `3 h 12 min`, `1,234.50 EUR`. Rounded half to even, for the eye only.
 *
 * @example
 * ```ts
 * import { speak } from "kpi-core";
 *
 * speak("0.8114", { unit: "share" }) // => "81.1 %"
 * speak(11520, { unit: "seconds" }) // => "3 h 12 min"
 * speak("1234.5", { unit: "money", currency: "EUR", locale: "fr" }) // => "1\u202f234,50\u202fEUR"
 * ```
 */
export function speak(value: Decimal | number | string, { unit, locale = "en", currency }: Speech): string {
  const style = styles[locale];
  const exact = new Decimal(value);
  if (unit === "share") return plain(exact.times(100).toFixed(1), style) + style.percent;
  if (unit === "seconds") return duration(exact, style);
  if (unit === "money") {
    const gap = locale === "fr" ? style.group : " ";
    return plain(exact.toFixed(2), style) + (currency === undefined ? "" : gap + currency);
  }
  return plain(exact.toDecimalPlaces(unit === "count" ? 1 : 2).toFixed(), style);
}

/** The two largest parts of a duration, of which the smaller is rounded. */
function duration(seconds: Decimal, style: Style): string {
  const sign = seconds.isNegative() && !seconds.isZero() ? "-" : "";
  const size = seconds.abs();
  if (size.lt(60)) return `${sign}${plain(size.toDecimalPlaces(1).toFixed(), style)} s`;
  const steps = [
    { names: ["min", "s"], least: 60, fine: 1 },
    { names: ["h", "min"], least: 3600, fine: 60 },
    { names: [style.days, "h"], least: 86_400, fine: 3600 },
  ];
  // Rounded first: 59 min 59.6 s is 1 h 0 min
  const fits = steps.filter(({ least, fine }) => size.div(fine).round().times(fine).gte(least));
  const { names, least, fine } = fits.at(-1) ?? { names: ["min", "s"], least: 60, fine: 1 };
  const rounded = size.div(fine).round().times(fine);
  const large = rounded.div(least).floor();
  const small = rounded.minus(large.times(least)).div(fine);
  return `${sign}${plain(large.toFixed(), style)} ${names[0]}${small.isZero() ? "" : ` ${small} ${names[1]}`}`;
}

function plain(digits: string, { point, group }: Style): string {
  const [, sign = "", whole = "", decimals] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(digits) ?? [];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  return sign + grouped + (decimals === undefined ? "" : point + decimals);
}
