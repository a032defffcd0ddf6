import { AsyncLocalStorage } from 'node:async_hooks';

/** What was asked, by whom it was asked of and under which name. */
type Asked = WeakMap<object, Map<string, Promise<unknown>>>;

const moments = new AsyncLocalStorage<Asked>();

/**
 * For work that only reads and asks for much of it several times, as a page does: what says so is read once, so that all
 * figures of the page are of one moment.
 */
export const inOneMoment = <T>(work: () => Promise<T>): Promise<T> => moments.run(new WeakMap(), work);

/** The same for work that may be part of such: then it is of that moment. */
export const withinAMoment = <T>(work: () => Promise<T>): Promise<T> =>
  moments.getStore() ? work() : inOneMoment(work);

/** Read once within a moment; outside of one always anew. */
export function onceAMoment<T>(of: object, name: string, ask: () => Promise<T>): Promise<T> {
  const asked = moments.getStore();
  if (!asked) return ask();
  const known = asked.get(of) ?? new Map<string, Promise<unknown>>();
  asked.set(of, known);
  const answer = (known.get(name) as Promise<T> | undefined) ?? ask();
  known.set(name, answer);
  return answer;
}
