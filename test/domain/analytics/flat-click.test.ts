import { expect, it } from 'vitest';
import { flattenClicks } from '../../../shared/domain/analytics/flat-click.ts';
import { aBrandId, aClick, aLinkId, counted, excluded, NOON } from '../../support/builders.ts';

const place = { postId: 'pst_1', creatorId: 'crt_1', stage: 'campaign', platform: 'tiktok' };

it('a click is one row without a person: what counting made of it, and where its post belongs', () => {
  const click = aClick({
    country: 'DE',
    visitor: 'v1',
    referrerOnly: 'Organic Social',
    rulesVersion: '7',
    verdict: counted({ referrerHost: 'blog.example' }),
  });
  expect(flattenClicks([click], 30, (linkId) => (linkId === aLinkId() ? place : undefined))).toEqual([
    {
      clicked_at: NOON,
      brand_id: aBrandId(),
      link_id: aLinkId(),
      post_id: 'pst_1',
      creator_id: 'crt_1',
      stage: 'campaign',
      platform: 'tiktok',
      is_counted: true,
      excluded_as: null,
      channel: 'own_inapp',
      app: 'instagram',
      device: 'mobile',
      os: 'ios',
      browser: 'webview',
      country: 'DE',
      opened_by: 'link',
      referrer_only: 'Organic Social',
      strength: 'deterministic',
      confidence: 0.97,
      day_visitor: 'v1',
      rules_version: '7',
    },
  ]);
});

it('says why a hit does not count, whose preview it was, and leaves empty what nobody knows', () => {
  const { app: _, ...nameless } = counted();
  const clicks = [
    aClick({
      name: 'bot',
      verdict: { ...excluded('share_fetch' as never), share: { app: 'whatsapp' } } as never,
    }),
    aClick({
      name: 'plain',
      at: NOON + 1,
      verdict: nameless,
      visitor: undefined as never,
      country: undefined as never,
    }),
  ];
  const rows = flattenClicks(clicks, 30, () => undefined);
  const [preview, plain] = [rows.find((row) => !row.is_counted), rows.find((row) => row.is_counted)];
  expect(preview).toMatchObject({ excluded_as: 'share_fetch', app: 'whatsapp' });
  expect(plain).toMatchObject({
    excluded_as: null,
    app: null,
    post_id: null,
    creator_id: null,
    stage: null,
    platform: null,
    country: null,
    day_visitor: null,
  });
});

it('a second tap within the brand’s seconds is a row that does not count', () => {
  const taps = [0, 29_000, 31_000].map((ms) => aClick({ name: `tap ${ms}`, at: NOON + ms, visitor: 'v1' }));
  expect(
    flattenClicks(taps, 30, () => place).map(({ is_counted, excluded_as }) => [is_counted, excluded_as]),
  ).toEqual([
    [true, null],
    [false, 'repeat'],
    [true, null],
  ]);
});
