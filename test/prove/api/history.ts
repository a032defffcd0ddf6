/** A write as its caller saw it. `unknown`: no answer, or one that says nothing of what became of it. */
export type Write = {
  thing: string;
  mark: number;
  start: number;
  end: number;
  outcome: 'done' | 'refused' | 'unknown';
  what: string;
};

/**
 * What can't be, given what the writers were told and what stands in the end (Jepsen's way, for registers): each write
 * that was said to be done is what stands, or began before another that was said to be done had ended.
 */
export function violations(
  writes: readonly Write[],
  standing: ReadonlyMap<string, number | undefined>,
): string[] {
  const things = [...new Set(writes.map(({ thing }) => thing))];
  return things.flatMap((thing) => {
    const all = writes.filter((write) => write.thing === thing);
    const found = standing.get(thing);
    const done = all.filter(({ outcome }) => outcome === 'done');
    if (found === undefined) return done.length > 0 ? [`${thing}: said to be there, and isn't`] : [];
    const written = all.find(({ mark }) => mark === found);
    if (!written) return [`${thing}: holds ${found}, which nobody wrote`];
    if (written.outcome === 'refused') return [`${thing}: holds ${written.what}, which was refused`];
    const later = done.find(({ start }) => start > written.end);
    return later ? [`${thing}: holds ${written.what}, though ${later.what} came after it and was done`] : [];
  });
}
