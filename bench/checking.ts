import { Ajv } from "ajv";
import * as formats from "ajv-formats";
import { evaluate, population, table } from "kpi-core";
import { ticket } from "kpi-core/records";
import * as v from "valibot";
import * as z from "zod";
import { priorities, rowsAsked, type Tickets, teams, tickets } from "./data.ts";
import { type Contest, seeded } from "./harness.ts";
import { own } from "./own-metric.ts";

/** Eight fields as JSON holds them: three dates, two lists of words, a text, a number and a flag; one in 500 is wrong. */
interface Row {
  readonly openedAt: string;
  readonly firstRepliedAt: string | null;
  readonly resolvedAt: string | null;
  readonly priority: string;
  readonly channel: string;
  readonly team: string | null;
  readonly handleSeconds: number | string;
  readonly reopened: boolean | null;
}

/** Reads and checks rows, dates to milliseconds; the answer is how many rows are refused, and which. */
export function contests(): Contest[] {
  const size = rowsAsked(1_000_000);
  const rows = written(tickets(size));
  const schemas = [zodRow(), valibotRow(), ajvRow()] as const;
  const [zod, valibot, ajv] = schemas;
  const refusedBy = (isSound: (row: Row) => boolean) => (size: number) => {
    const refused: number[] = [];
    for (let row = 0; row < size; row++) if (!isSound(rows[row] as Row)) refused.push(row);
    return [refused.length, ...refused];
  };
  return [
    {
      name: "Reading and checking rows of eight fields with ISO dates",
      item: "row",
      size,
      checked: Math.min(size, 100_000),
      contenders: [
        { name: "kpi-core", run: (size) => refused(size === rows.length ? rows : rows.slice(0, size)) },
        { name: "zod, safeParse", run: refusedBy(zod) },
        { name: "valibot, safeParse", run: refusedBy(valibot) },
        { name: "ajv, then Date.parse", run: refusedBy(ajv) },
      ],
    },
  ];
}

function written({ rows, openedAt, resolvedAt, team, priority }: Tickets): Row[] {
  const random = seeded(8);
  const channels = ["mail", "phone", "chat", "web"];
  const date = (t: number) => new Date(t).toISOString();
  const late = (text: string) => text.replace(/-\d\dT/, "-32T");
  return Array.from({ length: rows }, (_, i): Row => {
    const [opened, resolved] = [openedAt[i] as number, resolvedAt[i] as number];
    const wrong = Math.floor(random() * 2000);
    return {
      openedAt: wrong === 0 ? late(date(opened)) : date(opened),
      firstRepliedAt: random() < 0.2 ? null : date(opened + Math.floor(random() * 1e7)),
      resolvedAt: resolved === 0 ? null : date(resolved),
      priority: wrong === 1 ? "very" : (priorities[priority[i] as number] as string),
      channel: channels[Math.floor(random() * channels.length)] as string,
      team: random() < 0.05 ? null : (teams[team[i] as number] as string),
      handleSeconds: wrong === 2 ? "soon" : Math.floor(random() * 10_000),
      reopened: wrong === 3 ? ("no" as never) : random() < 0.1,
    };
  });
}

const all = population(ticket);
const metrics = {
  replied: own("total", {
    total: all.where("known(firstRepliedAt)").dated("openedAt").sum("seconds(openedAt, firstRepliedAt)"),
  }),
  resolved: own("total", {
    total: all.where("known(resolvedAt)").dated("openedAt").sum("seconds(openedAt, resolvedAt)"),
  }),
  handled: own("total", { total: all.dated("openedAt").sum("handleSeconds") }),
  reopened: own("n", { n: all.dated("openedAt").count("reopened") }),
  urgent: own("n", { n: all.dated("openedAt").count("priority = 'urgent'") }),
  mailed: own("n", { n: all.dated("openedAt").count("channel = 'mail'") }),
  owned: own("n", { n: all.dated("openedAt").count("known(team)") }),
};

/** A plan reads the fields of its metrics, which are all eight. */
function refused(rows: readonly Row[]): number[] {
  const { ledgers } = evaluate(metrics, table(ticket, rows), {});
  const rejected = ledgers.rows[0]?.rejected ?? [];
  return [rejected.length, ...rejected.map(({ row }) => row)];
}

function zodRow(): (row: Row) => boolean {
  const date = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
  const row = z.object({
    openedAt: date,
    firstRepliedAt: date.nullable(),
    resolvedAt: date.nullable(),
    priority: z.enum(priorities),
    channel: z.string(),
    team: z.string().nullable(),
    handleSeconds: z.number(),
    reopened: z.boolean().nullable(),
  });
  return (value) => row.safeParse(value).success;
}

function valibotRow(): (row: Row) => boolean {
  const date = v.pipe(
    v.string(),
    v.isoTimestamp(),
    v.transform((text) => Date.parse(text)),
  );
  const row = v.object({
    openedAt: date,
    firstRepliedAt: v.nullable(date),
    resolvedAt: v.nullable(date),
    priority: v.picklist(priorities),
    channel: v.string(),
    team: v.nullable(v.string()),
    handleSeconds: v.number(),
    reopened: v.nullable(v.boolean()),
  });
  return (value) => v.safeParse(row, value).success;
}

function ajvRow(): (row: Row) => boolean {
  const ajv = new Ajv();
  (formats.default as unknown as { default: (ajv: Ajv) => void }).default(ajv);
  const date = { type: "string", format: "date-time" };
  const nullable = (schema: object) => ({ ...schema, nullable: true });
  const properties = {
    openedAt: date,
    firstRepliedAt: nullable(date),
    resolvedAt: nullable(date),
    priority: { enum: priorities },
    channel: { type: "string" },
    team: nullable({ type: "string" }),
    handleSeconds: { type: "number" },
    reopened: nullable({ type: "boolean" }),
  };
  const isRow = ajv.compile({ type: "object", properties, required: Object.keys(properties) });
  return (row) => isRow(row) && [row.openedAt, row.firstRepliedAt, row.resolvedAt].every(isMoment);
}

function isMoment(text: string | null): boolean {
  return text === null || !Number.isNaN(Date.parse(text));
}
