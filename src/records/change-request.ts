import { flag, instant, optional, record, text } from "../core/kind.ts";

/** A request to change what was agreed: the scope of a project, a contract, a service. */
export const changeRequest = record(
  "changeRequest",
  {
    requestedAt: instant("when it was asked for"),
    decidedAt: optional(instant("when it was accepted or rejected; empty while nobody decided")),
    accepted: optional(flag("accepted, once it was decided")),
    implementedAt: optional(instant("when it was done; empty while it is not")),
    project: optional(text("what it changes")),
    type: optional(text("what sort of change it is")),
  },
  {
    about: "A request to change what was agreed.",
    order: [
      ["requestedAt", "decidedAt"],
      ["decidedAt", "implementedAt"],
      ["requestedAt", "implementedAt"],
    ],
  },
);
