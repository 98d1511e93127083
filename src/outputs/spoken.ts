import type { Assessment } from "../benchmarks/assess.ts";
import { type Ends, endsOf, sides, type Target, warningOf } from "../benchmarks/target.ts";
import type { Decimal, Numeric } from "../core/decimal.ts";
import type { AnyMetric } from "../core/definition.ts";
import { speechOf } from "../core/metric.ts";
import { type Speech, speak, speakVariance } from "../core/speak.ts";
import type { Cell } from "../engine/cell.ts";
import type { Key } from "../engine/table.ts";
import type { TallyData } from "../engine/tally.ts";
import { JOINED } from "./lines.ts";
import { momentText } from "./moments.ts";
import type { Words } from "./words.ts";

function speechIn(metric: AnyMetric, { locale }: Words, currency: string | undefined): Speech {
  return { ...speechOf(metric), locale, ...(currency !== undefined && { currency }) };
}

/** A number as people read it, which no line breaks. */
function say(metric: AnyMetric, value: Numeric, words: Words, currency: string | undefined): string {
  return speak(value, speechIn(metric, words, currency)).replaceAll(" ", JOINED);
}

/** The value of a cell, told apart from the bounds of its target. */
export function valueText(
  metric: AnyMetric,
  { value, currency }: Extract<Cell, { status: "value" }>,
  target: Target | null,
  words: Words,
): string {
  const bounds = target === null ? [] : [endsOf(target), warningOf(target)].flatMap(numbersIn);
  return speak(value, { ...speechIn(metric, words, currency), apart: bounds }).replaceAll(" ", JOINED);
}

function numbersIn(ends: Ends | null): Decimal[] {
  return [ends?.low ?? [], ends?.high ?? []].flat();
}

/** Why a cell has no value. */
export function reasonText(
  cell: Extract<Cell, { status: "none" }>,
  tally: TallyData,
  { reasons }: Words,
): string {
  const { reason, message = "", finalAt } = cell;
  return reasons[reason](finalAt === undefined ? message : momentText(finalAt, tally));
}

/** How far a value is from its target, such as `-10.0 points`. */
export function varianceText(
  metric: AnyMetric,
  { variance, target }: Assessment,
  words: Words,
): string | null {
  if (variance === null) return null;
  return speakVariance(variance, speechIn(metric, words, target.currency)).replaceAll(" ", JOINED);
}

/** `at least 70.0 %`. */
export function boundText(metric: AnyMetric, target: Target, words: Words): string {
  return endsText(metric, endsOf(target), target, words);
}

function endsText(metric: AnyMetric, { low, high }: Ends, target: Target, words: Words): string {
  const size = (end: Decimal) => say(metric, end, words, target.currency);
  if (low !== null && high !== null) return words.between(size(low), size(high));
  return high === null ? words.atLeast(size(low as Decimal)) : words.atMost(size(high));
}

/** `at least 70.0 %, at risk down to 65.0 %, team north, from 2026-01-01`. */
export function targetText(metric: AnyMetric, target: Target, words: Words): string {
  const { from, until, for: keys } = target;
  return [
    boundText(metric, target, words),
    riskText(metric, target, words),
    keys === undefined ? null : Object.keys(keys).length === 0 ? words.allGroups : groupText(keys, words),
    from === undefined ? null : words.from(from),
    until === undefined ? null : words.until(until),
  ]
    .filter((part) => part !== null)
    .join(", ");
}

function riskText(metric: AnyMetric, target: Target, words: Words): string | null {
  const warning = warningOf(target);
  if (warning === null) return null;
  const side = sides.find((name) => name in target) ?? "between";
  if (side === "between") return words.atRisk(side, endsText(metric, warning, target, words));
  const [edge] = numbersIn(warning);
  return words.atRisk(side, say(metric, edge as Decimal, words, target.currency));
}

/** A key on its own; texts that would read as something else are quoted. */
export function keyText(key: Key | undefined, { none, flags, all }: Words): string {
  if (key === null || key === undefined) return none;
  if (typeof key === "boolean") return flags[`${key}`];
  if (typeof key === "number") return String(key);
  const isOdd = /^["\s]|\s$/.test(key) || key === "" || [none, all, flags.true, flags.false].includes(key);
  return isOdd ? JSON.stringify(key) : key;
}

/** `team north, channel mail`. */
export function groupText(
  group: Readonly<Record<string, Key>>,
  words: Words,
  textOf: (key: Key) => string = (key) => keyText(key, words),
): string {
  return Object.entries(group)
    .map(([name, key]) => `${name} ${textOf(key)}`)
    .join(", ");
}

/** Says keys so that no two look alike: texts that would are quoted, with the spaces written out that are not seen. */
export function keysApart(
  groups: readonly Readonly<Record<string, Key>>[],
  words: Words,
): (key: Key | undefined) => string {
  const lookOf = (key: Key | undefined) => keyText(key, words).replace(/\s+/g, " ");
  const alike = new Map<string, Set<Key>>();
  for (const key of groups.flatMap((group) => Object.values(group))) {
    const look = lookOf(key);
    alike.set(look, (alike.get(look) ?? new Set()).add(key));
  }
  return (key) => {
    const isAlone = typeof key !== "string" || alike.get(lookOf(key))?.size === 1;
    return isAlone ? keyText(key, words) : quoted(key);
  };
}

/** Of several spaces all but the last are written out, and each that is no plain one. */
function quoted(key: string): string {
  return JSON.stringify(key).replace(/[^\S ]| (?=\s)/g, (space) => {
    return `\\u{${(space.codePointAt(0) ?? 0).toString(16)}}`;
  });
}
