import { instant, money, number, optional, record, text } from "../core/kind.ts";

/** What a customer paid a month when a period began and when it ended, and what the difference is called. */
export const movement = record(
  "movement",
  {
    periodStart: instant("when the period begins"),
    periodEnd: instant("when it ends"),
    customer: text("who pays"),
    opening: optional(money("paid a month just before the period; empty where nobody knows", "currency")),
    closing: money("paid a month at its end", "currency"),
    new: optional(money("the closing of a customer who never paid before", "currency")),
    reactivation: optional(money("the closing of one who came back", "currency")),
    expansion: optional(money("how much more one pays who stayed", "currency")),
    contraction: optional(money("how much less one pays who stayed", "currency")),
    churn: optional(money("the opening of one who left", "currency")),
    least: optional(
      money("the least that was paid at any time in the period, its opening included", "currency"),
    ),
    customers: optional(number("how many customers there were just before the period, in all", "count")),
    currency: text("ISO 4217 code of the amounts"),
  },
  { about: "How the revenue from one customer moved in a period.", order: [["periodStart", "periodEnd"]] },
);
