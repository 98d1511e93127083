import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const src = fileURLToPath(new URL("./src/", import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^kpi-core$/, replacement: `${src}index.ts` },
      { find: /^kpi-core\/metrics\/(.*)$/, replacement: `${src}metrics/$1.ts` },
      { find: /^kpi-core\/([a-z]+)$/, replacement: `${src}$1/index.ts` },
    ],
  },
  // No test is one of speed: a slow machine may take its time
  test: { include: ["test/**/*.test.ts"], testTimeout: 60_000 },
});
