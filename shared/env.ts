import * as z from 'zod';
import type { TableNames } from './data/table/table-shape.ts';
import type { RedirectEnv } from './redirect-env.ts';

/**
 * What each function reads from its environment: once for the function, which parses it, and once for infra, which
 * must give it (`EnvOf`). A variable that infra forgets doesn't compile.
 */
const tables = {
  CLICKS_TABLE: z.string().min(1),
  COUNTS_TABLE: z.string().min(1),
  RECORDS_TABLE: z.string().min(1),
};
const publicUrl = { VOUCH_PUBLIC_URL: z.url() };
/** Name of the SSM SecureString that holds the click keys; the keys themselves are never in an environment. */
const clickKeys = { CLICK_KEYS_PARAMETER: z.string().startsWith('/') };
const snapshots = { SNAPSHOTS_BUCKET: z.string().min(1) };

export const ENVIRONMENTS = {
  api: z.object({
    ...tables,
    ...publicUrl,
    ...clickKeys,
    ...snapshots,
    /** SSM SecureString: seals cursors, report and unsubscribe tokens. */
    SEALING_KEY_PARAMETER: z.string().startsWith('/'),
    /** SSM parameter of what our CloudFront adds to each request; without an edge it is left out. */
    EDGE_PROOF_PARAMETER: z.string().startsWith('/').optional(),
    MAIL_FROM: z.email(),
    /** Sign-in mails go this way. */
    DELIVER_QUEUE_URL: z.url(),
    /** What shops sent and was kept, to be read by the sealer's function. */
    SHOP_EVENTS_QUEUE_URL: z.url(),
  }),
  recount: z.object({
    ...tables,
    /** Tells the webhooks' function that something is due for them. */
    WEBHOOKS_QUEUE_URL: z.url(),
  }),
  seal: z.object({
    ...tables,
    ...clickKeys,
    SALTS_TABLE: z.string().min(1),
    EXPORTS_BUCKET: z.string().min(1),
    /** Marks that are to be worked off, each by itself. */
    TO_SEAL_QUEUE_URL: z.url(),
  }),
  drain: z.object({ ...tables, ...clickKeys }),
  reports: z.object({
    ...tables,
    ...publicUrl,
    ...snapshots,
    DELIVER_QUEUE_URL: z.url(),
    /** Brands whose report is due, each by itself. */
    TO_REPORT_QUEUE_URL: z.url(),
  }),
  deliver: z.object({
    ...tables,
    ...publicUrl,
    ...snapshots,
    SEALING_KEY_PARAMETER: z.string().startsWith('/'),
    MAIL_FROM: z.email(),
    SES_CONFIGURATION_SET: z.string().min(1),
  }),
  webhooks: z.object({ RECORDS_TABLE: z.string().min(1), SEALING_KEY_PARAMETER: z.string().startsWith('/') }),
  canary: z.object({
    ...publicUrl,
    CANARY_SLUG: z.string().min(1),
    COUNTS_TABLE: z.string().min(1),
    RECORDS_TABLE: z.string().min(1),
  }),
} as const;

type Schemas = typeof ENVIRONMENTS;
export type FunctionName = 'redirect' | keyof Schemas;

/** What infra must put into a function's environment. Values may be names that are only known at deployment. */
export type EnvOf<Name extends FunctionName> = Name extends keyof Schemas
  ? z.input<Schemas[Name]>
  : RedirectEnv;

/** The parsed environment, or one error that names every bad variable and prints no value. */
export function readEnv<Name extends keyof Schemas>(
  name: Name,
  source: Readonly<Record<string, string | undefined>>,
): z.output<Schemas[Name]> {
  const parsed = ENVIRONMENTS[name].safeParse(source);
  if (parsed.success) return parsed.data as z.output<Schemas[Name]>;
  const bad = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new Error(`${name}: missing or malformed environment: ${bad}`);
}

export const tablesOf = (env: {
  CLICKS_TABLE: string;
  COUNTS_TABLE: string;
  RECORDS_TABLE: string;
}): TableNames => ({
  clicks: env.CLICKS_TABLE,
  counts: env.COUNTS_TABLE,
  records: env.RECORDS_TABLE,
});
