import { handleKey } from '../../domain/handle.ts';
import type { Stage } from '../../domain/vocabulary.ts';
import type { Connection } from './connection.ts';
import { Mistyped } from './connection.ts';
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

async function creatorNamed(vouch: Connection['vouch'], given: string) {
  const wanted = handleKey(given);
  const matches = [];
  for await (const creator of vouch.each('/v1/creators', { query: { q: wanted } }))
    if (handleKey(creator.handle) === wanted || creator.id === given) matches.push(creator);
  const [first, ...others] = matches;
  if (!first)
    throw new Mistyped(
      `there is no creator ${given}: add it first, by POST /v1/creators or at /app/creators`,
    );
  if (others.length > 0)
    throw new Mistyped(
      `${given} is on ${matches.map(({ platform }) => platform).join(' and ')}: give --creator ${first.id} or another’s id`,
    );
  return first;
}
