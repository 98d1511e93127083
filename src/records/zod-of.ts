import * as z from "zod";
import { KpiError } from "../core/errors.ts";
import type { FieldName, Kind, Written } from "../core/kind.ts";
import { brokenRule, type InstantOf, isProblem, type Read, readField } from "../core/row-check.ts";

/** The rows of a kind, restricted to some of its fields. */
export type RowOf<K extends Kind, N extends FieldName<K> = FieldName<K>> = {
  [F in N as K["fields"][F]["optional"] extends true ? never : F]: Written<K["fields"][F]>;
} & { [F in N as K["fields"][F]["optional"] extends true ? F : never]?: Written<K["fields"][F]> };

/**
 * The zod schema of a kind, or of some of its fields. It accepts a row exactly where a table would, with the same
 * messages, and leaves the values as they are; what a field means and its unit are in `.meta()`. `instantOf` reads
 * texts without an offset, as the `zone` of a table does; without it they are refused.
 *
 * @example
 * ```ts
 * import { ticket, zodOf } from "kpi-core/records";
 *
 * const row = zodOf(ticket, ["openedAt", "resolvedAt"]);
 * row.safeParse({ openedAt: "2026-05-04T08:00:00Z", resolvedAt: null }).success // => true
 * row.safeParse({ openedAt: "2024-02-30T08:00:00Z" }).success // => false
 * row.shape.openedAt.meta()?.description // => "when the requester first wrote"
 * ```
 */
export function zodOf<K extends Kind, const N extends FieldName<K> = FieldName<K>>(
  kind: K,
  fields: readonly N[] = Object.keys(kind.fields) as N[],
  { instantOf }: { instantOf?: InstantOf } = {},
): z.ZodType<RowOf<K, N>> & { readonly shape: Readonly<Record<N, z.ZodType>> } {
  const shape = Object.fromEntries(fields.map((name) => [name, fieldSchema(kind, name, instantOf)]));
  const schema = z.object(shape).superRefine((row, context) => {
    const broken = brokenRule(kind, (name) => {
      const field = kind.fields[name];
      if (field === undefined || !Object.hasOwn(shape, name)) return undefined;
      return readField(field, row[name], instantOf) as Read; // the shape has passed
    });
    if (broken !== null) context.addIssue({ code: "custom", path: [broken.field], message: broken.problem });
  });
  return schema as never;
}

function fieldSchema(kind: Kind, name: string, instantOf: InstantOf | undefined): z.ZodType {
  const field = kind.fields[name];
  if (field === undefined) {
    const names = Object.keys(kind.fields).join(", ");
    throw new KpiError("bad-definition", `zodOf: ${kind.name} has no field ${name}; it has ${names}`);
  }
  const { about, unit, currency } = field;
  const schema = z.unknown().superRefine((value, context) => {
    const read = readField(field, value, instantOf);
    if (isProblem(read)) context.addIssue({ code: "custom", message: read.problem });
  });
  const admitted = field.optional ? schema.optional() : schema;
  return admitted.meta({ description: about, ...(unit && { unit }), ...(currency && { currency }) });
}
