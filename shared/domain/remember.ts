/** What is found for a key is found once: for keys that come many thousand times. */
export function remembering<K, V>(find: (key: K) => V): (key: K) => V {
  const found = new Map<K, V>();
  return (key) => {
    if (found.has(key)) return found.get(key) as V;
    const value = find(key);
    found.set(key, value);
    return value;
  };
}

/** Made when it is first asked for, if it ever is. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
