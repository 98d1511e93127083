import type { Decimal } from "../core/decimal.ts";
import { isNamed } from "../core/entries.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import { type Cell, inOneCurrency } from "./cell.ts";
import type { InputsOf, Metrics, Report, Row } from "./report.ts";
import type { Key } from "./table.ts";
import { namesOf, type TallyPeriod } from "./tally.ts";

/** A cell that reads otherwise in a later report; null in the report that has no such row. */
export interface Restated<M extends Metrics = Metrics, Group = Readonly<Record<string, Key>>> {
  readonly metric: keyof M & string;
  readonly period: TallyPeriod;
  readonly group: Group;
  readonly before: Cell<InputsOf<M[keyof M]>> | null;
  readonly after: Cell<InputsOf<M[keyof M]>> | null;
  /** After minus before; null where either has no value, or both are amounts of different currencies. */
  readonly difference: Decimal | null;
}

/**
 * The cells of a report that changed since an earlier one of the same metrics: late entries, corrections, a request
 * that was opened again. With `knownAt` it is the answer to "why is January not what you told us in February". Cells
 * are told apart by period and group; one that has another value or currency, or none for another reason, is listed, in
 * the order of the later report, then what only the earlier one had.
 *
 * Throws a `KpiError` where the reports are not of the same metrics, groups, grain and windows.
 *
 * @example
 * ```ts
 * import { evaluate, restated, table } from "kpi-core";
 * import { throughput } from "kpi-core/metrics/flow";
 * import { workItem } from "kpi-core/records";
 *
 * const january = (days: readonly string[]) =>
 *   evaluate({ throughput }, table(workItem, days.map((finishedAt) => ({ finishedAt })), {}, { zone: "UTC" }), {
 *     per: "month", timeZone: "UTC", from: "2026-01-01", to: "2026-02-01",
 *   });
 * const changed = restated(january(["2026-01-09"]), january(["2026-01-09", "2026-01-30"]));
 * changed.map(({ metric, period, difference }) => `${metric} ${period.label} +${difference}`) // => ["throughput 2026-01 +1"]
 * ```
 */
export function restated<M extends Metrics, Group>(
  before: Report<M, Group>,
  after: Report<M, Group>,
): readonly Restated<M, Group>[] {
  for (const [name, report] of Object.entries({ before, after })) {
    if (isNamed(report) && "tally" in report) continue;
    const right = "give a report, as evaluate and reportOf make it";
    throw new KpiError("bad-plan", `restated: ${name} is ${shown(report)}; ${right}`);
  }
  requireAlike(before, after);
  const [earlier, later] = [byPlace(before), byPlace(after)];
  const places = new Set([...later.keys(), ...earlier.keys()]);
  return [...places].flatMap((place) => {
    const [old, now] = [earlier.get(place), later.get(place)];
    const { period, group } = (now ?? old) as Row<M, Group>;
    return Object.keys(after.metrics).flatMap((metric) => {
      const [was, is] = [old?.cells[metric] ?? null, now?.cells[metric] ?? null];
      if (reads(was) === reads(is)) return [];
      return [{ metric, period, group, before: was, after: is, difference: differenceOf(was, is) }];
    });
  });
}

function differenceOf(was: Cell | null, is: Cell | null): Decimal | null {
  if (was?.value == null || is?.value == null || !inOneCurrency(was, is)) return null;
  return is.value.minus(was.value);
}

function requireAlike<M extends Metrics, Group>(before: Report<M, Group>, after: Report<M, Group>): void {
  const aspects = ({ metrics, tally }: Report<M, Group>) =>
    new Map([
      ...Object.entries(metrics).map(([name, { id, hash }]) => [`metric ${name}`, `${id} ${hash}`] as const),
      ["by", namesOf(tally)] as const,
      ...(["grain", "timeZone", "windows"] as const).map((aspect) => [aspect, tally[aspect]] as const),
    ]);
  const [left, right] = [aspects(before), aspects(after)];
  for (const aspect of [...left.keys(), ...right.keys()]) {
    const [one, other] = [left.get(aspect) ?? null, right.get(aspect) ?? null];
    if (one === other) continue;
    const what = `${aspect} is ${shown(one)} in one and ${shown(other)} in the other`;
    throw new KpiError("bad-plan", `restated: ${what}; evaluate both by the same plan`);
  }
}

/** Rows by their period and group. Without periods the one of all is the same, whatever its range. */
function byPlace<M extends Metrics, Group>(report: Report<M, Group>): Map<string, Row<M, Group>> {
  const { grain, windows } = report.tally;
  return new Map(
    report.rows.map((row) => {
      const { start, end } = row.period;
      // Windows may have one start, and what is cut by the end of a range is the same period
      const period = grain === null ? null : windows === null ? start : [start, end];
      return [JSON.stringify([period, Object.values(row.group as object)]), row];
    }),
  );
}

/** What a cell says; the inputs may change without it. */
function reads(cell: Cell | null): string {
  if (cell === null) return "absent";
  return cell.status === "value" ? [cell.value, cell.currency].join(" ") : cell.reason;
}
