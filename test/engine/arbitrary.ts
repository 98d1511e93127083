import fc from "fast-check";
import {
  type Cell,
  type ColumnLike,
  coded,
  columns,
  Decimal,
  type Key,
  nullable,
  type Plan,
  type Report,
  table,
} from "kpi-core";
import { timeline } from "kpi-core/periods";
import { DAY, HOUR, job, names, office, visit, worked } from "./every-fold.ts";
import type { Answer, Question, Row, Told, ToldRow } from "./reference-evaluator.ts";

// Random rows of the two kinds, plans and formulas, each both for the engine and for the reference evaluator

export const someNames = fc.subarray(names, { minLength: 2, maxLength: 16 });

// Rows

export interface JobRow extends Row {
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly firstDay: string | null;
  readonly lastDay: string | null;
  readonly quantity: string | null;
  readonly price: string | null;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly fee: string | null;
  readonly feeCurrency: string | null;
  readonly done: boolean | null;
  readonly owner: string | null;
  readonly team: Key;
  readonly lane: Key;
  /** What a missing end means. */
  readonly missing: "open" | "unknown";
}

export interface VisitRow extends Row {
  readonly at: number;
  readonly weight: string | null;
  readonly team: Key;
  readonly lane: Key;
}

/** Zones and grains, with a date around which the clocks change. */
const settings = [
  { timeZone: "UTC", around: "1970-01-01" },
  { timeZone: "Europe/Paris", around: "2026-03-29" },
  { timeZone: "Europe/Paris", around: "2026-10-25" },
  { timeZone: "America/New_York", around: "2026-11-01" },
  { timeZone: "Australia/Lord_Howe", around: "2026-04-05" },
  { timeZone: "Australia/Lord_Howe", around: "2026-10-04" },
] as const;

/** How far the data reaches, per grain. */
const reach = { hour: 5 * HOUR, day: 2 * DAY, isoWeek: 14 * DAY, month: 60 * DAY } as const;
export type Fine = keyof typeof reach;

export interface Setting {
  readonly timeZone: string;
  readonly per: Fine;
  /** The bounds of the periods around the change of the clocks. */
  readonly bounds: readonly number[];
}

export const setting: fc.Arbitrary<Setting> = fc
  .tuple(fc.constantFrom(...settings), fc.constantFrom<Fine>("hour", "day", "isoWeek", "month"))
  .map(([{ timeZone, around }, per]) => {
    const noon = Date.parse(around) + (per === "hour" ? -9 * HOUR + 12 * HOUR : 12 * HOUR);
    const { bounds } = timeline(per, { timeZone, from: noon - reach[per], to: noon + reach[per] });
    return { timeZone, per, bounds: [...bounds] };
  });

/** Moments on bounds, beside them, and anywhere. */
export function moment(bounds: readonly number[]): fc.Arbitrary<number> {
  const beside = fc
    .tuple(fc.constantFrom(...bounds), fc.constantFrom(0, 0, 0, -1, 1))
    .map(([bound, shift]) => bound + shift);
  return fc.oneof(beside, fc.integer({ min: bounds[0] as number, max: bounds.at(-1) as number }));
}

const decimal = fc.oneof(
  fc.constantFrom("0", "1", "2", "2.50", "-3", "0.1", "0.2", "0.000001"),
  fc.constantFrom("9007199254740993.5", "123456789.25", "-9007199254740993.5", "9007199254740993"),
  fc.tuple(fc.integer({ min: -999_999, max: 999_999 }), fc.nat(4)).map(([units, places]) => {
    const digits = Math.abs(units)
      .toString()
      .padStart(places + 1, "0");
    const cut = digits.length - places;
    return `${units < 0 ? "-" : ""}${digits.slice(0, cut)}${places === 0 ? "" : `.${digits.slice(cut)}`}`;
  }),
);
/** Each below 2^53, and sums of them not. */
const nearTheLimit = fc.constantFrom("9007199254740991", "9007199254740989", "-9007199254740990", "3", "1");
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 5 });
const inOrder = <T extends number | string>(a: T | null, b: T | null): [T | null, T | null] =>
  a !== null && b !== null && b < a ? [b, a] : [a, b];
const keyOf = fc.constantFrom<Key>("a", "b", null, "null", 1, "1", true);

