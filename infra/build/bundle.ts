import { copyFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type BuildOptions, buildSync, type Metafile } from 'esbuild';

export const PROJECT_ROOT = resolve(import.meta.dirname, '../..');
const BUILD_ROOT = join(PROJECT_ROOT, '.build');

export type Bundle = {
  name: string;
  /** Folder that becomes the Lambda package: index.mjs, what it loads later, and the assets it reads, nothing else. */
  dir: string;
  file: string;
  /** Of all its code, zipped as well, and of what is read before the first request. */
  bytes: number;
  zippedBytes: number;
  bytesAtStart: number;
  /** Every source file that left at least one byte in the package, as esbuild's metafile has it. */
  inputs: { path: string; bytes: number }[];
};

/**
 * One function as an ESM file, and one for each part that it imports when it needs it: what V8 doesn't read costs no start.
 * For CDK and for the tests that start it as AWS would. `module,main` takes the ESM flavour of the SDK, which tree-shakes to
 * two thirds; the source maps lie beside the package, never in it.
 */
export function bundleFunction(name: string): Bundle {
  const dir = join(ownFolder(), name);
  rmSync(dir, { recursive: true, force: true });
  const { metafile } = buildSync({
    ...AS_LAMBDA_GETS_IT,
    entryPoints: { index: `functions/${name}/handler.ts` },
    outdir: dir,
    outExtension: { '.js': '.mjs' },
    chunkNames: '[name]-[hash]',
    splitting: true,
    metafile: true,
    sourcemap: 'external',
  });
  const inputs = inputsOf(metafile.outputs);
  keepMapsApart(dir, name);
  copyAssets(inputs, dir);
  return {
    name,
    dir,
    file: join(dir, 'index.mjs'),
    ...weigh(metafile.outputs),
    zippedBytes: zippedBytes(dir),
    inputs,
  };
}

const bundled = new Map<string, string>();

/** The folder of a function, bundled once in this process: written anew, a file may be read half by whoever loads it. */
export function bundledOnce(name: string): string {
  const dir = bundled.get(name) ?? bundleFunction(name).dir;
  bundled.set(name, dir);
  return dir;
}

/** CommonJS parts call `require`, for Node's own modules alone: all others lie in the package. */
const REQUIRE_FOR_CJS =
  "const require=name=>{const found=process.getBuiltinModule(name);if(found)return found;throw new Error('Cannot find module '+name)};";

/** The same modules without what an import of them loads besides. */
const lean = (name: 'http' | 'process' | 'util') => join(PROJECT_ROOT, `infra/build/node-${name}.cjs`);

const AS_LAMBDA_GETS_IT = {
  absWorkingDir: PROJECT_ROOT,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node22',
  mainFields: ['module', 'main'],
  alias: {
    'node:http': lean('http'),
    http: lean('http'),
    'node:process': lean('process'),
    'node:util': lean('util'),
  },
  minify: true,
  legalComments: 'none',
  jsx: 'automatic',
  jsxImportSource: 'hono/jsx',
  banner: { js: REQUIRE_FOR_CJS },
  logLevel: 'error',
} satisfies BuildOptions;

/** Something else made as the functions are, for a bench: a file of the project, or a source text. Answers its path. */
export function bundleAsFunction(from: { file: string } | { source: string }, name: string): string {
  const outfile = join(ownFolder(), `${name}.mjs`);
  const entry =
    'file' in from
      ? { entryPoints: [from.file] }
      : { stdin: { contents: from.source, resolveDir: PROJECT_ROOT } };
  buildSync({ ...AS_LAMBDA_GETS_IT, ...entry, outfile });
  return outfile;
}

/** Files that a library reads at run time; they lie beside the bundle of whoever carries that library. */
const ASSETS: readonly { of: string; files: readonly string[] }[] = [
  {
    of: 'node_modules/@resvg/resvg-wasm/',
    files: ['node_modules/@resvg/resvg-wasm/index_bg.wasm', 'shared/assets/DejaVuSans.ttf'],
  },
];

function copyAssets(inputs: Bundle['inputs'], dir: string): void {
  for (const { of, files } of ASSETS) {
    if (!inputs.some(({ path }) => path.startsWith(of))) continue;
    for (const asset of files) copyFileSync(join(PROJECT_ROOT, asset), join(dir, basename(asset)));
  }
}

let folder: string | undefined;
/** One per process, gone with it: two that bundle at once don't write over each other. CDK copies what it takes. */
function ownFolder(): string {
  if (folder) return folder;
  const made = join(BUILD_ROOT, `bundles-${process.pid}`);
  process.on('exit', () => rmSync(made, { recursive: true, force: true }));
  folder = made;
  return made;
}

function keepMapsApart(dir: string, name: string): void {
  const maps = join(BUILD_ROOT, 'maps', name);
  mkdirSync(maps, { recursive: true });
  for (const file of readdirSync(dir).filter((entry) => entry.endsWith('.map')))
    renameSync(join(dir, file), join(maps, file));
}

/** Of the code in a package's folder, zipped file by file. */
export const zippedBytes = (dir: string): number =>
  readdirSync(dir)
    .filter((file) => file.endsWith('.mjs'))
    .reduce((bytes, file) => bytes + gzipSync(readFileSync(join(dir, file))).length, 0);

type Outputs = Metafile['outputs'];

function weigh(outputs: Outputs): Pick<Bundle, 'bytes' | 'bytesAtStart'> {
  const code = Object.keys(outputs).filter((path) => path.endsWith('.mjs'));
  const atStart = new Set(code.filter((path) => outputs[path]?.entryPoint?.endsWith('/handler.ts')));
  for (const path of atStart)
    for (const { kind, path: imported, external } of outputs[path]?.imports ?? [])
      if (kind === 'import-statement' && !external) atStart.add(imported);
  const sum = (paths: Iterable<string>) =>
    [...paths].reduce((bytes, path) => bytes + (outputs[path]?.bytes ?? 0), 0);
  return { bytes: sum(code), bytesAtStart: sum(atStart) };
}

const inputsOf = (outputs: Outputs): Bundle['inputs'] =>
  Object.values(outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path, { bytesInOutput }]) => ({ path, bytes: bytesInOutput }));
