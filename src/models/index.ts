export {
  aalenJohansen,
  type CausedLifetime,
  type Incidence,
  type IncidenceCurves,
  type IncidenceStep,
} from "./aalen-johansen.ts";
export {
  followUp,
  kaplanMeier,
  type SurvivalCurve,
  type SurvivalOptions,
  type SurvivalPoint,
  type SurvivalQuantile,
  type SurvivalStep,
} from "./kaplan-meier.ts";
export type { Followed, Lifetime } from "./lifetimes.ts";
export { type LogRank, type LogRankGroup, logRank } from "./log-rank.ts";
export type { RestrictedMean } from "./restricted-mean.ts";
export type { LimitKind, Limits } from "./survival-limits.ts";
