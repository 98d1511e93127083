import type { TextColumn } from "./column.ts";
import type { Stretches } from "./kernels-spans.ts";
import { cellsIn, type Layout } from "./layout.ts";
import { once } from "./once.ts";
import { inOrder, risingOf } from "./order.ts";
import { laterRuns, type Runs, runsOf, type SpanPile } from "./runs.ts";

/** Spans from row `first` on. */
export type Block = Stretches & { readonly first: number };

/** The pieces of spans that lie in each cell, to be made into sorted steps when somebody asks for those. */
export function pileOfSpans(
  blocks: () => Iterable<Block>,
  groupOf: Int32Array,
  layout: Layout,
  owners: TextColumn | null,
): Runs {
  const { groups } = layout;
  const starts = new Uint32Array(cellsIn(layout) + 1);
  for (const block of blocks()) countPieces(block, groupOf, groups, starts);
  for (let cell = 1; cell < starts.length; cell++)
    starts[cell] = (starts[cell] as number) + (starts[cell - 1] as number);
  const pieces = starts[starts.length - 1] as number;
  const [from, to] = [new Float64Array(pieces), new Float64Array(pieces)];
  const owner = owners === null ? null : new Int32Array(pieces);
  const next = starts.slice();
  for (const block of blocks()) {
    dealPieces(block, groupOf, groups, next, from, to, owner, owners?.codes ?? groupOf);
  }
  const names = owners?.texts ?? [];
  const room = once(() => new Int32Array(names.length).fill(-1));
  const spans: SpanPile = { starts, from, to, owner, names, room };
  return Object.assign(
    laterRuns(owner === null ? [0] : [0, 0], () => stepsOf(spans)),
    { spans },
  );
}

// Both walk along the periods of a span in the same way; a period without working time has no length, and no piece

function countPieces(
  { from, to, bounds, begins: periods, first }: Block,
  groupOf: Int32Array,
  groups: number,
  starts: Uint32Array,
): void {
  for (let i = 0; i < from.length; i++) {
    const end = to[i] as number;
    let begins = from[i] as number;
    if (!(begins < end)) continue;
    for (let period = periods[i] as number; begins < end; period++) {
      const ends = Math.min(end, bounds[period + 1] as number);
      const cell = period * groups + (groupOf[first + i] as number);
      if (begins < ends) starts[cell + 1] = (starts[cell + 1] as number) + 1;
      begins = ends;
    }
  }
}

function dealPieces(
  { from, to, bounds, begins: periods, first }: Block,
  groupOf: Int32Array,
  groups: number,
  next: Uint32Array,
  begun: Float64Array,
  over: Float64Array,
  owner: Int32Array | null,
  ownerOf: Int32Array,
): void {
  for (let i = 0; i < from.length; i++) {
    const end = to[i] as number;
    let begins = from[i] as number;
    if (!(begins < end)) continue;
    for (let period = periods[i] as number; begins < end; period++) {
      const ends = Math.min(end, bounds[period + 1] as number);
      if (begins < ends) {
        const cell = period * groups + (groupOf[first + i] as number);
        const place = next[cell] as number;
        next[cell] = place + 1;
        begun[place] = begins;
        over[place] = ends;
        if (owner !== null) owner[place] = ownerOf[first + i] as number;
      }
      begins = ends;
    }
  }
}

/** A step up where a span begins in a cell and one down where it ends, by resource where there are any. */
function stepsOf({ starts, from, to, owner, names }: SpanPile): Runs {
  const cells = new Int32Array(from.length);
  for (let cell = 0; cell + 1 < starts.length; cell++) cells.fill(cell, starts[cell], starts[cell + 1]);
  const both = <V>(of: (piece: number) => V, other: (piece: number) => V): V[] =>
    Array.from({ length: 2 * from.length }, (_, step) => (step % 2 === 0 ? of : other)(step >> 1));
  const same = <V>(of: (piece: number) => V) => both(of, of);
  const times = both(
    (piece) => from[piece] as number,
    (piece) => to[piece] as number,
  );
  const keys = owner === null ? [times] : [same((piece) => names[owner[piece] as number] as string), times];
  return runsOf(
    {
      cells: same((piece) => cells[piece] as number),
      keys,
      scales: keys.map(() => 0),
      weights: both(
        () => 1,
        () => -1,
      ),
    },
    starts.length - 1,
  );
}

/** The most pieces of a cell at one moment; one that ends as another begins is not with it. */
export function mostTogether({ starts, from, to }: SpanPile, cell: number): number {
  const [first, end] = [starts[cell] as number, starts[cell + 1] as number];
  return mostOf(from.subarray(first, end), to.subarray(first, end));
}

function mostOf(from: Float64Array, to: Float64Array): number {
  const [begins, ends] = [risingOf(from), risingOf(to)];
  let [most, over] = [0, 0];
  for (let begun = 0; begun < begins.length; begun++) {
    const t = begins[begun] as number;
    while ((ends[over] as number) <= t) over++;
    most = Math.max(most, begun + 1 - over);
  }
  return most;
}

/** The stretches in which each resource had at least one piece in a cell. */
export function busyStretches(
  { starts, from, to, owner, room }: SpanPile,
  cell: number,
): { from: Float64Array; to: Float64Array } {
  const [first, end] = [starts[cell] as number, starts[cell + 1] as number];
  const { rising, places } = inOrder(from.subarray(first, end));
  const [begun, over] = [new Float64Array(rising.length), new Float64Array(rising.length)];
  const own = room(); // the last stretch of each resource
  let count = 0;
  for (let i = 0; i < rising.length; i++) {
    const piece = first + (places[i] as number);
    const resource = owner?.[piece] ?? 0;
    const at = own[resource] as number;
    const begins = rising[i] as number;
    const ends = to[piece] as number;
    if (at >= 0 && begins <= (over[at] as number)) over[at] = Math.max(over[at] as number, ends);
    else {
      own[resource] = count;
      begun[count] = begins;
      over[count++] = ends;
    }
  }
  for (let piece = first; piece < end; piece++) own[owner?.[piece] ?? 0] = -1;
  return { from: begun.subarray(0, count), to: over.subarray(0, count) };
}

/** The most resources that had a piece at one moment. */
export function mostBusyTogether(spans: SpanPile, cell: number): number {
  const { from, to } = busyStretches(spans, cell);
  return mostOf(from, to);
}
