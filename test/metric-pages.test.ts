import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { metricPages } from "../scripts/metric-pages.ts";

const folder = new URL("../docs/metrics/", import.meta.url);

it.each([...metricPages()])("docs/metrics/%s is what `npm run docs` prints", (name, text) => {
  expect(readFileSync(new URL(name, folder), "utf8")).toBe(text);
});

it("there are no other pages", () => {
  expect(readdirSync(folder).sort()).toEqual([...metricPages().keys()].sort());
});
