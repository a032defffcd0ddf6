import { createHash, timingSafeEqual } from 'node:crypto';
import { signedTexts } from '../../domain/sealed/purposes.ts';
import type { SealKeys } from '../../domain/sealed/sealed-text.ts';
import { isSignature, sign } from '../../domain/sealed/signature.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/time/units.ts';
import { type Key, signInAskKey, signInKey, signInLimitKey, signInNewestKey } from '../table/keys.ts';
import { expiryOf, numberOf, type Row, textOf } from '../table/row.ts';
import type { Table } from '../table/table.ts';
import type { Tables } from '../table/tables.ts';
import { undisturbed } from '../table/undisturbed.ts';
import { addressHash } from './people-store.ts';

/** NIST SP 800-63B-4 §3.1.3 and OWASP ASVS 6.5.5: a secret that travels by another way is good for ten minutes. */
export const TICKET_MS = 10 * MINUTE_MS;
const MOST_TRIES = 5;
/** Longer than it is good for, so that a late click is told what happened. */
const KEPT_MS = DAY_MS;
const LIMIT_KEPT_MS = 2 * KEPT_MS;

/** One sign-in that was asked for. */
export type Ticket = {
  tokenHash: string;
  email: string;
  /** The browser that asked; `printed`: made for whoever reads this machine's terminal. */
  askHash: string | 'printed';
  next?: string;
  endsAt: number;
  tries: number;
  usedAt?: number;
  /** Another one was asked for since. */
  replaced: boolean;
};

/** What the mail carries, and nobody else knows. */
export type TicketSecrets = { token: string; code: string };

/** Over any of these nothing is mailed, and the answer is the same. */
const LIMITS = {
  address: [
    { most: 2, everyMs: MINUTE_MS },
    { most: 10, everyMs: DAY_MS },
  ],
  network: [{ most: 30, everyMs: HOUR_MS }],
  installation: [{ most: 200, everyMs: HOUR_MS }],
} as const;

export type SignIns = {
  make(ask: { email: string; ask: string | 'printed'; next?: string }, now: number): Promise<TicketSecrets>;
  find(token: string): Promise<Ticket | undefined>;
  findByAsk(ask: string): Promise<Ticket | undefined>;
  /** Counts the try first: five wrong ones, and the ticket is dead. */
  tryCode(ticket: Ticket, code: string): Promise<boolean>;
  /** Uses it up. False for whoever comes second, too late or after five wrong codes. */
  use(ticket: Ticket, now: number): Promise<boolean>;
  /** Counts this wish and says whether a mail may go out. */
  mayAsk(who: { email: string; network: string }, now: number): Promise<boolean>;
  isAskedBy(ticket: Ticket, ask: string | undefined): boolean;
};

export function signInsIn(
  { records: table }: Tables,
  random: (count: number) => Uint8Array,
  /** Makes six digits worthless to whoever reads the table. */
  codeKeys: SealKeys,
): SignIns {
  return {
    async make({ email, ask, next }, now) {
      const { token, code } = newSecrets(random);
      const tokenHash = hashOf(token);
      const askHash = ask === 'printed' ? ask : hashOf(ask);
      const put = (key: Key, row: Row) => table.put({ ...key, ...row, expiresAt: expiryOf(now + KEPT_MS) });
      const secret = {
        code: sign(signedTexts.signInCode(tokenHash, code), codeKeys),
        endsAt: now + TICKET_MS,
        tries: 0,
      };
      await put(signInKey(tokenHash), { email, ask: askHash, next, ...secret });
      await put(signInNewestKey(addressHash(email)), { ticket: tokenHash });
      if (ask !== 'printed') await put(signInAskKey(askHash), { ticket: tokenHash });
      return { token, code };
    },
    find: (token) => ticketAt(table, hashOf(token)),
    async findByAsk(ask) {
      const tokenHash = textOf((await table.get(signInAskKey(hashOf(ask)))) ?? {}, 'ticket');
      return tokenHash ? ticketAt(table, tokenHash) : undefined;
    },
    async tryCode({ tokenHash }, code) {
      const right = await countTry(table, tokenHash);
      return right !== undefined && isSignature(right, signedTexts.signInCode(tokenHash, code), codeKeys);
    },
    use: (ticket, now) => useUp(table, ticket, now),
    mayAsk: (who, now) => mayAsk(table, who, now),
    isAskedBy: ({ askHash }, ask) => ask !== undefined && same(askHash, hashOf(ask)),
  };
}

