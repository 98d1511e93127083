import type { DayEdge, FieldName, Kind, Written } from "./kind.ts";

/** Where the value of a field comes from: a column, a function of the row, one value for all, or the edge of a day. */
export type From<R, V> =
  | ColumnOf<R, V>
  | ((row: R) => V | null | undefined)
  | { readonly value: V }
  | DayEdge<keyof R & string>;

/** The columns that may hold such values; a column of unknown type may, and one that is all null. */
export type ColumnOf<R, V> = {
  [C in keyof R & string]-?: Holds<R[C], V> extends true ? C : never;
}[keyof R & string];
type Holds<C, V> = unknown extends C
  ? true
  : [C] extends [null | undefined]
    ? true
    : [Extract<C, V>] extends [never]
      ? false
      : true;

/** The names that the user's rows have, for the fields of a kind. A field that is not named here keeps its name. */
export type Mapping<K extends Kind, R> = {
  readonly [F in FieldName<K>]?: From<R, Exclude<Written<K["fields"][F]>, null | undefined>>;
};
