import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createVouch } from 'vouch/client';

/** The README's tour, typed as a newcomer would: every `sh` block in one shell, each answer beside what is printed. */
const root = join(import.meta.dirname, '../..');
const blocks = blocksOf(sectionOf(readFileSync(join(root, 'README.md'), 'utf8'), 'Five-minute tour'));
const MARK = '-- end of block --';

let product: ChildProcess;
let url = '';
let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vouch-tour-'));
  [product, url] = await startProduct(join(folder, 'data'));
});
afterAll(async () => {
  if (product && product.exitCode === null) {
    const gone = new Promise((resolve) => product.once('exit', resolve));
    product.kill('SIGTERM');
    await gone;
  }
  rmSync(folder, { recursive: true, force: true });
});

it('the tour in README gives the answers that README shows', () => takeTour(url));

it('the client drives the same tour, request by request, to the same answers', async () => {
  const driven: string[] = [];
  const door = await clientsDoor(driven);
  try {
    await takeTour(`http://127.0.0.1:${(door.address() as AddressInfo).port}`);
  } finally {
    door.close();
  }
  const written = blocks.flatMap(({ sh }) => [
    ...sh.matchAll(/\bcall (GET|POST|PUT|PATCH|DELETE) '?([^\s']+)/g),
  ]);
  const inOrder = written.map(([, method, path]) => `${method} ${path}`);
  expect(inOrder.length).toBeGreaterThanOrEqual(10);
  expect(withoutRepeats(driven)).toEqual(withoutRepeats(inOrder));
});

/** Orders are sent in a loop, and one question is asked until it is answered. */
const withoutRepeats = (requests: string[]): string[] =>
  requests.filter((request, index) => request !== requests[index - 1]);

/** Every block in one shell; `api` is where `call` sends its requests. */
async function takeTour(api: string): Promise<void> {
  const script = blocks.map(({ sh }) => `${sh}\nprintf '\\n%s\\n' '${MARK}'`).join('\n');
  const { status, stdout, stderr } = await runShell(script, api);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  const outputs = stdout.split(`${MARK}\n`);
  const shown = blocks.flatMap(({ answer, language }, index) =>
    answer === undefined ? [] : [{ answer, language, output: (outputs[index] ?? '').trim() }],
  );
  expect(shown.length).toBeGreaterThanOrEqual(7);
  for (const { answer, language, output } of shown) {
    if (language === 'json') expect(JSON.parse(output)).toEqual(asShown(JSON.parse(answer)));
    else for (const line of answer.trim().split('\n')) expect(output).toMatch(asPattern(line));
  }
  expect(outputs.join('')).toContain('Sock &amp; Co: creator ROI');
}

type Ended = { status: number | null; stdout: string; stderr: string };

function runShell(script: string, api: string): Promise<Ended> {
  const shell = spawn('bash', ['--norc', '-euo', 'pipefail', '-c', script], {
    cwd: folder,
    timeout: 90_000,
    env: { PATH: process.env.PATH, HOME: folder, VOUCH_URL: api, VOUCH_DATA_DIR: join(folder, 'data') },
  });
  let [stdout, stderr] = ['', ''];
  shell.stdout.setEncoding('utf8').on('data', (chunk) => {
    stdout += chunk;
  });
  shell.stderr.setEncoding('utf8').on('data', (chunk) => {
    stderr += chunk;
  });
  return new Promise((resolve) => shell.once('close', (status) => resolve({ status, stdout, stderr })));
}

/** A door that the tour's `call` knocks at; behind it every request is made by the client, with the caller's key. */
async function clientsDoor(driven: string[]): Promise<Server> {
  const door = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', url);
    const apiKey = request.headers.authorization?.replace('Bearer ', '') ?? '';
    const client = createVouch({
      baseUrl: url,
      apiKey,
      fetch: (sent) => {
        driven.push(`${sent.method} ${sent.url.slice(url.length)}`);
        return fetch(sent);
      },
    });
    const verb = (request.method ?? 'GET').toLowerCase() as 'get';
    const said = await textOf(request);
    const given = {
      query: Object.fromEntries(searchParams),
      ...(said === '' ? {} : { body: JSON.parse(said) }),
    };
    try {
      const answer: unknown = await client[verb](pathname as '/v1/brand', given as never);
      response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
    } catch (reason) {
      response.writeHead(500).end(String(reason));
    }
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  return door;
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}

/** The answer may say more than the page shows; "…" stands for what differs each time. */
function asShown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asShown);
  if (typeof value === 'object' && value !== null)
    return expect.objectContaining(
      Object.fromEntries(Object.entries(value).map(([name, part]) => [name, asShown(part)])),
    );
  return typeof value === 'string' && value.includes('…') ? expect.stringMatching(asPattern(value)) : value;
}

function asPattern(shown: string): RegExp {
  const literal = shown.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('\\S+')}\\s*$`, 'm');
}

function sectionOf(markdown: string, title: string): string {
  const section = markdown.split(/^## /m).find((part) => part.startsWith(`${title}\n`));
  if (section === undefined) throw new Error(`README has no section "${title}"`);
  return section;
}

type Block = { sh: string; answer?: string; language?: string };

function blocksOf(section: string): Block[] {
  const found: Block[] = [];
  for (const [, language = '', text = ''] of section.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)) {
    const last = found[found.length - 1];
    if (language === 'sh') found.push({ sh: text });
    else if (last) Object.assign(last, { answer: text, language });
  }
  return found;
}

async function startProduct(dataDir: string): Promise<[ChildProcess, string]> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'infra/local/main.ts', '--empty'], {
    cwd: root,
    env: { PATH: process.env.PATH, PORT: '0', VOUCH_DATA_DIR: dataDir, NODE_NO_WARNINGS: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk;
      const address = /API\s+(http:\S+)\/v1/.exec(said)?.[1];
      if (address) resolve([child, address]);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => reject(new Error(`the product ended with ${code}: ${said}`)));
  });
}
