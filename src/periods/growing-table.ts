/** A table of instants from `from` up to, and without, `to`. */
export interface Covering {
  readonly from: number;
  readonly to: number;
}

/** A table over as much of time as was asked for. */
export interface GrowingTable<T extends Covering> {
  /** The table, made to hold two instants of the years it answers for. */
  covering(first: number, last: number): T;
  /**
   * What `find` finds, in a table that holds an instant and is made wider, later or earlier, until it does;
   * null where there is no more time to look at.
   */
  seek(from: number, later: boolean, find: (table: T) => number | null): number | null;
}

const YEAR = 366 * 86_400_000;
export const EARLIEST = -62_167_219_200_000; // 1 January 0000: the years that a text can name
export const LATEST = 253_402_300_800_000; // 1 January 10000

/** True for an instant of the years 0 to 9999. */
export function isWithinYears(t: number): boolean {
  return t >= EARLIEST && t < LATEST;
}

/** Builds a table when it is first asked, and wider ones when needed; the answers do not depend on how wide. */
export function growingTable<T extends Covering>(build: (from: number, to: number) => T): GrowingTable<T> {
  let table: T | null = null;

  function covering(first: number, last: number): T {
    if (table !== null && first >= table.from && last < table.to) return table;
    // Wider by as much as there is, so that growing day by day stays cheap.
    const { from, to } = table ?? { from: first, to: last + 1 };
    const more = table === null ? 2 * YEAR : to - from;
    table = build(
      first < from || table === null ? Math.max(EARLIEST, first - more) : from,
      last >= to || table === null ? Math.min(LATEST, last + more) : to,
    );
    return table;
  }

  function seek(from: number, later: boolean, find: (table: T) => number | null): number | null {
    let now = covering(from, from);
    for (;;) {
      const found = find(now);
      if (found !== null) return found;
      if (later ? now.to === LATEST : now.from === EARLIEST) return null;
      now = later ? covering(now.from, now.to) : covering(now.from - 1, now.from);
    }
  }

  return { covering, seek };
}
