/** How the steps of a funnel follow one another. */
export type Order = (typeof orders)[number];

export const orders = ["this-order", "exact", "any"] as const;

/** One event of an actor. */
export interface Act {
  readonly at: number;
  readonly type: string | null;
  readonly row: number;
}

export interface Rules {
  readonly steps: readonly string[];
  /** Milliseconds after the first step. */
  readonly window: number;
  readonly order: Order;
  readonly by: "users" | "attempts";
}

/**
 * The entries of one actor, from its events in the order of time: of each the events that took its steps. `repeated`
 * is how often the first step was taken again inside a window, where it served as no other step.
 */
export function entriesOf<E extends Act>(
  acts: readonly E[],
  { steps, window, order, by }: Rules,
): { readonly entries: E[][]; readonly repeated: number } {
  const entries: E[][] = [];
  const used = new Set<Act>();
  let repeated = 0;
  const known: Acts = { all: acts, next: nextOfSteps(acts, steps) };
  const take = order === "exact" ? inARow : order === "any" ? inWhateverOrder : inThisOrder;
  for (const [place, act] of acts.entries()) {
    const isFirst = order === "any" ? steps.some((step) => step === act.type) : act.type === steps[0];
    if (!isFirst || (order === "any" && used.has(act))) continue;
    const before = entries.at(-1)?.[0];
    if (order !== "any" && before !== undefined && act.at <= before.at + window && !used.has(act)) repeated++;
    if (by === "users" && before !== undefined) continue;
    const taken = take(known, place, steps, act.at + window) as E[];
    for (const one of taken) used.add(one);
    entries.push(taken);
  }
  return { entries, repeated };
}

/** The events that take the steps, from the one at `place` on, until `end` and at `end` too. */
type Way = (acts: Acts, place: number, steps: readonly string[], end: number) => Act[];

/** Events in the order of time, and where those of each step are. */
interface Acts {
  readonly all: readonly Act[];
  readonly next: ReadonlyMap<string, Int32Array>;
}

/** For each step the number of the next event of it, from each event on; their length where there is none. */
function nextOfSteps(acts: readonly Act[], steps: readonly string[]): ReadonlyMap<string, Int32Array> {
  const { length } = acts;
  const next = new Map(steps.map((step) => [step, new Int32Array(length + 1).fill(length)]));
  for (const [step, places] of next) {
    for (let i = length - 1; i >= 0; i--) {
      places[i] = acts[i]?.type === step ? i : (places[i + 1] as number);
    }
  }
  return next;
}

/** The number of the first event, from one on, that takes one of some steps until `end`; -1 where there is none. */
function firstOf({ all, next }: Acts, from: number, steps: readonly string[], end: number): number {
  const found = Math.min(...steps.map((step) => next.get(step)?.[from] as number));
  return found < all.length && (all[found] as Act).at <= end ? found : -1;
}

const inThisOrder: Way = (acts, place, steps, end) => {
  const taken: Act[] = [];
  let from = place;
  for (const step of steps) {
    const found = firstOf(acts, from, [step], end);
    if (found < 0) break;
    taken.push(acts.all[found] as Act);
    from = found + 1;
  }
  return taken;
};

const inARow: Way = ({ all }, place, steps, end) => {
  const row = all.slice(place, place + steps.length);
  const other = row.findIndex(({ at, type }, i) => at > end || type !== steps[i]);
  return other < 0 ? row : row.slice(0, other);
};

const inWhateverOrder: Way = (acts, place, steps, end) => {
  const open = [...steps];
  const taken: Act[] = [];
  for (let found = place - 1; open.length > 0; ) {
    found = firstOf(acts, found + 1, open, end);
    if (found < 0) break;
    const act = acts.all[found] as Act;
    open.splice(open.indexOf(act.type as string), 1);
    taken.push(act);
  }
  return taken;
};
