import { readdirSync, readFileSync } from 'node:fs';
import { list } from 'isbot';
import { checkSync } from 'recheck';
import { describe, expect, it } from 'vitest';
import { LONGEST_AGENT } from '../../../shared/domain/judge/what-is-read.ts';

/** On a busy machine ten seconds pass with little work done, and the check would say `unknown`. */
const PATIENT = { randomSeed: 1, timeout: null, attackTimeout: null, incubationTimeout: null };

describe('regular expressions', () => {
  const folder = new URL('../../../shared/domain/judge/', import.meta.url);
  const sources = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  const literals = sources.flatMap((name) => {
    const code = readFileSync(new URL(name, folder), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    return [
      ...code.matchAll(
        /(?<=[\s(=!|&,])\/((?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([dgimsuy]*)(?=[.,;)\s])/g,
      ),
    ].map(([, source = '', flags = '']) => ({ name, source, flags }));
  });

  it('of the judge are few, and found by this test', () => {
    expect(literals.length).toBeGreaterThanOrEqual(4);
    expect(literals.length).toBeLessThan(12);
  });

  it.each(literals)('cannot be made to backtrack: /$source/ in $name', ({ source, flags }) => {
    expect(checkSync(source, flags, PATIENT).status).toBe('safe');
  });

  it('of isbot cannot either, each by itself; the judge joins them by “|” only, and the length is bounded', () => {
    expect(list.length).toBeGreaterThan(200);
    expect(list.filter((rule) => checkSync(rule, '', PATIENT).status !== 'safe')).toEqual([]);
    expect(LONGEST_AGENT).toBeLessThanOrEqual(1_024);
  });
});
