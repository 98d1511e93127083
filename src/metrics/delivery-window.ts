import { readDuration } from "../core/duration.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import { formOf, type Setting } from "../core/knobs.ts";
import { speak } from "../core/speak.ts";
import type { Locale } from "../core/units.ts";

/** The moment that a delivery is held against. */
export type DueDate = keyof typeof dates;

/** When a delivery is on time. There is no standard, so that all three have to be said. */
export interface WindowOptions<D extends string = DueDate> {
  /** Held against what the customer asked for, what was promised at first, or what is promised now. */
  readonly date: D;
  /** How long before it a delivery may come: an ISO 8601 duration such as `P1D`, `none`, or `any` for no limit. */
  readonly early: string;
  /** How long after it: a duration, or `none`. Until that is over a period is immature. */
  readonly late: string;
}

const dates = {
  requested: { field: "requestedAt", id: "Requested", en: "requested date", fr: "date demandée" },
  "original promise": {
    field: "promisedAt",
    id: "FirstPromise",
    en: "first promise",
    fr: "première promesse",
  },
  "current promise": {
    field: "lastPromisedAt",
    id: "LastPromise",
    en: "last promise",
    fr: "dernière promesse",
  },
} as const;

/** What is due when, and what came within the window around it, as formulas over the fields of a record. */
export interface DeliveryWindow extends Setting {
  readonly due: string;
  readonly onTime: string;
  readonly matures: { readonly matures?: string };
}

/** The window of customer orders, around one of their three dates. */
export function windowOf(subject: string, { date, early, late }: WindowOptions): DeliveryWindow {
  const { field, id, en, fr } = formOf(`${subject}: date`, dates, date);
  const window = around(subject, field, "deliveredAt", { early, late });
  return { ...window, id: id + window.id, en: en + window.en, fr: fr + window.fr };
}

/** The window around a moment in the field `due` for what comes at that in the field `came`. */
export function around(
  subject: string,
  due: string,
  came: string,
  { early, late }: Pick<WindowOptions, "early" | "late">,
): DeliveryWindow {
  const before = early === "any" ? null : lengthOf(`${subject}: early`, early, '"none", "any" or ');
  const after = lengthOf(`${subject}: late`, late, '"none" or ');
  const notBefore = before === null ? "" : ` and seconds(${came}, ${due}) <= ${before}`;
  return {
    id: `${before === null ? "" : before === 0 ? "NotEarly" : `Early${early}`}${after === 0 ? "" : `Late${late}`}`,
    en: wordsOf("en", [before, "not early", "at most # early"], [after, null, "at most # late"]),
    fr: wordsOf("fr", [before, "sans avance", "au plus # d'avance"], [after, null, "au plus # de retard"]),
    due,
    onTime: `known(${came}) and seconds(${due}, ${came}) <= ${after}${notBefore}`,
    matures: after === 0 ? {} : { matures: late },
  };
}

/** Seconds. */
function lengthOf(subject: string, text: string, others: string): number {
  if (text === "none") return 0;
  const ms = typeof text === "string" ? readDuration(text) : null;
  if (ms !== null) return ms / 1000;
  throw new KpiError("bad-definition", `${subject} is ${shown(text)}; write ${others}a duration such as P1D`);
}

/** The words of each side, of none and of so much; nothing where there is no limit. */
function wordsOf(
  locale: Locale,
  ...sides: readonly (readonly [number | null, string | null, string])[]
): string {
  const words = sides.map(([seconds, none, some]) => {
    if (seconds === null) return null;
    return seconds === 0 ? none : some.replace("#", speak(seconds, { unit: "seconds", locale }));
  });
  return words.map((word) => (word === null ? "" : `, ${word}`)).join("");
}
