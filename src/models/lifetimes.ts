import { type Decimal, type Numeric, readDecimal } from "../core/decimal.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";

/** How long something was followed. */
export interface Followed {
  /** From its start until it ended or was last seen, in any unit. */
  readonly duration: Numeric;
  /** From which duration on it was followed, where that is not from its start (late entry). */
  readonly entry?: Numeric | null;
  /** How many such there are: 1 unless said. */
  readonly n?: number;
}

/** How long something was followed, and whether it ended then or was only seen for so long. */
export interface Lifetime extends Followed {
  readonly ended: boolean;
}

/** The same, read. */
export interface Life<L extends Followed = Followed> {
  readonly duration: Decimal;
  /** Null where it was followed from its start. */
  readonly entry: Decimal | null;
  readonly n: number;
  readonly given: L;
}

/** Lifetimes sorted by duration. `check` says what is wrong with one, apart from its numbers. */
export function livesOf<L extends Followed>(
  subject: string,
  lifetimes: readonly L[],
  check: (lifetime: L) => string | null,
): Life<L>[] {
  if (!Array.isArray(lifetimes))
    throw wrong(subject, `the lifetimes are ${shown(lifetimes)}`, "give a list of them");
  const lives = lifetimes.map((given, index) => {
    const at = `${subject}: lifetimes[${index}]`;
    if (typeof given !== "object" || given === null)
      throw wrong(at, `it is ${shown(given)}`, "write { duration: 12, … }");
    const problem = check(given);
    if (problem !== null) throw new KpiError("bad-input", `${at}: ${problem}`);
    const duration = timeOf(`${at}: duration`, given.duration);
    const entry = given.entry == null ? null : timeOf(`${at}: entry`, given.entry);
    const { n = 1 } = given;
    if (!Number.isSafeInteger(n) || n < 0)
      throw wrong(at, `n is ${shown(n)}`, "write how many such there are, as a whole number");
    // Nobody is followed before the start: an entry at 0 is none
    const isLate = entry !== null && !entry.isZero();
    if (isLate && entry.gte(duration)) {
      const right = "leave out what was never followed, or write the entry before it";
      throw wrong(at, `entry ${shown(given.entry)} is not before duration ${shown(given.duration)}`, right);
    }
    return { duration, entry: isLate ? entry : null, n, given };
  });
  return lives.filter(({ n }) => n > 0).sort((a, b) => a.duration.cmp(b.duration));
}

/** A length of time that someone wrote: 0 or more. */
export function timeOf(at: string, value: unknown): Decimal {
  const time = readDecimal(value);
  if (time?.gte(0)) return time;
  throw new KpiError("bad-input", `${at} is ${shown(value)}; write a length of time, 0 or more`);
}

export function isEnded({ ended }: Lifetime): string | null {
  return typeof ended === "boolean" ? null : `ended is ${shown(ended)}; write true or false`;
}

export function wrong(at: string, what: string, right: string): KpiError {
  return new KpiError("bad-input", `${at}: ${what}; ${right}`);
}

/** Those that leave at one duration, and how many are at risk of it. */
export interface RiskStep<L extends Followed> {
  readonly time: Decimal;
  readonly atRisk: number;
  readonly leaving: readonly Life<L>[];
}

/** Duration by duration; `lives` are sorted by it. */
export function riskSteps<L extends Followed>(lives: readonly Life<L>[]): RiskStep<L>[] {
  const atRisk = riskAlong(lives);
  const steps: RiskStep<L>[] = [];
  for (let from = 0; from < lives.length; ) {
    const { duration: time } = lives[from] as Life<L>;
    let to = from + 1;
    while (lives[to]?.duration.eq(time)) to++;
    steps.push({ time, atRisk: atRisk(time), leaving: lives.slice(from, to) });
    from = to;
  }
  return steps;
}

/**
 * How many are at risk of each of several times, which do not go back: who entered before it and left at it or
 * later, since at one time endings come before what is only seen for so long.
 */
export function riskAlong(lives: readonly Life[]): (time: Decimal) => number {
  const late = lives.filter(({ entry }) => entry !== null);
  late.sort((a, b) => (a.entry as Decimal).cmp(b.entry as Decimal));
  let atRisk = counted(lives) - counted(late);
  let [entering, leaving] = [0, 0];
  return (time) => {
    for (; late[entering]?.entry?.lt(time); entering++) atRisk += late[entering]?.n ?? 0;
    for (; lives[leaving]?.duration.lt(time); leaving++) atRisk -= lives[leaving]?.n ?? 0;
    return atRisk;
  };
}

/** The last step at or before a time. */
export function stepAt<S extends { readonly time: Decimal }>(
  steps: readonly S[],
  time: Decimal,
): S | undefined {
  let [from, to] = [0, steps.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (steps[middle]?.time.lte(time)) from = middle + 1;
    else to = middle;
  }
  return steps[from - 1];
}

/** How many that are, each as often as it says. */
export function counted(lives: readonly Life[]): number {
  return lives.reduce((sum, { n }) => sum + n, 0);
}
