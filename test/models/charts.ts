import type { Decimal } from "kpi-core";
import type { ControlChart } from "kpi-core/models";
import { expect } from "vitest";

/** Holds a number to a source that gives so many decimals. */
export const near = (found: Decimal | null | undefined, expected: number, digits = 9) =>
  expect(found?.toNumber()).toBeCloseTo(expected, digits);

/** The points outside of their limits, counted from 1. */
export const outside = (chart: ControlChart | null) =>
  chart?.points.flatMap(({ beyond }, at) => (beyond === null ? [] : [at + 1]));

export const texts = (list: readonly (Decimal | null)[] | undefined) =>
  list?.map((one) => one?.toString() ?? null);
