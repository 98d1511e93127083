/** How far the reading is, for the person who waits. */

export interface Progress {
  rows(read: number): void;
  /** Ends the line; says nothing where nothing was read. */
  done(): void;
}

/** Over one line of a terminal; a line every so many rows where it is written to a file. */
export function progressOn(out: NodeJS.WriteStream, every = out.isTTY ? 200 : 2000): Progress {
  let read = 0;
  const tell = (end: string) => out.write(`${out.isTTY ? "\r" : ""}${read} rows read${end}`);
  return {
    rows(now) {
      read = now;
      if (read % every === 0) tell(out.isTTY ? "" : "\n");
    },
    done() {
      if (read > 0) tell("\n");
    },
  };
}
