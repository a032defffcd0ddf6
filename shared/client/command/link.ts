import type { Stage } from '../../domain/vocabulary.ts';
import type { Connection } from './connection.ts';
import { Mistyped } from './connection.ts';
import { creatorNamed } from './creator-named.ts';
import { terminalQr } from './terminal-qr.ts';

export type LinkWish = {
  destination: string | undefined;
  creator: string | undefined;
  stage?: string | undefined;
  placement?: string | undefined;
  slug?: string | undefined;
};

/** Makes a post of a creator with one link to a destination; answers the link and its picture. */
export async function makeLink({ vouch }: Connection, wish: LinkWish) {
  const { destination, creator: handle, stage = 'microcontent', placement, slug } = wish;
  if (!destination || !handle) throw new Mistyped('vouch link URL --creator @handle; see vouch --help');
  const creator = await creatorNamed(vouch, handle);
  const post = await vouch.post('/v1/posts', {
    body: {
      creatorId: creator.id,
      stage: stage as Stage,
      platform: creator.platform,
      format: 'short',
      publishedAt: new Date().toISOString(),
      destination,
      ...(placement ? { placements: [placement] } : {}),
      ...(slug ? { slug } : {}),
    },
  });
  const [link] = post.links;
  if (!link) throw new Error('the post came back without a link');
  return { answer: link, text: `${link.shortUrl}\n\n${terminalQr(`${link.shortUrl}?qr=1`)}` };
}
