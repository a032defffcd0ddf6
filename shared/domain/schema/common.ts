import { type IdPrefix, isId } from '../id.ts';
import { CURRENCIES, exponentOf, isCurrency } from '../money/currency.ts';
import { minorExample, readMinor } from '../money/decimal.ts';
import { MOST_MINOR } from '../money/money.ts';
import { because, issue, issueOf, saidReason } from '../reasons.ts';
import { parseInstant } from '../time/instant.ts';
import { parseDay, parseTimeZone, parseWeek } from '../time/week.ts';
import { LANGUAGES } from '../vocabulary.ts';
import * as z from './late-zod.ts';
import type { RouteShape } from './route.ts';

/** An id that says in its type what it names: a `lnk_…` never passes for a `brd_…`. */
export type Id<P extends IdPrefix> = `${P}_${string}`;
export type BrandId = Id<'brd'>;

/** The schema of one kind of id. */
export const idOf = <P extends IdPrefix>(prefix: P) =>
  z
    .string()
    .max(40)
    .refine((text): text is Id<P> => isId(prefix, text), {
      error: because('not-an-id', { prefix }),
    })
    .meta({ pattern: `^${prefix}_[0-9a-hjkmnp-tv-z]{16}$`, example: `${prefix}_0123456789abcdef` });

/**
 * A field that may be left out. JSON has no `undefined`, so the type says "absent", which is what the domain's
 * types say too; zod's own `.optional()` would let an explicit `undefined` through the type checker.
 */
export const maybe = <T extends z.ZodType>(schema: T): z.ZodExactOptional<T> =>
  schema.optional() as unknown as z.ZodExactOptional<T>;

/** A field of a PATCH body: left out it stays, `null` removes it. */
export const clearable = <T extends z.ZodType>(schema: T) => maybe(schema.nullable());

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused.
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/** One line of text that a person wrote: trimmed, not empty, no control characters. */
export const text = (most: number) =>
  z
    .string()
    .max(most)
    .trim()
    .min(1)
    .refine((value) => !CONTROL.test(value), { error: because('control-characters') })
    .refine((value) => !/\p{Surrogate}/u.test(value), { error: because('not-unicode') });

const A_MOMENT = { example: '2026-10-05T09:30:00+02:00' };
const FIRST_INSTANT = Date.parse('2000-01-01T00:00:00Z');
const LAST_INSTANT = Date.parse('2100-01-01T00:00:00Z');

/** A time in any form that `parseInstant` reads, 2000–2099; kept and returned in UTC. */
export const Instant = z
  .union([z.string(), z.number()], { error: because('not-a-moment', A_MOMENT) })
  .transform((value, context) => {
    const at = parseInstant(value);
    if (at !== undefined && at >= FIRST_INSTANT && at < LAST_INSTANT) return new Date(at).toISOString();
    context.addIssue(
      at === undefined ? issue(undefined, 'not-a-moment', A_MOMENT) : issue(undefined, 'not-in-this-century'),
    );
    return z.NEVER;
  })
  .meta({ type: 'string', format: 'date-time', example: '2026-10-05T07:30:00.000Z' });

/** `YYYY-MM-DD`, a day of the calendar, read in the brand's time zone. */
export const Day = z
  .string()
  .refine((value) => parseDay(value) !== undefined && value >= '2000-01-01' && value < '2100-01-01', {
    error: because('not-a-day'),
  })
  .meta({ format: 'date', example: '2026-10-05' });

/** ISO week `YYYY-Www` in the brand's time zone. */
export const Week = z
  .string()
  .refine((value) => parseWeek(value) !== undefined, { error: because('not-a-week') })
  .meta({ pattern: '^\\d{4}-W\\d{2}$', example: '2026-W41' });

/** In any case; kept in capitals. */
export const Currency = z
  .string()
  .trim()
  .toUpperCase()
  .refine(isCurrency, { error: because('not-a-currency', { example: 'EUR' }) })
  .meta({ enum: [...CURRENCIES], example: 'EUR' });

/** Whole minor units: 4990 EUR is 49.90 €. */
export const Money = z.strictObject({ amount: z.int().min(-9e14).max(9e14), currency: Currency }).meta({
  id: 'Money',
  description: 'Integer minor units with an ISO 4217 code.',
  example: { amount: 4990, currency: 'EUR' },
});
export type Money = z.infer<typeof Money>;

