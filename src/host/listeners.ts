/** A list of listeners. `add` returns how to leave it. */
export function listeners<Value>() {
  const all = new Set<(value: Value) => void>();
  return {
    add(listener: (value: Value) => void): () => void {
      all.add(listener);
      return () => void all.delete(listener);
    },
    tell(value: Value): void {
      for (const listener of all) listener(value);
    },
  };
}
