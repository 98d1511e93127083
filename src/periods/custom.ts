import { KpiError } from "../core/errors.ts";
import { LAST_DATE, readClock, shown } from "../core/instant.ts";
import { type Grain, localText } from "./grain.ts";
import { locate } from "./locate.ts";

/**
 * Periods of your own: `boundaries` are rising dates, or times such as `2026-03-01T06:00`, that the zone's clock
 * reads; one period lies between each two of them, with its label.
 *
 * Before the first boundary and from the last one on there is no period: `floor`, `next` and `label` throw a
 * `KpiError` there, and so does a timeline over a wider range. A boundary that does not exist or does not rise,
 * and labels that are not one for each period, all different, throw when the grain is made.
 *
 * @example
 * ```ts
 * import { custom, periodOf, timeline } from "kpi-core/periods";
 *
 * const seasons = custom(["2026-01-07", "2026-02-04", "2026-06-24"], ["winter sale", "spring"]);
 * periodOf(seasons, "2026-02-04", { timeZone: "Europe/Paris" }).label // => "spring"
 *
 * const year = { timeZone: "Europe/Paris", from: "2026-01-01", to: "2027-01-01" };
 * timeline(seasons, year) // throws custom: 2026-01-01 is outside its boundaries, 2026-01-07 to 2026-06-24
 * ```
 */
export function custom(boundaries: readonly string[], labels: readonly string[]): Grain {
  const bounds = Float64Array.from(readBoundaries(boundaries));
  requireLabels(labels, bounds.length - 1);
  const [from, to] = [bounds[0] as number, bounds[bounds.length - 1] as number];
  function indexAt(local: number): number {
    const index = locate(bounds, local);
    if (index >= 0) return index;
    const right = "add boundaries, or ask within them";
    throw new KpiError(
      "bad-time",
      `custom: ${textOf(local)} is outside its boundaries, ${localText(from)} to ${localText(to)}; ${right}`,
    );
  }
  const written = [Array.from(bounds, localText), labels].map((texts) => JSON.stringify(texts));
  const kept = [...labels];
  return Object.freeze({
    name: `custom(${written.join(",")})`,
    range: Object.freeze({ from, to }),
    floor: (local: number) => bounds[indexAt(local)] as number,
    next: (local: number) => bounds[indexAt(local) + 1] as number,
    label: (local: number) => kept[indexAt(local)] as string,
  });
}

function readBoundaries(boundaries: readonly string[]): readonly number[] {
  if (!Array.isArray(boundaries) || boundaries.length < 2) {
    throw wrong("boundaries", boundaries, "has no period in it", 'write ["2026-01-07", "2026-02-04"]');
  }
  const locals = Array.from(boundaries, (text: unknown, index) => {
    const reading = typeof text === "string" ? readClock(text) : null;
    const right = 'write a date or a time without offset, "2026-01-07" or "2026-01-07T06:00"';
    if (reading === null) throw wrong(`boundaries[${index}]`, text, "is not a time that exists", right);
    if (reading.offset !== null) {
      throw wrong(`boundaries[${index}]`, text, "has an offset, but the zone comes later", right);
    }
    return reading.local;
  });
  for (const [index, local] of locals.entries()) {
    if (index === 0 || local > (locals[index - 1] as number)) continue;
    const before = shown(boundaries[index - 1]);
    throw wrong(`boundaries[${index}]`, boundaries[index], `is not after ${before}`, "write them rising");
  }
  return locals;
}

function requireLabels(labels: readonly string[], periods: number): void {
  if (!Array.isArray(labels) || labels.length !== periods) {
    const found = Array.isArray(labels) ? String(labels.length) : shown(labels);
    const right = "write a label for each period, one less than boundaries";
    throw new KpiError("bad-time", `custom: labels are ${found}, periods ${periods}; ${right}`);
  }
  const before = new Set<string>();
  for (const [index, label] of labels.entries()) {
    if (typeof label !== "string" || label.trim() === "") {
      throw wrong(`labels[${index}]`, label, "is not a label", 'write a text such as "winter"');
    }
    if (before.has(label)) throw wrong(`labels[${index}]`, label, "is there before", "write another one");
    before.add(label);
  }
}

function textOf(local: number): string {
  return Math.abs(local) <= LAST_DATE ? localText(local) : String(local);
}

function wrong(path: string, value: unknown, what: string, right: string): KpiError {
  return new KpiError("bad-time", `custom: ${path} ${shown(value)} ${what}; ${right}`);
}
