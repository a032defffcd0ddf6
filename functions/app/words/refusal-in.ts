import type { ReasonCode, ReasonValues } from '../../../shared/domain/reasons.ts';
import type { RefusalCode } from '../../../shared/domain/refusal.ts';
import type { Say } from './say.ts';

/** Said to programs alone: nothing that a page asks for or a form sends is refused so. Met all the same, it is said in general. */
const TO_PROGRAMS = 'That is not acceptable as it is.';
const NOT_HERE = 'is not acceptable here';

/** What a reader is told for each code of the API, of a field or of the whole; a code without a sentence does not compile. */
const SENTENCES: Readonly<Record<ReasonCode | RefusalCode, string>> = {
  missing: 'is missing',
  empty: 'must not be empty',
  'unknown-field': 'is not known here',
  'not-a-text': NOT_HERE,
  'not-a-number': 'This is not a whole number.',
  'not-a-whole-number': 'This is not a whole number.',
  'not-of-kind': NOT_HERE,
  'not-of-form': NOT_HERE,
  'no-known-form': NOT_HERE,
  'not-acceptable': NOT_HERE,
  'not-one-of': 'must be one of these: {list}',
  'not-it': 'must be one of these: {list}',
  'too-short': 'must have at least {n} characters',
  'secret-too-short': 'must have at least {n} characters',
  'too-long': 'must have at most {n} characters',
  'text-too-long': 'must have at most {n} characters',
  'code-too-long': 'must have at most {n} characters',
  'no-entry': 'must hold at least one entry',
  'too-few-entries': 'must hold at least {n} entries',
  'too-many-entries': 'must hold at most {n} entries',
  'more-entries-than-kept': 'must hold at most {n} entries',
  'below-least': 'must be at least {n}',
  'above-most': 'must be at most {n}',
  'exceeds-most': 'must be at most {n}',
  'not-above': 'must be more than {n}',
  'not-below': 'must be less than {n}',
  'not-a-multiple': NOT_HERE,
  'not-from-one': 'must be a whole number from 1 to {n}',
  'control-characters': 'holds signs that cannot be kept',
  'not-unicode': 'holds signs that cannot be kept',

  'not-an-id': NOT_HERE,
  'not-an-email': 'This is not an e-mail address.',
  'not-an-https-address': 'must be a web address that begins with https://',
  'not-a-url': 'must be a web address that begins with https://',
  'not-a-web-url': 'must be a web address that begins with https://',
  'not-https': 'must be a web address that begins with https://',
  'not-a-moment': 'must be a day and a time, such as 2026-10-05T09:30',
  'not-in-this-century': 'must lie between 2000 and 2100',
  'not-a-time': 'must be a date such as {example}',
  'not-a-date': 'must be a date such as {example}',
  'not-a-day': 'must be a date such as 2026-10-05',
  'not-a-week': 'must be a week such as 2026-W41',
  'not-a-currency': 'must be written as {example} is',
  'not-a-time-zone': 'must be written as {example} is',
  'not-a-country': 'must be a country in two letters, such as DE',
  'not-a-platform': 'must be one word in small letters, such as {example}',
  'not-a-placement': 'must be one word in small letters, such as {example}',
  'not-a-language': 'must be one word in small letters, such as {example}',
  'not-a-locale': 'must be a language that reports are written in, such as de-DE',
  'not-an-external-id': 'must be {n} letters and digits, without accents and spaces',
  'not-a-customer-id': 'must be {n} letters and digits, without accents and spaces',
  'dots-only': NOT_HERE,
  'not-a-tag': 'must be {n} characters, without , ; and |',
  'not-a-key': 'must be {n} letters and digits, without accents and spaces',
  'not-a-slug': 'must be {n} letters and digits, without accents and spaces',
  'not-a-prefix': 'must be {n} letters and digits, without accents and spaces',
  'not-a-coupon-code': 'must be a code as shoppers type it, such as ADA10',
  'not-a-colour': 'must be # and six digits of 0–9 and A–F, such as #0F5B57',
  'not-a-host': 'must be a host name such as {example}',
  'not-a-public-host': 'must be a public host name and nothing else, such as go.ada-socks.com',
  'not-a-pointer': NOT_HERE,
  'not-an-alias': NOT_HERE,

  'not-an-amount': 'This is not an amount, such as 49.90.',
  'not-a-decimal': 'This is not an amount, such as 49.90.',
  'not-a-plain-decimal': 'This is not an amount, such as 49.90.',
  'not-minor-units': 'This is not an amount, such as 49.90.',
  'too-many-decimals': 'has more decimals than {currency} has',
  'amount-too-large': 'is larger than any amount that is kept',
  'amount-and-value': NOT_HERE,
  'cents-or-units': 'This is not an amount, such as 49.90.',
  negative: 'must not be negative',
  'not-a-share': 'must be 0, or 0.0001 at least',
  'not-a-rate': NOT_HERE,
  'rate-too-high': 'must be at most {n}',
  'several-currencies': 'must all be in one currency',
  'lines-too-large': 'must be at most {n}',
  'above-amount': 'must not be more than what was paid',
  'not-as-the-amount': 'must be in {currency}, as the amount is',
  'not-the-brands-currency': 'must be in {currency}, the brand’s currency',
  'not-the-orders-currency': 'must be in {currency}, the order’s currency',
  'same-currency': 'from and to must differ',

  'no-such': 'there is no such thing here',
  'not-changeable': 'cannot be changed',
  'change-the-links': 'cannot be changed here: change the links of the post',
  'said-by-the-post': 'is said by the post; leave it out',
  'stands-twice': 'stands there twice',
  'named-already': 'is one name too many',
  'not-the-address': NOT_HERE,
  'click-id-and-ids': NOT_HERE,
  'no-creators': 'is no creator’s: add the creator first',
  'unsent-of': 'there is no such thing here: add it first',
  'no-posts-address': 'is the address of no post: enter its post first',
  'on-several-platforms': 'is known on several platforms: say on which',
  'name-one-level': 'name one: a post, a creator, a campaign, a squad or a stage',
  'name-one-to-erase': NOT_HERE,
  'not-twice': 'may stand there once only',
  'not-twice-in-a-brief': 'may stand there once only',
  'name-once': 'name each of them once',
  'same-groups': 'name each of them once',
  'hour-day-week': 'name one of them: hours, days or weeks',
  'same-stage': 'from and to must differ',

  'not-in-mail-hours': 'must lie between 04:00 and 22:00',
  'interval-or-days': 'give an interval, or from and to',
  'from-after-to': 'must not lie after the last day',
  'too-many-days': 'at most {n} days at once',
  'days-too-far-apart': 'must lie within {n} days',
  'ends-before-start': 'must not lie before the first day',
  'before-the-order': 'must not lie before the order',
  'ends-before-opening': 'must lie after the opening',
  'members-after-opening': 'must not lie after the opening: members come first',
  'too-far-ahead': 'must not lie more than a day ahead',
  'not-in-future': 'must lie in the future',
  'not-today-or-later': 'must be today or a day to come',
  'not-to-come': 'must be a day to come',
  'day-not-over': 'is yet to come: totals are told once a day is over',
  'nothing-told': 'no total stands in this line',
  'too-few-blocks': 'nothing could be told of so few. Take more weeks or more cities',
  'not-whole-turns': 'must be a multiple of twice the weeks of a turn',
  'weights-not-one': 'the weights must sum to 100%',
  'briefs-overlap': 'two briefs must not be valid on the same day',
  'seasons-overlap': 'two seasons of as many months must not share one',
  'retention-too-short': 'must be {n} or more: so long clicks are needed to count late orders',

  'credentials-in-address': 'must not hold a user name or password',
  'private-network': 'must not lead into a private network',
  'no-public-host': 'must name a public host',
  'leads-to-itself': 'must not lead to the short links themselves',
  'host-not-allowed': 'must lead to one of the brand’s hosts: {list}',
  'not-your-domain': 'is no domain of yours yet: prove it in the settings first',
  'no-proved-domain': 'is no domain of yours yet: prove it in the settings first',
  'host-of-installation': 'is this installation’s own: every brand’s links may use it',
  reserved: 'is reserved',
  malformed: 'must be letters and digits, without accents and spaces',
  'slugs-confused': 'are too easily confused with each other',
  'rights-ended': 'the rights to reuse this post ended on {day}: keep new ones first',
  'no-instruction': 'nobody gave an instruction for this post',
  'not-the-instructions': 'must be one of these: {list}',
  'call-closed': 'this call is closed',
  'membership-overlaps': 'lies within another membership of this creator',
  'squad-full': 'the squad is full',
  'nobody-named': 'nobody is named, here or in the settings',
  'no-mapping': 'is missing',
  'mapping-of-known': NOT_HERE,

  invalid: 'Some fields are not acceptable.',
  'already-decided': 'This application was decided otherwise already.',
  'amend-below-refunds': 'More was refunded than the order would come to.',
  'answer-too-long': 'That is too much for one page. Ask for fewer days.',
  'bad-cursor': 'This part of the list is no longer there. Begin at its start.',
  'bad-signature': TO_PROGRAMS,
  busy: 'Too much at once; please try again.',
  'coupon-taken': 'The coupon code {code} is another creator’s.',
  'creator-exists': '{handle} is a creator already.',
  'post-exists': 'A post of this creator stands at this address already.',
  'currency-in-use': 'Sums are stored in {currency} already, so the currency stays.',
  'domain-exists': 'This host is among your domains already.',
  'domain-in-use': 'Links stand on {host}: wherever they are printed they would lead nowhere.',
  'external-id-taken': 'Your own name for it is in use already.',
  'idempotency-key-reused': 'This form was sent already, with other words. What it made then stands.',
  'idempotency-underway': 'This form is being carried out already. Open the page again to see what it made.',
  internal: 'Something failed on our side. It is noted; trying again may help.',
  'last-owner': 'Somebody must stay owner; make another person owner first.',
  'malformed-idempotency-key': TO_PROGRAMS,
  'malformed-json': TO_PROGRAMS,
  'method-not-allowed': TO_PROGRAMS,
  'missing-scope': 'Your role may not do this. An owner of the brand can change that.',
  'not-found': 'there is no such thing here',
  'not-published': 'This post is not published yet.',
  'nothing-to-amend': 'This order has no amount.',
  'nothing-to-refund': 'This order has no amount.',
  'person-exists': 'This address may sign in already; change its role instead.',
  'refund-exceeds-net': 'All refunds together would exceed the order.',
  'refund-exceeds-order': 'All refunds together would exceed the order.',
  'slug-taken': 'This address is taken, or too like one that is.',
  'too-large': 'That is more than the form takes.',
  'too-many': 'A brand has at most {n} domains; remove one first.',
  'too-many-amendments': 'An order takes no more changes than {n}.',
  'too-many-keys': 'Two live keys have this name; take one back first, or take another name.',
  'too-many-refunds': 'An order takes no more refunds than {n}.',
  'too-many-requests': 'Too much at once; please try again.',
  unauthenticated: 'Please sign in again',
  'unsupported-media-type': TO_PROGRAMS,
  'week-not-closed': 'This week is not over.',
  'wrong-address': TO_PROGRAMS,
};

