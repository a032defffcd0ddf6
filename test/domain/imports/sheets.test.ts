import { describe, expect, it } from 'vitest';
import type { ImportKind } from '../../../shared/domain/imports/fields.ts';
import { importName } from '../../../shared/domain/imports/items/item.ts';
import { kindOf } from '../../../shared/domain/imports/kind-of.ts';
import type { Told } from '../../../shared/domain/imports/told.ts';
import { readLines } from './read-lines.ts';

/** What a sheet of a kind says: bodies as they are sent, what is said after them, and what is passed over or refused. */
function read(kind: ImportKind, lines: readonly string[], told: Partial<Told> = {}) {
  const { items, refused, skipped, questions } = readLines(kind, lines, told);
  return {
    bodies: items.map(({ body }) => body),
    after: items.map(({ after }) => after),
    labels: items.map(({ label }) => label),
    refused: refused.map(
      ({ line, problem, set }) => `${line} ${problem}${set ? ` (${set.field}=${set.example})` : ''}`,
    ),
    skipped: skipped.map(({ line, why }) => `${line} ${why}`),
    questions,
  };
}
const only = (kind: ImportKind, heading: string, line: string, told: Partial<Told> = {}) => {
  const { bodies, refused } = read(kind, [heading, line], told);
  return bodies[0] ?? refused[0];
};

describe('a sheet of creators', () => {
  it('says whom a handle or the address of a profile names, and what else it holds', () => {
    const sheet = read('creators', [
      'Handle,Platform,Full name,Follower count,E-mail,City,Country,Age group,Coupon codes,Influencer ID',
      'Ada.Knits,Instagram,Ada Lovelace,"12,000",ada@example.com,Köln,Deutschland,25-34,"ADA10; ADA20",inf-7',
      'https://www.tiktok.com/@bea,,,,,,fr,,,',
    ]);
    expect(sheet.bodies).toEqual([
      {
        externalId: 'inf-7',
        handle: 'Ada.Knits',
        platform: 'instagram',
        displayName: 'Ada Lovelace',
        followers: 12_000,
        email: 'ada@example.com',
        city: 'Köln',
        country: 'DE',
        ageBand: '25-34',
        source: 'imported',
        couponCodes: ['ADA10', 'ADA20'],
      },
      { handle: 'bea', platform: 'tiktok', country: 'FR', source: 'imported' },
    ]);
    expect(sheet.labels).toEqual(['Ada.Knits on instagram', 'bea on tiktok']);
  });

  it('refuses the line that names nobody, or no platform, and says what helps', () => {
    expect(
      read('creators', [
        'handle,platform,city',
        ',instagram,Köln',
        'ada,,Köln',
        'https://shop.example/ada,instagram,Köln',
      ]).refused,
    ).toEqual([
      '2 handle: is missing',
      '3 platform: is missing (platform=instagram)',
      '4 handle: "https://shop.example/ada" is neither a handle nor the address of a profile',
    ]);
    expect(only('creators', 'handle,city', 'ada,Köln', { set: { platform: 'youtube' } })).toMatchObject({
      platform: 'youtube',
    });
  });
});

