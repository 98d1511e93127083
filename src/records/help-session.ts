import { flag, instant, optional, record, text } from "../core/kind.ts";

/** A visit to the help centre, the bot or the guide, before anybody was asked. */
export const helpSession = record(
  "helpSession",
  {
    startedAt: instant("when the visit began"),
    askedAt: optional(instant("when the visitor first opened a request afterwards; empty where never")),
    solved: optional(flag("the visitor said that it helped")),
    user: text("who came"),
    topic: optional(text("what it was about")),
    channel: optional(text("where: help centre, bot, voice menu")),
  },
  { about: "A visit to the help centre.", order: [["startedAt", "askedAt"]] },
);
