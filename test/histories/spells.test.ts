import fc from "fast-check";
import { at, evaluate, population, table } from "kpi-core";
import { type Spell, spells } from "kpi-core/histories";
import { spell, ticket } from "kpi-core/records";
import { describe, expect, expectTypeOf, it } from "vitest";
import { only } from "../figures.ts";

const HOUR = 3_600_000;
const log = (key: string, ...changes: readonly (readonly [hour: number, state: string | null])[]) =>
  changes.map(([hour, state]) => ({ key, at: hour * HOUR, state }));
/** What matters of a stay, in hours: `a 0-3`, open ends as `a 3-`. */
const said = (rows: readonly Spell[]) =>
  rows.map(
    ({ key, state, enteredAt, leftAt }) =>
      `${key} ${state} ${enteredAt / HOUR}-${leftAt === null ? "" : leftAt / HOUR}`,
  );

describe("spells", () => {
  it("are one for each stay, with where it came from and where it went", () => {
    const { rows, ledger } = spells(log("t", [0, "new"], [3, "network"], [5, "new"], [9, null]), {});
    expect(said(rows)).toEqual(["t new 0-3", "t network 3-5", "t new 5-9", "t null 9-"]);
    expect(rows.map(({ previous, next }) => [previous, next])).toEqual([
      [null, "network"],
      ["new", "new"],
      ["network", null],
      ["new", null],
    ]);
    expect(rows.map(({ visit }) => visit)).toEqual([1, 1, 2, 1]);
    expect(rows.map(({ first }) => first)).toEqual([true, false, false, false]);
    expect(ledger).toEqual({
      read: 4,
      used: 4,
      leftOut: { "after-as-of": 0, duplicate: 0 },
      mended: { "out-of-order": 0, "same-state": 0, "same-instant": 0, gap: 0 },
      rejected: [],
    });
  });

  it("take the empty cells of a CSV for what is not stated: no state is called so", () => {
    const csv = log("t", [0, "a"], [3, "b"], [5, ""]).map((row) => ({ ...row, from: "" }));
    const { rows, ledger } = spells(csv, {});
    expect(said(rows)).toEqual(["t a 0-3", "t b 3-5", "t null 5-"]);
    expect(ledger.mended.gap).toBe(0);
  });

  it("refuse a field that is mapped to nothing", () => {
    expect(() => spells(log("t", [0, "a"]), { key: null as never })).toThrow(
      "spells: key is mapped to null; write the name of a column, a function of the row, or { value: … }",
    );
  });

  it("are sorted, and say how many rows were out of order", () => {
    const { rows, ledger } = spells(log("t", [5, "c"], [0, "a"], [3, "b"]), {});
    expect(said(rows)).toEqual(["t a 0-3", "t b 3-5", "t c 5-"]);
    expect(ledger.mended["out-of-order"]).toBe(2);
  });

  it("join what is said again, and leave out what is there twice", () => {
    const { rows, ledger } = spells(log("t", [0, "a"], [0, "a"], [2, "a"], [4, "b"]), {});
    expect(said(rows)).toEqual(["t a 0-4", "t b 4-"]);
    expect(ledger.leftOut.duplicate).toBe(1);
    expect(ledger.mended["same-state"]).toBe(1);
    expect(ledger.used).toBe(3);
  });

  it("are the same of a log that is there twice", () => {
    const once = log("t", [0, "a"], [3, "b"], [3, "c"]);
    const { rows, ledger } = spells([...once, ...once], {});
    expect(said(rows)).toEqual(["t a 0-3", "t b 3-3", "t c 3-"]);
    expect(ledger.leftOut.duplicate).toBe(3);
    expect(ledger.mended).toMatchObject({ "same-state": 0, "same-instant": 1 });
  });

  it("go back within one instant where the log says from what", () => {
    const back = { key: "t", at: 3 * HOUR };
    const { rows, ledger } = spells(
      [...log("t", [0, "a"]), { ...back, state: "b", from: "a" }, { ...back, state: "a", from: "b" }],
      {},
    );
    expect(said(rows)).toEqual(["t a 0-3", "t b 3-3", "t a 3-"]);
    expect(ledger.leftOut.duplicate).toBe(0);
  });

  it("let the later row win at one instant, and keep the other as a stay of no length", () => {
    const { rows, ledger } = spells(log("t", [0, "a"], [3, "b"], [3, "c"]), {});
    expect(said(rows)).toEqual(["t a 0-3", "t b 3-3", "t c 3-"]);
    expect(ledger.mended["same-instant"]).toBe(1);
  });

  it("end before asOf", () => {
    const { rows, ledger } = spells(log("t", [0, "a"], [3, "b"], [4, "c"]), { asOf: 3 * HOUR });
    expect(said(rows)).toEqual(["t a 0-"]);
    expect(ledger.leftOut["after-as-of"]).toBe(2);
  });

  describe("whose beginning", () => {
    const changed = (fields: object) => spells([{ key: "t", at: 5 * HOUR, state: "b", ...fields }], {}).rows;

    it("the log does not show are truncated", () => {
      expect(changed({}).map(({ truncated }) => truncated)).toEqual([true]);
    });
    it("the log shows by what it was before are not", () => {
      expect(changed({ from: "a" })).toMatchObject([{ state: "b", previous: "a", truncated: false }]);
    });
    it("the log does not show, as it was the same before, are truncated", () => {
      expect(changed({ from: "b" })).toMatchObject([
        { state: "b", enteredAt: 5 * HOUR, previous: null, truncated: true },
      ]);
    });
    it("is the opening in the same state are one stay since then", () => {
      const { rows, ledger } = spells(
        [{ key: "t", at: 5 * HOUR, state: "b", from: "b", openedAt: 2 * HOUR }],
        {},
      );
      expect(said(rows)).toEqual(["t b 2-"]);
      expect(rows).toMatchObject([{ previous: null, visit: 1, first: true, truncated: false }]);
      expect(ledger.mended["same-state"]).toBe(1);
    });
    it("is the opening are not", () => {
      expect(changed({ openedAt: 5 * HOUR })).toMatchObject([{ state: "b", truncated: false }]);
    });
    it("is after an opening in an unknown state are truncated", () => {
      expect(changed({ openedAt: 2 * HOUR })).toMatchObject([{ enteredAt: 5 * HOUR, truncated: true }]);
    });
    it("is after an opening in a known state have a stay before them", () => {
      const rows = changed({ openedAt: 2 * HOUR, from: "a" });
      expect(said(rows)).toEqual(["t a 2-5", "t b 5-"]);
      expect(rows.map(({ truncated }) => truncated)).toEqual([false, false]);
    });
  });

  it("count a state before that it was not in", () => {
    const rows = [
      { key: "t", at: 0, state: "a" },
      { key: "t", at: HOUR, state: "c", from: "b" },
    ];
    expect(spells(rows, {}).ledger.mended.gap).toBe(1);
  });

  it("reject what cannot be read, by row, field and message", () => {
    const rows = [
      { id: "t", on: "2026-01-05 09:00", team: "a" },
      { id: 7, on: "2026-01-05T09:00:00Z", team: "a" },
      { id: "u", on: "2026-01-05T09:00:00Z", team: "a", opened: "2026-01-06T09:00:00Z" },
    ];
    const { ledger } = spells(rows, {
      key: (row) => row.id as string,
      at: "on",
      state: "team",
      openedAt: "opened",
    });
    expect(ledger.rejected).toEqual([
      {
        kind: "change",
        row: 0,
        field: "at",
        message:
          '"2026-01-05 09:00" has no offset; give its table a zone, or write 2026-01-31T09:00:00+01:00',
      },
      { kind: "change", row: 1, field: "key", message: "7 is not a text; give a text" },
      {
        kind: "change",
        row: 2,
        field: "at",
        message: "2026-01-05T09:00:00.000Z is before openedAt, 2026-01-06T09:00:00.000Z; correct one of them",
      },
    ]);
    expect([ledger.read, ledger.used]).toEqual([3, 0]);
  });

  it("answer backlog by team, transfers in and transfers out as records", () => {
    const { rows } = spells(
      [...log("t", [0, "a"], [30, "b"]), ...log("u", [1, "a"], [2, "b"], [50, "closed"])],
      {},
    );
    const stays = population(spell);
    const metrics = {
      backlog: only(stays.during("enteredAt", "leftAt").atEnd()),
      transfersIn: only(stays.where("not first").dated("enteredAt").count()),
      transfersOut: only(stays.where("known(leftAt)").dated("leftAt").count()),
    };
    const report = evaluate(metrics, table(spell, rows), {
      by: ["state"],
      per: "day",
      timeZone: "UTC",
      from: 0,
      to: 72 * HOUR,
      asOf: 72 * HOUR,
    });
    const shown = report.rows.map(
      ({ period, group, cells }) =>
        `${period.label} ${group.state} ${Object.values(cells).map(({ value }) => value)}`,
    );
    // Day 1: t with a, u passed from a to b. Day 2: t passed to b. Day 3: u closed, t still with b
    expect(shown).toEqual([
      "1970-01-01 a 1,0,1",
      "1970-01-01 b 1,1,0",
      "1970-01-01 closed 0,0,0",
      "1970-01-02 a 0,0,1",
      "1970-01-02 b 2,1,0",
      "1970-01-02 closed 0,0,0",
      "1970-01-03 a 0,0,0",
      "1970-01-03 b 1,0,1",
      "1970-01-03 closed 1,1,0",
    ]);
  });

  it("cover all time from the first change on, whatever the log", () => {
    const rows = fc.array(
      fc.record({
        key: fc.constantFrom("t", "u"),
        at: fc.integer({ min: 0, max: 20 }),
        state: fc.constantFrom("a", "b", null),
      }),
    );
    fc.assert(
      fc.property(rows, (changes) => {
        const { rows: stays, ledger } = spells(changes, {});
        for (const key of new Set(changes.map((change) => change.key))) {
          const own = stays.filter((stay) => stay.key === key);
          expect(own[0]?.enteredAt).toBe(Math.min(...changes.filter((c) => c.key === key).map((c) => c.at)));
          expect(own.slice(0, -1).map(({ leftAt }) => leftAt)).toEqual(
            own.slice(1).map(({ enteredAt }) => enteredAt),
          );
          expect(own.at(-1)?.leftAt).toBe(null);
        }
        const { duplicate } = ledger.leftOut;
        expect(ledger.used + duplicate).toBe(ledger.read);
        expect(stays.length + duplicate + ledger.mended["same-state"]).toBe(ledger.read);
      }),
    );
  });
});

