/** What is found for a key is found once: for keys that come many thousand times. */
export function remembering<K, V>(find: (key: K) => V): (key: K) => V {
  const found = new Map<K, V>();
  return (key) => {
    const known = found.get(key);
    if (known !== undefined || found.has(key)) return known as V;
    const value = find(key);
    found.set(key, value);
    return value;
  };
}

const FEW = 100;

/** The same for keys that come from outside: forgets all of them where they become many. */
export function rememberingFew<K, V>(find: (key: K) => V): (key: K) => V {
  const found = new Map<K, V>();
  return (key) => {
    const known = found.get(key);
    if (known !== undefined) return known;
    if (found.size >= FEW) found.clear();
    const value = find(key);
    found.set(key, value);
    return value;
  };
}

/** The same of an object, for as long as somebody holds it: it must not change. */
export function rememberingOf<K extends object, V>(find: (of: K) => V): (of: K) => V {
  const found = new WeakMap<K, { value: V }>();
  return (of) => {
    const known = found.get(of) ?? { value: find(of) };
    found.set(of, known);
    return known.value;
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

/** What was said of the last key is said again while it is asked: for keys that come in runs. */
export function ofTheLast<K, V>(find: (key: K) => V): (key: K) => V {
  let last: { key: K; value: V } | undefined;
  return (key) => {
    if (last?.key !== key) last = { key, value: find(key) };
    return last.value;
  };
}
