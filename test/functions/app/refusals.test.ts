import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REFUSAL_WORDS, refusalIn, type ToldRefusal } from '../../../functions/app/words/refusal-in.ts';
import { sayIn } from '../../../functions/app/words/say.ts';
import { REASONS, type ReasonCode, type ReasonValues } from '../../../shared/domain/reasons.ts';
import { NAMED_BY_REFUSAL, REFUSAL_CODES } from '../../../shared/domain/refusal.ts';

const ROOT = join(import.meta.dirname, '../../..');
const readerIn = (locale: string) => ({ locale, say: sayIn(locale) });

/** As the API says it: its code, its English, and what that names. */
function toldOf(code: ReasonCode, given: ReasonValues = {}): ToldRefusal {
  const names = [...REASONS[code].matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const some = (name: string) => (name === 'day' ? '2026-03-09' : name === 'n' ? 7 : 'ADA');
  const values = { ...Object.fromEntries(names.map((name) => [name, some(name)])), ...given };
  return { code, message: REASONS[code].replace(/\{(\w+)\}/g, (_, name) => String(values[name])), values };
}

/** Of a whole request no sentence stands in the table: what stands here is not what a reader is told. */
const WHOLE: ReasonValues = { n: 7, code: 'ADA10', host: 'go.ada.com', handle: '@ada', currency: 'EUR' };
const NAMED: Readonly<Record<string, readonly string[]>> = NAMED_BY_REFUSAL;
const every: readonly ToldRefusal[] = [
  ...(Object.keys(REASONS) as ReasonCode[]).map((code) => toldOf(code)),
  ...REFUSAL_CODES.map((code) => ({ code, message: `Refused: ${code}.`, values: WHOLE })),
];

describe.each(['de', 'fr', 'es'])('what the API refuses, in %s', (language) => {
  const reader = readerIn(language);

  it('is said in the reader’s language, whatever its code, and with all that it names', () => {
    expect(every.length).toBeGreaterThan(150);
    const english = REFUSAL_WORDS.filter((words) => sayIn(language)(words) === words);
    expect(english).toEqual([]);
    expect(every.filter((told) => refusalIn(reader, told) === told.message)).toEqual([]);
    expect(every.filter((told) => refusalIn(reader, told).includes('{'))).toEqual([]);
  });

  it.each(REFUSAL_CODES)(
    'names of a whole request that is %s what each refusal of it has to give',
    (code) => {
      const bare = refusalIn(reader, { code, message: '' });
      expect(bare).not.toBe('');
      expect([...bare.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)).toEqual(NAMED[code] ?? []);
    },
  );

  it.each([
    [{ code: 'domain-in-use', message: '3 links have their addresses', values: WHOLE }, 'go.ada.com'],
    [toldOf('too-short', { n: 3 }), '3'],
    [toldOf('secret-too-short', { n: 8 }), '8'],
    [
      toldOf('not-a-placement', { example: 'feed, story, bio, dm, offline' }),
      'feed, story, bio, dm, offline',
    ],
    [toldOf('not-the-brands-currency', { currency: 'EUR' }), 'EUR'],
    [toldOf('not-a-week'), '2026-W41'],
    [toldOf('not-a-day'), '2026-10-05'],
  ] as [ToldRefusal, string][])('keeps what stands in it: %o', (told, kept) => {
    expect(refusalIn(reader, told)).not.toBe(told.message);
    expect(refusalIn(reader, told)).toContain(kept);
    expect(refusalIn(reader, told)).not.toContain('{');
  });
});

it('every schema names its reason by a code: zod carries a sentence, and none that stands in no table', () => {
  const files = readdirSync(join(ROOT, 'shared/domain'), { recursive: true }).map(String);
  const sources = files
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(ROOT, 'shared/domain', name), 'utf8'));
  const bare = sources.flatMap((source) => source.match(/\b(?:error|message):\s*['"`].*/g) ?? []);
  expect(sources.length).toBeGreaterThan(300);
  expect(bare.filter((line) => !NO_SCHEMA.test(line))).toEqual([]);
});
/** Words of tables that are no refusals: names of fields, apps and what reports say. */
const NO_SCHEMA = /^message: 'message'/;

/** Each a sentence of its own: days that may begin today, days that end, weeks, and days as the reader writes them. */
it.each([
  [
    toldOf('not-today-or-later'),
    'muss heute oder ein kommender Tag sein',
    'doit être aujourd’hui ou un jour à venir',
    'debe ser hoy o un día futuro',
  ],
  [
    toldOf('not-to-come'),
    'muss ein kommender Tag sein',
    'doit être un jour à venir',
    'debe ser un día futuro',
  ],
  [
    toldOf('from-after-to'),
    'darf nicht nach dem letzten Tag liegen',
    'ne peut pas être après le dernier jour',
    'no puede ser posterior al último día',
  ],
  [
    toldOf('ends-before-start', { first: 'startsOn' }),
    'darf nicht vor dem ersten Tag liegen',
    'ne peut pas être avant le premier jour',
    'no puede ser anterior al primer día',
  ],
  [
    toldOf('not-a-week'),
    'muss eine Woche sein, etwa 2026-W41',
    'doit être une semaine comme 2026-W41',
    'debe ser una semana como 2026-W41',
  ],
  [
    toldOf('rights-ended', { day: '2026-03-09', postId: 'pst_1' }),
    'die Rechte an diesem Post endeten am 9. März 2026: halten Sie zuerst neue fest',
    'les droits de réutiliser ce post ont pris fin le 9 mars 2026\u00a0: enregistrez-en d’abord de nouveaux',
    'los derechos para reutilizar esta publicación terminaron el 9 de marzo de 2026: guarde antes unos nuevos',
  ],
  [
    toldOf('below-least', { n: 0.5 }),
    'muss mindestens 0,5 sein',
    'doit être au moins 0,5',
    'debe ser al menos 0,5',
  ],
  [
    toldOf('above-most', { n: 1_000_000 }),
    'darf höchstens 1.000.000 sein',
    'doit être au plus 1\u202f000\u202f000',
    'debe ser como máximo 1.000.000',
  ],
] as [ToldRefusal, ...string[]][])('%o', (told, ...said) => {
  expect(['de', 'fr', 'es'].map((language) => refusalIn(readerIn(language), told))).toEqual(said);
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
  const told = (Object.keys(REASONS) as ReasonCode[]).map((code) => toldOf(code));
  const isNamed = ({ message }: ToldRefusal) => /\b[a-z]+[A-Z]|`|\/v1\//.test(message);
  for (const one of told.filter((each) => !isNamed(each)))
    expect(refusalIn(readerIn('en'), one)).toBe(one.message);
  const named = told.filter(isNamed);
  expect(named.length).toBeGreaterThan(6);
  for (const one of named) expect(refusalIn(readerIn('en'), one)).not.toMatch(/\b[a-z]+[A-Z]|`|\/v1\//);
});
