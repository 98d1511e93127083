import { Decimal } from "../core/decimal.ts";
import { bigColumn, type Column, EXACT, isNone, type NumberColumn, numberColumn } from "./column.ts";

/**
 * What values are rounded to where they begin with 1, with 2 to 4, and with 5 to 9: multiples of `of` times ten to the
 * power of `places` more than the places after their first digit.
 */
export type Steps = readonly { readonly of: number; readonly places: number }[];

const leads = [1, 2, 5] as const;

/**
 * Steps of which half is at most a share of any value. They are 1, 2 or 5 times a power of ten, as places of decimals
 * are: a value becomes the same whatever stands beside it, and with however many places it is held.
 */
export function stepsFor(share: Decimal): Steps {
  return leads.map((lead) => {
    const most = share.times(2 * lead);
    const unit = new Decimal(10).pow(most.e);
    return { of: leads.filter((step) => unit.times(step).lte(most)).at(-1) ?? 1, places: most.e };
  });
}

/** The nearest numbers of the steps, away from zero where two are; numbers in the same order stay so. */
export function nearest(column: Column, steps: Steps): Column {
  if (column.type === "number" && 2 * column.bound < EXACT) return nearestNumbers(column, steps);
  if (column.type !== "number" && column.type !== "big") return column;
  const units = Array.from<number | bigint | null, bigint | null>(column.units, (unit) =>
    unit === null || (typeof unit === "number" && isNone(unit)) ? null : BigInt(unit),
  );
  return bigColumn(
    units.map((unit) => (unit === null ? null : nearestBig(unit, steps))),
    column.scale,
  );
}

/** So many digits has an integer that a double holds. */
const DIGITS = 16;

function nearestNumbers({ units: given, scale, bound }: NumberColumn, steps: Steps): NumberColumn {
  const [powers, sizes] = [new Float64Array(DIGITS), new Float64Array(3 * DIGITS)];
  for (let more = 0; more < DIGITS; more++) {
    powers[more] = Number(`1e${more}`);
    for (const [lead, step] of steps.entries()) sizes[3 * more + lead] = Number(sizeOf(step, more));
  }
  const units = new Float64Array(given.length);
  for (let row = 0; row < units.length; row++) {
    const value = given[row] as number;
    const far = Math.abs(value);
    let more = 0;
    while (far >= 10 * (powers[more] as number)) more++;
    const power = powers[more] as number;
    const lead = +(far >= 2 * power) + +(far >= 5 * power);
    const size = sizes[3 * more + lead] as number;
    const rest = far % size;
    const near = far - rest + (2 * rest >= size ? size : 0);
    units[row] = value < 0 ? -near : near;
  }
  return numberColumn(units, scale, 2 * bound);
}

function nearestBig(value: bigint, steps: Steps): bigint {
  if (value < 0n) return -nearestBig(-value, steps);
  const text = value.toString();
  const first = Number(text[0]);
  const step = steps[+(first >= 2) + +(first >= 5)] as Steps[number];
  const size = sizeOf(step, text.length - 1);
  return ((2n * value + size) / (2n * size)) * size;
}

/** A step among integers with so many digits after the first; 1 where it is less, as integers are multiples of it then. */
function sizeOf({ of, places }: Steps[number], more: number): bigint {
  return more + places < 0 ? 1n : BigInt(of) * 10n ** BigInt(more + places);
}
