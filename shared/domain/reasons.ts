/**
 * Why a field is refused: each reason's stable code, and how it is said to programs; `{name}` is what the sentence names.
 * Readers of other languages find it by its code (functions/app/words/refusal-in.ts).
 */
export const REASONS = {
  missing: 'is missing: send {what}',
  empty: 'must not be empty',
  'unknown-field': 'unknown field',
  'not-a-text': 'must be a text',
  'not-a-number': 'must be a number',
  'not-a-whole-number': 'must be a whole number',
  'not-of-kind': 'must be {what}',
  'not-of-form': 'must be of the form that /docs shows',
  'no-known-form': 'must have one of the forms that /docs shows',
  'not-acceptable': 'is not acceptable: see /docs',
  'not-one-of': 'must be one of {list}',
  'not-it': 'must be {list}',
  'too-short': 'must have at least {n} characters',
  'secret-too-short': 'must have {n} characters at least',
  'too-long': 'must have at most {n} characters',
  'text-too-long': 'must be a text of at most {n} characters',
  'code-too-long': 'must be a text of at most {n} characters, such as ADA10',
  'no-entry': 'must hold at least 1 entry',
  'too-few-entries': 'must hold at least {n} entries',
  'too-many-entries': 'must hold at most {n} entries',
  'more-entries-than-kept': 'must not hold more than {n} entries',
  'below-least': 'must be at least {n}',
  'above-most': 'must be at most {n}',
  'exceeds-most': 'must not exceed {n}',
  'not-above': 'must be more than {n}',
  'not-below': 'must be less than {n}',
  'not-a-multiple': 'must be a multiple of {n}',
  'not-from-one': 'must be a whole number from 1 to {n}',
  'control-characters': 'must not hold control characters',
  'not-unicode': 'must be well-formed Unicode',

  'not-an-id': 'must be an id that begins with {prefix}_',
  'not-an-email': 'must be an e-mail address',
  'not-an-https-address': 'must be a web address that begins with https://',
  'not-a-url': 'must be an absolute http or https URL',
  'not-a-web-url': 'must be an http or https URL',
  'not-https': 'must be an https URL',
  'not-a-moment': 'must be a time: send {example}, or seconds since 1970',
  'not-in-this-century': 'must lie between 2000 and 2100',
  'not-a-time': 'must be a time such as {example}',
  'not-a-date': 'must be a day such as {example}',
  'not-a-day': 'must be a day, YYYY-MM-DD',
  'not-a-week': 'must be an ISO week, YYYY-Www',
  'not-a-currency': 'must be an ISO 4217 code, such as {example}',
  'not-a-time-zone': 'must be an IANA time zone, such as {example}',
  'not-a-country': 'must be an ISO 3166 alpha-2 code',
  'not-a-platform': 'must be a lower-case name such as {example}',
  'not-a-placement': 'must be a lower-case word such as {example}',
  'not-a-language': 'must be a language such as {example}',
  'not-a-locale': 'must be a locale of a language that reports are written in ({list}), such as {example}',
  'not-an-external-id': 'must be {n} visible ASCII characters without spaces',
  'not-a-customer-id': 'must be {n} visible ASCII characters without spaces, or a whole number',
  'dots-only': 'must not be "." or "..": no address can name it',
  'not-a-tag': 'must be {n} characters, without ",", ";" and "|"',
  'not-a-key': 'must be {n} letters, digits, "_", "-" or "."',
  'not-a-slug': 'must be {n} ASCII letters, digits, "-" or "_"',
  'not-a-prefix': 'must be {n} of a–z, 0–9, ".", "_", "-", such as {example}',
  'not-a-coupon-code': 'must be a code as shoppers type it, such as ADA10: not blank, at most {n} characters',
  'not-a-colour': 'must be # and six hex digits, such as #0F5B57',
  'not-a-host': 'must be a lower-case host name, such as {example}',
  'not-a-public-host': 'must be a public host name and nothing else, such as {example}',
  'not-a-pointer': 'must be a JSON pointer, such as {example}',
  'not-an-alias':
    'must be what stood behind the host: letters, digits, emoji, "-", "_", ".", "@", between slashes, at most 200, and nothing that Vouch answers itself',

  'not-an-amount': 'must be a number or a text',
  'not-a-decimal': 'must be a decimal as text: send "49.90"',
  'not-a-plain-decimal': 'must be a decimal with a point and nothing else: send "1049.90" for 1,049.90',
  'not-minor-units': 'must be whole minor units: send {example}, or the text "49.90" as value',
  'too-many-decimals': 'must have at most {n} decimal places in {currency}: send {example}',
  'amount-too-large': 'is larger than any amount that is kept',
  'amount-and-value': 'send amount or value, not both',
  'cents-or-units': 'is {amount} cents or units? Send {example}',
  negative: 'must not be negative',
  'not-a-share': 'must be 0, or 0.0001 at least',
  'not-a-rate': 'must be a positive decimal such as "1.0842"',
  'rate-too-high': 'must not exceed {n}: no two currencies are that far apart',
  'several-currencies': 'all amounts of one order must be in one currency',
  'lines-too-large': 'must not come to more than {n}',
  'above-amount': 'must not exceed amount',
  'not-as-the-amount': 'must be in {currency}, as the amount is',
  'not-the-brands-currency': 'must be {currency}, the brand’s currency',
  'not-the-orders-currency': 'must be {currency}, the order’s currency',
  'same-currency': 'from and to must differ',

  'no-such': 'there is no such {what}',
  'not-changeable': 'cannot be changed; it is {kept}',
  'change-the-links': 'cannot be changed here: change the links of the post',
  'said-by-the-post': 'is said by the post; leave it out',
  'stands-twice': 'stands twice in this request',
  'named-already': 'is one name too many: {id} is named already',
  'not-the-address': 'must be the one of the address',
  'click-id-and-ids': 'give clickId or clickIds, not both',
  'no-creators': 'is no creator’s: send the creator first',
  'unsent-of': 'is no {what}’s: send the {what} first',
  'no-posts-address': 'is the address of no post: send its post first',
  'on-several-platforms': 'is known on several platforms: name creatorPlatform, or creatorExternalId',
  'name-one-level': 'name exactly one of postId, creatorId, campaignId, squadId, stage',
  'name-one-to-erase': 'name exactly one of customerId, creatorId, clickId',
  'not-twice': 'a {what} may stand once',
  'not-twice-in-a-brief': 'a message may stand in a brief once',
  'name-once': 'name each {what} once',
  'same-groups': 'must name different groups',
  'hour-day-week': 'an hour lies in one day, a day in one week; name only one',
  'same-stage': 'must differ from `from`',

  'not-in-mail-hours': 'must lie between 04:00 and 22:00',
  'interval-or-days': 'give an interval, or from and to',
  'from-after-to': 'must not lie after to',
  'too-many-days': 'at most {n} days at once',
  'days-too-far-apart': 'must lie within {n} days when the rest is nothing',
  'ends-before-start': 'must not lie before {first}',
  'before-the-order': 'must not lie before {what}',
  'ends-before-opening': 'must lie after opensAt',
  'members-after-opening': 'must not lie after opensAt: members come first',
  'too-far-ahead': 'must not lie more than a day ahead',
  'not-in-future': 'must lie in the future',
  'not-today-or-later': 'must be today or a day to come: a call is shown until its last day',
  'not-to-come': 'must be a day to come: a plan is drawn before anybody posts',
  'day-not-over': 'is yet to come: totals are told once a day is over',
  'nothing-told':
    'send at least one of visits, orders, revenue, directVisits, brandSearchVisits, regions, event',
  'too-few-blocks':
    'so few cities and blocks can hardly be drawn differently: nothing could be told. Take more weeks or more cities',
  'not-whole-turns': 'must be a multiple of twice blockWeeks: every city posts as often as it waits',
  'weights-not-one': 'the weights must sum to 1',
  'briefs-overlap': 'two briefs must not be valid on the same day',
  'seasons-overlap': 'two seasons of as many months must not share one',
  'retention-too-short':
    'must be {n} or more: so long the clicks are needed to count them and to credit late orders',

  'credentials-in-address': 'must not hold a user name or password',
  'private-network': 'must not lead into a private network',
  'no-public-host': 'must name a public host',
  'leads-to-itself': 'must not lead to the short links themselves',
  'host-not-allowed': "must lead to one of the brand's hosts: {list}",
  'not-your-domain': 'is neither a host of this installation nor a proved one of your own (/v1/domains)',
  'no-proved-domain': 'is no proved domain of yours: see /v1/domains',
  'host-of-installation': 'is this installation’s own: every brand’s links may use it',
  reserved: 'is reserved',
  malformed: 'is malformed',
  'slugs-confused': 'are too easily confused in the slugs made from them',
  'rights-ended':
    'the rights to reuse this post ended on {day}: keep new ones first, with PUT /v1/posts/{postId}/rights',
  'no-instruction':
    'nobody gave an instruction for this post; give one with PATCH /v1/brand (standingInstructions) or to its campaign',
  'not-the-instructions': 'nobody gave this one; those that hold are {list}',
  'call-closed': 'this call is closed: leave it out to volunteer all the same',
  'membership-overlaps': 'lies within another membership of this creator',
  'squad-full': 'the squad is full',
  'nobody-named': 'nobody is named, here or in the settings',
  'no-mapping': 'is missing: say by JSON pointers where the events name the order',
  'mapping-of-known': 'is for generic hooks: this platform is known',
} as const;

