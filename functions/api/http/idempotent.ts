import { createHash, hkdfSync } from 'node:crypto';
import type {
  Claim,
  KeptAnswer,
  RequestName,
  Worker,
} from '../../../shared/data/access/idempotency-store.ts';
import { type Purpose, purposes } from '../../../shared/domain/sealed/purposes.ts';
import { openSealed, sealText } from '../../../shared/domain/sealed/sealed-text.ts';
import type { ApiDeps } from '../deps.ts';
import { Refusal, refuse } from './refusal.ts';

export type Rendered = { status: number; headers: Record<string, string>; body: string };

/** How long a second caller waits for the first one's answer before it is told to come back. */
const PATIENCE_MS = 20_000;
const LOOK_AGAIN_MS = [10, 20, 40, 80, 150, 250];

/** The caller's key as he sent it; 400 when it can't be one. */
export function idempotencyKeyOf(request: Request): string | undefined {
  const key = request.headers.get('idempotency-key') ?? undefined;
  if (key === undefined) return undefined;
  if (!/^[!-~]{1,255}$/.test(key)) {
    throw refuse(400, 'malformed-idempotency-key', 'An Idempotency-Key is 1–255 visible ASCII characters.');
  }
  return key;
}

/**
 * Does the work once for each Idempotency-Key. Fifty at a time: one works, the others wait for its answer. When the
 * worker dies its lease runs out and the next caller repeats the work, which lands on the same ids and the same
 * secrets: a worker that was only slow writes nothing else than what was answered meanwhile.
 * Refusals of what was asked are kept as answers; failures of ours, and refusals of who asks or of now, are not. Kept sealed: an answer may hold a new secret.
 */
export async function idempotent(
  deps: ApiDeps,
  request: { owner: string; key: string; origin: string },
  work: (secretBytes: ApiDeps['random']) => Promise<Rendered>,
): Promise<Rendered> {
  const name = { owner: request.owner, requestHash: hash(request.key), bodyHash: request.origin };
  const answer = sealing(purposes.answer(name.owner, name.requestHash), deps);
  const seed = sealing(purposes.answerSeed(name.owner, name.requestHash), deps);
  const worker: Worker = {
    id: Buffer.from(deps.random(12)).toString('hex'),
    seed: seed.seal(Buffer.from(deps.random(32)).toString('base64url')),
  };
  const claim = await claimed(name, worker, deps);
  if (claim.kind === 'answered') return replayed(answer.open(claim.sealed));
  try {
    const rendered = await work(bytesOf(seed.open(claim.seed), deps.random));
    const { status, headers, body } = rendered;
    const sealed = answer.seal(JSON.stringify({ status, headers, body } satisfies KeptAnswer));
    const kept = await deps.stores.idempotency.keep(name, worker, sealed, deps.now());
    return kept === sealed ? rendered : replayed(answer.open(kept));
  } catch (failure) {
    await deps.stores.idempotency.release(name, worker.id);
    throw failure;
  }
}

const sealing = (purpose: Purpose, { random, cursorKeys }: ApiDeps) => ({
  seal: (text: string): string => sealText(text, purpose, random(12), cursorKeys),
  open: (sealed: string): string | undefined => openSealed(sealed, purpose, cursorKeys),
});

function replayed(opened: string | undefined): Rendered {
  if (opened === undefined)
    throw refuse(409, 'idempotency-key-reused', 'The first answer can no longer be read.');
  const kept = JSON.parse(opened) as KeptAnswer;
  return { ...kept, headers: { ...kept.headers, 'idempotent-replay': 'true' } };
}

/** The n-th bytes are the same for all who have this seed; where it can't be opened any more, they are new. */
function bytesOf(seed: string | undefined, random: ApiDeps['random']): ApiDeps['random'] {
  if (seed === undefined) return random;
  let nth = 0;
  return (count) => new Uint8Array(hkdfSync('sha256', seed, '', String(nth++), count));
}

type Settled = Extract<Claim, { kind: 'mine' | 'answered' }>;

/** Waits until the work is this one's to do, or another has done it. */
async function claimed(name: RequestName, worker: Worker, deps: ApiDeps): Promise<Settled> {
  const giveUpAt = deps.now() + PATIENCE_MS;
  for (let look = 0; ; look++) {
    const claim = await deps.stores.idempotency.claim(name, worker, deps.now());
    if (claim.kind === 'mine' || claim.kind === 'answered') return claim;
    if (claim.kind === 'other-body') {
      throw refuse(409, 'idempotency-key-reused', 'This Idempotency-Key was used for another request.');
    }
    if (deps.now() >= giveUpAt || look > 200) throw stillUnderway();
    await deps.sleep(LOOK_AGAIN_MS[Math.min(look, LOOK_AGAIN_MS.length - 1)] ?? 250);
  }
}

const stillUnderway = () =>
  new Refusal(
    409,
    'idempotency-underway',
    'The first request with this Idempotency-Key has not been answered yet.',
    {
      headers: { 'retry-after': '5' },
    },
  );

const hash = (text: string): string => createHash('sha256').update(text).digest('base64url');
