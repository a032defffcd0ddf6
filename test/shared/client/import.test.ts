import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Creator } from '../../../shared/domain/schema/programme/creators.ts';
import type { Post } from '../../../shared/domain/schema/programme/posts.ts';
import { anApi, type Tenant, type TestApi } from '../../support/api-builders.ts';
import { type Engine, startEngine } from '../../support/engine.ts';
import { importsInto } from '../../support/import-run.ts';
import { deliver, type HookAnswer, SIGNERS } from '../../support/shops/senders.ts';

let engine: Engine;
let api: TestApi;
beforeAll(async () => {
  engine = await startEngine();
  api = await anApi(engine);
});
afterAll(() => engine.stop());

const CREATORS =
  'Handle;Platform;Followers;Coupon;Notes\n@ada.knits;IG;6.200;ADA10;likes wool\n@bob;tiktok;12,5K;BOB5, BOB10;\n';
const listed = async <T>({ as }: Tenant, path: string): Promise<T[]> =>
  ((await as.get(path)).json as { data: T[] }).data;

async function aProgramme(tenant: Tenant) {
  const into = importsInto(api, tenant);
  await into.run(into.file('creators.csv', CREATORS));
  const posts = into.file(
    'posts.csv',
    'Permalink,Account username,Publish time,Post type\n' +
      'https://www.instagram.com/reel/CaBc1/?igsh=x,ada.knits,09/15/2026 18:00,IG reel\n' +
      'https://www.tiktok.com/@bob/video/7300000000000000001,bob,09/03/2026 09:30,Video\n',
  );
  const set = ['stage=microcontent', 'destination=https://shop.example.com/socks'];
  const imported = await into.run(posts, { as: 'posts', set });
  return { into, imported };
}

