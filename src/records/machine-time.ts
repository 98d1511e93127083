import { instant, oneOf, optional, record, text } from "../core/kind.ts";

/**
 * A stretch of time of a machine: that its plant is open, or why it does not produce. Rows of one machine may overlap: a
 * stop that runs through a break is a row, and so is the break.
 */
export const machineTime = record(
  "machineTime",
  {
    startedAt: instant("when it began"),
    endedAt: optional(instant("when it ended; empty while it lasts")),
    machine: text("the machine or line"),
    state: oneOf(
      "what it was: open for production, or stopped, planned or not, or set up for another product",
      ["open", "planned stop", "changeover", "stop"],
    ),
    reason: optional(text("why it stopped")),
    site: optional(text("the place")),
  },
  { about: "A stretch of time of a machine, open or stopped.", order: [["startedAt", "endedAt"]] },
);
