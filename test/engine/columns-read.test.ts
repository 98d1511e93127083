import fc from "fast-check";
import {
  coded,
  columns,
  Decimal,
  evaluate,
  instant,
  KpiError,
  nullable,
  number,
  optional,
  population,
  record,
  table,
  text,
} from "kpi-core";
import { describe, expect, it } from "vitest";
import { figuresOf, only } from "../figures.ts";

const reading = record("reading", { at: instant("when"), value: number("how much", "number") });
const readings = population(reading).dated("at");
const plan = { from: 0, to: 1000 };
const total = (fold: Parameters<typeof only>[0], rows: readonly object[]) =>
  figuresOf(only(fold), table(reading, rows as readonly { at: number; value: number }[]), plan).total;

describe("numbers as they are written", () => {
  const written = fc.oneof(
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }),
    fc.integer({ min: -99_999, max: 99_999 }).map((cents) => cents / 100),
    fc.integer({ min: -99_999, max: 99_999 }).map((cents) => (cents / 1000).toFixed(3)),
    fc.constantFrom(0.1, 0.2, 0.3, -0, "-0.50", "7.", ".5", "1e3", 2 ** 53 + 2, "12345678901234567890.5"),
  );

  it("add up exactly, floats by their shortest decimal form", () => {
    fc.assert(
      fc.property(fc.array(written, { minLength: 1, maxLength: 30 }), (values) => {
        const Exact = Decimal.clone({ precision: 400 });
        const sum = values.reduce((all: InstanceType<typeof Exact>, value) => all.plus(value), new Exact(0));
        expect(
          total(
            readings.sum("value"),
            values.map((value) => ({ at: 1, value })),
          ),
        ).toBe(new Decimal(sum.toPrecision(34)).toString());
      }),
      { numRuns: 300 },
    );
  });

  it("add up to the same in a typed column", () => {
    const double = fc.oneof(
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }),
      fc.integer({ min: -99_999, max: 99_999 }).map((cents) => cents / 100),
      fc.constantFrom(0.1, 0.25, -0, 1e15, 1e15 + 2, 2 ** 53 - 1, 2 ** 53 + 2, 123_456_789_012_345.6),
    );
    fc.assert(
      fc.property(fc.array(double, { minLength: 1, maxLength: 12 }), (values) => {
        const held = columns({ at: new Float64Array(values.length), value: Float64Array.from(values) });
        const rows = values.map((value) => ({ at: 0, value }));
        const sum = readings.sum("value");
        expect(figuresOf(only(sum), table(reading, held), plan).total).toBe(total(sum, rows));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["8.30757355712056", "8.307573557120559", "8.307573557120561"],
    ["8.028509127030135", "8.028509127030136", "8.028509127030136"],
  ])(
    "are their shortest decimals also where others of as many places are the same double: %s",
    (shortest, other, sum) => {
      expect(Number(other)).toBe(Number(shortest)); // sixteen digits do not tell them apart
      const value = Float64Array.of(1e-15, Number(shortest));
      const held = columns({ at: new Float64Array(2), value });
      expect(figuresOf(only(readings.sum("value")), table(reading, held), plan).total).toBe(sum);
    },
  );

  it("pass 2^53 together once they are on a scale with more places", () => {
    // 20 times 123456789012345 is 2469135780246900, in tenths an odd number beyond 2^53
    const value = Float64Array.from({ length: 21 }, (_, row) => (row < 20 ? 123_456_789_012_345 : 0.5));
    const held = columns({ at: new Float64Array(21), value });
    expect(figuresOf(only(readings.sum("value")), table(reading, held), plan).total).toBe(
      "2469135780246900.5",
    );
  });

  it("are wrong in each row where one that all rows have is", () => {
    const given = (value: unknown) =>
      table(reading, [{ at: 1 }, { at: 2 }], { value: { value: value as number } });
    const { ledgers } = evaluate({ n: only(readings.sum("value")) }, given("many"), plan);
    expect(ledgers.rows[0]?.rejected.map(({ row, field }) => [row, field])).toEqual([
      [0, "value"],
      [1, "value"],
    ]);
    expect(figuresOf(only(readings.sum("value")), given("2.5"), plan).total).toBe("5");
  });

  it.each(["9007199254740993", "-123456789012345.67", "00000000000000000001", ".000000000000000001"])(
    "keep all digits of %s",
    (value) => {
      expect(total(readings.sum("value"), [{ at: 1, value }])).toBe(new Decimal(value).toFixed());
    },
  );

  it.each(["1.2.3", "1..2", ".", "+", "-.", "1,5", "--1", "1-"])("%s is no number", (value) => {
    const { ledgers } = evaluate(
      { n: only(readings.sum("value")) },
      table(reading, [{ at: 1, value }] as never),
      plan,
    );
    expect(ledgers.rows[0]?.rejected.map(({ row, field }) => [row, field])).toEqual([[0, "value"]]);
  });

  it("stand in order, whatever was asked before", () => {
    const median = readings.quantile("value", 0.5, "R-1");
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 60 }), (values) => {
        const sorted = [...values].sort((a, b) => a - b);
        const rows = values.map((value) => ({ at: 1, value }));
        expect(total(median, rows)).toBe(`${(sorted[Math.ceil(values.length / 2) - 1] as number) + 0}`);
      }),
      { numRuns: 300 },
    );
  });
});

