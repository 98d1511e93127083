import type { Grain } from "../periods/grain.ts";
import { lastYearIn } from "../periods/last-year.ts";
import type { Period } from "../periods/period.ts";
import { previousIn } from "../periods/period-arithmetic.ts";
import { type Calendar, periodAround, periodIfAny } from "../periods/period-in-zone.ts";
import type { Zone } from "../periods/zone.ts";
import { cellsPerPeriod } from "./folds.ts";
import { cellsOfPeriod } from "./layout.ts";
import type { Comparison } from "./plan.ts";
import { joined, type State, taken } from "./state.ts";
import type { Tallied, TallyData, TallyPeriod } from "./tally.ts";
import { foldedOver, type Question } from "./tally-of.ts";

/**
 * The earlier period that each period is held against, as far as it has run; null where there is none, as for week 53,
 * for the first period of a `custom` grain or for one that the range cuts at its start.
 */
export function counterparts(
  { plan }: Question,
  periods: readonly TallyPeriod[],
  comparison: Comparison,
): (TallyPeriod | null)[] {
  const calendar = { grain: plan.grain as Grain, zone: plan.zone as Zone }; // a plan that compares has both
  return periods.map((period) => {
    if (periodAround(calendar, period.start).start !== period.start) return null;
    const end = period.start < plan.asOf ? Math.min(period.end, plan.asOf) : period.end;
    const found = earlier(calendar, { ...period, end }, comparison);
    return found && { ...found, complete: period.complete && found.end <= plan.asOf };
  });
}

function earlier(calendar: Calendar, period: Period, comparison: Comparison): Period | null {
  switch (comparison) {
    case "previous":
      return periodIfAny(calendar, period.start - 1) && previousIn(calendar, period, 1);
    case "sameLastYear":
      return lastYearIn(calendar, period, { align: "date" });
    case "sameWeekdayLastYear":
      return lastYearIn(calendar, period, { align: "weekday" });
    case "sameWeekLastYear":
      return lastYearIn(calendar, period, { align: "week", week53: "none" });
    case "restatedLastYear":
      return lastYearIn(calendar, period, { align: "week", week53: "restate" });
  }
}

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
  const placeIn = new Int32Array(periods.length); // of each period among those that were folded
  for (const [i, place] of layers.flat().entries()) placeIn[place] = i;
  const states = [...first.states].map(([key, tallied]) => {
    const parts = folded.map((data, layer) => partOf(data, key, layers[layer]?.length ?? 0));
    const width = cellsPerPeriod(tallied.fold, first.groups.length);
    const cells = periods.flatMap((_, place) => cellsOfPeriod(placeIn[place] as number, width));
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
  const width = cellsPerPeriod(tallied.fold, data.groups.length);
  const cells = Array.from({ length: count }, (_, i) => cellsOfPeriod(2 * i, width)).flat();
  return taken(tallied.state as State, cells); // what is folded from rows is not refused
}
