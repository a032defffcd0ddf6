import type { FieldRefusal, ReasonValues } from './reasons.ts';

/** What a whole request is refused for: stable, told as `code` and explained at /docs. */
export const REFUSAL_CODES = [
  'already-decided',
  'amend-below-refunds',
  'answer-too-long',
  'bad-cursor',
  'bad-signature',
  'busy',
  'coupon-taken',
  'creator-exists',
  'currency-in-use',
  'domain-exists',
  'domain-in-use',
  'external-id-taken',
  'idempotency-key-reused',
  'idempotency-underway',
  'internal',
  'invalid',
  'last-owner',
  'malformed-idempotency-key',
  'malformed-json',
  'method-not-allowed',
  'missing-scope',
  'not-found',
  'not-published',
  'nothing-to-amend',
  'nothing-to-refund',
  'person-exists',
  'post-exists',
  'refund-exceeds-net',
  'refund-exceeds-order',
  'slug-taken',
  'too-large',
  'too-many',
  'too-many-amendments',
  'too-many-keys',
  'too-many-refunds',
  'too-many-requests',
  'unauthenticated',
  'unsupported-media-type',
  'week-not-closed',
  'wrong-address',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** What a caller did that we won't do; returned by handlers, or thrown from deeper down. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: RefusalCode;
  readonly errors: FieldRefusal[] | undefined;
  /** What the sentence names, for those who say it in their own words. */
  readonly values: ReasonValues | undefined;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    code: RefusalCode,
    detail: string,
    more: { errors?: FieldRefusal[]; values?: ReasonValues; headers?: Record<string, string> } = {},
  ) {
    super(detail);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
    this.errors = more.errors;
    this.values = more.values;
    this.headers = more.headers ?? {};
  }
}

/** The same of one of many: each field by its place among them, and what names no field by the place alone. */
export const refusalAt = (refusal: Refusal, ...place: (string | number)[]): Refusal => {
  const { status, code, message, values, headers } = refusal;
  const errors = refusal.errors ?? [{ path: '', code, message, ...(values ? { values } : {}) }];
  const placed = errors.map((one) => ({
    ...one,
    path: [...place, one.path].filter((part) => part !== '').join('.'),
  }));
  return new Refusal(status, code, message, { errors: placed, headers });
};

/** A refusal with its fields in one line. */
export const sayWhy = ({ message, errors = [] }: Refusal): string =>
  [message, ...errors.map((error) => `${error.path} ${error.message}`)].join(' ');

/** What the pages' sentence for a code names: whoever refuses so has to say it. */
export const NAMED_BY_REFUSAL = {
  'coupon-taken': ['code'],
  'creator-exists': ['handle'],
  'currency-in-use': ['currency'],
  'domain-in-use': ['host'],
  'too-many': ['n'],
  'too-many-amendments': ['n'],
  'too-many-refunds': ['n'],
} as const satisfies Partial<Record<RefusalCode, readonly string[]>>;

type Naming = typeof NAMED_BY_REFUSAL;
type Given<C extends RefusalCode> = C extends keyof Naming
  ? [values: Readonly<Record<Naming[C][number], string | number>>]
  : [];

export const refuse = <C extends RefusalCode>(
  status: number,
  code: C,
  detail: string,
  ...[values]: Given<C>
): Refusal => new Refusal(status, code, detail, values ? { values } : {});

/** 422 for fields that are well-formed but impossible together, or name what isn't there. */
export const invalid = (...errors: FieldRefusal[]): Refusal =>
  new Refusal(422, 'invalid', 'Some fields are not acceptable.', { errors });