describe("a field with a history", () => {
  // t: a from 0, b from 30, solved at 40. u: with nobody until 5, then a; open
  const stays = spells([...log("t", [0, "a"], [30, "b"]), ...log("u", [5, "a"])], {});
  const rows = [
    { id: "t", openedAt: 0, resolvedAt: 40 * HOUR, handleSeconds: 60 },
    { id: "u", openedAt: HOUR, resolvedAt: null, handleSeconds: null },
  ];
  const tickets = table(ticket, rows, {}, { histories: { team: stays.of("id") } });
  const plan = { per: "day", timeZone: "UTC", from: 0, to: 48 * HOUR, asOf: 48 * HOUR } as const;
  const settled = population(ticket).where("known(resolvedAt)").dated("resolvedAt");
  const open = population(ticket).during("openedAt", "resolvedAt");
  const metrics = {
    opened: only(population(ticket).dated("openedAt").count()),
    settled: only(settled.count()),
    open: only(open.atEnd()),
    hours: only(open.seconds()),
  };
  const shown = (moment: "opening" | "event" | "end") =>
    evaluate(metrics, tickets, { ...plan, by: { team: at(moment) } }).rows.map(({ period, group, cells }) => {
      const [opened, done, left, seconds] = Object.values(cells).map(({ value }) => value?.toNumber());
      return `${period.label} ${group.team}: ${opened} ${done} ${left} ${(seconds as number) / 3600}`;
    });

  it("is read at the event, and shared out where a record lasts", () => {
    // Day 1: t 24 h with a; u 4 h with nobody and 19 h with a. Day 2: t 6 h with a, 10 h with b; u 24 h with a
    expect(shown("event")).toEqual([
      "1970-01-01 a: 1 0 2 43",
      "1970-01-01 b: 0 0 0 0",
      "1970-01-01 null: 1 0 0 4",
      "1970-01-02 a: 0 0 1 30",
      "1970-01-02 b: 0 1 0 10",
      "1970-01-02 null: 0 0 0 0",
    ]);
  });
  it("is read at the opening", () => {
    expect(shown("opening")).toEqual(["1970-01-01 a: 2 0 2 47", "1970-01-02 a: 0 1 1 40"]);
  });
  it("is read at the end", () => {
    expect(shown("end")).toEqual([
      "1970-01-01 a: 1 0 1 23",
      "1970-01-01 b: 1 0 1 24",
      "1970-01-02 a: 0 0 1 24",
      "1970-01-02 b: 0 1 0 16",
    ]);
  });
  it("is read as known at asOf", () => {
    const early = evaluate({ open: metrics.open }, tickets, {
      by: { team: at("end") },
      asOf: 30 * HOUR,
    });
    expect(early.byGroup.map(({ group, cells }) => `${group.team} ${cells.open.value}`)).toEqual(["a 2"]);
  });
  it("counts each record once in the ledgers", () => {
    const { ledgers } = evaluate(metrics, tickets, { ...plan, by: { team: at("event") } });
    expect(ledgers.rows).toEqual([{ kind: "ticket", read: 2, used: 2, leftOut: {}, rejected: [] }]);
    expect(ledgers.measures.map(({ accepted, fates }) => [accepted, fates])).toEqual([
      [2, { counted: 2 }],
      [2, { counted: 1, undated: 1 }],
      [2, { counted: 2 }],
      [2, { counted: 2 }],
    ]);
  });
  it("has an age since the opening, whoever has it", () => {
    const age = { age: only(open.age()) };
    const report = evaluate(age, tickets, { by: { team: at("event") }, asOf: 35 * HOUR });
    // At 35 h t is with b since 30 h and 35 h old, u with a and 34 h old
    expect(report.byGroup.map(({ group, cells }) => [group.team, `${cells.age.value?.div(3600)}`])).toEqual([
      ["a", "34"],
      ["b", "35"],
      [null, "0"],
    ]);
  });
  it("needs to be told when", () => {
    expect(() => evaluate(metrics, tickets, { ...plan, by: ["team"] })).toThrow(
      'plan: by.team has a history in table ticket; say when it is read: by: { team: at("event") }, or "opening" or "end"',
    );
    expect(() => evaluate(metrics, tickets, { ...plan, by: { channel: at("event"), team: true } })).toThrow(
      "plan: by.channel has no history in table ticket; write channel: true, or give the table histories: { channel: … }",
    );
    expect(() => evaluate(metrics, tickets, { ...plan, by: { team: { at: "now" } } as never })).toThrow(
      'plan: by.team is "now"; write true, or at("opening"), at("event"), at("end")',
    );
  });
  it("does not share out who stayed", () => {
    const stayed = { stayed: only(open.stayed()) };
    expect(() => evaluate(stayed, tickets, { ...plan, by: { team: at("event") } })).toThrow(
      'is about whole spans, and team may change within them; say at("opening") or at("end")',
    );
    expect(evaluate(stayed, tickets, { ...plan, by: { team: at("end") } }).rows).toHaveLength(4);
  });
  it("has the types of its states", () => {
    const { rows: cells } = evaluate(metrics, tickets, { ...plan, by: { team: at("event"), id: true } });
    expectTypeOf(cells[0]?.group).toEqualTypeOf<
      { readonly team: string | null; readonly id: string } | undefined
    >();
    // @ts-expect-error: there is no squad to group by
    expect(() => evaluate(metrics, tickets, { ...plan, by: { squad: at("event") } })).toThrow("squad");
    // @ts-expect-error: a moment is one of three
    expect(() => evaluate(metrics, tickets, { ...plan, by: { team: at("now") } })).toThrow("now");
    // @ts-expect-error: rows have no number
    const wrong = table(ticket, rows, {}, { histories: { team: stays.of("number") } });
    expect(() => evaluate(metrics, wrong, { by: { team: at("end") } })).toThrow("number");
  });
  it("tells tallies apart", async () => {
    const { merge, tallyFrom, tallyOf } = await import("kpi-core");
    const tally = (moment: "event" | "end") =>
      tallyOf(metrics, tickets, { ...plan, by: { team: at(moment) } });
    const again = tallyFrom(JSON.parse(JSON.stringify(tally("event"))));
    expect(again.at).toEqual({ team: "event" });
    expect(() => merge(again, tally("end") as never)).toThrow(
      "merge: by is team at event in one and team at end in another; make it the same",
    );
  });
});

