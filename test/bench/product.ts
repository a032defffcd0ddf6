import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type RunningProduct = {
  url: string;
  folder: string;
  process: ChildProcess;
  /** All that it has printed. */
  said: () => string;
  api: (
    method: string,
    path: string,
    body?: unknown,
  ) => Promise<{ status: number; body: Record<string, unknown> }>;
  /** Asks for all of an answer, whatever its type. */
  /** How many bytes it answered. */
  read: (path: string) => Promise<number>;
  kill: (signal: NodeJS.Signals) => Promise<void>;
  remove: () => void;
};

/** Starts the product as a user does, in a process of its own, on an empty or given folder, from this or another checkout. */
export async function startProduct(
  folder = mkdtempSync(join(tmpdir(), 'vouch-')),
  environment: Record<string, string> = {},
  checkout = process.cwd(),
): Promise<RunningProduct> {
  const child = spawn(process.execPath, ['infra/local/run.mjs', 'main', '--empty'], {
    cwd: checkout,
    env: {
      ...process.env,
      PORT: '0',
      VOUCH_DATA_DIR: folder,
      VOUCH_TRUST_PROXY: 'on',
      NODE_NO_WARNINGS: '1',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  const url = await firstMatch(child, /(http:\/\/[^/\s]+)\/v1/);
  const key = readFileSync(join(folder, 'owner.key'), 'utf8').trim();
  return {
    url,
    folder,
    process: child,
    said: () => said,
    api: async (method, path, body) => {
      const answer = await fetch(url + path, {
        method,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    },
    read: async (path) => {
      const answer = await fetch(url + path, { headers: { authorization: `Bearer ${key}` } });
      const { byteLength } = await answer.arrayBuffer();
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
      return byteLength;
    },
    kill: (signal) =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill(signal);
      }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Waits for a line of the child's that matches; its error output is the reason when it ends instead. */
export function firstMatch(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    let errors = '';
    child.stderr?.on('data', (chunk) => (errors += chunk));
    child.stdout?.on('data', (chunk) => {
      output += chunk;
      const found = pattern.exec(output)?.[1];
      if (found) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`ended with code ${code}: ${errors.slice(-500)}`)));
  });
}

/** A creator, a post and its link, made through the API; answers the slugs. */
export async function makeLinks(product: RunningProduct, count: number): Promise<string[]> {
  const creator = await product.api('POST', '/v1/creators', {
    handle: `bench-${randomUUID().slice(0, 8)}`,
    platform: 'instagram',
    source: 'imported',
  });
  const post = await product.api('POST', '/v1/posts', {
    creatorId: creator.body.id,
    stage: 'microcontent',
    platform: 'instagram',
    format: 'short',
    publishedAt: new Date().toISOString(),
    messages: [],
    destination: 'https://shop.example/socks',
  });
  const first = (post.body.links as { slug: string }[] | undefined)?.[0]?.slug;
  if (!first) throw new Error(`no link was made: ${JSON.stringify(post.body)}`);
  const slugs = [first];
  while (slugs.length < count) {
    const links = Array.from({ length: Math.min(100, count - slugs.length) }, () => ({
      postId: post.body.id,
      destination: 'https://shop.example/socks',
    }));
    const made = await product.api('POST', '/v1/links/bulk', { links });
    const data = made.body.data as { slug: string }[] | undefined;
    if (!data) throw new Error(`no links were made: ${JSON.stringify(made.body)}`);
    slugs.push(...data.map(({ slug }) => slug));
  }
  return slugs;
}

/** Hits that the product shows, of all links of today and yesterday. */
export async function shownHits(product: RunningProduct): Promise<number> {
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
  const { body } = await product.api(
    'GET',
    `/v1/analytics/clicks?groupBy=stage&from=${day(-1)}&to=${day(1)}`,
  );
  return (body.totals as { hits: number } | undefined)?.hits ?? Number.NaN;
}

/** Polls until the product shows `expected` hits, or time runs out. Answers what it showed last, and after how long. */
export async function waitForHits(product: RunningProduct, expected: number, seconds: number) {
  const started = Date.now();
  let shown = 0;
  while (Date.now() - started < seconds * 1_000) {
    const asked = Date.now();
    shown = await shownHits(product);
    if (shown >= expected) break;
    // Asking must not slow what it waits for.
    await new Promise((resolve) => setTimeout(resolve, Math.max(250, 5 * (Date.now() - asked))));
  }
  return { shown, seconds: (Date.now() - started) / 1_000 };
}
