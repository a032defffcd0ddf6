import { FORMATS } from '../../vocabulary.ts';
import { BadCell } from '../cells/bad-cell.ts';
import { type PostAddress, readPostAddress } from '../cells/post-address.ts';
import type { RowReader } from '../cells/row-reader.ts';
import { sentence } from '../sentences.ts';
import type { Told } from '../told.ts';
import { creatorOf, creatorReference, platformOf } from './creator-items.ts';
import { handleName, type RowName } from './handle-names.ts';
import { type ImportItem, importName, said } from './item.ts';

/** What exports call a post, as Vouch's two formats: up to a screen that moves on by itself, or one to stay with. */
const FORMAT_OF: Readonly<Record<string, (typeof FORMATS)[number]>> = {
  reel: 'short',
  reels: 'short',
  'ig reel': 'short',
  short: 'short',
  shorts: 'short',
  story: 'short',
  'ig story': 'short',
  clip: 'short',
  image: 'short',
  'ig image': 'short',
  photo: 'short',
  carousel: 'short',
  'ig carousel': 'short',
  video: 'long',
  'long video': 'long',
};

export function postItem(row: RowReader, line: number, { set }: Told): ImportItem {
  const address = addressOf(row.text('url'));
  const creator = creatorReference(row, address?.handle);
  if (Object.keys(creator).length === 0) throw new BadCell(sentence('missingPost', { field: 'handle' }));
  const platform = address?.platform ?? platformOf(row) ?? creatorOf(row)?.platform;
  const needed = {
    platform,
    publishedAt: row.instant('publishedAt'),
    stage: row.text('stage')?.toLowerCase(),
    destination: row.text('destination'),
  };
  for (const [field, value] of Object.entries(needed))
    if (value === undefined) throw new BadCell(sentence('missing', { field }), { field, example: '…' });
  const whose = String(creator.creatorExternalId ?? creator.creatorHandle);
  const { externalId, ...names } = nameOf(row, creator, { address, publishedAt: needed.publishedAt });
  return {
    line,
    label: address ? sentence('postAt', { whose, url: address.url }) : sentence('post', { whose }),
    ...names,
    body: said({
      ...creator,
      ...needed,
      externalId,
      format: formatOf(row.text('format')),
      url: address?.url,
      tags: row.list('tags'),
      campaignExternalId: row.text('campaign'),
      squadExternalId: row.text('squad'),
      messages: row.list('messages'),
      placements: row.list('placements'),
      slug: row.text('slug'),
      domain: set.domain,
    }),
  };
}

type Known = { address: PostAddress | undefined; publishedAt: string | undefined };

/** By its address, else by the name that it has, else by whose it is and when. */
function nameOf(
  row: RowReader,
  { creatorExternalId, creatorHandle }: Record<string, unknown>,
  { address, publishedAt }: Known,
): RowName {
  if (address?.mediaId) return { externalId: importName('post', String(address.platform), address.mediaId) };
  const own = row.text('externalId');
  if (own) return { externalId: own };
  const minute = String(publishedAt).slice(0, 16);
  return creatorExternalId
    ? { externalId: importName('post', String(creatorExternalId), minute) }
    : handleName(String(creatorHandle), (spelled) => ['post', spelled, minute]);
}

function addressOf(text: string | undefined) {
  if (text === undefined) return undefined;
  const address = readPostAddress(text);
  if (!address) throw new BadCell(sentence('noAddress', { field: 'url', cell: text }));
  return address;
}

function formatOf(text: string | undefined): string {
  if (text === undefined)
    throw new BadCell(sentence('missing', { field: 'format' }), { field: 'format', example: 'short' });
  const format = FORMAT_OF[text.toLowerCase().replace(/[\s_-]+/g, ' ')] ?? text.toLowerCase();
  if (!FORMATS.some((one) => one === format))
    throw new BadCell(sentence('noFormat', { field: 'format', cell: text }));
  return format;
}

/** How an item of a bulk names its post: by address where the text is one, else by externalId. */
export function postReference(text: string | undefined): Record<string, unknown> {
  if (text === undefined) return {};
  if (/^pst_[0-9a-z]{16}$/.test(text)) return { postId: text };
  const address = readPostAddress(text);
  return address ? { postUrl: address.url } : { postExternalId: text };
}
