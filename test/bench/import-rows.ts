import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildClient } from '../../infra/build/client.ts';
import { cpuUsedMs } from '../support/cpu-used.ts';
import { type RunningProduct, startProduct } from './product.ts';

const ROWS = 5_000;
const AT_ONCE = 100;
const urlOf = (row: number): string =>
  `https://www.tiktok.com/@bench/video/73${String(row).padStart(17, '0')}`;

/**
 * An export of counters from its file to the stored snapshots: the command as it is installed, over HTTP, into the
 * running product with its files on disk. CPU of both processes; the posts stand there before.
 */
export async function* importLines(): AsyncGenerator<string> {
  const folder = mkdtempSync(join(tmpdir(), 'vouch-bench-'));
  const product = await startProduct();
  try {
    buildClient(join(folder, 'client'));
    await makePosts(product);
    const file = join(folder, 'engagement.csv');
    writeFileSync(file, exportOf(ROWS));
    const before = cpuUsedMs(product.process.pid);
    const { said, cpuMs } = await runCommand(join(folder, 'client/command.js'), file, product);
    const servers = cpuUsedMs(product.process.pid) - before;
    if (!said.startsWith('5,000 new')) throw new Error(said);
    const [command, server, all] = [cpuMs, servers, cpuMs + servers].map((ms) => (ms / 1_000).toFixed(1));
    yield `${ROWS} rows of engagement from file to store: ${all} s CPU (command ${command}, product ${server})`;
  } finally {
    await product.kill('SIGTERM');
    product.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A post for each row, each with its address. */
async function makePosts({ api }: RunningProduct): Promise<void> {
  await api('POST', '/v1/creators', { handle: 'bench', platform: 'tiktok' });
  for (let from = 0; from < ROWS; from += AT_ONCE) {
    const posts = Array.from({ length: AT_ONCE }, (_none, index) => ({
      creatorHandle: 'bench',
      stage: 'microcontent',
      platform: 'tiktok',
      format: 'short',
      publishedAt: '2026-09-01T10:00:00Z',
      destination: 'https://shop.example/socks',
      url: urlOf(from + index),
    }));
    const { status, body } = await api('POST', '/v1/posts/bulk', { posts });
    if (status >= 300) throw new Error(`no posts were made: ${JSON.stringify(body).slice(0, 500)}`);
  }
}

function exportOf(rows: number): string {
  const lines = Array.from({ length: rows }, (_none, row) =>
    [`"Socks, ${row}"`, urlOf(row), 'September 1', '1.2K', row % 90, row % 7, `"1${row % 10},400"`].join(','),
  );
  return [
    'Video title,Video link,Post time,Total likes,Total comments,Total shares,Total views',
    ...lines,
  ].join('\n');
}

type Ran = { said: string; cpuMs: number };

/** Runs `vouch import`; its CPU is what its own process says at its end. */
function runCommand(command: string, file: string, { url, folder }: RunningProduct): Promise<Ran> {
  const telling = `process.on('exit', () => { const { user, system } = process.cpuUsage(); console.error('cpu ' + (user + system) / 1000) })`;
  const child = spawn(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(telling)}`, command, 'import', file],
    // A key of whoever runs this would be another installation’s.
    {
      env: { ...process.env, VOUCH_API_KEY: undefined, VOUCH_URL: url, VOUCH_DATA_DIR: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let said = '';
  let told = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  child.stderr.on('data', (chunk) => (told += chunk));
  return new Promise((resolve, reject) => {
    child.once('exit', (code) =>
      code === 0
        ? resolve({ said, cpuMs: Number(/cpu ([\d.]+)/.exec(told)?.[1]) })
        : reject(new Error(`vouch import ended with ${code}: ${told.slice(-500)}${said.slice(-500)}`)),
    );
  });
}
