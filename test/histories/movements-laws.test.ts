import { Decimal } from "decimal.js";
import fc from "fast-check";
import { evaluate, population, table } from "kpi-core";
import { type Movement, movements } from "kpi-core/histories";
import { movement } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { only } from "../figures.ts";

const DAY = 86_400_000;
const FIRST = Date.UTC(2025, 11, 28);
const timeZone = "Europe/Paris";
const asOf = Date.UTC(2026, 7, 20);
const euros = { currency: { value: "EUR" } } as const;

interface Contract {
  readonly customer: string;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly monthlyAmount: string;
  readonly plan: string;
}

// Half of the moments are when a month begins in Paris, so that bounds are met
const months = Array.from(
  { length: 9 },
  (_, month) => Date.UTC(2026, month, 1) - (month > 2 ? 2 : 1) * 3_600_000,
);
const moment = fc.oneof(
  fc.constantFrom(...months),
  fc.integer({ min: 0, max: 250 * 4 }).map((quarter) => FIRST + (quarter * DAY) / 4),
);
const contract: fc.Arbitrary<Contract> = fc
  .record({
    customer: fc.constantFrom("a", "b", "c", "d"),
    times: fc.tuple(moment, fc.option(moment, { freq: 4 })),
    monthlyAmount: fc.constantFrom("0", "5", "10", "0.1", "0.02", "99.99"),
    plan: fc.uuid(),
  })
  .map(({ times: [a, b], ...rest }) => ({
    ...rest,
    startedAt: b === null ? a : Math.min(a, b),
    endedAt: b === null ? null : Math.max(a, b),
  }));
const contracts = fc.array(contract, { maxLength: 12 });
const of = (rows: readonly Contract[], grain: "day" | "month" | "quarter") =>
  movements(rows, { ...euros, grain, timeZone, asOf });

/** What a customer pays just before a moment, as a reader of the rows would add it up. */
function paidBefore(rows: readonly Contract[], customer: string, moment: number): string {
  return rows
    .filter((row) => row.customer === customer && row.startedAt < moment)
    .filter(({ endedAt }) => endedAt === null || endedAt >= asOf || endedAt >= moment)
    .reduce((sum, { monthlyAmount }) => sum.plus(monthlyAmount), new Decimal(0))
    .toString();
}

const flows = ["new", "reactivation", "expansion", "contraction", "churn"] as const;
const text = (row: Movement) =>
  JSON.stringify(Object.entries(row).map(([name, value]) => [name, String(value)]));
const sorted = (rows: readonly Movement[]) => rows.map(text).sort();

