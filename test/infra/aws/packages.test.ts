import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundleFunction, PROJECT_ROOT } from '../../../infra/build/bundle.ts';

const handlers = readdirSync(`${PROJECT_ROOT}/functions`).filter((name) =>
  existsSync(`${PROJECT_ROOT}/functions/${name}/handler.ts`),
);
const packageOf = (path: string): string | undefined => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];

describe('packages', () => {
  it('the redirect carries what a redirect needs: no SDK, no zod, no framework', () => {
    const { bytes, inputs } = bundleFunction('redirect');
    const packages = new Set(inputs.map(({ path }) => packageOf(path)).filter(Boolean));
    expect([...packages].sort()).toEqual(['isbot']);
    expect(bytes).toBeLessThan(102_000);
  });

  it('the API reads half of its code when it starts: pages, document and what reports need come later', () => {
    const { dir, bytes, bytesAtStart } = bundleFunction('api');
    expect(bytesAtStart).toBeLessThan(bytes * 0.65);
    expect(readdirSync(dir)).toContain('index.mjs');
  });

  it.each(handlers)(
    '%s: its code and the assets it reads, no source map, no second copy of a library',
    (name) => {
      const { dir, bytes, bytesAtStart, inputs } = bundleFunction(name);
      expect(readdirSync(dir).filter((entry) => /\.(map|ts)$/.test(entry))).toEqual([]);
      const code = readdirSync(dir).filter((entry) => entry.endsWith('.mjs'));
      for (const file of code)
        expect(readFileSync(join(dir, file), 'utf8')).not.toContain('sourceMappingURL');
      expect(inputs.filter(({ path }) => /node_modules\/.*\/node_modules\/zod\//.test(path))).toEqual([]);
      console.log(
        `${name}: ${Math.round(bytesAtStart / 1_024)} KB at its start, ${Math.round(bytes / 1_024)} in all`,
      );
    },
  );
});
