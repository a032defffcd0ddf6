import { RAW_RETENTION_DAYS } from '../../click/retention.ts';
import { foldName } from '../../fold-name.ts';
import { because } from '../../reasons.ts';
import { MODELS } from '../../vocabulary.ts';
import {
  Currency,
  clearable,
  Fraction,
  Instant,
  idOf,
  Money,
  MoneyInput,
  maybe,
  PageQuery,
  pageOf,
  TimeZone,
  text,
} from '../common.ts';
import * as z from '../late-zod.ts';
import { DestinationText } from '../programme/links.ts';
import { route } from '../route.ts';
import { DomainHost } from './domains.ts';

const Host = z
  .string()
  .regex(/^(?=.{1,253}$)(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/, {
    error: because('not-a-host', { example: 'shop.example.com or *.example.com' }),
  })
  .meta({ example: 'shop.example.com' });

const Attribution = z.strictObject({
  model: z.enum(MODELS),
  windowDays: z.int().min(1).max(90),
  /** Seconds in which a second tap of one visitor is a repeat. */
  clickDedupe: z.int().min(0).max(86_400),
  /** How many days a code without a click counts for its creator's newest post; left out: as long as `windowDays`. */
  couponDays: maybe(z.int().min(0).max(3_650)),
});

/** Small letters, however it was written. */
const BrandColour = z
  .string()
  .regex(/^#[0-9a-fA-F]{6}$/, { error: because('not-a-colour') })
  .transform((colour) => colour.toLowerCase())
  .meta({ example: '#0f5b57' });

const Benchmarks = z.strictObject({ ppcCpc: maybe(Money) });

/** Exported raw clicks that are older are removed once a day; sums stay. */
const Retention = z
  .int()
  .min(RAW_RETENTION_DAYS, {
    error: because('retention-too-short', { n: RAW_RETENTION_DAYS }),
  })
  .max(3_650);

const StandingInstructions = z
  .array(z.strictObject({ instruction: text(300), words: maybe(z.array(text(60)).max(50)) }))
  .max(50)
  .refine((all) => new Set(all.map(({ instruction }) => foldName(instruction))).size === all.length, {
    error: because('name-once', { what: 'instruction' }),
  });

/** Where anybody can read it: it stands on public pages. */
const PublicPage = DestinationText.refine((value) => URL.parse(value)?.protocol !== 'http:', {
  error: because('not-https'),
}).meta({ format: 'uri', example: 'https://shop.example.com/legal' });

const fields = {
  name: text(120),
  timeZone: TimeZone,
  currency: Currency,
  grossMargin: maybe(Fraction),
  attribution: Attribution,
  benchmarks: Benchmarks,
  retentionDays: z.int().min(1).max(3_650),
  /** Empty: any public host. `*.example.com` takes sub-domains in. */
  allowedDestinationHosts: z.array(Host).max(100),
  /** Where followers go whose link is paused or over and has no fallback of its own, or was never made. */
  fallbackDestination: maybe(DestinationText),
  /** A proved host of its own, for links that name none; left out: the one that all brands share. */
  defaultDomain: maybe(z.string().max(253)),
  /** In mails and reports where ours would stand, made readable by day and by night. */
  colour: maybe(BrandColour),
  /** What no post may say or show, in whatever stage; a campaign's own come beside them. */
  standingInstructions: maybe(StandingInstructions),
  /** Its own, linked from the public form and the page of open calls. */
  termsUrl: maybe(PublicPage),
  privacyUrl: maybe(PublicPage),
};

export const Brand = z
  .strictObject({
    id: idOf('brd'),
    ...fields,
    /** Token of the public form at /apply/{token}. */
    applyToken: z.string(),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Brand' });
export type Brand = z.infer<typeof Brand>;

/** As its own key sees it. */
const OwnBrand = Brand.extend({
  /** Only while links of a changed zone or repeat window still follow: so many have it by now. */
  rewriting: maybe(z.strictObject({ linksDone: z.int() })),
}).meta({ id: 'OwnBrand' });

export const BrandInput = z
  .strictObject({ name: fields.name, timeZone: fields.timeZone, currency: fields.currency })
  .meta({ id: 'BrandInput', example: { name: 'Sock & Co', timeZone: 'Europe/Berlin', currency: 'EUR' } });
export type BrandInput = z.infer<typeof BrandInput>;

export const BrandPatch = z
  .strictObject({
    name: maybe(fields.name),
    timeZone: maybe(fields.timeZone),
    /** Every stored sum is in it: another one only while there is none. */
    currency: maybe(fields.currency),
    grossMargin: clearable(Fraction),
    attribution: maybe(
      z.strictObject({
        model: maybe(Attribution.shape.model),
        windowDays: maybe(Attribution.shape.windowDays),
        clickDedupe: maybe(Attribution.shape.clickDedupe),
        couponDays: clearable(z.int().min(0).max(3_650)),
      }),
    ),
    benchmarks: maybe(z.strictObject({ ppcCpc: maybe(MoneyInput) })),
    retentionDays: maybe(Retention),
    allowedDestinationHosts: maybe(fields.allowedDestinationHosts),
    fallbackDestination: clearable(DestinationText),
    defaultDomain: clearable(DomainHost),
    colour: clearable(BrandColour),
    standingInstructions: clearable(StandingInstructions),
    termsUrl: clearable(PublicPage),
    privacyUrl: clearable(PublicPage),
  })
  .meta({ id: 'BrandPatch', example: { grossMargin: 0.62 } });
export type BrandPatch = z.infer<typeof BrandPatch>;

export const BrandWithKey = z
  .strictObject({ brand: Brand, ownerKey: z.string() })
  .meta({ id: 'BrandWithKey' });

export const getBrand = route({
  method: 'get',
  path: '/v1/brand',
  scope: 'brand:read',
  tag: 'Brand',
  summary: 'The brand of this key',
  answers: { 200: OwnBrand },
});

export const patchBrand = route({
  method: 'patch',
  path: '/v1/brand',
  scope: 'brand:write',
  tag: 'Brand',
  summary: 'Change the brand',
  description:
    'The currency can be another while no order, spend or total is stored; then it is 409 `currency-in-use`. Another zone or repeat window ' +
    'reaches a thousand links at once, and the others within minutes: `rewriting` says how far it is.',
  refusals: [409],
  body: BrandPatch,
  answers: { 200: OwnBrand },
});

export const createBrand = route({
  method: 'post',
  path: '/v1/brands',
  scope: 'operator',
  tag: 'Brands',
  summary: 'Make a brand and its owner’s key',
  description: 'The key is shown in this answer only.',
  body: BrandInput,
  answers: { 201: BrandWithKey },
});

export const listBrands = route({
  method: 'get',
  path: '/v1/brands',
  scope: 'operator',
  tag: 'Brands',
  summary: 'All brands',
  query: PageQuery,
  answers: { 200: pageOf(Brand) },
});

export const brandRoutes = [getBrand, patchBrand, createBrand, listBrands] as const;
