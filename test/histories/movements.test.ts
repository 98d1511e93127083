import { KpiError } from "kpi-core";
import { type Movement, movements } from "kpi-core/histories";
import { custom } from "kpi-core/periods";
import { describe, expect, it } from "vitest";

const utc = { grain: "month", timeZone: "UTC", zone: "UTC", asOf: "2026-06-01" } as const;
const euros = { currency: { value: "EUR" } } as const;
const of = (
  customer: string,
  startedAt: string,
  endedAt: string | null,
  monthlyAmount: unknown,
  more: object = {},
) => ({
  customer,
  startedAt,
  endedAt,
  monthlyAmount,
  ...more,
});
type Row = ReturnType<typeof of>;
const moves = (rows: readonly Row[], more: object = {}) =>
  movements(rows as never, { ...utc, ...euros, ...more } as never);

const names = ["opening", "new", "reactivation", "expansion", "contraction", "churn", "closing"] as const;
/** `2026-01 a: 0 +100 new = 100`, without what is 0. */
function line(row: Movement): string {
  const [opening, ...flows] = names.slice(0, -1).map((name) => [name, row[name]] as const);
  const told = flows.filter(([, amount]) => amount === null || !amount.isZero());
  const month = new Date(row.periodStart).toISOString().slice(0, 7);
  const said = told.map(([name, amount]) => ` ${amount === null ? "?" : amount} ${name}`);
  return `${month} ${row.customer}: ${opening?.[1] ?? "?"}${said.join("")} = ${row.closing}`;
}
const lines = (rows: readonly Row[], more: object = {}) => moves(rows, more).rows.map(line);

describe("subscriptions as movements", () => {
  it("are new, grow, shrink, leave and come back", () => {
    const rows = [
      of("a", "2026-01-10", "2026-03-05", 100),
      of("a", "2026-02-01", "2026-02-20", 30), // comes and goes within February
      of("a", "2026-03-05", "2026-04-30T23:00:00Z", "80.50"),
      of("a", "2026-05-31T12:00:00Z", null, 40),
      of("b", "2026-03-31T23:59:59Z", "2026-04-01T00:00:01Z", 10),
    ];
    expect(lines(rows)).toEqual([
      "2026-01 a: 0 100 new = 100",
      "2026-02 a: 100 = 100",
      "2026-03 a: 100 19.5 contraction = 80.5",
      "2026-04 a: 80.5 80.5 churn = 0",
      "2026-05 a: 0 40 reactivation = 40",
      "2026-03 b: 0 10 new = 10",
      "2026-04 b: 10 10 churn = 0",
    ]);
  });

  it("a stock is counted just before its moment: who ends as the month does leaves in the next", () => {
    const rows = [
      of("a", "2026-01-01", "2026-02-01", 5),
      of("b", "2026-01-01", "2026-01-31T23:59:59.999Z", 5),
    ];
    expect(lines(rows)).toEqual(["2026-01 a: 0 5 new = 5", "2026-02 a: 5 5 churn = 0"]);
  });

  it("a contract that follows another without a gap is no loss, at whatever moment", () => {
    for (const day of ["2026-02-01", "2026-02-14"]) {
      const rows = [of("a", "2026-01-01", day, 5), of("a", day, "2026-02-20", 5)];
      expect(lines(rows)).toEqual(["2026-01 a: 0 5 new = 5", "2026-02 a: 5 5 churn = 0"]);
      expect(moves(rows).ledger.mended["added-up"]).toBe(0);
      expect(moves(rows).rows[1]?.least?.toString()).toBe("0");
      expect(moves([...rows.slice(0, 1), of("a", day, null, 5)]).rows[1]?.least?.toString()).toBe("5");
    }
  });

  it("keeps the least that was paid in a period, and how many customers there were before it", () => {
    const rows = [
      of("a", "2026-01-01", null, 60),
      of("a", "2026-01-01", "2026-02-10", 40),
      of("a", "2026-02-20", null, 40),
      of("b", "2026-01-20", null, 1),
    ];
    const told = moves(rows).rows.map(({ customer, opening, least, closing, customers }) =>
      [customer, opening, least, closing, customers].join(" "),
    );
    // a falls to 60 in February and is back at 100
    expect(told.filter((one) => one.startsWith("a"))).toEqual([
      "a 0 0 100 0",
      "a 100 60 100 2",
      "a 100 100 100 2",
      "a 100 100 100 2",
      "a 100 100 100 2",
    ]);
  });

  it("adds up two at once, so that cancelling one is contraction, and counts them", () => {
    const rows = [
      of("a", "2026-01-01", null, 100),
      of("a", "2026-02-10", "2026-03-10", 50),
      of("b", "2026-01-01", null, 1),
    ];
    expect(lines(rows).slice(0, 3)).toEqual([
      "2026-01 a: 0 100 new = 100",
      "2026-02 a: 100 50 expansion = 150",
      "2026-03 a: 150 50 contraction = 100",
    ]);
    expect(moves(rows).ledger.mended).toEqual({ "added-up": 1 });
    const open = [
      of("a", "2026-01-01", null, 100),
      of("a", "2026-01-01", null, 100, { plan: "second seat" }),
    ];
    expect(lines(open)[0]).toBe("2026-01 a: 0 200 new = 200");
    expect(moves(open).ledger.mended).toEqual({ "added-up": 1 });
  });

  it("counts a row that is there twice once", () => {
    const row = of("a", "2026-01-01", null, "100.0");
    const { rows, ledger } = moves([
      row,
      { ...row, monthlyAmount: 100 },
      { ...row, startedAt: "2026-01-01T00:00Z" },
    ]);
    expect(rows.map(line)[0]).toBe("2026-01 a: 0 100 new = 100");
    expect(ledger).toMatchObject({ read: 3, used: 1, leftOut: { "after-as-of": 0, duplicate: 2 } });
  });

  it("knows nothing from asOf on: a later start is left out, a later end is open", () => {
    const rows = [
      of("a", "2026-01-01", "2026-02-10", 5),
      of("b", "2026-01-01", "2026-02-20", 5),
      of("c", "2026-02-15", null, 5),
    ];
    const { rows: known, ledger } = moves(rows, { asOf: "2026-02-15" });
    expect(known.map(line)).toEqual([
      "2026-01 a: 0 5 new = 5",
      "2026-02 a: 5 5 churn = 0",
      "2026-01 b: 0 5 new = 5",
      "2026-02 b: 5 = 5",
    ]);
    expect(known.at(-1)?.periodEnd).toBe(Date.parse("2026-03-01T00:00Z"));
    expect(ledger).toMatchObject({ read: 3, used: 2, leftOut: { "after-as-of": 1 } });
  });

  it("cuts months by the clock of the zone", () => {
    const row = [of("a", "2026-01-31T23:30:00Z", null, 5)];
    const start = (timeZone: string) => moves(row, { timeZone }).rows[0]?.periodStart;
    expect(start("UTC")).toBe(Date.parse("2026-01-01T00:00Z"));
    expect(start("Europe/Paris")).toBe(Date.parse("2026-01-31T23:00Z"));
  });

  it("keeps every digit of amounts", () => {
    const rows = [of("a", "2026-01-01", null, "12345678901234567890.123456789012345678901234")];
    const two = [...rows, of("a", "2026-01-02", null, "0.000000000000000000000001")];
    expect(moves(two).rows[0]?.new?.toFixed()).toBe("12345678901234567890.123456789012345678901235");
  });

  it("a free plan is no customer", () => {
    const rows = [of("a", "2026-01-01", "2026-02-10", 0), of("a", "2026-02-10", null, 5)];
    expect(lines(rows)[0]).toBe("2026-02 a: 0 5 new = 5");
  });
});