describe("movements of any subscriptions", () => {
  it("open and close with what is paid, and what moved is the difference, under one name", () => {
    fc.assert(
      fc.property(contracts, fc.constantFrom("day", "month", "quarter"), (rows, grain) => {
        const { rows: moved, ledger } = of(rows, grain);
        const { "after-as-of": later, duplicate } = ledger.leftOut;
        expect(ledger.read).toBe(ledger.used + later + duplicate + ledger.rejected.length);
        const won = new Set<string>();
        for (const row of moved) {
          const { customer, opening, closing, periodStart, periodEnd } = row;
          expect(String(opening)).toBe(paidBefore(rows, customer, periodStart));
          expect(closing.toString()).toBe(paidBefore(rows, customer, Math.min(periodEnd, asOf)));
          const [fresh, back, up, down, gone] = flows.map((name) => row[name] as Decimal) as [
            Decimal,
            ...Decimal[],
          ];
          const difference = fresh
            .plus(back as Decimal)
            .plus(up as Decimal)
            .minus(down as Decimal)
            .minus(gone as Decimal);
          expect((opening as Decimal).plus(difference).equals(closing)).toBe(true);
          expect(flows.filter((name) => !row[name]?.isZero()).length).toBe(difference.isZero() ? 0 : 1);
          // A customer is new once
          if (fresh.gt(0)) expect(won.has(customer)).toBe(false);
          if (back?.gt(0)) expect(won.has(customer)).toBe(true);
          if (closing.gt(0)) won.add(customer);
        }
        // No period is missing at whose end somebody pays
        for (const end of months.filter((end) => end <= asOf && grain !== "quarter")) {
          for (const customer of ["a", "b", "c", "d"]) {
            const closing = moved.find((row) => row.customer === customer && row.periodEnd === end)?.closing;
            expect(String(closing ?? 0)).toBe(paidBefore(rows, customer, end));
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it("are the same in any order of the rows", () => {
    fc.assert(
      fc.property(contracts, fc.func(fc.integer()), (rows, rank) => {
        const turned = [...rows].sort((a, b) => rank(a.plan) - rank(b.plan));
        expect(sorted(of(turned, "month").rows)).toEqual(sorted(of(rows, "month").rows));
      }),
      { numRuns: 40 },
    );
  });

  it("are those of lists at the ends of the periods, where the period before has one", () => {
    fc.assert(
      fc.property(contracts, (rows) => {
        const ends = months.filter((end) => end < asOf);
        const lists = ends.flatMap((end) =>
          ["a", "b", "c", "d"].map((customer) => ({
            customer,
            at: end - 1,
            monthlyAmount: paidBefore(rows, customer, end),
          })),
        );
        const listed = movements(lists, { ...euros, of: "snapshots", grain: "month", timeZone });
        const first = months[0] as number;
        // The least within a month, and who came before the first list, lists do not see
        const told = (all: readonly Movement[]) =>
          sorted(
            all
              .filter(({ periodStart, periodEnd }) => periodStart >= first && periodEnd <= asOf)
              .map((row) => ({ ...row, least: null })),
          );
        const known = rows.filter(({ endedAt }) => endedAt === null || endedAt >= first);
        expect(told(listed.rows)).toEqual(told(of(known, "month").rows));
      }),
      { numRuns: 40 },
    );
  });
});

const amount = fc.constantFrom("0", "0", "5", "10", "99.99");
const lists = fc
  .array(fc.record({ a: amount, b: amount, c: amount }), { minLength: 1, maxLength: 9 })
  .map((all) =>
    all.flatMap((paid, month) =>
      Object.entries(paid).map(([customer, monthlyAmount]) => ({
        customer,
        at: Date.UTC(2026, month, 20),
        monthlyAmount,
      })),
    ),
  );

describe("movements of any lists", () => {
  it("of a quarter are those of its last list alone", () => {
    const quarters = (rows: readonly object[]) =>
      movements(rows as never, { ...euros, of: "snapshots", grain: "quarter", timeZone } as never).rows;
    const told = (rows: readonly object[]) => sorted(quarters(rows).map((row) => ({ ...row, least: null })));
    fc.assert(
      fc.property(lists, (rows) => {
        const last = Math.max(...rows.map(({ at }) => at));
        const isLast = (at: number) => at === last || new Date(at).getUTCMonth() % 3 === 2;
        expect(told(rows)).toEqual(told(rows.filter(({ at }) => isLast(at))));
      }),
      { numRuns: 60 },
    );
  });
});

describe("evaluated", () => {
  const moved = population(movement);
  const paid = moved.during("periodStart", "periodEnd");
  const dated = moved.dated("periodStart");
  const metrics = {
    opening: only(paid.atStart("closing")),
    closing: only(paid.atEnd("closing")),
    ...(Object.fromEntries(flows.map((name) => [name, only(dated.sum(name))])) as Record<
      (typeof flows)[number],
      ReturnType<typeof only>
    >),
  };

  it("opening and what moved are the closing in every period, group and total, at the grain or a coarser one", () => {
    fc.assert(
      fc.property(contracts, fc.constantFrom("day", "month", "quarter"), (rows, grain) => {
        const all = of(rows, grain).rows;
        fc.pre(all.length > 0);
        for (const per of ["quarter", grain] as const) {
          const {
            rows: cells,
            byGroup,
            byPeriod,
            totals,
          } = evaluate(metrics, table(movement, all), {
            by: ["customer"],
            per,
            timeZone,
            asOf,
          });
          for (const row of [...cells, ...byGroup, ...byPeriod, totals]) {
            const at = (name: keyof typeof metrics) => new Decimal(String(row?.cells[name].value));
            const won = at("new").plus(at("reactivation")).plus(at("expansion"));
            const difference = won.minus(at("contraction")).minus(at("churn"));
            expect(at("opening").plus(difference).toString()).toBe(at("closing").toString());
          }
          const now = ["a", "b", "c", "d"].reduce(
            (sum, name) => sum.plus(paidBefore(rows, name, asOf)),
            new Decimal(0),
          );
          expect(String(totals?.cells.closing.value)).toBe(now.toString());
        }
      }),
      { numRuns: 25 },
    );
  });
});
