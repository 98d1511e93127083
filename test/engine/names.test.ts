import { columns, evaluate, instant, type Kind, optional, population, record, table, text } from "kpi-core";
import { throughput } from "kpi-core/metrics/flow";
import { workItem } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { only } from "../figures.ts";

/** Evaluation as programs without types call it. */
const evaluated = evaluate as unknown as (...args: unknown[]) => ReturnType<typeof evaluate>;

/** Names that every object has, from `Object.prototype`. */
const everywhere = ["constructor", "toString", "valueOf", "hasOwnProperty", "__proto__"];
/** What `JSON.parse` makes has a property of any name. */
const named = (name: string, value: string | null) => Object.fromEntries([[name, value]]);

describe.each(everywhere)("a column called %s", (name) => {
  const [one, other] = [named(name, "x"), named(name, null)].map((row) => ({ ...row, finishedAt: 0 }));

  it("is a group like any other, null where a row has none", () => {
    for (const rows of [
      [one, other],
      [one, { finishedAt: 0 }],
      columns(
        Object.fromEntries([
          ["finishedAt", [0, 0]],
          [name, ["x", null]],
        ]),
      ),
    ]) {
      const report = evaluated({ throughput }, table(workItem, rows as object[]), { by: [name] });
      expect(
        report.rows.map(({ group, cells }) => [Object.entries(group), cells.throughput?.value?.toNumber()]),
      ).toEqual([
        [[[name, "x"]], 1],
        [[[name, null]], 1],
      ]);
      expect(report.ledgers.rows[0]?.rejected).toEqual([]);
    }
  });

  it("is told where no row has it", () => {
    for (const rows of [[{ finishedAt: 0 }], columns({ finishedAt: [0] })]) {
      expect(() => evaluated({ throughput }, table(workItem, rows as object[]), { by: [name] })).toThrow(
        `table workItem: no row has ${name}; `,
      );
    }
  });
});

describe.each(everywhere.slice(0, 4))("a field called %s", (name) => {
  it("is read as it is written", () => {
    const kind: Kind = record("kind", { at: instant("when"), [name]: optional(text("a name")) });
    const metric = only(
      population(kind)
        .dated("at" as never)
        .distinct(name as never),
    );
    const rows = [named(name, "u"), named(name, "v"), {}].map((row) => ({ ...row, at: 0 }));
    const report = evaluated({ metric }, table(kind, rows), {});
    // Two names in three rows
    expect(report.totals?.cells.metric).toMatchObject({ value: expect.objectContaining({ d: [2] }), n: 2 });
    expect(report.ledgers.rows).toEqual([
      { kind: "kind", read: 3, used: 2, leftOut: { "value-missing": 1 }, rejected: [] },
    ]);
  });
});
