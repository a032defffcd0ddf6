import { randomBytes } from 'node:crypto';
import { freshBrand, makeKey } from '../../functions/api/brand-maker.ts';
import { brandsOf } from '../../shared/data/access/brands-store.ts';
import { routeToRow, spellingKey } from '../../shared/data/links/link-route-item.ts';
import { createStores } from '../../shared/data/stores.ts';
import { tablesOn } from '../../shared/data/table/sdk.ts';
import { tableOf } from '../../shared/data/table/table.ts';
import { idFromBytes } from '../../shared/domain/id.ts';
import type { LinkRoute } from '../../shared/domain/link/link-route.ts';
import type { BrandId, Id } from '../../shared/domain/schema/common.ts';
import { queueEvent, scheduleEvent } from './aws-events.ts';
import { type AwsStandIn, startAwsStandIn } from './aws-stand-in.ts';
import { type AwsCall, type Recorder, recordCalls } from './call-recorder.ts';
import { type Engine, startEngine, wireTo } from './engine.ts';
import { type RunningLambda, startLambda } from './lambda-runtime.ts';

/** Every function as AWS would run it, over one engine and one stand-in, with one brand and one link. */
export type Bundles = {
  engine: Engine;
  aws: AwsStandIn;
  start: (name: string, more?: Record<string, string>) => Promise<RunningLambda>;
  /** What each function asked of AWS so far, once each, by the function's name. */
  calls: Map<string, AwsCall[]>;
  /** Wakes a function as its schedule does, then with each message of this queue, until a turn brings none; what the turns answered. */
  work: (fn: RunningLambda, queue: string) => Promise<object[]>;
  /** A new API key of that brand. */
  ownerKey: () => Promise<string>;
  stop: () => Promise<void>;
};

export const CLICK_KEY = Buffer.alloc(32, 7).toString('base64url');

export const ROUTE: LinkRoute = {
  slug: 'socks',
  linkId: 'lnk_0000000000000001',
  brandId: 'brd_0000000000000001',
  postId: 'pst_0000000000000001',
  platform: 'instagram',
  destination: 'https://shop.example/socks',
  status: 'active',
  timeZone: 'Europe/Berlin',
  dedupeSeconds: 1_800,
};

export async function startBundles(): Promise<Bundles> {
  const engine = await startEngine();
  const aws = await startAwsStandIn({
    '/vouch/test/click-keys': CLICK_KEY,
    '/vouch/test/sealing-key': CLICK_KEY,
  });
  await makeBrandAndLink(engine);
  const running: RunningLambda[] = [];
  const recorders = new Map<string, Promise<Recorder>>();
  const calls: Bundles['calls'] = new Map();
  const heardFrom = (name: string) => (call: AwsCall) => {
    calls.set(name, [...(calls.get(name) ?? []), call]);
  };
  function recorderFor(name: string, upstream: string): Promise<Recorder> {
    const place = `${name} ${upstream}`;
    const made = recorders.get(place) ?? recordCalls(upstream, heardFrom(name));
    recorders.set(place, made);
    return made;
  }
  return {
    engine,
    aws,
    calls,
    async start(name, more = {}) {
      const table = await recorderFor(name, engine.endpoint);
      const others = await recorderFor(name, aws.queueUrl('').replace(/\/\d+\/$/, ''));
      const lambda = await startLambda(name, {
        ...environmentOfStack(engine, aws),
        AWS_ENDPOINT_URL_DYNAMODB: table.endpoint,
        ...Object.fromEntries(Object.keys(aws.environment).map((variable) => [variable, others.endpoint])),
        ...more,
      });
      running.push(lambda);
      return lambda;
    },
    async work(fn, queue) {
      const answers: object[] = [];
      const waiting = () => aws.messages.get(aws.queueUrl(queue)) ?? [];
      do {
        aws.messages.delete(aws.queueUrl(queue));
        answers.push((await fn.invoke(scheduleEvent())) as object);
        for (const body of waiting()) answers.push((await fn.invoke(queueEvent([body]))) as object);
      } while (waiting().length > 0);
      return answers;
    },
    async ownerKey() {
      const { client, tables } = engine;
      const { text } = await makeKey(
        createStores({ tables: tablesOn(client, tables), now: Date.now, random: randomBytes }),
        {
          id: idFromBytes('key', randomBytes(10)) as Id<'key'>,
          brandId: ROUTE.brandId as BrandId,
          name: 'owner',
          scopes: ['admin'],
          createdAt: new Date().toISOString(),
        },
      );
      return text;
    },
    async stop() {
      for (const lambda of running) lambda.stop();
      for (const recorder of recorders.values()) (await recorder).stop();
      aws.stop();
      await engine.stop();
    },
  };
}

/** What the stack gives, all functions' variables at once. */
export const environmentOfStack = (engine: Engine, aws: AwsStandIn): Record<string, string> => ({
  ...aws.environment,
  AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
  CLICKS_TABLE: engine.tables.clicks,
  COUNTS_TABLE: engine.tables.counts,
  RECORDS_TABLE: engine.tables.records,
  SALTS_TABLE: engine.tables.salts,
  CLICK_KEYS_PARAMETER: '/vouch/test/click-keys',
  SPILL_QUEUE_URL: aws.queueUrl('spill'),
  EXPORTS_BUCKET: 'exports',
  BEHIND_CLOUDFRONT: 'no',
  SHORT_HOST: 'localhost',
  VOUCH_PUBLIC_URL: 'https://go.vouch.example',
  SNAPSHOTS_BUCKET: 'snapshots',
  DELIVER_QUEUE_URL: aws.queueUrl('deliver'),
  SHOP_EVENTS_QUEUE_URL: aws.queueUrl('shop-events'),
  TO_SEAL_QUEUE_URL: aws.queueUrl('to-seal'),
  TO_REPORT_QUEUE_URL: aws.queueUrl('to-report'),
  WEBHOOKS_QUEUE_URL: aws.queueUrl('to-webhooks'),
  SEALING_KEY_PARAMETER: '/vouch/test/sealing-key',
  MAIL_FROM: 'reports@go.vouch.example',
  SES_CONFIGURATION_SET: 'vouch',
});

async function makeBrandAndLink(engine: Engine): Promise<void> {
  const { client, tables } = engine;
  const brand = { name: 'Warm Feet', timeZone: 'Europe/Berlin', currency: 'EUR' };
  await brandsOf(tablesOn(client, tables)).create(
    freshBrand(brand as never, ROUTE.brandId as never, 'apply', new Date().toISOString()),
  );
  const records = tableOf(wireTo(engine), tables.records);
  await records.put(routeToRow(ROUTE));
  await records.put({
    ...spellingKey(ROUTE.slug),
    linkId: ROUTE.linkId,
    brandId: ROUTE.brandId,
    slug: ROUTE.slug,
  });
}
