import type { AnyMetric } from "../core/definition.ts";
import { readDuration } from "../core/duration.ts";
import { speak } from "../core/speak.ts";
import type { Locale } from "../core/units.ts";
import { printed, requireWidth, visible, wrapped } from "./lines.ts";
import { measureInWords } from "./measure-words.ts";
import { type Words, wordsOf } from "./words.ts";

/**
 * What a metric is, as short text to print beside any of its values: what it says, its formula, each measure in words,
 * unit and direction, where it comes from, what else it is called.
 *
 * @example
 * ```ts
 * import { throughput } from "kpi-core/metrics/flow";
 * import { definition } from "kpi-core/outputs";
 *
 * const lines = definition(throughput).split("\n");
 * lines[0] // => "Throughput (Débit)"
 * lines[1] // => "Items finished in the period, whatever their size."
 * ```
 */
export function definition(
  metric: AnyMetric,
  { locale, width = 80 }: { readonly locale?: Locale; readonly width?: number } = {},
): string {
  const words = wordsOf(locale);
  requireWidth("definition", width);
  const { title, about, formula, unit, better, aliases = [], matures, personal, tolerance } = metric;
  const other = title[words.locale === "fr" ? "en" : "fr"];
  const day = matures === undefined ? null : (readDuration(matures) ?? 0) / 1000;
  const lines = [
    `${title[words.locale]} (${other})`,
    about,
    "",
    formula,
    ...Object.entries(metric.inputs).map(
      ([name, measure]) => `  ${name}${words.colon}${measureInWords(measure, words.locale)}`,
    ),
    "",
    `${words.definition.unit}${words.colon}${words.units[unit]}${words.semicolon}${words.better[better]}`,
    ...(day === null
      ? []
      : [words.definition.matures(speak(day, { unit: "seconds", locale: words.locale }))]),
    ...(personal ? [words.definition.personal] : []),
    ...(tolerance === undefined ? [] : [words.definition.tolerance(tolerance)]),
    ...(aliases.length === 0 ? [] : [`${words.definition.aliases}${words.colon}${aliases.join(", ")}`]),
    sourceText(metric, words),
  ];
  return printed(lines.flatMap((line) => wrapped(visible(line), width, line.startsWith(" ") ? 4 : 2)));
}

/** Where a definition comes from; what was not read again says so. */
export function sourceText({ source }: AnyMetric, { colon, explain }: Words): string {
  const { text, url, recalled } = source;
  const place = url === undefined ? text : `${text}, ${url}`;
  return `${explain.source}${colon}${place}${recalled ? ` (${explain.unverified})` : ""}`;
}
