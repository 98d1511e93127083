/** Writes docs/metrics from the definitions. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { metricPages } from "./metric-pages.ts";

const folder = join(import.meta.dirname, "../docs/metrics");
mkdirSync(folder, { recursive: true });
for (const [name, text] of metricPages()) writeFileSync(join(folder, name), text);
