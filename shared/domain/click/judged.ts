import { mayBeShown } from '../judge/exclusion.ts';
import { judge } from '../judge/judge.ts';
import { asReferrerOnly } from '../judge/referrer-only.ts';
import { JUDGED_HEADERS, readRequest } from '../judge/what-is-read.ts';
import type { Click } from './click.ts';
import { evidenceOf } from './evidence.ts';
import type { Hit } from './hit.ts';

/** What a hit comes to, whoever sent it and whichever link it was for. Frozen: many clicks share one. */
export type Judged = Readonly<
  Pick<Click, 'verdict' | 'referrerOnly' | 'raw'> & {
    /** Of what is no click and never will be, no visitor's key is made. */
    isSomebody: boolean;
  }
>;

const REMEMBERED = 1_000;
const LONGEST_REMEMBERED = 1_000;
/** Longer ones carry click ids that no other hit has. */
const LONGEST_QUERY = 40;

const memory = new Map<string, Judged>();

/**
 * Judges a hit, says what analytics by referrer would have called it, and keeps its evidence; remembered for the last
 * thousand that differ in what judgement reads, since followers of one link have few browsers. The memory changes the
 * cost only (a quarter of a redirect), never the answer: nothing long goes in, so hostile headers cannot fill it.
 */
export function judged(hit: Hit): Judged {
  const key = keyOf(hit);
  if (key === undefined) return judgedAfresh(hit);
  const known = memory.get(key);
  if (known) return known;
  const fresh = judgedAfresh(hit);
  if (memory.size >= REMEMBERED) memory.clear();
  memory.set(key, fresh);
  return fresh;
}

function judgedAfresh(hit: Hit): Judged {
  const verdict = judge(hit);
  return Object.freeze({
    verdict: Object.freeze(verdict),
    referrerOnly: asReferrerOnly(hit),
    raw: Object.freeze(evidenceOf(hit)),
    isSomebody: verdict.kind === 'counted' || (verdict.reason === 'prefetch' && mayTurnIntoClick(hit)),
  });
}

const mayTurnIntoClick = ({ headers }: Hit): boolean =>
  mayBeShown(readRequest({ method: 'GET', headers, query: '' }).headers);

/** What begins each header's line in a key. */
const LINES = JUDGED_HEADERS.map((name, at) => [name, `\n${String.fromCharCode(97 + at)}`] as const);

/** All that judgement reads, each in a line of its own; `undefined` where it is not worth remembering. */
function keyOf({ method, query, headers, platformIssued, untold }: Hit): string | undefined {
  if (method !== 'GET' || query.length > LONGEST_QUERY || query.includes('\n') || untold) return undefined;
  let key = `${platformIssued}\n${query}`;
  for (const [name, line] of LINES) {
    const value = headers[name];
    if (!value) continue;
    if (value.includes('\n')) return undefined;
    key += line + value;
  }
  return key.length <= LONGEST_REMEMBERED ? key : undefined;
}
