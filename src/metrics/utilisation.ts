import { clockOf, type Setting } from "../core/knobs.ts";
import type { Clock, Measure } from "../core/measure.ts";
import { type Metric, metric } from "../core/metric.ts";
import { type Lengths, period, population } from "../core/population.ts";
import { booking } from "../records/booking.ts";
import { capacity } from "../records/capacity.ts";

export * from "./adherence.ts";
export * from "./billing.ts";
export * from "./productivity.ts";

const seated = population(booking)
  .where("known(quantity) and known(capacity)")
  .during("startedAt", "endedAt", "working");

const hesa = { text: "HESA c19042, frequency rate of rooms: hours in use over hours available" } as const;
const services = {
  text: "Wrike, Projector PSA: utilisation of people who are booked or billed, over the hours that they are there",
} as const;
const sweep = {
  text: "Concurrency by a sweep over half-open intervals: (1,4)(2,5)(4,6)(3,7) are 3 at once",
} as const;

/** By the calendar unless said; in working time what lies outside the schedule of the plan does not count. */
export interface UseOptions {
  readonly clock?: Clock;
}

/** Bookings, the resources that can be booked, and the period, all by one clock. */
function useBy(clock: Clock): {
  readonly words: Setting;
  readonly bookings: Lengths<typeof booking>;
  readonly capacities: Lengths<typeof capacity>;
  readonly elapsed: Measure<never>;
} {
  const [words, bookings, capacities] = [clockOf(clock), population(booking), population(capacity)];
  if (clock === "calendar") {
    return {
      words,
      bookings: bookings.during("startedAt", "endedAt"),
      capacities: capacities.during("startedAt", "endedAt"),
      elapsed: period.seconds(),
    };
  }
  return {
    words,
    bookings: bookings.during("startedAt", "endedAt", "working"),
    capacities: capacities.during("startedAt", "endedAt", "working"),
    elapsed: period.workingSeconds(),
  };
}

/**
 * Of the time in which resources can be used, the share in which they are: overlapping bookings of one resource count
 * once. Not cut at 100 %: above it bookings lie outside the stated capacity.
 *
 * @example
 * ```ts
 * import { resourceUtilisation } from "kpi-core/metrics/utilisation";
 *
 * // 9-11 and 10-12 in 8 hours are 3 hours, and not 4
 * resourceUtilisation()({ busy: 3 * 3600, available: 8 * 3600 }) // => 0.375
 * ```
 */
export function resourceUtilisation({
  clock = "calendar",
}: UseOptions = {}): Metric<"busy / available", "busy" | "available", "booking" | "capacity"> {
  const { words, bookings, capacities } = useBy(clock);
  return metric(`resourceUtilisation${words.id}`, {
    title: { en: `Utilisation of resources${words.en}`, fr: `Taux d'utilisation des ressources${words.fr}` },
    about:
      "Share of the time in which resources can be used that they are booked; overlapping bookings count once.",
    unit: "share",
    better: "target",
    inputs: { busy: bookings.busySeconds("resource"), available: capacities.busySeconds("resource") },
    formula: "busy / available",
    example: { given: { busy: 10_800, available: 28_800 }, gives: "0.375" },
    source: services,
    aliases: ["utilisation", "utilization", "taux d'occupation"],
  });
}

/** Of the opening hours of rooms, by the schedule of the plan, the share in which they are booked. */
export const roomUse = metric("roomUse", {
  title: { en: "Use of rooms", fr: "Taux de fréquence des salles" },
  about:
    "Share of the opening hours of rooms in which they are booked; what lies outside opening hours does not count.",
  unit: "share",
  better: "target",
  inputs: {
    busy: useBy("working").bookings.busySeconds("resource"),
    open: useBy("working").capacities.busySeconds("resource"),
  },
  formula: "busy / open",
  // 30 of 45 hours
  example: { given: { busy: 108_000, open: 162_000 }, gives: "0.6666666666666666666666666666666667" },
  source: hesa,
  aliases: ["space frequency", "room frequency rate", "taux d'occupation des salles"],
});

/** Of the units that resources can serve, the share that they do, over time: seat-hours over seat-hours. */
export function capacityUtilisation({
  clock = "calendar",
}: UseOptions = {}): Metric<"used / capacity", "used" | "capacity", "booking" | "capacity"> {
  const { words, bookings, capacities } = useBy(clock);
  return metric(`capacityUtilisation${words.id}`, {
    title: { en: `Utilisation of capacity${words.en}`, fr: `Taux d'utilisation des capacités${words.fr}` },
    about:
      "Units booked over units that can be served, each times how long: seats in use over seats there are.",
    unit: "share",
    better: "target",
    inputs: { used: bookings.seconds("quantity"), capacity: capacities.seconds("quantity") },
    formula: "used / capacity",
    // 915 of 4,368 seats, for an hour (Stellae)
    example: {
      given: { used: 3_294_000, capacity: 15_724_800 },
      gives: "0.209478021978021978021978021978022",
    },
    source: { text: "UK Higher Education Space Management Project 2006/38; Stellae, 915 of 4,368 seats" },
    aliases: ["space utilisation", "seat utilisation", "load factor"],
  });
}

