import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDns } from '../../../shared/dns/ask-dns.ts';
import type { Domain } from '../../../shared/domain/schema/access/domains.ts';
import { signedIn } from '../../support/app-builders.ts';
import { appOfFile } from '../../support/app-of-file.ts';
import { type DnsServer, startDns } from '../../support/dns-server.ts';

let dns: DnsServer;
const host = appOfFile({
  dns: {
    texts: (name) => createDns([dns.server]).texts(name),
    addresses: (name) => createDns([dns.server]).addresses(name),
  },
});
beforeAll(async () => {
  dns = await startDns();
});
afterAll(() => dns.stop());
const PAGE = '/app/settings/domains';

it('says what to enter where, checks when asked, and takes the domain for new links', async () => {
  const tenant = await host.app.anotherBrand('Ada Socks');
  const owner = await signedIn(host.app, 'owner', tenant, 'ada@example.com');
  expect((await owner.get(PAGE)).text).toContain('None yet');
  expect((await owner.submit(PAGE, 'add', { host: 'no host' })).text).toContain('public host name');
  expect((await owner.submit(PAGE, 'add', { host: 'https://go.ada-socks.com/' })).status).toBe(303);
  const { data } = (await tenant.as.get('/v1/domains')).json as { data: Domain[] };
  const [domain] = data as [Domain];
  const waiting = (await owner.get(PAGE)).text;
  for (const word of ['_vouch.go.ada-socks.com', `vouch=${domain.id}`, 'Enter the TXT record'])
    expect(waiting).toContain(word);
  expect(waiting).not.toContain('Use it for new links');
  dns.says('TXT _vouch.go.ada-socks.com', [`vouch=${domain.id}`]);
  expect((await owner.submit(PAGE, 'check', { id: domain.id })).status).toBe(303);
  expect((await owner.get(PAGE)).text).toContain('Proved: it is yours.');
  expect((await owner.submit(PAGE, 'choose', { host: 'go.ada-socks.com' })).status).toBe(303);
  expect((await owner.get(PAGE)).text).toContain('Links that name no domain stand on it.');
  const { shortUrl } = (await tenant.as.post('/v1/links', { destination: 'https://shop.example.com/' }))
    .json as { shortUrl: string };
  expect(shortUrl).toMatch(/^https:\/\/go\.ada-socks\.com\//);
  const refused = await owner.submit(PAGE, 'remove', { id: domain.id });
  expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('lead nowhere')]);
});