describe('a sheet of posts', () => {
  const HEADING = 'Permalink,Publish time,Post type,Stage,Destination,Campaign,Messages,Creator';
  const REEL =
    'https://www.instagram.com/reel/CxYz12_abcd/,2026-10-05T10:00:00Z,IG reel,Microcontent,https://shop.example/s,winter,warmth|looks,ada';

  it('names a post by its address, whose it is, and in which of two formats it is', () => {
    expect(only('posts', HEADING, REEL)).toEqual({
      creatorHandle: 'ada',
      platform: 'instagram',
      publishedAt: '2026-10-05T10:00:00.000Z',
      stage: 'microcontent',
      destination: 'https://shop.example/s',
      externalId: 'import:post:instagram:CxYz12_abcd',
      format: 'short',
      url: expect.stringContaining('CxYz12_abcd'),
      campaignExternalId: 'winter',
      messages: ['warmth', 'looks'],
    });
  });

  it.each([
    ['Reels', 'short'],
    ['ig_carousel', 'short'],
    ['Long-Video', 'long'],
    ['video', 'long'],
    ['short', 'short'],
  ])('takes %s for %s', (type, format) => {
    expect(only('posts', HEADING, REEL.replace('IG reel', type))).toMatchObject({ format });
  });

  it.each([
    ['format: is missing (format=short)', 'IG reel', ''],
    [
      'format: "poem" is neither short nor long; read no such column, and say it for all lines',
      'IG reel',
      'poem',
    ],
    ['stage: is missing (stage=…)', 'Microcontent', ''],
    ['destination: is missing (destination=…)', 'https://shop.example/s', ''],
    ['handle: is missing, and the address of the post names nobody', 'looks,ada', 'looks,'],
  ])('refuses a line: %s', (problem, was, is) => {
    expect(only('posts', HEADING, REEL.replace(was, is))).toBe(`2 ${problem}`);
  });

  it('without an address is named by whose it is and by its minute', () => {
    const line = ',2026-10-05T10:00:30Z,reel,campaign,https://shop.example/s,,,ada';
    expect(only('posts', HEADING, line, { set: { platform: 'instagram' } })).toMatchObject({
      externalId: 'import:post:ada:2026-10-05T10%3A00',
      platform: 'instagram',
    });
  });
});

describe('a sheet of counters', () => {
  it('has what the export has: a hidden count is not known, and no zero', () => {
    expect(
      only(
        'engagement',
        'Permalink,As of,Likes,Comments,Reach',
        'https://www.instagram.com/p/Cab12/,2026-10-06T00:00:00Z,,0,"1,204"',
      ),
    ).toEqual({
      postUrl: expect.stringContaining('Cab12'),
      takenAt: '2026-10-06T00:00:00.000Z',
      comments: 0,
      reach: 1204,
    });
  });

  it('is of the export’s moment where it says none; a video of YouTube is named by its id', () => {
    const byItsId = {
      postUrl: expect.stringContaining('dQw4w9WgXcQ'),
      takenAt: '2026-11-27T00:00:00.000Z',
      views: 7,
    };
    expect(only('engagement', 'Content,Views', 'dQw4w9WgXcQ,7')).toEqual(byItsId);
    const told = { set: { platform: 'youtube' } };
    expect(only('engagement', 'Post ID,Views', 'dQw4w9WgXcQ,7', told)).toEqual(byItsId);
    expect(only('engagement', 'Post ID,Views', 'dQw4w9WgXcQ,7')).toMatchObject({
      postExternalId: 'dQw4w9WgXcQ',
    });
  });

  it('takes a line of figures alone for a sum, and refuses one without any counter', () => {
    const { refused, skipped } = read('engagement', ['Post ID,Likes', ',3', 'a1,']);
    expect(refused).toEqual(['3 no counter stands in this line']);
    expect(skipped).toEqual(['2 a sum of other rows']);
  });
});

