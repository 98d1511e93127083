import { readdirSync } from "node:fs";
import * as fc from "fast-check";
import { evaluate, type Kind, metric, population, startOf, table } from "kpi-core";
import { zoneOf } from "kpi-core/periods";
import * as records from "kpi-core/records";
import { booking, call, person, subscription, ticket, workItem, zodOf } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import type * as z from "zod";

const at = "2026-05-04T08:00:00Z";
const item = zodOf(workItem, ["startedAt", "finishedAt", "size"]);
const contract = zodOf(subscription);
const paid = { startedAt: at, customer: "c", monthlyAmount: "12.50", currency: "EUR" };

describe("zodOf", () => {
  it.each([
    [{ startedAt: at }],
    [{ startedAt: new Date(0), finishedAt: null, size: undefined }],
    [{ startedAt: 0, finishedAt: "", size: "0.1" }],
    [{ startedAt: { epochMilliseconds: 5 }, finishedAt: 5, size: 10n }],
    [{ startedAt: "2026-05-04T10:00+02:00", finishedAt: at, size: -1.5 }],
  ])("accepts %o", (row) => {
    expect(item.safeParse(row).success).toBe(true);
  });

  it.each([
    [{}, "startedAt", "is missing; give a Date, epoch milliseconds or a text with an offset"],
    [{ startedAt: "2024-02-30T00:00Z" }, "startedAt", '"2024-02-30T00:00Z" is not a time that exists'],
    [{ startedAt: "2026-05-04T08:00" }, "startedAt", "has no offset"],
    [{ startedAt: Number.NaN }, "startedAt", "NaN is not an instant"],
    [{ startedAt: new Date(Number.NaN) }, "startedAt", "a Date that is invalid is not an instant"],
    [{ startedAt: at, size: Number.NaN }, "size", "NaN is not a number"],
    [
      { startedAt: at, size: "1,5" },
      "size",
      '"1,5" is not a number; give a number or a decimal text such as 12.50',
    ],
    [
      { startedAt: at, finishedAt: "2026-05-04T07:59:59.999Z" },
      "finishedAt",
      "2026-05-04T07:59:59.999Z is before startedAt, 2026-05-04T08:00:00.000Z; correct one of them",
    ],
  ])("rejects %o by field and with words", (row, field, message) => {
    const issues = item.safeParse(row).error?.issues ?? [];
    expect(issues.map(({ path }) => path)).toEqual([[field]]);
    expect(issues[0]?.message).toContain(message);
  });

  it("rejects money without its currency", () => {
    expect(contract.safeParse(paid).success).toBe(true);
    const issue = contract.safeParse({ ...paid, currency: null }).error?.issues[0];
    expect([issue?.path, issue?.message]).toEqual([
      ["currency"],
      'is missing, and monthlyAmount is money; give its currency, such as "EUR"',
    ]);
  });

  it("rejects texts that are none of those listed, days that do not exist and flags in words", () => {
    const problemOf = (schema: z.ZodType, row: object) => schema.safeParse(row).error?.issues[0]?.message;
    expect(problemOf(zodOf(ticket), { openedAt: at, priority: "Hi" })).toBe(
      '"Hi" is none of low, normal, high, urgent; map it to one of them',
    );
    expect(problemOf(zodOf(person), { joinedOn: "2023-02-29" })).toBe(
      '"2023-02-29" is not a date; write it as 2026-01-31',
    );
    expect(problemOf(zodOf(ticket), { openedAt: at, reopened: "yes" })).toBe(
      '"yes" is not a flag; give true or false',
    );
  });

  it("reads texts without an offset where it is told how", () => {
    const local = zodOf(booking, ["startedAt"], { instantOf: (ms) => ms - 7_200_000 });
    expect(local.safeParse({ startedAt: "2026-05-04T08:00" }).success).toBe(true);
  });

  it("carries meaning and unit", () => {
    expect(zodOf(ticket).shape.handleSeconds.meta()).toEqual({
      description: "working time spent on it",
      unit: "seconds",
    });
  });

  it("knows its fields", () => {
    expect(() => zodOf(workItem, ["started" as never])).toThrow(
      "zodOf: workItem has no field started; it has startedAt,",
    );
  });
});

