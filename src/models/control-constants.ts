import { Decimal } from "../core/decimal.ts";

// The mean range of 2, 3, … 25 draws from a normal distribution, in standard deviations: integrals, to 10 decimals
const meanRanges = [
  "1.1283791671", "1.6925687506", "2.0587507460", "2.3259289473", "2.5344127212", "2.7043567512",
  "2.8472006121", "2.9700263244", "3.0775054617", "3.1728727038", "3.2584552797", "3.3359803541",
  "3.4067631082", "3.4718268899", "3.5319827861", "3.5878839618", "3.6400637579", "3.6889630232",
  "3.7349501196", "3.7783358298", "3.8193846434", "3.8583234233", "3.8953481485", "3.9306292195",
]; // biome-ignore format: a table

/** The most draws whose mean range is known here. */
export const MOST_DRAWS = meanRanges.length + 1;

/** d2: the mean range of so many draws, from 2 to 25, in standard deviations. */
export function meanRangeOf(draws: number): Decimal {
  return new Decimal(meanRanges[draws - 2] ?? Number.NaN);
}

/** c4: the mean sample standard deviation of so many draws, 2 or more, in standard deviations. */
export function meanDeviationOf(draws: number): Decimal {
  let c4 = new Decimal(2).div(Decimal.acos(-1)).sqrt();
  // c4(n) times c4(n + 1) is the root of (n - 1) / n
  for (let n = 2; n < draws; n++) c4 = new Decimal(n - 1).div(n).sqrt().div(c4);
  return c4;
}
