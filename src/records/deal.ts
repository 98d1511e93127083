import { flag, instant, money, number, optional, record, text } from "../core/kind.ts";

/** A sale that may come about, from its first day to its close. */
export const deal = record(
  "deal",
  {
    createdAt: instant("when it came into the pipeline"),
    closedAt: optional(instant("when it was won or lost; empty while open")),
    won: optional(flag("won, once it is closed")),
    amount: money("what it brings, or would bring", "currency"),
    currency: text("ISO 4217 code of the amount"),
    probability: optional(number("how likely it is to be won, from 0 to 1", "share")),
    stage: optional(text("the stage it is in")),
    source: optional(text("where it came from")),
    owner: optional(text("who sells")),
    team: optional(text("the team")),
  },
  { about: "A sale that may come about.", order: [["createdAt", "closedAt"]] },
);
