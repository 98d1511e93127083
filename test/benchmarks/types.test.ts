import { Decimal, evaluate, type Report, table } from "kpi-core";
import { type AssessedReport, type Assessment, assess, type Target, target } from "kpi-core/benchmarks";
import { onTimeRate, throughput } from "kpi-core/metrics/flow";
import { workItem } from "kpi-core/records";
import { describe, expectTypeOf, it } from "vitest";

const rows = [{ finishedAt: "2026-01-09T16:00:00Z", dueAt: "2026-01-10T00:00:00Z", team: "a", size: 1 }];
const items = table(workItem, rows);
const report = evaluate({ onTime: onTimeRate, done: throughput }, items, { by: ["team"] });
const ungrouped = evaluate({ onTime: onTimeRate, done: throughput }, items, {});

describe("the compiler", () => {
  it("lets the names of targets and groups flow", () => {
    const assessed = assess(report, { onTime: target({ atLeast: 0.7 }) });
    expectTypeOf(assessed).toExtend<AssessedReport>();
    expectTypeOf(assessed).toExtend<Report>();
    expectTypeOf<keyof (typeof assessed.rows)[number]["assessments"]>().toEqualTypeOf<"onTime">();
    expectTypeOf<(typeof assessed.rows)[number]["group"]["team"]>().toEqualTypeOf<string | null>();
    expectTypeOf<NonNullable<typeof assessed.totals>["assessments"]["onTime"]>().toEqualTypeOf<Assessment>();
    expectTypeOf(target({ atLeast: 1, for: { team: "a" } })).toEqualTypeOf<Target<{ readonly team: "a" }>>();
  });

  it("takes what is right", () => {
    const accepted = () => {
      assess(report, {
        done: [target({ atLeast: 5 }), target({ atLeast: "7.5", warn: 6n, for: { team: null } })],
      });
      assess(report, {
        done: target({ between: [5, new Decimal(20)], warn: ["3", 25n], from: new Date(0) }),
      });
      assess(report, { done: JSON.parse("{}") as Target<{ team: string }> });
      assess(report, {});
    };
    expectTypeOf(accepted).toBeFunction();
  });

  it("knows that a verdict has a variance", () => {
    const read = (one: Assessment) => {
      if (one.status === "no-data") expectTypeOf(one.variance).toEqualTypeOf<null>();
      else if (one.status !== "no-target") expectTypeOf(one.variance).toEqualTypeOf<Decimal>();
    };
    expectTypeOf(read).toBeFunction();
  });

  it("refuses what cannot be", () => {
    const refused = () => {
      // @ts-expect-error no bound
      target({});
      // @ts-expect-error two bounds
      target({ atLeast: 1, atMost: 2 });
      // @ts-expect-error a band has two ends
      target({ between: [1] });
      // @ts-expect-error the warning of a band is a band
      target({ between: [1, 2], warn: 1 });
      // @ts-expect-error the warning of a bound is a bound
      target({ atLeast: 1, warn: [1, 2] });
      // @ts-expect-error no such word
      target({ atLeast: 1, till: "2026-01-01" });
      // @ts-expect-error no such metric in the report
      assess(report, { onTim: target({ atLeast: 0.7 }) });
      // @ts-expect-error nor beside one that is
      assess(report, { onTime: target({ atLeast: 0.7 }), cycleTime: target({ atMost: 1 }) });
      // @ts-expect-error the report is not by squad
      assess(report, { onTime: target({ atLeast: 0.7, for: { squad: "a" } }) });
      // @ts-expect-error nor by squad beside team
      assess(report, { onTime: target({ atLeast: 0.7, for: { team: "a", squad: "a" } }) });
      // @ts-expect-error a team is a text
      assess(report, { onTime: target({ atLeast: 0.7, for: { team: 1 } }) });
      // @ts-expect-error the report has no groups
      assess(ungrouped, { onTime: target({ atLeast: 0.7, for: { team: "a" } }) });
      // @ts-expect-error done has no target
      assess(report, { onTime: target({ atLeast: 0.7 }) }).rows[0]?.assessments.done;
      // @ts-expect-error a bound alone is no target
      assess(report, { onTime: 0.7 });
    };
    expectTypeOf(refused).toBeFunction();
  });
});
