import { evaluate, table } from "kpi-core";
import type * as sla from "kpi-core/metrics/sla";
import { slaClock } from "kpi-core/records";
import { describe } from "vitest";
import { expectCounts, type HandCount, hours } from "./hand-count.ts";
import { pages } from "./shown.ts";

// Promises of four hours in January and February 2026, read and reported as of 20 February
const jan = (day: number, hour: number) => Date.UTC(2026, 0, day, hour);
const feb = (day: number, hour: number) => Date.UTC(2026, 1, day, hour);
const promise = (
  outcome: string,
  appliedAt: number,
  { dueAt, endedAt, shows }: { dueAt: number | null; endedAt: number | null; shows: number },
) => ({
  ...{
    outcome,
    appliedAt,
    dueAt,
    endedAt,
    ticket: "a",
    policy: "desk",
    metric: "firstReply",
    instance: 1,
    priority: null,
  },
  ...{ targetSeconds: 4 * 3600, elapsedSeconds: shows * 3600, pausedSeconds: 0 },
});
const rows = [
  promise("achieved", jan(5, 9), { dueAt: jan(5, 13), endedAt: jan(5, 10), shows: 1 }),
  promise("achieved", jan(6, 9), { dueAt: jan(6, 13), endedAt: jan(6, 13), shows: 4 }),
  promise("achieved", jan(12, 9), { dueAt: jan(12, 13), endedAt: jan(12, 12), shows: 3 }),
  promise("achieved", jan(13, 9), { dueAt: jan(13, 13), endedAt: jan(13, 11), shows: 2 }),
  promise("missed", jan(7, 9), { dueAt: jan(7, 13), endedAt: jan(7, 15), shows: 6 }),
  // Due in January and kept in February, 96 and 10 hours late
  promise("missed", jan(30, 9), { dueAt: jan(30, 13), endedAt: feb(3, 13), shows: 100 }),
  promise("missed", jan(31, 16), { dueAt: jan(31, 20), endedAt: feb(1, 6), shows: 14 }),
  promise("cancelled", jan(8, 9), { dueAt: jan(8, 13), endedAt: jan(8, 20), shows: 11 }),
  promise("cancelled", jan(9, 9), { dueAt: jan(9, 13), endedAt: jan(9, 10), shows: 1 }),
  promise("achieved", feb(2, 9), { dueAt: feb(2, 13), endedAt: feb(2, 12), shows: 3 }),
  promise("open-past-due", jan(31, 22), { dueAt: feb(1, 2), endedAt: null, shows: 458 }),
  promise("open", feb(19, 22), { dueAt: feb(20, 2), endedAt: null, shows: 2 }),
  promise("open", feb(19, 12), { dueAt: null, endedAt: null, shows: 2 }), // paused
];

const counts: HandCount<typeof sla> = {
  // 4 of 7; 1 of 2; 5 of 9
  slaTargetAttainment: [
    "0.5714285714285714285714285714285714",
    "0.5",
    "0.5555555555555555555555555555555556",
  ],
  slaBreaches: ["3", "1", "4"],
  slaBreachRate: ["0.4285714285714285714285714285714286", "0.5", "0.4444444444444444444444444444444444"],
  // By when they ended: 4 of 5; 1 of 3; 5 of 8
  slaAttainmentOfEnded: ["0.8", "0.3333333333333333333333333333333333", "0.625"],
  // 2, 96 and 10 hours; 454 hours until it was read; 562 of 4
  slaTimeOverTarget: [hours(36), hours(454), hours(140.5)],
  // Those of 30 and 31 January, not yet that of 1 February; that one
  slaOverdue: ["2", "1", "1"],
  slaCancelledOverdue: ["1", "0", "1"],
};

describe("the page of SLA, counted by hand", () => {
  expectCounts(counts, ["January", "February"], () =>
    evaluate(pages.sla, table(slaClock, rows), {
      per: "month",
      timeZone: "UTC",
      from: "2026-01-01",
      to: "2026-03-01",
      asOf: "2026-02-20",
    }),
  );
});
