import { instant, money, number, optional, record, text } from "../core/kind.ts";

/** What a machine or a step made since the count before, and how good it was; a single unit is a count of one. */
export const productionCount = record(
  "productionCount",
  {
    at: instant(
      "when it was counted: at the end of a run, a shift, a lot, or for a unit at its first inspection",
    ),
    made: number("units made, good and bad", "number"),
    good: number("units that were good at once, without rework", "number"),
    scrapped: number("units given up", "number"),
    reworked: number("units that had to be worked on again", "number"),
    defects: number("defects found, of which one unit can have several", "number"),
    opportunities: number("in how many ways one unit can have a defect", "number"),
    idealSeconds: number("time that one unit takes at the ideal pace", "seconds"),
    plannedScrap: number("units that were expected to be given up", "number"),
    unitCost: money("what one unit cost up to here", "currency"),
    currency: optional(text("ISO 4217 code of the cost")),
    machine: optional(text("the machine or line")),
    step: optional(text("the step of the process")),
    item: optional(text("what was made")),
    site: optional(text("the place")),
  },
  { about: "What a machine or a step made since the count before, and how good it was." },
);
