import { at, evaluate, table } from "kpi-core";
import { spells } from "kpi-core/histories";
import { arrivals, averageWorkInProgress } from "kpi-core/metrics/flow";
import { workItem } from "kpi-core/records";
import { describe, expect, it } from "vitest";

/** One thing, of team a from January on and of team b from a later month on. */
function staysUntil(month: string) {
  const log = [
    { id: "x", on: "2026-01-01T00:00Z", team: "a" },
    { id: "x", on: `2026-${month}-01T00:00Z`, team: "b" },
  ];
  return spells(log, { key: "id", at: "on", state: "team" });
}

describe("what things were at the event", () => {
  it("leaves the range that of the data, however long their history is", () => {
    const rows = [{ id: "x", startedAt: "2026-01-05T00:00Z", finishedAt: "2026-01-10T00:00Z" }];
    const bound = table(workItem, rows, {}, { histories: { team: staysUntil("06").of("id") } });
    const report = evaluate({ averageWorkInProgress }, bound, { by: { team: at("event") } });
    // From its start to its end there is one, all the time
    expect(report.totals?.cells.averageWorkInProgress.value?.toNumber()).toBeCloseTo(1, 6);
    expect(report.totals?.period.start).toBe(Date.parse("2026-01-05T00:00Z"));
    expect(report.totals?.period.end).toBe(Date.parse("2026-01-10T00:00Z") + 1);
    expect(report.rows.map(({ group }) => group.team)).toEqual(["a"]);
  });

  it("says of an open span once that it is open", () => {
    const rows = [{ id: "x", startedAt: "2026-06-05T00:00Z", finishedAt: null }];
    const bound = table(workItem, rows, {}, { histories: { team: staysUntil("06").of("id") } });
    expect(() => evaluate({ averageWorkInProgress }, bound, { by: { team: at("event") } })).toThrow(
      "asOf is missing, and 1 spans of workItem are open",
    );
  });

  it("loses no row where the history goes on after the report", () => {
    const months = ["01", "02", "03"];
    const rows = months.map((month) => ({ id: "x", startedAt: `2026-${month}-05T00:00Z`, finishedAt: null }));
    const bound = table(workItem, rows, {}, { histories: { team: staysUntil("03").of("id") } });
    const report = evaluate({ arrivals }, bound, {
      by: { team: at("event") },
      per: "month",
      timeZone: "UTC",
      asOf: "2026-02-01",
    });
    // Of three starts one is before the report; neither of the others is known yet, whatever team it will be of
    const leftOut = { "after-as-of": 2 };
    expect(report.ledgers.rows).toEqual([{ kind: "workItem", read: 3, used: 1, leftOut, rejected: [] }]);
    expect(report.ledgers.measures[0]?.fates).toEqual({ counted: 1, ...leftOut });
    expect(report.rows.map(({ group, cells }) => [group.team, cells.arrivals.value?.toNumber()])).toEqual([
      ["a", 1],
    ]);
  });
});
