import { existsSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig, type Options } from "tsup";

// What the catalogue lists is a page that people import; the other files of src/metrics are parts of one
const pages = readdirSync("src/catalogue")
  .filter((file) => existsSync(`src/metrics/${file}`))
  .map((file) => file.replace(/\.ts$/, ""));

// What `periods` needs of core, so that it comes without decimal.js
const apart = ["errors.ts", "instant.ts", "units.ts"];

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
  noExternal: ["date-fns"], // five of its functions, which took as long to find as all of ours
  splitting: true, // for CommonJS too: all entries share one Decimal
  esbuildPlugins: [
    together("core", (file) => !apart.includes(file)),
    together("periods", (file) => file !== "index.ts"),
    together("engine", () => true),
  ],
  // tsup passes baseUrl to the compiler, which TypeScript 6 reports as an error
  dts: { compilerOptions: { ignoreDeprecations: "6.0" } },
  clean: true,
});

/**
 * Makes the files of a folder one chunk. Left alone, esbuild makes one for each set of entries that need the same
 * files: twenty for the main entry, and each file that a program has to find and open takes half a millisecond.
 */
function together(
  folder: string,
  isMember: (file: string) => boolean,
): NonNullable<Options["esbuildPlugins"]>[number] {
  const files = readdirSync(`src/${folder}`)
    .filter(isMember)
    .map((file) => resolve("src", folder, file));
  const sideEffects = true; // else a file would be left out where an entry does not need it, and be a chunk of its own
  return {
    name: `${folder} together`,
    setup(build) {
      build.onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ path, resolveDir, importer }) => {
        const target = resolve(resolveDir, path);
        if (!files.includes(target)) return undefined;
        return files.includes(importer)
          ? { path: target, sideEffects }
          : { path: folder, namespace: folder, sideEffects };
      });
      build.onLoad({ filter: /./, namespace: folder }, () => ({
        contents: files.map((file) => `export * from ${JSON.stringify(file)};`).join("\n"),
        resolveDir: ".",
      }));
      build.onResolve({ filter: /./, namespace: folder }, ({ path }) => ({ path, sideEffects }));
    },
  };
}
