export { type Coded, coded } from "./core/coded.ts";
export { Decimal, type Numeric } from "./core/decimal.ts";
export type { AnyMetric, Given, MetricWords, Source } from "./core/definition.ts";
export { KpiError, type KpiErrorCode } from "./core/errors.ts";
export { type Call, type Expression, type Literal, type Name, parse } from "./core/expression.ts";
export { type At, at, type History, type HistoryField, type Stay } from "./core/history.ts";
export type { InstantLike } from "./core/instant.ts";
export {
  type DayEdge,
  date,
  endOf,
  type Field,
  type FieldKind,
  type FieldName,
  type Fields,
  flag,
  instant,
  type Kind,
  money,
  number,
  oneOf,
  optional,
  record,
  startOf,
  text,
  type Written,
} from "./core/kind.ts";
export type { From, Mapping } from "./core/mapping.ts";
export type { Clock, FoldName, Measure, Moment, Placement, QuantileMethod } from "./core/measure.ts";
export { type FormResult, type Metric, type MetricDefinition, metric } from "./core/metric.ts";
export { metricFrom } from "./core/metric-from.ts";
export type { MeasureJson, MetricJson, MomentJson } from "./core/metric-json.ts";
export type { Checked, Reserved } from "./core/names.ts";
export { type Nullable, nullable } from "./core/nullable.ts";
export {
  type Dated,
  type During,
  type FormulaText,
  type Lengths,
  type MomentOf,
  type Population,
  period,
  population,
} from "./core/population.ts";
export type { Rejection } from "./core/row-check.ts";
export { type ColumnLike, type Columns, columns, type RowSource } from "./core/source.ts";
export { type Speech, speak, speakVariance } from "./core/speak.ts";
export type { Locale, Unit } from "./core/units.ts";
export type { Cell, Reason } from "./engine/cell.ts";
export { evaluate } from "./engine/evaluate.ts";
export type { Fate } from "./engine/fate.ts";
export type { Group } from "./engine/groups.ts";
export { merge } from "./engine/merge.ts";
export type { Comparison, Plan } from "./engine/plan.ts";
export {
  type Compared,
  type InputsOf,
  type Metrics,
  type Report,
  type Row,
  reportOf,
  type Whole,
} from "./engine/report.ts";
export { type Restated, restated } from "./engine/restated.ts";
export { type RollUp, rollUp } from "./engine/rollup.ts";
export {
  type Grouped,
  type GroupNames,
  type GroupsIn,
  type GroupsOf,
  type Key,
  type Missing,
  type Table,
  type TableOptions,
  type Tables,
  type TablesFor,
  table,
} from "./engine/table.ts";
export type { Ledgers, MeasureLedger, RowLedger, TallyData, TallyPeriod } from "./engine/tally.ts";
export {
  type MeasureTallyJson,
  type RunsJson,
  type Tally,
  type TallyJson,
  tallyFrom,
} from "./engine/tally-json.ts";
export { tallyOf } from "./engine/tally-of.ts";
export { type StreamOptions, tallyStream } from "./engine/tally-stream.ts";
export { rolling, toDate } from "./engine/windows.ts";
export type { Period } from "./periods/period.ts";
