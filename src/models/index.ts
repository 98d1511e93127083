export {
  aalenJohansen,
  type CausedLifetime,
  type Incidence,
  type IncidenceCurves,
  type IncidenceStep,
} from "./aalen-johansen.ts";
export { inherentAvailability, parallelAvailability, seriesAvailability } from "./availability.ts";
export { bradfordFactor } from "./bradford.ts";
export { type BreakEven, type BreakEvenInput, breakEven } from "./break-even.ts";
export {
  type BurnAlert,
  type BurnAlertInput,
  burnAlert,
  burnAlertFires,
  detectionTime,
} from "./burn-alert.ts";
export { type Burn, budgetSpent, burnRate, timeToExhaustion } from "./burn-rate.ts";
export {
  type Capability,
  type CapabilityIndex,
  type CapabilityInput,
  capability,
  type WithinEstimate,
} from "./capability.ts";
export { type CountBackInput, countBack } from "./count-back.ts";
export { type DaysToClearInput, daysToClear } from "./days-to-clear.ts";
export type { ReplenishmentOptions } from "./demand.ts";
export { economicOrderQuantity } from "./economic-order-quantity.ts";
export { type ErlangA, type ErlangAInput, erlangA } from "./erlang-a.ts";
export { type ErlangB, erlangB, requiredLines } from "./erlang-b.ts";
export { type ErlangC, type ErlangCInput, erlangC, type Unstable } from "./erlang-c.ts";
export {
  allowedDowntime,
  type ErrorBudget,
  type ErrorBudgetInput,
  errorBudget,
} from "./error-budget.ts";
export { expectedFillRate, normalLoss } from "./expected-fill-rate.ts";
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
export { type LittlesLaw, type LittlesLawInput, littlesLaw } from "./littles-law.ts";
export { type LogRank, type LogRankGroup, logRank } from "./log-rank.ts";
export { type MeanAndDeviation, meanAndDeviation } from "./mean-and-deviation.ts";
export { type NetPromoter, type NetPromoterInput, netPromoter } from "./net-promoter.ts";
export { type PaybackInput, payback } from "./payback.ts";
export { type Proportion, type ProportionInput, proportion } from "./proportion.ts";
export { inventoryPosition, reorderPoint } from "./reorder-point.ts";
export type { RestrictedMean } from "./restricted-mean.ts";
export { type RolledYield, rolledThroughputYield, type YieldStep } from "./rolled-throughput-yield.ts";
export { safetyStock } from "./safety-stock.ts";
export {
  meanAbsoluteScaledError,
  rootMeanSquaredScaledError,
  type ScaledErrorOptions,
} from "./scaled-error.ts";
export { serviceFactor } from "./service-factor.ts";
export { type DpmoInput, dpmoOf, type SigmaLevelInput, sigmaLevel } from "./sigma-level.ts";
export { requiredAgents, type Staffing, type StaffingTargets } from "./staffing.ts";
export {
  type StaffingInterval,
  type StaffingPlan,
  type StaffingPlanInput,
  staffingPlan,
} from "./staffing-plan.ts";
export type { LimitKind, Limits } from "./survival-limits.ts";
export type { Traffic } from "./traffic.ts";