describe("texts as they are written", () => {
  it("may be more than a function takes arguments", () => {
    const visit = record("visit", { at: instant("when"), who: text("who came") });
    const who = Array.from({ length: 300_000 }, (_, row) => `visitor ${row >> 1}`); // each comes twice
    const held = table(visit, columns({ at: new Float64Array(who.length), who }));
    expect(figuresOf(only(population(visit).dated("at").distinct("who")), held, plan).total).toBe("150000");
  });
});

describe("instants as they are written", () => {
  const moment = fc.date({ min: new Date("1600-01-01"), max: new Date("2600-01-01"), noInvalidDate: true });

  it("are what Date reads, in the shapes that both read", () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: -14 * 60, max: 14 * 60 }), (date, offset) => {
        const sign = offset < 0 ? "-" : "+";
        const two = (value: number) => `${Math.abs(Math.trunc(value))}`.padStart(2, "0");
        const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, -1);
        const text = `${local}${sign}${two(offset / 60)}:${two(offset % 60)}`;
        const first = figuresOf(only(readings.count()), table(reading, [{ at: text, value: 1 }]), {
          from: date.getTime(),
          to: date.getTime() + 1,
        });
        expect(first.total).toBe("1");
      }),
    );
  });

  it("are taken as they are from a column, and told of each row where they are not whole", () => {
    const held = columns({ at: Float64Array.of(1, 2.5, Number.NaN, 9e15), value: [1, 1, 1, 1] });
    // 2.5 is floored; NaN and what no Date holds are rejected
    expect(figuresOf(only(readings.count()), table(reading, held), plan).total).toBe("2");
  });
});

describe("instants at the ends of what a Date can hold", () => {
  const furthest = 8.64e15;
  const said = (at: number, held: "rows" | "columns") => {
    const given = held === "rows" ? [{ at, value: 1 }] : columns({ at: Float64Array.of(at), value: [1] });
    const report = evaluate({ n: only(readings.count()) }, table(reading, given), { timeZone: "UTC" });
    return { report, rejected: report.ledgers.rows[0]?.rejected.map(({ message }) => message) };
  };

  it.each(["rows", "columns"] as const)("are taken where their millisecond has an end: %s", (held) => {
    for (const at of [furthest - 1, 1 - furthest]) {
      const { report, rejected } = said(at, held);
      expect(rejected).toEqual([]);
      expect(report.totals?.period).toMatchObject({ start: at, end: at + 1 });
      // What prints the range can say its end
      expect(new Date(report.totals?.period.end as number).getTime()).toBe(at + 1);
    }
    for (const at of [furthest, -furthest]) {
      expect(said(at, held).rejected).toEqual([
        `${at} is not an instant; give a Date, epoch milliseconds or a text with an offset`,
      ]);
    }
  });
});

