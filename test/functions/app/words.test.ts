import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LABELS, LANGUAGE_NAMES } from '../../../functions/app/ui/labels.ts';
import { plural, wordOf } from '../../../functions/app/ui/parts.tsx';
import { codesIn } from '../../../functions/app/words/codes.ts';
import { DE } from '../../../functions/app/words/de.ts';
import { ES } from '../../../functions/app/words/es.ts';
import { FR } from '../../../functions/app/words/fr.ts';
import { REFUSAL_WORDS } from '../../../functions/app/words/refusal-in.ts';
import { sayIn } from '../../../functions/app/words/say.ts';
import { TABLE_SENTENCES } from '../../../shared/domain/imports/sentences.ts';
import { PROMOTION_REASONS } from '../../../shared/domain/roi/promotions/promotion-verdict.ts';
import { WEEKDAYS } from '../../../shared/domain/time/week.ts';
import {
  ATTRIBUTIONS,
  CHANNELS,
  CLICK_REFUSALS,
  CREATOR_SOURCES,
  DELIVERY_STATES,
  DEVICES,
  EXCLUDED_REASONS,
  FORMATS,
  LINK_STATUSES,
  MODELS,
  SLOT_STATES,
  SPEND_KINDS,
  SPEND_STATES,
} from '../../../shared/domain/vocabulary.ts';
import { formatFor } from '../../../shared/report/render/format.ts';
import { messagesFor } from '../../../shared/report/render/words/messages.ts';

const CATALOGUES = [
  { name: 'German', language: 'de', catalogue: DE },
  { name: 'French', language: 'fr', catalogue: FR },
  { name: 'Spanish', language: 'es', catalogue: ES },
] as const;

const APP = join(import.meta.dirname, '../../../functions/app');
const sources = readdirSync(APP, { recursive: true })
  .map(String)
  .filter((name) => /\.tsx?$/.test(name) && !/^words\/(codes|de|es|fr)\.ts$/.test(name))
  .map((name) => readFileSync(join(APP, name), 'utf8'))
  .join('\n');

const TEXT = `'((?:[^'\\\\\\n]|\\\\.)*)'`;
/** Every sentence that stands as such in a `say(…)`, in a count's two forms, in a refusal or as the name of a field. */
const said = new Set(
  [
    `\\bsay\\(\\s*${TEXT}`,
    `plural\\(\\s*visit,\\s*[\\w.]+,\\s*${TEXT}`,
    `plural\\(\\s*visit,\\s*[\\w.]+,\\s*'[^'\\n]*',\\s*${TEXT}`,
    `plain\\(\\s*turn,\\s*\\d+,\\s*${TEXT}`,
  ]
    .flatMap((pattern) => [...sources.matchAll(new RegExp(pattern, 'g'))].map(([, text = '']) => text))
    .concat(Object.values(LABELS), Object.values(TABLE_SENTENCES), REFUSAL_WORDS),
);
const placesIn = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();

describe.each(CATALOGUES)('the pages in $name', ({ language, catalogue }) => {
  it('say everything that they say in English', () => {
    expect(said.size).toBeGreaterThan(450);
    const codes = codesIn(language);
    expect([...said].filter((text) => !(text in catalogue || text in codes))).toEqual([]);
  });

  it('put the same values into each sentence', () => {
    const wrong = Object.entries(catalogue).filter(
      ([english, text]) => text === '' || placesIn(english).join() !== placesIn(text).join(),
    );
    expect(wrong).toEqual([]);
  });

  it('keep no sentence that no page says any more', () => {
    const gone = Object.keys(catalogue).filter(
      (english) =>
        !said.has(english) &&
        !sources.includes(`'${english}'`) &&
        !sources.includes(`'${english.replaceAll('"', '\\"')}'`) &&
        !WORDS.test(english),
    );
    expect(gone).toEqual([]);
  });
});

/** Tables of sentences: what stands in them is said by what names it, so no `say('…')` shows it. */
const tabled = [...sources.matchAll(/^(?:export )?const [A-Z_]+(?:: [^=]+)? = [[{]\n([\s\S]*?)^[\]}]/gm)]
  .flatMap(([, body = '']) => [...body.matchAll(/'((?:[^'\\\n]|\\.)*)'/g)].map(([, text = '']) => text))
  .filter((text) => /^[A-Z][^/]*[a-z.?!]$/.test(text) && !/^[A-Z]\w*[A-Z]\w*$/.test(text))
  .filter((text) => !Object.values<string>(LANGUAGE_NAMES).includes(text));

it.each(CATALOGUES)('tables of sentences are in $name too', ({ catalogue }) => {
  expect(tabled.length).toBeGreaterThan(60);
  expect([...new Set(tabled)].filter((text) => !(text in catalogue))).toEqual([]);
});

