import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import module from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';

const ROOT = resolve(import.meta.dirname, '../..');
const CACHE = join(ROOT, 'node_modules/.cache/vouch');
const SOURCES = ['shared', 'functions', 'infra/local'];
const LEAN_HTTP = 'infra/build/node-http.cjs';
/** What is built again when it has changed, besides the sources. */
const ALSO = ['package-lock.json', 'infra/local/built.mjs', LEAN_HTTP];
const COMMANDS = 'infra/local/commands';
/** What a process tells its threads: the folder of the build that it runs. */
const BUILT = 'vouch-built';
/** Builds of sources that are no longer there, kept for those who still run them. */
const KEPT_MS = 24 * 3_600_000;

/**
 * Imports a part of the product, `main`, `background/background`, `api/api-thread` or `commands/NAME`, from one file built of everything that it
 * needs, with V8's code kept: a start through a TypeScript loader takes three times the CPU. Built when the sources are
 * newer than what lies there; where nothing can be written and nothing fitting lies there, the loader does it. A thread runs what its process runs, also
 * when sources have changed since.
 */
export async function importBuilt(name) {
  const folder = getEnvironmentData(BUILT) ?? join(CACHE, stampOfSources());
  const isBuilt = existsSync(folder);
  if (!isBuilt && !isWritable()) {
    const { register } = await import('tsx/esm/api');
    register();
    return import(pathToFileURL(join(ROOT, 'infra/local', `${name}.ts`)).href);
  }
  setEnvironmentData(BUILT, folder);
  if (!isBuilt) await build(folder);
  module.enableCompileCache(join(CACHE, 'v8'));
  setTimeout(() => module.flushCompileCache(), 5_000).unref();
  return import(pathToFileURL(join(folder, `${name}.js`)).href);
}

function isWritable() {
  try {
    accessSync(existsSync(CACHE) ? CACHE : join(ROOT, 'node_modules'), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Changes with any source's length or time; in whole seconds, as layers of images keep no finer ones. */
function stampOfSources() {
  const hash = createHash('sha256');
  for (const file of [...SOURCES.flatMap(filesUnder), ...ALSO]) {
    const { size, mtimeMs } = statSync(join(ROOT, file));
    hash.update(`${file} ${size} ${Math.floor(mtimeMs / 1_000)}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

const filesUnder = (folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1))
    .sort();

/** Beside its place first, and moved there whole: two who start at once build twice, and nobody reads a half. */
async function build(folder) {
  const { build: bundle } = await import('esbuild');
  const beside = `${folder}.${process.pid}`;
  await bundle({
    absWorkingDir: ROOT,
    entryPoints: Object.fromEntries(entries().map((name) => [name, `infra/local/${name}.ts`])),
    outdir: beside,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    mainFields: ['module', 'main'],
    alias: { 'node:http': join(ROOT, LEAN_HTTP), http: join(ROOT, LEAN_HTTP) },
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    minifySyntax: true,
    banner: {
      js: "import{createRequire as vouchCreateRequire}from'node:module';const require=vouchCreateRequire(import.meta.url);",
    },
    plugins: [sourcesKnowTheirPlace],
  });
  forgetOthers();
  try {
    renameSync(beside, folder);
  } catch (reason) {
    rmSync(beside, { recursive: true, force: true });
    if (!existsSync(folder)) throw reason;
  }
}

const entries = () => [
  'main',
  'background/background',
  'api/api-thread',
  ...readdirSync(join(ROOT, COMMANDS))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `commands/${file.slice(0, -3)}`),
];

/** Files beside a source (fonts, workers) are found from where it stands, not from where it was built to. */
const sourcesKnowTheirPlace = {
  name: 'sources-know-their-place',
  setup(builder) {
    builder.onLoad({ filter: /\.tsx?$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      if (path.includes('node_modules') || !text.includes('import.meta')) return undefined;
      const url = pathToFileURL(path).href;
      const contents = text.replaceAll('import.meta.url', JSON.stringify(url));
      return { contents, loader: path.endsWith('x') ? 'tsx' : 'ts' };
    });
  },
};

function forgetOthers() {
  mkdirSync(CACHE, { recursive: true });
  for (const name of readdirSync(CACHE)) {
    const old = join(CACHE, name);
    if (name !== 'v8' && Date.now() - statSync(old).mtimeMs > KEPT_MS) rmSync(old, { recursive: true });
  }
}
