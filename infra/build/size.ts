import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bundleFunction, PROJECT_ROOT } from './bundle.ts';

/** `npm run size`: what each function weighs as Lambda gets it, and what in it is heaviest. */
const names = readdirSync(join(PROJECT_ROOT, 'functions')).filter((name) =>
  existsSync(join(PROJECT_ROOT, 'functions', name, 'handler.ts')),
);
const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`.padStart(11);

for (const name of names) {
  const bundle = bundleFunction(name);
  const packages = new Map<string, number>();
  for (const { path, bytes } of bundle.inputs) {
    const owner = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? 'our own code';
    packages.set(owner, (packages.get(owner) ?? 0) + bytes);
  }
  const heaviest = [...packages].sort((a, b) => b[1] - a[1]).slice(0, 3);
  const inside = heaviest.map(([owner, bytes]) => `${owner}${kB(bytes).replace(/\s+/, ' ')}`).join(', ');
  console.log(
    `${name.padEnd(10)}${kB(bundle.bytes)}  gzip${kB(bundle.zippedBytes)}  at its start${kB(bundle.bytesAtStart)}  ${inside}`,
  );
}
