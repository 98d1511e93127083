import { flag, instant, optional, record, text } from "../core/kind.ts";

/** A stretch of time in which a service was down, planned or not. */
export const outage = record(
  "outage",
  {
    startedAt: instant("when the service went down"),
    endedAt: optional(instant("when it was up again; empty while it is down")),
    service: text("what was down"),
    planned: flag("maintenance that was agreed before"),
    cause: optional(text("why")),
  },
  { about: "A stretch of time in which a service was down.", order: [["startedAt", "endedAt"]] },
);
