import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClickStore } from '../../../shared/data/clicks/click-store.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import { readClickId } from '../../../shared/domain/click/click-id.ts';
import { readClickKeys } from '../../../shared/domain/click/click-keys.ts';
import { EDGE_PROOF_HEADER, RAW_PATH_HEADER } from '../../../shared/edge-headers.ts';
import { type Bundles, CLICK_KEY, startBundles } from '../../support/bundles.ts';
import {
  type Front,
  MOST_EVENT_BYTES,
  throughCloudFront,
  throughFunctionUrl,
  throughHttpApi,
  type WireRequest,
} from '../../support/fronts.ts';
import type { RunningLambda } from '../../support/lambda-runtime.ts';

const PROOF = 'proof-of-the-edge';
/** As infra/aws/parts/edge.ts has it: an origin header, and a function that writes down the path as it was sent. */
const throughOurEdge: Front = (request) =>
  throughCloudFront(throughHttpApi, {
    originHeaders: { [EDGE_PROOF_HEADER]: PROOF, [RAW_PATH_HEADER]: request.target.split('?')[0] ?? '' },
  })(request);

let bundles: Bundles;
let key: string;
const apis: Record<'bare' | 'edge', RunningLambda> = {} as never;

beforeAll(async () => {
  bundles = await startBundles();
  bundles.aws.putParameter('/vouch/test/edge-proof', PROOF);
  key = await bundles.ownerKey();
  apis.bare = await bundles.start('api');
  apis.edge = await bundles.start('api', { EDGE_PROOF_PARAMETER: '/vouch/test/edge-proof' });
});
afterAll(() => bundles.stop());

const fronts = {
  'API Gateway alone': { front: throughHttpApi, api: () => apis.bare },
  'CloudFront before API Gateway': { front: throughOurEdge, api: () => apis.edge },
};

type Asked = WireRequest & { json?: object };

async function ask({ front, api }: { front: Front; api: () => RunningLambda }, { json, ...request }: Asked) {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...request.headers };
  const event = front({ ...request, headers, ...(json && { body: JSON.stringify(json) }) });
  const answer = (await api().invoke(event)) as APIGatewayProxyStructuredResultV2;
  const isJson = String(answer.headers?.['content-type']).includes('json');
  return { status: answer.statusCode, body: isJson ? JSON.parse(answer.body || '{}') : {} };
}

const order = { kind: 'lead', occurredAt: '2026-11-05T11:40:00Z' };

describe.each(Object.entries(fronts))('names of your own through %s', (where, through) => {
  const names = [
    '#1001',
    'EU#77',
    'EU#78',
    'a/b',
    'a//b',
    '50%25',
    '50%',
    'x+y',
    "it's",
    'a;b',
    'a=1&b=2',
    'EU',
    '/',
  ];

  it.each(names)('%s is that name and no other', async (name) => {
    const target = `/v1/conversions/external/${encodeURIComponent(name)}`;
    const { status, body } = await ask(through, { target, method: 'PUT', json: order });
    expect([status, body.externalId]).toEqual([expect.toBeOneOf([200, 201]), name]);
  });

  it('names that differ behind a sign that fronts decode are different orders', async () => {
    const ids = new Set<string>();
    for (const name of names) {
      const target = `/v1/conversions/external/${encodeURIComponent(name)}`;
      ids.add((await ask(through, { target, method: 'PUT', json: order })).body.id);
    }
    expect(ids.size).toBe(names.length);
  });

  it('a question mark is kept where the body says it, and by the edge in any case', async () => {
    const name = `EU?77 ${where}`.replaceAll(' ', '-');
    const target = `/v1/conversions/external/${encodeURIComponent(name)}`;
    const { body } = await ask(through, { target, method: 'PUT', json: { ...order, externalId: name } });
    expect(body.externalId).toBe(name);
    const other = await ask(through, { target, method: 'PUT', json: { ...order, externalId: 'another' } });
    expect([other.status, other.body.errors]).toEqual([
      422,
      [{ path: 'externalId', code: 'not-the-address', message: 'must be the one of the address' }],
    ]);
  });

  it('a question mark that the address alone says is cut by API Gateway alone, and the answer says what was understood', async () => {
    const target = '/v1/conversions/external/LOST%3F77';
    const { status, body } = await ask(through, { target, method: 'PUT', json: order });
    const understood = where.startsWith('CloudFront') ? 'LOST?77' : 'LOST';
    expect([status, body.externalId]).toEqual([201, understood]);
  });

  it('the body may say the name of every collection', async () => {
    const target = `/v1/creators/external/${where.length}%231`;
    const externalId = `${where.length}#1`;
    const json = { handle: `knit${where.length}`, platform: 'instagram', source: 'invited', externalId };
    const { status, body } = await ask(through, { target, method: 'PUT', json });
    expect([status, body.externalId]).toEqual([201, externalId]);
  });

  it('the query arrives as it was sent', async () => {
    const { status, body } = await ask(through, { target: '/v1/conversions?limit=1&cursor=no%2Fgood' });
    expect([status, body.code]).toEqual([400, 'bad-cursor']);
  });
});