describe('a sheet of creators', () => {
  it('is read, shown, sent, and changes nothing when it is sent again', async () => {
    const tenant = await api.anotherBrand();
    const into = importsInto(api, tenant);
    const file = into.file('creators.csv', CREATORS);
    const dry = await into.run(file, { 'dry-run': true });
    expect(dry.said).toContain('creators: 2 lines, utf-8, ";" between cells\n  Handle → handle');
    expect(dry.said).toContain('not read: Notes');
    expect(dry.text).toContain('line 2: ready    @ada.knits on instagram');
    expect(await listed(tenant, '/v1/creators')).toEqual([]);
    expect((await into.run(file)).text).toBe('2 new, 0 changed, 0 as before, 0 refused');
    const creators = await listed<Creator>(tenant, '/v1/creators');
    expect(
      creators.map(({ handle, platform, followers, couponCodes }) => ({
        handle,
        platform,
        followers,
        couponCodes,
      })),
    ).toEqual(
      expect.arrayContaining([
        { handle: '@ada.knits', platform: 'instagram', followers: 6_200, couponCodes: ['ADA10'] },
        { handle: '@bob', platform: 'tiktok', followers: 12_500, couponCodes: ['BOB5', 'BOB10'] },
      ]),
    );
    expect((await into.run(file)).text).toBe('0 new, 0 changed, 2 as before, 0 refused');
    into.clean();
  });

  it('finds who is there already by platform and handle, however the handle is written', async () => {
    const tenant = await api.anotherBrand();
    const { json } = await tenant.as.post('/v1/creators', { handle: 'Ada.Knits', platform: 'instagram' });
    const into = importsInto(api, tenant);
    await into.run(into.file('c.csv', 'Profile URL,Followers\nhttps://www.instagram.com/ada.knits/,7000\n'));
    const creators = await listed<Creator>(tenant, '/v1/creators');
    expect(creators).toHaveLength(1);
    expect(creators[0]).toMatchObject({ id: (json as Creator).id, followers: 7_000 });
    into.clean();
  });

  it('is tried line by line as it stands: what is new, what changes, what is as before, what is refused', async () => {
    const tenant = await api.anotherBrand();
    const into = importsInto(api, tenant);
    await into.run(into.file('creators.csv', CREATORS));
    const more = '@cyd;ig;100;ADA10;\n@dot;ig;7;DOT;\n';
    const file = into.file('more.csv', `${CREATORS.replace('6.200', '6.300')}${more}`);
    const dry = await into.run(file, { 'dry-run': true });
    expect([dry.code, dry.text.split('\n')]).toEqual([
      1,
      [
        'line 2: changes  @ada.knits on instagram',
        'line 3: as is    @bob on tiktok',
        expect.stringMatching(/^line 4: refused {2}@cyd on instagram: .*ADA10/),
        'line 5: ready    @dot on instagram',
        '3 ready (of these 1 to change, 1 as before), 1 refused, 0 skipped; nothing was sent',
      ],
    ]);
    expect(dry.answer).toMatchObject({
      items: [{ outcome: 'changed' }, { outcome: 'repeated' }, { outcome: 'stored' }],
    });
    expect(into.writes()).toBe(0);
    expect(await listed(tenant, '/v1/creators')).toHaveLength(2);
    const costs = into.file(
      'costs.csv',
      'day,creator,amount,kind\n2026-09-01,@nobody,5,fee\n2026-09-01,@bob,5,fee\n',
    );
    expect((await into.run(costs, { 'dry-run': true })).text).toMatch(
      /line 2: refused .*@nobody|line 2: refused /,
    );
    into.clean();
  });

  it('is read in the encoding that is told, and says so where none can be told for certain', async () => {
    const into = importsInto(api, await api.anotherBrand());
    const polish = Buffer.from('handle,platform,city\n@ada,instagram,\u00a3\u00f3d\u009f\n', 'latin1');
    const file = into.file('c.csv', polish);
    const taken = await into.run(file, { 'dry-run': true });
    expect(taken.said).toContain(
      'no UTF-8, so taken for windows-1252: if letters look wrong, say --encoding',
    );
    const told = await into.run(file, { encoding: 'windows-1250', 'dry-run': true });
    expect(told.said).toContain('creators: 1 line, windows-1250, "," between cells\n  handle');
    expect(JSON.stringify(told.answer)).toContain('Łódź');
    expect((await into.run(file, { encoding: 'ebcdic' })).text).toMatch(/ebcdic is no encoding .* macintosh/);
    into.clean();
  });

  it('names lines that are broken and takes the others', async () => {
    const into = importsInto(api, await api.anotherBrand());
    const broken =
      'handle,platform,followers\n@one,instagram,100\n@two,instagram,many\n@three,instagram,1,2,3\n,instagram,5\n@six,instagram,600\n@seven,"insta,7\n@eight,instagram,800\n';
    const { code, text } = await into.run(into.file('broken.csv', broken));
    expect(code).toBe(1);
    expect(text.split('\n')).toEqual([
      'line 3: followers: "many" is no whole number',
      'line 4: has 5 cells where the heading has 3: is a text with "," in it not in quotes?',
      'line 5: handle: is missing',
      'line 7: a quote is opened and never closed',
      '3 new, 0 changed, 0 as before, 4 refused',
    ]);
    into.clean();
  });
});

