import { endOf, evaluate, population, startOf, table } from "kpi-core";
import { arrivals } from "kpi-core/metrics/flow";
import { activity, booking, person, subscription, ticket, workItem } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { only } from "../figures.ts";

type Anything = ReturnType<typeof JSON.parse>;
/** What a program without types may write. */
const untyped = { evaluate: evaluate as Anything, table: table as Anything };

const started = population(workItem).dated("startedAt");
const spans = population(workItem).during("startedAt", "finishedAt");
const items = (rows: Anything, mapping: object = {}, options: object = {}) =>
  untyped.table(workItem, rows, mapping, options);

describe("a row that cannot be read is rejected, by row, field and message, and the others count", () => {
  it.each([0, 1, 2, 3, 4, 5, 6])("where it ends before it starts, as row %i of seven", (wrong) => {
    const spells = Array.from({ length: 7 }, (_, row) => ({
      startedAt: 10,
      endedAt: row === wrong ? 9 : 10,
      resource: "van",
    }));
    const { ledgers } = evaluate(
      { n: only(population(booking).dated("startedAt").sum("seconds(startedAt, endedAt)")) },
      table(booking, spells),
      {},
    );
    expect(ledgers.rows[0]?.rejected.map(({ row, field }) => [row, field])).toEqual([[wrong, "endedAt"]]);
  });

  const notInstant = "is not an instant; give a Date, epoch milliseconds or a text with an offset";
  const noTime = "is not a time that exists; write it as 2026-01-31T09:00:00+01:00";
  const noOffset = "has no offset; give its table a zone, or write 2026-01-31T09:00:00+01:00";
  it.each([
    ["2024-02-30T08:00Z", `"2024-02-30T08:00Z" ${noTime}`],
    ["2026-01-31T24:00Z", `"2026-01-31T24:00Z" ${noTime}`],
    ["31/01/2026", `"31/01/2026" ${noTime}`],
    ["1767225600000", `"1767225600000" ${noTime}`],
    ["2026-01-31T08:00", `"2026-01-31T08:00" ${noOffset}`],
    ["2026-01-31", `"2026-01-31" ${noOffset}`],
    [Number.NaN, `NaN ${notInstant}`],
    [Number.POSITIVE_INFINITY, `Infinity ${notInstant}`],
    [8.64e15 + 1, `8640000000000001 ${notInstant}`],
    [true, `true ${notInstant}`],
    [{}, `an object ${notInstant}`],
    [null, "is missing; give a Date, epoch milliseconds or a text with an offset"],
    ["", "is missing; give a Date, epoch milliseconds or a text with an offset"],
  ])("instant %o", (startedAt, message) => {
    expect(rejected(started.count(), workItem, { startedAt: 0 }, { startedAt })).toEqual({
      field: "startedAt",
      message,
      others: "1",
    });
  });

  it.each([
    ["12,5", '"12,5"'],
    ["1 000", '"1 000"'],
    ["5 %", '"5 %"'],
    ["0x10", '"0x10"'],
    ["NaN", '"NaN"'],
    ["Infinity", '"Infinity"'],
    [" ", '" "'],
    [Number.NaN, "NaN"],
    [Number.NEGATIVE_INFINITY, "-Infinity"],
    [false, "false"],
    [[12], "an array"],
  ])("number %o", (size, shown) => {
    const message = `${shown} is not a number; give a number or a decimal text such as 12.50`;
    const good = { startedAt: 0, size: "0.5" };
    expect(rejected(started.sum("size"), workItem, good, { startedAt: 0, size })).toEqual({
      field: "size",
      message,
      others: "0.5",
    });
  });

  const joined = population(person).dated(startOf("joinedOn")).count();
  const opened = population(ticket).dated("openedAt").count("reopened");
  const paid = population(subscription).dated("startedAt").sum("monthlyAmount");
  const went = population(person).during(startOf("joinedOn"), endOf("leftOn")).atStart();
  const contract = { startedAt: 0, customer: "c", monthlyAmount: 5, currency: "EUR" };
  const currencyMissing = 'is missing, and monthlyAmount is money; give its currency, such as "EUR"';
  it.each([
    [
      "a moment where a day is wanted",
      joined,
      person,
      { joinedOn: "2026-01-31" },
      { joinedOn: "2026-01-31T08:00:00Z" },
      "joinedOn",
      '"2026-01-31T08:00:00Z" is not a date; write it as 2026-01-31',
    ],
    [
      "a day that does not exist",
      joined,
      person,
      { joinedOn: "2026-01-31" },
      { joinedOn: "2023-02-29" },
      "joinedOn",
      '"2023-02-29" is not a date; write it as 2026-01-31',
    ],
    [
      "an end before the start",
      spans.atStart(),
      workItem,
      { startedAt: -2, finishedAt: 9 },
      { startedAt: 5, finishedAt: 4 },
      "finishedAt",
      "1970-01-01T00:00:00.004Z is before startedAt, 1970-01-01T00:00:00.005Z; correct one of them",
    ],
    [
      "a last day before the first",
      went,
      person,
      { joinedOn: "1969-12-31", leftOn: "1970-01-01" },
      { joinedOn: "1969-12-31", leftOn: "1969-12-30" },
      "leftOn",
      "1969-12-30T00:00:00.000Z is before joinedOn, 1969-12-31T00:00:00.000Z; correct one of them",
    ],
    [
      "money without its currency",
      paid,
      subscription,
      contract,
      { ...contract, currency: null },
      "currency",
      currencyMissing,
    ],
    [
      "money with an empty currency",
      paid,
      subscription,
      contract,
      { ...contract, currency: "" },
      "currency",
      currencyMissing,
    ],
    [
      "money in words",
      paid,
      subscription,
      contract,
      { ...contract, monthlyAmount: "€5" },
      "monthlyAmount",
      '"€5" is not a number; give a number or a decimal text such as 12.50',
    ],
    [
      "a word for a flag",
      opened,
      ticket,
      { openedAt: 0, reopened: true },
      { openedAt: 0, reopened: "no" },
      "reopened",
      '"no" is not a flag; give true or false',
    ],
    [
      "a 1 for a flag",
      opened,
      ticket,
      { openedAt: 0, reopened: true },
      { openedAt: 0, reopened: 1 },
      "reopened",
      "1 is not a flag; give true or false",
    ],
    [
      "a number for a text",
      started.distinct("team"),
      workItem,
      { startedAt: 0, team: "5" },
      { startedAt: 0, team: 5 },
      "team",
      "5 is not a text; give a text",
    ],
  ])("%s", (_, measure, kind, good, bad, field, message) => {
    const { others, ...found } = rejected(measure, kind, good, bad);
    expect(found).toEqual({ field, message });
    expect(others).toBe(measure === paid ? "5" : "1");
  });

  it("the day that endOf reads", () => {
    const read = items([{ due: "2026-02-30" }], { startedAt: endOf("due") }, { zone: "UTC" });
    expect(untyped.evaluate({ arrivals }, read, {}).ledgers.rows[0].rejected).toEqual([
      { kind: "workItem", row: 0, field: "startedAt", message: `"2026-02-30" ${noTime}` },
    ]);
  });

  it("whichever field each is wrong in", () => {
    const sizes = population(workItem).dated("startedAt").sum("size");
    const rows = [
      { startedAt: 0, size: 1 },
      { startedAt: 0, size: "some" },
      { startedAt: 0, size: 10 },
      { startedAt: "later", size: 100 },
      { startedAt: 0, size: 1000 },
    ];
    const { totals, ledgers } = untyped.evaluate({ only: only(sizes) }, items(rows), {});
    expect(String(totals.cells.only.value)).toBe("1011");
    expect(ledgers.rows[0].rejected.map(({ row, field }: Anything) => [row, field])).toEqual([
      [1, "size"],
      [3, "startedAt"],
    ]);
  });

  it.each([
    [{ a: 1 }, "an object"],
    [["a"], "an array"],
    [Number.NaN, "NaN"],
    [() => "a", "a function"],
  ])("a group key that is %o", (squad, shown) => {
    const read = items([
      { startedAt: 0, squad: "a" },
      { startedAt: 0, squad },
    ]);
    const { rows, ledgers } = untyped.evaluate({ arrivals }, read, { by: ["squad"] });
    expect(rows.map(({ group, cells }: Anything) => [group, String(cells.arrivals.value)])).toEqual([
      [{ squad: "a" }, "1"],
    ]);
    const message = `${shown} is no group; give a text, a number, true, false or null`;
    expect(ledgers.rows[0].rejected).toEqual([{ kind: "workItem", row: 1, field: "squad", message }]);
  });

  /** What is said of the second of two rows, and what the first alone comes to. */
  function rejected(measure: Parameters<typeof only>[0], kind: Anything, good: object, bad: object) {
    const bound = untyped.table(kind, [good, bad], {}, kind === person ? { zone: "UTC" } : {});
    const { totals, ledgers } = untyped.evaluate({ only: only(measure) }, bound, {
      ...(measure.placed?.sort === "during" && { from: 0, to: 10 }),
    });
    const [{ row, field, message }] = ledgers.rows[0].rejected;
    expect([row, ledgers.rows[0].rejected.length, ledgers.rows[0].used]).toEqual([1, 1, 1]);
    return { field, message, others: String(totals.cells.only.value) };
  }
});

describe("amounts in several currencies", () => {
  const rows = [
    { at: 0, actor: "a", amount: 1, currency: "EUR" },
    { at: 0, actor: "b", amount: 100, currency: "JPY" },
  ];
  const acts = population(activity).dated("at");
  it.each([
    ["sum", acts.sum("amount")],
    ["min", acts.min("amount")],
    ["max", acts.max("amount")],
    ["quantile", acts.quantile("amount", 0.5)],
    ["sum of a part", acts.sum("if(actor = 'a', amount, amount * 2)")],
  ])("%s is none, and says which", (_, measure) => {
    expect(evaluate({ only: only(measure) }, table(activity, rows), {}).totals?.cells.only).toMatchObject({
      status: "none",
      reason: "mixed-currency",
      message: "EUR, JPY",
      inputs: { x: null },
    });
  });
});
