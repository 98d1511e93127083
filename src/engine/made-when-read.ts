/** Makes what belongs to a period and a group. */
export type MakeAt<V> = (period: number, group: number) => V;

/**
 * Objects with a property that is made for their period and group when it is read, and kept. It is an own one, as of
 * data, so that copies and JSON have it; and the same for all of the class, so that engines see one shape.
 */
export function madeWhenRead<V>(
  property: string,
): new (
  told: object,
  make: MakeAt<V>,
  period: number,
  group: number,
) => object {
  return class {
    readonly #make: MakeAt<V>;
    readonly #period: number;
    readonly #group: number;
    #made: { readonly value: V } | null = null;

    constructor(told: object, make: MakeAt<V>, period: number, group: number) {
      Object.assign(this, told);
      this.#make = make;
      this.#period = period;
      this.#group = group;
      Object.defineProperty(this, property, { enumerable: true, get: this.#read });
    }

    #read(): V {
      this.#made ??= { value: this.#make(this.#period, this.#group) };
      return this.#made.value;
    }
  };
}
