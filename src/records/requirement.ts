import { instant, number, optional, record, text } from "../core/kind.ts";

/** A thing that is in the scope of a project, from when it came in until it was taken out. */
export const requirement = record(
  "requirement",
  {
    addedAt: instant("when it came into the scope"),
    removedAt: optional(instant("when it was taken out; empty while it is in the scope")),
    changedAt: optional(instant("when it was changed last")),
    size: optional(number("estimated size, in the unit of the team", "number")),
    project: text("whose scope"),
  },
  {
    about: "A thing that is in the scope of a project.",
    order: [
      ["addedAt", "removedAt"],
      ["addedAt", "changedAt"],
    ],
  },
);
