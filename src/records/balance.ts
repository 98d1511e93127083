import { instant, money, oneOf, optional, record, text } from "../core/kind.ts";

/** What an account stood at over a span: from one statement or movement until the next. */
export const balance = record(
  "balance",
  {
    startedAt: instant(
      "from when it stood at that; for a balance at the end of a month, when the month began",
    ),
    endedAt: optional(instant("until when; empty for the last")),
    account: oneOf("what it is: owed by customers, owed to suppliers, stock at cost, or cash", [
      "receivables",
      "payables",
      "inventory",
      "cash",
    ]),
    amount: money("the balance, positive where it is as the name says", "currency"),
    currency: text("ISO 4217 code of the balance"),
    party: optional(text("the customer, supplier or bank")),
    site: optional(text("the place")),
  },
  { about: "What an account stood at over a span of time.", order: [["startedAt", "endedAt"]] },
);
