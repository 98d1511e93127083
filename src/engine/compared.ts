import { folds } from "./folds.ts";
import { joined, type State, taken } from "./state.ts";
import type { Tallied, TallyData, TallyPeriod } from "./tally.ts";
import { foldedOver, type Question } from "./tally-of.ts";

/** Everything folded over any periods, in their order; they may have gaps between them, and may overlap. */
export function foldedOverEach(question: Question, periods: readonly TallyPeriod[]): TallyData {
  const places = periods.map((_, place) => place).sort((a, b) => at(periods, a).start - at(periods, b).start);
  // Those that overlap go into layers, each of periods that follow one another
  const layers: number[][] = [];
  for (const place of places) {
    const free = layers.find((layer) => at(periods, layer.at(-1) as number).end <= at(periods, place).start);
    if (free === undefined) layers.push([place]);
    else free.push(place);
  }
  const folded = layers.map((layer) =>
    foldedOver(question, withGaps(layer.map((place) => at(periods, place)))),
  );
  const [first] = folded;
  if (first === undefined) return foldedOver(question, []);
  const order = layers.flat();
  const states = [...first.states].map(([key, tallied]) => {
    const parts = folded.map((data, layer) => partOf(data, key, layers[layer]?.length ?? 0));
    const width = widthOf(first, tallied);
    const cells = periods.flatMap((_, place) => cellsAt(order.indexOf(place), width));
    return [key, { ...tallied, state: taken(parts.reduce(joined), cells) }] as const;
  });
  return { ...first, periods, states: new Map(states) };
}

function at(periods: readonly TallyPeriod[], place: number): TallyPeriod {
  return periods[place] as TallyPeriod;
}

/** The periods with what lies between them as periods too: each second one is theirs. */
function withGaps(periods: readonly TallyPeriod[]): TallyPeriod[] {
  return periods.flatMap((period, i) => {
    const next = periods[i + 1];
    return next === undefined ? [period] : [period, { ...period, start: period.end, end: next.start }];
  });
}

/** The cells of a measure in the periods that were meant, without the gaps. */
function partOf(data: TallyData, key: string, count: number): State {
  const tallied = data.states.get(key) as Tallied;
  const width = widthOf(data, tallied);
  const cells = Array.from({ length: count }, (_, i) => cellsAt(2 * i, width)).flat();
  return taken(tallied.state as State, cells); // what is folded from rows is not refused
}

function widthOf({ groups }: TallyData, { fold }: Tallied): number {
  return folds[fold].overGroups === "equal" ? 1 : groups.length;
}

function cellsAt(period: number, width: number): number[] {
  return Array.from({ length: width }, (_, group) => period * width + group);
}
