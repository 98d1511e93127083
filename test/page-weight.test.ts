import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import { pages } from "../src/catalogue/pages.ts";

// What a page adds to a program for browsers that has the core already
const LIMIT = 6000;
const src = fileURLToPath(new URL("../src/", import.meta.url));
const core = 'export * from "./index.ts";';

describe("a page of metrics is light", () => {
  const alone = weightOf(core);
  it.each(Object.keys(pages))("%s", async (page) => {
    const together = await weightOf(`${core} export * as page from "./metrics/${page}.ts";`);
    const own = together - (await alone);
    expect(own).toBeGreaterThan(0);
    expect(own).toBeLessThan(LIMIT);
  });
});

/** Bytes of a program, minified and gzip; decimal.js would be in both that are compared. */
async function weightOf(contents: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: src },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    external: ["decimal.js"],
    logLevel: "error",
  });
  return gzipSync(outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).length;
}
