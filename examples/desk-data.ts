/** A service desk: five exports with the names and the local times that they have, bound to the kinds of the library. */
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { endOf, startOf, table } from "kpi-core";
import { workSchedule } from "kpi-core/periods";
import { call, person, shift, subscription, ticket, workItem } from "kpi-core/records";

/** The zone of the times in the files, whose clock begins and ends months too. */
export const zone = "Europe/Paris";

const day = [["09:00", "18:00"]] as const;
export const office = workSchedule({
  timeZone: zone,
  weekly: { mon: day, tue: day, wed: day, thu: day, fri: day },
  holidays: ["2026-01-01", "2026-04-06"],
});

export function deskTables() {
  const tickets = rowsOf("tickets");
  return {
    call: table(
      call,
      rowsOf("calls"),
      {
        offeredAt: "offered",
        answeredAt: "answered",
        endedAt: "ended",
        abandoned: ({ hung_up }) => hung_up === "yes",
        handleSeconds: "handle_seconds",
      },
      { zone },
    ),
    ticket: table(
      ticket,
      tickets,
      {
        openedAt: "opened",
        resolvedAt: "resolved",
        dueAt: "promised",
        reopened: ({ reopened }) => reopened === "yes",
      },
      { zone },
    ),
    // The same tickets as work, which begins with the first reply
    workItem: table(
      workItem,
      tickets.filter(({ first_reply }) => first_reply !== ""),
      { startedAt: "first_reply", finishedAt: "resolved" },
      { zone },
    ),
    shift: table(
      shift,
      rowsOf("shifts"),
      {
        person: "agent",
        startedAt: "began",
        endedAt: "ended",
        breakSeconds: "break_seconds",
        billableSeconds: "billable_seconds",
      },
      { zone },
    ),
    // The last day is paid for to its end
    subscription: table(
      subscription,
      rowsOf("subscriptions"),
      { startedAt: startOf("first_day"), endedAt: endOf("last_day") },
      { zone },
    ),
    person: table(person, rowsOf("people"), { joinedOn: "joined", leftOn: "left" }, { zone }),
  };
}

function rowsOf(name: string): Readonly<Record<string, string>>[] {
  return parse(readFileSync(new URL(`data/desk/${name}.csv`, import.meta.url)), { columns: true });
}
