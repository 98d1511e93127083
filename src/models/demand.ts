import { finite, notNegative, positive } from "./quantities.ts";

/** A demand that varies, and how long it takes until ordered goods are there. */
export interface ReplenishmentOptions {
  /** How many standard deviations to be safe for: `serviceFactor(0.95)` is 1.64. */
  readonly z: number;
  /** The mean and standard deviation of the demand in `per` of the unit of time that lead times are in. */
  readonly demand: { readonly mean: number; readonly deviation: number; readonly per: number };
  /** The mean and standard deviation of the time from order to arrival. */
  readonly leadTime: { readonly mean: number; readonly deviation: number };
  /** The time between two looks at the stock; 0 unless said, where it is always seen. */
  readonly reviewTime?: number;
}

/** The demand until goods ordered now, or at the next look, are there. */
export interface DemandUntilArrival {
  readonly mean: number;
  readonly deviation: number;
}

/** Mean and deviation of what is wanted in a lead time, d L and the root of L s_d² + d² s_L². */
export function demandUntilArrival(
  subject: string,
  { z, demand, leadTime, reviewTime = 0 }: ReplenishmentOptions,
): DemandUntilArrival {
  finite(`${subject}: z`, z);
  const mean = notNegative(`${subject}: demand.mean`, demand.mean);
  const deviation = notNegative(`${subject}: demand.deviation`, demand.deviation);
  const per = positive(`${subject}: demand.per`, demand.per);
  const lead = notNegative(`${subject}: leadTime.mean`, leadTime.mean);
  const leadDeviation = notNegative(`${subject}: leadTime.deviation`, leadTime.deviation);
  const covered = (lead + notNegative(`${subject}: reviewTime`, reviewTime)) / per;
  return {
    mean: mean * covered,
    deviation: Math.hypot(Math.sqrt(covered) * deviation, (mean * leadDeviation) / per),
  };
}
