import type { Say } from './say.ts';

/** What the API says of a field or a form, by how it says it; what stands in it is named as the sentence names it. */
const REFUSALS: readonly (readonly [RegExp, string])[] = [
  [/^is missing\b/, 'is missing'],
  [/^must not be empty$/, 'must not be empty'],
  [/^must have at least (?<n>\d+) characters$/, 'must have at least {n} characters'],
  [/^must have at most (?<n>\d+) characters$/, 'must have at most {n} characters'],
  [/^must hold at least (?<n>\d+) entr(?:y|ies)$/, 'must hold at least {n} entries'],
  [/^must hold at most (?<n>\d+) entr(?:y|ies)$/, 'must hold at most {n} entries'],
  [/^must be at least (?<n>-?[\d.]+)$/, 'must be at least {n}'],
  [/^must be at most (?<n>-?[\d.]+)$/, 'must be at most {n}'],
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
  [/^must not lie (?:before startsOn|after to|before since)$/, 'must not lie before the first day'],
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
  [
    /^(?:Already in use, or|Another link has the address)\b/,
    'This address is taken, or too like one that is.',
  ],
  [/^A brand has at most (?<n>\d+) domains\b/, 'A brand has at most {n} domains; remove one first.'],
];

/** All that they say, for the catalogues. */
export const REFUSAL_WORDS: readonly string[] = REFUSALS.map(([, sentence]) => sentence);

/** A problem text of the API in the reader's language; as it is where it is none of those above. */
export function refusalIn(say: Say, text: string): string {
  for (const [pattern, sentence] of REFUSALS) {
    const found = pattern.exec(text);
    if (found) return saidOr(say, sentence, text, found.groups);
  }
  return say(text);
}

/** English readers get the API's own text: it says more. */
const saidOr = (say: Say, sentence: string, text: string, values: Record<string, string> = {}): string =>
  say(sentence) === sentence ? text : say(sentence, values);
