import { instant, optional, record, text } from "../core/kind.ts";

/** Somebody who may buy, before there is a deal. */
export const lead = record(
  "lead",
  {
    receivedAt: instant("when it came in"),
    convertedAt: optional(instant("when it became a deal; empty while it is none")),
    source: optional(text("where it came from")),
    owner: optional(text("who looks after it")),
    team: optional(text("the team")),
  },
  { about: "Somebody who may buy, before there is a deal.", order: [["receivedAt", "convertedAt"]] },
);
