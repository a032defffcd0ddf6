import { isAddress } from '../../link/alias.ts';
import { slugProblem } from '../../link/slug.ts';
import { BadCell } from '../cells/bad-cell.ts';
import type { ColumnReading, RowReader } from '../cells/row-reader.ts';
import type { FileRow } from '../file/read-table.ts';
import { sentence } from '../sentences.ts';
import type { Told } from '../told.ts';
import { eachRow } from './each-row.ts';
import { type ImportItem, type Items, importName, said } from './item.ts';
import { postReference } from './post-items.ts';

/** Where an old short link was reached: its host, and what stood behind it, letter by letter. */
export type Address = { host?: string; path: string };

/**
 * Links of another service. Of a link's addresses the first that can be a slug is its slug, all others are aliases, so
 * that whatever is printed goes on working; what was clicked there is kept beside the link as `beforeVouch`. Where no post
 * is told the link has none.
 */
export function linkItems(rows: readonly FileRow[], reading: ColumnReading, context: Told): Items {
  const seen = new Map<string, string>();
  return eachRow(rows, reading, (row, line, { items, skipped }) => {
    const item = linkItem(row, line, context);
    const destination = String(item.body.destination);
    const address = String(item.label.values.address);
    const before = seen.get(address);
    if (before === destination) skipped.push({ line, why: sentence('standsAbove', { address }) });
    else if (before) throw new BadCell(sentence('leadsElsewhere', { address, before }));
    else {
      seen.set(address, destination);
      items.push(item);
    }
  });
}

function linkItem(row: RowReader, line: number, { set, asOf }: Told): ImportItem {
  const destination = row.text('destination');
  if (!destination) throw new BadCell(sentence('missing', { field: 'destination' }));
  const addresses = addressesOf(row);
  const [first] = addresses;
  if (!first) throw new BadCell(sentence('missing', { field: 'address' }));
  const odd = addresses.find(({ path }) => !isAddress(path));
  if (odd)
    throw new BadCell(
      odd.path === ''
        ? sentence('domainItself', { field: 'address' })
        : sentence('noLinkThere', { field: 'address', path: odd.path }),
    );
  const goal = readAddress(destination);
  if (addresses.some(({ host, path }) => host === goal.host && path === goal.path))
    throw new BadCell(sentence('leadsToItself', { field: 'destination' }));
  const slug = addresses.map(({ path }) => path).find((path) => slugProblem(path) === undefined);
  const aliases = [...new Set(addresses.map(({ path }) => path))].filter((path) => path !== slug);
  const clicks = row.count('clicks');
  const limit = row.count('clickLimit');
  const left = limit === undefined ? undefined : limit - (clicks ?? 0);
  return {
    line,
    label: sentence('link', {
      address: [first.host, first.path].filter((part) => part !== undefined).join('/'),
    }),
    body: said({
      externalId: importName('link', first.host ?? '', first.path),
      ...postReference(row.text('post')),
      destination,
      slug,
      domain: set.domain,
      placement: row.text('placement')?.toLowerCase(),
      tags: row.list('tags'),
      metadata: thereToo(row),
      expiresAt: row.instant('expiresAt'),
      clickLimit: left !== undefined && left > 0 ? left : undefined,
      status: left !== undefined && left <= 0 ? 'paused' : statusOf(row),
      beforeVouch:
        clicks === undefined ? undefined : { clicks, asOf, source: set.source ?? first.host ?? 'file' },
    }),
    ...(aliases.length > 0 ? { after: { aliases } } : {}),
  };
}

/** What the other service knew besides, as it wrote it. */
function thereToo(row: RowReader): Record<string, unknown> | undefined {
  const known = said({
    title: row.text('title')?.slice(0, MOST_LETTERS),
    createdThere: row.text('createdAt')?.slice(0, MOST_LETTERS),
  });
  return Object.keys(known).length > 0 ? known : undefined;
}
const MOST_LETTERS = 500;

function addressesOf(row: RowReader): Address[] {
  const domain = row.text('domain')?.toLowerCase();
  const whole = [row.text('otherAddress'), row.text('address')]
    .flatMap((cell) => cell?.split(/[,;|\s]+(?=\S)/) ?? [])
    .filter(Boolean)
    .map(readAddress);
  const host = whole.find((one) => one.host)?.host ?? domain;
  const slug = row.text('slug');
  const short = whole.length === 0 && slug !== undefined ? [slugAddress(slug, domain)] : [];
  return [...whole.map((one) => ({ ...(host ? { host } : {}), ...one })), ...short];
}

const slugAddress = (slug: string, domain: string | undefined): Address => {
  const path = slug.replace(/^\/+/, '');
  return path.includes('://') ? readAddress(path) : { ...(domain ? { host: domain } : {}), path };
};

/** The text behind the host as it stands: neither decoded twice nor in small letters. */
function readAddress(text: string): Address {
  const [, host, path = ''] =
    /^(?:https?:\/\/)?([\w-]+(?:\.[\w-]+)+)(?::\d+)?(?:\/([^?#]*))?(?:[?#].*)?$/.exec(text) ?? [];
  const bare = host === undefined ? text.replace(/^\/+/, '') : path;
  return { ...(host ? { host: host.toLowerCase() } : {}), path: unescaped(bare.replace(/\/+$/, '')) };
}

function unescaped(path: string): string {
  try {
    return decodeURIComponent(path).normalize('NFC');
  } catch {
    return path;
  }
}

const YES = /^(true|yes|1|ja|oui|sí|archived|y)$/i;

function statusOf(row: RowReader): string | undefined {
  const text = row.text('status');
  if (row.text('password') && !/^(false|no|0)$/i.test(row.text('password') ?? '')) return 'paused';
  if (text === undefined) return undefined;
  if (YES.test(text)) return 'archived';
  return /^(disabled|inactive|paused|banned|blocked|off)$/i.test(text) ? 'paused' : undefined;
}
