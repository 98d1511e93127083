import * as records from "kpi-core/records";
import { booking, person, subscription, ticket, workItem, zodOf } from "kpi-core/records";
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

describe("every kind", () => {
  const kinds = Object.values(records).flatMap((face) => (typeof face === "object" ? [face] : []));
  it("is there", () => expect(kinds).toHaveLength(8));

  it.each(kinds.map((kind) => [kind.name, kind] as const))(
    "%s says what it and its fields mean",
    (_, kind) => {
      expect(Object.isFrozen(kind)).toBe(true);
      expect(kind.about).toMatch(/\w.*\.$/);
      for (const { about } of Object.values(kind.fields)) expect(about).toMatch(/\w/);
    },
  );
});