describe('a sheet of orders', () => {
  /** Columns of Shopify's export of orders, as its help page lists them. */
  const SHOPIFY =
    'Name,Financial Status,Paid at,Currency,Subtotal,Total,Discount Code,Created at,Cancelled at,Refunded Amount,Id,Note Attributes';

  it('of Shopify has an order once, whatever lines it has, in net and gross, with what was paid back so far', () => {
    const sheet = read('orders', [
      SHOPIFY,
      '#1001,paid,2026-10-02 17:10:00 +0200,EUR,41.93,49.90,ADA10,2026-10-02 17:09:34 +0200,,0.00,5550001,vclid: clk_abc~1',
      '#1001,,,,,,,,,,,',
      '#1002,pending,,EUR,10.00,10.00,,2026-10-02 18:09:34 +0200,,0.00,5550002,',
      '#1003,partially_refunded,,EUR,25.00,30.00,,2026-10-03 08:59:00 +0200,,12.50,5550003,',
      '#1004,paid,,EUR,25.00,30.00,,2026-10-03 08:59:00 +0200,2026-10-04 08:59:00 +0200,0.00,5550004,',
    ]);
    expect(sheet.bodies).toEqual([
      {
        kind: 'sale',
        externalId: '5550001',
        occurredAt: '2026-10-02T15:09:34.000Z',
        amount: { value: '49.90', currency: 'EUR' },
        netAmount: { value: '41.93', currency: 'EUR' },
        couponCodes: ['ADA10'],
        clickId: 'clk_abc~1',
      },
      expect.objectContaining({ externalId: '5550003', occurredAt: '2026-10-03T06:59:00.000Z' }),
    ]);
    expect(sheet.after).toEqual([undefined, { refundedSoFar: { value: '12.50', currency: 'EUR' } }]);
    expect(sheet.skipped).toEqual([
      '3 a further line of #1001',
      '4 5550002: not paid (pending)',
      '6 5550004: cancelled',
    ]);
  });

  it.each([
    ['CEST', '2026-10-03T07:15:00.000Z'],
    ['PDT', '2026-10-03T16:15:00.000Z'],
    ['GMT', '2026-10-03T09:15:00.000Z'],
    ['', '2026-10-03T07:15:00.000Z'],
    ['America/New_York', '2026-10-03T13:15:00.000Z'],
  ])('of PayPal has day, time and zone in columns of their own: 9:15 %s is %s', (zone, occurredAt) => {
    const heading = 'Datum,Uhrzeit,Zeitzone,Status,Währung,Brutto,Netto,Transaktionscode';
    const line = `03.10.2026,09:15:00,${zone},Abgeschlossen,EUR,"1.049,90","1.048,70",7AB12`;
    expect(only('orders', heading, line, { dates: 'dmy' })).toMatchObject({
      occurredAt,
      amount: { value: '1049.90' },
      netAmount: { value: '1048.70' },
    });
  });

  it.each([
    ['prices that hold the tax: goods 55.71, of which 8.89', '55.71,4.90,9.67,60.61', '46.82'],
    ['tax on top', '80.00,10.00,7.20,97.20', '80.00'],
    ['a shop that rounds line by line', '80.00,10.00,7.20,97.21', '80.00'],
    ['no tax', '80.00,10.00,0.00,90.00', '80.00'],
    ['nothing paid for', '0.00,0.00,0.00,0.00', '0.00'],
    ['sums that tell neither', '80.00,10.00,7.20,95.00', undefined],
    ['a discount that is taken off behind it', '80.00,0.00,0.00,70.00', undefined],
    ['the same, with shipping', '80.00,10.00,,80.00', undefined],
    ['no shipping and no tax told', '80.00,,,80.00', '80.00'],
    ['a tip beside it', '80.00,10.00,0.00,95.00', '80.00'],
  ])('takes a subtotal without its tax, by the row’s own sums: %s', (_, sums, value) => {
    const heading = 'Id,Created at,Currency,Subtotal,Shipping,Taxes,Total';
    const body = only('orders', heading, `6100,2026-10-02 17:09:34 +0200,EUR,${sums}`);
    expect(body).toMatchObject({ amount: { currency: 'EUR' } });
    expect((body as { netAmount?: { value: string } }).netAmount?.value).toBe(value);
  });

  it.each([
    ['Platform fee', '12.00', undefined],
    ['Vermittlungsprovision', '-12,00', undefined],
    ['Stripe Fee,Application Fee', '3.00,9.00', undefined],
    ['Commission', '2.00', undefined],
    ['Shipping fee', '12.00', '88.00'],
    ['Gift wrap fee', '12.00', '88.00'],
    ['Commission rate', '12 %', '88.00'],
    ['Fee type', 'flat', '88.00'],
    ['Fee', '0.00', '88.00'],
    ['Tax,Fee', '12.00,3.00', '88.00'],
    ['Tax,Fee', '10.00,3.00', undefined],
    ['Tax', '12.00', '88.00'],
  ])('takes no net beside a fee that may be in it: %s %s', (headings, cells, net) => {
    const sheet = `Order ID;Date;Total;Net;${headings.replaceAll(',', ';')}`;
    const line = `1001;2026-11-20;100.00;88.00;${cells.replace(/(\d),(\d\d)$/, '$1.$2').replaceAll(',', ';')}`;
    const body = only('orders', sheet, line) as { amount: object; netAmount?: { value: string } };
    expect(body.amount).toMatchObject({ value: '100.00' });
    expect(body.netAmount?.value).toBe(net);
  });

  it.each(['Teilweise erstattet', 'Partiellement remboursée', 'parcialmente reembolsado'])(
    'counts what was paid back in part: %s',
    (status) => {
      const sheet = read('orders', ['Order ID,Date,Total,Status', `a1,2026-10-03T10:00:00Z,5.00,${status}`]);
      expect(sheet.bodies).toMatchObject([{ externalId: 'a1' }]);
    },
  );

  it('of a payment provider has payments alone, and none of its fees is taken for tax', () => {
    const sheet = read('orders', [
      'Date,Name,Type,Status,Currency,Gross,Fee,Net,Transaction ID',
      '2026-10-13T16:15:00Z,Ada L,Express Checkout Payment,Completed,EUR,49.90,-1.98,47.92,7AB12',
      '2026-10-13T17:15:00Z,,Bank Deposit to PP Account,Completed,EUR,500.00,0.00,500.00,7AB13',
      '2026-10-14T17:15:00Z,,General Currency Conversion,Completed,EUR,20.00,0.00,20.00,7AB14',
      '2026-10-14T17:15:00Z,Ada L,Rückzahlung,Completed,EUR,-49.90,1.50,-48.40,7AB16',
      '2026-10-15T17:15:00Z,,,Completed,EUR,-300.00,0.00,-300.00,7AB17',
    ]);
    expect(sheet.bodies).toEqual([
      {
        kind: 'sale',
        externalId: '7AB12',
        occurredAt: '2026-10-13T16:15:00.000Z',
        amount: { value: '49.90', currency: 'EUR' },
      },
    ]);
    expect(sheet.skipped).toEqual([
      '3 7AB13: no sale (Bank Deposit to PP Account)',
      '4 7AB14: no sale (General Currency Conversion)',
      '5 7AB16: no sale (Rückzahlung)',
      '6 7AB17: no sale (-300.00)',
    ]);
  });

  it('is none where what was paid is less than nothing, told in net alone too', () => {
    const line = (net: string) => ['Order ID,Date,Net sales,Currency', `7,2026-10-15T17:15:00Z,${net},EUR`];
    expect(read('orders', line('-5.00')).skipped).toEqual(['2 7: no sale (-5.00)']);
    expect(read('orders', line('5.00')).bodies).toMatchObject([{ netAmount: { value: '5.00' } }]);
  });

  it('whose further lines repeat the day has each order once', () => {
    const sheet = read('orders', [
      'Name,Created at,Total,Lineitem name',
      '#1001,2026-10-02 17:09:34 +0200,60.61,Sock',
      '#1001,2026-10-02 17:09:34 +0200,,Bag',
    ]);
    expect([sheet.bodies.length, sheet.refused, sheet.skipped]).toEqual([
      1,
      [],
      ['3 a further line of #1001'],
    ]);
  });

  it.each([
    ['partially_paid', 'skipped'],
    ['On hold', 'skipped'],
    ['In Bearbeitung', 'taken'],
    ['wc-processing', 'taken'],
    ['Terminée', 'taken'],
    ['Procesando', 'taken'],
    ['Awaiting Fulfillment', 'taken'],
    ['Awaiting Payment', 'skipped'],
    // TikTok Shop, Shopee, Amazon, Mercado Pago and carriers: paid, and not yet or just sent.
    ['To ship', 'taken'],
    ['READY_TO_SHIP', 'taken'],
    ['Unshipped', 'taken'],
    ['Awaiting collection', 'taken'],
    ['In transit', 'taken'],
    ['Dispatched', 'taken'],
    ['Partially fulfilled', 'taken'],
    ['approved', 'taken'],
    ['Zugestellt', 'taken'],
    ['Pagamento aprovado', 'taken'],
    ['Płatność zaakceptowana', 'taken'],
    ['To pay', 'skipped'],
    ['Unfulfilled', 'skipped'],
    ['Awaiting approval', 'skipped'],
    ['Not approved', 'skipped'],
    ['Nicht zugestellt', 'skipped'],
    ['Returned to sender', 'skipped'],
    ['Confirmed', 'skipped'],
  ])('counts what is paid as the hooks do: %s is %s', (status, became) => {
    const sheet = read('orders', ['Order ID,Date,Total,Status', `a1,2026-10-03T10:00:00Z,5.00,${status}`]);
    expect(sheet.bodies.length === 1 ? 'taken' : sheet.skipped.length === 1 && 'skipped').toBe(became);
  });

  const HEADING = 'Order ID,Date,Total,Customer,Customer type,Kind';
  it.each([
    ['new', true],
    ['Neu', true],
    ['returning', false],
    ['0', false],
    ['who knows', undefined],
  ])('takes a customer who is “%s” for new: %s', (said, newCustomer) => {
    const body = only('orders', HEADING, `a1,2026-10-03T10:00:00Z,5.00,no 7,${said},sale`);
    expect(body).toMatchObject({ customerId: 'no-7' });
    expect((body as Record<string, unknown>).newCustomer).toBe(newCustomer);
  });

  it('hands a customer’s address over as it stands: the API keeps a guest’s name in its place', () => {
    expect(only('orders', HEADING, 'a1,2026-10-03T10:00:00Z,5.00,ada@example.com,,')).toMatchObject({
      customerId: 'ada@example.com',
    });
  });

  it('keeps no name of a customer', () => {
    expect(only('orders', HEADING, 'a1,2026-10-03T10:00:00Z,5.00,Ada Lovelace,,')).not.toHaveProperty(
      'customerId',
    );
  });

  it('refuses an order without a name, an amount, a day, or at a time that is none', () => {
    expect(
      read(
        'orders',
        [
          'Order ID,Date,Time,Time zone,Total,Customer',
          ',2026-10-03T10:00:00Z,,,5.00,c1',
          'a1,2026-10-03T10:00:00Z,,,,c1',
          'a2,,,,5.00,c1',
          'a3,2026-10-03,soon,,5.00,c1',
          'a4,2026-10-03,10:00,Atlantis,5.00,c1',
        ],
        { set: {} },
      ).refused,
    ).toEqual([
      '2 externalId: is missing',
      '3 amount: is missing',
      '4 occurredAt: is missing',
      '5 time: "soon" is no time of a day',
      '6 timeZone: "Atlantis" is no zone, or that of several places',
    ]);
  });
});

