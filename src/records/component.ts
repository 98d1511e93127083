import { flag, instant, optional, record, text } from "../core/kind.ts";

/** A thing that is not repaired when it fails: a bulb, a disk, a bearing. */
export const component = record(
  "component",
  {
    startedAt: instant("when it was put to use"),
    endedAt: optional(instant("when it failed or was taken out; empty while it is in use")),
    failed: flag("it failed; false where it was taken out before, or is in use"),
    model: optional(text("what sort of thing it is")),
    site: optional(text("where it was")),
  },
  { about: "A thing that is not repaired when it fails.", order: [["startedAt", "endedAt"]] },
);
