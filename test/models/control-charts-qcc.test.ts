import { existsSync, readFileSync } from "node:fs";
import {
  type ControlChart,
  countChart,
  cumulativeSum,
  exponentiallyWeightedMovingAverage,
  individualsChart,
  proportionChart,
  subgroupChart,
} from "kpi-core/models";
import { describe, expect, it } from "vitest";
import { near, outside } from "./charts.ts";

// What comes with qcc, from Montgomery, is under the GPL: read beside the project where it is, never kept in it
const spc = new URL("../../../shared/reference/spc/", import.meta.url);
const rowsOf = (name: string) =>
  readFileSync(new URL(`data/${name}.txt`, spc), "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.trim().split(/\s+/));

describe.skipIf(!existsSync(spc))("against qcc 2.7, of R (skipped without its data)", () => {
  const reference = () => JSON.parse(readFileSync(new URL("qcc_reference.json", spc), "utf8"));
  const rings = () => {
    const rows = rowsOf("pistonrings").map(([diameter = "", sample, trial]) => ({ diameter, sample, trial }));
    return [...new Set(rows.map(({ sample }) => sample))].map((of) =>
      rows.filter(({ sample }) => sample === of),
    );
  };
  const diameters = (groups: ReturnType<typeof rings>) =>
    groups.map((group) => group.map(({ diameter }) => diameter));
  const matches = (
    chart: ControlChart | null | undefined,
    expected: ReturnType<typeof reference>,
    digits = 9,
  ) => {
    near(chart?.centre, expected.center, digits);
    const values = [...expected.statistics, ...(expected.newStatistics ?? [])];
    expect(chart?.points.length).toBe(values.length);
    chart?.points.forEach(({ value, lower, upper }, at) => {
      near(value, values[at], digits);
      near(lower, expected.LCL[at] ?? expected.LCL[0], digits);
      near(upper, expected.UCL[at] ?? expected.UCL[0], digits);
    });
    expect(outside(chart ?? null)).toEqual(expected.beyondLimits);
  };

  it("piston rings, X-bar and R: 74.001176, from 73.98805 to 74.01430; the range of 0.02276 up to 0.04813", () => {
    const subgroups = diameters(rings().filter((group) => group[0]?.trial === "TRUE"));
    const chart = subgroupChart({ subgroups, within: "mean range", constants: "rounded" });
    expect(chart?.centre.toString()).toBe("74.001176");
    expect(chart?.points[0]?.lower?.toFixed(5)).toBe("73.98805");
    expect(chart?.points[0]?.upper?.toFixed(4)).toBe("74.0143");
    expect(chart?.spread.centre.toString()).toBe("0.02276");
    matches(chart, reference().pistonrings_xbar_R);
    // The deviation of a range that qcc knows is right to 5 digits
    matches(chart?.spread, reference().pistonrings_R, 6);
  });
  it("piston rings, X-bar and S", () => {
    const subgroups = diameters(rings().filter((group) => group[0]?.trial === "TRUE"));
    const chart = subgroupChart({ subgroups, within: "mean deviation" });
    matches(chart, reference().pistonrings_xbar_S);
    matches(chart?.spread, reference().pistonrings_S);
  });
  it("piston rings, 15 more held against the limits of the first 25: 37, 38 and 39 are outside", () => {
    const subgroups = diameters(rings());
    const chart = subgroupChart({ subgroups, within: "mean range", constants: "rounded", baseline: 25 });
    matches(chart, reference().pistonrings_xbar_R_phase2);
  });
  it("piston rings in subgroups of 3, 4 and 5", () => {
    const dropped = [[0, 0], [0, 1], [9, 4], [10, 1]]; // biome-ignore format: places
    const groups = rings().filter((group) => group[0]?.trial === "TRUE");
    const kept = groups.map((group, of) =>
      group.filter((_, at) => !dropped.some(([i, j]) => i === of && j === at)),
    );
    const [range, deviation] = (["mean range", "mean deviation"] as const).map((within) =>
      subgroupChart({ subgroups: diameters(kept), within, constants: "rounded" }),
    );
    matches(range, reference().pistonrings_unequal_xbar);
    matches(range?.spread, reference().pistonrings_unequal_R, 6);
    matches(deviation?.spread, reference().pistonrings_unequal_S);
  });
  it("orange juice, p chart: 24 more samples, and without 15 and 23", () => {
    const samples = rowsOf("orangejuice").map(([, hits, of]) => ({ hits: Number(hits), of: Number(of) }));
    matches(proportionChart({ samples: samples.slice(0, 30) }), reference().orangejuice_p);
    matches(proportionChart({ samples, baseline: 30 }), reference().orangejuice_p_phase2);
    const left = samples.filter((_, at) => at !== 14 && at !== 22);
    matches(proportionChart({ samples: left, baseline: 28 }), reference().orangejuice_p_without_15_23);
    const excluded = proportionChart({ samples, baseline: 30, excluded: [14, 22] });
    expect(excluded?.centre.toString()).toBe("0.215");
  });
  it("circuit boards, c chart and u chart", () => {
    const counts = rowsOf("circuit").map(([, count]) => ({ count: Number(count) }));
    matches(countChart({ samples: counts.slice(0, 26) }), reference().circuit_c);
    const kept = counts.filter((_, at) => at !== 5 && at !== 19);
    matches(countChart({ samples: kept, baseline: 24 }), reference().circuit_c_without_6_20_phase2);
    const per = counts.slice(0, 26).map(({ count }) => ({ count, exposure: 100 }));
    matches(countChart({ samples: per }), reference().circuit_u);
  });
  it("dyed cloth, of which sizes have halves: 1.42326 a unit; personal computers by five", () => {
    for (const name of ["dyedcloth", "pcmanufact"]) {
      const samples = rowsOf(name).map(([count, exposure = ""]) => ({ count: Number(count), exposure }));
      const chart = countChart({ samples });
      if (name === "dyedcloth") expect(chart?.centre.toFixed(5)).toBe("1.42326");
      matches(chart, reference()[`${name}_u`]);
    }
  });
  it("viscosity, single values: 34.088, from 32.565 to 35.611, the fourth outside", () => {
    const values = rowsOf("viscosity").map(([, value = ""]) => value);
    const chart = individualsChart({ values: values.slice(0, 20), constants: "rounded" });
    expect([chart?.centre.toString(), chart?.movingRange.centre.toFixed(4)]).toEqual(["34.088", "0.5726"]);
    matches(chart, reference().viscosity_xmr);
    matches(
      individualsChart({ values, constants: "rounded", baseline: 20 }),
      reference().viscosity_xmr_phase2,
    );
  });
  it("weighted averages of viscosity and piston rings", () => {
    const { viscosity_ewma, pistonrings_ewma_l02, pistonrings_ewma_l02_phase2 } = reference();
    const values = rowsOf("viscosity").map(([, value = ""]) => value);
    const means = subgroupChart({ subgroups: diameters(rings()), within: "mean range" })?.points ?? [];
    for (const [expected, points] of [
      [viscosity_ewma, values],
      [pistonrings_ewma_l02, means.slice(0, 25).map(({ value }) => value ?? 0)],
      [pistonrings_ewma_l02_phase2, means.map(({ value }) => value ?? 0)],
    ]) {
      const sigma = points === values ? expected.stdDev : expected.stdDev / Math.sqrt(5);
      const chart = exponentiallyWeightedMovingAverage({
        ...{ values: points.slice(0, expected.y.length), target: expected.center, sigma },
        ...{ weight: expected.lambda, width: expected.nsigmas },
      });
      chart.points.forEach(({ value, lower, upper }, at) => {
        near(value, expected.y[at]);
        near(lower, expected.LCL[at]);
        near(upper, expected.UCL[at]);
      });
    }
  });
  it("cumulative sums: of piston rings 37 to 40 are signals, 10.90 at 38", () => {
    const { pistonrings_cusum, viscosity_cusum } = reference();
    const means = subgroupChart({ subgroups: diameters(rings()), within: "mean range" })?.points ?? [];
    const values = rowsOf("viscosity").map(([, value = ""]) => value);
    for (const [expected, points, root] of [
      [pistonrings_cusum, means.map(({ value }) => value ?? 0), Math.sqrt(5)],
      [viscosity_cusum, values, 1],
    ]) {
      // qcc has its sums in standard errors, half of one forgiven, and those below with a minus
      const sigma = expected.stdDev / root;
      const sums = cumulativeSum({
        ...{ values: points.slice(0, expected.pos.length), target: expected.center },
        ...{ allowance: sigma / 2, decisionInterval: 5 * sigma },
      });
      sums.points.forEach(({ above, below }, at) => {
        near(above.div(sigma), expected.pos[at], 8);
        near(below.div(sigma).negated(), expected.neg[at], 8);
      });
      const upper = sums.signals.filter(({ side }) => side === "above").map(({ at }) => at + 1);
      expect(upper).toEqual(expected.violationsUpper ?? []);
      if (expected === pistonrings_cusum) expect(sums.points[37]?.above.div(sigma).toFixed(2)).toBe("10.90");
    }
  });
});
