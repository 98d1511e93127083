import { instant, money, oneOf, optional, record, text } from "../core/kind.ts";

/** An amount in the books: what was earned or spent, as a positive number; a correction is negative. */
export const posting = record(
  "posting",
  {
    at: instant("to when it belongs: when revenue was earned or cost incurred, not when it was paid"),
    account: oneOf("what it is: revenue, the cost of what was sold, or another cost of operation", [
      "revenue",
      "cost of sales",
      "operating expense",
    ]),
    amount: money("the amount without value added tax", "currency"),
    tax: money("value added tax on it", "currency"),
    currency: text("ISO 4217 code of the amounts"),
    quality: optional(
      oneOf("for costs of quality: what they were for", [
        "prevention",
        "appraisal",
        "internal failure",
        "external failure",
      ]),
    ),
    customer: optional(text("for or from which customer; empty where it cannot be said")),
    item: optional(text("for which product or service")),
    team: optional(text("the team or cost centre")),
    site: optional(text("the place")),
  },
  { about: "An amount that was earned or spent, in the books." },
);
