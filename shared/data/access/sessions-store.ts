import { createHash } from 'node:crypto';
import * as z from 'zod';
import { type BrandId, type Id, idOf, maybe } from '../../domain/schema/common.ts';
import { DAY_MS, MINUTE_MS } from '../../domain/time/units.ts';
import { personSessionId, sessionKey } from '../table/keys.ts';
import { recordsOf } from '../table/records-store.ts';
import { textOf } from '../table/row.ts';
import type { Tables } from '../table/sdk.ts';

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

export type Sessions = {
  /** The secret that the cookie carries. */
  begin(
    who: { brandId: BrandId; personId: Id<'ppl'>; sessionId: Id<'ses'>; browser: string },
    now: number,
  ): Promise<string>;
  /** Reads strongly, so that what was ended is over at once. Notes that it was seen, four times an hour at most. */
  find(secret: string, now: number): Promise<FoundSession | undefined>;
  /** The person's live sessions, the newest first. */
  list(brandId: BrandId, personId: Id<'ppl'>, now: number): Promise<Session[]>;
  end(brandId: BrandId, personId: Id<'ppl'>, sessionId: string): Promise<void>;
  endAll(brandId: BrandId, personId: Id<'ppl'>): Promise<void>;
};

export function sessionsIn(tables: Tables, random: (count: number) => Uint8Array): Sessions {
  const { records: table } = tables;
  const of = (brandId: BrandId) => recordsOf(tables, brandId).collection('SESSION', Session);
  const newSecret = () => Buffer.from(random(32)).toString('base64url');

  /** The way from a cookie to its session; the session decides whether the secret is good. */
  async function point(secretHash: string, brandId: BrandId, id: string, endsAt: number): Promise<void> {
    const row = { ...sessionKey(secretHash), brandId, session: id, expiresAt: Math.ceil(endsAt / 1_000) };
    await table.putIf(row, 'attribute_not_exists(pk)');
  }

  async function erase(brandId: BrandId, session: Session): Promise<void> {
    await of(brandId).erase(session.id);
    for (const hash of [session.secretHash, session.formerHash])
      if (hash) await table.erase(sessionKey(hash));
  }

  async function renew(brandId: BrandId, session: Session, now: number): Promise<FoundSession> {
    const secret = newSecret();
    const mine = hashOf(secret);
    await point(mine, brandId, session.id, session.endsAt);
    const after = await of(brandId).update(session.id, (stored) =>
      stored.secretHash === session.secretHash
        ? { ...stored, secretHash: mine, secretAt: now, formerHash: stored.secretHash, seenAt: now }
        : stored,
    );
    return { brandId, session: after, ...(after.secretHash === mine ? { renewed: secret } : {}) };
  }

  const sessions: Sessions = {
    async begin({ brandId, personId, sessionId, browser }, now) {
      const secret = newSecret();
      const secretHash = hashOf(secret);
      const id = personSessionId(personId, sessionId);
      const endsAt = now + SESSION_MS;
      const times = { secretAt: now, signedInAt: now, seenAt: now, endsAt };
      await point(secretHash, brandId, id, endsAt);
      await of(brandId).create(
        { id, sessionId, personId, secretHash, browser, ...times },
        undefined,
        Math.ceil(endsAt / 1_000),
      );
      const live = await sessions.list(brandId, personId, now);
      for (const old of live.slice(MOST_SESSIONS)) await erase(brandId, old);
      return secret;
    },
    async find(secret, now) {
      const secretHash = hashOf(secret);
      const pointer = await table.get(sessionKey(secretHash));
      const brandId = pointer && (textOf(pointer, 'brandId') as BrandId | undefined);
      const session = brandId && (await of(brandId).find(textOf(pointer, 'session') ?? ''));
      if (!brandId || !session || !isLive(session, now)) return undefined;
      if (session.formerHash === secretHash)
        return now < session.secretAt + OVERLAP_MS ? { brandId, session } : undefined;
      if (session.secretHash !== secretHash) return undefined;
      if (now >= session.secretAt + ROTATED_AFTER_MS) return renew(brandId, session, now);
      if (now >= session.seenAt + NOTED_EVERY_MS)
        await of(brandId).update(session.id, (stored) => ({ ...stored, seenAt: now }));
      return { brandId, session };
    },
    async list(brandId, personId, now) {
      const live: Session[] = [];
      for await (const session of of(brandId).all({ under: `${personId}#` }))
        if (isLive(session, now)) live.push(session);
      return live.sort((a, b) => b.signedInAt - a.signedInAt);
    },
    async end(brandId, personId, sessionId) {
      const session = await of(brandId).find(personSessionId(personId, sessionId));
      if (session) await erase(brandId, session);
    },
    async endAll(brandId, personId) {
      for await (const session of of(brandId).all({ under: `${personId}#` })) await erase(brandId, session);
    },
  };
  return sessions;
}

/** Checked here too: an expired item may lie in the table for days. */
const isLive = ({ seenAt, endsAt }: Session, now: number): boolean => now < endsAt && now < seenAt + IDLE_MS;

const hashOf = (secret: string): string =>
  createHash('sha256').update(`session|${secret}`).digest('base64url');
