/** Writes examples/data/permits.csv: 200 invented permit cases, a row an event, the same at every run. */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { picked, randomFrom } from "./make-chance.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const header =
  "case:channel,case:concept:name,case:deadline,case:department,case:enddate,case:enddate_planned,case:group," +
  "case:responsible,case:startdate,concept:instance,concept:name,lifecycle:transition,org:group,org:resource," +
  "time:timestamp";
const steps = [
  "Confirmation of receipt",
  "Check completeness",
  "Ask for advice",
  "Decide",
  "Send the decision",
];
const first = Date.parse("2025-09-01T00:00:00+02:00");
/** When the log was taken: what happens later is not in it. */
const taken = Date.parse("2026-04-22T17:30:00+02:00");

interface Case {
  readonly channel: string;
  readonly department: string;
  readonly started: number;
  readonly finished: number;
  readonly planned: number;
  readonly deadline: number | null;
}

/** Cases that show an edge: what chance would bring too seldom. */
const edges: readonly Case[] = [
  // Begins and ends at the very moment at which a month does
  edge("Internet", "2025-11-01T00:00:00+01:00", "2026-02-01T00:00:00+01:00", "2026-01-31T23:59:59+01:00"),
  // Over a change of the clock, and done in the evening of its last day: on time
  edge("Desk", "2025-10-24T09:00:00+02:00", "2025-12-19T21:30:00+01:00", "2025-12-19T09:00:00+01:00"),
  // Done a minute after its last day: late
  edge("Post", "2025-10-27T09:00:00+01:00", "2025-12-23T00:01:00+01:00", "2025-12-22T09:00:00+01:00"),
  // Ends before it starts, as dates without a time of day do: to be rejected
  edge("Internet", "2026-01-14T01:06:40+01:00", "2026-01-14T00:00:00+01:00", "2026-03-11T01:06:40+01:00"),
  edge("e-mail", "2026-02-09T08:20:00+01:00", "2026-02-08T16:00:00+01:00", "2026-04-06T08:20:00+02:00"),
  // Nobody set a deadline
  edge("Desk", "2025-12-03T10:15:00+01:00", "2025-12-11T14:40:00+01:00", null),
];

function edge(channel: string, started: string, finished: string, deadline: string | null): Case {
  const due = deadline === null ? null : Date.parse(deadline);
  return {
    channel,
    department: "General",
    started: Date.parse(started),
    finished: Date.parse(finished),
    planned: due ?? Date.parse(finished),
    deadline: due,
  };
}

/** The text of the file. */
export function permitsCsv(cases = 200, seed = 1): string {
  const random = randomFrom(seed);
  const invented = Array.from({ length: cases - edges.length }, () => inventedCase(random));
  const all = [...edges, ...invented].sort((a, b) => a.started - b.started);
  return `${[header, ...all.flatMap((one, i) => eventsOf(one, 1001 + i, random))].join("\n")}\n`;
}

function inventedCase(random: () => number): Case {
  const channel = picked(random(), { Internet: 0.6, Desk: 0.2, Post: 0.13, "e-mail": 0.07 });
  const department = picked(random(), { General: 0.8, "Customer contact": 0.12, Experts: 0.08 });
  const day = first + Math.floor(random() * 231) * DAY;
  // One in eight has a date without a time of day
  const started = random() < 0.125 ? midnight(day) : day + Math.floor((8 + random() * 9) * HOUR);
  const slowness = department === "Experts" ? 1.5 : channel === "Post" ? 1.2 : 1;
  const chance = random();
  // Many are short and a few long; a product, since logarithms may differ between engines in their last digit
  const finished = started + Math.floor((1 + chance * chance * chance * 100 * slowness) * DAY);
  return {
    channel,
    department,
    started,
    finished: random() < 0.125 ? Math.max(started, midnight(finished)) : finished,
    planned: started + (28 + Math.floor(random() * 4) * 7) * DAY,
    deadline: started + (random() < 0.85 ? 56 : 98) * DAY,
  };
}

/** The rows of a case: its attributes on each, the events spread evenly from its start to its end. */
function eventsOf(one: Case, number: number, random: () => number): string[] {
  const { channel, department, started, finished, planned, deadline } = one;
  const count = 2 + Math.floor(random() * (steps.length - 1));
  const person = () => `Resource0${1 + Math.floor(random() * 9)}`;
  const responsible = person();
  const events = Array.from({ length: count }, (_, i) => ({
    step: steps[i === count - 1 ? steps.length - 1 : i],
    at: started + Math.floor(((finished - started) * i) / (count - 1)),
    by: person(),
  }));
  return events
    .filter(({ at }) => at < taken)
    .map(({ step, at, by }, i) =>
      [
        channel,
        `case-${number}`,
        deadline === null ? "" : written(deadline),
        department,
        finished < taken ? written(finished) : "",
        written(planned),
        `Group ${1 + (number % 3)}`,
        responsible,
        written(started),
        `task-${number}-${i + 1}`,
        step,
        "complete",
        `Group ${1 + (number % 3)}`,
        by,
        written(at),
      ].join(","),
    );
}

/** Amsterdam is two hours ahead of UTC in summer, else one. */
function offsetAt(t: number): number {
  const winter = t >= Date.parse("2025-10-26T01:00:00Z") && t < Date.parse("2026-03-29T01:00:00Z");
  return (winter ? 1 : 2) * HOUR;
}

/** The start of the local day; no day of this log has its change of the clock before it. */
function midnight(t: number): number {
  const local = Math.floor((t + offsetAt(t)) / DAY) * DAY;
  return local - offsetAt(local - HOUR);
}

function written(t: number): string {
  const clock = new Date(t + offsetAt(t)).toISOString().replace("T", " ").replace("Z", "");
  return `${clock.replace(/\.000$/, "")}+0${offsetAt(t) / HOUR}:00`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL("../examples/data/permits.csv", import.meta.url), permitsCsv());
}
