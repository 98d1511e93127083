import {
  columns,
  endOf,
  evaluate,
  type Key,
  type Metrics,
  metric,
  metricFrom,
  period,
  population,
  reportOf,
  rollUp,
  table,
  tallyOf,
} from "kpi-core";
import { cycleTime, onTimeRate, throughput } from "kpi-core/metrics/flow";
import { person, ticket, workItem } from "kpi-core/records";
import { describe, expectTypeOf, it } from "vitest";

interface Held {
  begun: Date;
  done: Date | null;
  points: number;
  squad: "a" | "b";
  urgent: boolean;
  /** What came from a parser that says nothing. */
  raw: unknown;
}
declare const rows: readonly Held[];
declare const tickets: readonly { openedAt: string; team: string; priority: string }[];

const settled = population(ticket).where("known(resolvedAt)").dated("resolvedAt");
const resolved = metric("resolved", {
  title: { en: "Resolved", fr: "Résolus" },
  about: "",
  unit: "count",
  better: "higher",
  inputs: { resolved: settled.count() },
  formula: "resolved",
  example: { given: { resolved: 1 }, gives: "1" },
  source: { text: "a test" },
});
const hours = metric("hours", {
  title: { en: "Hours", fr: "Heures" },
  about: "",
  unit: "number",
  better: "neither",
  inputs: { length: period.seconds() },
  formula: "length / 3600",
  example: { given: { length: 3600 }, gives: "1" },
  source: { text: "a test" },
});

// Nothing below runs: the compiler is what is tested
function items() {
  return table(workItem, rows, { startedAt: "begun", finishedAt: "done", team: "squad" });
}
function report() {
  return evaluate({ time: cycleTime, done: throughput }, items(), {
    by: ["squad", "team"],
    per: "month",
    timeZone: "UTC",
  });
}
function tally() {
  return tallyOf({ time: cycleTime }, items(), { by: ["squad", "team"] });
}

describe("the compiler, of tables", () => {
  it("takes columns, functions, values and edges of days", () => {
    const taken = () => {
      table(workItem, rows, { startedAt: "begun", dueAt: endOf("begun"), team: "squad", size: "points" });
      table(workItem, rows, { team: (row) => row.squad, size: { value: 1 }, type: "raw" });
      table(workItem, columns({ s: ["2026-01-01"], n: Float64Array.of(1) }), { startedAt: "s", size: "n" });
      table(workItem, [{ a: 0, b: null }], { startedAt: "a", finishedAt: "b" });
      table(workItem, [] as Record<string, string>[], { startedAt: "whatever the file has" });
      table(workItem, JSON.parse("[]") as { [name: string]: unknown }[], { startedAt: "begun" });
    };
    expectTypeOf(taken).toBeFunction();
  });

  it("refuses columns that the rows lack, wherever they are named", () => {
    const refused = () => {
      // @ts-expect-error the rows have no column start
      table(workItem, rows, { startedAt: "start" });
      // @ts-expect-error nor one whose day could end
      table(workItem, rows, { dueAt: endOf("deadline") });
      // @ts-expect-error nor one to group by
      table(workItem, rows, {}, { dimensions: { customer: "client" } });
      // @ts-expect-error the columns have no column t
      table(workItem, columns({ s: ["2026-01-01"] }), { startedAt: "t" });
      // @ts-expect-error the function reads a column that is not there
      table(workItem, rows, { team: (row) => row.crew });
    };
    expectTypeOf(refused).toBeFunction();
  });

  it("refuses fields that the kind lacks", () => {
    const refused = () => {
      // @ts-expect-error finishdAt is no field
      table(workItem, rows, { finishdAt: "done" });
      // @ts-expect-error nor in missing
      table(workItem, rows, {}, { missing: { finishdAt: "open" } });
      // @ts-expect-error a missing text is null, neither open nor unknown
      table(workItem, rows, {}, { missing: { team: "open" } });
      // @ts-expect-error a missing end is open or unknown
      table(workItem, rows, {}, { missing: { finishedAt: "closed" } });
      // @ts-expect-error the option is zone
      table(workItem, rows, {}, { timeZone: "UTC" });
    };
    expectTypeOf(refused).toBeFunction();
  });

  it("refuses values that a field cannot hold", () => {
    const refused = () => {
      // @ts-expect-error a flag is no instant
      table(workItem, rows, { startedAt: "urgent" });
      // @ts-expect-error a number is no text
      table(workItem, rows, { team: "points" });
      // @ts-expect-error an instant is no number
      table(workItem, rows, { size: "begun" });
      // @ts-expect-error the function gives a flag, and a moment is wanted
      table(workItem, rows, { startedAt: (row) => row.urgent });
      // @ts-expect-error the value is a number, and a text is wanted
      table(workItem, rows, { team: { value: 1 } });
      // @ts-expect-error an instant is no local day
      table(person, rows, { joinedOn: (row) => row.begun });
      // @ts-expect-error a moment is no group
      table(workItem, rows, {}, { dimensions: { begun: "begun" } });
    };
    expectTypeOf(refused).toBeFunction();
  });
});

