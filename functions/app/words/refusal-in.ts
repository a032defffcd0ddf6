import type { Say } from './say.ts';

/** What the API says of a field or a form, by how it says it; what stands in it is named as the sentence names it. */
const REFUSALS: readonly (readonly [RegExp, string])[] = [
  [/^is missing\b/, 'is missing'],
  [/^must not be empty$/, 'must not be empty'],
  [/^must have (?:at least )?(?<n>\d+) characters(?: at least)?$/, 'must have at least {n} characters'],
  [/^must (?:have|be a text of) at most (?<n>\d+) characters\b/, 'must have at most {n} characters'],
  [/^must hold at least (?<n>\d+) entr(?:y|ies)$/, 'must hold at least {n} entries'],
  [/^must (?:hold at most|not hold more than) (?<n>\d+) entr(?:y|ies)$/, 'must hold at most {n} entries'],
  [/^must be at least (?<n>-?[\d.]+)$/, 'must be at least {n}'],
  [/^must (?:be at most|not exceed) (?<n>-?[\d.]+)\b/, 'must be at most {n}'],
  [/^must be more than (?<n>-?[\d.]+)$/, 'must be more than {n}'],
  [/^must be one of (?<list>.+)$/, 'must be one of these: {list}'],
  [/^must be an e-mail address$/, 'This is not an e-mail address.'],
  [
    /^must be (?:a web address|an absolute http or https URL|an https URL)\b/,
    'must be a web address that begins with https://',
  ],
  [/^must be a (?:day|time) such as (?<example>\S+)$/, 'must be a date such as {example}'],
  [/^must be (?:a whole number|a number)$/, 'This is not a whole number.'],
  [/^must be (?<currency>[A-Z]{3}), the brand’s currency$/, 'must be in {currency}, the brand’s currency'],
  [/^there is no such \w+$/, 'there is no such thing here'],
  [/^is no creator’s\b/, 'is no creator’s: add the creator first'],
  [/^is the address of no post\b/, 'is the address of no post: enter its post first'],
  [/^is known on several platforms\b/, 'is known on several platforms: say on which'],
  [/^stands twice in this request$/, 'stands there twice'],
  [/^must not lie before (?:startsOn|since|from|validFrom)$/, 'must not lie before the first day'],
  [/^must not lie after to$/, 'must not lie after the last day'],
  [/^must lie after opensAt$/, 'must lie after the opening'],
  [/^must not lie after opensAt\b/, 'must not lie after the opening: members come first'],
  [/^must lie in the future$/, 'must lie in the future'],
  [/^must be a day to come\b/, 'must be a day to come'],
  [/^must be today or a day to come\b/, 'must be today or a day to come'],
  [
    /^the rights to reuse this post ended on (?<day>\S+):/,
    'the rights to reuse this post ended on {day}: keep new ones first',
  ],
  [/^the squad is full$/, 'the squad is full'],
  [/^nobody is named\b/, 'nobody is named, here or in the settings'],
  [/^must be a public host name\b/, 'must be a public host name and nothing else, such as go.ada-socks.com'],
  [/^is this installation’s own\b/, 'is this installation’s own: every brand’s links may use it'],
  [/^(?:is unknown field|unknown field)$/, 'is not known here'],
  [/^refused$/, 'refused'],
  [/^Not acceptable: /, 'Some fields are not acceptable.'],
  [/^This address may sign in already\b/, 'This address may sign in already; change its role instead.'],
  [/^Somebody must stay owner\b/, 'Somebody must stay owner; make another person owner first.'],
  [/^This post is not published yet\.$/, 'This post is not published yet.'],
  [/^This application was decided otherwise already\.$/, 'This application was decided otherwise already.'],
  [/^The coupon code (?<code>.+) is another creator’s\.$/, 'The coupon code {code} is another creator’s.'],
  [/^(?<handle>.+) is a creator already\b/, '{handle} is a creator already.'],
  [
    /^(?:Already in use, or|Another link has the address)\b/,
    'This address is taken, or too like one that is.',
  ],
  [/^A brand has at most (?<n>\d+) domains\b/, 'A brand has at most {n} domains; remove one first.'],
  [/^a \w+ may stand (?:in a brief )?once$/, 'may stand there once only'],
  [/^are too easily confused\b/, 'are too easily confused with each other'],
  [/^(?:from and to must differ|must differ from `from`)$/, 'from and to must differ'],
  [/^give an interval, or from and to$/, 'give an interval, or from and to'],
  [/^at most (?<n>\d+) days at once$/, 'at most {n} days at once'],
  [/^is said by the post\b/, 'is said by the post; leave it out'],
  [/^is yet to come\b/, 'is yet to come: totals are told once a day is over'],
  [/^lies within another membership\b/, 'lies within another membership of this creator'],
  [/^must be # and six hex digits\b/, 'must be # and six digits of 0–9 and A–F, such as #0F5B57'],
  [/^must be a time: send\b/, 'must be a day and a time, such as 2026-10-05T09:30'],
  [/^must be a day, YYYY-MM-DD/, 'must be a date such as 2026-10-05'],
  [/^must be an ISO week\b/, 'must be a week such as 2026-W41'],
  [
    /^must be a (?:lower-case (?:name|word)|language) such as (?<example>.+)$/,
    'must be one word in small letters, such as {example}',
  ],
  [/^must be a lower-case host name, such as (?<example>\S+)/, 'must be a host name such as {example}'],
  [
    /^must be (?:an IANA time zone|an ISO 4217 code), such as (?<example>.+)$/,
    'must be written as {example} is',
  ],
  [/^must be an ISO 3166 alpha-2 code$/, 'must be a country in two letters, such as DE'],
  [/^must be a locale of a language\b/, 'must be a language that reports are written in, such as de-DE'],
  [/^must be a multiple of twice blockWeeks\b/, 'must be a multiple of twice the weeks of a turn'],
  [/^so few cities and blocks\b/, 'nothing could be told of so few. Take more weeks or more cities'],
  [/^must lie between 04:00 and 22:00$/, 'must lie between 04:00 and 22:00'],
  [/^must be 0, or 0\.0001 at least$/, 'must be 0, or 0.0001 at least'],
  [/^must not be negative$/, 'must not be negative'],
  [/^must not (?:hold control characters)$|^must be well-formed Unicode$/, 'holds signs that cannot be kept'],
  [/^must not lie more than a day ahead$/, 'must not lie more than a day ahead'],
  [/^name each \w+ once$/, 'name each of them once'],
  [/^name exactly one of postId\b/, 'name one: a post, a creator, a campaign, a squad or a stage'],
  [/^the weights must sum to 1$/, 'the weights must sum to 100%'],
  [/^two briefs must not be valid on the same day$/, 'two briefs must not be valid on the same day'],
  [/^two seasons of as many months\b/, 'two seasons of as many months must not share one'],
  [/^must be a whole number from 1 to (?<n>\d+)$/, 'must be a whole number from 1 to {n}'],
  [/^must be a code as shoppers type it\b/, 'must be a code as shoppers type it, such as ADA10'],
  [/^must be (?<n>\d+–\d+) characters, without\b/, 'must be {n} characters, without , ; and |'],
  [
    /^must be (?<n>\d+–\d+) (?:ASCII letters|letters|of a–z|visible ASCII)/,
    'must be {n} letters and digits, without accents and spaces',
  ],
  [
    /^must be (?<n>\d+) or more: so long the clicks\b/,
    'must be {n} or more: so long clicks are needed to count late orders',
  ],
  [/^is neither a host of this installation\b/, 'is no domain of yours yet: prove it in the settings first'],
  [/^cannot be changed\b/, 'cannot be changed'],
  [/^is one name too many\b/, 'is one name too many'],
  [/^must lie within (?<n>\d+) days\b/, 'must lie within {n} days'],
  [
    /^Sums are stored in (?<currency>[A-Z]{3});/,
    'Sums are stored in {currency} already, so the currency stays.',
  ],
  [
    /^Two live keys have this name\b/,
    'Two live keys have this name; take one back first, or take another name.',
  ],
  [/^This externalId is in use\b/, 'Your own name for it is in use already.'],
  [/^\S+ is among your domains already\b/, 'This host is among your domains already.'],
  [
    /^(?:A link has its address|\d+ links have their addresses) on (?<host>[^:\s]+):/,
    'Links stand on {host}: wherever they are printed they would lead nowhere.',
  ],
  [/^This week is not over\b/, 'This week is not over.'],
  [/^This answer is longer than can be handed back\b/, 'That is too much for one page. Ask for fewer days.'],
  [/^This cursor is not one of this list\b/, 'This part of the list is no longer there. Begin at its start.'],
  [
    /^(?:Too much for one request|One may have \d+ bytes|A body may have \d+ bytes)\b/,
    'That is more than the form takes.',
  ],
];

/** All that they say, for the catalogues. */
export const REFUSAL_WORDS: readonly string[] = REFUSALS.map(([, sentence]) => sentence);

/** A problem text of the API in the reader's language; as it is where it is none of those above. */
export function refusalIn({ say, locale }: Reader, text: string): string {
  for (const [pattern, sentence] of REFUSALS) {
    const found = pattern.exec(text);
    if (found) return saidOr(say, sentence, text, valuesIn(locale, found.groups));
  }
  return say(text);
}

type Reader = { say: Say; locale: string };

/** English readers get the API's own text, which says more, but where it names fields as programs do. */
const saidOr = (say: Say, sentence: string, text: string, values: Record<string, string>): string =>
  say(sentence) === sentence && !AS_PROGRAMS_DO.test(text) ? text : say(sentence, values);
const AS_PROGRAMS_DO = /\b[a-z]+[A-Z]|`/;

/** What stands in it as the reader writes it: days and numbers; all else is a name, or something to send. */
const valuesIn = (
  locale: string,
  { day, n, ...names }: Record<string, string> = {},
): Record<string, string> => ({
  ...names,
  ...(day && {
    day: new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day)),
  }),
  ...(n && { n: Number.isNaN(Number(n)) ? n : new Intl.NumberFormat(locale).format(Number(n)) }),
});