const MOST_SENT_MINOR = 9e14;

/** Money as callers send it: minor units as a number, or a decimal as text under either name. */
export const MoneyInput = z
  .strictObject({
    amount: maybe(z.union([z.number(), z.string().max(40)], { error: because('not-an-amount') })),
    value: maybe(z.string({ error: because('not-a-decimal') }).max(40)),
    currency: Currency,
  })
  .transform(({ amount, value, currency }, context): Money => {
    const refused = (found: ReturnType<typeof issue>) => {
      context.addIssue(found);
      return z.NEVER;
    };
    if (amount !== undefined && value !== undefined) return refused(issue('value', 'amount-and-value'));
    const sent = value ?? amount;
    if (sent === undefined) return refused(issue('amount', 'missing', { what: minorExample(currency) }));
    if (typeof amount === 'string' && isEitherUnit(amount, currency))
      return refused(issue('amount', 'cents-or-units', { amount, example: minorExample(currency) }));
    const read = readMinor(sent, currency);
    const path = value === undefined ? 'amount' : 'value';
    if ('problem' in read) return refused(issueOf(path, saidReason(read.problem)));
    if (Math.abs(read.minor) > MOST_SENT_MINOR)
      return refused(issue(path, 'exceeds-most', { n: MOST_SENT_MINOR }));
    return { amount: read.minor, currency };
  })
  .meta({
    id: 'MoneyInput',
    description:
      'A number is whole minor units (`{"amount": 4990, "currency": "EUR"}`), a text a decimal (`{"value": "49.90", "currency": "EUR"}`, also as `amount`) with no more places than the currency has.',
    example: { amount: 4990, currency: 'EUR' },
  });

/** "4990" as a text is 49.90 to whoever counts minor units and 4990.00 to whoever writes decimals. */
const isEitherUnit = (text: string, currency: string): boolean =>
  exponentOf(currency) > 0 && /^\s*[+-]?\d*[1-9]\d*\s*$/.test(text);

/** What was paid or earned, where less than nothing is a mistake. */
export const NotNegativeMoney = MoneyInput.refine(({ amount }) => amount >= 0, {
  error: because('negative'),
}).refine(({ amount }) => amount <= MOST_MINOR, { error: because('exceeds-most', { n: MOST_MINOR }) });

/** An IANA zone in its canonical spelling. */
export const TimeZone = z
  .string()
  .max(64)
  .refine((value) => parseTimeZone(value) !== undefined, {
    error: because('not-a-time-zone', { example: 'Europe/Berlin' }),
  })
  .transform((value) => parseTimeZone(value) ?? value)
  .meta({ type: 'string', example: 'Europe/Berlin' });

export const Country = z
  .string()
  .regex(/^[A-Z]{2}$/, { error: because('not-a-country') })
  .meta({ example: 'DE' });

/** A share between 0 and 1: none, or a hundredth of a percent at least. Whatever is divided by it stays a number. */
export const Fraction = z
  .number()
  .min(0)
  .max(1)
  .refine((share) => share === 0 || share >= 0.0001, { error: because('not-a-share') });

/** Lower-case name of a platform that the brand declares: "instagram", "tiktok". */
export const Platform = z
  .string()
  .regex(/^[a-z0-9_-]{1,32}$/, { error: because('not-a-platform', { example: 'instagram' }) })
  .meta({ example: 'instagram' });

const SPOKEN = LANGUAGES.join('|');
/** A language that mails and reports are written in, with a region for its numbers. */
export const Locale = z
  .string()
  .regex(new RegExp(`^(${SPOKEN})(-[A-Z]{2})?$`), {
    error: because('not-a-locale', { list: LANGUAGES.join(', '), example: 'de-DE' }),
  })
  .meta({ example: 'de-DE' });

export const Email = z
  .email({ error: because('not-an-email') })
  .max(254)
  .meta({ example: 'ada@example.com' });

/** As a shop shows an order to people, such as #1001. */
export const OrderNumber = text(60).meta({ example: '#1001' });

