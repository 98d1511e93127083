/**
 * A stretch of time with a name: from `start` up to, and without, `end`, both epoch milliseconds. Sort and
 * join periods by `start`, never by `label`: the labels of a repeated hour do not sort in time.
 */
export interface Period {
  /** The name of its grain, such as `month`. */
  readonly grain: string;
  readonly label: string;
  readonly start: number;
  readonly end: number;
}
