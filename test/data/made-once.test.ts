import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const HOME = 'shared/data/stores.ts';
/** They count and nothing else: every store would be ten times what their bundles carry now. */
const COUNT_ONLY = ['functions/recount/handler.ts', 'functions/drain/handler.ts'];

/** What a file imports to use it, not for its type alone. */
const importedBy = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/^import \{([^}]*)\}/gm)].flatMap(([, names = '']) =>
    names.split(',').flatMap((name) => (name.trim().startsWith('type ') ? [] : [name.trim()])),
  );
const makers = new Set(importedBy(HOME).filter((name) => /^create|Of$|In$|Store$|^hook|Queue$/.test(name)));

it('knows the makers', () => {
  expect(makers.size).toBeGreaterThan(20);
});

it('every store is made in shared/data/stores.ts: two of one remember two different pasts', () => {
  const outside = ['functions', 'infra', 'shared/orders', 'shared/shops', 'shared/report'];
  const files = outside.flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx}`));
  expect(files.length).toBeGreaterThan(200);
  const made = files
    .filter((file) => !COUNT_ONLY.includes(file))
    .flatMap((file) => importedBy(file).flatMap((name) => (makers.has(name) ? [`${file}: ${name}`] : [])));
  expect(made).toEqual([]);
});
