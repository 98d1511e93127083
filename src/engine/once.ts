/** Made when first asked for, and kept. */
export function once<V>(make: () => V): () => V {
  let made: { readonly value: V } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** The same for each name. */
export function onceByName(): <V>(name: string, make: () => V) => V {
  const made = new Map<string, unknown>();
  return <V>(name: string, make: () => V): V => {
    if (!made.has(name)) made.set(name, make());
    return made.get(name) as V;
  };
}
