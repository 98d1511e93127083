import type { FieldName } from "../core/kind.ts";
import type { Measure } from "../core/measure.ts";
import { population } from "../core/population.ts";
import { movement } from "../records/movement.ts";

const dated = population(movement).dated("periodStart");

/** Movements of a period, summed together. Lists leave what did not move empty, beside what did: that is 0 there. */
export function moved(...movements: readonly FieldName<typeof movement, "money">[]): Measure<"movement"> {
  const sum: string = movements.map((name) => `if(known(${name}), ${name}, 0)`).join(" + ");
  return dated.sum(sum);
}
