import { metric } from "../core/metric.ts";
import { population } from "../core/population.ts";
import { rosterSpan } from "../records/roster-span.ts";

const spans = population(rosterSpan);
const either = spans.during("startedAt", "endedAt");
const planned = spans.where("planned").during("startedAt", "endedAt");
const done = spans.where("not planned").during("startedAt", "endedAt");
const plannedWork = spans.where("planned and working").during("startedAt", "endedAt");
const doneWork = spans.where("not planned and working").during("startedAt", "endedAt");

const queuePilot = { text: "queuepilot.io and loem.ca, schedule adherence and conformance" } as const;

/**
 * Of the time that was planned, the share in which people did what the plan said, when it said so. What is in both is
 * the time of the plan plus that of the fact less that of either.
 *
 * A break taken ten minutes early costs twenty where breaks are planned too: ten at work that should have been, ten at
 * the break. Minutes of grace are to be given to the rows.
 */
export const rosterAdherence = metric("rosterAdherence", {
  title: { en: "Adherence to the roster", fr: "Adhérence au planning" },
  about: "Share of the planned time in which people did what was planned for them at that moment.",
  unit: "share",
  better: "higher",
  inputs: {
    planned: planned.busySeconds("slot"),
    done: done.busySeconds("slot"),
    either: either.busySeconds("slot"),
  },
  formula: "(planned + done - either) / planned",
  // 432 of 480 minutes in place, and 20 more elsewhere
  example: { given: { planned: 28_800, done: 27_120, either: 30_000 }, gives: "0.9" },
  source: queuePilot,
  aliases: ["schedule adherence", "RTA", "adhérence"],
});

/** The time worked over the time planned for work, whenever it was: 100 % may hide a bad adherence. */
export const rosterConformance = metric("rosterConformance", {
  title: { en: "Conformance to the roster", fr: "Conformité au planning" },
  about:
    "Time at work, whenever it was, over the time planned for work; breaks are in neither, and it may pass 100 %.",
  unit: "share",
  better: "target",
  inputs: { worked: doneWork.busySeconds("slot"), planned: plannedWork.busySeconds("slot") },
  formula: "worked / planned",
  example: { given: { worked: 28_800, planned: 28_800 }, gives: "1" },
  source: queuePilot,
  aliases: ["schedule conformance", "conformité"],
});
