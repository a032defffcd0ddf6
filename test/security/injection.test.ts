import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPages } from '../../functions/pages/app.ts';
import { csvLine } from '../../shared/domain/csv.ts';
import { aPostedLink, NOON } from '../support/api-builders.ts';
import { apiOfFile } from '../support/api-of-file.ts';

const FORMULAS = [
  '=1+1',
  "=cmd|' /C calc'!A0",
  '+49 30 1234',
  '-2+3',
  "@SUM(1+1)*cmd|' /C calc'!A0",
  '\t=1+1',
  '\r=1+1',
  ' =1+1',
  '＝1+1',
  '＋1',
  '－1+2',
  '＠SUM(1)',
  '=HYPERLINK("https://evil.example","x")',
  '"=1+1',
  '",=1+1,"',
  '=1+1\r\n=2+2',
];
const MARKUP = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'onmouseover='alert(1)",
  '</title><svg onload=alert(1)>',
  '</textarea><script>alert(1)</script>',
  '<a href="javascript:alert(1)">x</a>',
  '{{constructor.constructor("alert(1)")()}}',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
];

const host = apiOfFile();

/** Would a spreadsheet run it? Negative numbers are numbers. */
const runs = (cell: string): boolean => /^\s*[=+\-@＝＋－＠]/.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell);

describe('CSV', () => {
  it('no cell begins a formula, whatever a text holds, and every text can be read back', () => {
    const text = fc.oneof(
      fc.constantFrom(...FORMULAS),
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc
        .tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', ' ', '"', ','), fc.string())
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (values) => {
        const [cells = []] = parse(csvLine(['head', ...values]), { relaxColumnCount: true }) as string[][];
        expect(cells).toHaveLength(values.length + 1);
        for (const [index, value] of values.entries()) {
          const cell = cells[index + 1] ?? '';
          expect(runs(cell)).toBe(false);
          expect([value, `'${value}`]).toContain(cell);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('an order’s customer and kind go through the real export as text', async () => {
    for (const [index, customerId] of FORMULAS.entries()) {
      const made = await host.api.sock.as.post('/v1/conversions', {
        kind: 'sale',
        externalId: `formula-${index}`,
        occurredAt: new Date(NOON).toISOString(),
        netAmount: { amount: 100 + index, currency: 'EUR' },
        customerId,
      });
      expect([201, 422]).toContain(made.status);
    }
    const { text } = await host.api.sock.as.get('/v1/exports/conversions.csv?from=2026-10-05&to=2026-10-05');
    const rows = parse(text) as string[][];
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.flat().filter(runs)).toEqual([]);
  });
});

describe('pages', () => {
  /** What is left of the markup when text and attribute values are taken away. */
  const tagsOf = (html: string): string =>
    [...html.matchAll(/<[^>]*>/g)].map(([tag]) => tag.replace(/"[^"]*"/g, '""')).join('');
  const pages = () => createPages({ ...host.api.deps, sealKeys: host.api.deps.cursorKeys });

  it.each(MARKUP)('%s stays text on the form that is shown again', async (payload) => {
    const shown = await pages().request(`/apply/${host.api.sock.brand.applyToken}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        handle: payload,
        city: payload,
        message: payload,
        platform: payload,
      }).toString(),
    });
    const html = await shown.text();
    expect(tagsOf(html)).not.toMatch(/<script|onerror|onload|onmouseover|<img|<svg|<a href="javascript/i);
    expect(shown.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it.each(MARKUP)('%s stays text on the preview page, as brand and in the destination', async (payload) => {
    const before = host.api.sock.brand.name;
    expect((await host.api.sock.as.patch('/v1/brand', { name: payload })).status).toBe(200);
    const destination = `https://shop.example.com/?q=${payload}#${payload}`;
    const { slug } = await aPostedLink(host.api, {
      handle: `x${payload.length}${Math.abs(payload.charCodeAt(3))}`,
      destination,
    });
    const shown = await pages().request(`/${slug}+`);
    expect(shown.status).toBe(200);
    const html = await shown.text();
    expect(tagsOf(html)).not.toMatch(/<script|onerror|onload|onmouseover|<img|<svg/i);
    await host.api.sock.as.patch('/v1/brand', { name: before });
  });
});

it('no header of an answer holds what a caller made up: every byte in path, query and headers', async () => {
  for (let byte = 0; byte < 256; byte++) {
    const escaped = `%${byte.toString(16).padStart(2, '0')}`;
    for (const path of [
      `/v1/links/a${escaped}Set-Cookie:x=1`,
      `/v1/links?cursor=a${escaped}Set-Cookie:x=1`,
    ]) {
      const answer = await host.api.sock.as.get(path);
      expect(answer.status).toBeLessThan(500);
      expect(answer.headers.get('set-cookie')).toBeNull();
      for (const [, value] of answer.headers) expect(value).not.toMatch(/[\r\n\0]|x=1/);
    }
  }
});
