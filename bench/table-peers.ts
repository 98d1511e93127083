import alasql from "alasql";
import * as aq from "arquero";
import { ascending, quantileSorted as d3Quantile, mean, rollup, rollups } from "d3-array";
import lodash from "lodash";
import { PROMISED_SECONDS, type TicketRow, type Tickets, teams } from "./data.ts";
import type { Contender } from "./harness.ts";
import { columnsByHand, rowsByHand } from "./table-by-hand.ts";
import { cellAt, FIGURES, noFigures, put, type Question } from "./table-question.ts";

/** From columns: a loop, and a library of tables in JavaScript. */
export function columnPeers(question: Question, data: Tickets): Contender[] {
  const known = aq.table({
    openedAt: data.openedAt,
    resolvedAt: data.resolvedAt,
    team: Array.from(data.team, (code) => teams[code] as string),
    priority: data.priority,
  });
  return [
    { name: "by hand", run: () => columnsByHand(question, data) },
    {
      name: "arquero",
      run: () =>
        inArquero(
          question,
          known.filter((d: TicketRow) => (d.resolvedAt as number) > 0),
        ),
    },
  ];
}

export function rowPeers(question: Question, rows: readonly TicketRow[]): Contender[] {
  return [
    { name: "by hand", run: () => rowsByHand(question, rows) },
    { name: "lodash", run: () => inLodash(question, rows) },
    { name: "d3-array", run: () => inD3(question, rows) },
    {
      name: "arquero",
      run: () =>
        inArquero(
          question,
          aq.from(rows as TicketRow[], columnsFor(question)).filter((d: TicketRow) => d.resolvedAt !== null),
        ),
    },
    { name: "alasql", run: () => inAlasql(question, rows) },
  ];
}

const SECOND = 1000;

type Resolved = TicketRow & { readonly resolvedAt: number };
const isResolved = (row: TicketRow): row is Resolved => row.resolvedAt !== null;
const secondsOf = ({ openedAt, resolvedAt }: Resolved) => (resolvedAt - openedAt) / SECOND;

function inLodash(question: Question, rows: readonly TicketRow[]): Float64Array {
  const { byPriority, periodOf } = question;
  const found = noFigures(question);
  const groups = lodash.groupBy(rows.filter(isResolved), ({ resolvedAt, team, priority }) =>
    byPriority ? `${periodOf(resolvedAt)}|${team}|${priority}` : `${periodOf(resolvedAt)}|${team}`,
  );
  lodash.forEach(groups, (group, key) => {
    const [period, team, priority] = key.split("|");
    put(found, cellAt(question, Number(period), team, priority), Float64Array.from(group, secondsOf));
  });
  return found;
}

function inD3(question: Question, rows: readonly TicketRow[]): Float64Array {
  const found = noFigures(question);
  const figures = (group: Resolved[]) => {
    const seconds = group.map(secondsOf).sort(ascending);
    const quantiles = [0.5, 0.85, 0.95].map((p) => d3Quantile(seconds, p) as number);
    const inTime = mean(seconds, (length) => +(length <= PROMISED_SECONDS)) as number;
    return [seconds.length, mean(seconds) as number, ...quantiles, inTime];
  };
  const known = rows.filter(isResolved);
  const period = ({ resolvedAt }: Resolved) => question.periodOf(resolvedAt);
  const team = (row: Resolved) => row.team;
  if (question.byPriority) {
    for (const [t, byTeam] of rollups(known, figures, period, team, ({ priority }) => priority))
      for (const [name, byPriority] of byTeam)
        for (const [priority, own] of byPriority)
          found.set(own, cellAt(question, t, name, priority) * FIGURES);
    return found;
  }
  for (const [t, byTeam] of rollup(known, figures, period, team))
    for (const [name, own] of byTeam) found.set(own, cellAt(question, t, name) * FIGURES);
  return found;
}

function columnsFor({ byPriority }: Question): string[] {
  return ["openedAt", "resolvedAt", "team", ...(byPriority ? ["priority"] : [])];
}

type ArqueroTable = ReturnType<typeof aq.table>;
interface Timed {
  readonly seconds: number;
  readonly inTime: number;
}

interface ArqueroRow extends Readonly<Record<"count" | "mean" | "p50" | "p85" | "p95" | "share", number>> {
  readonly period: number;
  readonly team: string;
  readonly priority?: string;
}

function inArquero(question: Question, known: ArqueroTable): Float64Array {
  const keys = ["period", "team", ...(question.byPriority ? ["priority"] : [])];
  const grouped = known
    .derive({
      // It reads these functions as text, and sees no names from outside
      period: aq.escape(({ resolvedAt }: Resolved) => question.periodOf(resolvedAt)),
      seconds: (d: Resolved) => (d.resolvedAt - d.openedAt) / 1000,
      inTime: (d: Resolved) => ((d.resolvedAt - d.openedAt) / 1000 <= 28_800 ? 1 : 0),
    })
    .groupby(...keys)
    .rollup({
      count: () => aq.op.count(),
      mean: (d: Timed) => aq.op.mean(d.seconds),
      p50: (d: Timed) => aq.op.quantile(d.seconds, 0.5),
      p85: (d: Timed) => aq.op.quantile(d.seconds, 0.85),
      p95: (d: Timed) => aq.op.quantile(d.seconds, 0.95),
      share: (d: Timed) => aq.op.mean(d.inTime),
    });
  const found = noFigures(question);
  for (const row of grouped.objects() as ArqueroRow[]) {
    const { period, team, priority, count, mean, p50, p85, p95, share } = row;
    found.set([count, mean, p50, p85, p95, share], cellAt(question, period, team, priority) * FIGURES);
  }
  return found;
}

interface AlasqlGroup {
  readonly period: number;
  readonly team: string;
  readonly priority?: string;
  readonly seconds: number[];
}

/** It has no percentiles: it groups, and the rest is by hand. */
function inAlasql(question: Question, rows: readonly TicketRow[]): Float64Array {
  alasql.fn.periodOf = (t) => question.periodOf(t as number);
  const keys = question.byPriority ? "team, priority" : "team";
  const groups = alasql(
    `select periodOf(resolvedAt) as period, ${keys}, array((resolvedAt - openedAt) / 1000) as seconds
     from ? where resolvedAt is not null group by periodOf(resolvedAt), ${keys}`,
    [rows],
  ) as AlasqlGroup[];
  const found = noFigures(question);
  for (const { period, team, priority, seconds } of groups) {
    put(found, cellAt(question, period, team, priority), Float64Array.from(seconds));
  }
  return found;
}