export type ReasonCode = keyof typeof REASONS;
export type ReasonValues = Readonly<Record<string, string | number>>;

/** What is said of something, and by which code and values it is found in another language. */
export type Why = { code: string; message: string; values?: ReasonValues };
export type FieldRefusal = Why & { path: string };

type NamesIn<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;
type Named<C extends ReasonCode> = NamesIn<(typeof REASONS)[C]>;
/** The values of the reason's sentence; none where it names nothing. */
type Given<C extends ReasonCode> = [Named<C>] extends [never]
  ? []
  : [Readonly<Record<Named<C>, string | number>>];

/** A reason by its code alone, for what is packed without the sentences: the client reads amounts as the API does. */
export type ReasonAlone = {
  [C in ReasonCode]: [Named<C>] extends [never]
    ? { code: C }
    : { code: C; values: Readonly<Record<Named<C>, string | number>> };
}[ReasonCode];

/** The same as it is said. */
export const saidReason = (cause: ReasonAlone): Why => {
  const values = 'values' in cause ? cause.values : undefined;
  return { code: cause.code, message: worded(cause.code, values), ...(values ? { values } : {}) };
};

export function why<C extends ReasonCode>(code: C, ...[values]: Given<C>): Why {
  const message = worded(code, values);
  return { code, message, ...(values ? { values } : {}) };
}