/** All that they say, for the catalogues. */
export const REFUSAL_WORDS: readonly string[] = [...new Set(Object.values(SENTENCES))];

/** What was refused: by its code, or in words of the page's own, which name themselves. */
export type ToldRefusal = {
  message: string;
  code?: string | undefined;
  values?: ReasonValues | undefined;
};

/** A refusal of the API, or of the page itself, in the reader's language. */
export function refusalIn({ say, locale }: Reader, { message, code, values }: ToldRefusal): string {
  const sentence = isKnown(code) ? SENTENCES[code] : undefined;
  return sentence === undefined ? say(message) : saidOr(say, sentence, message, valuesIn(locale, values));
}

type Reader = { say: Say; locale: string };

const isKnown = (code: string | undefined): code is keyof typeof SENTENCES =>
  code !== undefined && Object.hasOwn(SENTENCES, code);

/** English readers get the API's own text, which says more, but where it names fields as programs do. */
const saidOr = (say: Say, sentence: string, text: string, values: Record<string, string>): string =>
  say(sentence) === sentence && !AS_PROGRAMS_DO.test(text) ? text : say(sentence, values);
const AS_PROGRAMS_DO = /\b[a-z]+[A-Z]|`|\/v1\//;

/** What stands in it as the reader writes it: days and numbers; all else is a name, or something to send. */
const valuesIn = (locale: string, { day, ...rest }: ReasonValues = {}): Record<string, string> => ({
  ...Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [
      name,
      typeof value === 'number' ? new Intl.NumberFormat(locale).format(value) : value,
    ]),
  ),
  ...(day && {
    day: new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day)),
  }),
});
