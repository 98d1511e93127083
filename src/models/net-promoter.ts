import { Decimal, type Numeric } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import { deviateOf, tallyOf } from "./proportion.ts";

/** The answers of a survey by what the scores 9 and 10, 7 and 8, and 0 to 6 stand for. */
export interface NetPromoterInput {
  readonly promoters: number;
  readonly passives: number;
  readonly detractors: number;
  /** How sure the limits are to be; 0.95 unless said. */
  readonly level?: Numeric;
  /**
   * - `adjusted-wald`: three answers more, of which 3/4 promoters and 3/4 detractors (Rocks 2016): also good for few.
   * - `wald`: the textbook; where all agree it is sure of it.
   */
  readonly method: "adjusted-wald" | "wald";
}

/** A net promoter score and how sure it is, in points from -100 to 100. */
export interface NetPromoter {
  /** Of the answers themselves, whatever the method. */
  readonly score: number;
  /** The middle of the limits: the score, and for `adjusted-wald` the one with three answers more. */
  readonly centre: number;
  readonly standardError: number;
  /** How far the limits are from the centre, before they are cut at -100 and 100. */
  readonly margin: number;
  readonly lower: number;
  readonly upper: number;
}

const methods = { "adjusted-wald": 3, wald: 0 } as const;

/**
 * The net promoter score with its standard error, 100 sqrt((p + d - (p - d)²) / n), and limits. Two scores differ for
 * certain only where their difference is large beside the root of the sum of both squared errors. Null where nobody
 * answered. Good to 1e-13.
 *
 * @example
 * ```ts
 * import { netPromoter } from "kpi-core/models";
 *
 * const answers = { promoters: 50, passives: 30, detractors: 20 };
 * netPromoter({ ...answers, method: "wald" })?.margin.toFixed(1) // => "15.3"
 * const adjusted = netPromoter({ ...answers, method: "adjusted-wald" });
 * [adjusted?.lower.toFixed(1), adjusted?.upper.toFixed(1)] // => ["14.1", "44.2"]
 * ```
 */
export function netPromoter(input: NetPromoterInput): NetPromoter | null {
  const { level = 0.95, method } = input;
  if (!Object.hasOwn(methods, method)) {
    const right = 'write "adjusted-wald" or "wald"';
    throw new KpiError("bad-input", `netPromoter: method is ${shown(method)}; ${right}`);
  }
  const [promoters, passives, detractors] = (["promoters", "passives", "detractors"] as const).map((name) =>
    tallyOf(`netPromoter: ${name}`, input[name]),
  ) as [number, number, number];
  const z = deviateOf("netPromoter", level);
  const n = new Decimal(promoters).plus(passives).plus(detractors);
  if (n.isZero()) return null;
  const added = methods[method];
  const all = n.plus(added);
  const [p, d] = [promoters, detractors].map((count) => new Decimal(added).div(4).plus(count).div(all)) as [
    Decimal,
    Decimal,
  ];
  const centre = p.minus(d).times(100);
  const error = p.plus(d).minus(p.minus(d).pow(2)).div(all).sqrt().times(100);
  const margin = z.times(error);
  return {
    score: new Decimal(promoters).minus(detractors).div(n).times(100).toNumber(),
    centre: centre.toNumber(),
    standardError: error.toNumber(),
    margin: margin.toNumber(),
    lower: Decimal.max(centre.minus(margin), -100).toNumber(),
    upper: Decimal.min(centre.plus(margin), 100).toNumber(),
  };
}
