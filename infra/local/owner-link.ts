import { personIdOf } from '../../shared/data/access/people-store.ts';
import type { BrandId } from '../../shared/domain/schema/common.ts';
import type { Machine } from './api/app.ts';

/**
 * The way in for whoever reads this terminal: a sign-in link like any other, that needs no digits. The first brand's
 * owner is made at the first start, and never again once an owner exists.
 */
export async function ownerLink({ stores, folder, settings, publicUrl }: Machine) {
  const { records } = await stores.brands.list({ limit: 1 });
  const brandId = records[0]?.id as BrandId;
  const email = await ownersAddress(stores, brandId, settings.VOUCH_OWNER_EMAIL);
  const signIns = stores.signIns([folder.secrets.cursorKey]);
  const { token } = await signIns.make({ email, ask: 'printed' }, Date.now());
  return { email, link: `${publicUrl}/app/in/${token}` };
}

async function ownersAddress(stores: Machine['stores'], brandId: BrandId, wanted: string): Promise<string> {
  const people = stores.brand(brandId).people;
  const owners: string[] = [];
  for await (const { role, email } of people.all()) if (role === 'owner') owners.push(email);
  if (owners[0]) return owners.includes(wanted) ? wanted : owners[0];
  const at = new Date().toISOString();
  await people.create({
    id: personIdOf(brandId, wanted),
    email: wanted,
    role: 'owner',
    createdAt: at,
    updatedAt: at,
  });
  return wanted;
}
