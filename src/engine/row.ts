import type { TallyPeriod } from "./tally.ts";

/**
 * One period and group, whose cells are made when they are read, and kept. They are an own property, as of data, so
 * that copies and JSON have it; and the same for all rows, so that engines see one shape.
 */
export class RowOf<Group, Cells> {
  static readonly #cells = {
    enumerable: true,
    get(this: RowOf<unknown, unknown>): unknown {
      this.#made ??= this.#make();
      return this.#made;
    },
  };

  readonly period: TallyPeriod;
  readonly group: Group;
  declare readonly cells: Cells;
  readonly #make: () => Cells;
  #made: Cells | null = null;

  constructor(period: TallyPeriod, group: Group, make: () => Cells) {
    this.period = period;
    this.group = group;
    this.#make = make;
    Object.defineProperty(this, "cells", RowOf.#cells);
  }
}
