import fc from "fast-check";
import { evaluate, type Tally, tallyFrom, tallyOf } from "kpi-core";
import * as given from "./arbitrary.ts";
import { chosen } from "./every-fold.ts";

/** Data, metrics, and a plan with a range. */
export interface Case {
  readonly names: readonly string[];
  readonly data: given.Data;
  readonly plan: given.Asked & { readonly from: number; readonly to: number; readonly asOf: number };
  readonly bounds: readonly number[];
}

export const cases: fc.Arbitrary<Case> = given.setting.chain(({ timeZone, per, bounds }) => {
  const at = given.moment(bounds);
  return fc
    .record({
      names: given.someNames,
      data: given.data(bounds),
      range: fc.tuple(at, at).filter(([a, b]) => a !== b),
      asOf: fc.oneof(at, fc.constant(bounds.at(-1) as number)),
      by: given.by,
    })
    .map(({ names, data, range, asOf, by }) => {
      const [from, to] = [Math.min(...range), Math.max(...range)];
      return { names, data, plan: { timeZone, per, by, from, to, asOf }, bounds };
    });
});

/** Through JSON and back. */
export const stored = <Group>(tally: Tally<Group>) =>
  tallyFrom(JSON.parse(JSON.stringify(tally))) as Tally<Group>;

export const tally = ({ names, data, plan }: Case, more: Partial<given.Asked> = {}, rows = data) =>
  stored(tallyOf(chosen(names), given.tables(rows), given.planOf({ ...plan, ...more })));
export const direct = ({ names, data, plan }: Case, more: Partial<given.Asked> = {}) =>
  given.toldReport(evaluate(chosen(names), given.tables(data), given.planOf({ ...plan, ...more })));
