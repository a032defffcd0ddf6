import * as z from 'zod';
import { readProxyTrust } from '../../shared/domain/click/client-address.ts';

const TRUST_FORMS =
  'it takes off, on (one proxy), the number of proxies, or their networks such as loopback,10.0.0.0/8';

/** Our own engine in this process, or any DynamoDB endpoint. */
export const ENGINE_KINDS = ['embedded', 'endpoint'] as const;

/** What `npm start` reads; every variable is checked before anything is touched. */
const Settings = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(8787),
  HOST: z.string().min(1).default('127.0.0.1'),
  VOUCH_DATA_DIR: z.string().min(1).default('.vouch'),
  VOUCH_PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  VOUCH_TRUST_PROXY: z
    .string()
    .default('off')
    .transform((text, problem) => {
      const trust = readProxyTrust(text);
      if (!trust) problem.addIssue({ code: 'custom', message: TRUST_FORMS });
      return trust ?? { kind: 'nobody' as const };
    }),
  /** Signing in at /app over plain http from elsewhere than this machine: readable by the network. */
  VOUCH_ALLOW_PLAIN_HTTP: z.stringbool().default(false),
  /** Who owns the first brand's pages; the first sign-in link is printed for this address. */
  VOUCH_OWNER_EMAIL: z.email().default('owner@vouch.localhost'),
  VOUCH_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  VOUCH_MAIL_FROM: z.string().default('Vouch <reports@vouch.localhost>'),
  VOUCH_ENGINE: z.enum(ENGINE_KINDS).default('embedded'),
  VOUCH_TABLE_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9_.-]{0,40}$/)
    .default('vouch-'),
  /** Copies of mails in the outbox, and the page that shows them. Unless told: only without a mail server. */
  VOUCH_OUTBOX: z.stringbool().optional(),
  /** Webhooks may go to other programs of this machine, over plain http too; never to our own port. */
  VOUCH_WEBHOOKS_TO_LOOPBACK: z.stringbool().default(false),
  /** Also flush each group of clicks to the disk: safe against a power cut. */
  VOUCH_SYNC: z.stringbool().default(false),
  AWS_ENDPOINT_URL_DYNAMODB: z.url().optional(),
  AWS_REGION: z.string().default('local'),
  AWS_ACCESS_KEY_ID: z.string().default('local'),
  AWS_SECRET_ACCESS_KEY: z.string().default('local'),
  AWS_SESSION_TOKEN: z.string().optional(),
});
export type Settings = z.infer<typeof Settings> & { empty: boolean };

/** Are mails kept in the outbox, for the page to show? They hold every brand's figures and unsubscribe tokens. */
export const keepsMails = ({ VOUCH_OUTBOX, VOUCH_SMTP_URL }: Settings): boolean =>
  VOUCH_OUTBOX ?? VOUCH_SMTP_URL === undefined;

/** A mistake of the person who started us: told in one line, exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

export function readSettings(environment: NodeJS.ProcessEnv, args: string[]): Settings {
  const unknown = args.find((arg) => arg !== '--empty');
  if (unknown) throw new UsageError(`unknown option ${unknown}; npm start takes only --empty`);
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Settings.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0] ?? 'environment');
    throw new UsageError(`${name}=${given[name] ?? ''} cannot be used: ${issue?.message ?? 'malformed'}`);
  }
  if (parsed.data.VOUCH_ENGINE === 'endpoint' && !parsed.data.AWS_ENDPOINT_URL_DYNAMODB) {
    throw new UsageError(
      'VOUCH_ENGINE=endpoint needs AWS_ENDPOINT_URL_DYNAMODB, the URL of a DynamoDB endpoint',
    );
  }
  return { ...parsed.data, empty: args.includes('--empty') };
}
