import { coded, columns } from "kpi-core";
import { cohorts } from "kpi-core/histories";
import { custom } from "kpi-core/periods";
import { describe, expect, it } from "vitest";

const DAY = 86_400_000;
const HOUR = 3_600_000;
const FROM = Date.UTC(2026, 3, 1);

type Visit = readonly [actor: number, at: number];

const held = (log: readonly Visit[]) =>
  columns({ actor: Int32Array.from(log, ([actor]) => actor), at: Float64Array.from(log, ([, at]) => at) });
const rowsOf = (log: readonly Visit[]) => log.map(([actor, at]) => ({ actor, at }));
const byTime = (log: readonly Visit[]) => [...log].sort(([, a], [, b]) => a - b);
const days = { grain: "day", timeZone: "UTC" } as const;
const asOfDay = (day: number) => ({ asOf: FROM + day * DAY });

/** Each cohort that has members, with its size and who came back at each age that has a value. */
const told = ({ triangle }: Pick<ReturnType<typeof cohorts>, "triangle">) =>
  triangle()
    .filter(({ size }) => size > 0)
    .map(({ cohort, size, cells }) => [
      cohort.label,
      size,
      cells.filter(({ status }) => status === "value").map(({ retained }) => retained),
    ]);

describe("events in the order of time", () => {
  it("of one time are no return to a start at it, however many there are and in which order", () => {
    // At noon: 0, 1, 0, 0, 2, and so on, 1,500 in all, by three actors. The next day at noon: 2, 2 and 1; 1 again later.
    const noon = FROM + 12 * HOUR;
    const first = [0, 1, 0, 0, 2].map((actor): Visit => [actor, noon]);
    const more = Array.from({ length: 1495 }, (_, i): Visit => [i % 3, noon]);
    const next: Visit[] = [[2, noon + DAY], [2, noon + DAY], [1, noon + DAY], [1, noon + DAY + 1]]; // biome-ignore format: a table
    const log = [...first, ...more, ...next];
    for (const table of [
      cohorts(held(log), { ...days, ...asOfDay(2) }),
      cohorts(rowsOf(log), { ...days, ...asOfDay(2) }),
    ]) {
      expect(told(table)).toEqual([["2026-04-01", 3, [0, 2]]]);
      // Used are three starts and four returns
      expect([table.ledger.used, table.ledger.leftOut["at-start"]]).toEqual([7, 1497]);
    }
  });

  it("of one time are each a return of who started before, and of nobody else", () => {
    // 0 starts at eight; at nine 0 and 1; at ten 1. At nine 0 returns, and 1 starts, who returns at ten
    const log: Visit[] = [[0, FROM + 8], [0, FROM + 9], [1, FROM + 9], [1, FROM + 9], [1, FROM + 10]]; // biome-ignore format: a table
    const { ledger, ...table } = cohorts(held(log), { ...days, ...asOfDay(1) });
    expect(told(table)).toEqual([["2026-04-01", 2, [2]]]);
    expect([ledger.used, ledger.leftOut["at-start"]]).toEqual([4, 1]);
  });

  it("are counted beyond what eight digits hold", () => {
    // 700 start on the first day, minute by minute; of these 511 return on the second, and 300 on the third
    const on = (day: number, count: number) =>
      Array.from({ length: count }, (_, actor): Visit => [actor, FROM + day * DAY + actor * 60_000]);
    const table = cohorts(held([...on(0, 700), ...on(1, 511), ...on(2, 300)]), { ...days, ...asOfDay(3) });
    expect(told(table)).toEqual([["2026-04-01", 700, [0, 511, 300]]]);
  });

  it("have a bit for each of many periods", () => {
    // 0 starts on day 0 and returns on days 31, 32, 64 and 95; 1 starts on day 40 and returns on days 63, 64 and 96
    const log: Visit[] = [0, 31, 32, 64, 95].map((day) => [0, FROM + day * DAY]);
    const other: Visit[] = [40, 63, 64, 96].map((day) => [1, FROM + day * DAY + HOUR]);
    const table = cohorts(held(byTime([...log, ...other])), { ...days, ...asOfDay(100) });
    const agesOf = (cohort: number) =>
      table
        .triangle()
        [cohort]?.cells.filter(({ retained }) => retained > 0)
        .map(({ age }) => age);
    expect([agesOf(0), agesOf(40)]).toEqual([[31, 32, 64, 95], [23, 24, 56]]); // biome-ignore format: a table
    const short = cohorts(held(byTime([...log, ...other])), { ...days, ...asOfDay(100), upTo: 31 });
    expect(short.pooled().map(({ retained }) => retained)).toEqual(
      Array.from({ length: 32 }, (_, age) => Number(age === 23 || age === 24 || age === 31)),
    );
  });

  it("have a bit for each of a thousand periods, by group too", () => {
    // 0 starts on day 0, 1 on day 500, and both return on every day up to 999
    const log = Array.from({ length: 1000 }, (_, day): Visit[] => [
      [0, FROM + day * DAY],
      ...(day < 500 ? [] : [[1, FROM + day * DAY + HOUR] as const]),
    ]).flat();
    const rows = log.map(([actor, at]) => ({ actor, at, all: "all" }));
    const plan = { ...days, ...asOfDay(1000), upTo: 999 };
    const plain = cohorts(rows, plan);
    const grouped = cohorts(rows, { ...plan, by: "all" });
    for (const table of [plain, grouped, grouped.groups[0]?.table as typeof plain]) {
      const shown = table.triangle().filter(({ size }) => size > 0);
      expect(shown.map(({ cells }) => cells.reduce((sum, { retained }) => sum + retained, 0))).toEqual([
        999, 499,
      ]);
    }
  });

  it("that start in one period may be in two cohorts, and those of cohorts that are not shown in none", () => {
    // The week from Monday, 29 June 2026, has two months: 0 and 1 start on the 30th, 2 on 1 July. A week later 0 and 2
    // return. 3 starts on 10 June, 4 on 3 August
    const on = (month: number, day: number) => Date.UTC(2026, month - 1, day);
    const log: Visit[] = [[3, on(6, 10)], [0, on(6, 30)], [1, on(6, 30) + 1], [2, on(7, 1)], [0, on(7, 6)], [2, on(7, 7)], [4, on(8, 3)]]; // biome-ignore format: a table
    const plan = { grain: "month", every: "isoWeek", timeZone: "UTC", asOf: on(8, 31), upTo: 1 } as const;
    const all = cohorts(held(log), plan);
    expect(told(all)).toEqual([
      ["2026-06", 3, [0, 1]],
      ["2026-07", 1, [0, 1]],
      ["2026-08", 1, []], // it is open until the end of August
    ]);
    const some = cohorts(held(log), { ...plan, from: "2026-07-01", to: "2026-08-01" });
    expect(told(some)).toEqual([["2026-07", 1, [0, 1]]]);
    expect(some.ledger.used).toBe(7);
  });

  it.each([3000, 1024])(
    "are told as those in no order (%i), also where an age is many dates, where later returns count, and by group",
    (length) => {
      // Actor i % 7 at hour i, for 125 days; another comes last, and is the first in time
      const rising = Array.from({ length }, (_, i): Visit => [i % 7, FROM + i * HOUR]);
      const last: Visit = [9, FROM - 1];
      const parity = (log: readonly Visit[]) =>
        log.map(([actor, at]) => ({ actor, at, odd: actor % 2 === 1 }));
      for (const options of [{}, { every: { days: 3 } }, { retained: "onOrAfter" }, { by: "odd" }] as const) {
        const plan = { ...days, ...asOfDay(126), upTo: 40, ...options };
        const straight = cohorts(parity([last, ...rising]), plan);
        const bent = cohorts(parity([...rising, last]), plan);
        expect([straight.cells, straight.pooled()]).toEqual([bent.cells, bent.pooled()]);
        expect(straight.groups.map(({ group, table }) => [group, table.cells])).toEqual(
          bent.groups.map(({ group, table }) => [group, table.cells]),
        );
        expect(straight.ledger).toEqual(bent.ledger);
      }
    },
  );

  it("belong to actors, whoever of them starts first", () => {
    // 1 starts first, then 0, who alone returns on the next day
    const actor = Int32Array.of(1, 0, 0);
    const at = Float64Array.of(FROM, FROM + 1, FROM + DAY);
    const log = columns({ actor, at, team: ["first", "second", "second"] });
    const { groups } = cohorts(log, { ...days, ...asOfDay(2), by: "team" });
    expect(groups.map(({ group, table }) => [group, told(table)])).toEqual([
      ["first", [["2026-04-01", 1, [0, 0]]]],
      ["second", [["2026-04-01", 1, [0, 1]]]],
    ]);
  });

  it("beyond the end of a calendar have no age", () => {
    // Two periods, of April and of May; 0 returns in May, and in June, which the calendar does not have
    const seasons = custom(["2026-04-01", "2026-05-01", "2026-06-01"], ["spring", "early summer"]);
    const log: Visit[] = [[0, FROM], [0, FROM + 31 * DAY], [0, FROM + 62 * DAY]]; // biome-ignore format: a table
    const plan = { grain: seasons, timeZone: "UTC", to: "2026-05-02", asOf: "2026-07-01" };
    const sizes = cohorts(held(log), plan)
      .triangle()
      .map(({ size, cells }) => [size, cells.map(({ retained }) => retained)]);
    expect(sizes).toEqual([
      [1, [0, 1, 0]],
      [0, [0, 0, 0]],
    ]);
  });

  it("are read row by row where a code stands for nobody", () => {
    const actor = coded(Int8Array.of(0, -1, 0), ["a"]);
    const at = Float64Array.of(FROM, FROM + 1, FROM + DAY);
    const table = cohorts(columns({ actor, at }), { ...days, ...asOfDay(2) });
    expect(told(table)).toEqual([["2026-04-01", 1, [0, 1]]]);
    expect(table.ledger.rejected.map(({ row, field }) => [row, field])).toEqual([[1, "actor"]]);
  });

  it("are of one actor where a text has two codes", () => {
    // On the first day a and b; on the second a again, by its other code
    const actor = coded(Int8Array.of(0, 1, 2), ["a", "b", "a"]);
    const at = Float64Array.of(FROM, FROM + 1, FROM + DAY);
    expect(told(cohorts(columns({ actor, at }), { ...days, ...asOfDay(2) }))).toEqual([
      ["2026-04-01", 2, [0, 1]],
    ]);
  });
});