describe("the compiler, of plans", () => {
  it("knows the values of groups", () => {
    type Group = ReturnType<typeof report>["rows"][number]["group"];
    expectTypeOf<Group>().toEqualTypeOf<{ readonly squad: "a" | "b"; readonly team: string | null }>();
    const byRaw = () => evaluate({ time: cycleTime }, items(), { by: ["raw"] });
    type Raw = ReturnType<typeof byRaw>["rows"][number]["group"]["raw"];
    expectTypeOf<Raw>().toEqualTypeOf<Key>();
  });

  it("refuses groups that are no dimension, field or column", () => {
    const refused = () => {
      // @ts-expect-error no such group
      evaluate({ time: cycleTime }, items(), { by: ["squat"] });
      // @ts-expect-error an instant is no group; a dimension makes one of it
      evaluate({ time: cycleTime }, items(), { by: ["startedAt"] });
      // @ts-expect-error a Date is no group either
      evaluate({ time: cycleTime }, items(), { by: ["begun"] });
      // @ts-expect-error no such group of a tally
      tallyOf({ time: cycleTime }, items(), { by: ["squat"] });
      const both = { workItem: items(), ticket: table(ticket, tickets) };
      evaluate({ time: cycleTime, resolved }, both, { by: ["team"] });
      // @ts-expect-error the tickets have no squad
      evaluate({ time: cycleTime, resolved }, both, { by: ["squad"] });
    };
    expectTypeOf(refused).toBeFunction();
  });

  it("refuses entries and grains that there are not", () => {
    const refused = () => {
      // @ts-expect-error it is timeZone
      evaluate({ time: cycleTime }, items(), { per: "month", timezone: "UTC" });
      // @ts-expect-error it is asOf
      evaluate({ time: cycleTime }, items(), { asof: 0 });
      // @ts-expect-error it is month
      evaluate({ time: cycleTime }, items(), { per: "months", timeZone: "UTC" });
      // @ts-expect-error a week does not say when it starts
      evaluate({ time: cycleTime }, items(), { per: "week", timeZone: "UTC" });
      // @ts-expect-error a flag is no moment
      evaluate({ time: cycleTime }, items(), { from: true });
      // @ts-expect-error the plan is missing
      evaluate({ time: cycleTime }, items());
    };
    expectTypeOf(refused).toBeFunction();
  });

  it("refuses metrics of a kind without a table", () => {
    const refused = () => {
      // @ts-expect-error no table of "ticket" here
      evaluate({ time: cycleTime, resolved }, items(), {});
      // @ts-expect-error no table of "ticket" here
      evaluate({ resolved }, { workItem: items() }, {});
      // @ts-expect-error a kind is no table
      evaluate({ resolved }, ticket, {});
      // @ts-expect-error rows are no table
      evaluate({ resolved }, tickets, {});
      // @ts-expect-error a function is no metric
      evaluate({ time: () => 1 }, items(), {});
    };
    expectTypeOf(refused).toBeFunction();
  });

  it("takes metrics of the period itself, and those whose kind it cannot know", () => {
    const taken = (json: unknown, some: Metrics) => {
      evaluate({ hours, time: cycleTime }, items(), {});
      evaluate({ loaded: metricFrom(json, [ticket]) }, items(), {}); // an error at run time
      evaluate(some, items(), {});
    };
    expectTypeOf(taken).toBeFunction();
  });
});

describe("the compiler, of reports and tallies", () => {
  it("refuses cells, inputs and groups that were not asked for", () => {
    const refused = () => {
      for (const { cells, group } of report().rows) {
        // @ts-expect-error there is time and done
        cells.onTime;
        // @ts-expect-error cycleTime is elapsed and finished
        cells.time.inputs.started;
        // @ts-expect-error throughput has no elapsed
        cells.done.inputs.elapsed;
        // @ts-expect-error by is squad and team
        group.points;
        // @ts-expect-error a value may be none
        cells.time.value.toFixed();
        // @ts-expect-error only a cell without a value has a reason
        cells.time.reason;
        if (cells.time.status === "none") expectTypeOf(cells.time.value).toBeNull();
      }
      // @ts-expect-error totals are of all groups
      report().totals?.group.squad;
      // @ts-expect-error so is what is by period
      report().byPeriod[0]?.group.squad;
      // @ts-expect-error cells are read, not written
      report().rows = [];
    };
    expectTypeOf(refused).toBeFunction();
  });

  it("refuses to roll up by what the tally is not grouped by", () => {
    const refused = () => {
      // @ts-expect-error the tally is by squad and team
      rollUp(tally(), { by: ["points"] });
      const fewer = rollUp(tally(), { by: ["squad"] });
      // @ts-expect-error team was left out
      rollUp(fewer, { by: ["team"] });
      const cells = reportOf({ time: cycleTime, onTimeRate }, fewer);
      expectTypeOf(cells.rows[0]?.group).toEqualTypeOf<{ readonly squad: "a" | "b" } | undefined>();
      // @ts-expect-error team was left out of its reports too
      cells.rows[0]?.group.team;
      // @ts-expect-error it is month
      rollUp(tally(), { per: "months" });
    };
    expectTypeOf(refused).toBeFunction();
  });
});