/** `currencies` are those that amounts may be in, `decimal` what they may be. */
function jobRow(
  bounds: readonly number[],
  currencies: readonly string[],
  decimal: fc.Arbitrary<string>,
): fc.Arbitrary<JobRow> {
  const [first, last] = [bounds[0] as number, bounds.at(-1) as number];
  const day = fc
    .integer({ min: Math.floor(first / DAY) - 1, max: Math.floor(last / DAY) + 1 })
    .map((number) => new Date(number * DAY).toISOString().slice(0, 10));
  const length = fc.constantFrom(0, 0, 1, HOUR);
  const span = fc
    .tuple(
      orNull(moment(bounds)),
      orNull(
        fc.oneof(
          moment(bounds),
          length.map((ms) => -ms),
        ),
      ),
    )
    .map(([start, end]) =>
      end !== null && end <= 0 ? [start, start === null ? null : start - end] : inOrder(start, end),
    );
  return fc
    .record({
      span,
      days: fc.tuple(orNull(day), orNull(day)).map(([a, b]) => inOrder(a, b)),
      quantity: orNull(decimal),
      price: orNull(decimal),
      amount: orNull(decimal),
      currency: fc.constantFrom(...currencies),
      fee: orNull(decimal),
      feeCurrency: fc.constantFrom(...currencies),
      done: orNull(fc.boolean()),
      owner: orNull(fc.constantFrom("ann", "bob", "")),
      team: keyOf,
      lane: fc.constantFrom<Key>("x", null),
      missing: fc.constantFrom<"open" | "unknown">("open", "open", "unknown"),
    })
    .map(({ span: [startedAt = null, endedAt = null], days: [firstDay, lastDay], ...rest }) => ({
      ...rest,
      startedAt,
      endedAt,
      firstDay,
      lastDay,
      // A row without an amount may still name a currency
      currency: rest.amount === null && rest.done ? null : rest.currency,
    }));
}

export const blank: JobRow = {
  startedAt: null,
  endedAt: null,
  firstDay: null,
  lastDay: null,
  quantity: null,
  price: null,
  amount: null,
  currency: null,
  fee: null,
  feeCurrency: null,
  done: null,
  owner: null,
  team: "a",
  lane: null,
  missing: "open",
};

function visitRow(bounds: readonly number[]): fc.Arbitrary<VisitRow> {
  return fc.record({
    at: moment(bounds),
    weight: orNull(decimal),
    team: keyOf,
    lane: fc.constantFrom("x", "y"),
  });
}

export interface Data {
  readonly jobs: readonly JobRow[];
  readonly visits: readonly VisitRow[];
}

export function data(bounds: readonly number[]): fc.Arbitrary<Data> {
  const sorts = fc.tuple(
    fc.constantFrom(["EUR"], ["EUR"], ["EUR", "USD"]),
    fc.constantFrom(decimal, decimal, nearTheLimit),
  );
  return sorts.chain(([currencies, decimal]) =>
    fc.record({
      jobs: fc.array(jobRow(bounds, currencies, decimal), { maxLength: 12 }),
      visits: fc.array(visitRow(bounds), { maxLength: 4 }),
    }),
  );
}

/** The zone that dates are read in, which need not be that of the periods. */
const zone = "Europe/Paris";

export function tables({ jobs, visits }: Data) {
  return {
    job: table(job, jobs, {}, { zone, missing: { endedAt: ({ missing }) => missing } }),
    visit: table(visit, visits, {}, { zone }),
  };
}

/** Decimal texts as numbers, where each is the shortest text of a double. */
function asDoubles(values: readonly unknown[]): readonly unknown[] {
  const doubles = values.map((value) => (typeof value === "string" ? Number(value) : value));
  const isSame = values.every(
    (value, row) => typeof value !== "string" || new Decimal(value).equals(doubles[row] as number),
  );
  return isSame ? doubles : values;
}

/** Values by column, in the tightest way in which they can be held. */
function inColumn(values: readonly unknown[]): ColumnLike {
  const isKnown = (value: unknown) => value !== null && value !== undefined;
  const known = values.filter(isKnown);
  if (known.length > 0 && known.every((value) => typeof value === "number")) {
    const numbers = Float64Array.from(values, (value) => (isKnown(value) ? (value as number) : 7));
    return known.length === values.length
      ? numbers
      : nullable(
          numbers,
          Uint8Array.from(values, (value) => +isKnown(value)),
        );
  }
  if (known.length > 0 && known.every((value) => typeof value === "string")) {
    const texts = [...new Set(known)] as string[];
    return coded(
      Int8Array.from(values, (value) => texts.indexOf(value as string)),
      texts,
    );
  }
  return values;
}

const numeric: readonly string[] = ["quantity", "price", "amount", "fee", "weight"];

/** The same, held by column. */
export function tablesByColumn({ jobs, visits }: Data): ReturnType<typeof tables> {
  const across = <R extends Row>(rows: readonly R[], names: readonly (keyof R & string)[]) =>
    columns(
      Object.fromEntries(
        names.map((name) => {
          const values = rows.map((row) => row[name]);
          return [name, inColumn(numeric.includes(name) ? asDoubles(values) : values)];
        }),
      ),
    );
  const own = ["team", "lane", "missing"];
  const missing = { endedAt: ({ missing }: JobRow) => missing };
  const held = {
    job: table(job, across(jobs, [...Object.keys(job.fields), ...own]) as never, {}, {
      zone,
      missing,
    } as never),
    visit: table(visit, across(visits, ["at", "weight", "team", "lane"]) as never, {}, { zone }),
  };
  return held as never;
}

