import type { BrandStores } from '../../shared/data/stores.ts';
import { wrong } from '../../shared/domain/reasons.ts';
import { refuseProblems } from './links.ts';

type Asking = {
  creatorIds?: readonly string[] | null | undefined;
  dueDates?: readonly { creatorId?: string | undefined }[] | null | undefined;
};

/** Whom a timetable names must be a creator of the brand. */
export async function checkAsked({ creatorIds, dueDates }: Asking, stores: BrandStores): Promise<void> {
  const named = [
    ...(creatorIds ?? []).map((id, index) => ({ id, path: `creatorIds.${index}` })),
    ...(dueDates ?? []).flatMap(({ creatorId }, index) =>
      creatorId ? [{ id: creatorId, path: `dueDates.${index}.creatorId` }] : [],
    ),
  ];
  if (named.length === 0) return;
  const known = await stores.creators.getMany([...new Set(named.map(({ id }) => id))]);
  const ids = new Set<string>(known.map(({ id }) => id));
  refuseProblems(
    named.flatMap(({ id, path }) => (ids.has(id) ? [] : [wrong(path, 'no-such', { what: 'creator' })])),
  );
}