describe("rows that can be read as they are", () => {
  it("keep their numbers behind rows that are left out", () => {
    // Rows 1 and 3 are no events, so events 1, 2 and 3 are rows 2, 4 and 5; the groups are those of the starts
    const rows = [
      { actor: "a", at: FROM, team: "north" },
      { actor: "a", at: FROM + 9 * DAY, team: "after" },
      { actor: "b", at: FROM + HOUR, team: "south" },
      { actor: null, at: FROM + HOUR, team: "nobody" },
      { actor: "c", at: FROM + 2 * HOUR, team: "north" },
      { actor: "b", at: FROM + DAY, team: "later" },
    ];
    const { ledger, groups } = cohorts(rows as { actor: string; at: number; team: string }[], {
      ...days,
      ...asOfDay(2),
      by: "team",
    });
    expect(groups.map(({ group, table }) => [group, told(table)])).toEqual([
      ["north", [["2026-04-01", 2, [0, 0]]]],
      ["south", [["2026-04-01", 1, [0, 1]]]],
    ]);
    expect([ledger.used, ledger.leftOut["after-as-of"], ledger.rejected.map(({ row }) => row)]).toEqual([4, 1, [3]]); // biome-ignore format: a table
  });

  it("may stand among rows that cannot", () => {
    // The second and the fourth are texts; 0 returns on the next day, and so does 1
    const at = [FROM, "2026-04-01T10:00Z", FROM + DAY, "2026-04-02T10:00Z"];
    const mixed = at.map((at, i) => ({ actor: i % 2, at }));
    expect(told(cohorts(mixed, { ...days, ...asOfDay(2) }))).toEqual([["2026-04-01", 2, [0, 2]]]);
  });

  it("are rows: what is none is refused, wherever it stands", () => {
    const stray = [{ actor: "a", at: FROM }, null] as unknown as { actor: string; at: number }[];
    const message = "table: row 1 is null; give an object for each";
    expect(() => cohorts(stray, { ...days, ...asOfDay(2) })).toThrow(message);
  });
});
