/**
 * Writes examples/data/desk: the calls, tickets, shifts, customers and people of an invented service desk, the same at
 * every run. Times are by the wall clock of Paris, as such exports have them; here they are reckoned as if it was UTC.
 */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { picked, randomFrom } from "./make-chance.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const first = Date.parse("2026-01-01");
/** When the data were taken, in the middle of a shift: what happens later is not in them. */
const taken = Date.parse("2026-04-15T11:00Z");
const holidays = ["2026-01-01", "2026-04-06"];
/** The week in which something broke for everybody, and what it does for the rest of the month. */
const incident = { from: Date.parse("2026-03-09"), until: Date.parse("2026-03-14") };
const aftermath = Date.parse("2026-04-01");

const days = Array.from({ length: 105 }, (_, i) => first + i * DAY);
const workdays = days.filter(isWorkday);
type Random = () => number;

/** The text of each file by its name. */
export function deskCsv(seed = 1): Readonly<Record<string, string>> {
  const { calls, shifts } = phoneLine(randomFrom(seed));
  return {
    "calls.csv": csv("offered,answered,ended,hung_up,handle_seconds", calls),
    "tickets.csv": csv("opened,first_reply,resolved,promised,reopened,team", tickets(randomFrom(seed + 1))),
    "shifts.csv": csv("agent,began,ended,break_seconds,billable_seconds", shifts),
    "subscriptions.csv": csv("customer,first_day,last_day,plan", subscriptions(randomFrom(seed + 2))),
    "people.csv": csv("joined,left,reason", people(randomFrom(seed + 3))),
  };
}

/** Two agents from 9 to 13, three on Mondays; callers wait in one line, until they are answered or hang up. */
function phoneLine(random: Random): { calls: string[]; shifts: string[] } {
  // The clock of the telephone exchange was set back in the middle of a call; a shift ends before it begins
  const calls = ["2026-02-04 09:31:12,2026-02-04 09:30:58,2026-02-04 09:36:40,no,402"];
  const shifts = ["Ines,2026-02-17 13:00:00,2026-02-17 09:00:00,900,6000"];
  for (const day of workdays) {
    const monday = new Date(day).getUTCDay() === 1;
    const team = ["Ines", "Karim", ...(monday ? ["Louise"] : [])];
    const agents = team.map((name) => ({ name, free: day + 9 * HOUR, worked: 0 }));
    const busy = (monday ? 24 : 14) * (isIncident(day) ? 1.8 : 1);
    const arrivals = Array.from({ length: Math.floor(busy * (0.8 + 0.4 * random())) }, () => {
      // Half of them call in the first hour and a quarter
      const hours = random() < 0.5 ? random() * 1.25 : 1.25 + random() * 2.6;
      return day + 9 * HOUR + Math.floor(hours * 3600) * SECOND;
    });
    for (const offered of arrivals.sort((a, b) => a - b)) {
      const rung = offered + Math.floor(2 + random() * 7) * SECOND;
      const patience = Math.floor(4 + random() * random() * 600) * SECOND;
      const handle = Math.floor(240 + random() * random() * 1900) * SECOND;
      const agent = agents.reduce((one, other) => (other.free < one.free ? other : one));
      const answered = Math.max(rung, agent.free);
      const hungUp = answered - offered > patience;
      if (!hungUp) Object.assign(agent, { free: answered + handle, worked: agent.worked + handle });
      // The rest is work after the call
      const ended = hungUp ? offered + patience : answered + Math.floor((handle * 0.85) / SECOND) * SECOND;
      if (offered >= taken) continue;
      calls.push(
        [
          second(offered),
          hungUp || answered >= taken ? "" : second(answered),
          ended >= taken ? "" : second(ended),
          hungUp && ended < taken ? "yes" : "no",
          hungUp || ended >= taken ? "" : handle / SECOND,
        ].join(","),
      );
    }
    for (const { name, worked } of agents) {
      const [began, ended] = [day + 9 * HOUR, day + 13 * HOUR];
      // Half of the calls are paid for, and between them they work on projects of clients
      const billable = worked * 0.5 + Math.max(0, 3.75 * HOUR - worked) * (0.35 + random() * 0.45);
      const running = ended >= taken;
      const last = running ? ",900," : `${second(ended)},900,${Math.floor(billable / MINUTE) * 60}`;
      shifts.push([name, second(began), last].join(","));
    }
  }
  return { calls: calls.sort(), shifts };
}

