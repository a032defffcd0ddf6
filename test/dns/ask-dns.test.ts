import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AskDns, createDns } from '../../shared/dns/ask-dns.ts';
import { type DnsServer, startDns } from '../support/dns-server.ts';

let server: DnsServer;
let dns: AskDns;
beforeAll(async () => {
  server = await startDns();
  dns = createDns([server.server]);
});
afterAll(() => server.stop());

it('joins what a text is cut into, and reads no more than twenty', async () => {
  server.says(
    'TXT many.example.com',
    Array.from({ length: 25 }, (_, n) => `text ${n}`),
  );
  const found = await dns.texts('many.example.com');
  expect(found).toMatchObject({ kind: 'found' });
  expect(found.kind === 'found' && found.values.length).toBe(20);
});

it('tells that there is nothing from that nobody can say', async () => {
  expect(await dns.texts('nothing.example.com')).toEqual({ kind: 'none' });
  server.says('TXT empty.example.com', []);
  expect(await dns.texts('empty.example.com')).toEqual({ kind: 'none' });
  server.says('TXT broken.example.com', 'fails');
  expect(await dns.texts('broken.example.com')).toEqual({ kind: 'unclear' });
});

it('finds addresses of either kind; what one of them could not say is nothing', async () => {
  server.says('AAAA six.example.com', ['2001:db8::7']);
  expect(await dns.addresses('six.example.com')).toEqual({ kind: 'found', values: ['2001:db8::7'] });
  server.says('A half.example.com', 'fails');
  expect(await dns.addresses('half.example.com')).toEqual({ kind: 'unclear' });
});

it('asks anew each time: what was entered a moment ago is seen', async () => {
  const before = server.asked.length;
  await dns.texts('fresh.example.com');
  server.says('TXT fresh.example.com', ['now']);
  expect(await dns.texts('fresh.example.com')).toEqual({ kind: 'found', values: ['now'] });
  expect(server.asked.slice(before).filter((name) => name === 'TXT fresh.example.com')).toHaveLength(2);
});