describe("bad rows of subscriptions", () => {
  it("are rejected by row, field and message, and the others count", () => {
    const { rows, ledger } = moves([
      of("a", "2026-01-01", "2026-02-15", -5),
      of("b", "2026-02-01", "2026-01-01", 5),
      of("c", "2026-01-01", "2026-01-20", null),
      of("d", "no time", null, 5),
      of("e", "2026-05-01", null, 7),
    ]);
    expect(rows.map(line)).toEqual(["2026-05 e: 0 7 new = 7"]);
    expect(ledger.rejected.map(({ row, field, message }) => `${row} ${field} ${message}`)).toEqual([
      "0 monthlyAmount -5 is below zero; give what it brings in a month",
      expect.stringMatching(/^1 endedAt .* is before startedAt/),
      "2 monthlyAmount is missing; give what it brings in a month, or 0",
      expect.stringMatching(/^3 startedAt "no time"/),
    ]);
    expect(ledger).toMatchObject({ read: 5, used: 1 });
  });

  it("all rows of a customer with two currencies are rejected, since half of one would be a false loss", () => {
    const rows = [
      of("a", "2026-01-01", null, 5, { currency: "EUR" }),
      of("b", "2026-01-01", null, 5, { currency: "USD" }),
      of("a", "2026-02-01", null, 5, { currency: "USD" }),
    ];
    const { rows: known, ledger } = movements(rows as never, utc as never);
    expect(new Set(known.map(({ customer, currency }) => `${customer} ${currency}`))).toEqual(
      new Set(["b USD"]),
    );
    expect(ledger.rejected).toEqual(
      [0, 2].map((row) => ({
        kind: "subscription",
        row,
        field: "currency",
        message: "a pays in EUR and in USD; convert them to one currency",
      })),
    );
    expect(ledger).toMatchObject({ read: 3, used: 1 });
  });

  it("without a currency an amount is rejected", () => {
    const { ledger } = movements([of("a", "2026-01-01", null, 5)] as never, utc as never);
    expect(ledger.rejected[0]?.field).toBe("currency");
  });

  it("nothing gives nothing", () => {
    expect(moves([])).toEqual({
      rows: [],
      ledger: {
        read: 0,
        used: 0,
        leftOut: { "after-as-of": 0, duplicate: 0 },
        mended: { "added-up": 0 },
        rejected: [],
      },
    });
  });

  it.each([
    [
      "an open one without asOf",
      { asOf: undefined },
      "movements: asOf is missing, and 1 subscriptions are open",
    ],
    [
      "rows that are none",
      { of: "invoices" },
      'movements: of is "invoices"; write subscriptions or snapshots',
    ],
    ["no grain", { grain: undefined }, "grain: undefined is not a grain"],
    ["no zone", { timeZone: undefined }, "movements: timeZone: undefined is not a zone"],
    ["a column that is none", { customer: "client" }, "movements: no row has client"],
    ["lists instead", { of: "snapshots" }, "movements: no row has at"],
  ])("%s", (_, more, message) => {
    const go = () => moves([of("a", "2026-01-01", null, 5)], more);
    expect(go).toThrow(KpiError);
    expect(go).toThrow(message);
  });
});

