import { instant, optional, record, text } from "../core/kind.ts";

/** Somebody who signed up, and how far they came. */
export const signup = record(
  "signup",
  {
    signedUpAt: instant("when they signed up"),
    activatedAt: optional(instant("when they first got what they came for; empty where they did not yet")),
    onboardedAt: optional(instant("when the last step of the introduction was done")),
    user: text("who"),
    plan: optional(text("what was subscribed to")),
    channel: optional(text("how they came")),
    country: optional(text("where from")),
  },
  {
    about: "Somebody who signed up, and how far they came.",
    order: [
      ["signedUpAt", "activatedAt"],
      ["signedUpAt", "onboardedAt"],
    ],
  },
);
