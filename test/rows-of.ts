import fc from "fast-check";
import type { AnyMetric, Expression, Field, Kind } from "kpi-core";

export type Rows = readonly Readonly<Record<string, unknown>>[];

const HOUR = 3_600_000;
const JANUARY = Date.UTC(2026, 0, 1);
/** When months begin in Paris, so that some spans are exactly a month. */
const MONTHS = ["2025-12-31T23:00Z", "2026-01-31T23:00Z", "2026-02-28T23:00Z", "2026-03-31T22:00Z"].map(
  (text) => Date.parse(text),
);

/** The kinds that metrics read. */
export function kindsOf(metrics: readonly AnyMetric[]): Kind[] {
  const measures = metrics.flatMap(({ inputs }) => Object.values(inputs));
  return [...new Set(measures.flatMap(({ kind }) => (kind === null ? [] : [kind])))];
}

/** The texts that the conditions of metrics ask for, so that some rows have them. */
function textsIn(metrics: readonly AnyMetric[]): string[] {
  const within = (expression: Expression | null): string[] => {
    if (expression?.type === "call") return expression.args.flatMap(within);
    return expression?.type === "text" ? [expression.value] : [];
  };
  const measures = metrics.flatMap(({ inputs }) => Object.values(inputs));
  return measures.flatMap(({ where, value }) => [...within(where), ...within(value)]);
}

/** Rows of a kind from December 2025 to April 2026, whatever its fields are, each in one of three shards. */
export function rowsOf(kind: Kind, metrics: readonly AnyMetric[]): fc.Arbitrary<Rows> {
  const texts = ["a", "b", ...textsIn(metrics)];
  const fields = Object.entries(kind.fields).map(
    ([name, field]) => [name, fieldValue(field, texts)] as const,
  );
  const row = fc.record({ ...Object.fromEntries(fields), shard: fc.constantFrom("1", "2", "3") });
  return fc.array(
    row.map((values) => inOrder(kind, values)),
    { maxLength: 14 },
  );
}

function fieldValue(field: Field, texts: readonly string[]): fc.Arbitrary<unknown> {
  const hours = fc.integer({ min: -24 * 31, max: 24 * 120 });
  const known = {
    instant: fc.oneof(
      hours.map((hour) => JANUARY + hour * HOUR),
      fc.constantFrom(...MONTHS),
    ),
    date: hours.map((hour) => new Date(JANUARY + hour * HOUR).toISOString().slice(0, 10)),
    number: fc
      .oneof(
        fc.integer({ min: 0, max: 6000 }),
        fc.integer({ min: 0, max: 10 }).map((score) => 10 * score), // on the scales of surveys
      )
      .map((tenths) => String(tenths / 10)),
    money: fc
      .oneof({ weight: 4, arbitrary: fc.integer({ min: -100, max: 10_000 }) }, fc.constant(0))
      .map((cents) => (cents / 100).toFixed(2)),
    text: fc.constantFrom(...(field.oneOf ?? texts)),
    flag: fc.boolean(),
  }[field.kind] as fc.Arbitrary<unknown>;
  return field.optional ? fc.option(known, { freq: 3 }) : known;
}

/** The row with its instants and dates in the order that the kind states. */
function inOrder({ order }: Kind, row: Record<string, unknown>): Record<string, unknown> {
  const sorted = { ...row };
  for (const [earlier, later] of [...order, ...order]) {
    const [from, to] = [sorted[earlier], sorted[later]] as [number | null, number | null];
    if (from !== null && to !== null && to < from) [sorted[earlier], sorted[later]] = [to, from];
  }
  return sorted;
}
