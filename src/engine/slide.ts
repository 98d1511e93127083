/** Periods that become one, both ends within. Of several, none begins or ends before the one in front of it. */
export interface Window {
  readonly first: number;
  readonly last: number;
}

/** For each window, the periods that it has and the one before had not, and the other way round. */
export function slid(
  windows: readonly Window[],
): { readonly entering: readonly number[]; readonly leaving: readonly number[] }[] {
  return windows.map(({ first, last }, i) => {
    const before = windows[i - 1] ?? { first, last: first - 1 };
    return {
      entering: range(Math.max(first, before.last + 1), last),
      leaving: range(before.first, Math.min(first - 1, before.last)),
    };
  });
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
}
