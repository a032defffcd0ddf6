import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * `npm run mutate [-- ROOM…]`: changes shared/domain in one place at a time and asks whether the domain's own tests
 * notice. A room is a folder of shared/domain (`money`), or a file of it; all of them take hours. The tool, Stryker,
 * is put beside the other packages when it is first asked for: nobody else needs its hundred packages.
 */
const STRYKER = '10.1.1';
const DOMAIN = 'shared/domain';
const WORKERS = 2;

const rooms = process.argv.slice(2);
const unknown = rooms.filter((room) => !existsSync(join(DOMAIN, room)));
if (unknown.length > 0) {
  const known = readdirSync(DOMAIN).join(', ');
  console.error(`mutate: there is no ${unknown.join(', ')} in ${DOMAIN}; there are ${known}`);
  process.exit(2);
}
if (!existsSync('node_modules/@stryker-mutator/vitest-runner')) {
  const packages = ['core', 'vitest-runner'].map((name) => `@stryker-mutator/${name}@${STRYKER}`);
  execFileSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', ...packages], { stdio: 'inherit' });
}
const folder = mkdtempSync(join(tmpdir(), 'vouch-mutate-'));
const settings = join(folder, 'stryker.json');
writeFileSync(
  settings,
  JSON.stringify({
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'test/mutate/domain.config.ts' },
    mutate: (rooms.length > 0 ? rooms : ['.']).map((room) =>
      room.includes('.ts') ? join(DOMAIN, room) : join(DOMAIN, room, '**/*.{ts,tsx}'),
    ),
    coverageAnalysis: 'perTest',
    concurrency: WORKERS,
    timeoutMS: 20_000,
    reporters: ['clear-text', 'progress-append-only'],
    clearTextReporter: { allowColor: false, logTests: false },
    tempDirName: join(folder, 'copy'),
  }),
);
try {
  execFileSync(process.execPath, ['node_modules/@stryker-mutator/core/bin/stryker.js', 'run', settings], {
    stdio: 'inherit',
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
