import { DAY_MS } from '../../../shared/domain/time/units.ts';
import { type Read, violations, type Write } from './history.ts';
import type { Effect, Move, Shown } from './move.ts';

type Answer = { status: number; json: Shown | undefined } | undefined;
export type History = ReturnType<typeof createHistory>;

/** What was promised: an answer is given again for so long. */
const PROMISED_MS = DAY_MS;

/** Writes down what each caller asked for and was told. `now`: the run's own time, epoch ms. */
export function createHistory(now: () => number) {
  let ticks = 0;
  let replays = 0;
  const writes: Write[] = [];
  const reads: Read[] = [];
  const seen: string[] = [];
  const outcomes = { done: 0, refused: 0, unknown: 0 };
  const firsts = new Map<string, { writes: Write[]; text?: string; at: number }>();

  /** Takes the request down; what it answers is called with the answer. */
  function begin(move: Move, key: string | undefined): (answer: Answer) => void {
    const start = ticks++;
    const known = key === undefined ? undefined : firsts.get(key);
    // All sendings of one key are one write, from the first on.
    const own = known?.writes ?? move.effects.map((effect) => writeOf(effect, start));
    if (!known) writes.push(...own);
    if (key !== undefined && !known) firsts.set(key, { writes: own, at: now() });
    return (answer) => end(move, key, own, { start, isRepeat: known !== undefined }, answer);
  }

  function end(
    move: Move,
    key: string | undefined,
    own: Write[],
    { start, isRepeat }: { start: number; isRepeat: boolean },
    answer: Answer,
  ): void {
    const outcome = outcomeOf(answer?.status, answer?.json?.code);
    const what = `${move.wish.method} ${move.wish.path} ${answer?.status ?? 'unanswered'}`;
    outcomes[outcome]++;
    const at = ticks++;
    for (const [index, write] of own.entries())
      settle(write, { outcome, end: at, what }, move.effects[index], answer);
    const isReplay = key !== undefined && firsts.get(key)?.text !== undefined;
    if (key !== undefined && answer && outcome !== 'unknown') noteRepeat(key, answer);
    // The first answer again says nothing of now.
    if (outcome !== 'done' || !answer || isReplay) return;
    for (const shown of move.shows?.(answer.json ?? ({ id: '' } as Shown), answer.status) ?? []) {
      const { thing, value, rule = 'last' } = shown;
      const mine = move.effects.find((effect) => effect.thing === thing);
      reads.push({ thing, value, rule, start, end: at, what, own: mine?.value, isRepeat });
      if (mine || writes.some((write) => write.thing === thing && write.value === value)) continue;
      writes.push({ ...writeOf(shown, start), end: at, outcome, what });
    }
  }

  function settle(
    write: Write,
    told: Pick<Write, 'outcome' | 'end' | 'what'>,
    effect: Effect | undefined,
    answer: Answer,
  ): void {
    if (write.outcome !== 'unknown') return;
    // It was there already (200), or one of many: what is done only in making it may not have been done.
    const uncertain = effect?.ifMade && told.outcome === 'done' && answer?.json?.data !== undefined;
    const passed =
      (effect?.ifMade && told.outcome === 'done' && answer?.status !== 201) || isRefusedItem(effect, answer);
    if (uncertain) return;
    Object.assign(write, passed ? { ...told, outcome: 'refused' } : told);
  }

  /** The same key, the same answer; but for the customer, whom an erasure takes out of it. */
  function noteRepeat(key: string, answer: NonNullable<Answer>): void {
    const first = firsts.get(key);
    if (!first || answer.json?.code === 'idempotency-key-reused') return;
    const text = JSON.stringify([answer.status, answer.json]).replaceAll(/"customerId":"[^"]*",?/g, '');
    if (first.text === undefined) Object.assign(first, { text, at: now() });
    else {
      replays++;
      if (first.text !== text && now() - first.at < PROMISED_MS)
        seen.push(`${key}: ${first.text} and then ${text}`);
    }
  }

  return {
    begin,
    outcomes,
    replays: () => replays,
    things: () => new Set(writes.map(({ thing }) => thing)),
    violations: (standing: ReadonlyMap<string, string>) => [...seen, ...violations(writes, reads, standing)],
  };
}

/** Of many that were answered each for itself, this one was not taken. */
function isRefusedItem({ of }: Pick<Effect, 'of'> = {}, answer: Answer): boolean {
  const results = (answer?.json?.results ?? []) as { externalId?: string; outcome: string }[];
  return results.some(({ externalId, outcome }) => externalId === of && outcome === 'refused');
}

const writeOf = ({ thing, value, rule = 'last' }: Effect, start: number): Write => ({
  thing,
  value,
  rule,
  start,
  end: Number.POSITIVE_INFINITY,
  outcome: 'unknown',
  what: 'not answered',
});

function outcomeOf(status: number | undefined, code: unknown): Write['outcome'] {
  // Another attempt is at it: its answer is to be asked for again.
  if (status === undefined || status >= 500 || code === 'idempotency-underway') return 'unknown';
  return status < 300 ? 'done' : 'refused';
}
