import { date, flag, number, optional, record, text } from "../core/kind.ts";

/** Whether a person was employed on the day of a list: every person has a row for every list. */
export const rollCall = record(
  "rollCall",
  {
    on: date("the day of the list"),
    present: flag("the person was employed then"),
    workingShare: optional(number("contracted share of full time, 0 to 1", "share")),
    contract: optional(text("kind of contract")),
    team: optional(text("the team")),
    site: optional(text("the place")),
  },
  { about: "Whether a person was employed on the day of a list." },
);
