import { date, flag, number, optional, record, text } from "../core/kind.ts";

/** An accident at work. */
export const accident = record(
  "accident",
  {
    on: date("the day of the accident"),
    lostTime: flag("the person was off work beyond the day of the accident"),
    lostDays: optional(number("calendar days off work so far, without the day of the accident", "number")),
    person: optional(text("who was hurt")),
    type: optional(text("what sort of accident")),
    team: optional(text("the team")),
    site: optional(text("the place")),
  },
  { about: "An accident at work." },
);