describe("a column of instants", () => {
  const nine = Array.from({ length: 9 }, (_, place) => place);
  const lasted = (begunAt: number[], overAt: number[]) => {
    const held = table(
      stay,
      columns({ begunAt: Float64Array.from(begunAt), overAt: Float64Array.from(overAt) }),
    );
    return figuresOf(only(over.sum("seconds(begunAt, overAt)")), held, {}).total;
  };

  it.each(nine)("is floored where it is not whole, at place %i", (place) => {
    const begun = nine.map((at) => (at === place ? 0.5 : 0));
    expect(
      lasted(
        begun,
        nine.map(() => 2),
      ),
    ).toBe("0.018");
  });

  it.each(nine)("may be so far away that doubles do not hold how far, at place %i", (place) => {
    const at = (far: number) => nine.map((own) => (own === place ? far : 0));
    expect(lasted(at(-8.64e15 + 2), at(8.64e15 - 1))).toBe("17279999999999.997");
  });
});

const stay = record("stay", {
  begunAt: instant("when it began"),
  overAt: optional(instant("when it was over")),
  size: optional(number("how much", "number")),
});
const stays = population(stay).dated("begunAt");
const over = population(stay).dated("overAt");
const begunAt = Float64Array.of(1, 2, 3, 4);

describe("columns of which some are missing", () => {
  it("hold a value where their byte is not 0, whatever stands behind the others", () => {
    const column = nullable(
      Float64Array.of(5, Number.NaN, 7, Number.POSITIVE_INFINITY),
      Uint8Array.of(1, 0, 255, 0),
    );
    expect([0, 1, 2, 3].map((row) => column.get(row))).toEqual([5, null, 7, null]);
    expect(column.length).toBe(4);
  });

  it("are instants and numbers that are known or not", () => {
    const overAt = nullable(Float64Array.of(10, Number.NaN, 30, 999), Uint8Array.of(1, 0, 1, 0));
    const size = nullable(Float64Array.of(0.25, 99.5, Number.NaN, 4), Uint8Array.of(255, 1, 0, 1));
    const held = table(stay, columns({ begunAt, overAt, size }));
    expect(figuresOf(only(over.count()), held, plan).total).toBe("2");
    expect(figuresOf(only(over.sum("size")), held, plan).total).toBe("0.25");
    expect(figuresOf(only(stays.sum("size")), held, plan).total).toBe("103.75");
    expect(figuresOf(only(stays.count("not known(size)")), held, plan).total).toBe("1");
    expect(figuresOf(only(stays.sum("seconds(begunAt, overAt)")), held, plan).total).toBe("0.036");
  });

  it("are missing whatever stands there: nothing, a wrong number, or one that could be", () => {
    const held = fc.record({
      size: fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constantFrom(0.5, -0, 0.125, 1e300, Number.NaN)),
      over: fc.oneof(fc.integer({ min: 10, max: 99 }), fc.constantFrom(0, 0.5, -1e300, Number.NaN)),
      isKnown: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(held, { minLength: 1, maxLength: 20 }), (given) => {
        const sound = (row: (typeof given)[number]) => ({
          size: row.isKnown && Number.isFinite(row.size) ? row.size : null,
          overAt: row.isKnown && row.over >= 10 ? row.over : null,
        });
        const rows = given.map((row) => ({ begunAt: 1, ...sound(row) }));
        const bytes = (name: "size" | "overAt") => Uint8Array.from(rows, (row) => +(row[name] !== null));
        const byColumn = columns({
          begunAt: new Float64Array(rows.length).fill(1),
          size: nullable(
            Float64Array.from(given, ({ size }) => size),
            bytes("size"),
          ),
          overAt: nullable(
            Float64Array.from(given, ({ over }) => over),
            bytes("overAt"),
          ),
        });
        for (const fold of [
          stays.sum("size"),
          stays.count("known(size)"),
          over.count(),
          over.sum("seconds(begunAt, overAt)"),
        ])
          expect(figuresOf(only(fold), table(stay, byColumn), plan).total).toBe(
            figuresOf(only(fold), table(stay, rows), plan).total,
          );
      }),
      { numRuns: 300 },
    );
  });

  it("are rejected row by row where a field may not be missing, or a known value is wrong", () => {
    const report = evaluate(
      { sum: only(over.sum("size")), n: only(stays.count()) },
      table(
        stay,
        columns({
          begunAt: nullable(begunAt, Uint8Array.of(1, 0, 1, 1)),
          overAt: nullable(Float64Array.of(10, 20, Number.NaN, 40), Uint8Array.of(1, 1, 1, 1)),
          size: nullable(Float64Array.of(1, 1, 1, Number.POSITIVE_INFINITY), Uint8Array.of(1, 1, 1, 1)),
        }),
      ),
      plan,
    );
    expect(report.ledgers.rows[0]?.rejected.map(({ row, field }) => [row, field])).toEqual([
      [1, "begunAt"],
      [2, "overAt"],
      [3, "size"],
    ]);
  });

  it("are rejected where a number may not be missing", () => {
    const value = nullable(Float64Array.of(1, 2, 3, 4), Uint8Array.of(1, 0, 1, 1));
    const { ledgers, totals } = evaluate(
      { sum: only(readings.sum("value")) },
      table(reading, columns({ at: begunAt, value })),
      plan,
    );
    expect(ledgers.rows[0]?.rejected.map(({ row, field }) => [row, field])).toEqual([[1, "value"]]);
    expect(`${totals?.cells.sum.value}`).toBe("8");
  });

  it("are refused without a byte for each value", () => {
    const wrong = () => nullable(Float64Array.of(1, 2), Uint8Array.of(1));
    expect(wrong).toThrow(KpiError);
    expect(wrong).toThrow("nullable: there are 2 values and 1 bytes; give a byte for each value");
    const array = () => nullable([1, 2] as never, Uint8Array.of(1, 1));
    expect(array).toThrow(/^nullable: values are .*; give a Float64Array, and a Uint8Array with 1 where/);
  });
});

