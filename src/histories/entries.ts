import { requireEntries } from "../core/entries.ts";
import { KpiError } from "../core/errors.ts";
import { shown } from "../core/instant.ts";
import type { Kind } from "../core/kind.ts";

/** The options of a history as given, which say where the fields of a kind come from, and more. */
export function optionsOf<O>(
  subject: string,
  options: O,
  { fields }: Pick<Kind, "fields">,
  more: readonly string[],
): O {
  requireEntries(`${subject}: options`, options, [...more, ...Object.keys(fields)]);
  return options;
}

/** Throws for a name that is a number: an object has those first, wherever they were written. */
export function requireNames(subject: string, names: readonly string[]): void {
  const number = names.find((name) => /^\d+$/.test(name));
  if (number === undefined) return;
  const problem = `${shown(number)} is a number, and numbers lose their place in an object; give it a name`;
  throw new KpiError("bad-definition", `${subject} ${problem}`);
}
