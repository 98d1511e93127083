import { Decimal, type Numeric, readDecimal } from "./decimal.ts";
import { KpiError } from "./errors.ts";
import { shown } from "./instant.ts";
import type { Clock } from "./measure.ts";
import type { Metric } from "./metric.ts";

/** How a setting shows in the id and the titles of a metric. */
export interface Setting {
  readonly id: string;
  readonly en: string;
  readonly fr: string;
}

/** `P85`, `85th percentile`, `85ᵉ centile`. Throws a `KpiError` unless `p` is a share. */
export function percentileOf(p: Numeric): Setting & { readonly inHundred: string } {
  const share = readDecimal(p);
  if (share === null || share.lt(0) || share.gt(1)) {
    throw new KpiError("bad-definition", `p is ${shown(p)}; write a share from 0 to 1, such as 0.85`);
  }
  const percent = new Decimal(share).times(100).toFixed();
  return {
    id: `P${percent.replace(".", "_")}`,
    en: `${percent}${ordinal(percent)} percentile`,
    fr: `${percent.replace(".", ",")}${percent === "1" ? "er" : "ᵉ"} centile`,
    inHundred: percent,
  };
}

function ordinal(digits: string): string {
  const last = digits.at(-1) ?? "";
  if (digits.includes(".") || /1[123]$/.test(digits)) return "th";
  return { "1": "st", "2": "nd", "3": "rd" }[last] ?? "th";
}

/** The words of a clock, and the function of the formula language that reads it. */
export function clockOf(clock: Clock): Setting & { readonly seconds: "seconds" | "workingSeconds" } {
  if (clock === "calendar") return { id: "", en: "", fr: "", seconds: "seconds" };
  if (clock === "working")
    return { id: "Working", en: ", working time", fr: ", en temps ouvré", seconds: "workingSeconds" };
  throw new KpiError("bad-definition", `clock is ${shown(clock)}; write "calendar" or "working"`);
}

/** Seconds as a formula writes them. Throws a `KpiError` unless they are a number, 0 or more. */
export function secondsOf(subject: string, seconds: Numeric): string {
  const read = readDecimal(seconds);
  if (read?.gte(0)) return read.toFixed();
  throw new KpiError("bad-definition", `${subject} is ${shown(seconds)}; write seconds, such as 20`);
}

/** The metric of one of several forms that go by the same name. */
export type FormMetric<
  F extends { readonly formula: string; readonly inputs: object },
  Kinds extends string,
> = Metric<F["formula"], keyof F["inputs"] & string, Kinds>;

/** One of the forms by its name; they differ, so that none is meant where nobody says which. */
export function formOf<F extends object, const Name extends keyof F & string>(
  subject: string,
  forms: F,
  name: Name,
): F[Name] {
  if (Object.hasOwn(forms, name)) return forms[name];
  const right = `write ${Object.keys(forms)
    .map((one) => `"${one}"`)
    .join(" or ")}`;
  throw new KpiError("bad-definition", `${subject} is ${shown(name)}; ${right}`);
}
