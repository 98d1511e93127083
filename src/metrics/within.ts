import { readDuration } from "../core/duration.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import type { Setting } from "../core/knobs.ts";
import { speak } from "../core/speak.ts";

/** How long after its beginning what is reached still counts. */
export interface WithinOptions {
  /** An ISO 8601 duration in days of 24 hours, such as `P7D`; at exactly that long it still counts. */
  readonly within: string;
}

/** A duration in the id, the titles and the formula of a metric. */
export function withinOf(subject: string, within: string): Setting & { readonly seconds: string } {
  const ms = typeof within === "string" ? readDuration(within) : null;
  if (ms === null || ms === 0) {
    const right = "write a duration, such as P7D or PT12H";
    throw new KpiError("bad-definition", `${subject}: within is ${shown(within)}; ${right}`);
  }
  const said = (locale: "en" | "fr") => speak(ms / 1000, { unit: "seconds", locale });
  return { id: within, en: `within ${said("en")}`, fr: `sous ${said("fr")}`, seconds: String(ms / 1000) };
}
