import { evaluate, flag, instant, number, population, record, restated, table, text } from "kpi-core";
import { knownAt, perEntity } from "kpi-core/histories";
import { ticket } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { only, ownMetric } from "../figures.ts";

const DAY = 86_400_000;

describe("perEntity", () => {
  it("makes an order of its lines: on time and in full where all of them are", () => {
    const lines = [
      { order: "A", due: 5, shipped: 4, ordered: 3, delivered: 3 },
      { order: "B", due: 5, shipped: 6, ordered: 1, delivered: 1 },
      { order: "A", due: 5, shipped: 5, ordered: 2, delivered: 2 },
      { order: "C", due: 5, shipped: 5, ordered: 4, delivered: 3 },
    ];
    const { rows } = perEntity(lines, "order", (own, id) => ({
      id,
      shippedAt: Math.max(...own.map(({ shipped }) => shipped)) * DAY,
      otif: own.every((line) => line.shipped <= line.due && line.delivered >= line.ordered),
    }));
    expect(rows).toEqual([
      { id: "A", shippedAt: 5 * DAY, otif: true },
      { id: "B", shippedAt: 6 * DAY, otif: false },
      { id: "C", shippedAt: 5 * DAY, otif: false },
    ]);
    const order = record("order", {
      id: text("number"),
      shippedAt: instant("sent"),
      otif: flag("as promised"),
    });
    const orders = population(order).dated("shippedAt");
    const report = evaluate(
      { otif: only(orders.count("otif")), all: only(orders.count()) },
      table(order, rows),
      {},
    );
    expect(Object.values(report.totals?.cells ?? {}).map(({ value }) => `${value}`)).toEqual(["1", "3"]);
  });

  it("finds who wrote again within seven days, in the order of time", () => {
    const requests = [
      { id: 3, customer: "u", on: 20 * DAY },
      { id: 1, customer: "u", on: 1 * DAY },
      { id: 2, customer: "u", on: 8 * DAY },
      { id: 4, customer: "v", on: 2 * DAY },
    ];
    const { rows, ledger } = perEntity(
      requests,
      "customer",
      (own) =>
        own.map((row, i) => {
          const next = own[i + 1];
          return { id: row.id, repeated: next !== undefined && next.on - row.on <= 7 * DAY };
        }),
      { at: "on" },
    );
    expect(rows).toEqual([
      { id: 1, repeated: true },
      { id: 2, repeated: false },
      { id: 3, repeated: false },
      { id: 4, repeated: false },
    ]);
    expect(ledger.mended["out-of-order"]).toBe(2);
  });

  it("W6: value in the first days of customers who had them: 5.13, and 5.00 while two cohorts are young", () => {
    const purchases = [
      ...[100, 120, 80].flatMap((customers, month) =>
        Array.from({ length: customers }, (_, i) => ({
          customer: `${month} ${i}`,
          on: month * 30 * DAY,
          cents: 0,
        })),
      ),
      // All of what a cohort spent in its first ten days, by its first customer; and once after them
      ...[500, 720, 320].map((euro, month) => ({
        customer: `${month} 0`,
        on: (month * 30 + 9) * DAY,
        cents: euro * 100,
      })),
      { customer: "0 0", on: 10 * DAY, cents: 99_900 },
    ];
    const value = record("firstValue", {
      enteredAt: instant("first purchase"),
      mature: flag("ten days are over"),
      cents: number("spent in ten days", "number"),
    });
    const entered = population(value).where("mature").dated("enteredAt");
    const ltv = ownMetric("number", "spent / customers / 100", {
      spent: entered.sum("cents"),
      customers: entered.count(),
    });
    const knownOn = (asOf: number) => {
      const { rows } = perEntity(
        purchases.filter(({ on }) => on < asOf),
        "customer",
        ([first, ...more]) => {
          const end = first.on + 10 * DAY;
          const within = [first, ...more].filter(({ on }) => on < end);
          const cents = within.reduce((sum, purchase) => sum + purchase.cents, 0);
          return { enteredAt: first.on, mature: end <= asOf, cents };
        },
        { at: "on" },
      );
      return evaluate({ ltv }, table(value, rows), {}).totals?.cells.ltv.value?.toFixed(2);
    };
    expect(knownOn(200 * DAY)).toBe("5.13");
    expect(knownOn(39 * DAY)).toBe("5.00");
  });

  it("counts what it cannot read, and what a fold leaves out", () => {
    const purchases = [
      { customer: "u", on: "2026-01-05" },
      { customer: null, on: "2026-01-05" },
      { customer: "u", on: "2026-01-09" },
      { customer: "v", on: "2026-02-30" },
      { customer: "w", on: "2026-02-03" },
      { customer: "x", on: "2026-02-03" },
      { customer: "x", on: "2026-02-03" },
      { customer: "x", on: "2026-02-03" },
    ];
    const { rows, ledger } = perEntity(
      purchases,
      "customer",
      (own, customer) => (own.length === 2 ? { customer } : null),
      { at: "on", zone: "UTC" },
    );
    expect(rows).toEqual([{ customer: "u" }]);
    expect(ledger).toEqual({
      read: 8,
      used: 2,
      leftOut: { none: 4 },
      mended: { "out-of-order": 0 },
      rejected: [
        { kind: "row", row: 1, field: "key", message: "is missing; give a text" },
        {
          kind: "row",
          row: 3,
          field: "at",
          message: '"2026-02-30" is not a time that exists; write it as 2026-01-31T09:00:00+01:00',
        },
      ],
    });
  });
});

