import fc from "fast-check";
import { columns, Decimal, instant, number, population, record, table } from "kpi-core";
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
