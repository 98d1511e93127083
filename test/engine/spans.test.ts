import { columns, evaluate, population, table } from "kpi-core";
import { workItem } from "kpi-core/records";
import { describe, expect, it } from "vitest";
import { ownMetric } from "../figures.ts";

// What only many rows bring about: sums that pass 2^53, and instants so close together that slots do not part them

const spans = population(workItem).during("startedAt", "finishedAt");
const [from, to] = [Date.UTC(2023, 0, 1), Date.UTC(2026, 0, 1)];
const plan = { timeZone: "UTC", from: "2023-01-01", to: "2026-01-01", asOf: "2026-01-01" } as const;
const whole = (metrics: Parameters<typeof evaluate>[0], startedAt: Float64Array, finishedAt: Float64Array) =>
  evaluate(metrics, table(workItem, columns({ startedAt, finishedAt })) as never, plan).totals?.cells;

describe("200,000 spans of three years", () => {
  const ROWS = 200_000;
  const lengths = {
    seconds: ownMetric("seconds", "lasted", { lasted: spans.seconds() }),
    mean: ownMetric("number", "level", { level: spans.mean() }),
  };

  it("add up to more milliseconds than a double holds, exactly", () => {
    // All of three years but for a millisecond of each span but the first
    const starts = new Float64Array(ROWS).fill(from + 1);
    starts[0] = from;
    const cells = whole(lengths, starts, new Float64Array(ROWS).fill(to));
    const ms = BigInt(ROWS) * BigInt(to - from) - BigInt(ROWS - 1);
    expect(ms > 2n ** 53n).toBe(true);
    expect(cells?.seconds?.value?.times(1000).toFixed()).toBe(String(ms));
  });

  it("are 200,000 at any time", () => {
    const cells = whole(lengths, new Float64Array(ROWS).fill(from), new Float64Array(ROWS).fill(to));
    expect(cells?.mean?.value?.toFixed()).toBe(String(ROWS));
  });
});

describe("5,000 spans that begin a millisecond after one another, and one years later", () => {
  const starts = Float64Array.from({ length: 5000 }, (_, i) => from + ((i * 1237) % 5000)); // they jump about
  it.each([
    ["a millisecond long, one at a time", 1, "1"],
    ["three milliseconds long, three", 3, "3"],
    ["two seconds long, 2,000", 2000, "2000"],
  ])("%s", (_, ms, most) => {
    const ends = starts.map((t) => t + ms);
    const peak = { peak: ownMetric("count", "most", { most: spans.peak() }) };
    const cells = whole(peak, Float64Array.of(...starts, to - 10), Float64Array.of(...ends, to - 5));
    expect(cells?.peak?.value?.toFixed()).toBe(most);
  });
});
