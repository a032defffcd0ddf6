import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { APP_PACKAGES } from '../../../shared/domain/judge/tables/app-packages.ts';
import { APP_TOKENS } from '../../../shared/domain/judge/tables/app-tokens.ts';
import * as others from '../../../shared/domain/judge/tables/other-hosts.ts';
import { PREVIEW_FETCHERS } from '../../../shared/domain/judge/tables/preview-fetchers.ts';
import { SOCIAL_HOSTS } from '../../../shared/domain/judge/tables/social-hosts.ts';

const WHY =
  'lists apps, hosts, bots or fetchers beside the tables of shared/domain/judge/. Two copies of such a fact drift apart, ' +
  'and then one number contradicts another: a second list of fetchers once put four times the truth on LINE. Ask the ' +
  'judge (fetchedByOf, findHost, appOf, canonicalPlatform) or add a row to its table.';

/**
 * Where names of apps are no knowledge about clicks: the forms' offer, a story that is told for show, sentences in other
 * languages, and what exports call their columns.
 */
const MAY_NAME = [
  'shared/domain/judge/',
  'shared/domain/vocabulary.ts',
  'infra/local/demo/',
  'functions/app/words/',
  'shared/domain/imports/fields.ts',
];
/** One or two are a rule about this one app; three are a list. */
const A_LIST = 3;

const firstWords = (table: string) => table.split('\n').map((line) => line.split(' ')[0] ?? '');
const restWords = (table: string) => table.split('\n').flatMap((line) => line.split(' ').slice(1));
const NAMES = new Set(
  [
    ...[APP_PACKAGES, APP_TOKENS, PREVIEW_FETCHERS, SOCIAL_HOSTS, others.MESSENGER_HOSTS].flatMap(firstWords),
    ...[APP_PACKAGES, SOCIAL_HOSTS, ...Object.values(others)]
      .flatMap(restWords)
      .filter((word) => word.includes('.')),
  ].filter((name) => name.length > 1 || name === 'x'),
);
/** Words of English and of our own besides. */
for (const word of [
  'app',
  'email',
  'social',
  'messenger',
  'browser',
  'search',
  'line',
  'max',
  'band',
  'ok',
  'session',
  'signal',
  'wire',
])
  NAMES.delete(word);

function namesIn(source: string): string[] {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const quoted = [...code.matchAll(/(['"`])([^'"`\n]*)\1/g)].flatMap(([, , text = '']) =>
    text.split(/[\s|,;]+/),
  );
  return [...new Set(quoted.map((word) => word.toLowerCase()))].filter((word) => NAMES.has(word));
}

const sources = ['shared', 'functions', 'infra'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => /\.(ts|tsx|mjs)$/.test(name) && !MAY_NAME.some((room) => name.startsWith(room))),
);

it('has one home for what is known of apps, hosts, bots and fetchers', () => {
  expect(sources.length).toBeGreaterThan(100);
  const doubles = sources.flatMap((name) => {
    const named = namesIn(readFileSync(name, 'utf8'));
    return named.length >= A_LIST ? [`${name} ${WHY} (${named.join(', ')})`] : [];
  });
  expect(doubles).toEqual([]);
});

it.each([
  ['as a set', "new Set(['telegram', 'slack', 'discord'])", 3],
  ['as hosts', "const SEARCH = ['t.co', 'lnkd.in', 'youtu.be'];", 3],
  ['in one text', 'const APPS = `whatsapp|viber|kakaotalk`;', 3],
  ['not in a comment', "/** telegram 'slack' discord */ const a = 'slack';", 1],
  ['not as parts of other words', "['telegraphic', 'slacker', 'discordant']", 0],
])('finds such a list: %s', (_, code, names) => {
  expect(namesIn(code)).toHaveLength(names);
});
