import { beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { ConversionInput } from '../../../shared/domain/schema/orders/conversions.ts';
import { failures } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';

const host = apiOfFile();
const { as, made } = host;
let ada: string;
let bo: string;
let sent = 0;

beforeAll(async () => {
  const creator = (handle: string, couponCodes: string[]) =>
    made('/v1/creators', { handle, platform: 'instagram', couponCodes });
  ada = (await creator('@ada', ['ADA10', 'Ada’s 20%'])).id;
  bo = (await creator('@bo', ['BO 5', '007'])).id;
});

type Answer = {
  attributedBy: string;
  couponCode?: string;
  couponCodes?: string[];
  flags: string[];
  credits: { creatorId: string }[];
  occurredAt: string;
  amount: { amount: number; currency: string };
};
const post = (over: object) =>
  as().post('/v1/conversions', {
    kind: 'sale',
    externalId: `o-${sent++}`,
    occurredAt: '2026-10-05T10:00:00Z',
    amount: { amount: 4_990, currency: 'EUR' },
    ...over,
  });
async function order(over: object): Promise<Answer> {
  const { status, json, text } = await post(over);
  expect(status, text).toBe(201);
  return json as Answer;
}
async function problemOf(over: object) {
  const { status, json } = await post(over);
  expect(status).toBe(422);
  return (json as { errors: { path: string; message: string }[] }).errors;
}

describe('a code never costs the order', () => {
  it.each([
    ['', []],
    ['   ', []],
    ['BLACK FRIDAY', ['unknown-coupon']],
    ['20%OFF', ['unknown-coupon']],
    ['Treue-Rabatt für Anna', ['unknown-coupon']],
    ['🧦🧦🧦', ['unknown-coupon']],
    ['خصم١٠', ['unknown-coupon']],
    ['\u0000\u200b', []],
    ['\ud800', []],
    ['=1+1', ['unknown-coupon']],
    ['X'.repeat(500), ['unknown-coupon']],
    ['ﷺ'.repeat(500), ['unknown-coupon']],
    ['__proto__', ['unknown-coupon']],
  ])('%j is stored as it was sent, and flagged where it is nobody’s', async (couponCode, flags) => {
    const answer = await order({ couponCode, netAmount: { amount: 4_000, currency: 'EUR' } });
    expect(answer).toMatchObject({ couponCode, attributedBy: 'none', flags });
  });

  it('a code that is a number is read as text', async () => {
    expect(await order({ couponCode: 2026, netAmount: { amount: 4_000, currency: 'EUR' } })).toMatchObject({
      couponCode: '2026',
      flags: ['unknown-coupon'],
    });
  });
});

describe('a creator’s code', () => {
  it.each([
    [' ada10', () => ada],
    ['ＡＤＡ10', () => ada],
    ['ADA\u200b10\u00a0', () => ada],
    ["ADA'S 20%", () => ada],
    ['ada‘s 20 %', () => ada],
    ['bo5', () => bo],
    ['007', () => bo],
    ['7', () => undefined],
    ['ADÁ10', () => undefined],
    ['FREESHIP, ADA10', () => ada],
    ['SUMMER;bo 5', () => bo],
    ['“ADA10”', () => ada],
    ['ADA10.', () => ada],
    ['FREESHIP, ADÁ10', () => undefined],
  ])('%j is hers however it was typed', async (couponCode, creator) => {
    expect((await order({ couponCode })).credits[0]?.creatorId).toBe(creator());
  });

  it('two in one text are two, and a text of nobody’s is one code of nobody’s', async () => {
    expect(await order({ couponCode: 'ADA10,BO 5' })).toMatchObject({
      couponCode: 'ADA10,BO 5',
      credits: [{ creatorId: ada }],
      losers: [{ creatorId: bo }],
      flags: expect.arrayContaining(['two-creators-codes']),
    });
    const flags = ['unknown-coupon'];
    const netAmount = { amount: 4_000, currency: 'EUR' };
    expect(await order({ couponCode: 'ONE, TWO', netAmount })).toMatchObject({ attributedBy: 'none', flags });
  });

  it('cannot be had twice, whatever its spelling', async () => {
    const again = { handle: '@eve', platform: 'instagram', couponCodes: ['a\u00ad da10'] };
    expect((await as().post('/v1/creators', again)).status).toBe(409);
  });

  it.each([[''], [' \u200b'], ['X'.repeat(101)], ['ﷺ'.repeat(100)]])('%j is none', async (code) => {
    const { status } = await as().post('/v1/creators', {
      handle: '@x',
      platform: 'instagram',
      couponCodes: [code],
    });
    expect(status).toBe(422);
  });
});

describe('several codes', () => {
  it.each([
    [{ couponCodes: ['FREESHIP', 'ADA10'] }, () => ada, ['unknown-coupon']],
    [{ couponCodes: [null, '', 'ADA10'] }, () => ada, []],
    [{ couponCode: 'FREESHIP', couponCodes: ['ADA10', 'freeship'] }, () => ada, ['unknown-coupon']],
    [{ couponCodes: ['BO 5', 'ADA10'] }, () => bo, ['two-creators-codes']],
    [{ couponCodes: ['ADA10', 'BO 5'] }, () => ada, ['two-creators-codes']],
    [{ couponCodes: ['ADA10', 'ada10 ', 'ADA’S 20%'] }, () => ada, []],
    [{ couponCodes: [] }, () => undefined, []],
  ])('%j', async (codes, creator, flags) => {
    const answer = await order(codes);
    expect(answer.credits[0]?.creatorId).toBe(creator());
    expect(answer.flags.filter((flag) => /coupon$|codes$/.test(flag))).toEqual(flags);
  });
});

describe('null', () => {
  it('means left out, at every depth', async () => {
    await order({
      couponCode: null,
      couponCodes: null,
      customerId: null,
      newCustomer: null,
      clickId: null,
      clickIds: [null],
      survey: null,
      cogs: null,
      unheardOf: null,
      netAmount: { amount: 4_000, value: null, currency: 'EUR' },
      lines: [{ name: null, quantity: 1, netAmount: { amount: 4_000, currency: 'EUR' }, cogs: null }, null],
    });
  });
  it('is missing where a field is needed, and the answer says what to send', async () => {
    expect(await problemOf({ occurredAt: null })).toEqual([
      {
        path: 'occurredAt',
        code: 'not-a-moment',
        message: expect.stringMatching(/^must be a time: send /),
        values: { example: '2026-10-05T09:30:00+02:00' },
      },
    ]);
    expect(await problemOf({ externalId: null })).toEqual([
      {
        path: 'externalId',
        code: 'missing',
        message: 'is missing: send a text',
        values: { what: 'a text' },
      },
    ]);
  });
  it('of other bodies: left out in POST and PUT; in PATCH it takes away what can be taken away, and is no change elsewhere', async () => {
    const { id } = await made('/v1/creators', {
      handle: '@cy',
      platform: 'tiktok',
      city: null,
      followers: 900,
      couponCodes: null,
    });
    const { json } = await as().patch(`/v1/creators/${id}`, {
      handle: null,
      followers: null,
      couponCodes: null,
    });
    expect(json).toMatchObject({ handle: '@cy', couponCodes: [] });
    expect(json).not.toHaveProperty('followers');
    const put = await as().put('/v1/creators/external/cy-2', {
      handle: '@cy2',
      platform: 'tiktok',
      email: null,
    });
    expect(put.status).toBe(201);
    expect(
      (
        await as().post('/v1/spend', {
          kind: 'fee',
          amount: { amount: 1, currency: 'EUR' },
          incurredOn: '2026-10-01',
          stage: 'community',
          postId: null,
          note: null,
        })
      ).status,
    ).toBe(201);
  });
});

/** Every text of an order that may be left out, as `lines.0.name`: what a hidden field of a shop fills, or doesn't. */
function optionalTexts(schema: z.ZodType, path: string[] = []): string[] {
  const { type, innerType, element, shape } = schema.def as unknown as {
    type: string;
    innerType?: z.ZodType;
    element?: z.ZodType;
    shape?: Record<string, z.ZodType>;
  };
  if (type === 'optional' && isText(innerType)) return [path.join('.')];
  if (innerType) return optionalTexts(innerType, path);
  if (element)
    return element.def.type === 'string' ? [[...path, 0].join('.')] : optionalTexts(element, [...path, '0']);
  return Object.entries(shape ?? {}).flatMap(([name, field]) => optionalTexts(field, [...path, name]));
}
/** Alone, or beside the number that shops have for it; a code may be empty. */
function isText(schema: z.ZodType | undefined): boolean {
  const { type, options } = (schema?.def ?? {}) as { type?: string; options?: z.ZodType[] };
  return type === 'string' || (options?.some(isText) === true && schema?.safeParse('').success === false);
}
const EMPTY: Record<string, (empty: string) => object> = {
  number: (number) => ({ number }),
  customerId: (customerId) => ({ customerId }),
  clickId: (clickId) => ({ clickId }),
  'clickIds.0': (clickId) => ({ clickIds: [clickId] }),
  'survey.creatorId': (creatorId) => ({ survey: { source: 'friends', creatorId } }),
  'lines.0.name': (name) => ({
    lines: [{ name, quantity: 1, netAmount: { amount: 4_000, currency: 'EUR' } }],
  }),
};
const without = (over: object): object =>
  JSON.parse(JSON.stringify(over, (_, value) => (value === '' ? undefined : value)).replace('[null]', '[]'));

describe('a field of the shop’s form that stayed empty', () => {
  it('is known of every text that may be left out', () => {
    expect(optionalTexts(ConversionInput).sort()).toEqual(Object.keys(EMPTY).sort());
  });

  it.each(Object.entries(EMPTY))(
    '%s is left out: alone, among many, and under a name',
    async (_name, over) => {
      const shown = (answer: object) => ({ ...answer, id: '', externalId: '', receivedAt: '' });
      const wanted = shown(
        await order({ netAmount: { amount: 4_000, currency: 'EUR' }, ...without(over('')) }),
      );
      for (const empty of ['']) {
        const sent = { netAmount: { amount: 4_000, currency: 'EUR' }, ...over(empty) };
        expect(shown(await order(sent))).toEqual(wanted);
        const one = {
          kind: 'sale',
          occurredAt: '2026-10-05T10:00:00Z',
          amount: { amount: 4_990, currency: 'EUR' },
        };
        const many = await as().post('/v1/conversions/bulk', {
          conversions: [{ ...one, externalId: `empty-${_name}-${empty.length}`, ...sent }],
        });
        expect(many.status, many.text).toBe(201);
        expect(shown((many.json as { data: object[] }).data[0] ?? {})).toEqual(wanted);
        const put = await as().put(`/v1/conversions/external/put-${_name}-${empty.length}`, {
          ...one,
          ...sent,
        });
        expect(put.status, put.text).toBe(201);
        expect(shown(put.json as object)).toEqual(wanted);
      }
    },
  );

  it('is left out wherever something is made or put under a name, as null is', async () => {
    const spend = {
      kind: 'fee',
      amount: { amount: 1, currency: 'EUR' },
      incurredOn: '2026-10-01',
      stage: 'community',
    };
    const answers = [
      await as().post('/v1/creators', {
        handle: '@eve',
        platform: 'tiktok',
        externalId: '',
        email: '',
        city: ' ',
      }),
      await as().put('/v1/creators/external/fay', {
        handle: '@fay',
        platform: 'tiktok',
        externalId: '',
        email: '',
      }),
      await as().post('/v1/creators/bulk', {
        creators: [{ handle: '@gil', platform: 'tiktok', externalId: '', email: '', city: '' }],
      }),
      await as().post('/v1/spend', { ...spend, externalId: '', note: '', postId: '' }),
      await as().put('/v1/spend/external/fee-9', { ...spend, externalId: '', note: '', creatorId: '' }),
      await as().post('/v1/spend/bulk', { spend: [{ ...spend, externalId: '', creatorHandle: '' }] }),
    ];
    expect(answers.map(({ status, text }) => (status === 201 ? 201 : text))).toEqual(answers.map(() => 201));
    for (const { text } of answers) expect(text).not.toMatch(/"(?:email|city|ageBand|postId)"/);
    const fay = await as().get('/v1/creators/external/fay');
    expect(fay.json).toMatchObject({ handle: '@fay', externalId: 'fay' });
  });

  it('of a change is none: only null takes a field away, and a query that is empty asks for nothing known', async () => {
    const { id } = await made('/v1/creators', {
      handle: '@hal',
      platform: 'tiktok',
      email: 'hal@example.com',
    });
    expect((await as().patch(`/v1/creators/${id}`, { email: '' })).status).toBe(422);
    expect((await as().get('/v1/clicks?from=')).status).toBe(422);
  });

  it('of a survey that nobody answered costs no order', async () => {
    for (const survey of [{ source: '' }, { source: ' ', creatorId: '' }, { source: '', creatorId: null }])
      expect(await order({ survey })).not.toHaveProperty('survey');
  });

  it('is missing where a field is needed, and stays what it was elsewhere', async () => {
    expect((await problemOf({ externalId: '' }))[0]?.path).toBe('externalId');
    expect((await problemOf({ occurredAt: '' }))[0]?.path).toBe('occurredAt');
    expect((await problemOf({ netAmount: '' }))[0]?.path).toBe('netAmount');
    expect((await problemOf({ survey: { source: '', creatorId: ada } }))[0]?.path).toBe('survey.source');
    expect((await problemOf({ customerId: 'ada knits' }))[0]?.path).toBe('customerId');
    expect((await problemOf({ unheardOf: '' }))[0]?.path).toBe('unheardOf');
    expect(await order({ metadata: { note: '' }, couponCodes: [''] })).toMatchObject({
      metadata: { note: '' },
      couponCodes: [''],
    });
    // Emptied by hand, it is no field that stayed empty: what can't be empty is refused.
    const { id } = await made('/v1/creators', { handle: '@dee', platform: 'tiktok' });
    expect((await as().patch(`/v1/creators/${id}`, { handle: '' })).status).toBe(422);
  });
});

describe('money and time', () => {
  it.each([
    [
      { amount: 4990, currency: 'eur' },
      { amount: 4_990, currency: 'EUR' },
    ],
    [
      { value: '49.90', currency: 'EUR' },
      { amount: 4_990, currency: 'EUR' },
    ],
    [
      { amount: '49.90', currency: 'Eur' },
      { amount: 4_990, currency: 'EUR' },
    ],
    [
      { value: '5500', currency: 'JPY' },
      { amount: 5_500, currency: 'JPY' },
    ],
    [
      { amount: '5500', currency: 'JPY' },
      { amount: 5_500, currency: 'JPY' },
    ],
    [
      { amount: '4990.00', currency: 'EUR' },
      { amount: 499_000, currency: 'EUR' },
    ],
    [
      { amount: '0', currency: 'EUR' },
      { amount: 0, currency: 'EUR' },
    ],
    [
      { value: '1.234', currency: 'KWD' },
      { amount: 1_234, currency: 'KWD' },
    ],
    [
      { value: '49.9000', currency: 'EUR' },
      { amount: 4_990, currency: 'EUR' },
    ],
  ])('%j', async (amount, kept) => expect((await order({ amount })).amount).toEqual(kept));

  it.each([
    [{ amount: 49.9, currency: 'EUR' }, 'amount.amount', /send 4990 for 49.90 EUR/],
    [{ value: '49.905', currency: 'EUR' }, 'amount.value', /2 decimal places.*send 4990 for 49.90 EUR/],
    [{ value: '5500.5', currency: 'JPY' }, 'amount.value', /send 4990 for 4990 JPY/],
    [{ value: 49.9, currency: 'EUR' }, 'amount.value', /as text: send "49.90"/],
    [
      { amount: '4990', currency: 'EUR' },
      'amount.amount',
      /is 4990 cents or units\? Send 4990 for 49.90 EUR/,
    ],
    [{ value: '49.90', amount: 4990, currency: 'EUR' }, 'amount.value', /not both/],
    [{ currency: 'EUR' }, 'amount.amount', /is missing: send 4990 for 49.90 EUR/],
    [{ amount: 4990 }, 'amount.currency', /is missing/],
    [{ amount: 4990, currency: 'EURO' }, 'amount.currency', /ISO 4217 code, such as EUR/],
    [{ value: '-1.00', currency: 'EUR' }, 'amount', /negative/],
    ['49.90', 'amount', /must be an object/],
  ])('%j is refused at %s', async (amount, path, message) => {
    expect(await problemOf({ amount })).toMatchObject([
      { path, message: expect.stringMatching(message), code: expect.stringMatching(/^[a-z-]+$/) },
    ]);
  });

  it.each([
    ['2026-10-05T12:00:00+0200', '2026-10-05T10:00:00.000Z'],
    ['2026-10-05 10:00:00', '2026-10-05T10:00:00.000Z'],
    [1_791_194_400, '2026-10-05T10:00:00.000Z'],
    ['2026-10-05T12:00:00+02:00[Europe/Berlin]', '2026-10-05T10:00:00.000Z'],
    ['2026-10-05T10:00:00Z[UTC][u-ca=iso8601]', '2026-10-05T10:00:00.000Z'],
  ])('%j is a time', async (occurredAt, kept) => expect((await order({ occurredAt })).occurredAt).toBe(kept));

  it('no answer speaks as a parser does', async () => {
    const bad = {
      kind: 'gift',
      externalId: 5,
      occurredAt: {},
      amount: [],
      lines: 'x',
      newCustomer: 'yes',
      survey: 1,
      more: 1,
      clickIds: {},
    };
    const { json } = await as().post('/v1/conversions', bad);
    const text = JSON.stringify(json);
    expect(text).not.toMatch(/invalid input|expected|received|too (small|big)|option/i);
    expect(text).toContain('must be one of lead, sale');
  });
});

it('fails nowhere by our own fault', () => expect(failures).toEqual([]));
