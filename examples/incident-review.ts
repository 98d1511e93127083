/**
 * What a log of incidents says, and how often its own fields say something else: `tsx examples/incident-review.ts
 * incidents.csv`. The log is the UCI "Incident management process enriched event log": a row for each update, in local
 * times of one place, which are read as of Paris.
 */
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { parse } from "csv-parse/sync";
import { knownAt, perEntity, spells } from "kpi-core/histories";

type Update = Readonly<Record<string, string>>;

const ZONE = "Europe/Paris";
const settled = new Set(["Resolved", "Closed"]);

/** `29-02-2016 01:16` as `2016-02-29 01:16`. */
function written(text = ""): string {
  return text.replace(/^(\d\d)-(\d\d)-(\d{4})/, "$3-$2-$1");
}
const log = {
  key: "number",
  at: ({ sys_updated_at }: Update) => written(sys_updated_at),
  zone: ZONE,
} as const;

/** How two sources answer one question of each incident; null where one has no answer. */
interface Agreement {
  readonly question: string;
  readonly agree: number;
  readonly onlyOne: number;
  readonly differ: number;
}

function agreementOf(question: string, answers: readonly (readonly [unknown, unknown])[]): Agreement {
  const agree = answers.filter(([a, b]) => a === b).length;
  const onlyOne = answers.filter(([a, b]) => a !== b && (a === null || b === null)).length;
  return { question, agree, onlyOne, differ: answers.length - agree - onlyOne };
}

/** How often the fields of incidents agree with their log, and their first row with their last. */
export function agreementsOf(updates: readonly Update[]): Agreement[] {
  const stays = spells(updates, { ...log, state: "incident_state" }).rows;
  const resolvedAt = new Map(
    stays.filter(({ state }) => state === "Resolved").map(({ key, enteredAt }) => [key, minuteOf(enteredAt)]),
  ); // the last stay wins
  const reopened = new Map<unknown, number>();
  for (const { key, previous, state } of stays) {
    if (settled.has(previous ?? "") && !settled.has(state ?? ""))
      reopened.set(key, (reopened.get(key) ?? 0) + 1);
  }
  const incidents = perEntity(updates, "number", (own, number) => ({ number, own }), log).rows;
  const last = new Map(knownAt(updates, "2017-03-01", log).rows.map((row) => [row.number, row]));
  const field = (text = "?") => (text === "?" ? null : text);
  return [
    agreementOf(
      "resolved at: the field of the last row, and the log",
      incidents.map(({ number, own }) => {
        const said = field(own.at(-1)?.resolved_at);
        return [said === null ? null : written(said), resolvedAt.get(number) ?? null];
      }),
    ),
    agreementOf(
      "how often reopened: the highest count of its rows, and the log",
      incidents.map(({ number, own }) => [
        Math.max(...own.map(({ reopen_count }) => Number(reopen_count))),
        reopened.get(number) ?? 0,
      ]),
    ),
    agreementOf(
      "made its SLA: the first row, and the last",
      incidents.map(({ number, own }) => [own[0].made_sla, last.get(number)?.made_sla]),
    ),
    agreementOf(
      "priority: at the opening, and at the end",
      incidents.map(({ number, own }) => [own[0].priority, last.get(number)?.priority]),
    ),
  ];
}

/** An instant as the log writes it, in its zone. */
function minuteOf(ms: number): string {
  return new Date(ms).toLocaleString("sv-SE", { timeZone: ZONE, dateStyle: "short", timeStyle: "short" });
}

/** The agreements as text. */
export function incidentText(updates: readonly Update[]): string {
  return agreementsOf(updates)
    .map(({ question, agree, onlyOne, differ }) => {
      const all = agree + onlyOne + differ;
      return `${question}: ${agree} of ${all} agree, ${differ} differ, ${onlyOne} have only one`;
    })
    .join("\n");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [, , path] = process.argv;
  if (path === undefined) {
    console.error("incident-review: give the path of incidents.csv");
    process.exitCode = 1;
  } else console.log(incidentText(parse(readFileSync(path, "utf8"), { columns: true })));
}