describe("a row is accepted by a table if and only if zodOf accepts it, with the same words", () => {
  const odd = [
    ...[null, undefined, "", " ", 0, -1, 12.5, 1e300, Number.NaN, Number.POSITIVE_INFINITY, 10n, true, false],
    ...["12.50", "12,5", "1e3", "0x10", ".5", "EUR", "high", "High", "true", "2026-05-04", "2024-02-30"],
    ...[
      "2026-05-04T08:00",
      "2026-03-29T02:30",
      "2026-05-04T08:00Z",
      "2026-05-04T08:00+02:00",
      "2026-05-04T24:00Z",
    ],
    ...[new Date(0), new Date(Number.NaN), { epochMilliseconds: 5 }, { epochMilliseconds: "x" }, {}, [], [5]],
  ];
  /** Mostly what the field can hold, else anything. */
  const written = (kind: Kind, name: string): fc.Arbitrary<unknown> => {
    const moment = fc.integer({ min: 0, max: 3 }).map((hour) => hour * 3_600_000);
    const fits = {
      instant: fc.oneof(moment, fc.constantFrom("1970-01-01T02:00Z", "1970-01-01T01:00", new Date(5), null)),
      date: fc.constantFrom("2026-01-30", "2026-01-31", "2024-02-29", null),
      number: fc.oneof(fc.double(), fc.constantFrom("0.1", "-3", null)),
      money: fc.oneof(fc.integer(), fc.constantFrom("9.99", null)),
      text: fc.constantFrom(...(kind.fields[name]?.oneOf ?? ["a", "EUR"]), "", null),
      flag: fc.constantFrom(true, false, null),
    }[kind.fields[name]?.kind ?? "text"];
    return fc.oneof({ weight: 6, arbitrary: fits }, { weight: 1, arbitrary: fc.constantFrom(...odd) });
  };

  /** What a table says of a row when a plan reads some of its fields; null where it accepts the row. */
  function tableSays(kind: Kind, [first, ...others]: readonly string[], row: object, zone: string | null) {
    const all = population(kind);
    const some = others.length === 0 ? all : all.where(others.map((name) => `known(${name})`).join(" and "));
    const isDate = kind.fields[first as string]?.kind === "date";
    const read = metric("read", {
      title: { en: "a", fr: "b" },
      about: "",
      unit: "count",
      better: "neither",
      inputs: { rows: some.dated((isDate ? startOf(first as string) : first) as never).count() },
      formula: "rows",
      example: { given: { rows: 1 }, gives: "1" },
      source: { text: "a test" },
    });
    const { ledgers } = evaluate({ read }, table(kind, [row], {}, zone === null ? {} : { zone }), {});
    const [found] = ledgers.rows[0]?.rejected ?? [];
    return found === undefined ? null : { field: found.field, message: found.message };
  }

  function zodSays(kind: Kind, fields: readonly string[], row: object, zone: string | null) {
    const schema = zodOf(kind, fields, zone === null ? {} : { instantOf: zoneOf(zone).start });
    const [issue] = schema.safeParse(row).error?.issues ?? [];
    return issue === undefined ? null : { field: issue.path[0], message: issue.message };
  }

  it.each([
    ["workItem", workItem, "startedAt", null],
    ["workItem, in a zone", workItem, "startedAt", "Europe/Paris"],
    ["subscription", subscription, "startedAt", null],
    ["ticket, in a zone", ticket, "openedAt", "America/New_York"],
    ["call", call, "offeredAt", null],
    ["person, in a zone", person, "joinedOn", "Europe/Paris"],
  ])("%s", (_, kind: Kind, first, zone) => {
    const names = Object.keys(kind.fields).filter((name) => name !== first);
    const counts = { accepted: 0, rejected: 0 };
    const cases = fc.tuple(
      fc.subarray(names, { maxLength: 5 }).map((others) => {
        const read = [first, ...others];
        return [...new Set([...read, ...read.flatMap((name) => kind.fields[name]?.currency ?? [])])];
      }),
      fc.record(Object.fromEntries(Object.keys(kind.fields).map((name) => [name, written(kind, name)]))),
    );
    fc.assert(
      fc.property(cases, ([fields, row]) => {
        const said = tableSays(kind, fields, row, zone);
        counts[said === null ? "accepted" : "rejected"]++;
        expect(zodSays(kind, fields, row, zone)).toEqual(said);
      }),
      { numRuns: 300 },
    );
    expect(Math.min(counts.accepted, counts.rejected)).toBeGreaterThan(30); // else nothing was compared
  });
});

describe("every kind", () => {
  const kinds = Object.values(records).flatMap((face) => (typeof face === "object" ? [face] : []));
  it("is there", () => {
    const files = readdirSync(new URL("../../src/records", import.meta.url));
    expect(kinds).toHaveLength(files.length - 2); // but for the index and zodOf
    expect(kinds.length).toBeGreaterThan(7);
  });

  it.each(kinds.map((kind) => [kind.name, kind] as const))(
    "%s says what it and its fields mean",
    (_, kind) => {
      expect(Object.isFrozen(kind)).toBe(true);
      expect(kind.about).toMatch(/\w.*\.$/);
      for (const { about } of Object.values(kind.fields)) expect(about).toMatch(/\w/);
    },
  );
});
