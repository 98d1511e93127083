import { Decimal } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { type Fraction, scaled } from "../core/fraction.ts";
import { shown } from "../core/instant.ts";

/**
 * `exact`, unless said: d2 as it is; `rounded`: to three decimals, as printed tables have it, and with them NIST and
 * qcc. The limits differ in their fourth digit or later.
 */
export type ControlConstants = "exact" | "rounded";

/** The median range of two draws, in standard deviations: root 2 times the normal deviate of 3/4. */
export const MEDIAN_RANGE: Fraction = scaled(9_538_725_524n, 10);

// The mean range of 2, 3, … 25 draws from a normal distribution, in standard deviations: integrals, to 10 decimals
const meanRanges = [
  "1.1283791671", "1.6925687506", "2.0587507460", "2.3259289473", "2.5344127212", "2.7043567512",
  "2.8472006121", "2.9700263244", "3.0775054617", "3.1728727038", "3.2584552797", "3.3359803541",
  "3.4067631082", "3.4718268899", "3.5319827861", "3.5878839618", "3.6400637579", "3.6889630232",
  "3.7349501196", "3.7783358298", "3.8193846434", "3.8583234233", "3.8953481485", "3.9306292195",
]; // biome-ignore format: a table

// And how much that range itself varies, in the same unit
const rangeDeviations = [
  "0.8525024664", "0.8883680040", "0.8798082028", "0.8640819411", "0.8480396861", "0.8332053356",
  "0.8198314898", "0.8078342746", "0.7970506735", "0.7873146206", "0.7784783412", "0.7704162021",
  "0.7630230956", "0.7562114297", "0.7499080894", "0.7440517840", "0.7385908534", "0.7334814955",
  "0.7286863457", "0.7241733407", "0.7199148084", "0.7158867355", "0.7120681751", "0.7084407659",
]; // biome-ignore format: a table

/** The most draws whose mean range is known here. */
export const MOST_DRAWS = meanRanges.length + 1;

/** d2: the mean range of so many draws, from 2 to 25, in standard deviations. */
export function meanRangeOf(draws: number): Decimal {
  return new Decimal(meanRanges[draws - 2] ?? Number.NaN);
}

/** d2 as it is asked for. */
export function meanRangeAs(subject: string, draws: number, constants: ControlConstants = "exact"): Decimal {
  if (constants === "exact") return meanRangeOf(draws);
  if (constants === "rounded") return meanRangeOf(draws).toDecimalPlaces(3);
  throw new KpiError("bad-input", `${subject}: constants is ${shown(constants)}; write "exact" or "rounded"`);
}

/** d3: the standard deviation of the range of so many draws, from 2 to 25, in standard deviations of one. */
export function rangeDeviationOf(draws: number): Decimal {
  return new Decimal(rangeDeviations[draws - 2] ?? Number.NaN);
}

/** c4: the mean sample standard deviation of so many draws, 2 or more, in standard deviations. */
export function meanDeviationOf(draws: number): Decimal {
  let c4 = new Decimal(2).div(Decimal.acos(-1)).sqrt();
  // c4(n) times c4(n + 1) is the root of (n - 1) / n
  for (let n = 2; n < draws; n++) c4 = new Decimal(n - 1).div(n).sqrt().div(c4);
  return c4;
}
