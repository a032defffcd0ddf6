import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { unlessRefused } from '../table/dynamo.ts';
import { type Key, signInAskKey, signInKey, signInLimitKey, signInNewestKey } from '../table/keys.ts';
import type { TableNames } from '../table/table-shape.ts';
import { addressHash } from './people-store.ts';

/** NIST SP 800-63B-4 §3.1.3 and OWASP ASVS 6.5.5: a secret that travels by another way is good for ten minutes. */
export const TICKET_MS = 10 * 60_000;
const MOST_TRIES = 5;
/** Longer than it is good for, so that a late click is told what happened. */
const KEPT_MS = 24 * 3_600_000;

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
    { most: 2, everyMs: 60_000 },
    { most: 10, everyMs: 24 * 3_600_000 },
  ],
  network: [{ most: 30, everyMs: 3_600_000 }],
  installation: [{ most: 200, everyMs: 3_600_000 }],
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
  client: DynamoDBClient,
  tables: TableNames,
  random: (count: number) => Uint8Array,
  /** Makes six digits worthless to whoever reads the table. */
  codeKey: Uint8Array,
): SignIns {
  const TableName = tables.records;
  const read = async (key: Key) =>
    (await client.send(new GetItemCommand({ TableName, Key: itemKey(key), ConsistentRead: true }))).Item;
  const put = (key: Key, item: Record<string, AttributeValue>, now: number) =>
    client.send(
      new PutItemCommand({
        TableName,
        Item: { ...itemKey(key), ...item, expiresAt: { N: String(Math.ceil((now + KEPT_MS) / 1_000)) } },
      }),
    );
  const codeHash = (tokenHash: string, code: string) =>
    createHmac('sha256', codeKey).update(`sign-in code|${tokenHash}|${code}`).digest('base64url');

  async function ticketAt(tokenHash: string): Promise<Ticket | undefined> {
    const item = await read(signInKey(tokenHash));
    if (!item) return undefined;
    const email = item.email?.S ?? '';
    const newest = await read(signInNewestKey(addressHash(email)));
    return {
      tokenHash,
      email,
      askHash: item.ask?.S ?? '',
      ...(item.next?.S ? { next: item.next.S } : {}),
      endsAt: Number(item.endsAt?.N ?? 0),
      tries: Number(item.tries?.N ?? 0),
      ...(item.usedAt?.N ? { usedAt: Number(item.usedAt.N) } : {}),
      replaced: newest?.ticket?.S !== tokenHash,
    };
  }

  /** How often it was asked for, this time included. */
  async function countAsk(about: string, everyMs: number, now: number): Promise<number> {
    const stretch = `${everyMs}#${Math.floor(now / everyMs)}`;
    const answer = await client.send(
      new UpdateItemCommand({
        TableName,
        Key: itemKey(signInLimitKey(about, stretch)),
        UpdateExpression: 'ADD asked :one SET expiresAt = :end',
        ExpressionAttributeValues: {
          ':one': { N: '1' },
          ':end': { N: String(Math.ceil((now + 2 * 24 * 3_600_000) / 1_000)) },
        },
        ReturnValues: 'ALL_NEW',
      }),
    );
    return Number(answer.Attributes?.asked?.N ?? 1);
  }

  return {
    async make({ email, ask, next }, now) {
      const token = Buffer.from(random(32)).toString('base64url');
      const code = String(Buffer.from(random(6)).readUIntBE(0, 6) % 1_000_000).padStart(6, '0');
      const tokenHash = hashOf(token);
      const askHash = ask === 'printed' ? ask : hashOf(ask);
      const item = {
        email: { S: email },
        ask: { S: askHash },
        code: { S: codeHash(tokenHash, code) },
        ...(next ? { next: { S: next } } : {}),
        endsAt: { N: String(now + TICKET_MS) },
        tries: { N: '0' },
      };
      await put(signInKey(tokenHash), item, now);
      await put(signInNewestKey(addressHash(email)), { ticket: { S: tokenHash } }, now);
      if (ask !== 'printed') await put(signInAskKey(askHash), { ticket: { S: tokenHash } }, now);
      return { token, code };
    },
    find: (token) => ticketAt(hashOf(token)),
    async findByAsk(ask) {
      const pointer = await read(signInAskKey(hashOf(ask)));
      return pointer?.ticket?.S ? ticketAt(pointer.ticket.S) : undefined;
    },
    async tryCode({ tokenHash }, code) {
      const counted = await unlessRefused(
        client.send(
          new UpdateItemCommand({
            TableName,
            Key: itemKey(signInKey(tokenHash)),
            UpdateExpression: 'SET tries = tries + :one',
            ConditionExpression: 'attribute_exists(pk) AND tries < :most',
            ExpressionAttributeValues: { ':one': { N: '1' }, ':most': { N: String(MOST_TRIES) } },
          }),
        ),
      );
      const item = counted === 'done' ? await read(signInKey(tokenHash)) : undefined;
      return item !== undefined && same(item.code?.S ?? '', codeHash(tokenHash, code));
    },
    async use({ tokenHash, replaced }, now) {
      if (replaced) return false;
      const used = await unlessRefused(
        client.send(
          new UpdateItemCommand({
            TableName,
            Key: itemKey(signInKey(tokenHash)),
            UpdateExpression: 'SET usedAt = :now',
            ConditionExpression:
              'attribute_exists(pk) AND attribute_not_exists(usedAt) AND endsAt > :now AND tries <= :most',
            ExpressionAttributeValues: { ':now': { N: String(now) }, ':most': { N: String(MOST_TRIES) } },
          }),
        ),
      );
      return used === 'done';
    },
    async mayAsk({ email, network }, now) {
      const about = { address: addressHash(email), network: hashOf(network), installation: 'all' };
      let allowed = true;
      for (const [kind, rules] of Object.entries(LIMITS)) {
        for (const { most, everyMs } of rules) {
          const asked = await countAsk(`${kind}-${about[kind as keyof typeof about]}`, everyMs, now);
          allowed &&= asked <= most;
        }
      }
      return allowed;
    },
    isAskedBy: ({ askHash }, ask) => ask !== undefined && same(askHash, hashOf(ask)),
  };
}

const itemKey = ({ pk, sk }: Key) => ({ pk: { S: pk }, sk: { S: sk } });

/** 256 random bits need no slow hash (ASVS 6.5.2). */
const hashOf = (text: string): string => createHash('sha256').update(`sign-in|${text}`).digest('base64url');

const same = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
