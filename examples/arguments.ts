/** What was asked for on the command line. */
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { KpiError, type Locale } from "kpi-core";
import { instantIn, zoneOf } from "kpi-core/periods";
import { timeZone } from "./permit-log.ts";
import { type Dimension, dimensions } from "./permit-review.ts";
import { locales } from "./words.ts";

/** How to print. */
export interface Style {
  readonly locale: Locale;
  readonly width: number;
}

export interface Arguments extends Style {
  /** The log of permits to review; null for none. */
  readonly permits: string | null;
  readonly desk: boolean;
  readonly by: Dimension;
  /** Epoch milliseconds; null for the moment until which the data go. */
  readonly asOf: number | null;
}

const NARROWEST = 40;
const invented = relative(".", fileURLToPath(new URL("data/permits.csv", import.meta.url)));

/** Throws for what cannot be carried out, before a file is read. `columns` are those of a terminal, if it is one. */
export function readArguments(args: readonly string[], columns: number): Arguments {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      by: { type: "string" },
      "as-of": { type: "string" },
      locale: { type: "string", default: "en" },
      width: { type: "string", default: String(Math.max(columns, NARROWEST)) },
    },
  });
  const [path = invented, second] = positionals;
  if (second !== undefined) throw wrong(`${second}: one set is reviewed at a time; give only ${path}`);
  const desk = path === "desk";
  if (desk && values.by !== undefined) throw wrong("--by is for permits; leave it out for the desk");
  const asOf = values["as-of"];
  return {
    permits: desk ? null : path,
    desk: desk || positionals.length === 0,
    by: oneOf(dimensions, "--by", values.by ?? "channel"),
    locale: oneOf(locales, "--locale", values.locale),
    width: widthIn(values.width),
    asOf: asOf === undefined ? null : instantIn(zoneOf(timeZone), "--as-of", asOf),
  };
}

function oneOf<Name extends string>(
  known: Readonly<Record<Name, unknown>>,
  option: string,
  name: string,
): Name {
  if (Object.hasOwn(known, name)) return name as Name;
  throw wrong(`${option} ${name}: there is no such choice; give ${Object.keys(known).join(" or ")}`);
}

function widthIn(text: string): number {
  const width = /^\d+$/.test(text) ? Number(text) : 0;
  if (width >= NARROWEST) return width;
  throw wrong(`--width ${text}: lines are of ${NARROWEST} signs or more; give a whole number, such as 80`);
}

function wrong(message: string): KpiError {
  return new KpiError("bad-plan", message);
}
