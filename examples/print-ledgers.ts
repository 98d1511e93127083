/** What became of every row, so that nothing is lost silently. */
import { type Ledgers, speak } from "kpi-core";
import { wrapped } from "./print-table.ts";

export function ledgerLines({ rows, measures }: Ledgers, nameOf: (row: number) => string): string[] {
  const lines = rows.flatMap(({ kind, read, used, leftOut, rejected }) => {
    const reasons = Object.keys(leftOut).length === 0 ? { "left out": 0 } : leftOut;
    return [
      `Rows of ${kind}`,
      ...wrapped(`${count(read)} read = ${sum({ used, ...reasons, rejected: rejected.length })}`, 2),
      ...rejected.flatMap(({ row, field, message }) =>
        wrapped(`rejected: row ${row} (${nameOf(row)}), ${field}: ${message}`, 2),
      ),
    ];
  });
  const byMeasure = measures.flatMap(({ key, accepted, fates: { counted = 0, ...leftOut } }) => [
    ...wrapped(key, 2),
    ...wrapped(`${count(accepted)} accepted = ${sum({ counted, ...leftOut })}`, 6),
  ]);
  return [...lines, "", "Accepted rows in each measure", ...byMeasure];
}

function sum(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, rows]) => `${count(rows)} ${name}`)
    .join(" + ");
}

function count(rows: number): string {
  return speak(rows, { unit: "count" });
}
