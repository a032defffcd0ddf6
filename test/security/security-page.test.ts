import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
const page = readFileSync(new URL('docs/security.md', root), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => /^\| [^-|]/.test(line) && !line.startsWith('| Threat'))
  .map((line) => line.split('|').slice(1, -1));
const pathsIn = (text = ''): string[] =>
  [...text.matchAll(/`([\w./-]+\.\w+)`/g)].map(([, path = '']) => path);

it('the table has a row per threat', () => expect(rows.length).toBeGreaterThan(20));

it.each(rows.map(([threat = '', rule, test]) => [threat.trim(), rule, test] as const))(
  '%s: names a rule and a test that are there',
  (_threat, rule, test) => {
    expect(pathsIn(rule).length).toBeGreaterThan(0);
    expect(pathsIn(test).length).toBeGreaterThan(0);
    for (const path of [...pathsIn(rule), ...pathsIn(test)])
      expect([path, existsSync(new URL(path, root))]).toEqual([path, true]);
    for (const path of pathsIn(test)) expect(path).toMatch(/^test\/.*\.test\.ts$/);
  },
);
