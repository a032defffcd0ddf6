import { createHash } from 'node:crypto';
import * as z from 'zod';
import { type BrandId, type Id, idOf, maybe } from '../../domain/schema/common.ts';
import { DAY_MS, MINUTE_MS } from '../../domain/time/units.ts';
import { personSessionId, sessionKey } from '../table/keys.ts';
import { recordsOf } from '../table/records-store.ts';
import { expiryOf, textOf } from '../table/row.ts';
import type { Tables } from '../table/tables.ts';

/** NIST SP 800-63B-4 §2.1.3: an overall limit of 30 days at the first assurance level; idle ones end sooner. */
export const SESSION_MS = 30 * DAY_MS;
export const IDLE_MS = 7 * DAY_MS;
/** A secret is replaced once a day; the old one opens a minute longer, for the page that is loading beside. */
const ROTATED_AFTER_MS = DAY_MS;
const OVERLAP_MS = MINUTE_MS;
const NOTED_EVERY_MS = 15 * MINUTE_MS;
const MOST_SESSIONS = 20;

/** All times epoch ms. The secrets stand only as their SHA-256. */
export const Session = z.strictObject({
  /** `<person>#<session>` */
  id: z.string(),
  sessionId: idOf('ses'),
  personId: idOf('ppl'),
  secretHash: z.string(),
  secretAt: z.number(),
  formerHash: maybe(z.string()),
  signedInAt: z.number(),
  seenAt: z.number(),
  endsAt: z.number(),
  /** Such as "Firefox on Linux"; never an address. */
  browser: z.string(),
  archivedAt: maybe(z.string()),
});
export type Session = z.infer<typeof Session>;

export type FoundSession = {
  brandId: BrandId;
  session: Session;
  /** A new secret for the cookie: the old one is a day old. */
  renewed?: string;
};

type Beginning = { brandId: BrandId; personId: Id<'ppl'>; sessionId: Id<'ses'>; browser: string };

export type Sessions = {
  /** The secret that the cookie carries. */
  begin(who: Beginning, now: number): Promise<string>;
  /** Reads strongly, so that what was ended is over at once. Notes that it was seen, four times an hour at most. */
  find(secret: string, now: number): Promise<FoundSession | undefined>;
  /** The person's live sessions, the newest first. */
  list(brandId: BrandId, personId: Id<'ppl'>, now: number): Promise<Session[]>;
  end(brandId: BrandId, personId: Id<'ppl'>, sessionId: string): Promise<void>;
  endAll(brandId: BrandId, personId: Id<'ppl'>): Promise<void>;
};

export function sessionsIn(tables: Tables, random: (count: number) => Uint8Array): Sessions {
  const keeper = sessionKeeper(tables, random);
  return {
    begin: (who, now) => begin(keeper, who, now),
    find: (secret, now) => find(keeper, secret, now),
    list: (brandId, personId, now) => listLive(keeper, brandId, personId, now),
    async end(brandId, personId, sessionId) {
      const session = await keeper.of(brandId).find(personSessionId(personId, sessionId));
      if (session) await keeper.erase(brandId, session);
    },
    async endAll(brandId, personId) {
      for await (const session of keeper.of(brandId).all({ under: `${personId}#` }))
        await keeper.erase(brandId, session);
    },
  };
}

type Keeper = ReturnType<typeof sessionKeeper>;

/** A session and the way to it from each of its secrets, which go together. */
function sessionKeeper(tables: Tables, random: (count: number) => Uint8Array) {
  const { records: table } = tables;
  const of = (brandId: BrandId) => recordsOf(tables, brandId).collection('SESSION', Session);
  return {
    of,
    newSecret: () => Buffer.from(random(32)).toString('base64url'),
    /** The way from a cookie to its session; the session decides whether the secret is good. */
    async point(secretHash: string, brandId: BrandId, id: string, endsAt: number): Promise<void> {
      const row = { ...sessionKey(secretHash), brandId, session: id, expiresAt: expiryOf(endsAt) };
      await table.putIf(row, 'attribute_not_exists(pk)');
    },
    async pointedAt(secretHash: string): Promise<{ brandId: BrandId; session: Session } | undefined> {
      const pointer = await table.get(sessionKey(secretHash));
      const brandId = pointer && (textOf(pointer, 'brandId') as BrandId | undefined);
      const session = brandId && (await of(brandId).find(textOf(pointer, 'session') ?? ''));
      return session && { brandId, session };
    },
    async erase(brandId: BrandId, session: Session): Promise<void> {
      await of(brandId).erase(session.id);
      for (const hash of [session.secretHash, session.formerHash])
        if (hash) await table.erase(sessionKey(hash));
    },
  };
}

async function begin(
  keeper: Keeper,
  { brandId, personId, sessionId, browser }: Beginning,
  now: number,
): Promise<string> {
  const secret = keeper.newSecret();
  const secretHash = hashOf(secret);
  const id = personSessionId(personId, sessionId);
  const endsAt = now + SESSION_MS;
  const times = { secretAt: now, signedInAt: now, seenAt: now, endsAt };
  await keeper.point(secretHash, brandId, id, endsAt);
  const session = { id, sessionId, personId, secretHash, browser, ...times };
  await keeper.of(brandId).create(session, undefined, expiryOf(endsAt));
  const live = await listLive(keeper, brandId, personId, now);
  for (const old of live.slice(MOST_SESSIONS)) await keeper.erase(brandId, old);
  return secret;
}

async function find(keeper: Keeper, secret: string, now: number): Promise<FoundSession | undefined> {
  const secretHash = hashOf(secret);
  const found = await keeper.pointedAt(secretHash);
  if (!found || !isLive(found.session, now)) return undefined;
  const { brandId, session } = found;
  if (session.formerHash === secretHash) return now < session.secretAt + OVERLAP_MS ? found : undefined;
  if (session.secretHash !== secretHash) return undefined;
  if (now >= session.secretAt + ROTATED_AFTER_MS) return renew(keeper, brandId, session, now);
  if (now >= session.seenAt + NOTED_EVERY_MS)
    await keeper.of(brandId).update(session.id, (stored) => ({ ...stored, seenAt: now }));
  return found;
}

async function renew(keeper: Keeper, brandId: BrandId, session: Session, now: number): Promise<FoundSession> {
  const secret = keeper.newSecret();
  const mine = hashOf(secret);
  await keeper.point(mine, brandId, session.id, session.endsAt);
  const after = await keeper
    .of(brandId)
    .update(session.id, (stored) =>
      stored.secretHash === session.secretHash
        ? { ...stored, secretHash: mine, secretAt: now, formerHash: stored.secretHash, seenAt: now }
        : stored,
    );
  return { brandId, session: after, ...(after.secretHash === mine ? { renewed: secret } : {}) };
}

async function listLive(
  keeper: Keeper,
  brandId: BrandId,
  personId: Id<'ppl'>,
  now: number,
): Promise<Session[]> {
  const live: Session[] = [];
  for await (const session of keeper.of(brandId).all({ under: `${personId}#` }))
    if (isLive(session, now)) live.push(session);
  return live.sort((a, b) => b.signedInAt - a.signedInAt);
}

/** Checked here too: an expired item may lie in the table for days. */
const isLive = ({ seenAt, endsAt }: Session, now: number): boolean => now < endsAt && now < seenAt + IDLE_MS;

const hashOf = (secret: string): string =>
  createHash('sha256').update(`session|${secret}`).digest('base64url');
