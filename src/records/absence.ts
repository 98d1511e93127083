import { date, flag, optional, record, text } from "../core/kind.ts";

/** A spell in which a person was to work and did not, in whole local days. */
export const absence = record(
  "absence",
  {
    firstDay: date("first day of the absence"),
    lastDay: optional(date("last day of the absence; empty while it lasts")),
    person: text("who was absent"),
    type: optional(text("why: illness, accident, without leave; planned leave is no absence")),
    longTerm: optional(flag("counted apart, as lasting longer than the house says")),
    team: optional(text("the team")),
    site: optional(text("the place")),
  },
  { about: "A spell in which a person was to work and did not.", order: [["firstDay", "lastDay"]] },
);
