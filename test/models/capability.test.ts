import { existsSync, readFileSync } from "node:fs";
import { Decimal } from "kpi-core";
import { capability, type WithinEstimate } from "kpi-core/models";
import { describe, expect, it } from "vitest";

const drift = [
  [9, 10, 11],
  [12, 13, 14],
  [15, 16, 17],
];
const near = (found: number | null | undefined, expected: number) => expect(found).toBeCloseTo(expected, 9);

describe("three subgroups that run away, mean 13, each with deviation 1 and range 2, from 5 to 21", () => {
  // The nearer limit is 8 away; c4 is root(2 / (n - 1)) gamma(n / 2) / gamma((n - 1) / 2), by mpmath
  it.each<[WithinEstimate, number]>([
    ["pooled", 1],
    ["pooled, unbiased", 1 / 0.959368788699833], // 6 degrees of freedom
    ["mean deviation", 1 / 0.886226925452758],
    ["mean range", 2 / 1.6925687506],
  ])("%s", (within, sigma) => {
    const found = capability({ subgroups: drift, within, lower: 5, upper: 21 });
    near(found?.sigmaWithin, sigma);
    near(found?.cp, 16 / (6 * sigma));
    near(found?.cpk.value, 8 / (3 * sigma));
    // 60 squares over 8
    near(found?.sigmaOverall, Math.sqrt(60 / 8));
    near(found?.ppk.value, 8 / (3 * Math.sqrt(7.5)));
    near(found?.pp, 16 / (6 * Math.sqrt(7.5)));
  });
  it("off the middle the nearer limit counts, and off the target Cpm falls", () => {
    const found = capability({ subgroups: drift, within: "pooled", lower: 10, upper: 21, target: 15 });
    near(found?.cp, 11 / 6);
    near(found?.cpk.value, 1);
    // Root of 1 and 2 squared
    near(found?.cpm, 11 / (6 * Math.sqrt(5)));
  });
  it("with one limit there is no Cp, and Cpk is of that side", () => {
    const upper = capability({ subgroups: drift, within: "pooled", upper: 19, target: 13 });
    expect([upper?.cp, upper?.pp, upper?.cpm]).toEqual([null, null, null]);
    near(upper?.cpk.value, 2);
    near(capability({ subgroups: drift, within: "pooled", lower: 10 })?.cpk.value, 1);
  });
  it("a mean outside of the limits is below 0, and not cut", () => {
    near(capability({ subgroups: drift, within: "pooled", upper: 10 })?.cpk.value, -1);
  });
});

describe("single values 1, 3, 2, 4: they move by 2, 1 and 2", () => {
  const singles = [[1], [3], [2], [4]];
  it("by their moving range", () => {
    const found = capability({ subgroups: singles, within: "moving range", upper: 5.5 });
    near(found?.sigmaWithin, 5 / 3 / 1.1283791671);
    near(found?.cpk.value, 1.1283791671 * 0.6);
    near(found?.sigmaOverall, Math.sqrt(5 / 3));
  });
  it("the limits of Cpk are those of Bissell", () => {
    const cpk = capability({ subgroups: singles, within: "moving range", upper: 5.5 })?.cpk;
    const value = 1.1283791671 * 0.6;
    const reach = 1.959963984540054 * Math.sqrt(1 / 36 + value ** 2 / 6);
    near(cpk?.upper, value + reach);
    near(cpk?.lower, value - reach);
  });
});

describe("where nothing can be told", () => {
  it.each<[string, number[][], WithinEstimate]>([
    ["all values are equal", [[5, 5], [5, 5]], "pooled"], // biome-ignore format: a table
    ["each subgroup is equal", [[5, 5], [6, 6]], "mean range"], // biome-ignore format: a table
    ["there is one value", [[5]], "moving range"],
    ["there is none", [], "mean range"],
    ["no subgroup has two", [[5], [6]], "pooled"],
  ])("%s", (_, subgroups, within) => {
    expect(capability({ subgroups, within, lower: 0, upper: 10 })).toBeNull();
  });
});

it.each<WithinEstimate>(["mean range", "mean deviation", "pooled", "pooled, unbiased"])(
  "thirds to 34 digits, all equal, have no spread by %s",
  (within) => {
    const third = new Decimal(1).div(3);
    const subgroups = Array(3).fill(Array(7).fill(third));
    expect(capability({ subgroups, within, upper: 1 })).toBeNull();
  },
);

