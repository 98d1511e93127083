import { instant, money, optional, record, text } from "../core/kind.ts";

/** What is known of a project since its last report, from its beginning to then: the amounts of earned value. */
export const projectStatus = record(
  "projectStatus",
  {
    reportedAt: instant("from when it is what is known"),
    replacedAt: optional(instant("when the next report came, or the project was closed; empty for the last")),
    project: text("which project"),
    planned: money("planned value: budgeted cost of the work that was to be done by then", "currency"),
    earned: money("earned value: budgeted cost of the work that is done", "currency"),
    actual: money("what the work that is done has cost", "currency"),
    budget: money("budgeted cost of all the work", "currency"),
    currency: text("ISO 4217 code of the amounts"),
  },
  { about: "What is known of a project since its last report.", order: [["reportedAt", "replacedAt"]] },
);
