export type Generator = {
  name: string;
  version: string;
  /** Its command and what it is asked: `openapi.json` beside it, its files into `out`. */
  args: (out: string) => string[];
};

/** Asked as their own pages say it, with nothing set. */
export const GENERATORS: readonly Generator[] = [
  {
    name: 'openapi-typescript',
    version: '7.13.0',
    args: (out) => ['openapi-typescript', 'openapi.json', '-o', `${out}/api.ts`],
  },
  {
    name: '@hey-api/openapi-ts',
    version: '0.99.0',
    args: (out) => ['openapi-ts', '-i', 'openapi.json', '-o', out, '--no-log-file'],
  },
  {
    name: 'openapi-zod-client',
    version: '1.18.3',
    args: (out) => ['openapi-zod-client', 'openapi.json', '-o', `${out}/api.ts`],
  },
  {
    name: 'swagger-typescript-api',
    version: '13.13.0',
    args: (out) => ['swagger-typescript-api', 'generate', '-p', 'openapi.json', '-o', out, '-n', 'api.ts'],
  },
];

/** What the files written import. */
export const RUNTIMES = { '@zodios/core': '10.9.6', axios: '1.21.1', zod: '3.25.76' };
/** The newest that all four take. */
export const COMPILER = { typescript: '5.9.3' };
export const TSC = [
  ...['--strict', '--noEmit', '--target', 'es2022', '--module', 'esnext'],
  ...['--moduleResolution', 'bundler', '--lib', 'es2022,dom,dom.iterable'],
];
