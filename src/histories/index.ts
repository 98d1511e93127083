export {
  type AbsenceOptions,
  type AbsenceSpell,
  type AbsenceSpells,
  absenceSpells,
} from "./absence-spells.ts";
export type { ActiveLedger, ActiveOptions } from "./active-periods.ts";
export {
  type ActiveDay,
  type ActiveDays,
  activeUsers,
  stickiness,
  type WindowOptions,
} from "./active-users.ts";
export type { ActivityColumns, EventChoice } from "./activity-log.ts";
export type { AgeLine, AgingItem, AgingOptions, AgingWork } from "./aging.ts";
export type { Bottleneck, Queue, TimeInState } from "./bottlenecks.ts";
export { type Bradford, type BradfordOptions, type BradfordScore, bradford } from "./bradford.ts";
export type { AgeUnit } from "./cohort-ages.ts";
export type { GroupKey } from "./cohort-groups.ts";
export type { CohortOptions } from "./cohort-plan.ts";
export type { CohortCell, CohortRow, CohortTable, PooledCell } from "./cohort-table.ts";
export { type CohortLedger, type Cohorts, cohorts } from "./cohorts.ts";
export type { AllowedWorkflow, Conformance, Offender } from "./conformance.ts";
export { type Convention, conventions } from "./conventions.ts";
export type { CumulativeFlow, CumulativeFlowOptions } from "./cumulative-flow.ts";
export type { DirectlyFollows, Rework } from "./directly-follows.ts";
export { type Funnel, type FunnelEntry, type FunnelOptions, funnel } from "./funnel.ts";
export type { Order } from "./funnel-entries.ts";
export type { FunnelStep } from "./funnel-steps.ts";
export type { NotStarted, WorkItem } from "./item-records.ts";
export type { KeyedLedger, RowOptions } from "./keyed-rows.ts";
export { knownAt } from "./known-at.ts";
export { type LabourCheck, type LabourChecks, type LabourOptions, labourChecks } from "./labour-checks.ts";
export { frenchLimits, type LabourLimits } from "./labour-limits.ts";
export { type Lifecycle, type LifecyclePeriod, lifecycle } from "./lifecycle.ts";
export type { LogLedger, RecordOf } from "./log.ts";
export { type Movement, type MovementOptions, type Movements, movements } from "./movements.ts";
export type { PaidLedger } from "./paid-rows.ts";
export { perEntity } from "./per-entity.ts";
export { type Purchase, type PurchaseOptions, type Purchases, purchases } from "./purchases.ts";
export { type Reached, type ReachedOptions, reachedWithin } from "./reached-within.ts";
export { evenBrackets, type Retained } from "./retention-rules.ts";
export { type RollCall, type RollCallOptions, type RollCalls, rollCalls } from "./roll-calls.ts";
export { type SlaClock, type SlaClocks, slaClocks } from "./sla-clocks.ts";
export { intercomPolicy, type SlaTerms, zendeskPolicy } from "./sla-policies.ts";
export type { SlaMetric, SlaPolicy, SlaTarget, SlaTerm, Turn } from "./sla-policy.ts";
export { type Spell, type SpellOptions, type Spells, spells } from "./spells.ts";
export type { TicketLedger, TicketLogOptions } from "./ticket-log.ts";
export { type TicketTime, type TicketTimes, ticketTimes } from "./ticket-times.ts";
export type { TransitionLedger, TransitionOptions } from "./transition-log.ts";
export { type WorkItems, workItems } from "./work-items.ts";
export type { StateSort, StateWorkflow, StepWorkflow, Workflow } from "./workflow.ts";