const newSecrets = (random: (count: number) => Uint8Array): TicketSecrets => ({
  token: Buffer.from(random(32)).toString('base64url'),
  code: String(Buffer.from(random(6)).readUIntBE(0, 6) % 1_000_000).padStart(6, '0'),
});

async function ticketAt(table: Table, tokenHash: string): Promise<Ticket | undefined> {
  const row = await table.get(signInKey(tokenHash));
  if (!row) return undefined;
  const email = textOf(row, 'email') ?? '';
  const newest = await table.get(signInNewestKey(addressHash(email)));
  const [next, usedAt] = [textOf(row, 'next'), numberOf(row, 'usedAt')];
  return {
    tokenHash,
    email,
    askHash: textOf(row, 'ask') ?? '',
    ...(next ? { next } : {}),
    endsAt: numberOf(row, 'endsAt') ?? 0,
    tries: numberOf(row, 'tries') ?? 0,
    ...(usedAt ? { usedAt } : {}),
    replaced: newest?.ticket !== tokenHash,
  };
}

/** The hash of the right digits, once the try is counted; undefined for who has none left. */
async function countTry(table: Table, tokenHash: string): Promise<string | undefined> {
  return undisturbed<string | undefined>('the digits', async () => {
    const row = await table.get(signInKey(tokenHash));
    const tries = numberOf(row ?? {}, 'tries') ?? MOST_TRIES;
    if (!row || tries >= MOST_TRIES) return { done: undefined };
    const values = { ':next': tries + 1, ':tries': tries };
    const counted = await table.updateIf(signInKey(tokenHash), 'tries = :next', 'tries = :tries', values);
    return counted === 'refused' ? undefined : { done: textOf(row, 'code') ?? '' };
  });
}

async function useUp(table: Table, { tokenHash, replaced }: Ticket, now: number): Promise<boolean> {
  if (replaced) return false;
  const used = await table.updateIf(
    signInKey(tokenHash),
    'usedAt = :now',
    'attribute_exists(pk) AND attribute_not_exists(usedAt) AND endsAt > :now AND tries <= :most',
    { ':now': now, ':most': MOST_TRIES },
  );
  return used === 'done';
}

/** Every limit counts the wish, also where another has said no. */
async function mayAsk(
  table: Table,
  { email, network }: { email: string; network: string },
  now: number,
): Promise<boolean> {
  const about = { address: addressHash(email), network: hashOf(network), installation: 'all' };
  let allowed = true;
  for (const [kind, rules] of Object.entries(LIMITS)) {
    for (const { most, everyMs } of rules) {
      const asked = await countAsk(table, `${kind}-${about[kind as keyof typeof about]}`, everyMs, now);
      allowed &&= asked <= most;
    }
  }
  return allowed;
}

/** How often it was asked for, this time included. */
function countAsk(table: Table, about: string, everyMs: number, now: number): Promise<number> {
  const key = signInLimitKey(about, `${everyMs}#${Math.floor(now / everyMs)}`);
  const expiresAt = expiryOf(now + LIMIT_KEPT_MS);
  return undisturbed(`the limit of ${about}`, async () => {
    const before = numberOf((await table.get(key)) ?? {}, 'asked') ?? 0;
    const counted = { ...key, asked: before + 1, expiresAt };
    const isMine =
      before === 0
        ? await table.putIf(counted, 'attribute_not_exists(pk)')
        : await table.putIf(counted, 'asked = :before', { ':before': before });
    return isMine === 'done' ? { done: before + 1 } : undefined;
  });
}

/** 256 random bits need no slow hash (ASVS 6.5.2). */
const hashOf = (text: string): string => createHash('sha256').update(`sign-in|${text}`).digest('base64url');

const same = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
