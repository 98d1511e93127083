import type { AnyMetric, Metric } from "kpi-core";
import { metricFrom } from "kpi-core";
import * as flow from "kpi-core/metrics/flow";
import { workItem } from "kpi-core/records";
import { describe, expect, it } from "vitest";

/** A metric without a line here does not compile; those with a knob are shown at one setting of it. */
const shown = {
  throughput: flow.throughput,
  arrivals: flow.arrivals,
  netFlow: flow.netFlow,
  workInProgress: flow.workInProgress,
  averageWorkInProgress: flow.averageWorkInProgress,
  cycleTime: flow.cycleTime,
  cycleTimeQuantile: flow.cycleTimeQuantile({ p: 0.85 }),
  timeToFinish: flow.timeToFinish({ p: "0.5" }),
  workItemAge: flow.workItemAge,
  onTimeRate: flow.onTimeRate,
} satisfies Record<keyof typeof flow, AnyMetric>;

describe.each(Object.entries(shown))("%s", (name, defined) => {
  const metric = defined as Metric;

  it("gives what its worked example says", () => {
    expect(metric(metric.example.given)?.toString() ?? null).toBe(metric.example.gives);
  });

  it("has words in both languages, a direction and a source", () => {
    expect(metric.title.en).not.toBe(metric.title.fr);
    expect(metric.about).toMatch(/\.$/);
    expect(metric.source.text).not.toBe("");
    expect(metric.aliases?.length).toBeGreaterThan(0);
  });

  it("is found under its id", () => {
    expect(metric.id.startsWith(name.replace("Quantile", ""))).toBe(true);
  });

  it("comes back from JSON", () => {
    expect(metricFrom(JSON.parse(JSON.stringify(metric)), [workItem]).hash).toBe(metric.hash);
  });
});

// Counted by hand
describe("the formulas", () => {
  it("6 of 10 due are on time: 60 % (Velocity Scheduling System)", () => {
    expect(flow.onTimeRate({ onTime: 6, due: 10 })?.toString()).toBe("0.6");
    expect(flow.onTimeRate({ onTime: 0, due: 0 })).toBeNull();
  });
  it("10 days of work over 4 items take 2.5 days each", () => {
    expect(flow.cycleTime.format(flow.cycleTime({ elapsed: 864_000, finished: 4 }))).toBe("2 d 12 h");
    expect(flow.cycleTime({ elapsed: 0, finished: 0 })).toBeNull();
  });
  it("20 items of a week each, with one more of none, are 140 days over 21 items: 6 2/3 days", () => {
    expect(flow.workItemAge({ age: 140 * 86_400, inProgress: 21 })?.toString()).toBe("576000");
  });
  it("3 finished and 8 started are a net flow of -5", () => {
    expect(flow.netFlow({ finished: 3, started: 8 })?.toString()).toBe("-5");
  });
});

describe("a metric with a knob", () => {
  it("has its setting in id and titles", () => {
    const { id, title } = flow.cycleTimeQuantile({ p: "0.995" });
    expect([id, title.fr]).toEqual(["cycleTimeP99_5", "Temps de cycle, 99.5ᵉ centile"]);
    expect(flow.timeToFinish({ p: 0.5 }).id).toBe("timeToFinishP50");
  });
  it("refuses a percentage for a share", () => {
    expect(() => flow.cycleTimeQuantile({ p: 85 })).toThrow("write a share from 0 to 1, such as 0.85");
  });
});
