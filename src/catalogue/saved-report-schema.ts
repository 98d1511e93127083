import { moments } from "../core/history.ts";
import { comparisons } from "../engine/plan.ts";
import { definitionSchema } from "./schema.ts";

const text = { type: "string", minLength: 1 } as const;
const oneObject = { type: "object", additionalProperties: false } as const;
const moment = {
  ...text,
  description: "A date, whose start in the time zone of the plan is meant, or 2026-01-31T09:00:00Z.",
} as const;
const number = { type: ["string", "number"] } as const;

const time = { type: "string", pattern: "^[0-9]{2}:[0-5][0-9]$" } as const;
const hours = {
  type: "array",
  description: 'Hours such as [["09:00", "12:30"], ["13:30", "17:00"]]; none is a day that is closed.',
  items: { type: "array", prefixItems: [time, time], items: false, minItems: 2, maxItems: 2 },
} as const;
const weekly = {
  ...oneObject,
  properties: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours, sat: hours, sun: hours },
} as const;
const schedule = {
  ...oneObject,
  required: ["timeZone", "weekly"],
  properties: {
    timeZone: text,
    weekly,
    versions: {
      type: "array",
      items: { ...oneObject, required: ["from", "weekly"], properties: { from: text, weekly } },
    },
    holidays: { type: "array", items: text },
    exceptions: { type: "object", additionalProperties: hours },
  },
} as const;

const plan = {
  ...oneObject,
  properties: {
    by: {
      description: "Names to group by; as an object, with the moment of those that have a history.",
      anyOf: [
        { type: "array", items: text },
        {
          type: "object",
          additionalProperties: {
            anyOf: [
              { const: true },
              { ...oneObject, required: ["at"], properties: { at: { enum: [...moments] } } },
            ],
          },
        },
      ],
    },
    per: { ...text, description: "The name of a grain, such as month or week(startsOn=7,minimalDays=1)." },
    timeZone: { ...text, description: "Needed with per: Europe/Paris, UTC or +02:00." },
    from: moment,
    to: moment,
    asOf: moment,
    compare: { type: "array", items: { enum: [...comparisons] } },
    approximate: { ...oneObject, required: ["error"], properties: { error: number } },
    schedules: { type: "object", additionalProperties: schedule },
  },
} as const;

const size = {
  ...number,
  description: "In the unit of the metric, or an ISO 8601 duration such as P2D.",
} as const;
const pair = { type: "array", prefixItems: [size, size], items: false, minItems: 2, maxItems: 2 } as const;
const scope = {
  currency: text,
  from: moment,
  until: moment,
  for: { type: "object", additionalProperties: { type: ["string", "number", "boolean", "null"] } },
} as const;
const target = {
  anyOf: [
    { ...oneObject, required: ["atLeast"], properties: { atLeast: size, warn: size, ...scope } },
    { ...oneObject, required: ["atMost"], properties: { atMost: size, warn: size, ...scope } },
    { ...oneObject, required: ["between"], properties: { between: pair, warn: pair, ...scope } },
  ],
} as const;

const { $schema, ...definition } = definitionSchema;

/**
 * The JSON Schema (2020-12) of a saved report: what `savedReport` of `kpi-core/benchmarks` makes, and `savedReportFrom`
 * takes. The schema says the form; whether formulas, zones, dates and targets mean something, `savedReportFrom` checks.
 */
export const savedReportSchema = {
  $schema,
  title: "A saved report of kpi-core",
  ...oneObject,
  required: ["format", "metrics", "plan"],
  properties: {
    format: { const: "kpi-core report 1" },
    metrics: { type: "object", additionalProperties: definition },
    plan,
    targets: {
      type: "object",
      description: "By the names of the metrics.",
      additionalProperties: { anyOf: [target, { type: "array", items: target }] },
    },
  },
} as const;