describe("lists of customers as movements", () => {
  const on = (day: string, customer: string, amount: unknown, more: object = {}) => ({
    at: day,
    customer,
    amount,
    ...more,
  });
  const named = { ...utc, ...euros, of: "snapshots", monthlyAmount: "amount" } as const;
  const listed = (rows: readonly object[], more: object = {}) =>
    movements(rows as never, { ...named, ...more } as never);

  it("who is not on the list pays nothing; before the first nobody knows", () => {
    const rows = [
      on("2026-01-31", "a", 100),
      on("2026-01-31", "b", 100),
      on("2026-02-28", "a", 120),
      on("2026-02-28", "c", 0),
      on("2026-03-31", "b", 90),
      on("2026-03-31", "c", 10),
    ];
    const { rows: known, ledger } = listed(rows);
    expect(known.map(line)).toEqual([
      "2026-01 a: ? ? new ? reactivation ? expansion ? contraction ? churn = 100",
      "2026-02 a: 100 20 expansion = 120",
      "2026-03 a: 120 120 churn = 0",
      "2026-01 b: ? ? new ? reactivation ? expansion ? contraction ? churn = 100",
      "2026-02 b: 100 100 churn = 0",
      "2026-03 b: 0 90 reactivation = 90",
      "2026-03 c: 0 10 new = 10",
    ]);
    expect(known.map(({ customers }) => customers)).toEqual([null, 2, 1, null, 2, 1, 1]);
    expect(known[0]?.least).toBeNull();
    expect(ledger).toMatchObject({ read: 6, used: 6 });
  });

  it("a month without a list is not one in which all left: the next opening is not known", () => {
    const rows = [on("2026-01-31", "a", 100), on("2026-03-31", "a", 100), on("2026-04-30", "a", 100)];
    expect(listed(rows).rows.map(line)).toEqual([
      "2026-01 a: ? ? new ? reactivation ? expansion ? contraction ? churn = 100",
      "2026-03 a: ? ? new ? reactivation ? expansion ? contraction ? churn = 100",
      "2026-04 a: 100 = 100",
    ]);
  });

  it("of several lists in a period the last is its end, and the least is of all of them", () => {
    const rows = ["100", "100", "60", "90"].map((amount, month) => on(`2026-0${month + 1}-15`, "a", amount));
    const grain = custom(["2026-01-01", "2026-02-01", "2026-06-01"], ["before", "after"]);
    const { rows: known } = listed(rows, { grain });
    expect(known.map(line)[1]).toBe("2026-02 a: 100 10 contraction = 90");
    expect(known[1]?.least?.toString()).toBe("60");
  });

  it("adds up the lines of a customer, counts one that is there twice once, and rejects what is below zero", () => {
    const rows = [
      on("2026-01-31", "a", 100, { plan: "x" }),
      on("2026-01-31", "a", 100, { plan: "y" }),
      on("2026-01-31", "a", 100, { plan: "y" }),
      on("2026-01-31", "b", "-1"),
      on("2026-01-31", "b", ""),
      on("2026-06-01", "b", 1),
    ];
    const { rows: known, ledger } = listed(rows);
    expect(known.map(({ closing }) => String(closing))).toEqual(["200"]);
    expect(ledger).toEqual({
      read: 6,
      used: 2,
      leftOut: { "after-as-of": 1, duplicate: 1 },
      mended: { "added-up": 1 },
      rejected: [
        expect.objectContaining({ kind: "snapshot", row: 3, field: "monthlyAmount" }),
        expect.objectContaining({ kind: "snapshot", row: 4, field: "monthlyAmount" }),
      ],
    });
  });
});
