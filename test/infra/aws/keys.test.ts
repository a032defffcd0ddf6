import type { APIGatewayProxyStructuredResultV2, SQSBatchResponse } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readClickId } from '../../../shared/domain/click/click-id.ts';
import { readClickKeys } from '../../../shared/domain/click/click-keys.ts';
import { UNSIGNED_CLICK_MARK } from '../../../shared/domain/click/rescued-click.ts';
import { queueEvent, scheduleEvent } from '../../support/aws-events.ts';
import { type Bundles, CLICK_KEY, startBundles } from '../../support/bundles.ts';
import { dumpOf } from '../../support/engine.ts';
import { throughHttpApi } from '../../support/fronts.ts';
import type { RunningLambda } from '../../support/lambda-runtime.ts';

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1';
const NEW_KEY = Buffer.alloc(32, 9).toString('base64url');
const PARAMETER = '/vouch/test/click-keys';
/** docs/deploy.md: within ten minutes every function has it, of which the sealer's copy takes five. */
const TAKEN_UP_WITHIN_MS = 5.1 * 60_000;

let bundles: Bundles;
beforeAll(async () => {
  bundles = await startBundles();
});
afterAll(() => bundles.stop());

const tap = async (redirect: RunningLambda, address = '203.0.113.9') =>
  (await redirect.invoke(
    throughHttpApi({ target: '/socks', headers: { 'user-agent': IPHONE }, address }),
  )) as APIGatewayProxyStructuredResultV2;
/** Past a cold look-up on a busy machine. */
const warm = async (redirect: RunningLambda): Promise<RunningLambda> => {
  for (let tries = 0; tries < 20 && (await tap(redirect, '198.51.100.1')).statusCode !== 302; tries++);
  return redirect;
};
const clickIdOf = (answer: APIGatewayProxyStructuredResultV2) =>
  new URL(String(answer.headers?.location)).searchParams.get('vclid');

describe('the parameter store stands in no follower’s way', () => {
  it('throttled before any key was had: she is sent on, and her click is a line that the drain signs', async () => {
    bundles.aws.throttleParameters(true);
    const redirect = await warm(await bundles.start('redirect'));
    const answer = await tap(redirect);
    bundles.aws.throttleParameters(false);
    expect([answer.statusCode, answer.headers?.location]).toEqual([302, 'https://shop.example/socks']);
    const lines = redirect
      .log()
      .split('\n')
      .filter((line) => line.startsWith(`{"${UNSIGNED_CLICK_MARK}"`));
    expect(lines.length).toBeGreaterThan(0);
    expect(redirect.log()).toContain('"ClicksLogged":1');
    expect(lines.join()).not.toContain('203.0.113.9');

    const drain = await bundles.start('drain');
    for (let twice = 0; twice < 2; twice++)
      expect(await drain.invoke(queueEvent(lines))).toEqual({ batchItemFailures: [] });
    const stored = (await dumpOf(bundles.engine)).filter(({ item }) => /^t\d{5}#clk_/.test(item.sk?.S ?? ''));
    expect(stored).toHaveLength(lines.length);
    for (const { item } of stored)
      expect(readClickId(item.sk?.S?.split('#').at(-1) ?? '', readClickKeys(CLICK_KEY))).toBeDefined();
  });

  it('a line under the mark of signed clicks is not signed: a forged id stays forged', async () => {
    const drain = await bundles.start('drain');
    const forged = { id: `clk_${'A'.repeat(43)}`, at: 1, verdict: { kind: 'counted' } };
    const answer = (await drain.invoke(queueEvent([JSON.stringify(forged)]))) as SQSBatchResponse;
    expect(answer.batchItemFailures).toHaveLength(1);
  });

  it('the seal copies the keys to the table that scales, and instances start from there', async () => {
    const seal = await bundles.start('seal');
    await seal.invoke(scheduleEvent());
    bundles.aws.throttleParameters(true);
    const redirect = await warm(await bundles.start('redirect'));
    const id = clickIdOf(await tap(redirect));
    bundles.aws.throttleParameters(false);
    expect(readClickId(id ?? '', readClickKeys(CLICK_KEY))).toBeDefined();
  });
});

describe('a key that was turned is taken up', () => {
  it('by the redirect through the copy, by instances that run as well as by new ones; old ids stay good', async () => {
    const running = await warm(await bundles.start('redirect'));
    const before = clickIdOf(await tap(running, '203.0.113.10')) ?? '';
    bundles.aws.putParameter(PARAMETER, `${NEW_KEY},${CLICK_KEY}`);
    const seal = await bundles.start('seal');
    await seal.invoke(scheduleEvent());
    const redirect = await warm(await bundles.start('redirect'));
    const id = clickIdOf(await tap(redirect)) ?? '';
    expect(readClickId(id, readClickKeys(NEW_KEY))).toBeDefined();
    expect(readClickId(id, readClickKeys(CLICK_KEY))).toBeUndefined();

    running.moveClock(TAKEN_UP_WITHIN_MS);
    const keyOf = (clickId: string) =>
      [CLICK_KEY, NEW_KEY].find((key) => readClickId(clickId, readClickKeys(key)));
    const after: (string | undefined)[] = [];
    // Nobody waits for the new key: the first taps after its time are signed by the old one while it is fetched.
    for (let taps = 0; taps < 50 && after.at(-1) !== NEW_KEY; taps++)
      after.push(keyOf(clickIdOf(await tap(running, '203.0.113.11')) ?? ''));
    expect([keyOf(before), after[0], after.at(-1)]).toEqual([CLICK_KEY, CLICK_KEY, NEW_KEY]);
    expect(readClickId(before, readClickKeys(`${NEW_KEY},${CLICK_KEY}`))).toBeDefined();
  });
});
