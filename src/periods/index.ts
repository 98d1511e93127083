export type { InstantLike } from "../core/instant.ts";
export { type FiscalCalendar, type FiscalOptions, fiscal } from "./calendars.ts";
export {
  day,
  type Grain,
  type GrainName,
  hour,
  isoWeek,
  month,
  quarter,
  type WeekOptions,
  week,
  year,
} from "./grain.ts";
export { grainOf } from "./grain-of.ts";
export { assign, locate } from "./locate.ts";
export type { Period } from "./period.ts";
export { type Timeline, type TimelineOptions, timeline } from "./timeline.ts";
export type { OpeningHours, Weekday } from "./weekly-hours.ts";
export { type WorkSchedule, type WorkScheduleOptions, workSchedule } from "./work-schedule.ts";
export { instantIn, type TimeZoneLike, type Zone, zoneOf } from "./zone.ts";