describe.each(Object.entries(fronts))('a shop’s delivery through %s', (_where, through) => {
  const most = 4_500_000;

  it.each(['application/json', 'application/octet-stream'])(
    'of as many bytes as we take fits what Lambda is handed, as %s, and one more is refused in words',
    async (type) => {
      const front: Front = (request) => {
        const event = through.front(request);
        expect(Buffer.byteLength(JSON.stringify(event))).toBeLessThan(MOST_EVENT_BYTES);
        return event;
      };
      const asked = { ...through, front };
      const send = (bytes: number) =>
        ask(asked, {
          target: '/v1/hooks/shopify/nobody-has-this',
          method: 'POST',
          headers: { 'content-type': type, authorization: '' },
          body: 'x'.repeat(bytes),
        });
      expect((await send(most)).status).toBe(404);
      const { status, body } = await send(most + 1);
      expect([status, body.code]).toEqual([413, 'too-large']);
    },
  );
});

describe('around the edge', () => {
  const target = '/v1/brand';

  it('the API’s own address answers nobody but the edge, and says where to ask', async () => {
    for (const headers of [{}, { [EDGE_PROOF_HEADER]: 'guessed' }, { [EDGE_PROOF_HEADER]: `${PROOF}x` }]) {
      const { status, body } = await ask(
        { front: throughHttpApi, api: () => apis.edge },
        { target, headers },
      );
      expect([status, body.code]).toEqual([403, 'wrong-address']);
      expect(body.detail).toContain('https://go.vouch.example');
    }
    expect((await ask(fronts['CloudFront before API Gateway'], { target })).status).toBe(200);
  });

  it('what a viewer writes under our headers is overwritten, or counts for nothing', async () => {
    const forged = {
      [EDGE_PROOF_HEADER]: 'mine',
      [RAW_PATH_HEADER]: '/v1/brands',
      'x-vouch-address': '10.0.0.1',
    };
    expect((await ask(fronts['CloudFront before API Gateway'], { target, headers: forged })).status).toBe(
      200,
    );
    expect((await ask(fronts['API Gateway alone'], { target, headers: forged })).status).toBe(200);
  });

  it.each(Object.entries(fronts))(
    '%s: a public form is limited by the caller’s own address, whoever stood between and whatever it claims',
    async (_name, through) => {
      const apply = (address: string, claim: string) =>
        ask(through, {
          target: '/apply/apply',
          method: 'POST',
          address,
          headers: { 'x-forwarded-for': claim, 'cloudfront-viewer-address': `${claim}:1`, authorization: '' },
        });
      const seen = [];
      for (let times = 0; times < 80; times++)
        seen.push((await apply('198.51.100.77', `10.1.1.${times}`)).status);
      expect(seen.at(-1)).toBe(429);
      expect((await apply('2001:db8::77', '198.51.100.77')).status).not.toBe(429);
    },
  );
});

describe('a short link through each front', () => {
  const links: Record<string, Front> = {
    'API Gateway': throughHttpApi,
    'a function URL': throughFunctionUrl,
    'CloudFront and a function URL': throughCloudFront(throughFunctionUrl),
  };
  it.each(Object.entries(links))('%s', async (name, front) => {
    const behind = name.startsWith('CloudFront') ? 'yes' : 'no';
    const redirect = await bundles.start('redirect', { BEHIND_CLOUDFRONT: behind });
    const open = async (target: string) => {
      for (let tries = 0; ; tries++) {
        const answer = (await redirect.invoke(front({ target }))) as APIGatewayProxyStructuredResultV2;
        if (answer.statusCode === 302 || tries > 9) return answer;
      }
    };
    for (const target of ['/socks', '/socks%20', '/%73ocks', '/socks%E2%80%A6', '/socks?x=%23'])
      expect([target, (await open(target)).statusCode]).toEqual([target, 302]);
  });

  const forging = (claim: string) => ({
    'x-forwarded-for': claim,
    'cloudfront-viewer-address': `${claim}:443`,
    'x-real-ip': claim,
    'true-client-ip': claim,
    forwarded: `for=${claim}`,
    'user-agent':
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
  });

  it.each(Object.entries(links))(
    '%s: a follower is who he is by his own address, whatever he claims in headers',
    async (name, front) => {
      const behind = name.startsWith('CloudFront') ? 'yes' : 'no';
      const redirect = await bundles.start('redirect', { BEHIND_CLOUDFRONT: behind });
      const clicks = createClickStore(tablesOn(bundles.engine.client, bundles.engine.tables));
      const visitorOf = async (address: string, claim: string): Promise<string> => {
        const event = front({ target: '/socks', address, headers: forging(claim) });
        const answer = (await redirect.invoke(event)) as APIGatewayProxyStructuredResultV2;
        const id = new URL(String(answer.headers?.location)).searchParams.get('vclid') ?? '';
        const place = readClickId(id, readClickKeys(CLICK_KEY));
        return (place && (await clicks.find(place, id))?.visitor) ?? 'nobody';
      };
      const [four, six] = ['198.51.100.9', '2001:db8::9'];
      const same = [await visitorOf(four, '203.0.113.1'), await visitorOf(four, '203.0.113.2')];
      const others = [await visitorOf(six, '203.0.113.1'), await visitorOf('198.51.100.10', four)];
      expect(same[0]).not.toBe('nobody');
      expect(same[1]).toBe(same[0]);
      expect(new Set([...others, same[0]]).size).toBe(3);
      expect(await visitorOf('2001:DB8:0:0:0:0:0:9', six)).toBe(others[0]);
    },
  );
});
