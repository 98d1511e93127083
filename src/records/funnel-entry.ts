import { flag, instant, number, optional, record, text } from "../core/kind.ts";

/** One way through a funnel, from its first step on. */
export const funnelEntry = record(
  "funnelEntry",
  {
    enteredAt: instant("when the first step was taken"),
    windowEndsAt: instant("until when the others count, that moment included"),
    actor: text("who went through it"),
    segment: optional(text("what the actor was, a plan or a country, as the first step said")),
    reached: number("how many steps were taken within the window, the first included", "count"),
    convertedAt: optional(instant("when the last step was taken; empty where it was not")),
    mature: flag("true where its window had elapsed, so that nothing can change any more"),
  },
  {
    about: "One way through a funnel, from its first step on.",
    order: [
      ["enteredAt", "windowEndsAt"],
      ["enteredAt", "convertedAt"],
    ],
  },
);