/** The caller's own name for a thing; unique within the brand and the collection. */
export const ExternalId = z
  .string()
  .regex(/^[!-~]{1,200}$/, { error: because('not-an-external-id', { n: '1–200' }) })
  .refine((name) => name !== '.' && name !== '..', {
    error: because('dots-only'),
  })
  .meta({ example: 'shop-4711' });

type ExternalPath<P extends string> = P extends `${infer Collection}/{id}`
  ? `${Collection}/external/{externalId}`
  : never;

export const ByExternalId = z.strictObject({ externalId: ExternalId });
type Renamed<R extends RouteShape> = Omit<R, 'path' | 'summary' | 'params'> & {
  path: ExternalPath<R['path']>;
  summary: string;
  params: typeof ByExternalId;
};

/** The same answer by the caller's own name for the thing: `GET …/{id}` as `GET …/external/{externalId}`. */
export const byExternalId = <const R extends RouteShape>({
  path,
  summary,
  params: _,
  ...shape
}: R): Renamed<R> => ({
  ...shape,
  path: path.replace('{id}', 'external/{externalId}') as ExternalPath<R['path']>,
  summary: `${summary}, by its externalId`,
  params: ByExternalId,
});

/** Bounds between which the truth lies with probability `level`. */
export const IntervalShown = z.strictObject({ low: z.number(), high: z.number(), level: z.number() });

/** What to know of a figure, or why it is null; `field` names it. */
export const NoteShown = z.strictObject({ field: z.string(), code: z.string(), text: z.string() });

/** What is done next; `code` is stable, `text` is for people. */
export const StepShown = z.strictObject({ code: z.string(), text: z.string() });

/** A whole number in a query, from 1 on. */
export const countUpTo = (most: number) =>
  z
    .string()
    .regex(/^[1-9][0-9]{0,5}$/, { error: because('not-from-one', { n: most }) })
    .transform(Number)
    .refine((count) => count <= most, { error: because('not-from-one', { n: most }) })
    .meta({ type: 'integer', minimum: 1, maximum: most });

const pageFields = (most: number, usual: number) => ({
  limit: countUpTo(most)
    .default(usual)
    .meta({ type: 'integer', minimum: 1, maximum: most, default: usual, example: usual }),
  cursor: maybe(z.string().max(2_000)).meta({ description: 'The `nextCursor` of the page before.' }),
});

/** What every list takes. */
export const PageQuery = z.strictObject(pageFields(100, 50));

/** Rows of one answer at most; a table over time has fewer (two years of days, a month of hours). */
const MOST_ROWS = 1_000;

/** What every answer by groups takes. */
export const rowsFields = pageFields(MOST_ROWS, MOST_ROWS);

/** What every answer by groups holds: a page of rows, beside totals over all of them. */
export const pagedRows = <T extends z.ZodType>(row: T) => ({
  rows: z.array(row),
  nextCursor: z.string().nullable(),
});

/** What every list answers. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({ data: z.array(item), nextCursor: z.string().nullable() });

const MOST_ENTRIES = 50;

/** A word of the brand's own; compared in small letters, and kept so. */
export const Tag = z
  .string()
  .transform((text) => text.normalize('NFC').trim().toLowerCase())
  .refine((text) => /^[^\p{C},;|]{1,40}$/u.test(text), {
    error: because('not-a-tag', { n: '1–40' }),
  })
  .meta({ type: 'string', example: 'spring' });
export const Tags = z
  .array(Tag)
  .max(20)
  .transform((tags) => [...new Set(tags)])
  .meta({ type: 'array', items: { type: 'string' }, example: ['spring', 'newsletter'] });

/** What callers keep with a thing for themselves: nothing here reads it. */
export const Metadata = z
  .record(
    z.string().regex(/^[\w.-]{1,40}$/, { error: because('not-a-key', { n: '1–40' }) }),
    z.string({ error: because('text-too-long', { n: 500 }) }).max(500),
  )
  .refine((entries) => Object.keys(entries).length <= MOST_ENTRIES, {
    error: because('more-entries-than-kept', { n: MOST_ENTRIES }),
  })
  .meta({ example: { crm: '4711' } });

/** Stamps on everything that is stored. */
export const stamps = {
  createdAt: Instant,
  updatedAt: Instant,
  archivedAt: maybe(Instant),
};
