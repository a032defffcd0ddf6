import * as z from 'zod';

/**
 * Read and write units of one on-demand table unless asked for more; a ceiling above it is refused at deployment.
 * docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html
 */
const TABLE_QUOTA = 40_000;

const ADDRESS = 'write an address, as reports@go.your-brand.com';
const HOST = 'write a bare name, as go.your-brand.com';
const SHORT_NAME = 'write two to twelve small letters and digits, a letter first';

/** What an environment may choose. Everything else is the same everywhere. */
export const EnvironmentSettings = z
  .strictObject({
    environment: z.string(SHORT_NAME).regex(/^[a-z][a-z0-9]{1,11}$/, SHORT_NAME),
    region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "write AWS's name of a region, as eu-central-1"),
    /** The short domain; without it, links live on the API's own address. Its zone must be in Route 53. */
    domain: z
      .strictObject({
        name: z.hostname(HOST),
        hostedZoneId: z
          .string()
          .regex(/^Z[A-Z0-9]+$/, "write the zone's id in Route 53, which begins with Z"),
        zoneName: z.hostname(HOST),
      })
      .optional(),
    /** Edge in front of the short domain: tells the country, takes a WAF, is the redirect's only caller. */
    cloudFront: z
      .strictObject({
        waf: z.boolean(),
        /**
         * Short links that one address may open in five minutes; the API limits by key and is not counted. Carriers
         * put thousands of followers behind one address: count first, look at the metric, block when it shows abuse.
         */
        tooMany: z.strictObject({
          requestsPerFiveMinutesPerAddress: z.int().min(100),
          action: z.enum(['count', 'block']),
        }),
      })
      .optional(),
    mail: z.strictObject({
      from: z.email(ADDRESS),
      /** `domain`: DKIM records are written to the zone above; `address`: SES mails a link to click. */
      verify: z.enum(['domain', 'address']),
      /** As long as SES has the account in its sandbox: it then asks for leave to write to each recipient, too. */
      sandbox: z.boolean(),
    }),
    /** Who hears of alarms; subscribed to the topic, confirmed by a click in the mail. */
    alarmRecipient: z.email(ADDRESS).optional(),
    /** One key of the customer's own for tables, queues and buckets; else the keys that AWS manages. */
    ownKey: z.boolean(),
    tables: z.strictObject({
      /** Raised before a launch, never lowered (AWS refuses that): a new table takes about 4,000 writes and 12,000 reads a second. */
      warmThroughput: z.strictObject({ reads: z.int().min(12_000), writes: z.int().min(4_000) }).optional(),
      /** A ceiling on the bill. A click above it goes to the spill and is counted a little later. */
      maxThroughput: z
        .strictObject({
          reads: z.int().positive().max(TABLE_QUOTA),
          writes: z.int().positive().max(TABLE_QUOTA),
        })
        .optional(),
      deletionProtection: z.boolean(),
    }),
    /**
     * The account's quota of concurrent executions in this region (Service Quotas, L-B99A9384): 1,000, in new accounts
     * 10. Alarms watch it; what would not fit is refused here instead of rolling the stack back.
     */
    lambdaConcurrency: z.int().min(10),
    redirect: z.strictObject({
      memoryMb: z.int().min(128).max(10_240),
      provisionedConcurrency: z.int().positive().optional(),
    }),
    /** Slug of a link that is clicked every minute, around the clock; left out until that link has been made. */
    canarySlug: z.string().min(1).optional(),
    logRetentionDays: z.literal([7, 14, 30, 90, 180, 365]),
  })
  .refine((settings) => !settings.cloudFront || settings.domain, {
    path: ['domain'],
    message:
      'CloudFront needs a domain: its address cannot be known before the functions that print it exist',
  })
  .refine(({ cloudFront, region }) => !cloudFront || !WITHOUT_US_EAST_1.test(region), {
    path: ['cloudFront'],
    message:
      'its certificate is made in us-east-1, which accounts of us-gov-… and cn-… do not have: leave it out',
  })
  .refine(
    (settings) =>
      settings.mail.verify !== 'domain' || isWithin(settings.domain?.zoneName, settings.mail.from),
    {
      path: ['mail', 'verify'],
      message:
        "verify 'domain' needs a domain whose zone holds the sender's name: its records are written there",
    },
  )
  .refine(
    ({ lambdaConcurrency, redirect }) =>
      (redirect.provisionedConcurrency ?? 0) === 0 ||
      lambdaConcurrency - (redirect.provisionedConcurrency ?? 0) >= UNRESERVED_AT_LEAST,
    {
      path: ['redirect', 'provisionedConcurrency'],
      message: "Lambda leaves 100 executions unreserved: raise the account's quota first, or leave it out",
    },
  );
/** docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html: what must stay for everybody else. */
const UNRESERVED_AT_LEAST = 100;
/** Partitions of their own: docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html */
const WITHOUT_US_EAST_1 = /^(us-gov|cn)-/;
const isWithin = (zone: string | undefined, address: string): boolean => {
  const name = address.slice(address.indexOf('@') + 1);
  return zone !== undefined && (name === zone || name.endsWith(`.${zone}`));
};
export type EnvironmentSettings = z.infer<typeof EnvironmentSettings>;

/**
 * Where an operator looks first, and the only place where the environments differ. Read through asked-settings.ts, which
 * tells what is wrong in them. No `canarySlug` here: its link can only be made once the API answers (docs/deploy.md).
 */
export const ENVIRONMENT_SETTINGS: readonly EnvironmentSettings[] = [
  {
    environment: 'dev',
    region: 'us-east-1',
    mail: { from: 'reports@vouch.example', verify: 'address', sandbox: true },
    ownKey: false,
    tables: { deletionProtection: false, maxThroughput: { reads: 2_000, writes: 1_000 } },
    lambdaConcurrency: 10,
    redirect: { memoryMb: 512 },
    logRetentionDays: 14,
  },
  {
    environment: 'prod',
    region: 'us-east-1',
    domain: { name: 'go.vouch.example', hostedZoneId: 'Z0EXAMPLE', zoneName: 'vouch.example' },
    cloudFront: { waf: true, tooMany: { requestsPerFiveMinutesPerAddress: 2_000, action: 'count' } },
    mail: { from: 'reports@go.vouch.example', verify: 'domain', sandbox: false },
    alarmRecipient: 'operations@vouch.example',
    ownKey: true,
    tables: {
      deletionProtection: true,
      warmThroughput: { reads: 12_000, writes: 12_000 },
      maxThroughput: { reads: 40_000, writes: 40_000 },
    },
    lambdaConcurrency: 1_000,
    redirect: { memoryMb: 512, provisionedConcurrency: 5 },
    logRetentionDays: 90,
  },
];
