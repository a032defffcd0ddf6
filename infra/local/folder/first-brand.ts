import { bootstrapFirstBrand } from '../../../functions/api/brand-maker.ts';
import { isLive } from '../../../shared/data/access/api-keys-store.ts';
import { readKeyText, secretMatches } from '../../../shared/domain/sealed/api-key-text.ts';
import type { LocalStores } from '../clients.ts';
import { now } from '../counting.ts';
import type { Settings } from '../settings.ts';
import type { DataFolder } from './data-folder.ts';

/** The first brand and the two keys. Repeated after a start that died it makes the same ones: nobody saw the first. */
export async function makeFirstBrand(
  stores: LocalStores,
  folder: DataFolder,
  installation: string,
  settings: Settings,
): Promise<void> {
  const made = await bootstrapFirstBrand(stores, brandOf(settings), installation);
  folder.write('operator.key', `${made.operatorKey}\n`);
  folder.write('owner.key', `${made.ownerKey}\n`);
}

/** As told; the demo's story is a sock maker's in Berlin, whatever is told. */
const brandOf = ({ empty, ...told }: Settings) => ({
  name: (empty && told.VOUCH_BRAND_NAME) || 'Woolly & Co',
  timeZone: (empty && told.VOUCH_BRAND_TIME_ZONE) || 'Europe/Berlin',
  currency: (empty && told.VOUCH_BRAND_CURRENCY) || ('EUR' as const),
});

/** Which of the two key files hold a key that opens nothing (any more): a start tells, and changes no key. */
export async function listDeadKeys({ keys }: LocalStores, folder: DataFolder): Promise<string[]> {
  const isDead = async (name: string): Promise<boolean> => {
    const given = readKeyText(folder.read(name)?.trim() ?? '');
    const stored = given && (await keys.find(given.keyId));
    return !stored || !secretMatches(given.secret, stored.secretHash) || !isLive(stored, now());
  };
  const names = ['owner.key', 'operator.key'];
  const dead = await Promise.all(names.map(isDead));
  return names.filter((_, index) => dead[index]);
}
