import { flag, instant, number, oneOf, optional, record, text } from "../core/kind.ts";

/** One limit of working time, held against the shifts of one person. */
export const labourCheck = record(
  "labourCheck",
  {
    at: instant("when a daily rest was over; the last moment of the day, the week or the weeks"),
    person: text("whose shifts they are"),
    rule: oneOf("which limit", ["dailyRest", "weeklyRest", "dailyWork", "weeklyWork", "averageWeeklyWork"]),
    foundSeconds: number("how long it was", "seconds"),
    limitSeconds: number("how long it may be at most, or for a rest must be at least", "seconds"),
    kept: flag("true where the limit was kept"),
    team: optional(text("the team of the last shift up to it")),
    site: optional(text("the place of the last shift up to it")),
  },
  { about: "One limit of working time, held against the shifts of one person." },
);
