import { instant, number, optional, record, text } from "../core/kind.ts";

/** The requests that a service had in a short window, and how many of them went well. */
export const requestCount = record(
  "requestCount",
  {
    at: instant("when the window began"),
    valid: number("requests that count", "number"),
    good: number("those of them that went well", "number"),
    service: optional(text("which service")),
  },
  { about: "The requests that a service had in a short window, and how many of them went well." },
);
