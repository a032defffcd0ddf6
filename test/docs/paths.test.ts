import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** Maps go stale in silence: every path and every `npm run …` that a page names must exist. */
const root = join(import.meta.dirname, '../..');
const docs = readdirSync(join(root, 'docs'), { encoding: 'utf8', recursive: true }).filter((name) =>
  name.endsWith('.md'),
);
const pages = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', ...docs.map((name) => `docs/${name}`)];
const folders = ['shared', 'functions', 'infra', 'test', 'docs', '.ci'];
const scripts: Record<string, string> = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts;

it.each(pages)('every path that %s names exists', (page) => {
  expect(pathsIn(read(page), page).filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

it.each(pages)('every npm script that %s names exists', (page) => {
  const named = [...read(page).matchAll(/npm run ([a-z][\w:-]*)/g)].map(([, name = '']) => name);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

it.each(pages)('every function that %s names beside a file stands in that file', (page) => {
  const text = read(page).replace(/\s+/g, ' ');
  const missing = [...text.matchAll(/`([\w./-]+\.tsx?)` \(((?:`\w+`(?:, )?)+)/g)].flatMap(
    ([, path = '', names = '']) => {
      const source = existsSync(join(root, path)) ? read(path) : '';
      return (names.match(/\w+/g) ?? [])
        .filter((name) => !new RegExp(`\\b${name}\\b`).test(source))
        .map((name) => `${path}: ${name}`);
    },
  );
  expect(missing).toEqual([]);
});

it('the test sees a missing path, in words and in links, and lets addresses and patterns pass', () => {
  const text =
    '`shared/gone.ts`, infra/gone.ts. [page](gone.md#part) `functions/{api,gone}/app.ts` ' +
    'https://x.example/shared/no.ts POST /v1/test/no `functions/<name>/handler.ts` `test/**`';
  const missing = pathsIn(text, 'docs/a.md').filter((path) => !existsSync(join(root, path)));
  expect(missing).toEqual(['shared/gone.ts', 'infra/gone.ts', 'functions/gone/app.ts', 'docs/gone.md']);
});

const read = (page: string): string => readFileSync(join(root, page), 'utf8');

/** Paths from the project's root in running text, and the targets of links relative to the page. */
function pathsIn(markdown: string, page: string): string[] {
  const inText = new RegExp(
    `(?<![\\w/.:-])(?:${folders.join('|').replace('.', '\\.')})/[\\w./{},<>*-]+`,
    'g',
  );
  const words = [...markdown.matchAll(inText)].map(([path]) => path.replace(/[.,]+$/, ''));
  const links = [...markdown.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(([, target = '']) =>
    join(page, '..', target),
  );
  const literal = words.filter((path) => !/[<>*]/.test(path));
  return [...new Set([...literal.flatMap(spelledOut), ...links])];
}

/** `a/{b,c}.ts` is two paths. */
function spelledOut(path: string): string[] {
  const [, before, choices, after] = /^(.*?)\{([^}]*)\}(.*)$/.exec(path) ?? [];
  if (before === undefined || choices === undefined || after === undefined) return [path];
  return choices.split(',').flatMap((choice) => spelledOut(`${before}${choice}${after}`));
}