/** Requests in writing: most are settled in days, some wait for weeks, a few for ever. */
function tickets(random: Random): string[] {
  const invented = days.flatMap((day) => {
    const busy = (isWorkday(day) ? 6 : 1) * (isIncident(day) ? 2 : 1);
    return Array.from({ length: Math.floor(busy * (0.5 + random())) }, () => {
      const team = picked(random(), { accounts: 0.45, network: 0.35, devices: 0.2 });
      const opened = day + (8 * 60 + Math.floor(random() * 660)) * MINUTE;
      const isSlow = opened >= incident.from && opened < aftermath;
      const slowness = (isSlow ? 2.2 : 1) * (team === "network" ? 1.5 : 1);
      const chance = random();
      const replied = worked(opened, 5 + Math.floor(random() * random() * 300 * slowness));
      const work = 10 + Math.floor(chance * chance * chance * 3600 * slowness);
      const resolved = random() < 0.02 ? Number.POSITIVE_INFINITY : worked(replied, work);
      return {
        opened,
        replied,
        resolved,
        promised: worked(opened, team === "devices" ? 3240 : 2160),
        reopened: random() < (isSlow ? 0.13 : 0.05),
        team,
      };
    });
  });
  const lines = invented
    .filter(({ opened }) => opened < taken)
    .map(({ opened, replied, resolved, promised, reopened, team }) =>
      [
        minute(opened),
        replied < taken ? minute(replied) : "",
        resolved < taken ? minute(resolved) : "",
        minute(promised),
        resolved < taken && reopened ? "yes" : "no",
        team,
      ].join(","),
    );
  // A day that does not exist, and a settlement before the opening
  lines.push("2026-02-20 11:05,2026-02-20 11:40,2026-02-30 10:00,2026-02-25 11:05,no,devices");
  lines.push("2026-03-03 15:20,2026-03-03 15:25,2026-03-02 16:00,2026-03-06 15:20,no,accounts");
  return lines.sort();
}

/** One row a customer; after the incident more of them leave. */
function subscriptions(random: Random): string[] {
  const lines = Array.from({ length: 140 }, (_, i) => {
    const began = Date.parse("2024-01-01") + Math.floor(random() * 830) * DAY;
    const plan = picked(random(), { basic: 0.6, plus: 0.3, premium: 0.1 });
    let [day, end] = [began, ""];
    // Each month has its chance to be the last one
    while (end === "" && day < taken) {
      day += 30 * DAY;
      const chance = day >= incident.until && day < aftermath ? 0.07 : 0.02;
      if (random() < chance && day < taken) end = date(day);
    }
    return { began, line: [`customer-${String(i + 1).padStart(3, "0")}`, date(began), end, plan].join(",") };
  });
  const known = lines.filter(({ began }) => began < taken).map(({ line }) => line);
  return [...known, "customer-141,,2026-02-28,basic"]; // without its first day
}

function people(random: Random): string[] {
  return Array.from({ length: 26 }, (_, i) => {
    const joined = Date.parse("2022-03-01") + Math.floor(random() * 1450) * DAY;
    const leaves = i % 8 === 2 ? Math.max(joined, first) + Math.floor(20 + random() * 120) * DAY : taken;
    const reason = picked(random(), { resignation: 0.7, "end of contract": 0.3 });
    return [date(joined), leaves < taken ? date(leaves) : "", leaves < taken ? reason : ""].join(",");
  }).sort();
}

/** So many minutes of work later: the desk works from 9 to 18 on working days. */
function worked(from: number, minutes: number): number {
  let day = Math.floor(from / DAY) * DAY;
  let rest = minutes * MINUTE;
  for (let start = from; ; day += DAY, start = day) {
    const begin = Math.max(start, day + 9 * HOUR);
    const room = isWorkday(day) ? Math.max(0, day + 18 * HOUR - begin) : 0;
    if (rest < room) return begin + rest;
    rest -= room;
  }
}

function isWorkday(day: number): boolean {
  return ![0, 6].includes(new Date(day).getUTCDay()) && !holidays.includes(date(day));
}

function isIncident(day: number): boolean {
  return day >= incident.from && day < incident.until;
}

function date(t: number): string {
  return new Date(t).toISOString().slice(0, 10);
}

function minute(t: number): string {
  return new Date(t).toISOString().slice(0, 16).replace("T", " ");
}

function second(t: number): string {
  return new Date(t).toISOString().slice(0, 19).replace("T", " ");
}

function csv(header: string, lines: readonly string[]): string {
  return `${[header, ...lines].join("\n")}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, text] of Object.entries(deskCsv())) {
    writeFileSync(new URL(`../examples/data/desk/${name}`, import.meta.url), text);
  }
}
