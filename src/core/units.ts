import { KpiError } from "./errors.ts";
import { shown } from "./instant.ts";

/**
 * What a number is measured in. A share is 0 to 1 and never a percentage; a duration is in seconds; an amount of
 * money has a currency beside it. How people like to read them is for `speak`.
 */
export type Unit = "share" | "ratio" | "count" | "number" | "seconds" | "money";

export const units: readonly Unit[] = ["share", "ratio", "count", "number", "seconds", "money"];

export const directions = ["higher", "lower", "target", "neither"] as const;

/** Which way is better; `target` where both too much and too little are bad, `neither` where it depends. */
export type Direction = (typeof directions)[number];

/** The languages that titles and values are written in. */
export type Locale = "en" | "fr";

const locales: readonly unknown[] = ["en", "fr"] satisfies Locale[];

/** The locale itself, English without one. Throws a `KpiError` for a language that is not spoken. */
export function localeOf(locale: unknown = "en"): Locale {
  if (locales.includes(locale)) return locale as Locale;
  const right = `write ${locales.map(shown).join(" or ")}`;
  throw new KpiError("bad-input", `locale: ${shown(locale)} is not spoken; ${right}`);
}
