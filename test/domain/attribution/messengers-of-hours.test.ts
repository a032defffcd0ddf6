import { expect, it } from 'vitest';
import { messengersOfHours } from '../../../shared/domain/attribution/messengers-of-hours.ts';
import { foldClicks } from '../../../shared/domain/click/fold.ts';
import { fetchedByOf } from '../../../shared/domain/judge/fetcher-of.ts';
import { judge } from '../../../shared/domain/judge/judge.ts';
import { aClick, aHit, aLinkId, counted, NOON } from '../../support/builders.ts';

const preview = (userAgent: string, count: number) =>
  Array.from({ length: count }, (_, n) =>
    aClick({ name: `${userAgent} ${n}`, verdict: judge(aHit({ headers: { 'user-agent': userAgent } })) }),
  );
const unnamed = Array.from({ length: 100 }, (_, n) => {
  const { app: _app, ...verdict } = counted({ channel: 'dark_unknown' });
  return aClick({ name: `unnamed ${n}`, verdict });
});
const hour = (startMs: number, clicks: ReturnType<typeof aClick>[]) => ({
  linkId: aLinkId(),
  startMs,
  tally: foldClicks(clicks, 30),
});

it('counts a preview that a messenger’s servers fetch for everybody once a day, one that a phone fetches each time', () => {
  const line = preview('facebookexternalhit/1.1;line-poker/1.0', 20);
  const before = hour(NOON - 3_600_000, [...line, ...preview('WhatsApp/2.23.20.0 A', 2)]);
  const { apps, unidentified } = messengersOfHours([before, hour(NOON, unnamed)]);
  expect(apps.map(({ app, clicks }) => [app, Math.round(clicks)])).toEqual([
    ['whatsapp', 29],
    ['line', 15],
  ]);
  expect(Math.round(unidentified)).toBe(56);
});

it.each([
  ['imessage', 'device'],
  ['signal', 'device'],
  ['whatsapp', 'device'],
  ['viber', 'device'],
  ['line', 'server'],
  ['kakaotalk', 'server'],
  ['telegram', 'server'],
  ['snapchat', 'server'],
  ['matrix', 'server'],
  ['an app that no table knows (any more)', 'server'],
])('knows of %s from the table that judged it whether a device or a server fetches', (app, fetchedBy) => {
  expect(fetchedByOf(app)).toBe(fetchedBy);
});

it('asks of clicks from a private message whose app nobody named as well, and of no other', () => {
  const clicks = (count: number, verdict: Parameters<typeof counted>[0]) =>
    Array.from({ length: count }, (_, n) =>
      aClick({ name: `${JSON.stringify(verdict)} ${n}`, verdict: counted(verdict) }),
    );
  const { app: _app, ...bare } = counted({ channel: 'dark_messenger' });
  const unnamedMessages = Array.from({ length: 10 }, (_, n) =>
    aClick({ name: `message ${n}`, verdict: bare }),
  );
  const named = [
    ...clicks(7, { channel: 'dark_messenger', app: 'whatsapp' }),
    ...clicks(5, { channel: 'own_web', app: 'instagram' }),
  ];
  const { apps, unidentified } = messengersOfHours([hour(NOON, [...unnamedMessages, ...named])]);
  expect(apps.reduce((sum, one) => sum + one.clicks, unidentified)).toBeCloseTo(10, 9);
});