describe('a sheet of another service’s links', () => {
  it('keeps every address: the first that can be a slug is it, others are aliases; clicks there stay beside', () => {
    const sheet = read('links', [
      'Short link,Custom link,Long URL,Engagements,Tags',
      'https://bit.ly/3xYz,https://go.example/warm,https://shop.example/socks,"1,204",winter;socks',
    ]);
    expect(sheet.bodies).toEqual([
      {
        externalId: 'import:link:go.example:warm',
        destination: 'https://shop.example/socks',
        slug: 'warm',
        tags: ['winter', 'socks'],
        beforeVouch: { clicks: 1204, asOf: '2026-11-27T00:00:00.000Z', source: 'go.example' },
      },
    ]);
    expect(sheet.after).toEqual([{ aliases: ['3xYz'] }]);
  });

  const HEADING = 'Short code,Long URL,Max visits,Visits,Status,Password';
  it.each<[string, object]>([
    ['warm,https://shop.example/,100,40,,', { clickLimit: 60 }],
    ['warm,https://shop.example/,100,100,,', { status: 'paused' }],
    ['warm,https://shop.example/,,0,true,', { status: 'archived' }],
    ['warm,https://shop.example/,,0,disabled,', { status: 'paused' }],
    ['warm,https://shop.example/,,0,,secret', { status: 'paused' }],
    ['warm,https://shop.example/,,0,,007', { status: 'paused' }],
  ])('reads %s as one that is %o', (line, said) => {
    const body = only('links', HEADING, line) as Record<string, unknown>;
    expect(body).toMatchObject(said);
    expect(Object.keys(body).filter((key) => key === 'clickLimit' || key === 'status')).toEqual(
      Object.keys(said),
    );
  });

  it('keeps what the other service knew besides, five hundred letters of each', () => {
    const line = `warm,https://shop.example/,${'t'.repeat(600)},${'2'.repeat(600)}`;
    expect(only('links', 'Short code,Long URL,Title,Created', line)).toMatchObject({
      metadata: { title: 't'.repeat(500), createdThere: '2'.repeat(500) },
    });
  });

  it('is neither paused nor archived where nothing says so', () => {
    for (const line of ['warm,https://shop.example/,,0,false,no', 'warm,https://shop.example/,,0,active,'])
      expect(only('links', HEADING, line)).not.toHaveProperty('status');
  });

  it('refuses a link that would lead to itself', () => {
    const sheet = read('links', [
      'domain,slug,full_url',
      'go.example,/warm,https://go.example/warm/?x=1',
      'go.example,/cold,https://go.example/warm',
    ]);
    expect(sheet.refused).toEqual([
      '2 destination: is the short link itself; which column says where it leads?',
    ]);
    expect(sheet.labels).toEqual(['go.example/cold']);
  });

  it('has a link once, and refuses one that leads elsewhere the second time, the bare domain, and what has no end', () => {
    const sheet = read('links', [
      'Short URL,Long URL,Clicks',
      'https://go.example/warm,https://shop.example/a,1',
      'https://go.example/warm,https://shop.example/a,1',
      'https://go.example/warm,https://shop.example/b,1',
      'https://go.example/,https://shop.example/a,1',
      'https://go.example/soft,,1',
      ',https://shop.example/a,1',
    ]);
    expect(sheet.labels).toEqual(['go.example/warm']);
    expect(sheet.skipped).toEqual(['3 go.example/warm stands above']);
    expect(sheet.refused).toEqual([
      '4 go.example/warm stands above, and leads to https://shop.example/a',
      '5 address: is the domain itself; set the brand’s fallback instead',
      '6 destination: is missing',
      '7 address: is missing',
    ]);
  });
});

describe('what a file holds', () => {
  it.each<[ImportKind | undefined, string]>([
    ['creators', 'Handle,Platform,Followers'],
    ['posts', 'Permalink,Publish time,Post type,Stage'],
    ['engagement', 'Permalink,Likes,Comments'],
    ['spend', 'Day,Amount spent,Campaign name'],
    ['orders', 'Name,Financial Status,Subtotal,Total,Created at'],
    ['links', 'Short link,Long URL,Engagements'],
    [undefined, 'Colour,Weather'],
  ])('is %s by the headings %s', (kind, headings) => expect(kindOf(headings.split(','), {})).toBe(kind));
});

it('a name made of many parts holds 200 characters at most, and is another for other parts', () => {
  expect(importName('spend', 'a b', '1')).toBe('import:spend:a%20b:1');
  const [long, other] = ['x', 'y'].map((end) => importName('spend', 'n'.repeat(300), end));
  expect(long).toMatch(/^import:spend:[0-9a-f]{64}$/);
  expect(other).not.toBe(long);
});