export const wrong = <C extends ReasonCode>(path: string, code: C, ...given: Given<C>): FieldRefusal => ({
  path,
  ...why(code, ...given),
});

const worded = (code: ReasonCode, values: ReasonValues = {}): string =>
  REASONS[code].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));

const said = new Map<string, Why>();

/** A schema's own words: zod carries a sentence and nothing beside it, so its reason is found again by that (`whyOf`). */
export function because<C extends ReasonCode>(code: C, ...given: Given<C>): string {
  const told = why(code, ...given);
  said.set(told.message, told);
  return told.message;
}

/** Why zod refused: as the schema said it, or its check. */
export const whyOf = ({
  message,
  params,
}: {
  message: string;
  params?: Record<string, unknown> | undefined;
}): Why => (params?.why as Why | undefined) ?? said.get(message) ?? { code: 'not-acceptable', message };

/** What a check across fields found; it may name what was sent, so nothing of it is kept. */
export function issue<C extends ReasonCode>(path: string | undefined, code: C, ...given: Given<C>) {
  const found = why(code, ...given);
  const at = path === undefined ? {} : { path: [path] };
  return { code: 'custom' as const, ...at, message: found.message, params: { why: found } };
}

/** The same of what a check deeper down found. */
export const issueOf = (path: string, found: Why) => ({
  code: 'custom' as const,
  path: [path],
  message: found.message,
  params: { why: found },
});
