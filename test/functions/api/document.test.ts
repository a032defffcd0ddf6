import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import type * as z from 'zod';
import { registerRoutes } from '../../../functions/api/routes/rooms.ts';
import type { RouteShape } from '../../../shared/domain/schema/route.ts';
import { readKeyText } from '../../../shared/domain/sealed/api-key-text.ts';
import { EVENT_TYPES } from '../../../shared/domain/vocabulary.ts';
import { apiOfFile } from '../../support/api-of-file.ts';

const host = apiOfFile();

const shapes = (): RouteShape[] => {
  const all: RouteShape[] = [];
  registerRoutes({ on: (shape) => void all.push(shape) }, host.api.deps);
  return all;
};

it('passes the linter’s recommended rules without an error', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vouch-openapi-'));
  const file = join(folder, 'openapi.json');
  writeFileSync(file, (await host.api.sock.as.get('/openapi.json')).text);
  const redocly = join(process.cwd(), 'node_modules/.bin/redocly');
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  // Exits with 1, and so rejects, when there is an error.
  const { stdout } = await promisify(execFile)(
    redocly,
    ['lint', file, '--extends=recommended', '--format=json'],
    { env },
  );
  rmSync(folder, { recursive: true });
  expect((JSON.parse(stdout) as { totals: { errors: number } }).totals.errors).toBe(0);
});

it('gives no example that its own schema refuses', () => {
  const wrong = shapes()
    .filter((shape) => shape.body)
    .flatMap((shape) => {
      const body = shape.body as z.ZodType;
      const { example } = (body.meta() ?? {}) as { example?: unknown };
      if (example === undefined) return [];
      const parsed = body.safeParse(example);
      return parsed.success ? [] : [`${shape.method} ${shape.path}: ${parsed.error.message.slice(0, 200)}`];
    });
  expect(wrong).toEqual([]);
});

/** What these write, no report keeps in memory: it is read anew each time, or by a version of its own. */
const NO_CATALOGUE =
  /^\/v1\/(brands?|api-keys|baselines|lift|people|ppc|webhooks|conversions|hooks|promotion-reviews|reports?|report-settings|shares|surveys|calendars|calls|domains)\b/;

it('says of every other write that it changes the catalogue', () => {
  const writes = shapes().filter(({ method, scope }) => method !== 'get' && scope !== 'public');
  const silent = writes.filter(({ changesCatalogue }) => !changesCatalogue).map(({ path }) => path);
  expect(silent.filter((path) => !NO_CATALOGUE.test(path))).toEqual([]);
  expect(writes.length - silent.length).toBe(45);
});

it('names each operation once', async () => {
  const { paths } = (await host.api.sock.as.get('/openapi.json')).json as {
    paths: Record<string, Record<string, { operationId: string }>>;
  };
  const names = Object.values(paths).flatMap((item) =>
    Object.values(item).map(({ operationId }) => operationId),
  );
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBe(shapes().length);
});

it('is shown as a page that loads nothing and runs nothing', async () => {
  const { status, headers, text } = await host.api.sock.as.get('/docs');
  expect(status).toBe(200);
  expect(headers.get('content-type')).toContain('text/html');
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(text).not.toMatch(/<script|<link|<img|<iframe|\ssrc=|@import|url\(/i);
  for (const shape of shapes()) expect(text).toContain(shape.path);
  for (const type of EVENT_TYPES) expect(text).toContain(`id="event.${type}"`);
});

it('leads from each call to a form that sends it, whose one script and one sheet are allowed by their hashes', async () => {
  const reference = (await host.api.sock.as.get('/docs')).text;
  const { status, headers, text } = await host.api.sock.as.get('/docs/try');
  expect([status, headers.get('referrer-policy')]).toEqual([200, 'no-referrer']);
  const hashOf = (name: string) => {
    const inside = [...text.matchAll(new RegExp(`<${name}>([^]*?)</${name}>`, 'g'))].map(
      ([, all = '']) => all,
    );
    expect(inside.length).toBe(1);
    return `'sha256-${createHash('sha256')
      .update(inside[0] ?? '')
      .digest('base64')}'`;
  };
  expect(headers.get('content-security-policy')).toBe(
    `default-src 'none'; script-src ${hashOf('script')}; style-src ${hashOf('style')}; connect-src 'self'; ` +
      "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
  );
  const [, data = ''] = /<script type="application\/json" id="calls">([^<]*)<\/script>/.exec(text) ?? [];
  expect(text.replace(data, '')).not.toMatch(
    /<link|<img|<iframe|\ssrc=|\sname="(?!viewport)|@import|\burl\(|https?:|localStorage|sessionStorage|cookie|innerHTML/i,
  );
  const calls = JSON.parse(data) as { id: string; method: string; path: string; needsKey: boolean }[];
  expect(calls.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(
    shapes()
      .map(({ method, path }) => `${method} ${path}`)
      .sort(),
  );
  for (const { id } of calls) {
    expect(reference).toContain(`href="/docs/try#${id}"`);
    expect(text).toContain(`<option value="${id}">`);
  }
  expect(calls.filter(({ needsKey }) => !needsKey).length).toBe(
    shapes().filter(({ scope }) => scope === 'public').length,
  );
});

it('knows its keys by their checksum', () => {
  const key = host.api.sock.ownerKey;
  expect(readKeyText(key)).toBeDefined();
  const flipped = key.slice(0, 30) + (key[30] === 'a' ? 'b' : 'a') + key.slice(31);
  expect(readKeyText(flipped)).toBeUndefined();
});