describe('posts and their counters', () => {
  it('come from an export of Instagram, by their addresses', async () => {
    const tenant = await api.anotherBrand();
    const { into, imported } = await aProgramme(tenant);
    expect(imported.text).toBe('2 new, 0 changed, 0 as before, 0 refused');
    const posts = await listed<Post>(tenant, '/v1/posts');
    expect(posts.find(({ platform }) => platform === 'instagram')).toMatchObject({
      url: 'https://www.instagram.com/reel/CaBc1/',
      format: 'short',
      // New York's six in the evening.
      publishedAt: '2026-09-15T22:00:00.000Z',
    });
    const counters = into.file(
      'ig.csv',
      'Post ID,Account username,Permalink,Publish time,Data comment,Date,Views,Reach,Likes,Shares,Comments,Saves\n' +
        '1789,ada.knits,https://www.instagram.com/reel/CaBc1/,09/15/2026 18:00,,Lifetime,"18,400",9001,1.2K,,12,--\n',
    );
    expect((await into.run(counters)).text).toBe('1 new, 0 changed, 0 as before, 0 refused');
    const [post] = posts.filter(({ platform }) => platform === 'instagram');
    const [snapshot] = await listed<object>(tenant, `/v1/engagement?postId=${post?.id}`);
    expect(snapshot).toMatchObject({
      likes: 1_200,
      comments: 12,
      views: 18_400,
      reach: 9_001,
      takenAt: '2026-10-04T00:00:00.000Z',
    });
    expect(snapshot).not.toHaveProperty('saves');
    expect((await into.run(counters)).text).toBe('0 new, 0 changed, 1 as before, 0 refused');
    into.clean();
  });

  it('may hide their likes: then they are not known, and no zero', async () => {
    const tenant = await api.anotherBrand();
    const { into } = await aProgramme(tenant);
    const file = into.file(
      'tt.csv',
      'Video link,Total views,Total comments\nhttps://www.tiktok.com/@bob/video/7300000000000000001,900,3\n',
    );
    expect((await into.run(file)).code).toBe(0);
    const { json } = await tenant.as.get('/v1/roi?groupBy=post&from=2026-09-01&to=2026-10-04');
    const rows = (json as { rows: { engagementRate: Record<string, number | null> }[] }).rows;
    for (const { engagementRate } of rows) expect(engagementRate.views ?? null).toBeNull();
    into.clean();
  });
});

describe('costs', () => {
  it('ask where an amount or a day could be read in two ways, and send nothing before', async () => {
    const tenant = await api.anotherBrand();
    const { into } = await aProgramme(tenant);
    const file = into.file(
      'spend.csv',
      'Date;Creator;Amount;Type\n03/04/2026;@bob;1.234;fee\n05/06/2026;@bob;2.500;fee\n',
    );
    const asked = await into.run(file);
    expect(asked).toMatchObject({ code: 2 });
    expect(asked.text).toContain(
      'Amount: is 1.234 a thousand, or has it three decimals? Say --decimal "Amount=," or --decimal "Amount=."',
    );
    expect(asked.text).toContain(
      'Date: 03/04/2026 is 2026-04-03 or 2026-03-04. Say --dates "Date=dmy" or --dates "Date=mdy"',
    );
    expect(await listed(tenant, '/v1/spend')).toEqual([]);
    expect((await into.run(file, { dates: ['dmy'], decimal: [','] })).text).toContain('2 new');
    expect(await listed<object>(tenant, '/v1/spend')).toContainEqual(
      expect.objectContaining({ incurredOn: '2026-04-03', amount: { amount: 123_400, currency: 'USD' } }),
    );
    into.clean();
  });

  it('take an answer for each column that is open, and refuse one that can’t be', async () => {
    const tenant = await api.anotherBrand();
    const { into } = await aProgramme(tenant);
    const file = into.file(
      'spend.csv',
      'Date;Reporting ends;Creator;Amount;Type\n03/04/2026;04/03/2026;@bob;1.234;fee\n',
    );
    const told = { dates: ['mdy', 'Date=dmy'], decimal: ['Amount=,'] };
    expect((await into.run(file, told)).text).toContain('1 new');
    expect(await listed<object>(tenant, '/v1/spend')).toEqual([
      expect.objectContaining({ incurredOn: '2026-04-03', amount: { amount: 123_400, currency: 'USD' } }),
    ]);
    for (const [wish, problem] of [
      [{ dates: ['Day=dmy'] }, '--dates "Day=dmy": the file has no such column; it has Date, Reporting ends'],
      [{ dates: ['Date=day'] }, '--dates dmy | mdy | ymd, or --dates "Column=dmy", not day'],
      [{ decimal: ['.,'] }, '--decimal . | ,, or --decimal "Column=.", not .,'],
      [{ decimal: ['Creator=,'] }, '--decimal "Creator=,": no figures are read there, but in Amount'],
    ] as const) {
      const { code, text } = await into.run(file, { ...told, ...wish } as never);
      expect([code, text]).toEqual([2, expect.stringContaining(problem)]);
    }
    into.clean();
  });

  it('that are equal are two, and two again when the sheet is sent again', async () => {
    const tenant = await api.anotherBrand();
    const { into } = await aProgramme(tenant);
    const file = into.file(
      'fees.csv',
      'day,creator,amount,kind\n2026-09-01,@bob,150,fee\n2026-09-01,@bob,150,fee\nTotal,,300,\n',
    );
    expect((await into.run(file)).text).toBe('2 new, 0 changed, 0 as before, 0 refused, 1 skipped');
    expect((await into.run(file)).text).toBe('0 new, 0 changed, 2 as before, 0 refused, 1 skipped');
    into.clean();
  });
});

