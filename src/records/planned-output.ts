import { instant, number, optional, record, text } from "../core/kind.ts";

/** What was planned to be made of an item until a moment, and what was made of it until then. */
export const plannedOutput = record(
  "plannedOutput",
  {
    dueAt: instant("until when it was planned"),
    planned: number("quantity planned", "number"),
    made: number("quantity made by then", "number"),
    item: optional(text("what was made")),
    machine: optional(text("the machine or line")),
    site: optional(text("the place")),
  },
  { about: "What was planned to be made of an item until a moment, and what was made of it." },
);