describe("what things were, whatever the log", () => {
  const hour = fc.integer({ min: 0, max: 60 });
  const cases = fc.record({
    changes: fc.uniqueArray(
      fc.record({
        key: fc.constantFrom("0", "1", "2"),
        at: fc.integer({ min: 0, max: 20 }).map((h) => h * 3),
        state: fc.constantFrom("a", "b", null),
      }),
      { maxLength: 15, selector: (change) => JSON.stringify(change) },
    ),
    spans: fc.array(fc.tuple(hour, fc.option(hour)), { minLength: 1, maxLength: 4 }),
    asOf: fc.integer({ min: 1, max: 72 }),
  });
  const { during, dated } = population(ticket);
  const open = during("openedAt", "resolvedAt");
  const folds = {
    opened: dated("openedAt").count(),
    settled: dated("resolvedAt").count(),
    open: open.atEnd(),
    seconds: open.seconds(),
  };

  it("is shared out hour by hour", () => {
    fc.assert(
      fc.property(cases, ({ changes, spans, asOf }) => {
        const stays = spells(
          changes.map((change) => ({ ...change, at: change.at * HOUR })),
          {},
        );
        const rows = spans.map(([start, end], id) => ({
          id: `${id}`,
          openedAt: start * HOUR,
          resolvedAt: end === null ? null : Math.max(start, end) * HOUR,
        }));
        const plan = { from: 0, to: 72 * HOUR, per: "day", timeZone: "UTC", asOf: asOf * HOUR } as const;
        const tickets = table(ticket, rows, {}, { histories: { team: stays.of("id") } });
        const metrics = Object.fromEntries(Object.entries(folds).map(([name, fold]) => [name, only(fold)]));
        const report = evaluate(metrics, tickets, { ...plan, by: { team: at("event") } });
        // The last change at or before an hour, in the order of the log; of those known at asOf
        const teamAt = (id: string, hourOfDay: number) =>
          changes
            .map((change, row) => ({ ...change, row }))
            .filter((change) => change.key === id && change.at <= hourOfDay && change.at < asOf)
            .sort((x, y) => x.at - y.at || x.row - y.row)
            .at(-1)?.state ?? null;
        for (const { period, group, cells } of report.rows) {
          const hours = Array.from({ length: 24 }, (_, i) => period.start / HOUR + i).filter((h) => h < asOf);
          const count = { opened: 0, settled: 0, open: 0, seconds: 0 };
          for (const { id, openedAt, resolvedAt } of rows) {
            for (const h of hours) {
              if (teamAt(id, h) !== group.team) continue;
              if (openedAt === h * HOUR) count.opened++;
              if (resolvedAt === h * HOUR) count.settled++;
              if (openedAt <= h * HOUR && !(resolvedAt !== null && resolvedAt <= h * HOUR)) {
                count.seconds += 3600;
                if (h === hours.at(-1)) count.open++; // just before the day is over
              }
            }
          }
          if (hours.length === 0) continue;
          const values = Object.fromEntries(
            Object.entries(cells).map(([name, cell]) => [name, cell.value?.toNumber() ?? null]),
          );
          expect(values).toEqual(count);
        }
      }),
    );
  });
});
