/** A value, or the promise of one where it must be fetched: what is in memory waits for no turn of the loop. */
export type Soon<T> = T | Promise<T>;

/** What follows from a value: at once where it is there. */
export const andThen = <T, U>(value: Soon<T>, next: (value: T) => Soon<U>): Soon<U> =>
  value instanceof Promise ? value.then(next) : next(value);

/** As `try` and `catch` do, around what may be there at once. */
export function rescued<T, U>(start: () => Soon<T>, rescue: (reason: unknown) => U): Soon<T | U> {
  try {
    const begun = start();
    return begun instanceof Promise ? begun.catch(rescue) : begun;
  } catch (reason) {
    return rescue(reason);
  }
}
