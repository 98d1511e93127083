import { instant, oneOf, optional, record, text } from "../core/kind.ts";

/** A person who applies for a position, with the last offer made to them. */
export const candidacy = record(
  "candidacy",
  {
    appliedAt: instant("when the person applied or was approached"),
    offeredAt: optional(instant("when the last offer was made")),
    decidedAt: optional(instant("when that offer came to its end; empty while it is pending")),
    outcome: optional(
      oneOf("what became of the offer; empty while it is pending", [
        "accepted",
        "declined",
        "expired",
        "withdrawn",
      ]),
    ),
    candidate: text("who"),
    vacancy: optional(text("for which position")),
    channel: optional(text("how the person came: an advertisement, a recommendation, an agency")),
    team: optional(text("the team")),
    site: optional(text("the place")),
  },
  {
    about: "A person who applies for a position.",
    order: [
      ["appliedAt", "offeredAt"],
      ["offeredAt", "decidedAt"],
      ["appliedAt", "decidedAt"],
    ],
  },
);
