import type { TicketRow, Tickets } from "./data.ts";
import { cellAt, noFigures, put, type Question } from "./table-question.ts";

const SECOND = 1000;

/** Durations by the number of their cell, then sorted: what one writes who knows the groups. */
export function columnsByHand(
  question: Question,
  { rows, openedAt, resolvedAt, team, priority }: Tickets,
): Float64Array {
  const lengths = Array.from({ length: question.cells }, (): number[] => []);
  for (let i = 0; i < rows; i++) {
    const resolved = resolvedAt[i] as number;
    if (resolved === 0) continue;
    const cell = cellAt(question, question.periodOf(resolved), team[i], priority[i]);
    lengths[cell]?.push((resolved - (openedAt[i] as number)) / SECOND);
  }
  const found = noFigures(question);
  for (const [cell, own] of lengths.entries()) if (own.length > 0) put(found, cell, Float64Array.from(own));
  return found;
}

/** A Map from keys to lists. */
export function rowsByHand(question: Question, rows: readonly TicketRow[]): Float64Array {
  const { byPriority, periodOf } = question;
  const lengths = new Map<string, number[]>();
  for (const { openedAt, resolvedAt, team, priority } of rows) {
    if (resolvedAt === null) continue;
    const key = byPriority
      ? `${periodOf(resolvedAt)}|${team}|${priority}`
      : `${periodOf(resolvedAt)}|${team}`;
    const own = lengths.get(key);
    if (own === undefined) lengths.set(key, [(resolvedAt - openedAt) / SECOND]);
    else own.push((resolvedAt - openedAt) / SECOND);
  }
  const found = noFigures(question);
  for (const [key, own] of lengths) {
    const [period, team, priority] = key.split("|");
    put(found, cellAt(question, Number(period), team, priority), Float64Array.from(own));
  }
  return found;
}
