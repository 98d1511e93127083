/** A log of permits, a row an event, as one row a case: its attributes stand on each of its events. */
import { createReadStream } from "node:fs";
import { parse } from "csv-parse";
import { KpiError } from "kpi-core";
import { instantIn, zoneOf } from "kpi-core/periods";

/** The zone of the municipalities, whose clock begins and ends days and months. */
export const timeZone = "Europe/Amsterdam";

const columns = [
  "case:concept:name",
  "case:channel",
  "case:department",
  "case:startdate",
  "case:enddate",
  "case:enddate_planned",
  "case:deadline",
  "time:timestamp",
] as const;

/** A case as its last event has it; an empty text is a missing value. */
export type PermitCase = Readonly<Record<(typeof columns)[number], string>>;

export interface PermitLog {
  readonly events: number;
  readonly cases: readonly PermitCase[];
  /** The moment of the last event, as epoch milliseconds. */
  readonly last: number;
}

/** Reads a file as it streams in; `onRows` is told how many rows were read so far. */
export async function readPermitLog(path: string, onRows: (rows: number) => void): Promise<PermitLog> {
  const zone = zoneOf(timeZone);
  const cases = new Map<string, PermitCase>();
  let [events, last] = [0, Number.NEGATIVE_INFINITY];
  for await (const event of eventsOf(path)) {
    if (events === 0) requireColumns(path, event);
    events++;
    cases.set(event["case:concept:name"], event);
    const subject = `${path}, row ${events}: time:timestamp`;
    last = Math.max(last, instantIn(zone, subject, event["time:timestamp"]));
    onRows(events);
  }
  if (events === 0)
    throw new KpiError("bad-table", `${path} has no rows; give a log of permits, with a row an event`);
  return { events, cases: [...cases.values()], last };
}

async function* eventsOf(path: string): AsyncGenerator<PermitCase> {
  const parser = parse({ columns: true, bom: true });
  const file = createReadStream(path);
  file.on("error", (error) => parser.destroy(error)).pipe(parser);
  try {
    yield* parser as AsyncIterable<PermitCase>;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new KpiError("bad-table", `${path} cannot be read: ${reason}; give the path of a CSV file`);
  }
}

function requireColumns(path: string, event: object): void {
  const missing = columns.filter((column) => !(column in event));
  if (missing.length === 0) return;
  const right = "give a log of permits, with a header and a row an event";
  throw new KpiError("bad-table", `${path} has no column ${missing.join(", ")}; ${right}`);
}
