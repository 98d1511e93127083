import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { type Sources, violations } from "./floors.ts";

const src = fileURLToPath(new URL("../src/", import.meta.url));
const paths = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
const house: Sources = Object.fromEntries(paths.map((path) => [path, readFileSync(src + path, "utf8")]));

describe("the house", () => {
  it("keeps its floors and its rules", () => {
    expect(paths.length).toBeGreaterThan(30);
    expect(violations(house)).toEqual([]);
  }, 60_000); // it reads every file
});

// One planted breach a rule, so that each is seen to be found
const planted: readonly (readonly [string, Sources, RegExp])[] = [
  ["looks up", { "core/a.ts": 'import "../periods/b.ts";', "periods/b.ts": "" }, /not below/],
  [
    "looks sideways",
    { "records/a.ts": 'import type { B } from "../periods/b.ts";', "periods/b.ts": "" },
    /not below/,
  ],
  ["goes through a face", { "core/a.ts": 'import "./index.ts";', "core/index.ts": "" }, /the face/],
  [
    "goes in a circle",
    { "core/a.ts": 'import "./b.ts";', "core/b.ts": 'import type { A } from "./a.ts";' },
    /circle core\/a/,
  ],
  ["leaves out .ts", { "core/a.ts": 'import "./b";' }, /without \.ts/],
  ["takes zod elsewhere", { "core/a.ts": 'import * as z from "zod";' }, /outside its home/],
  ["takes all of zod", { "records/a.ts": 'import { z } from "zod";' }, /other than/],
  ["takes another package", { "core/a.ts": 'import "lodash";' }, /outside its home/],
  ["uses any", { "core/a.ts": "const a: any = 1;" }, /the any type/],
  ["casts through unknown", { "core/a.ts": "const a = 1 as unknown as string;" }, /as unknown as/],
  ["runs text", { "core/a.ts": 'const f = new Function("1");' }, /code from text/],
  ["reads the clock", { "core/a.ts": "const t = new Date();" }, /the clock/],
  ["reads the host's zone", { "core/a.ts": "const h = new Date(0).getHours();" }, /zone/],
  ["reads the host's locale", { "core/a.ts": "const s = (1).toLocaleString();" }, /locale/],
  ["switches the compiler off", { "core/a.ts": "// @ts-ignore\nconst a = 1;" }, /compiler/],
  ["is long", { "core/a.ts": "\n".repeat(400) }, /longer/],
  ["says nothing", { "core/utils.ts": "" }, /name/],
];

describe("a breach is found where a file", () => {
  it.each(planted)("%s", (_, sources, problem) => {
    expect(violations(sources).join("\n")).toMatch(problem);
  });
  it("but words in comments and texts are no breach", () => {
    expect(violations({ "core/a.ts": '// any new Date()\nconst a = "any new Date()";\n' })).toEqual([]);
  });
});
