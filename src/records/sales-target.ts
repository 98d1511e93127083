import { instant, money, optional, record, text } from "../core/kind.ts";

/** What is to be sold in a stretch of time. */
export const salesTarget = record(
  "salesTarget",
  {
    startsAt: instant("when the time begins"),
    endsAt: instant("when it is over"),
    amount: money("what is to be won in it", "currency"),
    currency: text("ISO 4217 code of the amount"),
    owner: optional(text("whose target it is")),
    team: optional(text("the team")),
  },
  { about: "What is to be sold in a stretch of time.", order: [["startsAt", "endsAt"]] },
);
