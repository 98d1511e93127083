import fc from "fast-check";
import { type StateWorkflow, workItems } from "kpi-core/histories";
import { describe, expect, it } from "vitest";

const HOUR = 3_600_000;
const states = {
  backlog: "before",
  ready: "waiting",
  doing: "active",
  done: "done",
  closed: "done",
} as const;
const names = Object.keys(states) as (keyof typeof states)[];
const [started, done] = [1, 3];
const daily = { grain: "day", timeZone: "UTC" } as const;

/** Moves at different hours, so that their order is known whatever the order of the rows. */
const moves = fc.uniqueArray(
  fc.record({ hour: fc.integer({ min: 0, max: 80 }), to: fc.constantFrom(...names) }),
  { selector: ({ hour }) => hour, maxLength: 12 },
);
const board = fc
  .tuple(moves, moves, moves)
  .map((lists) =>
    lists.flatMap((list, i) => list.map(({ hour, to }) => ({ key: `k${i}`, at: hour * HOUR, to }))),
  );
const policies = fc.record({
  start: fc.constantFrom("first" as const, "last" as const),
  finish: fc.constantFrom("first" as const, "last" as const),
  reopened: fc.constantFrom("same-item" as const, "new-item" as const),
});
const workflow = policies.map((chosen): StateWorkflow => ({ states, ...chosen }));
const asOf = fc.integer({ min: 1, max: 100 }).map((hour) => hour * HOUR);
const ms = (seconds: { times(n: number): { toNumber(): number } }) => seconds.times(1000).toNumber();
const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0);

