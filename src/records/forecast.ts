import { instant, number, optional, record, text } from "../core/kind.ts";

/** What was forecast for a period, and what came: always as forecast so long before, or the figures do not compare. */
export const forecast = record(
  "forecast",
  {
    targetAt: instant("when the period begins that it is for"),
    forecast: number("what was forecast", "number"),
    actual: optional(number("what came; empty while nobody knows", "number")),
    naive: optional(
      number("what a forecast without any work would have been, such as the last actual", "number"),
    ),
    issuedAt: optional(instant("when it was made")),
    item: optional(text("what was forecast: an item, a queue, a site")),
    method: optional(text("how it was made, or by whom")),
  },
  { about: "What was forecast for a period, and what came.", order: [["issuedAt", "targetAt"]] },
);
