import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bundle, PROJECT_ROOT, zippedBytes } from '../../infra/build/bundle.ts';

export type OlderBuild = {
  folder: string;
  /** Its function of that name, bundled by its own code; named with its commit. */
  bundle(name: string): Pick<Bundle, 'name' | 'file' | 'bytes' | 'zippedBytes'>;
  remove(): void;
};

/** A process takes its bundles along when it ends, so the child leaves a copy. */
const BUNDLING = `
const [name, dir] = process.argv.slice(1);
import('./infra/build/bundle.ts').then(({ bundleFunction }) =>
  process.getBuiltinModule('node:fs').cpSync(bundleFunction(name).dir, dir, { recursive: true }));`;

/** An older commit checked out beside this one, with its own packages where they were others, so that both are measured in one run. */
export function checkOut(commit: string): OlderBuild {
  const folder = mkdtempSync(join(tmpdir(), 'vouch-older-'));
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: PROJECT_ROOT, encoding: 'utf8' }).trim();
  const short = git('rev-parse', '--short', commit);
  git('worktree', 'add', '--detach', folder, commit);
  const lockOf = (revision: string) => git('rev-parse', `${revision}:package-lock.json`);
  if (lockOf(commit) === lockOf('HEAD'))
    symlinkSync(join(PROJECT_ROOT, 'node_modules'), join(folder, 'node_modules'));
  else execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--silent'], { cwd: folder });
  return {
    folder,
    bundle(name) {
      const dir = join(folder, '.bench', name);
      const args = ['--import', 'tsx', '--eval', BUNDLING, name, dir];
      execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
      const file = join(dir, 'index.mjs');
      return { name: `${name} ${short}`, file, bytes: statSync(file).size, zippedBytes: zippedBytes(dir) };
    },
    remove() {
      git('worktree', 'remove', '--force', folder);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
