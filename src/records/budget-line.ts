import { instant, money, oneOf, optional, record, text } from "../core/kind.ts";

/** What was planned to be earned or spent in a month, or another stretch, as a positive number. */
export const budgetLine = record(
  "budgetLine",
  {
    periodStart: instant("when the stretch begins that it is for"),
    account: oneOf("what it is: revenue, the cost of what is sold, or another cost of operation", [
      "revenue",
      "cost of sales",
      "operating expense",
    ]),
    amount: money("the amount without value added tax", "currency"),
    currency: text("ISO 4217 code of the amount"),
    item: optional(text("for which product or service")),
    team: optional(text("the team or cost centre")),
    site: optional(text("the place")),
  },
  { about: "What was planned to be earned or spent in a stretch of time." },
);
