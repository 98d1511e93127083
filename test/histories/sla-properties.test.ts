import fc from "fast-check";
import { evaluate, table } from "kpi-core";
import { type SlaPolicy, slaClocks, ticketTimes } from "kpi-core/histories";
import { slaBreaches, slaTargetAttainment } from "kpi-core/metrics/sla";
import { workSchedule } from "kpi-core/periods";
import { slaClock } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { statuses } from "./statuses.ts";

const MINUTE = 60_000;
const MONDAY = Date.UTC(2026, 0, 5);
const hours = [["09:00", "17:00"]] as const;
const desk = workSchedule({
  timeZone: "Europe/Paris",
  weekly: { mon: hours, tue: hours, wed: hours, thu: hours },
});
const schedules = { desk };

const all = (term: SlaPolicy["metrics"]["firstReply"] & object): SlaPolicy["metrics"] => ({
  firstReply: term,
  nextReply: term,
  periodicUpdate: term,
  pausableUpdate: term,
  requesterWait: term,
  agentWork: term,
  resolution: term,
});
const policyOf = (metrics: SlaPolicy["metrics"], more: Partial<SlaPolicy> = {}): SlaPolicy => ({
  name: "any",
  statuses,
  metrics,
  ...more,
});

/** A log of three tickets over four days, no two rows of a ticket at the same minute. */
const event = fc.record({
  minute: fc.integer({ min: 0, max: 4 * 24 * 60 }),
  ticket: fc.constantFrom("a", "b", "c"),
  type: fc.constantFrom("requester-reply", "agent-reply", "update", "update", "update"),
  status: fc.option(fc.constantFrom(...Object.keys(statuses)), { freq: 3 }),
  priority: fc.option(fc.constantFrom("low", "high"), { freq: 1 }),
});
const log = fc
  .uniqueArray(event, { maxLength: 24, selector: ({ minute, ticket }) => `${ticket} ${minute}` })
  .map((events) => [
    ...["a", "b", "c"].map((ticket) => ({
      ticket,
      at: MONDAY - MINUTE,
      type: "created",
      status: "new",
      priority: "low",
    })),
    ...events.map(({ minute, ...rest }) => ({ ...rest, at: MONDAY + minute * MINUTE })),
  ]);
const asOf = fc.integer({ min: 0, max: 6 * 24 * 60 }).map((minute) => MONDAY + minute * MINUTE);
const policy = fc.record({
  hours: fc.integer({ min: 1, max: 40 }),
  clock: fc.constantFrom("calendar", "working"),
  onPriorityChange: fc.constantFrom("keep", "retarget"),
  onReopen: fc.constantFrom("resume", "renew"),
});
const built = ({
  hours,
  clock,
  ...changes
}: { hours: number; clock: string } & Partial<SlaPolicy>): SlaPolicy =>
  policyOf(all({ target: { low: 3600 * hours, high: 1800 * hours }, clock }), changes);
const holds = <T>(of: fc.Arbitrary<T>, check: (value: T) => void) =>
  fc.assert(fc.property(of, check), { numRuns: 150 });

describe("whatever the log", () => {
  it("each promise has one outcome, and the judged ones are all in the rate", () => {
    holds(fc.tuple(log, policy, asOf), ([events, of, known]) => {
      const { rows, ledger } = slaClocks(events, built(of), { asOf: known, schedules });
      expect(ledger.used + ledger.leftOut["after-as-of"]).toBe(events.length);
      const counted = { achieved: 0, missed: 0, "open-past-due": 0, open: 0, cancelled: 0 };
      for (const row of rows) {
        counted[row.outcome as keyof typeof counted]++;
        expect(row.outcome === "missed" || row.outcome === "open-past-due").toBe(
          row.elapsedSeconds > row.targetSeconds,
        );
        expect(row.endedAt === null).toBe(row.outcome.startsWith("open"));
        if (row.dueAt === null) expect(row.outcome).toBe("open");
      }
      const judged = counted.achieved + counted.missed + counted["open-past-due"];
      expect(judged + counted.open + counted.cancelled).toBe(rows.length);
      const later = { asOf: MONDAY + 100 * 24 * 60 * MINUTE };
      const { totals } = evaluate({ slaTargetAttainment, slaBreaches }, table(slaClock, rows), later);
      if (rows.length === 0) return;
      const { achieved, missed, openPastDue } = totals?.cells.slaTargetAttainment.inputs ?? {};
      expect([achieved, missed, openPastDue].map(Number)).toEqual([
        counted.achieved,
        counted.missed,
        counted["open-past-due"],
      ]);
      expect(totals?.cells.slaBreaches.value?.toNumber()).toBe(counted.missed + counted["open-past-due"]);
    });
  });
  it("without pauses a calendar clock is due its target after it was applied", () => {
    holds(fc.tuple(log, asOf, fc.integer({ min: 1, max: 200_000 })), ([events, known, target]) => {
      const { rows } = slaClocks(events, policyOf(all({ target, pausedIn: [] }), { onReopen: "renew" }), {
        asOf: known,
      });
      for (const { dueAt, appliedAt, pausedSeconds } of rows) {
        expect([dueAt, pausedSeconds]).toEqual([appliedAt + target * 1000, 0]);
      }
    });
  });
  it("pauses never bring a due moment forward", () => {
    const some = fc.subarray(["new", "open", "pending", "hold"]);
    holds(fc.tuple(log, policy, asOf, some), ([events, { hours, clock }, known, pausedIn]) => {
      const due = (paused: readonly string[]) =>
        slaClocks(events, policyOf(all({ target: 3600 * hours, clock, pausedIn: paused })), {
          asOf: known,
          schedules,
        }).rows;
      const without = due([]);
      for (const [i, { dueAt }] of due(pausedIn).entries()) {
        const earliest = without[i]?.dueAt as number | null;
        if (dueAt !== null && earliest !== null) expect(dueAt).toBeGreaterThanOrEqual(earliest);
      }
    });
  });
  it("the order of the rows does not matter", () => {
    const byName = <T extends object>(rows: readonly T[]) => rows.map((row) => JSON.stringify(row)).sort();
    holds(fc.tuple(log, policy, asOf), ([events, of, known]) => {
      const options = { asOf: known, schedules };
      const turned = [...events].reverse();
      expect(byName(slaClocks(turned, built(of), options).rows)).toEqual(
        byName(slaClocks(events, built(of), options).rows),
      );
      expect(byName(ticketTimes(turned, built(of), options).rows)).toEqual(
        byName(ticketTimes(events, built(of), options).rows),
      );
    });
  });
  it("a wait and its pauses are the whole time, which the times of the ticket have too", () => {
    holds(fc.tuple(log, fc.constantFrom("calendar", "working"), asOf), ([events, clock, known]) => {
      const of = policyOf(all({ target: 3600, clock }), { onReopen: "resume" });
      const options = { asOf: known, schedules };
      const clocks = slaClocks(events, of, options).rows;
      for (const times of ticketTimes(events, of, { ...options, clock }).rows) {
        expect(times.requesterWaitSeconds + times.agentWaitSeconds).toBe(times.openSeconds);
        expect(times.agentWorkSeconds + times.onHoldSeconds).toBe(times.requesterWaitSeconds);
        const shows = (metric: string) =>
          clocks.find((row) => row.ticket === times.ticket && row.metric === metric);
        expect(shows("requesterWait")?.elapsedSeconds).toBe(times.requesterWaitSeconds);
        expect(shows("agentWork")?.elapsedSeconds).toBe(times.agentWorkSeconds);
        expect(shows("resolution")?.elapsedSeconds).toBe(times.openSeconds);
      }
    });
  });
});
