/** Plain text, aligned: to be replaced by the outputs of the library when it has them. */

const WIDTH = 80;

export interface Heading {
  /** Stands over the columns beside each other that share it. */
  readonly over?: string;
  readonly title: string;
  readonly unit: string;
}

/** The first column is of names, the others of numbers. A line break in a name is kept. */
export function tableLines(headings: readonly Heading[], rows: readonly (readonly string[])[]): string[] {
  const head = [headings.map(({ title }) => title), headings.map(({ unit }) => unit)];
  const body = rows.flatMap(([name = "", ...numbers]) => {
    const names = name.split("\n");
    return names.map((part, i) => [part, ...numbers.map((number) => (i === names.length - 1 ? number : ""))]);
  });
  const widths = headings.map((heading, column) =>
    Math.max(leastWidth(headings, heading), ...[...head, ...body].map((cells) => cells[column]?.length ?? 0)),
  );
  const aligned = (cells: readonly string[]) =>
    cells
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join(" ")
      .trimEnd();
  const rule = widths.map((width) => "-".repeat(width)).join(" ");
  return [spanned(headings, widths), ...head.map(aligned), rule, ...body.map(aligned)];
}

/** An even share of the heading above, so that it fits over its columns. */
function leastWidth(headings: readonly Heading[], { over }: Heading): number {
  if (over === undefined) return 0;
  const columns = headings.filter((heading) => heading.over === over).length;
  return Math.ceil((over.length - (columns - 1)) / columns);
}

/** The line of headings that stand over several columns, each ending where its last column does. */
function spanned(headings: readonly Heading[], widths: readonly number[]): string {
  let [line, end] = ["", -1];
  headings.forEach(({ over }, i) => {
    end += (widths[i] ?? 0) + 1;
    if (over !== undefined && over !== headings[i + 1]?.over) line = line.padEnd(end - over.length) + over;
  });
  return line;
}

/** A text in lines of at most 80 signs, indented; all but the first two signs further. */
export function wrapped(text: string, indent = 0): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? " ".repeat(indent) + word : `${line} ${word}`;
    if (line !== "" && longer.length > WIDTH) {
      lines.push(line);
      line = " ".repeat(indent + 2) + word;
    } else line = longer;
  }
  return [...lines, line];
}
