/**
 * What a write does to one thing, as its caller saw it. `unknown`: no answer, or one that says nothing of what became of
 * it. Times are turns of one counter, so that they only say what came before what.
 */
export type Write = {
  thing: string;
  value: string;
  /** `last`: the last write stands. `first`: the first one stands, and later ones are answered with it. */
  rule: 'last' | 'first';
  start: number;
  end: number;
  outcome: 'done' | 'refused' | 'unknown';
  what: string;
};

/** What an answer showed of a thing. `isRepeat`: an earlier sending of the same request may have done the work. */
export type Read = Pick<Write, 'thing' | 'value' | 'rule' | 'start' | 'end' | 'what'> & {
  own: string | undefined;
  isRepeat: boolean;
};

/** How a thing stands that nobody has written yet. */
export const ABSENT = 'absent';

/**
 * What can't be, given what the writers were told and what stands in the end (Jepsen's way, for registers): each write
 * that was said to be done is what stands, or began before another that was said to be done had ended.
 */
export function violations(
  writes: readonly Write[],
  reads: readonly Read[],
  standing: ReadonlyMap<string, string>,
): string[] {
  const byThing = new Map<string, Write[]>();
  for (const write of writes) {
    const all = byThing.get(write.thing);
    if (all) all.push(write);
    else byThing.set(write.thing, [write]);
  }
  const ofStanding = [...byThing].flatMap(([thing, all]) => {
    const found = standing.get(thing) ?? ABSENT;
    return all[0]?.rule === 'first' ? firstProblems(all, found) : lastProblems(all, found);
  });
  const ofReads = reads.flatMap((read) => readProblem(read, byThing.get(read.thing) ?? [], standing) ?? []);
  return [...ofStanding, ...ofReads];
}

function lastProblems(all: readonly Write[], found: string): string[] {
  const possible = writersOf(all, found);
  const name = all[0]?.thing;
  if (possible.length === 0) {
    const refused = all.find(({ value }) => value === found);
    return [`${name}: holds ${found}, which ${refused ? `was refused (${refused.what})` : 'nobody wrote'}`];
  }
  const later = possible.map((write) => overwriting(write, all));
  const last = later[0];
  return last && later.every(Boolean) ? [`${name}: holds ${found}, though ${last.what} came after it`] : [];
}

function firstProblems(all: readonly Write[], found: string): string[] {
  const done = all.find(({ outcome }) => outcome === 'done');
  const name = all[0]?.thing;
  if (found === ABSENT) return done ? [`${name}: said to be there (${done.what}), and isn't`] : [];
  const possible = writersOf(all, found);
  if (possible.length === 0) return [`${name}: holds ${found}, which nobody wrote`];
  const before = all.find(
    (one) => one.outcome === 'done' && one.value !== found && possible.every(({ start }) => one.end < start),
  );
  return before ? [`${name}: holds ${found}, though ${before.what} came before it`] : [];
}

/** Those that may have put this value there; nobody at all is one, at the beginning. */
function writersOf(all: readonly Write[], value: string): Write[] {
  const untouched: Write[] =
    value === ABSENT && all[0]
      ? [{ ...all[0], value, start: -1, end: -1, outcome: 'unknown', what: 'nothing' }]
      : [];
  return [...untouched, ...all.filter((write) => write.value === value && write.outcome !== 'refused')];
}

/** Another value that was surely written after this one, and before that moment. */
const overwriting = (write: Write, all: readonly Write[], before = Number.POSITIVE_INFINITY) =>
  all.find(
    ({ outcome, value, start, end }) =>
      outcome === 'done' && value !== write.value && start > write.end && end < before,
  );

/**
 * An answer shows its caller's own words; of a `first` thing what stands. Only a repeat may show another's, as far as
 * they may have stood while it was answered.
 */
function readProblem(
  read: Read,
  all: readonly Write[],
  standing: ReadonlyMap<string, string>,
): string | undefined {
  if (read.rule === 'first') {
    const found = standing.get(read.thing) ?? ABSENT;
    return read.value === found
      ? undefined
      : `${read.thing}: ${read.what} showed ${read.value}, not ${found}`;
  }
  if (read.own === undefined || read.value === read.own) return undefined;
  const may =
    read.isRepeat &&
    writersOf(all, read.value).some(
      (write) => write.start < read.end && !overwriting(write, all, read.start),
    );
  return may ? undefined : `${read.thing}: ${read.what} was answered with ${read.value}`;
}
