import { bootstrapFirstBrand } from '../../functions/api/brand-maker.ts';
import { isLive } from '../../shared/data/access/api-keys-store.ts';
import { readKeyText, secretMatches } from '../../shared/domain/sealed/api-key-text.ts';
import type { LocalStores } from './clients.ts';
import { now } from './counting.ts';
import type { DataFolder } from './data-folder.ts';

/** The first brand and the two keys. Repeated after a start that died it makes the same ones: nobody saw the first. */
export async function makeFirstBrand(
  stores: LocalStores,
  folder: DataFolder,
  installation: string,
): Promise<void> {
  const made = await bootstrapFirstBrand(
    stores,
    { name: 'Woolly & Co', timeZone: 'Europe/Berlin', currency: 'EUR' },
    installation,
  );
  folder.write('operator.key', `${made.operatorKey}\n`);
  folder.write('owner.key', `${made.ownerKey}\n`);
}

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
