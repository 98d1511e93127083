import type { TallyPeriod } from "./tally.ts";

/** Makes what rows hold, by the places of their periods and groups. */
export interface Maker<Cells> {
  cellsAt(period: number, group: number): Cells;
  /** The values of the cells as the nearest doubles, without the cells being made; null where there is none. */
  numbersAt(period: number, group: number): (number | null)[];
}

/**
 * One period and group, whose cells are made when they are read, and kept. They are an own property, as of data, so
 * that copies and JSON have it; and the same for all rows, so that engines see one shape.
 */
export class RowOf<Group, Cells> {
  static readonly #cells = {
    enumerable: true,
    get(this: RowOf<unknown, unknown>): unknown {
      this.#made ??= this.#maker.cellsAt(...this.#place);
      return this.#made;
    },
  };

  readonly period: TallyPeriod;
  readonly group: Group;
  declare readonly cells: Cells;
  readonly #maker: Maker<Cells>;
  readonly #place: readonly [period: number, group: number];
  #made: Cells | null = null;

  constructor(period: TallyPeriod, group: Group, maker: Maker<Cells>, place: readonly [number, number]) {
    this.period = period;
    this.group = group;
    this.#maker = maker;
    this.#place = place;
    Object.defineProperty(this, "cells", RowOf.#cells);
  }

  numbers(): (number | null)[] {
    return this.#maker.numbersAt(...this.#place);
  }
}
