import type { AnyMetric } from "../core/definition.ts";
import type { Locale, Unit } from "../core/units.ts";
import { pages } from "./pages.ts";

/** The name of a page, which is that of its import: `flow` is `kpi-core/metrics/flow`. */
export type PageName = keyof typeof pages;

/** A metric of the catalogue. */
export interface Entry {
  readonly page: PageName;
  /** What its page exports it as: a metric, or a function that makes one. */
  readonly name: string;
  /** The domain of the page. */
  readonly domain: Readonly<Record<Locale, string>>;
  readonly metric: AnyMetric;
  /** The same with other settings, where it has any that change its words. */
  readonly variants: readonly AnyMetric[];
}

/** Every metric there is, page by page; those with settings at one of them, and their variants beside it. */
export const catalogue: readonly Entry[] = Object.entries(pages).flatMap(([page, { title, metrics }]) =>
  Object.entries<AnyMetric | readonly [AnyMetric, ...AnyMetric[]]>(metrics).map(([name, listed]): Entry => {
    const [metric, ...variants] = "id" in listed ? [listed] : listed;
    return { page: page as PageName, name, domain: title, metric, variants };
  }),
);

/** What the metrics found have in common. */
export interface SearchOptions {
  readonly page?: PageName;
  readonly unit?: Unit;
  readonly better?: AnyMetric["better"];
  /** The name of a kind of records that they read. */
  readonly kind?: string;
}

/**
 * The metrics whose names have all words of a text: ids, titles in both languages, other names and abbreviations; the
 * nearest first. Capitals and accents do not matter. Without words, all that the options leave. Several metrics under
 * one name are several answers: which of them is meant, people have to say.
 *
 * @example
 * ```ts
 * import { search } from "kpi-core/catalogue";
 *
 * search("debit").map(({ page, name }) => `${page}/${name}`)[0] // => "flow/throughput"
 * search("", { page: "flow", unit: "share" }).every(({ metric }) => metric.unit === "share") // => true
 * ```
 */
export function search(text = "", { page, unit, better, kind }: SearchOptions = {}): Entry[] {
  const wanted = plain(text).trim();
  const isMeant = ({ metric, ...entry }: Entry) =>
    (page === undefined || entry.page === page) &&
    (unit === undefined || metric.unit === unit) &&
    (better === undefined || metric.better === better) &&
    (kind === undefined || Object.values(metric.inputs).some((measure) => measure.kind?.name === kind));
  return catalogue
    .filter(isMeant)
    .map((entry) => ({ entry, distance: distanceOf(wanted, namesOf(entry)) }))
    .filter(({ distance }) => distance < FAR)
    .sort((a, b) => a.distance - b.distance)
    .map(({ entry }) => entry);
}

const FAR = 4;

/** 0 for a name itself, 1 for the beginning of one, 2 for a part, 3 for words of several names. */
function distanceOf(wanted: string, names: readonly string[]): number {
  if (names.includes(wanted)) return 0;
  if (names.some((name) => name.startsWith(wanted))) return 1;
  if (names.some((name) => name.includes(wanted))) return 2;
  const all = names.join(" ");
  return wanted.split(/\s+/).every((word) => all.includes(word)) ? 3 : FAR;
}

function namesOf({ name, metric, variants }: Entry): string[] {
  const names = [metric, ...variants].flatMap(({ id, title, aliases = [] }) => [
    id,
    title.en,
    title.fr,
    ...aliases,
  ]);
  return [name, ...names].map(plain);
}

/** A text without capitals and accents, and one sort of spaces and apostrophes. */
function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .replace(/\s/g, " ")
    .replaceAll("’", "'")
    .toLowerCase()
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae");
}

/**
 * Names that several metrics go by, each with those: « taux de service » is the share of calls answered in time to one,
 * of quantities delivered to another.
 *
 * @example
 * ```ts
 * import { sharedNames } from "kpi-core/catalogue";
 *
 * (sharedNames().get("taux de service")?.length ?? 0) > 1 // => true
 * ```
 */
export function sharedNames(): ReadonlyMap<string, readonly Entry[]> {
  const found = new Map<string, Set<Entry>>();
  for (const entry of catalogue) {
    for (const name of namesOf(entry).slice(1)) found.set(name, (found.get(name) ?? new Set()).add(entry));
  }
  const several = [...found].filter(([, entries]) => entries.size > 1);
  return new Map(several.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, entries]) => [name, [...entries]]));
}