describe("keys that are held by column", () => {
  const groupsOf = (team: Parameters<typeof columns>[0][string]) =>
    evaluate({ n: only(stays.count()) }, table(stay, columns({ begunAt, team })), {
      by: ["team"],
      ...plan,
    }).byGroup.map(({ group, cells }) => [group.team, `${cells.n.value}`]);

  it("are integers as they are", () => {
    const expected = [
      [-2, "1"],
      [3, "2"],
      [100, "1"],
    ];
    expect(groupsOf(Int8Array.of(3, -2, 100, 3))).toEqual(expected);
    expect(groupsOf(Int16Array.of(3, -2, 100, 3))).toEqual(expected);
    expect(groupsOf(Float64Array.of(3, -2, 100, 3))).toEqual(expected);
    expect(groupsOf(Uint16Array.of(65_535, 1, 65_535, 257))).toEqual([
      [1, "1"],
      [257, "1"],
      [65_535, "2"],
    ]);
  });

  it("are texts by their codes, and null where a code has none", () => {
    expect(groupsOf(coded(Uint8Array.of(1, 0, 9, 1), ["a", "b"]))).toEqual([
      ["a", "1"],
      ["b", "2"],
      [null, "1"],
    ]);
    expect(groupsOf(coded(Int32Array.of(0, -1, 0, 0), ["a", "b"]))).toEqual([
      ["a", "3"],
      [null, "1"],
    ]);
    expect(groupsOf(coded(Int32Array.of(0, 1, 2, 0), ["a", "b"]))).toEqual([
      ["a", "2"],
      ["b", "1"],
      [null, "1"],
    ]);
  });

  it("have each text once, also where it had two codes", () => {
    const twice = coded(Int8Array.of(0, 1, 2, 3, -1), ["a", "b", "a"]);
    expect(twice.texts).toEqual(["a", "b"]);
    expect([...twice.codes]).toEqual([0, 1, 0, -1, -1]);
    expect([0, 1, 2, 3, 4].map((row) => twice.get(row))).toEqual(["a", "b", "a", null, null]);
    const codes = Uint8Array.of(1, 0);
    expect(coded(codes, ["a", "b"]).codes).toBe(codes); // as they are
  });
});

it("an array that names its columns, as csvParse of d3 makes it, holds rows", () => {
  const rows = Object.assign(
    [
      { at: 1, value: 2 },
      { at: 1, value: 3 },
    ],
    { columns: ["at", "value"] },
  );
  expect(total(readings.sum("value"), rows)).toBe("5");
});
