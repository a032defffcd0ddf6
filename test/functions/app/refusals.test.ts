import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { refusalIn } from '../../../functions/app/words/refusal-in.ts';
import { sayIn } from '../../../functions/app/words/say.ts';

const ROOT = join(import.meta.dirname, '../../..');
const filesIn = (folder: string) =>
  readdirSync(join(ROOT, folder), { recursive: true })
    .map((name) => `${folder}/${name}`)
    .filter((name) => name.endsWith('.ts') && !name.includes('/document/'));

const TEXT = `('(?:[^'\\\\]|\\\\.)*'|\`[^\`]*\`)`;
/** A schema’s own words (or their name), a field that is refused, a request that is refused. */
const SAID = [
  `\\b(?:error|message):\\s*${TEXT}`,
  `const [A-Z_]+ =\\s*(?=.must )${TEXT}`,
  `refuse\\(\\s*4(?:00|09|13|22),\\s*'[a-z-]+',\\s*${TEXT}`,
];

const refusals = new Set(
  ['functions/api', 'shared/domain/schema', 'shared/domain/link', 'shared/domain/time']
    .flatMap(filesIn)
    .map((file) => readFileSync(join(ROOT, file), 'utf8'))
    .flatMap((source) => SAID.flatMap((said) => [...source.matchAll(new RegExp(said, 'g'))]))
    .map(([, text = '']) =>
      text
        .slice(1, -1)
        .replace(/\$\{[^}]*urrency\}/g, 'EUR')
        .replace(/\$\{[^}]*\}/g, '7'),
    )
    .filter((text) => text.includes(' ')),
);

/** Said to programs alone: no form of /app sends what they refuse. */
const NEVER_OF_A_FORM = [
  /^\$\{links === 1/, // both of its sentences stand below
  /^An Idempotency-Key\b/,
  /^This Idempotency-Key\b/, // has a page of its own: "This form was sent already"
  /^The first answer\b/,
  /^The body is not JSON/,
  /^an hour lies in one day/,
  /^must name different groups/,
  /^must be a decimal as text/,
  /^must be a number or a text/,
  /^must be a positive decimal/,
  /^must be a text$/,
  /^must be an id\b/,
  /^must be the one of the address/,
  /^must be what stood behind the host/,
  /^must not be "\."/,
  /^name exactly one of customerId/,
  /^send at least one of visits/,
  /^request failed/,
];

describe.each(['de', 'fr', 'es'])('what the API refuses, in %s', (language) => {
  const say = sayIn(language);

  it('is said in the reader’s language wherever a form can meet it', () => {
    expect(refusals.size).toBeGreaterThan(100);
    const english = [...refusals].filter((text) => refusalIn(say, text) === text);
    expect(english.filter((text) => !NEVER_OF_A_FORM.some((pattern) => pattern.test(text)))).toEqual([]);
  });

  it.each([
    ['3 links have their addresses on go.ada.com: wherever', 'go.ada.com'],
    ['A link has its address on go.ada.com: wherever', 'go.ada.com'],
    ['must have at least 3 characters', '3'],
    ['must have 8 characters at least', '8'],
    ['must be a lower-case word such as feed, story, bio, dm, offline', 'feed, story, bio, dm, offline'],
    ['must be EUR, the brand’s currency', 'EUR'],
    ['must be an ISO week, YYYY-Www', '2026-W41'],
    ['must be a day, YYYY-MM-DD', '2026-10-05'],
  ])('keeps what stands in it: %s', (text, kept) => {
    expect(refusalIn(say, text)).not.toBe(text);
    expect(refusalIn(say, text)).toContain(kept);
    expect(refusalIn(say, text)).not.toContain('{');
  });
});

it('says to English readers what the API says', () => {
  for (const text of refusals) expect(refusalIn(sayIn('en'), text)).toBe(text);
});
