import { instant, optional, record, text } from "../core/kind.ts";

/** A change to code on its way to the users. */
export const codeChange = record(
  "codeChange",
  {
    committedAt: instant("when it was committed first"),
    mergedAt: optional(instant("when it was merged")),
    deployedAt: optional(instant("when it was in production; empty while it is not")),
    key: optional(text("its number or name")),
    service: optional(text("what it changes")),
    team: optional(text("whose it is")),
  },
  {
    about: "A change to code on its way to the users.",
    order: [
      ["committedAt", "mergedAt"],
      ["committedAt", "deployedAt"],
      ["mergedAt", "deployedAt"],
    ],
  },
);
