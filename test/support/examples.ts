import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { TestApi } from './api-builders.ts';

/** Requests and the answers promised for them, as a page has them. */
type Example = {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
  status: number;
  answer: unknown;
};

/** Sends every request of `docs/<page>` in its order; each answer must be what the page promises. Answers how many. */
export async function runExamples(page: string, api: TestApi): Promise<number> {
  const text = readFileSync(new URL(`../../docs/${page}`, import.meta.url), 'utf8');
  const examples = examplesIn(text);
  const names = new Map([['applyToken', api.sock.brand.applyToken]]);
  const fill = (source: string) => source.replace(/<(\w+)>/g, (all, name: string) => names.get(name) ?? all);
  expect(examples).toHaveLength(text.split('```http').length - 1);
  for (const { method, path, headers, body, status, answer } of examples) {
    const given = await api.sock.as.send(method, fill(path), body === '' ? undefined : fill(body), headers);
    const where = `${method} ${path}`;
    expect([where, given.status, given.text]).toEqual([where, status, expect.anything()]);
    expect(differences(answer, given.json, names, where)).toEqual([]);
  }
  return examples.length;
}

const examplesIn = (text: string): Example[] =>
  [...text.matchAll(/```http\n([\s\S]*?)```\n```json (\d+)\n([\s\S]*?)```/g)].map(
    ([, request = '', status, answer = '']) => {
      const [first = '', ...rest] = request.trim().split('\n');
      const [method = '', path = ''] = first.split(' ');
      const headers = rest
        .filter((line) => /^[A-Z][\w-]+: /.test(line))
        .map((line) => line.split(': ', 2) as [string, string]);
      const body = rest.filter((line) => line.startsWith('{')).join('');
      return {
        method,
        path,
        headers: Object.fromEntries(headers),
        body,
        status: Number(status),
        answer: JSON.parse(answer),
      };
    },
  );

/** Where the answer isn't what was promised. `<name>` takes a value at first sight and stands for it afterwards. */
function differences(promised: unknown, got: unknown, names: Map<string, string>, at: string): string[] {
  if (typeof promised === 'string' && /^<\w+>$/.test(promised)) {
    const name = promised.slice(1, -1);
    if (!names.has(name)) names.set(name, String(got));
    return got !== undefined && names.get(name) === got ? [] : [`${at}: ${name} is ${String(got)}`];
  }
  if (Array.isArray(promised)) {
    if (!Array.isArray(got) || got.length !== promised.length)
      return [`${at}: not ${promised.length} entries: ${JSON.stringify(got)}`];
    return promised.flatMap((entry, index) => differences(entry, got[index], names, `${at}.${index}`));
  }
  if (typeof promised === 'object' && promised !== null) {
    const fields = Object.entries(promised).filter(([name]) => name !== '…');
    const open = '…' in promised;
    const extra = open ? [] : Object.keys(got as object).filter((name) => !(name in promised));
    const found = fields.flatMap(([name, value]) =>
      differences(value, (got as Record<string, unknown> | undefined)?.[name], names, `${at}.${name}`),
    );
    return [...extra.map((name) => `${at}: ${name} is not on the page`), ...found];
  }
  return promised === got
    ? []
    : [`${at}: ${JSON.stringify(promised)} was promised, ${JSON.stringify(got)} came`];
}
