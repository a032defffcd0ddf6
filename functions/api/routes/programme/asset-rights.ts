import type { BrandStores } from '../../../../shared/data/stores.ts';
import { type FieldRefusal, wrong } from '../../../../shared/domain/reasons.ts';
import type { Brand } from '../../../../shared/domain/schema/access/brand.ts';
import { isAsset, rightsStateOn } from '../../../../shared/domain/selection/usage-rights.ts';
import { dayOf } from '../../../../shared/domain/time/week.ts';
import { refuseProblems } from '../../links.ts';

/** A link as it is to stand; `at`: where the request says so. */
type Leading = {
  at?: string;
  postId?: string | undefined;
  placement?: string | null | undefined;
  status?: string | undefined;
};
type Call = { stores: Pick<BrandStores, 'assets'>; now: number };

/**
 * Refuses links that begin to show a post elsewhere once the rights to that have ended; without rights kept, or before they
 * begin, a link may be made ready: `GET /v1/posts/{id}/asset` says so. Archived links lead nowhere.
 */
export async function refuseEndedRights(
  links: readonly Leading[],
  { stores, now }: Call,
  { timeZone }: Pick<Brand, 'timeZone'>,
): Promise<void> {
  const today = dayOf(now, timeZone);
  const problems: FieldRefusal[] = [];
  for (const { at = '', postId, placement, status } of links) {
    if (!postId || !isShown({ placement, status })) continue;
    const rights = await stores.assets.rightsTo(postId);
    if (rightsStateOn(rights, today) !== 'ended') continue;
    problems.push(wrong(`${at}placement`, 'rights-ended', { day: String(rights?.until), postId }));
  }
  refuseProblems(problems);
}

/** A link that is changed, where it begins to show its post elsewhere: as it stood it did not. */
export const shownAnew = (standing: Leading, { placement, status }: Leading): Leading[] =>
  isShown({ placement, status }) && !isShown(standing)
    ? [{ postId: standing.postId, placement, status }]
    : [];

const isShown = ({ placement, status }: Leading): boolean =>
  isAsset(placement ?? undefined) && status !== 'archived';
