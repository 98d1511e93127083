import { type Numeric, readDecimal } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import type { Setting } from "../core/knobs.ts";
import { type Dated, population } from "../core/population.ts";
import { answer } from "../records/answer.ts";

/** The lowest and the highest score, such as 1 and 5. */
export interface Scale {
  readonly lowest: Numeric;
  readonly highest: Numeric;
}

/** The answers with a score on the scale, by when they came; a score beside it is of another question. */
export function scoredOn(
  subject: string,
  { lowest, highest }: Scale,
): Setting & { readonly scored: Dated<typeof answer> } {
  const [from, to] = [scoreOf(`${subject}: lowest`, lowest), scoreOf(`${subject}: highest`, highest)];
  if (Number(from) >= Number(to)) {
    const right = `write a score above ${from}, such as ${Number(from) + 4}`;
    throw new KpiError("bad-definition", `${subject}: highest is ${shown(highest)}; ${right}`);
  }
  const isOnScale: string = `known(score) and score >= ${from} and score <= ${to}`;
  return {
    id: `${idOf(from)}To${idOf(to)}`,
    en: `scale ${from} to ${to}`,
    fr: `échelle de ${french(from)} à ${french(to)}`,
    scored: population(answer).where(isOnScale).dated("answeredAt"),
  };
}

/** Scores from one to another, on the scale; with their condition. */
export function scoresOf(
  subject: string,
  { lowest, highest }: Scale,
  { from, to }: { readonly from: Numeric; readonly to: Numeric },
): Setting & { readonly holds: string } {
  const [first, last] = [scoreOf(`${subject}: from`, from), scoreOf(`${subject}: to`, to)];
  const isOn = Number(first) >= Number(lowest) && Number(last) <= Number(highest);
  if (!isOn || Number(first) > Number(last)) {
    const right = `write scores of the scale, from ${shown(lowest)} to ${shown(highest)}`;
    throw new KpiError("bad-definition", `${subject} is ${first} to ${last}; ${right}`);
  }
  return {
    id: `${idOf(first)}To${idOf(last)}`,
    en: `${first} to ${last}`,
    fr: `${french(first)} à ${french(last)}`,
    holds: `score >= ${first} and score <= ${last}`,
  };
}

const idOf = (score: string) => score.replace(".", "_").replace("-", "Minus");
const french = (score: string) => score.replace(".", ",");

function scoreOf(subject: string, score: Numeric): string {
  const read = readDecimal(score);
  if (read !== null) return read.toFixed();
  throw new KpiError("bad-definition", `${subject} is ${shown(score)}; write a score, such as 5`);
}