describe("knownAt", () => {
  const log = [
    { id: "b", written: 1 * DAY, team: "x" },
    { id: "a", written: 5 * DAY, team: "z" },
    { id: "a", written: 2 * DAY, team: "y" },
    { id: "a", written: 5 * DAY, team: "w" },
  ];
  const teams = (t: number) =>
    knownAt(log, t, { key: "id", at: "written" }).rows.map(({ id, team }) => id + team);

  it("is what the rows read before a moment", () => {
    expect(teams(1 * DAY)).toEqual([]);
    expect(teams(2 * DAY)).toEqual(["bx"]);
    expect(teams(2 * DAY + 1)).toEqual(["bx", "ay"]);
    expect(teams(6 * DAY)).toEqual(["bx", "aw"]);
  });

  it("accounts for every row", () => {
    const { ledger } = knownAt(log, 5 * DAY, { key: "id", at: "written" });
    expect(ledger).toMatchObject({ read: 4, used: 2, leftOut: { later: 2, replaced: 0 } });
    expect(knownAt(log, 6 * DAY, { key: "id", at: "written" }).ledger).toMatchObject({
      used: 2,
      leftOut: { later: 0, replaced: 2 },
    });
  });

  it("needs a zone for a date", () => {
    expect(() => knownAt(log, "2026-01-05", { key: "id", at: "written" })).toThrow(
      'knownAt: t: "2026-01-05" is a date, which needs a zone to be a moment; give zone: "Europe/Paris"',
    );
  });
});

describe("restated", () => {
  const settled = population(ticket).where("known(resolvedAt)").dated("resolvedAt");
  const metrics = {
    settled: only(settled.count()),
    slowest: only(settled.max("seconds(openedAt, resolvedAt)")),
  };
  const report = (rows: readonly { team: string; resolvedAt: number | null }[], to = 59) =>
    evaluate(
      metrics,
      table(
        ticket,
        rows.map((row) => ({ ...row, openedAt: 0 })),
      ),
      {
        by: ["team"],
        per: "month",
        timeZone: "UTC",
        from: 0,
        to: to * DAY,
      },
    );
  const before = report([
    { team: "a", resolvedAt: 3 * DAY },
    { team: "a", resolvedAt: 40 * DAY },
  ]);

  it("lists the cells that changed, with both readings", () => {
    // The request of January was opened again and settled in February; team b appears
    const after = report([
      { team: "a", resolvedAt: 41 * DAY },
      { team: "a", resolvedAt: 40 * DAY },
      { team: "b", resolvedAt: 2 * DAY },
    ]);
    const found = restated(before, after).map(
      ({ metric, period, group, before: was, after: is, difference }) =>
        `${metric} ${period.label} ${group.team}: ${was?.value} -> ${is?.value} (${difference})`,
    );
    expect(found).toEqual([
      "settled 1970-01 a: 1 -> 0 (-1)",
      `slowest 1970-01 a: ${3 * 86_400} -> null (null)`,
      "settled 1970-01 b: undefined -> 1 (null)",
      `slowest 1970-01 b: undefined -> ${2 * 86_400} (null)`,
      "settled 1970-02 a: 1 -> 2 (1)",
      `slowest 1970-02 a: ${40 * 86_400} -> ${41 * 86_400} (86400)`,
      "settled 1970-02 b: undefined -> 0 (null)",
      "slowest 1970-02 b: undefined -> null (null)",
    ]);
    expect(restated(after, before)).toHaveLength(8);
  });

  it("is empty where nothing changed, whatever the order of the rows", () => {
    const again = report([
      { team: "a", resolvedAt: 40 * DAY },
      { team: "a", resolvedAt: 3 * DAY },
    ]);
    expect(restated(before, again)).toEqual([]);
  });

  it("refuses reports of other questions", () => {
    const other = evaluate(metrics, table(ticket, [{ openedAt: 0, resolvedAt: 0, team: "a" }]), {
      by: ["team"],
    });
    expect(() => restated(before, other)).toThrow(
      'restated: grain is "month" in one and null in the other; evaluate both by the same plan',
    );
  });
});
