import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REFUSAL_WORDS, refusalIn } from '../../../functions/app/words/refusal-in.ts';
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

const readerIn = (locale: string) => ({ locale, say: sayIn(locale) });

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
  const reader = readerIn(language);

  it('is said in the reader’s language wherever a form can meet it', () => {
    expect(refusals.size).toBeGreaterThan(100);
    const english = [...refusals].filter((text) => refusalIn(reader, text) === text);
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
    expect(refusalIn(reader, text)).not.toBe(text);
    expect(refusalIn(reader, text)).toContain(kept);
    expect(refusalIn(reader, text)).not.toContain('{');
  });
});

/** Each a sentence of its own: days that may begin today, days that end, weeks, and days as the reader writes them. */
it.each([
  [
    'must be today or a day to come: a call is shown until its last day',
    'muss heute oder ein kommender Tag sein',
    'doit être aujourd’hui ou un jour à venir',
    'debe ser hoy o un día futuro',
  ],
  [
    'must be a day to come: a plan is drawn before anybody posts',
    'muss ein kommender Tag sein',
    'doit être un jour à venir',
    'debe ser un día futuro',
  ],
  [
    'must not lie after to',
    'darf nicht nach dem letzten Tag liegen',
    'ne peut pas être après le dernier jour',
    'no puede ser posterior al último día',
  ],
  [
    'must not lie before startsOn',
    'darf nicht vor dem ersten Tag liegen',
    'ne peut pas être avant le premier jour',
    'no puede ser anterior al primer día',
  ],
  [
    'must be an ISO week, YYYY-Www',
    'muss eine Woche sein, etwa 2026-W41',
    'doit être une semaine comme 2026-W41',
    'debe ser una semana como 2026-W41',
  ],
  [
    'the rights to reuse this post ended on 2026-03-09: keep new ones first, with PUT /v1/posts/pst_1/rights',
    'die Rechte an diesem Post endeten am 9. März 2026: halten Sie zuerst neue fest',
    'les droits de réutiliser ce post ont pris fin le 9 mars 2026\u00a0: enregistrez-en d’abord de nouveaux',
    'los derechos para reutilizar esta publicación terminaron el 9 de marzo de 2026: guarde antes unos nuevos',
  ],
  ['must be at least 0.5', 'muss mindestens 0,5 sein', 'doit être au moins 0,5', 'debe ser al menos 0,5'],
  [
    'must be at most 1000000',
    'darf höchstens 1.000.000 sein',
    'doit être au plus 1\u202f000\u202f000',
    'debe ser como máximo 1.000.000',
  ],
])('%s', (text, ...said) => {
  expect(['de', 'fr', 'es'].map((language) => refusalIn(readerIn(language), text))).toEqual(said);
});

it.each(['de', 'fr', 'es'])('nobody is spoken to as a friend by a refusal in %s', (language) => {
  const familiar = {
    de: /\b(?:du|dein\w*|dich|dir|halte|nimm|gib|nenne|wähle|trage)\b/i,
    fr: /\b(?:tu|ton|ta|tes|toi|ajoute|indique|garde|choisis|prends)\b/i,
    es: /\b(?:tú|tu|tus|guarda|elige|añade|toma|quita|indica)\b/i,
  }[language] as RegExp;
  expect(
    REFUSAL_WORDS.map((words) => sayIn(language)(words)).filter((words) => familiar.test(words)),
  ).toEqual([]);
});

it('says to English readers what the API says, but that no form has a field called as programs call it', () => {
  const [named, plain] = [true, false].map((isNamed) =>
    [...refusals].filter((text) => /\b[a-z]+[A-Z]|`/.test(text) === isNamed),
  ) as [string[], string[]];
  for (const text of plain) expect(refusalIn(readerIn('en'), text)).toBe(text);
  const shown = named.filter((text) => !NEVER_OF_A_FORM.some((pattern) => pattern.test(text)));
  expect(shown.length).toBeGreaterThan(6);
  for (const text of shown) expect(refusalIn(readerIn('en'), text)).not.toMatch(/\b[a-z]+[A-Z]|`/);
});
