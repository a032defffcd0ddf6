import { withScheme } from '../../domain/link/bare-address.ts';
import type { Link } from '../../domain/schema/programme/links.ts';
import type { Stage } from '../../domain/vocabulary.ts';
import type { Connection } from './connection.ts';
import { isWebAddress, Mistyped } from './connection.ts';
import { creatorNamed } from './creator-named.ts';
import { terminalQr } from './terminal-qr.ts';

export type LinkWish = {
  destination: string | undefined;
  creator: string | undefined;
  stage?: string | undefined;
  placement?: string | undefined;
  slug?: string | undefined;
  domain?: string | undefined;
};

/** Makes a link to a destination, under a new post of the creator who is named; answers the link and its picture. */
export async function makeLink({ vouch }: Connection, { destination: typed, ...wish }: LinkWish) {
  if (!typed) throw new Mistyped('vouch link URL [--creator @handle]; see vouch --help');
  const destination = withScheme(typed);
  if (!isWebAddress(destination))
    throw new Mistyped(`${destination} is no whole address: write it as in https://shop.example.com/socks`);
  if (!wish.creator && wish.stage)
    throw new Mistyped('--stage is that of a post: say whose, --creator @handle');
  const link = wish.creator
    ? await ofPost(vouch, { ...wish, destination, creator: wish.creator })
    : await vouch.post('/v1/links', {
        body: { destination, ...(wish.placement ? { placement: wish.placement } : {}), ...named(wish) },
      });
  return { answer: link, text: `${link.shortUrl}\n\n${terminalQr(`${link.shortUrl}?qr=1`)}` };
}

const named = ({ slug, domain }: Pick<LinkWish, 'slug' | 'domain'>) => ({
  ...(domain ? { domain } : {}),
  ...(slug ? { slug } : {}),
});

async function ofPost(
  vouch: Connection['vouch'],
  wish: LinkWish & { destination: string; creator: string },
): Promise<Link> {
  const { destination, stage = 'microcontent', placement } = wish;
  const creator = await creatorNamed(vouch, wish.creator);
  const post = await vouch.post('/v1/posts', {
    body: {
      creatorId: creator.id,
      stage: stage as Stage,
      platform: creator.platform,
      format: 'short',
      publishedAt: new Date().toISOString(),
      destination,
      ...(placement ? { placements: [placement] } : {}),
      ...named(wish),
    },
  });
  const [link] = post.links;
  if (!link) throw new Error('the post came back without a link');
  return link;
}
