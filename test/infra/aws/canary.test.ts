import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CanaryReport, clickCanary } from '../../../functions/canary/canary.ts';
import { streamEvent } from '../../support/aws-events.ts';
import { type Bundles, startBundles } from '../../support/bundles.ts';
import { dumpOf } from '../../support/engine.ts';
import { serveFront, throughHttpApi } from '../../support/fronts.ts';

let bundles: Bundles;
beforeAll(async () => {
  bundles = await startBundles();
});
afterAll(() => bundles.stop());

const at = (time: string): Record<string, string> => ({
  TEST_CLOCK_OFFSET_MS: String(Date.parse(time) - Date.now()),
});

/** The canary's minute at this time, through a redirect whose clock says the same. */
async function canaryAt(time: string): Promise<{ report: CanaryReport; log: string }> {
  const redirect = await bundles.start('redirect', at(time));
  const front = await serveFront(throughHttpApi, redirect.invoke);
  await untilWarm(front.url);
  const canary = await bundles.start('canary', {
    ...at(time),
    VOUCH_PUBLIC_URL: front.url,
    CANARY_SLUG: 'socks',
  });
  const report = (await canary.invoke({})) as CanaryReport;
  front.stop();
  return { report, log: canary.log() };
}

/** On a busy machine a first look-up outlasts its deadline, and the page says "one moment". HEAD counts nothing. */
async function untilWarm(url: string): Promise<void> {
  for (let tries = 0; tries < 50; tries++) {
    const { status } = await fetch(`${url}/socks`, { method: 'HEAD', redirect: 'manual' });
    if (status === 302) return;
  }
}

async function recountAll(): Promise<void> {
  const recount = await bundles.start('recount');
  const clicks = (await dumpOf(bundles.engine)).filter(({ item }) => item.pk?.S?.startsWith('CLK#'));
  const keys = clicks.map(({ item }) => ({ pk: item.pk?.S ?? '', sk: item.sk?.S ?? '' }));
  expect(await recount.invoke(streamEvent(keys))).toEqual({ batchItemFailures: [] });
}

describe('the canary through the bundles: canary → redirect → recount → day', () => {
  it('is a person to the redirect, and its minutes are found the next night', async () => {
    for (const time of ['2026-03-10T23:56:10Z', '2026-03-10T23:57:10Z', '2026-03-10T23:59:10Z']) {
      const { report, log } = await canaryAt(time);
      expect(report).toEqual({ answered: true });
      expect(log).toContain('"CanaryAnswered":1');
    }
    const clicks = (await dumpOf(bundles.engine)).filter(({ item }) => item.pk?.S?.startsWith('CLK#'));
    const reasons = clicks.map(({ item }) => item.x?.S).filter((reason) => reason !== 'head');
    expect(reasons).toEqual([undefined, undefined, undefined]);
    await recountAll();
    const night = await canaryAt('2026-03-11T02:03:10Z');
    expect(night.report).toEqual({ answered: true, missed: 1 });
    expect(night.log).toContain('"CanaryMinutesMissed":1');
  });

  it('a link that fails is a number, not a failed invocation that AWS would try twice more', async () => {
    const canary = await bundles.start('canary', {
      VOUCH_PUBLIC_URL: 'http://127.0.0.1:9',
      CANARY_SLUG: 'socks',
    });
    expect(await canary.invoke({})).toMatchObject({ answered: false });
    expect(canary.log()).toContain('"CanaryAnswered":0');
  });
});

describe('what the canary says of yesterday', () => {
  const minutes = (day: string, from: number, to: number): string[] =>
    Array.from({ length: to - from }, (_, index) => from + index).map(
      (minute) =>
        `${day}T${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`,
    );
  const ask = (counted: Record<string, string[]>, time = '02:00:40') =>
    clickCanary({
      open: async () => ({ status: 302, location: 'https://shop.example/?vclid=clk_1' }),
      countedMinutes: async (day) => counted[day] ?? [],
      now: () => Date.parse(`2026-03-12T${time}Z`),
    });
  const [before, yesterday, today] = ['2026-03-10', '2026-03-11', '2026-03-12'] as const;

  it.each<[string, Record<string, string[]>, number | undefined]>([
    ['all minutes', { [before]: minutes(before, 0, 1_440), [yesterday]: minutes(yesterday, 0, 1_440) }, 0],
    ['a gap', { [before]: minutes(before, 0, 1_440), [yesterday]: minutes(yesterday, 25, 1_440) }, 25],
    ['a day without any', { [before]: minutes(before, 0, 1_440) }, 1_440],
    ['deployed yesterday afternoon', { [yesterday]: minutes(yesterday, 900, 1_440) }, 0],
    ['deployed yesterday, then counting stopped', { [yesterday]: minutes(yesterday, 900, 1_000) }, 440],
    ['deployed this night', { [today]: minutes(today, 30, 119) }, undefined],
    ['nothing was ever counted', {}, 1_440],
  ])('%s', async (_name, counted, missed) => {
    expect((await ask(counted)).missed).toBe(missed);
  });

  it('is asked in ten minutes of the day, so that a start which was skipped is no gap', async () => {
    expect(await ask({}, '01:59:59')).toEqual({ answered: true });
    expect(await ask({}, '02:09:59')).toMatchObject({ missed: 1_440 });
    expect(await ask({}, '02:10:00')).toEqual({ answered: true });
  });
});
