import { BadCell } from '../cells/bad-cell.ts';
import { platformNamed, readHandle } from '../cells/post-address.ts';
import type { RowReader } from '../cells/row-reader.ts';
import { sentence } from '../sentences.ts';
import { type ImportItem, said } from './item.ts';

/** Whose a row is: out of a handle or a profile's address. `otherwise`: whom something else in the row names. */
export function creatorOf(
  row: RowReader,
  otherwise?: string,
): { handle: string; platform?: string } | undefined {
  const text = row.text('handle') ?? otherwise;
  if (text === undefined) return undefined;
  const read = readHandle(text);
  if (!read) throw new BadCell(sentence('noHandle', { field: 'handle', cell: text }));
  const platform = read.platform ?? platformOf(row) ?? readHandle(row.text('profileAddress') ?? '')?.platform;
  return { handle: read.handle, ...(platform ? { platform } : {}) };
}

/** The platform that the row says. */
export function platformOf(row: RowReader): string | undefined {
  const text = row.text('platform');
  return text ? platformNamed(text) : undefined;
}

/** How an item of a bulk names its creator. */
export function creatorReference(row: RowReader, otherwise?: string): Record<string, unknown> {
  const externalId = row.text('creatorExternalId');
  if (externalId) return { creatorExternalId: externalId };
  const found = creatorOf(row, otherwise);
  return found ? said({ creatorHandle: found.handle, creatorPlatform: found.platform }) : {};
}

export function creatorItem(row: RowReader, line: number): ImportItem {
  const found = creatorOf(row);
  if (!found) throw new BadCell(sentence('missing', { field: 'handle' }));
  if (!found.platform)
    throw new BadCell(sentence('missing', { field: 'platform' }), {
      field: 'platform',
      example: 'instagram',
    });
  const { handle, platform } = found;
  return {
    line,
    label: sentence('creator', { handle, platform }),
    body: said({
      // Without one the API knows a creator by platform and handle.
      externalId: row.text('externalId'),
      handle,
      platform,
      displayName: row.text('displayName'),
      followers: row.count('followers'),
      email: row.text('email'),
      city: row.text('city'),
      country: countryOf(row.text('country')),
      ageBand: row.text('ageBand'),
      source: row.text('source') ?? 'imported',
      couponCodes: row.list('couponCodes')?.flatMap(codesIn),
      tags: row.list('tags'),
    }),
  };
}

/** `ADA10 ADA20` and `ADA10 & BO5` are two codes; `ADA 12` and `BLACK FRIDAY` are one, as shops let people type them. */
function codesIn(text: string): string[] {
  const parts = text.split(/\s+(?:(?:and|und|et|y|&|\+)\s+)?/i);
  const isCode = (part: string) => /\p{L}/u.test(part) && /\d/.test(part);
  return parts.every(isCode) ? parts : [text.replace(/\s+/g, ' ')];
}

/** Countries as sheets write them in words; a code stays one. */
const COUNTRIES: Readonly<Record<string, string>> = {
  germany: 'DE',
  deutschland: 'DE',
  austria: 'AT',
  österreich: 'AT',
  switzerland: 'CH',
  schweiz: 'CH',
  suisse: 'CH',
  france: 'FR',
  frankreich: 'FR',
  spain: 'ES',
  spanien: 'ES',
  españa: 'ES',
  italy: 'IT',
  italien: 'IT',
  netherlands: 'NL',
  niederlande: 'NL',
  'united kingdom': 'GB',
  uk: 'GB',
  'united states': 'US',
  usa: 'US',
};

function countryOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  return COUNTRIES[text.toLowerCase()] ?? (text.length === 2 ? text.toUpperCase() : text);
}
