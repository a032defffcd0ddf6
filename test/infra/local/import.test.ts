import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStores } from '../../../infra/local/clients.ts';
import { rawPartitionKey } from '../../../shared/data/table/keys.ts';
import { seededRandom, shuffle } from '../../../shared/domain/statistics/seeded-random.ts';
import { makeLinks, type RunningProduct, startProduct } from '../../bench/product.ts';
import { type DnsServer, startDns } from '../../support/dns-server.ts';

const LOG = 'test/fixtures/access-log/apache.log';

let product: RunningProduct;
let slug = '';
let dns: DnsServer;
beforeAll(async () => {
  dns = await startDns();
  product = await startProduct(undefined, { VOUCH_DNS_SERVERS: dns.server });
  [slug = ''] = await makeLinks(product, 1);
});
afterAll(async () => {
  await product.kill('SIGKILL');
  product.remove();
  await dns.stop();
});

function importing(...args: string[]) {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['infra/local/run.mjs', 'commands/import', ...args],
    { env: { ...process.env, VOUCH_DATA_DIR: product.folder, NODE_NO_WARNINGS: '1' }, encoding: 'utf8' },
  );
  return { stdout, stderr, status };
}

const totals = async () =>
  (await product.api('GET', '/v1/analytics/clicks?groupBy=day&from=2015-05-17&to=2015-05-21')).body.totals;

const counted = (stdout: string, name: string): number =>
  Number(new RegExp(`^\\s+${name}\\s+(\\d+)$`, 'm').exec(stdout)?.[1] ?? Number.NaN);

/** A log of another site, taken as if all of it had been one link's. */
const whole = (file: string, link: string) => [
  file,
  '--format',
  'combined',
  '--link',
  link,
  '--path',
  '*',
  '--any-answer',
];

/** As their time to live takes them away in the end. */
async function expireRawClicks(hour: string): Promise<void> {
  const { engine } = JSON.parse(readFileSync(join(product.folder, 'running.json'), 'utf8'));
  const { tables, clicks } = openStores(engine);
  const table = tables.clicks;
  for (const { partition } of await clicks.listPartitionsOfHour(hour))
    for await (const { pk, sk } of table.query(rawPartitionKey(partition))) await table.erase({ pk, sk });
}

/** Independent of our code: what grep can see in the same file. */
const grep = (...args: string[]): number =>
  Number(execFileSync('grep', ['-c', ...args, LOG], { encoding: 'utf8' }));

