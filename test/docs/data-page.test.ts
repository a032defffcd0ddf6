import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/data.md'), 'utf8');
const source = readFileSync(join(root, 'shared/data/table/keys.ts'), 'utf8');

it('docs/data.md lists every key that keys.ts can make', () => {
  const makers = [...source.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name = '']) => name);
  expect(makers.length).toBeGreaterThan(30);
  expect(makers.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

it('docs/data.md shows every noun that keys begin with', () => {
  const nouns = [...source.matchAll(/[`'"]([A-Z]{3,})(?=[#'"`])/g)].map(([, noun = '']) => noun);
  expect(new Set(nouns).size).toBeGreaterThan(20);
  expect([...new Set(nouns)].filter((noun) => !new RegExp(`\\b${noun}\\b`).test(page))).toEqual([]);
});

it('docs/data.md names no key that is gone', () => {
  const keyColumn = [...page.matchAll(/^\| [^|]* \| ([^|]*) \| [^|]* \|$/gm)].map(([, cell = '']) => cell);
  const named = keyColumn.flatMap((cell) => [...cell.matchAll(/`([a-z]\w+)`/g)].map(([, name = '']) => name));
  expect(named.length).toBeGreaterThan(25);
  expect(named.filter((name) => !new RegExp(`export (const|function) ${name}\\b`).test(source))).toEqual([]);
});
