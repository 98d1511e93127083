export {
  type AssessedReport,
  type AssessedRow,
  type Assessment,
  assess,
  type Targets,
  type Untargeted,
} from "./assess.ts";
export { type Change, type ChangedRow, type Changes, change } from "./change.ts";
export type { PlanJson } from "./saved-plan.ts";
export {
  type ReportToSave,
  type SavedReport,
  type SavedReportJson,
  savedReport,
  savedReportFrom,
} from "./saved-report.ts";
export { type Bound, type GroupKeys, type Scope, type Target, type TargetOptions, target } from "./target.ts";
