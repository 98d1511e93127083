/** What was asked for on the command line. */
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { KpiError } from "kpi-core";
import { instantIn, zoneOf } from "kpi-core/periods";
import { timeZone } from "./permit-log.ts";
import { type Dimension, dimensions } from "./permit-review.ts";

export interface Arguments {
  readonly path: string;
  readonly by: Dimension;
  /** Epoch milliseconds; null for just after the last event. */
  readonly asOf: number | null;
}

const invented = relative(".", fileURLToPath(new URL("data/permits.csv", import.meta.url)));

/** Throws for what cannot be carried out, before a file is read. */
export function readArguments(args: readonly string[]): Arguments {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { by: { type: "string", default: "channel" }, "as-of": { type: "string" } },
  });
  const { by, "as-of": asOf } = values;
  const [path = invented, second] = positionals;
  if (second !== undefined)
    throw new KpiError("bad-plan", `${second}: one file is read at a time; give only ${path}`);
  if (!isDimension(by)) {
    const right = `give ${Object.keys(dimensions).join(" or ")}`;
    throw new KpiError("bad-plan", `--by ${by}: there is no such dimension; ${right}`);
  }
  return { path, by, asOf: asOf === undefined ? null : instantIn(zoneOf(timeZone), "--as-of", asOf) };
}

function isDimension(name: string): name is Dimension {
  return Object.hasOwn(dimensions, name);
}
