import { date, flag, money, number, optional, record, text } from "../core/kind.ts";

/** Time that a person worked on something, and what became of it on an invoice. */
export const timeEntry = record(
  "timeEntry",
  {
    on: date("the day of the work, not of the invoice"),
    person: text("who worked"),
    workedSeconds: number("how long", "seconds"),
    billable: flag("a client is to pay for it"),
    billedSeconds: optional(number("how much of it was billed; empty until that is settled", "seconds")),
    standardAmount: optional(money("what it is worth at the standard rate", "currency")),
    billedAmount: optional(money("what was billed for it; empty until that is settled", "currency")),
    currency: optional(text("ISO 4217 code of the amounts")),
    client: optional(text("for whom")),
    project: optional(text("on what")),
    team: optional(text("the team")),
  },
  { about: "Time that a person worked on something." },
);
