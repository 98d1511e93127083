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
export type { ControlConstants } from "./control-constants.ts";
export type { ControlBaseline, ControlChart, ControlPoint } from "./control-limits.ts";
export { type CountBackInput, countBack } from "./count-back.ts";
export { type CountChartInput, countChart } from "./count-chart.ts";
export {
  type CumulativeSum,
  type CumulativeSumInput,
  type CumulativeSumPoint,
  cumulativeSum,
} from "./cumulative-sum.ts";
export { type DaysToClearInput, daysToClear } from "./days-to-clear.ts";
export type { ReplenishmentOptions } from "./demand.ts";
export {
  type DifferenceOfProportions,
  type DifferenceOfProportionsInput,
  differenceOfProportions,
} from "./difference-of-proportions.ts";
export {
  type DriverContributions,
  type DriverContributionsInput,
  driverContributions,
} from "./driver-contributions.ts";
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
  exponentialSmoothing,
  type Smoothing,
  type SmoothingInput,
} from "./exponential-smoothing.ts";
export {
  exponentiallyWeightedMovingAverage,
  type WeightedAverageInput,
} from "./exponentially-weighted-moving-average.ts";
export { type IndividualsChart, type IndividualsInput, individualsChart } from "./individuals-chart.ts";
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
export {
  type MixAndRate,
  type MixAndRateEffects,
  type MixAndRateInput,
  type MixSegment,
  mixAndRate,
  type RatePart,
} from "./mix-and-rate.ts";
export {
  type HowManyInput,
  type MonteCarloForecast,
  type MonteCarloInput,
  monteCarloHowMany,
  monteCarloWhen,
  type WhenInput,
} from "./monte-carlo.ts";
export { type NetPromoter, type NetPromoterInput, netPromoter } from "./net-promoter.ts";
export { type PaybackInput, payback } from "./payback.ts";
export { type PercentRankInput, type PercentRankMethod, percentRank } from "./percent-rank.ts";
export {
  type PricedItem,
  type PricedVolume,
  type PriceVolumeEffects,
  type PriceVolumeMix,
  type PriceVolumeMixInput,
  priceVolumeMix,
} from "./price-volume-mix.ts";
export { type Proportion, type ProportionInput, proportion } from "./proportion.ts";
export { type ProportionChartInput, proportionChart } from "./proportion-chart.ts";
export { inventoryPosition, reorderPoint } from "./reorder-point.ts";
export type { RestrictedMean } from "./restricted-mean.ts";
export { type RolledYield, rolledThroughputYield, type YieldStep } from "./rolled-throughput-yield.ts";
export { type RuledChart, type RuleSet, type RunRule, type RunSignal, runRules } from "./run-rules.ts";
export { safetyStock } from "./safety-stock.ts";
export {
  meanAbsoluteScaledError,
  rootMeanSquaredScaledError,
  type ScaledErrorOptions,
} from "./scaled-error.ts";
export { serviceFactor } from "./service-factor.ts";
export { type DpmoInput, dpmoOf, type SigmaLevelInput, sigmaLevel } from "./sigma-level.ts";
export type { SmoothingSeason, SmoothingState } from "./smoothing-start.ts";
export { requiredAgents, type Staffing, type StaffingTargets } from "./staffing.ts";
export {
  type StaffingInterval,
  type StaffingPlan,
  type StaffingPlanInput,
  staffingPlan,
} from "./staffing-plan.ts";
export { type SubgroupChart, type SubgroupInput, subgroupChart } from "./subgroup-chart.ts";
export type { LimitKind, Limits } from "./survival-limits.ts";
export type { Traffic } from "./traffic.ts";
