import { KpiError } from "../core/errors.ts";
import { offsetText } from "./grain.ts";
import { zoneOf } from "./zone.ts";

/** A moment at which this runtime's clock of a zone is wrong. */
export interface WrongOffset {
  readonly zone: string;
  /** The moment, in UTC. */
  readonly at: string;
  /** The offset that the zone has then, `-07:00`. */
  readonly expected: string;
  /** The offset that this runtime gives; null where it does not know the zone. */
  readonly found: string | null;
}

/** What `tzdataReport` finds. */
export interface TzdataReport {
  /** How many moments were asked for, one a zone. */
  readonly checked: number;
  readonly wrong: readonly WrongOffset[];
  /** The same in a sentence. */
  readonly summary: string;
}

// One moment for each change of the rules since 2024 that some runtimes do not know; from the release notes of
// tzdata 2024a to 2026f.
const probes: readonly (readonly [zone: string, at: string, offset: string])[] = [
  ["Asia/Almaty", "2024-03-02T00:00:00Z", "+05:00"],
  ["America/Asuncion", "2025-03-24T00:00:00Z", "-03:00"],
  ["America/Vancouver", "2026-11-02T12:00:00Z", "-07:00"],
  ["Europe/Chisinau", "2022-03-27T00:30:00Z", "+02:00"],
  ["Africa/Casablanca", "2026-09-21T12:00:00Z", "+00:00"],
  ["America/Edmonton", "2026-11-02T12:00:00Z", "-06:00"],
  ["America/Winnipeg", "2026-11-02T12:00:00Z", "-05:00"],
  ["America/Havana", "2026-11-02T12:00:00Z", "-04:00"],
];

/**
 * Which zones this runtime gets wrong because its time zone data are old: known moments after recent changes of the
 * rules, asked one by one. No version is trusted: runtimes claim data that they do not have. Where a zone of yours is
 * wrong, give rules of your own as `timeZone`: `{ id: "America/Vancouver", offset: (epochMs) => … }`.
 *
 * A zone that is not in the report is not proven right.
 *
 * @example
 * ```ts
 * import { tzdataReport } from "kpi-core/periods";
 *
 * const { checked, wrong, summary } = tzdataReport();
 * checked // => 8
 * wrong.every(({ expected, found }) => expected !== found) // => true
 * summary.endsWith(".") // => true
 * ```
 */
export function tzdataReport(): TzdataReport {
  const wrong = probes
    .map(([zone, at, expected]) => ({ zone, at, expected, found: offsetHere(zone, Date.parse(at)) }))
    .filter(({ expected, found }) => expected !== found);
  return { checked: probes.length, wrong, summary: summaryOf(wrong.map(({ zone }) => zone)) };
}

function offsetHere(zone: string, at: number): string | null {
  try {
    return offsetText(zoneOf(zone).offsetAt(at));
  } catch (error) {
    if (error instanceof KpiError) return null;
    throw error;
  }
}

function summaryOf(zones: readonly string[]): string {
  if (zones.length === 0)
    return `This runtime knows all ${probes.length} recent changes that were asked for.`;
  const found = `This runtime is wrong about ${zones.length} of ${probes.length} recent changes`;
  return `${found} (${zones.join(", ")}): update it, or give these zones rules of your own.`;
}