/**
 * Of the places that rooms have while they are in use, the share that is taken; empty hours are in neither. Times the
 * use of rooms it is the use of their places. A room that is booked twice at once offers its places twice.
 */
export const spaceOccupancy = metric("spaceOccupancy", {
  title: { en: "Occupancy of rooms in use", fr: "Taux de remplissage des salles" },
  about:
    "Places taken over places there are, each times how long, while rooms are booked within opening hours; empty hours are not in it.",
  unit: "share",
  better: "target",
  inputs: { taken: seated.seconds("quantity"), places: seated.seconds("capacity") },
  formula: "taken / places",
  // 20 of 40 places for 2 hours
  example: { given: { taken: 144_000, places: 288_000 }, gives: "0.5" },
  source: { text: "HESA c18042, occupancy rate: people over capacity while the room is in use" },
  aliases: ["seat occupancy", "room occupancy rate", "taux de remplissage"],
});

/** How much more is booked than the time in which resources are booked at all: an hour booked three times is two. */
export function doubleBooked({
  clock = "calendar",
}: UseOptions = {}): Metric<"booked - busy", "booked" | "busy", "booking"> {
  const { words, bookings } = useBy(clock);
  return metric(`doubleBooked${words.id}`, {
    title: { en: `Double-booked time${words.en}`, fr: `Temps réservé en double${words.fr}` },
    about: "Booked time of resources less the time in which they were in use; above zero bookings overlap.",
    unit: "seconds",
    better: "lower",
    inputs: { booked: bookings.seconds(), busy: bookings.busySeconds("resource") },
    formula: "booked - busy",
    // 9-11 and 10-12
    example: { given: { booked: 14_400, busy: 10_800 }, gives: "3600" },
    source: { text: "Sum of durations less their union", recalled: true },
    aliases: ["overlap hours", "heures en double"],
  });
}

/** How many resources were in use on average over time. */
export function averageInUse({
  clock = "calendar",
}: UseOptions = {}): Metric<"busy / period", "busy" | "period", "booking"> {
  const { words, bookings, elapsed } = useBy(clock);
  return metric(`averageInUse${words.id}`, {
    title: {
      en: `Resources in use, on average${words.en}`,
      fr: `Ressources utilisées en moyenne${words.fr}`,
    },
    about: "Resources in use on average over every moment of the period.",
    unit: "number",
    better: "neither",
    inputs: { busy: bookings.busySeconds("resource"), period: elapsed },
    formula: "busy / period",
    // 40 hours 45 minutes of use in 45 hours
    example: { given: { busy: 146_700, period: 162_000 }, gives: "0.9055555555555555555555555555555556" },
    source: sweep,
    aliases: ["mean concurrency", "simultanéité moyenne"],
  });
}

/** The most resources that were in use at one moment; overlapping bookings of one resource count once. */
export function peakInUse({ clock = "calendar" }: UseOptions = {}): Metric<"peak", "peak", "booking"> {
  const { words, bookings } = useBy(clock);
  return metric(`peakInUse${words.id}`, {
    title: { en: `Resources in use, at most${words.en}`, fr: `Ressources utilisées au plus${words.fr}` },
    about: "The most resources in use at one moment; a booking that ends as another begins is not with it.",
    unit: "count",
    better: "neither",
    inputs: { peak: bookings.peak("resource") },
    formula: "peak",
    example: { given: { peak: 3 }, gives: "3" },
    source: sweep,
    aliases: ["max concurrency", "simultanéité maximale"],
  });
}

/** The most resources in use at once over their average: how far capacity for the peak stands idle. */
export function peakToMean({
  clock = "calendar",
}: UseOptions = {}): Metric<"peak / (busy / period)", "peak" | "busy" | "period", "booking"> {
  const { words, bookings, elapsed } = useBy(clock);
  return metric(`peakToMean${words.id}`, {
    title: { en: `Peak to mean${words.en}`, fr: `Facteur de pointe${words.fr}` },
    about: "The most resources in use at one moment over the average; 1 is even use.",
    unit: "ratio",
    better: "lower",
    inputs: {
      peak: bookings.peak("resource"),
      busy: bookings.busySeconds("resource"),
      period: elapsed,
    },
    formula: "peak / (busy / period)",
    example: { given: { peak: 3, busy: 144_000, period: 162_000 }, gives: "3.375" },
    source: sweep,
    aliases: ["peak factor", "facteur de pointe"],
  });
}
