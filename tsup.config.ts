import { readdirSync } from "node:fs";
import { defineConfig } from "tsup";

const pages = readdirSync("src/metrics").map((file) => file.replace(/\.ts$/, ""));

export default defineConfig({
  entry: {
    index: "src/index.ts",
    "catalogue/index": "src/catalogue/index.ts",
    "records/index": "src/records/index.ts",
    "periods/index": "src/periods/index.ts",
    "models/index": "src/models/index.ts",
    "histories/index": "src/histories/index.ts",
    "benchmarks/index": "src/benchmarks/index.ts",
    "outputs/index": "src/outputs/index.ts",
    ...Object.fromEntries(pages.map((page) => [`metrics/${page}`, `src/metrics/${page}.ts`])),
  },
  format: ["esm", "cjs"],
  target: "es2022",
  platform: "neutral",
  splitting: true, // for CommonJS too: all entries share one Decimal
  // tsup passes baseUrl to the compiler, which TypeScript 6 reports as an error
  dts: { compilerOptions: { ignoreDeprecations: "6.0" } },
  clean: true,
});
