import { shortenAgent } from '../judge/shorten-agent.ts';
import {
  isJudgedPair,
  JUDGED_HEADERS,
  printable,
  type ReadHeader,
  readRequest,
} from '../judge/what-is-read.ts';
import type { RawEvidence } from './click.ts';
import type { Hit } from './hit.ts';

/** The most that is kept of a user agent: nearly all are shorter, and of the others what tells is kept. */
const KEPT_AGENT = 248;
/** Of a query, what did not judge: a later version of the rules may want to see it. */
const KEPT_REST = 80;
/** Bytes that all of it may take as JSON: together with the verdict a click stays under 1 KB, one write unit. */
const BUDGET = 540;
/** Quotes, colon and comma around a name and its value. */
const PUNCTUATION = 6;

/**
 * What is kept of a hit: what judged it, in the form in which it was read (judge/what-is-read.ts), so that judging it
 * again gives the same verdict. No cookies but our own mark, no address, nothing that names a person. Where even this
 * needs more room than there is, the signs further down the table go, and `cut` says so.
 */
export function evidenceOf(hit: Hit): RawEvidence {
  const read = readRequest(hit);
  const query = takePairs(read.query.split('&'), BUDGET / 2);
  const { headers, left, isCut } = takeHeaders(read.headers, BUDGET - query.length);
  const rest = takePairs(restOf(hit.query), Math.min(left, KEPT_REST - query.length));
  const cut = isCut || query !== read.query;
  return {
    method: read.method,
    query: [query, rest].filter((part) => part !== '').join('&'),
    headers,
    ...(hit.platformIssued ? { platformIssued: hit.platformIssued } : {}),
    ...(hit.untold ? { untold: hit.untold } : {}),
    ...(cut ? { cut } : {}),
  };
}

/** The hit again, for judging it by newer rules. */
export function hitOf(raw: RawEvidence): Hit {
  return {
    method: raw.method,
    headers: raw.headers,
    query: raw.query,
    ...(raw.platformIssued ? { platformIssued: raw.platformIssued } : {}),
    ...(raw.untold ? { untold: raw.untold } : {}),
  };
}

function takeHeaders(read: Hit['headers'], room: number) {
  const headers: Partial<Record<ReadHeader, string>> = {};
  let left = room;
  let isCut = false;
  for (const name of JUDGED_HEADERS) {
    const value = read[name];
    if (value === undefined) continue;
    const most = left - name.length - PUNCTUATION;
    const kept =
      name === 'user-agent' ? shortenAgent(value, Math.min(most, KEPT_AGENT)) : wholeWithin(value, most);
    isCut ||= kept === undefined;
    if (kept === undefined) continue;
    headers[name] = kept;
    left -= name.length + PUNCTUATION + kept.length;
  }
  return { headers: headers as Record<string, string>, left, isCut };
}

const wholeWithin = (value: string, most: number): string | undefined =>
  value.length <= most ? value : undefined;

/** Whole pairs, as many as there is room for: a pair cut short could read as another. */
function takePairs(pairs: readonly string[], room: number): string {
  let query = '';
  for (const pair of pairs) {
    const longer = query === '' ? pair : `${query}&${pair}`;
    if (longer.length <= room) query = longer;
  }
  return query;
}

function restOf(query: string): string[] {
  if (query === '') return [];
  return printable(query.slice(0, 600))
    .split('&')
    .filter((pair) => pair !== '' && !isJudgedPair(pair));
}