describe('names that hold a handle', () => {
  const HEAD = 'day,creator,amount,kind\n';
  const POSTS_HEAD = 'Creator,Platform,Published,Tags\n';
  const wish = {
    as: 'posts',
    set: ['stage=microcontent', 'format=short', 'destination=https://shop.example.com/socks'],
  };

  it('are one however it is spelled, and so is an amount', async () => {
    const tenant = await api.anotherBrand();
    const { into } = await aProgramme(tenant);
    await into.run(into.file('fees.csv', `${HEAD}2026-09-01,@bob,150,fee\n`));
    const again = await into.run(into.file('again.csv', `${HEAD}2026-09-01,Bob,150.00,fee\n`));
    expect(again.text).toBe('0 new, 0 changed, 1 as before, 0 refused');
    const story = `${POSTS_HEAD}@bob,tiktok,2026-09-15 18:00,"Spring, wool"\n`;
    expect((await into.run(into.file('story.csv', story), wish)).text).toContain('1 new');
    const other = await into.run(into.file('other.csv', story.replace('@bob', 'BOB')), wish);
    expect(other.text).toBe('0 new, 0 changed, 1 as before, 0 refused');
    const posts = await listed<Post>(tenant, '/v1/posts');
    expect(posts.flatMap(({ tags = [] }) => tags)).toEqual(['spring', 'wool']);
    into.clean();
  });

  it.each([
    [
      'the same file',
      ['%40bob:fee:150:USD::0', 'bob:fee:150:USD::0', 'bob:fee:150:USD::1'],
      ['@bob', 'bob', 'bob'],
    ],
    ['another spelling', ['bob:fee:150:USD::0', 'bob:fee:150:USD::1'], ['@bob', 'Bob']],
    ['the other way round', ['%40bob:fee:150:USD::0', '%40bob:fee:150:USD::1'], ['bob', 'bob']],
  ])(
    'that were stored as a file had them are found again by %s; equal costs stay as many',
    async (_how, once, handles) => {
      const tenant = await api.anotherBrand();
      const { into } = await aProgramme(tenant);
      const spend = once.map((end) => ({
        externalId: `import:spend:2026-09-01:creatorHandle:${end}`,
        creatorHandle: 'bob',
        kind: 'fee',
        amount: { amount: 15_000, currency: 'USD' },
        incurredOn: '2026-09-01',
      }));
      await tenant.as.post('/v1/spend/bulk', { spend });
      const rows = handles.map((bob) => `2026-09-01,${bob},150,fee\n`);
      expect((await into.run(into.file('fees.csv', HEAD + rows.join('')))).text).toBe(
        `0 new, 0 changed, ${once.length} as before, 0 refused`,
      );
      const more = HEAD + [...rows, '2026-09-01,BOB,150,fee\n'].join('');
      expect((await into.run(into.file('more.csv', more))).text).toBe(
        `1 new, 0 changed, ${once.length} as before, 0 refused`,
      );
      into.clean();
    },
  );

  it('are one whoever is named how: by handle, by a name of the brand’s own, by a post’s address or its id; equal ones stay as many', async () => {
    const tenant = await api.anotherBrand();
    const { into } = await aProgramme(tenant);
    await tenant.as.put('/v1/creators/external/crm-7', { handle: '@Cy', platform: 'instagram' });
    const post = (await listed<Post>(tenant, '/v1/posts')).find(({ platform }) => platform === 'tiktok');
    const costs = async () =>
      (await listed<{ incurredOn: string }>(tenant, '/v1/spend')).map(({ incurredOn }) => incurredOn).sort();
    const sheet = (named: string, rows: string[]) =>
      into.run(
        into.file(`${named}.csv`, `date,${named},cost,type\n${rows.map((row) => `${row}\n`).join('')}`),
        {
          as: 'spend',
        },
      );
    const asBefore = (count: number, fresh = 0) => `${fresh} new, 0 changed, ${count} as before, 0 refused`;
    await sheet('creator', ['2026-09-01,@cy,150,fee', '2026-09-01,CY,"150.00",fee', '2026-09-02,cy,40,fee']);
    expect(await costs()).toEqual(['2026-09-01', '2026-09-01', '2026-09-02']);
    const byName = ['2026-09-01,crm-7,150.0,fee', '2026-09-01,crm-7,150,fee', '2026-09-02,crm-7,40.00,fee'];
    expect((await sheet('creator id', byName)).text).toBe(asBefore(3));
    expect((await sheet('creator id', [...byName, byName[0] ?? ''])).text).toBe(asBefore(3, 1));
    expect((await sheet('creator', ['2026-09-01,Cy,150,fee'])).text).toBe(asBefore(1));
    // A neighbour that must not match: another day, kind, amount or creator.
    const others = [
      '2026-09-03,cy,150,fee',
      '2026-09-01,cy,150,product',
      '2026-09-01,cy,151,fee',
      '2026-09-01,bob,150,fee',
    ];
    expect((await sheet('creator', others)).text).toBe(asBefore(0, 4));
    expect(await costs()).toHaveLength(8);

    await sheet('post', [`2026-09-05,${post?.url},70,fee`]);
    expect((await sheet('post', [`2026-09-05,${post?.id},70.00,fee`])).text).toBe(asBefore(1));
    expect((await sheet('post', [`2026-09-05,${post?.url}?lang=en,70,fee`])).text).toBe(asBefore(1));
    expect((await sheet('post', [`2026-09-05,${post?.externalId},70,fee`])).text).toBe(asBefore(1));
    into.clean();
  });

  it('of a post that was stored so are found again, too', async () => {
    const tenant = await api.anotherBrand();
    const { into } = await aProgramme(tenant);
    const post = {
      creatorHandle: 'bob',
      externalId: 'import:post:%40bob:2026-09-15T22%3A00',
      platform: 'tiktok',
      stage: 'microcontent',
      format: 'short',
      publishedAt: '2026-09-15T22:00:00Z',
      destination: 'https://shop.example.com/socks',
    };
    await tenant.as.post('/v1/posts/bulk', { posts: [post] });
    const story = `${POSTS_HEAD}bob,tiktok,2026-09-15 18:00,\n`;
    expect((await into.run(into.file('story.csv', story), wish)).text).toBe(
      '0 new, 0 changed, 1 as before, 0 refused',
    );
    into.clean();
  });
});

