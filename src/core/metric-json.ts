import type { AnyMetric, MetricWords } from "./definition.ts";
import { print } from "./expression.ts";
import type { DayEdge } from "./kind.ts";
import type { FoldName, Measure, Moment, QuantileMethod } from "./measure.ts";

/** A moment in JSON: the name of an instant, or an edge of a day. */
export type MomentJson = string | DayEdge;

/** A measure in JSON: plain texts that `metricFrom` reads back. */
export interface MeasureJson {
  readonly fold: FoldName;
  /** The name of the kind; absent for measures of the period itself. */
  readonly of?: string;
  readonly where?: string;
  readonly dated?: MomentJson;
  readonly during?: readonly [MomentJson, MomentJson];
  readonly clock?: "working";
  readonly value?: string;
  readonly p?: string;
  readonly method?: QuantileMethod;
}

/** A metric in JSON. */
export interface MetricJson extends MetricWords {
  readonly id: string;
  readonly formula: string;
  readonly inputs: Readonly<Record<string, MeasureJson>>;
  readonly hash: string;
}

export function metricJson(metric: AnyMetric): MetricJson {
  const { id, title, about, unit, better, formula, example, source, hash } = metric;
  const { aliases, matures, personal, tolerance } = metric;
  const given = Object.entries(example.given).map(([name, value]) => [
    name,
    value === null ? null : String(value),
  ]);
  return {
    id,
    title,
    about,
    unit,
    better,
    inputs: Object.fromEntries(
      Object.entries(metric.inputs).map(([name, measure]) => [name, measureJson(measure)]),
    ),
    formula,
    example: { given: Object.fromEntries(given), gives: example.gives },
    source,
    ...(aliases && { aliases }),
    ...(matures && { matures }),
    ...(personal && { personal }),
    ...(tolerance && { tolerance }),
    hash,
  };
}

function measureJson({ kind, fold, where, placed, value, p, method }: Measure): MeasureJson {
  return {
    fold,
    ...(kind && { of: kind.name }),
    ...(where && { where: print(where) }),
    ...(placed?.sort === "dated" && { dated: momentJson(placed.at) }),
    ...(placed?.sort === "during" && { during: [momentJson(placed.start), momentJson(placed.end)] as const }),
    ...(placed?.sort === "during" && placed.clock && { clock: placed.clock }),
    ...(value && { value: print(value) }),
    ...(p && { p }),
    ...(method && { method }),
  };
}

function momentJson({ field, edge }: Moment): MomentJson {
  return edge === "itself" ? field : { edge, field };
}

/**
 * FNV-1a, 64 bits, over the UTF-16 code units of a text, as sixteen hexadecimal digits. In two halves of 32 bits: a
 * catalogue has its hashes at once, and with BigInt they would be a third of its start.
 */
export function textHash(text: string): string {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (let i = 0; i < text.length; i++) {
    const mixed = (low ^ text.charCodeAt(i)) >>> 0;
    // Times the prime, 2^40 + 435
    const product = mixed * 435;
    high = (high * 435 + Math.floor(product / 2 ** 32) + ((mixed << 8) >>> 0)) % 2 ** 32;
    low = product >>> 0;
  }
  return [high, low].map((half) => half.toString(16).padStart(8, "0")).join("");
}
