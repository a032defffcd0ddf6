import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../infra/build/bundle.ts';
import { readSettings } from '../../infra/local/settings.ts';

const read = (path: string): string => readFileSync(join(PROJECT_ROOT, path), 'utf8');

describe('the environment of the kit', () => {
  it('is one that npm start takes, every line of it', () => {
    const lines = read('selfhost/vouch.env')
      .split('\n')
      .filter((line) => /^[^#]+=/.test(line))
      .map((line) => line.split(/=(.*)/s).slice(0, 2));
    const settings = readSettings(Object.fromEntries(lines), ['--empty']);
    expect(lines.map(([name = '']) => name in settings)).not.toContain(false);
    expect(settings.VOUCH_TRUST_PROXY).toMatchObject({ kind: 'networks' });
  });
});

describe('docs/self-host.md', () => {
  it('has commands that a shell reads', () => {
    for (const [, block = ''] of read('docs/self-host.md').matchAll(/```sh\n(.*?)```/gs)) {
      const { status, stderr } = spawnSync('bash', ['-n'], { input: block, encoding: 'utf8' });
      expect([status, stderr]).toEqual([0, '']);
    }
  });
});

describe('the image', () => {
  const steps = read('selfhost/Dockerfile');

  it('takes in what the product imports, and its context holds nothing else', () => {
    const copied = [...steps.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names = '']) =>
      names.split(' '),
    );
    for (const name of copied) expect(existsSync(join(PROJECT_ROOT, name))).toBe(true);
    const kept = read('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'));
    expect(kept.map((line) => line.slice(1)).sort()).toEqual([...copied].sort());
  });

  it('does not run as root, and says whether it is well', () => {
    const last = steps.slice(steps.lastIndexOf('\nFROM '));
    expect(last).toMatch(/^USER vouch$/m);
    expect(last).toMatch(/^HEALTHCHECK /m);
  });
});

const unit = join(PROJECT_ROOT, 'selfhost/vouch.service');
const systemd = '/usr/bin/systemd-analyze';

describe.runIf(existsSync(systemd))('the unit', () => {
  it('exposes little, as systemd itself judges', () => {
    const { status, stdout } = spawnSync(
      systemd,
      ['security', '--offline=true', '--threshold=20', '--no-pager', unit],
      { encoding: 'utf8' },
    );
    expect(stdout).toMatch(/Overall exposure level for vouch.service: 1\.\d OK/);
    expect(status).toBe(0);
  });

  it('is understood by systemd, but for the program that isn’t there', () => {
    const { stderr } = spawnSync(systemd, ['verify', unit], { encoding: 'utf8' });
    expect(
      stderr
        .trim()
        .split('\n')
        .filter((line) => !line.includes('is not executable')),
    ).toEqual([]);
  });
});
