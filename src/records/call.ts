import { flag, instant, number, optional, record, text } from "../core/kind.ts";

/** A call, or a chat, that waited in a queue. */
export const call = record(
  "call",
  {
    offeredAt: instant("when it entered the queue"),
    answeredAt: optional(instant("when an agent took it; empty if nobody did")),
    endedAt: optional(instant("when it ended, answered or not")),
    abandoned: optional(flag("the caller hung up before an agent answered")),
    handleSeconds: optional(number("talk, hold and after-call work of the agent", "seconds")),
    queue: optional(text("the queue")),
    agent: optional(text("who answered")),
  },
  {
    about: "A call that waited in a queue.",
    order: [
      ["offeredAt", "answeredAt"],
      ["answeredAt", "endedAt"],
      ["offeredAt", "endedAt"],
    ],
  },
);
