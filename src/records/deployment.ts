import { flag, instant, optional, record, text } from "../core/kind.ts";

/** A release of changes that reached production; what was stopped before is none. */
export const deployment = record(
  "deployment",
  {
    deployedAt: instant("when it was finished"),
    key: text("its number or name, so that one joined to two incidents is one"),
    failed: optional(flag("it needed immediate intervention: a rollback, a hotfix, a fix forward")),
    recoveredAt: optional(instant("when the service worked again after it failed; empty while it does not")),
    rework: optional(flag("unplanned, to fix what users had come across")),
    service: optional(text("what was deployed")),
    team: optional(text("who deployed it")),
  },
  { about: "A release of changes that reached production.", order: [["deployedAt", "recoveredAt"]] },
);
