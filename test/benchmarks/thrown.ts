/** What a call throws; undefined where it throws nothing. */
export function thrownBy(go: () => unknown): unknown {
  try {
    go();
  } catch (error) {
    return error;
  }
  return undefined;
}
