export type { InstantLike } from "../core/instant.ts";
export { type FiscalCalendar, type FiscalOptions, fiscal } from "./calendars.ts";
export { custom } from "./custom.ts";
export { dayStartingAt, type Shift, shifts } from "./day-parts.ts";
export {
  day,
  type Grain,
  type GrainName,
  halfYear,
  hour,
  isoWeek,
  month,
  quarter,
  type WeekOptions,
  week,
  year,
} from "./grain.ts";
export { grainOf } from "./grain-of.ts";
export { labelOf } from "./label.ts";
export {
  type LastYear,
  type SameDate,
  type SameWeek,
  type SameWeekday,
  samePeriodLastYear,
} from "./last-year.ts";
export { assign, locate } from "./locate.ts";
export type { ScheduleVersion } from "./opening-days.ts";
export type { Period } from "./period.ts";
export { type InTimeZone, periodOf, previous, toDate, trailing } from "./period-arithmetic.ts";
export {
  type RetailCalendar,
  type RetailOptions,
  retail,
  type ThirteenPeriodCalendar,
  thirteenPeriods,
  type WeeksYearOptions,
} from "./retail.ts";
export { type Timeline, type TimelineOptions, timeline } from "./timeline.ts";
export { type TzdataReport, tzdataReport, type WrongOffset } from "./tzdata-report.ts";
export type { OpeningHours, Weekday, WeeklyHours } from "./weekly-hours.ts";
export {
  type WorkSchedule,
  type WorkScheduleJson,
  type WorkScheduleOptions,
  workSchedule,
} from "./work-schedule.ts";
export type { OpenInterval } from "./worked-time.ts";
export { instantIn, type TimeZoneLike, type Zone, zoneOf } from "./zone.ts";
