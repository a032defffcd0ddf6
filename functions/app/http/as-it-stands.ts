import { raw } from 'hono/html';
import { LRUCache } from 'lru-cache';
import { type Noted, noteReads, readsTheSame, requestsOf } from '../../../shared/data/table/noted-reads.ts';
import { QUARTER_MS } from '../../../shared/domain/time/units.ts';
import type { Direct, Drawn, Redirect, Visit } from './visit.ts';

type Answer = Drawn | Redirect | Direct;
type Standing = { drawn: Drawn; noted: Noted };
export type StandingPages = LRUCache<string, Standing>;

/** Drawings of one page that a process keeps: some ten thousand letters each. */
const MOST_PAGES = 100;
/** Asking so much again is no quicker than drawing. */
const MOST_REQUESTS = 60;

export const standingPages = (): StandingPages => new LRUCache({ max: MOST_PAGES });

/**
 * The page as it was drawn for this person before, where all that was read for it reads the same, and no time has come that
 * would change it; else drawn, and kept. So nobody has to say what a page hangs on: whatever was written since, by any
 * process, is read here before it is shown. A page with a form in it is drawn for its session, and not kept.
 */
export async function asItStands(
  standing: StandingPages,
  visit: Visit,
  draw: (visit: Visit) => Promise<Answer>,
): Promise<Answer> {
  const name = nameOf(visit);
  const known = standing.get(name);
  const { call } = visit.deps.stores.tables;
  if (known && visit.now < known.noted.until && (await readsTheSame(call, known.noted))) return known.drawn;
  let hasForm = false;
  const watched: Visit = {
    ...visit,
    hidden: () => {
      hasForm = true;
      return visit.hidden();
    },
  };
  const { made, noted } = await noteReads(() => draw(watched));
  if (!('body' in made) || typeof made.body !== 'object') return made;
  const drawn = { ...made, body: raw(String(made.body)) };
  const quarterEnds = (Math.floor(visit.now / QUARTER_MS) + 1) * QUARTER_MS;
  const until = Math.min(noted.until, quarterEnds);
  if (!hasForm && requestsOf(noted) <= MOST_REQUESTS)
    standing.set(name, { drawn, noted: { ...noted, until } });
  return drawn;
}

/** Everything that a page is drawn from and doesn't read: whose it is, who looks and in which language, and what was asked. */
const nameOf = ({ brand, person, locale, path, query }: Visit): string =>
  JSON.stringify([brand, person.id, person.role, locale, path, query]);