/** The product's closed lists, as far as pages show what stands in them. */
const SHOWN_CODES: readonly string[] = [
  ...ATTRIBUTIONS.filter((way) => way !== 'none'),
  ...CHANNELS,
  ...CLICK_REFUSALS,
  ...CREATOR_SOURCES,
  ...DELIVERY_STATES,
  ...DEVICES,
  ...EXCLUDED_REASONS,
  ...FORMATS,
  ...LINK_STATUSES,
  ...MODELS,
  ...PROMOTION_REASONS,
  ...SLOT_STATES,
  ...SPEND_KINDS,
  ...SPEND_STATES,
  ...WEEKDAYS,
];

it.each(CATALOGUES)(
  'every code that a page shows has words of its own in $name',
  ({ language, catalogue }) => {
    const english = sayIn('en');
    const known = (code: string) => {
      const key = wordOf((text) => text, code);
      return key in catalogue || codesIn(language)[key] !== undefined;
    };
    expect(SHOWN_CODES.filter((code) => !known(code))).toEqual([]);
    expect(wordOf(english, 'monday')).toBe('Monday');
    expect(wordOf(english, 'own_inapp')).not.toContain('inapp');
  },
);

it.each([
  ['en', '0 clicks today', '1 click today', '2 clicks today', '1,000,000 clicks today', '0 days'],
  ['de', '0 Klicks heute', '1 Klick heute', '2 Klicks heute', '1.000.000 Klicks heute', '0 Tage'],
  ['es', '0 clics hoy', '1 clic hoy', '2 clics hoy', '1.000.000 clics hoy', '0 días'],
  // To French nothing is as singular as one.
  [
    'fr',
    '0 clic aujourd’hui',
    '1 clic aujourd’hui',
    '2 clics aujourd’hui',
    '1 000 000 clics aujourd’hui',
    '0 jour',
  ],
])('a count is said as its language counts, in %s', (locale, ...counted) => {
  const reader = { locale, say: sayIn(locale), format: formatFor(locale, 'EUR') };
  const today = (clicks: number) => plural(reader, clicks, '{n} click today', '{n} clicks today');
  const plain = (text: string) => text.replace(/\s/g, ' ');
  expect([0, 1, 2, 1_000_000].map((clicks) => plain(today(clicks)))).toEqual(counted.slice(0, 4));
  expect(messagesFor(locale).earning.days(0, '0')).toBe(counted[4]);
  expect(plural(reader, 50, '{n} click today', '{n} clicks today', { n: '50+' })).toContain('50+');
});

it('French never begins a line with a mark that belongs to the word before', () => {
  const say = sayIn('fr-FR');
  const parted = Object.keys(FR).filter((english) => / [:;?!»]|« /.test(say(english)));
  expect(parted).toEqual([]);
});

/**
 * What each language calls the things of docs/glossary.md that were once called two things. Left out where it needs no
 * word for it ("nobody has posted yet"), never called otherwise.
 */
const ONE_WORD: Readonly<Record<'de' | 'fr' | 'es', readonly [thing: string, never: RegExp][]>> = {
  de: [['squads', /Gruppe(?!n von| zusammen|n zusammen|$)/]],
  fr: [
    ['posts', /(?<!de |la |leur )publications?\b/i],
    ['squads', /\b(?:d[ue]s?|l[ae]s?|ce|un) groupes?\b|\bsquad\b/i],
    ['ads', /\bannonces?\b/i],
    ['net revenue', /\brevenus?\b/i],
    ['tiers', /catégorie/i],
    ['likes', /\blikes\b|(?<!mentions )j’aime/i],
    ['paused', /suspendu/i],
    ['e-mails', /(?<!e-)\bmails?\b/i],
    ['apps', /application/i],
  ],
  es: [
    ['posts', /\bposts?\b/i],
    ['squads', /\b(?:del?|los|el|este|un) grupos?\b(?! de menos)|\bsquad\b/i],
    ['drops', /preestreno/i],
    ['rules', /\bnormas?\b/i],
    ['net revenue', /ingreso neto/i],
    ['apps', /aplicaci/i],
  ],
};

it.each(CATALOGUES)(
  'one thing has one word in $name, on the pages as in the reports',
  ({ language, catalogue }) => {
    const report = readFileSync(join(WORDS_OF_REPORTS, `messages-${language}.ts`), 'utf8').match(
      /'[^'\n]*'|`[^`]*`/g,
    );
    // Neither places that are filled in nor codes are words.
    const all = [...Object.values(catalogue), ...(report ?? [])]
      .filter((text) => !/^'[a-z]+(?:-[a-z]+)+'$/.test(text))
      .map((text) => text.replaceAll(/\$?\{[^}]*\}/g, '…'));
    expect(all.length).toBeGreaterThan(1_100);
    expect(ONE_WORD[language].flatMap(([, never]) => all.filter((text) => never.test(text)))).toEqual([]);
  },
);
const WORDS_OF_REPORTS = join(import.meta.dirname, '../../../shared/report/render/words');

/** Single words that come from the product's own lists: stages' spend kinds, weekdays, states. */
const WORDS = /^[a-z]+$/;
