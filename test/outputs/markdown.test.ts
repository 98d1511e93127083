import { evaluate, metric, table } from "kpi-core";
import { assess, target } from "kpi-core/benchmarks";
import { markdown } from "kpi-core/outputs";
import { workItem } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { assessed, metrics, plan, report, rows, targets } from "./sample.ts";

describe("a report in Markdown", () => {
  it("is a table with verdicts in words, and lists of what explains it", () => {
    expect(markdown(assessed, { rows: "byPeriod" })).toBe(
      `
2026-01-01 to 2026-02-28, as of 2026-02-11 (UTC)

| Period | Throughput (count) | On time target: at least 60.0 % | Cycle time, mean target: at most 3 d |
| --- | ---: | ---: | ---: |
| 2026-01 | 2 | 50.0 % (at risk) | 2 d (met) |
| 2026-02 (a) | 2 | 50.0 % (in progress) | 12 d (in progress) |
| all (a) | 4 | 50.0 % (in progress) | 7 d (in progress) |

- (a) not complete: still running at the date of the report, 2026-02-11
- 1 d = 24 h, nights and weekends included

**Targets**

- On time: at least 60.0 %, at risk down to 50.0 %
- Cycle time, mean: at most 3 d

**To look at in 2026-01**

- at risk: On time, all groups: 50.0 % (-10.0 points, target at least 60.0 %)

- workItem: 6 rows read = 5 used + 0 left out + 1 rejected`.trimStart(),
    );
  });

  it("looks at the rows that it shows: of groups over all periods, those", () => {
    // In January and February together north has a in time and b late, "null" d in time, and e of the others is open
    const whole = evaluate(metrics, rows, { ...plan, by: ["team"], asOf: "2026-03-01", to: "2026-03-01" });
    const text = markdown(assess(whole, { onTime: targets.onTime }), { rows: "byGroup" });
    expect(text.split("\n").slice(text.split("\n").indexOf("**To look at in all periods**"))).toEqual([
      "**To look at in all periods**",
      "",
      "- missed: On time, team (none): 0.0 % (-60.0 points, target at least 60.0 %)",
      "- at risk: On time, all groups: 50.0 % (-10.0 points, target at least 60.0 %)",
      "- at risk: On time, team north: 50.0 % (-10.0 points, target at least 60.0 %)",
      "",
      "- workItem: 6 rows read = 5 used + 0 left out + 1 rejected",
    ]);
  });

  it("says where nothing is to be looked at", () => {
    const text = markdown(assess(report, { onTime: target({ atLeast: 0.5 }) }));
    expect(text.split("\n")).toContain("Nothing is missed or at risk in 2026-01.");
    expect(markdown(report)).not.toContain("**");
  });

  it("escapes what Markdown would read as its own", () => {
    const own = table(workItem, [{ finishedAt: 0, team: "a|b\n*c* <i> `d` & _e_ [f] \\" }]);
    const text = markdown(evaluate({ n: metrics.throughput }, own, { by: ["team"] }));
    const line = text.split("\n").find((part) => part.includes("a\\|b"));
    expect(line).toBe("| all | a\\|b\\\\u\\{a\\}\\*c\\* \\<i\\> \\`d\\` &amp; \\_e\\_ \\[f\\] \\\\ | 1 |");
  });

  it.each([
    ["1. Foo", "- 1\\. Foo: at least 2"],
    ["- Foo", "- \\- Foo: at least 2"],
    ["+ Foo", "- \\+ Foo: at least 2"],
    ["2026 Foo", "- 2026 Foo: at least 2"],
  ])("a title that looks like a list begins none: %s", (title, line) => {
    const { throughput } = metrics;
    const n = metric("n", {
      ...throughput.toJSON(),
      inputs: throughput.inputs,
      title: { en: title, fr: title },
    });
    const report = evaluate({ n }, table(workItem, [{ finishedAt: 0 }]), {});
    expect(markdown(assess(report, { n: target({ atLeast: 2 }) })).split("\n")).toContain(line);
  });
});
