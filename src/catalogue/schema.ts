import { foldNames, quantileMethods } from "../core/measure.ts";
import { directions, units } from "../core/units.ts";

const text = { type: "string", minLength: 1 } as const;
const inBoth = {
  type: "object",
  required: ["en", "fr"],
  properties: { en: text, fr: text },
  additionalProperties: false,
} as const;
const moment = {
  anyOf: [
    text,
    {
      type: "object",
      required: ["edge", "field"],
      properties: { edge: { enum: ["start", "end"] }, field: text },
      additionalProperties: false,
    },
  ],
} as const;

const given = { pattern: "^\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?\\s*$" } as const;

const measure = {
  type: "object",
  required: ["fold"],
  additionalProperties: false,
  properties: {
    fold: { enum: [...foldNames] },
    of: { ...text, description: "The kind of records; absent for measures of the period itself." },
    where: { ...text, description: "A condition on a record." },
    dated: { ...moment, description: "The moment that places a record in a period." },
    during: { type: "array", prefixItems: [moment, moment], items: false, minItems: 2, maxItems: 2 },
    clock: { const: "working" },
    value: { ...text, description: "What is measured of a record." },
    p: { type: ["string", "number"], description: "For quantiles: a share from 0 to 1." },
    method: { enum: [...quantileMethods] },
  },
} as const;

/**
 * The JSON Schema (2020-12) of a metric as JSON: what `JSON.stringify` makes of one, and `metricFrom` takes. The schema
 * says the form; whether the formula and the conditions mean something, `metricFrom` checks.
 */
export const definitionSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "A metric of kpi-core",
  type: "object",
  required: ["id", "title", "about", "unit", "better", "inputs", "formula", "example", "source"],
  additionalProperties: false,
  properties: {
    id: { type: "string", pattern: "^[A-Za-z_][A-Za-z0-9_]*$" },
    title: inBoth,
    about: { ...text, description: "One sentence for the person who reads the number." },
    unit: { enum: [...units] },
    better: { enum: [...directions] },
    inputs: { type: "object", additionalProperties: measure },
    formula: { ...text, description: "Over the names of the inputs." },
    example: {
      type: "object",
      required: ["given", "gives"],
      additionalProperties: false,
      properties: {
        given: { type: "object", additionalProperties: { ...given, type: ["string", "number", "null"] } },
        gives: { type: ["string", "null"] },
      },
    },
    source: {
      type: "object",
      required: ["text"],
      additionalProperties: false,
      properties: { text, url: text, recalled: { const: true } },
    },
    aliases: { type: "array", items: text },
    matures: { ...text, description: "An ISO 8601 duration, such as P7D." },
    personal: { const: true },
    tolerance: text,
    hash: text,
  },
} as const;