describe("what cannot be meant", () => {
  const of = (more: Partial<Parameters<typeof capability>[0]>) => () =>
    capability({ subgroups: drift, within: "pooled", lower: 5, upper: 21, ...more });
  it("is said, with what would be right", () => {
    expect(() => capability({ subgroups: drift, within: "pooled" })).toThrow("write lower, upper or both");
    expect(of({ upper: 5 })).toThrow("capability: upper is 5; write more than the lower, 5");
    expect(of({ within: "range" as "mean range" })).toThrow(
      'capability: within is "range"; write "mean range"',
    );
    expect(of({ within: "moving range" })).toThrow(
      "subgroup 1 has 3 values; a moving range needs each alone",
    );
    expect(of({ within: "mean range", subgroups: [[1, 2], [3]] })).toThrow(
      "subgroup 2 has 1 values; a mean range needs 2 to 25",
    );
    expect(of({ within: "mean range", subgroups: [Array(26).fill(1)] })).toThrow("has 26 values");
    expect(of({ subgroups: [[1, Number.NaN]] })).toThrow("subgroup 1: NaN is no number");
    expect(of({ target: "high" })).toThrow('target: "high" is no number');
    expect(of({ upper: "1e400" })).toThrow("capability: the result is too large to be written");
    expect(of({ level: 95 })).toThrow("capability: level is 95; write a share, such as 0.95");
  });
});

// The piston rings of Montgomery come with qcc, under the GPL: they are read beside the project where they are, never
// kept in it
const spc = new URL("../../../shared/reference/spc/", import.meta.url);
const rings = new URL("data/pistonrings.txt", spc);

describe.skipIf(!existsSync(rings))(
  "25 subgroups of five piston rings, against qcc 2.7 (skipped without its data)",
  () => {
    const read = () => {
      const rows = readFileSync(rings, "utf8")
        .trim()
        .split("\n")
        .slice(1)
        .map((line) => line.trim().split(/\s+/))
        .filter(([, , trial]) => trial === "TRUE");
      const samples = [...new Set(rows.map(([, sample]) => sample))];
      const subgroups = samples.map((of) => rows.filter(([, sample]) => sample === of).map(([x]) => x ?? ""));
      const reference = JSON.parse(readFileSync(new URL("qcc_reference.json", spc), "utf8"));
      return { subgroups, reference };
    };
    // qcc rounds d2 of five to 2.326
    const rounded = 2.3259289473 / 2.326;

    it.each([
      ["pistonrings_capability", "73.95", "74.05", 74],
      ["pistonrings_capability_73.99", "73.99", "74.01", 74],
    ])("%s", (id, lower, upper, target) => {
      const { subgroups, reference } = read();
      const found = capability({ subgroups, within: "mean range", lower, upper, target });
      const { nobs, center, stdDev, indices } = reference[id];
      expect(found?.n).toBe(nobs);
      near(found?.mean, center);
      near(found?.sigmaWithin, stdDev / rounded);
      near(found?.cp, indices.Cp.value * rounded);
      near(found?.cpk.value, indices.Cp_k.value * rounded);
      // The limits of qcc are of its own index
      const own = capability({ subgroups, within: "mean range", lower, upper })?.cpk;
      expect(own?.lower).toBeCloseTo(indices.Cp_k.lo95, 3);
      expect(own?.upper).toBeCloseTo(indices.Cp_k.hi95, 3);
      expect(found?.cpm).toBeCloseTo(indices.Cpm.value, 3);
    });

    it("in all: Pp 1.655 and Ppk 1.616", () => {
      const { subgroups, reference } = read();
      const found = capability({ subgroups, within: "mean range", lower: "73.95", upper: "74.05" });
      const { sd, Pp, Ppk } = reference.pistonrings_overall;
      near(found?.sigmaOverall, sd);
      near(found?.pp, Pp);
      near(found?.ppk.value, Ppk);
      expect([found?.cp?.toFixed(3), found?.cpk.value.toFixed(3)]).toEqual(["1.703", "1.663"]);
    });
  },
);
