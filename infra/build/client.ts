import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, buildSync } from 'esbuild';
import { PROJECT_ROOT } from './bundle.ts';
import { clientTypes } from './client-types.ts';

const SOURCE = join(PROJECT_ROOT, 'shared/client');

/** The package that others install, as files in `folder`: built, typed, and needing nothing else. */
export function buildClient(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const shared = {
    absWorkingDir: PROJECT_ROOT,
    entryPoints: ['shared/client/package.ts'],
    bundle: true,
    platform: 'neutral',
    target: 'es2022',
    legalComments: 'none',
    logLevel: 'error',
  } satisfies BuildOptions;
  buildSync({ ...shared, format: 'esm', outfile: join(folder, 'index.js') });
  buildSync({ ...shared, format: 'cjs', outfile: join(folder, 'index.cjs') });
  const { metafile } = buildSync({
    ...shared,
    metafile: true,
    entryPoints: ['shared/client/command/main.ts'],
    platform: 'node',
    format: 'esm',
    minify: true,
    // The library's own entry for Node brings a PNG writer along; what draws nothing is in this one, too.
    alias: { qrcode: 'qrcode/lib/core/qrcode.js' },
    banner: { js: '#!/usr/bin/env node' },
    outfile: join(folder, 'command.js'),
  });
  chmodSync(join(folder, 'command.js'), 0o755);
  writeFileSync(join(folder, 'THIRD-PARTY-LICENSES'), licensesOf(Object.keys(metafile.inputs)));
  writeFileSync(join(folder, 'index.d.cts'), clientTypes());
  writeFileSync(join(folder, 'index.d.ts'), "export * from './index.cjs';\n");
  for (const name of ['package.json', 'README.md']) copyFileSync(join(SOURCE, name), join(folder, name));
  copyFileSync(join(PROJECT_ROOT, 'LICENSE'), join(folder, 'LICENSE'));
}

/** What the packages inside ask for: their licences, word by word. */
function licensesOf(inputs: readonly string[]): string {
  const packages = inputs.flatMap((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []);
  return [...new Set(packages)]
    .sort()
    .map((name) => {
      const folder = join(PROJECT_ROOT, 'node_modules', name);
      const file = readdirSync(folder).find((one) => /^licen[sc]e/i.test(one));
      const { license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      // Some name their licence and carry no text of it.
      const text = file
        ? readFileSync(join(folder, file), 'utf8').trim()
        : `${license}, ${author?.name ?? author}`;
      return `${name}\n\n${text}\n`;
    })
    .join('\n----\n\n');
}

/** `npm run build:client`: into .build/client, ready for `npm pack` or `npm publish`. */
if (process.argv[1] === import.meta.filename) {
  const folder = join(PROJECT_ROOT, '.build/client');
  buildClient(folder);
  console.log(`built ${folder}`);
}
