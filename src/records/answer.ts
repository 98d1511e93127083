import { flag, instant, number, oneOf, optional, record, text } from "../core/kind.ts";

/** What one person answered to one survey, or that they did not. */
export const answer = record(
  "answer",
  {
    sentAt: optional(instant("when the person was asked")),
    answeredAt: optional(instant("when a valid answer came; empty while there is none")),
    delivered: optional(flag("the question reached the person: false where it bounced")),
    outcome: optional(
      oneOf("what became of it in the end, by AAPOR; unknown where nobody knows whether the person counts", [
        "complete",
        "partial",
        "refusal",
        "no-contact",
        "other",
        "unknown",
        "not-eligible",
      ]),
    ),
    score: optional(number("what was answered, on the scale of the survey; empty for no opinion", "number")),
    survey: optional(text("which survey")),
    respondent: optional(text("who was asked")),
    channel: optional(text("how the person was asked")),
    team: optional(text("whom the answer is about")),
    agent: optional(text("who dealt with the person")),
  },
  {
    about: "What one person answered to one survey, or that they did not.",
    order: [["sentAt", "answeredAt"]],
  },
);
