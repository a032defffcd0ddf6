import * as z from 'zod';
import { readProxyTrust } from '../../shared/domain/click/client-address.ts';
import { BrandInput as Brand } from '../../shared/domain/schema/access/brand.ts';
import { LOG_LEVELS } from './log.ts';

const TRUST_FORMS =
  'it takes off, on (one proxy), the number of proxies, or their networks such as loopback,10.0.0.0/8';

/** Our own engine in this process, or any DynamoDB endpoint. */
export const ENGINE_KINDS = ['embedded', 'endpoint'] as const;

const MailAddress = z.email({ error: 'must be a mail address, such as reports@example.com' });
/** `reports@example.com`, or with a name before it: `Vouch <reports@example.com>`. */
const Sender = z.string().superRefine((text, problem) => {
  const address = /^[^<>]*<([^<>]*)>$/.exec(text.trim())?.[1] ?? text.trim();
  if (!MailAddress.safeParse(address).success)
    problem.addIssue({ code: 'custom', message: 'must be an address, such as Vouch <reports@example.com>' });
});

/** As node:dns takes it: an address, in brackets where a port stands behind an IPv6 one. */
const DNS_SERVER = /^(?:\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?|[0-9a-f:]+|\[[0-9a-f:]+\](?::\d{1,5})?)$/i;

/** What `npm start` reads; every variable is checked before anything is touched, and said by `--help`. */
const Settings = z.object({
  PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(8787)
    .describe('Where it listens; 0 is any free port, printed.'),
  HOST: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe('The address that it listens on; 0.0.0.0 is every one of this machine.'),
  VOUCH_DATA_DIR: z.string().min(1).default('.vouch').describe('The folder of all data.'),
  VOUCH_PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional()
    .describe('The address that the world knows, such as https://vou.ch: begins every short link.'),
  VOUCH_TRUST_PROXY: z
    .string()
    .default('off')
    .transform((text, problem) => {
      const trust = readProxyTrust(text);
      if (!trust) problem.addIssue({ code: 'custom', message: TRUST_FORMS });
      return trust ?? { kind: 'nobody' as const };
    })
    .describe(
      'Proxies whose X-Forwarded-For is believed: off, on (one), their number, or their networks such as loopback,10.0.0.0/8.',
    ),
  VOUCH_ALLOW_PLAIN_HTTP: z
    .stringbool()
    .default(false)
    .describe(
      'Signing in at /app over plain http from elsewhere than this machine: readable by the network.',
    ),
  VOUCH_OWNER_EMAIL: MailAddress.default('owner@vouch.localhost').describe(
    'Who owns the first brand’s pages; the first sign-in link is for this address.',
  ),
  VOUCH_BRAND_NAME: Brand.shape.name
    .optional()
    .describe('Name of the first brand, at the first start with --empty; “Woolly & Co” unless told.'),
  VOUCH_BRAND_CURRENCY: Brand.shape.currency
    .optional()
    .describe('Its currency, such as USD; EUR unless told.'),
  VOUCH_BRAND_TIME_ZONE: Brand.shape.timeZone
    .optional()
    .describe('Its time zone, such as America/New_York; Europe/Berlin unless told.'),
  VOUCH_SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe(
      'The mail server, such as smtps://user:password@mail.example.com; without it mails stay in the outbox.',
    ),
  VOUCH_MAIL_FROM: Sender.default('Vouch <reports@vouch.localhost>').describe('Who the mails are from.'),
  VOUCH_OUTBOX: z
    .stringbool()
    .optional()
    .describe(
      'Copies of mails, and the page /outbox that shows them; unless told, only without a mail server.',
    ),
  VOUCH_WEBHOOKS_TO_LOOPBACK: z
    .stringbool()
    .default(false)
    .describe(
      'Webhooks may go to other programs of this machine, over plain http too; never to our own port.',
    ),
  VOUCH_DNS_SERVERS: z
    .string()
    .transform((text) => text.split(',').map((server) => server.trim()))
    .refine((servers) => servers.every((server) => DNS_SERVER.test(server)), {
      error: 'must be addresses, such as 9.9.9.9,[2620:fe::fe]:53',
    })
    .optional()
    .describe('Whom to ask about brands’ own domains, such as 9.9.9.9; this machine’s DNS unless told.'),
  VOUCH_LOG_LEVEL: z
    .enum(LOG_LEVELS)
    .default('warn')
    .describe('error, warn or info: what is told on standard error, a line of JSON each.'),
  VOUCH_ACCESS_LOG: z
    .stringbool()
    .default(false)
    .describe('A line of JSON on standard output for each request: its id and route, no address, no query.'),
  VOUCH_SYNC: z
    .stringbool()
    .default(false)
    .describe('Also flush each group of clicks to the disk: safe against a power cut.'),
  VOUCH_ENGINE: z
    .enum(ENGINE_KINDS)
    .default('embedded')
    .describe('embedded: data in the folder. endpoint: a DynamoDB at AWS_ENDPOINT_URL_DYNAMODB.'),
  VOUCH_TABLE_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9_.-]{0,40}$/)
    .default('vouch-')
    .describe('Before the names of the tables.'),
  AWS_ENDPOINT_URL_DYNAMODB: z.url().optional().describe('Address of the DynamoDB of VOUCH_ENGINE=endpoint.'),
  AWS_REGION: z.string().default('local').describe('Its region.'),
  AWS_ACCESS_KEY_ID: z.string().default('local').describe('Its key.'),
  AWS_SECRET_ACCESS_KEY: z.string().default('local').describe('Its secret.'),
  AWS_SESSION_TOKEN: z.string().optional().describe('Its session.'),
});
export type Settings = z.infer<typeof Settings> & { empty: boolean };

/** Are mails kept in the outbox, for the page to show? They hold every brand's figures and unsubscribe tokens. */
export const keepsMails = ({ VOUCH_OUTBOX, VOUCH_SMTP_URL }: Settings): boolean =>
  VOUCH_OUTBOX ?? VOUCH_SMTP_URL === undefined;

/** A mistake of the person who started us: told in one line, exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

const ARGUMENTS = { '--empty': 'no demo brand', '--help': 'this text' };

/** Every variable with what it does and what it is unless told: made from the schema that reads them. */
export function settingsHelp(): string {
  const lines = Object.entries(Settings.shape).map(([name, field]) => {
    const unless = z.safeParse(field, undefined);
    const text = typeof unless.data === 'object' ? 'off' : String(unless.data);
    return `${name}${unless.data === undefined ? '' : `=${text}`}\n    ${field.description}`;
  });
  const words = Object.entries(ARGUMENTS).map(([name, does]) => `${name}   ${does}`);
  return ['npm start [-- --empty]', '', ...words, '', 'Read from the environment:', '', ...lines].join('\n');
}

/** Read by other programs of ours, in the same shell. */
const OF_OTHERS = /^VOUCH_(URL|API_KEY|KEY|CHROMIUM|SOFFICE|MAIN|FUZZ_\w+)$/;

/** `VOUCH_…` variables that nobody reads: a slip of the hand, told rather than passed over. */
export const unknownVariables = (environment: NodeJS.ProcessEnv): string[] =>
  Object.keys(environment).filter(
    (name) => /^VOUCH_/i.test(name) && !(name in Settings.shape) && !OF_OTHERS.test(name),
  );

export function readSettings(environment: NodeJS.ProcessEnv, args: string[]): Settings {
  const unknown = args.find((arg) => !(arg in ARGUMENTS));
  if (unknown) throw new UsageError(`unknown option ${unknown}; npm start takes --empty and --help`);
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
