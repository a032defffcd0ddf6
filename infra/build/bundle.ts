import { mkdirSync, renameSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';

export const PROJECT_ROOT = resolve(import.meta.dirname, '../..');

export type Bundle = {
  name: string;
  /** Folder that becomes the Lambda package: index.mjs and the assets it reads, nothing else. */
  dir: string;
  file: string;
  bytes: number;
  /** Every source file that left at least one byte in the package, as esbuild's metafile has it. */
  inputs: { path: string; bytes: number }[];
};

/**
 * One function as one ESM file, for CDK and for the tests that start it as AWS would. `module,main` takes the ESM
 * flavour of the SDK, which tree-shakes to two thirds; the source map lies beside the package, never in it.
 */
export function bundleFunction(name: string, buildRoot = join(PROJECT_ROOT, '.build')): Bundle {
  const dir = join(buildRoot, 'functions', name);
  const file = join(dir, 'index.mjs');
  const { metafile } = buildSync({
    absWorkingDir: PROJECT_ROOT,
    entryPoints: [`functions/${name}/handler.ts`],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    mainFields: ['module', 'main'],
    minify: true,
    metafile: true,
    legalComments: 'none',
    sourcemap: 'external',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    loader: { '.wasm': 'copy', '.ttf': 'copy' },
    assetNames: '[name]',
    banner: { js: REQUIRE_FOR_CJS },
    logLevel: 'error',
  });
  keepMapApart(file, join(buildRoot, 'maps'), name);
  return { name, dir, file, bytes: statSync(file).size, inputs: inputsOf(metafile.outputs) };
}

/** CommonJS parts call `require`; the unusual name can't collide with what the minifier makes up. */
const REQUIRE_FOR_CJS =
  "import{createRequire as vouchCreateRequire}from'node:module';const require=vouchCreateRequire(import.meta.url);";

function keepMapApart(file: string, mapsDir: string, name: string): void {
  mkdirSync(mapsDir, { recursive: true });
  renameSync(`${file}.map`, join(mapsDir, `${name}.mjs.map`));
}

type Outputs = Record<string, { inputs: Record<string, { bytesInOutput: number }> }>;

const inputsOf = (outputs: Outputs): Bundle['inputs'] =>
  Object.values(outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path, { bytesInOutput }]) => ({ path, bytes: bytesInOutput }));
