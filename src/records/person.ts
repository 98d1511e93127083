import { date, flag, number, optional, record, text } from "../core/kind.ts";

/** One employment of a person, in whole local days. */
export const person = record(
  "person",
  {
    joinedOn: date("first day of the employment"),
    leftOn: optional(date("last day of the employment; empty while it lasts")),
    workingShare: optional(number("contracted share of full time, 0 to 1", "share")),
    contract: optional(text("kind of contract")),
    leavingReason: optional(text("why it ended: resignation, dismissal, retirement, end of contract")),
    regretted: optional(flag("the house would have kept the person; set when leaving, never after")),
    manager: optional(text("who the person reports to, where anybody")),
    team: optional(text("the team")),
    site: optional(text("the place")),
  },
  { about: "One employment of a person.", order: [["joinedOn", "leftOn"]] },
);
