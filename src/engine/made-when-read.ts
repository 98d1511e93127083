/** Makes what belongs to a period and a group. */
export type MakeAt<V> = (period: number, group: number) => V;

type Told = Readonly<Record<string, unknown>>;

/**
 * Objects with a property that is made for their period and group when it is read, and kept. It is an own one, as of
 * data, so that copies and JSON have it; and the same for all of the class, so that engines see one shape.
 */
export function madeWhenRead<V>(
  property: string,
): new (
  told: Told,
  make: MakeAt<V>,
  period: number,
  group: number,
) => object {
  return class Made {
    static readonly #property = {
      enumerable: true,
      get(this: Made): V {
        return this.#read();
      },
    };

    readonly #make: MakeAt<V>;
    readonly #period: number;
    readonly #group: number;
    #made: { readonly value: V } | null = null;

    constructor(told: Told, make: MakeAt<V>, period: number, group: number) {
      // `Object.assign` takes longer than all the rest
      for (const name in told) (this as Record<string, unknown>)[name] = told[name];
      this.#make = make;
      this.#period = period;
      this.#group = group;
      Object.defineProperty(this, property, Made.#property);
    }

    #read(): V {
      this.#made ??= { value: this.#make(this.#period, this.#group) };
      return this.#made.value;
    }
  };
}