describe('orders', () => {
  const SHOPIFY =
    'Name,Email,Financial Status,Paid at,Currency,Subtotal,Total,Discount Code,Created at,Lineitem quantity,Lineitem name,Cancelled at,Refunded Amount,Id\n' +
    '#1001,a@example.com,paid,2026-10-02 17:10:00 +0200,EUR,41.93,49.90,ADA10,2026-10-02 17:09:34 +0200,1,Socks,,0.00,5550001\n' +
    '#1001,a@example.com,,,,,,,,2,Yarn,,,\n' +
    '#1002,b@example.com,pending,,EUR,10.00,10.00,,2026-10-02 18:09:34 +0200,1,Socks,,0.00,5550002\n' +
    '#1003,c@example.com,partially_refunded,2026-10-03 09:00:00 +0200,EUR,25.00,30.00,,2026-10-03 08:59:00 +0200,1,Hat,,12.50,5550003\n';

  it('of Shopify are one an order, whatever lines it has; refunds are what came since', async () => {
    const tenant = await api.anotherBrand();
    const into = importsInto(api, tenant);
    const file = into.file('orders_export.csv', SHOPIFY);
    expect((await into.run(file)).text).toBe('2 new, 0 changed, 0 as before, 0 refused, 2 skipped');
    expect((await into.run(file)).text).toBe('0 new, 0 changed, 2 as before, 0 refused, 2 skipped');
    const orders = await listed<object>(tenant, '/v1/conversions');
    expect(orders).toHaveLength(2);
    const refunded = orders.find((order) => 'externalId' in order && order.externalId === '5550003');
    expect(refunded).toMatchObject({
      amount: { amount: 3000, currency: 'EUR' },
      refunds: [{ externalId: '5550003:refund:1250', amount: { amount: 1250, currency: 'EUR' } }],
    });
    await into.run(into.file('orders_export.csv', SHOPIFY.replace('12.50', '30.00')));
    const { json } = await tenant.as.get('/v1/conversions/external/5550003');
    expect(
      (json as { refunds: { amount: { amount: number } }[] }).refunds.map(({ amount }) => amount.amount),
    ).toEqual([1250, 1750]);
    into.clean();
  });

  it('that a hook has told are the hook’s: they count once, and their refunds too', async () => {
    const tenant = await api.anotherBrand();
    const into = importsInto(api, tenant);
    const { json } = await tenant.as.post('/v1/hooks', {
      platform: 'shopify',
      shop: 'a.myshopify.com',
      secret: 'a-secret-of-shopify',
    });
    const body = JSON.stringify({
      id: 5550003,
      name: '#1003',
      currency: 'EUR',
      total_price: '30.00',
      current_total_price: '30.00',
      total_tax: '0.00',
      financial_status: 'partially_refunded',
      created_at: '2026-10-03T08:59:00+02:00',
      updated_at: '2026-10-03T09:30:00+02:00',
      line_items: [],
      refunds: [
        {
          id: 99,
          created_at: '2026-10-03T09:20:00+02:00',
          transactions: [{ kind: 'refund', status: 'success', amount: '12.50' }],
        },
      ],
    });
    const headers = { 'x-shopify-topic': 'orders/updated', 'x-shopify-shop-domain': 'a.myshopify.com' };
    await deliver(api, (json as HookAnswer).url, body, SIGNERS.shopify(body, 'a-secret-of-shopify', headers));
    const file = into.file('orders_export.csv', SHOPIFY);
    expect((await into.run(file)).text).toBe('1 new, 0 changed, 1 as before, 0 refused, 2 skipped');
    const orders = await listed<{ externalId: string; refunds: { externalId: string }[] }>(
      tenant,
      '/v1/conversions',
    );
    expect(orders.map(({ externalId }) => externalId).sort()).toEqual(['5550001', 'shopify:5550003']);
    expect(orders.flatMap(({ refunds }) => refunds.map(({ externalId }) => externalId))).toEqual([
      'shopify:refund:99',
    ]);
    into.clean();
  });

  it('of a provider’s file take the refunds that name their payment, whichever stands first; others are named', async () => {
    const tenant = await api.anotherBrand();
    const into = importsInto(api, tenant);
    const paypal =
      '"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","Transaction ID","Reference Txn ID"\n' +
      '"09/20/2026","09:15:00","UTC","Ada","Payment Refund","Completed","EUR","-12.50","0.30","-12.20","9RF1","7AB12"\n' +
      '"09/20/2026","09:16:00","UTC","Ada","Payment Refund","Pending","EUR","-1.00","0.00","-1.00","9RF2","7AB12"\n' +
      '"09/20/2026","09:17:00","UTC","","Fee Reversal","Completed","EUR","-0.30","0.00","-0.30","9RF3","7AB12"\n' +
      '"09/20/2026","09:18:00","UTC","Bo","Payment Refund","Completed","EUR","-3.00","0.00","-3.00","9RF4","GONE1"\n' +
      '"09/13/2026","09:15:00","UTC","Ada","Express Checkout Payment","Completed","EUR","49.90","-1.20","48.70","7AB12",""\n';
    const file = into.file('paypal.csv', paypal);
    const first = await into.run(file, { as: 'orders' });
    expect(first.text).toContain('2 new, 0 changed, 0 as before, 1 refused, 2 skipped');
    expect(first.text).toContain('refund 9RF4 of order GONE1');
    const again = await into.run(file, { as: 'orders' });
    expect(again.text).toContain('0 new, 0 changed, 2 as before, 1 refused, 2 skipped');
    const { json } = await tenant.as.get('/v1/conversions/external/7AB12');
    expect((json as { refunds: object[] }).refunds).toMatchObject([
      {
        externalId: '9RF1',
        amount: { amount: 1_250, currency: 'EUR' },
        occurredAt: '2026-09-20T09:15:00.000Z',
      },
    ]);
    const stripe =
      'balance_transaction_id,created_utc,available_on_utc,currency,gross,fee,net,reporting_category,source_id,charge_id\n' +
      'txn_1,2026-10-01 10:00:00,2026-10-08 00:00:00,eur,20.00,0.55,19.45,charge,ch_1,ch_1\n' +
      'txn_2,2026-10-02 10:00:00,2026-10-02 00:00:00,eur,-20.00,0.00,-20.00,refund,re_1,ch_1\n' +
      'txn_3,2026-10-02 11:00:00,2026-10-02 00:00:00,eur,-99.00,0.00,-99.00,payout,po_1,\n';
    const balance = await into.run(into.file('stripe.csv', stripe), { as: 'orders' });
    expect(balance.text).toContain('2 new, 0 changed, 0 as before, 0 refused, 1 skipped');
    into.clean();
  });

  it('of PayPal have day, time and zone in columns of their own; its net, less its fee, is not ours', async () => {
    const tenant = await api.anotherBrand();
    const into = importsInto(api, tenant);
    const file = into.file(
      'paypal.csv',
      '"Datum","Uhrzeit","Zeitzone","Name","Typ","Status","Währung","Brutto","Gebühr","Netto","Transaktionscode"\n' +
        '"03.10.2026","09:15:00","CEST","Ada","Zahlung","Abgeschlossen","EUR","1.049,90","-1,20","1.048,70","7AB12"\n',
    );
    expect((await into.run(file, { as: 'orders' })).text).toContain('1 new');
    const [order] = await listed<object>(tenant, '/v1/conversions');
    expect(order).toMatchObject({
      externalId: '7AB12',
      occurredAt: '2026-10-03T07:15:00.000Z',
      amount: { amount: 104_990 },
    });
    expect(order).not.toHaveProperty('netAmount');
    into.clean();
  });
});

it('goes on where it was stopped, and a file that was changed begins anew', async () => {
  const tenant = await api.anotherBrand();
  const into = importsInto(api, tenant);
  const lines = Array.from({ length: 450 }, (_none, index) => `@c${index},instagram,${index + 1}`);
  const file = into.file('many.csv', `handle,platform,followers\n${lines.join('\n')}\n`);
  await expect(into.run(file, {}, 2)).rejects.toThrow('Nobody answers');
  expect(existsSync(`${file}.vouch-import`)).toBe(true);
  const went = await into.run(file);
  expect(went.said).toContain('going on behind the 200 that are done');
  expect(went.text).toBe('450 new, 0 changed, 0 as before, 0 refused');
  expect(existsSync(`${file}.vouch-import`)).toBe(false);
  await expect(into.run(file, {}, 1)).rejects.toThrow('Nobody answers');
  into.file('many.csv', `${readFileSync(file, 'utf8')}@new,instagram,1\n`);
  const anew = await into.run(file);
  expect(anew.said).not.toContain('going on');
  expect(anew.text).toBe('1 new, 0 changed, 450 as before, 0 refused');
  into.clean();
});