describe("work items of any log", () => {
  it("start and finish where a walk along the hours says so", () => {
    const oneItem = policies.map(({ start, finish }) => ({ states, start, finish }));
    fc.assert(
      fc.property(board, oneItem, asOf, (rows, chosen, until) => {
        const { rows: found } = workItems(rows, chosen, { asOf: until });
        for (const key of ["k0", "k1", "k2"]) {
          // Where the item is in each hour; -1 where nowhere
          const places = Array.from({ length: until / HOUR }, (_, hour) => {
            const past = rows.filter((row) => row.key === key && row.at <= hour * HOUR);
            const latest = past.sort((a, b) => a.at - b.at).at(-1);
            return latest === undefined ? -1 : names.indexOf(latest.to);
          });
          const isIn = (place: number | undefined) => place !== undefined && place >= started && place < done;
          let finish = places.findIndex((place) => place >= done);
          if (chosen.finish === "last") finish = places.findLastIndex((place) => place < done) + 1;
          const isOpen = finish === -1 || finish === places.length;
          const end = isOpen ? places.length : finish;
          let start = places.findIndex((place) => place >= started);
          if (chosen.start === "last") {
            start = end;
            while (isIn(places[start - 1])) start--;
            if (isOpen && start === end) start = -1;
          }
          const row = found.find((item) => item.key === key);
          expect(row === undefined ? -1 : row.startedAt / HOUR).toBe(start);
          if (row === undefined) continue;
          expect(row.finishedAt).toBe(isOpen ? null : finish * HOUR);
          const life = places.slice(start, end);
          expect(row.activeSeconds).toBe(life.filter((place) => names[place] === "doing").length * 3600);
          expect(row.waitingSeconds).toBe(life.filter((place) => names[place] !== "doing").length * 3600);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("are each there once, whatever the order of the rows", () => {
    const shuffled = board.chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
    );
    fc.assert(
      fc.property(shuffled, workflow, asOf, ([rows, other], chosen, until) => {
        const one = workItems(rows, chosen, { asOf: until });
        const two = workItems(other, chosen, { asOf: until });
        const byKey = <T extends { key: string | null; run: number | null }>(items: readonly T[]) =>
          [...items].sort((a, b) => `${a.key} ${a.run}`.localeCompare(`${b.key} ${b.run}`, "en"));
        expect(byKey(two.rows)).toEqual(byKey(one.rows));
        expect(byKey(two.notStarted)).toEqual(byKey(one.notStarted));
        expect(two.directlyFollows()).toEqual(one.directlyFollows());
        expect(two.bottlenecks()).toEqual(one.bottlenecks());
        expect(two.cumulativeFlow(daily)).toEqual(one.cumulativeFlow(daily));
        const { "out-of-order": _, ...mended } = one.ledger.mended;
        expect(two.ledger).toMatchObject({ ...one.ledger, mended });
      }),
    );
  });

  it("have all their time in states", () => {
    fc.assert(
      fc.property(board, workflow, asOf, (rows, chosen, until) => {
        const items = workItems(rows, chosen, { asOf: until });
        const times = items.timeInState();
        const elapsed = items.rows.map((item) => (item.finishedAt ?? until) - item.startedAt);
        for (const [i, { key, run, activeSeconds, waitingSeconds }] of items.rows.entries()) {
          const own = times.filter((time) => time.key === key && time.run === run);
          expect(sum(own.map(({ seconds }) => seconds * 1000))).toBe(elapsed[i]);
          expect(((activeSeconds ?? 0) + (waitingSeconds ?? 0)) * 1000).toBe(elapsed[i]);
        }
        expect(sum(items.bottlenecks().map(({ seconds }) => ms(seconds)))).toBe(sum(elapsed));
        const now = items.bottlenecks().map((state) => state.now);
        expect(sum(now)).toBe(items.rows.filter(({ finishedAt }) => finishedAt === null).length);
      }),
    );
  });

  it("flow: no line falls, none crosses another, and between them is the work in progress of the records", () => {
    fc.assert(
      fc.property(board, workflow, asOf, (rows, chosen, until) => {
        const items = workItems(rows, chosen, { asOf: until });
        const flow = items.cumulativeFlow(daily);
        for (const [i, { period, reached, inProgress }] of flow.entries()) {
          const lines = names.map((state) => reached[state] as number);
          expect(lines).toEqual([...lines].sort((a, b) => b - a));
          for (const state of names) {
            expect(reached[state]).toBeGreaterThanOrEqual(flow[i - 1]?.reached[state] ?? 0);
          }
          const isThere = (at: number | null) => at !== null && at < period.end;
          const arrived = items.rows.filter(({ startedAt }) => isThere(startedAt)).length;
          const departed = items.rows.filter(({ finishedAt }) => isThere(finishedAt)).length;
          expect([reached.ready, reached.done, inProgress]).toEqual([arrived, departed, arrived - departed]);
        }
        expect(flow.at(-1)?.reached.backlog).toBe(items.rows.length + items.notStarted.length);
      }),
    );
  });

  it("follow one another as often as there are moves, less one an item", () => {
    fc.assert(
      fc.property(board, workflow, asOf, (rows, chosen, until) => {
        const items = workItems(rows, chosen, { asOf: until });
        const cases = items.rows.length + items.notStarted.length;
        const { used, mended } = items.ledger;
        const counted = used - mended["same-state"];
        expect(sum(items.directlyFollows().map(({ count }) => count))).toBe(counted - cases);
        const rework = items.rework();
        expect(sum(rework.map(({ count }) => count))).toBe(counted);
        for (const { count, items: own, selfLoops, returns } of rework) {
          expect([count, selfLoops]).toEqual([own + returns, 0]); // a state does not follow itself
        }
        const again = sum(rework.slice(0, done).map(({ returns }) => returns));
        expect(sum(items.rows.map(({ reworks }) => reworks ?? 0))).toBeLessThanOrEqual(again);
      }),
    );
  });

  it("are at an earlier moment what the log shows that was read then", () => {
    const moments = fc.tuple(asOf, asOf).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
    fc.assert(
      fc.property(board, workflow, moments, (rows, chosen, [early, late]) => {
        const then = workItems(rows, chosen, { asOf: early });
        const now = workItems(rows, chosen, { asOf: late });
        expect(now.aging({ asOf: early })).toEqual(then.aging());
        expect(now.cumulativeFlow({ ...daily, from: 0, asOf: early })).toEqual(
          then.cumulativeFlow({ ...daily, from: 0 }),
        );
      }),
    );
  });

  it("of completed steps: as often as there are rows, less one an item", () => {
    const steps = { a: "step", b: "step", end: "done" } as const;
    const events = fc.array(
      fc.record({
        key: fc.constantFrom("x", "y"),
        at: fc.integer({ min: 0, max: 30 }),
        to: fc.constantFrom("a", "b", "end"),
      }),
    );
    fc.assert(
      fc.property(events, (rows) => {
        const items = workItems(rows, { events: "completed", states: steps }, { asOf: 100 });
        const { read, used, leftOut } = items.ledger;
        expect(used + leftOut.duplicate).toBe(read);
        expect(used).toBe(new Set(rows.map(({ key, at, to }) => `${key} ${at} ${to}`)).size);
        expect(sum(items.directlyFollows().map(({ count }) => count))).toBe(used - items.rows.length);
        for (const { count, items: own, selfLoops, returns } of items.rework()) {
          expect(count).toBe(own + selfLoops + returns);
        }
      }),
    );
  });
});
