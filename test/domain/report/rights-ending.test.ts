import { expect, it } from 'vitest';
import { buildHealth } from '../../../shared/domain/report/build/build-health.ts';
import { messagesFor } from '../../../shared/report/render/words/messages.ts';
import { aCreator, aPost, someFacts } from '../roi/facts-builder.ts';

const period = { week: '2026-W40', firstDay: '2026-09-28', lastDay: '2026-10-04' };
const facts = someFacts({
  catalog: {
    creators: [aCreator({ handle: '@ada' })],
    posts: ['pst_1', 'pst_2', 'pst_3', 'pst_4', 'pst_5'].map((postId) => aPost({ postId })),
    links: ['pst_2', 'pst_5'].map((postId) => ({
      linkId: `lnk_${postId}`,
      postId,
      placement: 'asset-newsletter',
    })),
  },
  rights: [
    { postId: 'pst_1', from: '2026-01-01', until: '2026-10-20' },
    { postId: 'pst_2', from: '2026-01-01', until: '2026-10-01' },
    { postId: 'pst_3', from: '2026-01-01', until: '2026-10-01' },
    { postId: 'pst_4', from: '2026-01-01' },
    // In use and far from its end.
    { postId: 'pst_5', from: '2026-01-01', until: '2027-06-01' },
  ],
});

it('warns of rights that end within thirty days, and of ended ones only while an asset is still up', () => {
  const { rightsEnding } = buildHealth(facts, period as never, {} as never);
  expect(rightsEnding).toEqual([
    { postId: 'pst_2', name: '@ada', until: '2026-10-01', ended: true },
    { postId: 'pst_1', name: '@ada', until: '2026-10-20', ended: false },
  ]);
  expect(buildHealth(someFacts(), period as never, {} as never)).not.toHaveProperty('rightsEnding');
});

it.each(['en', 'de', 'fr', 'es'])('says so in %s', (locale) => {
  const { safety } = messagesFor(locale);
  expect(safety.rightsEnding('@ada', '20.10.')).toMatch(/@ada.*20\.10\./);
  expect(safety.rightsEnded('@ada', '20.10.')).toMatch(/@ada.*20\.10\./);
});