describe('npm run import', () => {
  it('counts what grep can count: lines, HEAD requests, bots that say so', () => {
    const { stdout, status } = importing(...whole(LOG, slug));
    expect(status).toBe(0);
    expect(counted(stdout, 'lines')).toBe(grep(''));
    expect(counted(stdout, 'head')).toBe(grep('"HEAD '));
    const selfDeclared = grep('-iE', '"(GET|POST) .*(bot|crawler|spider|slurp)[^"]*"$');
    expect(counted(stdout, 'bot') + counted(stdout, 'preview')).toBeGreaterThanOrEqual(selfDeclared);
  });

  it('gives identical totals when the same log is imported again, in the summary and in the product', async () => {
    const first = importing(...whole(LOG, slug));
    const before = await totals();
    const second = importing(...whole(LOG, slug));
    expect(second.stdout).toBe(first.stdout);
    expect(await totals()).toEqual(before);
    expect(before).toMatchObject({ hits: grep('') });
  });

  it('names the lines it cannot read, by number, and goes on', async () => {
    const broken = join(product.folder, 'broken.log');
    const [one, two] = readFileSync(LOG, 'utf8').split('\n');
    writeFileSync(broken, [one, 'not a log line', two, '', '{"at":1}'].join('\n'));
    const { stdout, status } = importing(...whole(broken, slug));
    expect(status).toBe(0);
    expect(stdout).toMatch(/2 {2}could not be read \(no time in brackets.*\): line 2, 5$/m);
    expect(counted(stdout, 'hits')).toBe(2);
  });

  it('adds nothing for the lines of an import that was stopped half-way', async () => {
    const half = join(product.folder, 'half.log');
    const lines = readFileSync(LOG, 'utf8').split('\n');
    writeFileSync(half, lines.slice(0, 80).join('\n'));
    const [fresh = ''] = await makeLinks(product, 1);
    importing(...whole(half, fresh));
    importing(...whole(LOG, fresh));
    expect(await totals()).toMatchObject({ hits: 2 * grep('') });
  });

  it('counts the same whatever the order of lines that were written within minutes, and shows what it said', async () => {
    const lines = readFileSync(LOG, 'utf8').trim().split('\n');
    const shuffled = join(product.folder, 'shuffled.log');
    writeFileSync(shuffled, shuffle(seededRandom('several workers'), lines).join('\n'));
    const [one = '', other = ''] = await makeLinks(product, 2);
    const said = [importing(...whole(LOG, one)).stdout, importing(...whole(shuffled, other)).stdout];
    const question = '/v1/analytics/clicks?groupBy=link&from=2015-05-17&to=2015-05-21';
    const { rows } = (await product.api('GET', question)).body as {
      rows: { clicks: number; excluded: { repeat?: number } }[];
    };
    const shown = rows.map(({ clicks, excluded }) => [clicks, excluded.repeat ?? 0]);
    const summed = said.map((stdout) => [counted(stdout, 'clicks'), counted(stdout, 'repeat')]);
    expect(summed[1]).toEqual(summed[0]);
    expect(summed[0]?.[1]).toBeGreaterThan(0);
    for (const figures of summed) expect(shown).toContainEqual(figures);
  });

  it('imports what live clicks carry: the same fbclid from four visitors is three copied addresses', async () => {
    const agent =
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';
    const shared = join(product.folder, 'shared.log');
    const line = (who: number) =>
      `192.0.2.${who} - - [03/Nov/2026:0${who}:15:42 +0000] "GET /warm?fbclid=IwAR0${'x7Kq'.repeat(30)} HTTP/2.0" 302 0 "-" "${agent}"`;
    writeFileSync(shared, [1, 2, 3, 4].map(line).join('\n'));
    const [fresh = ''] = await makeLinks(product, 1);
    expect(importing(shared, '--format', 'combined', '--link', fresh).status).toBe(0);
    const { reshares } = (await product.api('GET', '/v1/dark-social?from=2026-11-02&to=2026-11-04')).body;
    expect(reshares).toMatchObject({ visitors: 4, reshareVisitors: 3, k: 0.75 });
  });

  it('fills every link by the path of its lines, counts what was answered with a redirect, tells the others', async () => {
    const [one = '', other = ''] = await makeLinks(product, 2);
    const agent =
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';
    const line = (who: number, path: string, status = 302, method = 'GET', year = 2026) =>
      `go.example.com:443 2001:db8::${who} - - [04/Nov/${year}:10:0${who}:00 +0100] "${method} ${path} HTTP/2.0" ${status} 154 "-" "${agent}"`;
    const lines = [
      line(1, `/${one}?utm_source=ig`),
      line(2, `/${one.toUpperCase()}.`),
      line(3, `https://go.example.com/${other}`),
      line(4, '/favicon.ico', 404),
      line(5, `/${one}`, 500),
      line(6, `/${one}`, 302, 'POST'),
      line(7, `/${one}`, 302, 'GET', 2031),
      line(8, '/somebody-elses-link'),
      line(9, `/${one}`).slice(0, -30),
    ];
    const whole = join(product.folder, 'whole.log.gz');
    writeFileSync(whole, gzipSync(`\ufeff${lines.join('\r\n')}`));
    const { stdout, status } = importing(whole);
    expect(status).toBe(0);
    expect(stdout).toContain('format   combined');
    expect([counted(stdout, 'lines'), counted(stdout, 'hits'), counted(stdout, 'clicks')]).toEqual([9, 3, 3]);
    expect([counted(stdout, one), counted(stdout, other)]).toEqual([2, 1]);
    for (const refusal of [
      /1 {2}answered with 404, not with a redirect: line 4$/m,
      /1 {2}answered with 500, not with a redirect: line 5$/m,
      /1 {2}method is POST, not GET: line 6$/m,
      /1 {2}date lies in the future: line 7$/m,
      /1 {2}path is no link of ours: line 8$/m,
      /1 {2}could not be read \(the line ends inside a quoted field\): line 9$/m,
    ])
      expect(stdout).toMatch(refusal);
    const question = '/v1/analytics/clicks?groupBy=link&from=2026-11-04&to=2026-11-04';
    const { totals } = (await product.api('GET', question)).body as {
      totals: { clicks: number; uniques: number };
    };
    expect(totals).toMatchObject({ clicks: 3, uniques: 3 });
  });

  it('knows links by what they were called elsewhere, and a brand’s own domain', async () => {
    const GO = 'go.ada-socks.com';
    const { body: domain } = await product.api('POST', '/v1/domains', { host: GO });
    const [record] = domain.records as { value: string }[];
    dns.says(`TXT _vouch.${GO}`, [record?.value ?? '']);
    await product.api('POST', `/v1/domains/${domain.id}/check`);
    const link = async (body: object) =>
      (await product.api('POST', '/v1/links', { destination: 'https://shop.example/socks', ...body })).body;
    const [own, shared] = [await link({ domain: GO, slug: 'warm' }), await link({ slug: 'warm' })];
    const aliases = ['summer/sale', 'ab'];
    expect((await product.api('POST', `/v1/links/${own.id}/aliases`, { aliases })).status).toBe(200);
    const log = join(product.folder, 'elsewhere.log');
    const line = (path: string, who: number) =>
      `203.0.113.${who} - - [07/Nov/2026:10:00:0${who} +0100] "GET ${path} HTTP/2.0" 302 154 "-" "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"`;
    writeFileSync(log, ['/summer/sale', '/ab', '/warm', '/warm+'].map(line).join('\n'));
    const { stdout } = importing(log, '--domain', GO);
    expect(counted(stdout, 'clicks')).toBe(3);
    expect(counted(importing(log).stdout, 'clicks')).toBe(1);
    const { rows } = (
      await product.api('GET', '/v1/analytics/clicks?groupBy=link&from=2026-11-07&to=2026-11-07')
    ).body as { rows: { linkId: string; clicks: number }[] };
    expect(rows.map(({ linkId, clicks }) => [linkId, clicks])).toEqual(
      expect.arrayContaining([
        [own.id, 3],
        [shared.id, 1],
      ]),
    );
  });

  it('tells by number the lines whose minute was counted and can be counted no more, and leaves it as it stands', async () => {
    const [fresh = ''] = await makeLinks(product, 1);
    const line = (who: number, minute: number) =>
      `203.0.113.${who} - - [03/Mar/2024:10:0${minute}:0${who} +0000] "GET /${fresh} HTTP/2.0" 302 154 "-" "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"`;
    const file = join(product.folder, 'late.log');
    writeFileSync(file, [line(1, 0), line(2, 0), line(3, 0)].join('\n'));
    expect(counted(importing(file).stdout, 'clicks')).toBe(3);
    await expireRawClicks('2024-03-03T10');

    writeFileSync(file, [line(4, 1), line(5, 0), line(6, 1), line(7, 0)].join('\n'));
    const { stdout, status } = importing(file);
    expect(status).toBe(0);
    expect(counted(stdout, 'clicks')).toBe(2);
    expect(stdout).toMatch(/2 {2}its minute was counted and can be counted no more .*: line 2, 4$/m);
    const question = '/v1/analytics/clicks?groupBy=link&from=2024-03-03&to=2024-03-03';
    const { totals } = (await product.api('GET', question)).body;
    expect(totals).toMatchObject({ clicks: 5 });
  });

  it('fails when it imports nothing, and says why', () => {
    const { stdout, stderr, status } = importing(LOG);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/0 of 215 lines were imported/);
    expect(stderr).toMatch(/answered with 200, not with a redirect/);
  });

  it('calls what a log does not hold untold: neither direct nor dark, nor a bot', async () => {
    const [fresh = ''] = await makeLinks(product, 1);
    const common = join(product.folder, 'common.log');
    const line = (who: number) =>
      `203.0.113.${who} - - [06/Nov/2026:10:00:0${who} +0100] "GET /${fresh} HTTP/2.0" 302 154`;
    writeFileSync(common, [1, 2, 3].map(line).join('\n'));
    const { stdout } = importing(common);
    expect(stdout).toContain('format   common');
    expect(stdout).toContain('the log holds no user-agent and no referer');
    expect([counted(stdout, 'untold'), counted(stdout, 'bot')]).toEqual([3, Number.NaN]);
    const { totals } = (await product.api('GET', '/v1/analytics/clicks?from=2026-11-06&to=2026-11-06')).body;
    expect(totals).toMatchObject({ clicks: 3, darkClicks: 0 });
  });

  it('reads times without a zone on the clock that is told, and each line once', async () => {
    const [fresh = ''] = await makeLinks(product, 1);
    const clicks = join(product.folder, 'pretty-links.csv');
    const agent = 'Mozilla/5.0 (iPhone) Instagram 350.0';
    const row = (who: number) => `${who},"2026-09-05 00:30:0${who}",203.0.113.${who},"${agent}",,/${fresh}`;
    writeFileSync(clicks, ['id,created_at,ip,browser,referer,uri', ...[1, 2, 3].map(row)].join('\n'));
    expect(importing(clicks).stderr).toContain('its time is none, or names no zone');
    for (let run = 0; run < 2; run++)
      expect(counted(importing(clicks, '--zone', 'Europe/Berlin').stdout, 'clicks')).toBe(3);
    const hours = await product.api('GET', '/v1/analytics/clicks?groupBy=hour&from=2026-09-04&to=2026-09-06');
    expect(hours.body.totals).toMatchObject({ clicks: 3 });
    const rows = hours.body.rows as { clicks: number }[];
    expect(rows.filter(({ clicks: some }) => some > 0)).toHaveLength(1);
  });

  it.each([
    [[LOG, '--zone', 'Mars/Base'], '--zone: Mars/Base is no zone of the zone database'],
    [['nowhere.log', '--format', 'combined', '--link', 'x'], 'there is no file nowhere.log'],
    [[LOG, '--format', 'xml', '--link', 'x'], '--format must be one of caddy|'],
    [['LICENSE', '--link', 'x'], 'are of no format that is known'],
    [['package.json', '--link', 'x'], "one object a line can be read: jq -c '.[]' package.json"],
    [[LOG, '--path', '/x'], '--path goes with --link'],
    [[LOG, '--proxies', 'nginx'], '--proxies: nginx is no list of addresses or networks'],
    [[LOG, '--link', 'x', '--any-answer'], 'the log holds several links'],
    [[LOG, '--format', 'combined', '--link', 'nosuchlink'], 'there is no link nosuchlink'],
    [[LOG, '--domain', 'nobody.example.com'], 'nobody.example.com is no brand'],
    [[LOG, '--what'], 'Unknown option'],
  ])('says in one line what to do about %j', (args, message) => {
    const { stderr, status } = importing(...args);
    expect(status).toBe(2);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(message);
  });
});
