/** Gives arrays to write results into. */
export interface Lender {
  numbers(length: number): Float64Array;
  bytes(length: number): Uint8Array;
}

/** A new array each time. */
export const anew: Lender = {
  numbers: (length) => new Float64Array(length),
  bytes: (length) => new Uint8Array(length),
};

/** Lends the same arrays again for each block of rows: to make them anew would take longer than to fill them. */
export interface Library extends Lender {
  /** All that was lent may be written over. */
  takeBack(): void;
}

/** A library of arrays with so many places. */
export function libraryOf(size: number): Library {
  const numbers = shelf((length) => new Float64Array(length), size);
  const bytes = shelf((length) => new Uint8Array(length), size);
  return {
    numbers: numbers.lend,
    bytes: bytes.lend,
    takeBack() {
      numbers.takeBack();
      bytes.takeBack();
    },
  };
}

function shelf<A extends { subarray(from: number, to: number): A }>(
  make: (length: number) => A,
  size: number,
) {
  const arrays: A[] = [];
  let lent = 0;
  return {
    lend(length: number): A {
      if (lent === arrays.length) arrays.push(make(size));
      const array = arrays[lent++] as A;
      return length === size ? array : array.subarray(0, length);
    },
    takeBack() {
      lent = 0;
    },
  };
}
