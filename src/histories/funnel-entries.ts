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
  const take = order === "exact" ? inARow : order === "any" ? inWhateverOrder : inThisOrder;
  for (const [place, act] of acts.entries()) {
    const isFirst = order === "any" ? steps.some((step) => step === act.type) : act.type === steps[0];
    if (!isFirst || (order === "any" && used.has(act))) continue;
    const before = entries.at(-1)?.[0];
    if (order !== "any" && before !== undefined && act.at <= before.at + window && !used.has(act)) repeated++;
    if (by === "users" && before !== undefined) continue;
    const taken = take(acts, place, steps, act.at + window) as E[];
    for (const one of taken) used.add(one);
    entries.push(taken);
  }
  return { entries, repeated };
}

/** The events that take the steps, from the one at `place` on, until `end` and at `end` too. */
type Way = (acts: readonly Act[], place: number, steps: readonly string[], end: number) => Act[];

const inThisOrder: Way = (acts, place, steps, end) => {
  const taken: Act[] = [];
  for (const act of within(acts, place, end)) {
    if (taken.length === steps.length) break;
    if (act.type === steps[taken.length]) taken.push(act);
  }
  return taken;
};

const inARow: Way = (acts, place, steps, end) => {
  const taken: Act[] = [];
  for (const act of within(acts, place, end)) {
    if (act.type !== steps[taken.length]) break; // also where all of them are taken
    taken.push(act);
  }
  return taken;
};

const inWhateverOrder: Way = (acts, place, steps, end) => {
  const open = [...steps];
  const taken: Act[] = [];
  for (const act of within(acts, place, end)) {
    if (open.length === 0) break;
    const step = open.indexOf(act.type as string);
    if (step < 0) continue;
    open.splice(step, 1);
    taken.push(act);
  }
  return taken;
};

function* within(acts: readonly Act[], place: number, end: number): Generator<Act> {
  for (let i = place; i < acts.length; i++) {
    const act = acts[i] as Act;
    if (act.at > end) return;
    yield act;
  }
}
