import { globSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Mutant } from './only-drawn.ts';

type Instrumenter = {
  instrument(
    files: { name: string; content: string; mutate: true }[],
    options: object,
  ): Promise<{ mutants: Mutant[] }>;
};

/** Every mutant that Stryker would make of these files, as it would name it; none is run. */
export async function listMutants(patterns: string[], exclude: string[]): Promise<Mutant[]> {
  const instrumenter = await loadInstrumenter();
  const files = globSync(patterns)
    .filter((name) => !exclude.includes(name))
    .map((name) => ({ name, content: readFileSync(name, 'utf8'), mutate: true as const }));
  const { mutants } = await instrumenter.instrument(files, {
    ignorers: [],
    excludedMutations: [],
    plugins: null,
  });
  return mutants;
}

/** Installed beside the other packages by `npm run mutate` alone, so types and linters don't know of it. */
async function loadInstrumenter(): Promise<Instrumenter> {
  const load = (path: string) => import(pathToFileURL(`node_modules/${path}`).href);
  const { createInjector } = await load('typed-inject/dist/src/index.js');
  const { createInstrumenter } = await load('@stryker-mutator/instrumenter/dist/src/index.js');
  const log = { debug: () => {}, info: () => {}, isDebugEnabled: () => false };
  return createInjector()
    .provideValue('logger', log)
    .provideValue('options', {})
    .injectFunction(createInstrumenter);
}
