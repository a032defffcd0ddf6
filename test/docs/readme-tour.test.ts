import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createVouch } from 'vouch/client';
import { type RunningProduct, startProduct } from '../bench/product.ts';
import { blocksOf, runPage } from '../support/page-run.ts';

/** The README's tour, typed as a newcomer would: every `sh` block in one shell, each answer beside what is printed. */
const root = join(import.meta.dirname, '../..');
const blocks = blocksOf(sectionOf(readFileSync(join(root, 'README.md'), 'utf8'), 'Five-minute tour'));

let product: RunningProduct | undefined;
let url = '';
let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vouch-tour-'));
  product = await startProduct(join(folder, 'data'), { VOUCH_TRUST_PROXY: 'off' });
  url = product.url;
});
afterAll(async () => {
  await product?.kill('SIGTERM');
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
  expect(blocks.filter(({ answer }) => answer !== undefined).length).toBeGreaterThanOrEqual(7);
  const env = { VOUCH_URL: api, VOUCH_DATA_DIR: join(folder, 'data') };
  expect(await runPage(blocks, { cwd: folder, env })).toContain('Sock &amp; Co: creator ROI');
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

function sectionOf(markdown: string, title: string): string {
  const section = markdown.split(/^## /m).find((part) => part.startsWith(`${title}\n`));
  if (section === undefined) throw new Error(`README has no section "${title}"`);
  return section;
}
