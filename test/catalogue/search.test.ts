import { metricFrom } from "kpi-core";
import { catalogue, definitionSchema, search, sharedNames } from "kpi-core/catalogue";
import { cycleTimeQuantile } from "kpi-core/metrics/flow";
import * as records from "kpi-core/records";
import { describe, expect, it } from "vitest";
import * as z from "zod";

const found = (...args: Parameters<typeof search>) =>
  search(...args).map(({ page, name }) => `${page}/${name}`);
const all = catalogue.flatMap(({ metric, variants }) => [metric, ...variants]);

describe("search", () => {
  it("finds a metric by its id, its French title without accents, and an abbreviation", () => {
    expect(found("averageHandleTime")[0]).toBe("calls/averageHandleTime");
    expect(found("débit")[0]).toBe("flow/throughput");
    expect(found("DEBIT")[0]).toBe("flow/throughput");
    expect(found("mise en oeuvre")).toEqual(found("mise en œuvre"));
    expect(found("mise en oeuvre").length).toBeGreaterThan(0);
    expect(found("LTV")[0]).toBe("revenue/customerLifetimeValue");
  });

  it("« taux de service » is several metrics, and the table of names says so", () => {
    const meant = ["calls/serviceLevel", "supply/fillRate", "supply/onTimeDelivery"];
    expect(found("taux de service")).toEqual(expect.arrayContaining(meant));
    const shared = sharedNames()
      .get("taux de service")
      ?.map(({ page, name }) => `${page}/${name}`);
    expect(shared).toEqual(expect.arrayContaining(meant));
  });

  it("finds words of several names, and nothing for words that no metric has", () => {
    expect(found("churn logo")).toContain("revenue/logoChurn");
    expect(found("zzz")).toEqual([]);
  });

  it("leaves those of a page, a unit, a direction and a kind of records", () => {
    const narrow = search("", { page: "flow", unit: "seconds", better: "lower", kind: "workItem" });
    expect(narrow.length).toBeGreaterThan(0);
    for (const { page, metric } of narrow) {
      expect([page, metric.unit, metric.better]).toEqual(["flow", "seconds", "lower"]);
      expect(Object.values(metric.inputs).map(({ kind }) => kind?.name)).toContain("workItem");
    }
    expect(search("").length).toBe(catalogue.length);
  });
});

it("there are at least 120 metrics, and no two have one id", () => {
  expect(catalogue.length).toBeGreaterThanOrEqual(120);
  const ids = all.map(({ id }) => id);
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
});

describe("the schema of a definition", () => {
  const schema = z.fromJSONSchema(definitionSchema as never);

  it("takes names with capitals, and a share as a number, as metricFrom does", () => {
    const json = JSON.parse(JSON.stringify(cycleTimeQuantile({ p: 0.5 })));
    Object.assign(json, { id: "P50_", hash: undefined });
    json.inputs.quantile.p = 0.5;
    expect(schema.safeParse(json).error?.issues ?? []).toEqual([]);
    expect(metricFrom(json, [records.workItem]).id).toBe("P50_");
  });

  it("takes every metric as JSON, which metricFrom reads back", () => {
    for (const metric of all) {
      const json = JSON.parse(JSON.stringify(metric));
      expect(schema.safeParse(json).error?.issues ?? [], metric.id).toEqual([]);
    }
  });

  it.each<[string, (json: Record<string, unknown>) => unknown, RegExp]>([
    [
      "an unknown unit",
      (json) => Object.assign(json, { unit: "percent" }),
      /unit is "percent"; write .*share/,
    ],
    ["no French title", (json) => Object.assign(json, { title: { en: "Throughput" } }), /title: fr/],
    [
      "a fold that does not exist",
      (json) => Object.assign(Object.values(json.inputs as object)[0], { fold: "average" }),
      /fold/,
    ],
    [
      "an example that is no number",
      (json) => Object.assign(json, { example: { given: { finished: "abc" }, gives: "1" } }),
      /example.given: finished is "abc"; write a number/,
    ],
    ["no formula", (json) => Object.assign(json, { formula: undefined }), /formula/],
  ])("refuses %s, and so does metricFrom, in words", (_, spoil, words) => {
    const json = JSON.parse(JSON.stringify(catalogue[0]?.metric));
    spoil(json);
    expect(schema.safeParse(json).success).toBe(false);
    const kinds = Object.values(records).filter((kind) => typeof kind === "object" && "fields" in kind);
    expect(() => metricFrom(json, kinds as never)).toThrow(words);
  });
});