// Conditions and sums

const both = fc.letrec<{ number: string; flag: string }>((tie) => {
  const number = tie("number");
  const condition = tie("flag");
  const pair = fc.tuple(number, number);
  const of = (arbitrary: fc.Arbitrary<[string, string]>, ...signs: string[]) =>
    fc.tuple(arbitrary, fc.constantFrom(...signs)).map(([[a, b], sign]) => `(${a} ${sign} ${b})`);
  return {
    number: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constantFrom("quantity", "price", "amount", "0", "2", "0.1", "9007199254740993", "(0 - 1.25)"),
      fc.constant("seconds(startedAt, endedAt)"),
      of(pair, "+", "-", "*", "/"),
      fc.tuple(fc.constantFrom("min", "max"), pair).map(([name, args]) => `${name}(${args.join(", ")})`),
      fc.tuple(condition, number, number).map((args) => `if(${args.join(", ")})`),
      number.map((x) => `abs(${x})`),
    ),
    flag: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constantFrom("done", "(owner = 'ann')", "(owner != currency)", "(firstDay <= lastDay)", "true"),
      fc.constantFrom("known(quantity)", "known(owner)", "(startedAt = endedAt)", "known(endedAt)"),
      of(pair, "=", "!=", "<", "<=", ">", ">="),
      of(fc.tuple(condition, condition), "and", "or", "=", "!="),
      condition.map((x) => `(not ${x})`),
      condition.map((x) => `known(${x})`),
    ),
  };
});

/** Formulas over jobs: a number, and a condition. */
export const { number: quantityText, flag: conditionText } = both;

export interface Asked {
  readonly by: readonly ("team" | "lane")[];
  readonly per?: Fine;
  readonly timeZone: string;
  readonly from?: number;
  readonly to?: number;
  readonly asOf?: number;
}

export const by = fc.subarray<"team" | "lane">(["team", "lane"]);

/** Plans with or without a range, a moment of the report and periods. */
export function asked({ timeZone, per, bounds }: Setting): fc.Arbitrary<Asked> {
  const at = moment(bounds);
  const range = fc.option(
    fc.tuple(at, at).filter(([a, b]) => a !== b),
    { nil: null },
  );
  return fc
    .record({
      by,
      range,
      ends: fc.constantFrom("both", "both", "from", "to"),
      asOf: fc.option(at, { nil: bounds.at(-1) as number, freq: 2 }),
      isKnown: fc.constantFrom(true, true, true, true, false),
      isCut: fc.constantFrom(true, true, true, false),
    })
    .map(({ by, range, ends, asOf, isKnown, isCut }) => {
      const [from, to] = inOrder(range?.[0] ?? null, range?.[1] ?? null);
      return {
        by,
        timeZone,
        ...(isCut && { per }),
        ...(isKnown && { asOf }),
        ...(from !== null && ends !== "to" && { from }),
        ...(to !== null && ends !== "from" && { to }),
      };
    });
}

export function planOf({ by, ...rest }: Asked): Plan<"team" | "lane"> {
  return { ...rest, by: [...by], schedules: { office } };
}

export function questionOf(some: Question["metrics"], { jobs, visits }: Data, plan: Asked): Question {
  const endIsUnknown = (row: Row, field: string) => field === "endedAt" && row.missing === "unknown";
  return {
    metrics: some,
    tables: {
      job: { rows: jobs, zone, endIsUnknown },
      visit: { rows: visits, zone, endIsUnknown: () => false },
    },
    ...plan,
    worked,
  };
}

/** A report in the words of the reference evaluator. */
export function toldReport({ rows, byGroup, byPeriod, totals, ledgers }: Report): Answer {
  return {
    rows: rows.map(toldRow),
    byGroup: byGroup.map(toldRow),
    byPeriod: byPeriod.map(toldRow),
    totals: totals && toldRow(totals),
    fates: Object.fromEntries(ledgers.measures.map(({ key, fates }) => [key, fates])),
  };
}

function toldRow({ period: { start, end, complete }, group, cells }: Report["rows"][number]): ToldRow {
  const told = Object.entries(cells).map(([name, cell]) => [name, toldCell(cell)]);
  return { period: [start, end, complete], group, cells: Object.fromEntries(told) };
}

function toldCell(cell: Cell): Told {
  const reason = cell.status === "none" ? cell.reason : null;
  const currency = cell.status === "value" ? (cell.currency ?? null) : null;
  const text = (value: Decimal | null) => value?.toFixed() ?? null;
  if (reason === "not-yet") return { value: null, reason, currency, n: null, inputs: {} };
  const inputs = Object.entries(cell.inputs).map(([name, value]) => [name, text(value)]);
  return { value: text(cell.value), reason, currency, n: cell.n, inputs: Object.fromEntries(inputs) };
}
