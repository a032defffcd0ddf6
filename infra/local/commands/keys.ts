import { randomBytes } from 'node:crypto';
import { makeKey } from '../../../functions/api/brand-maker.ts';
import { isLive, type StoredKey } from '../../../shared/data/access/api-keys-store.ts';
import { everyRecord } from '../../../shared/data/table/records-store.ts';
import { idFromBytes } from '../../../shared/domain/id.ts';
import type { Brand } from '../../../shared/domain/schema/access/brand.ts';
import type { Id } from '../../../shared/domain/schema/common.ts';
import { now } from '../counting.ts';
import { UsageError } from '../settings.ts';
import { openProduct, type Product, readOptions, runCommand } from './command.ts';

const HELP = `npm run keys -- list [--brand ID]
npm run keys -- new [--brand ID | --operator] [--name owner] [--save]
npm run keys -- revoke KEY_ID

The API keys of this installation, while it runs or not. list shows every brand's (or one's), without their secrets;
new makes one that may do everything in its brand (the first brand unless told), or the operator's, and prints it once;
--save also writes it to owner.key (the first brand's) or operator.key in the data folder. At most two live keys of one
name: revoke one, or take another --name.`;

const OPTIONS = {
  brand: { type: 'string' },
  name: { type: 'string' },
  operator: { type: 'boolean' },
  save: { type: 'boolean' },
} as const;

await runCommand(async () => {
  const { values, positionals } = readOptions(HELP, OPTIONS);
  const [verb, keyId] = positionals;
  if (values.operator && values.brand) throw new UsageError('--operator belongs to no --brand; see --help');
  // What this command is there to make again must not be in its way.
  const product = await openProduct({ spare: ['owner.key', 'operator.key'] });
  const brandId = typeof values.brand === 'string' ? values.brand : undefined;
  if (verb === 'list') await list(product, brandId);
  else if (verb === 'new') await make(product, { ...values, brandId });
  else if (verb === 'revoke' && keyId) await revoke(product, keyId);
  else throw new UsageError('list, new or revoke KEY_ID; see --help');
  await product.stop();
});

async function list(product: Product, brandId: string | undefined): Promise<void> {
  const brands = brandId ? [await brandNamed(product, brandId)] : await allBrands(product);
  for (const brand of brands) {
    console.log(`${brand.id}  ${brand.name}`);
    const keys = product.stores.brand(brand.id).keys;
    for await (const key of everyRecord((after) => keys.list({ limit: 100, ...(after ? { after } : {}) })))
      console.log(`  ${lineOf(key)}`);
  }
}

function lineOf(key: StoredKey): string {
  const state = isLive(key, now()) ? 'live' : key.revokedAt ? 'revoked' : 'expired';
  const used = key.lastUsedAt ? `used ${key.lastUsedAt}` : 'never used';
  return `${key.id}  ${state.padEnd(7)}  ${key.name}  ${key.scopes.join(' ')}  made ${key.createdAt}  ${used}`;
}

type Wish = { brandId: string | undefined; name?: unknown; operator?: unknown; save?: unknown };

async function make(product: Product, wish: Wish): Promise<void> {
  const [first] = await allBrands(product);
  const brand = wish.operator ? undefined : wish.brandId ? await brandNamed(product, wish.brandId) : first;
  if (!wish.operator && !brand) throw new UsageError('there is no brand yet: start the product first');
  if (wish.save && brand && brand.id !== first?.id)
    throw new UsageError('--save is for the first brand’s key and the operator’s');
  const name = String(wish.name ?? (wish.operator ? 'operator' : 'owner'));
  const made = await makeKey(product.stores, {
    id: idFromBytes('key', randomBytes(10)) as Id<'key'>,
    ...(brand ? { brandId: brand.id } : {}),
    name,
    scopes: brand ? ['admin'] : ['operator'],
    createdAt: new Date(now()).toISOString(),
  });
  if (made.outcome === 'too-many')
    throw new UsageError(
      `two live keys are named ${name}: revoke one (npm run keys -- list), or give another --name`,
    );
  if (wish.save) product.folder.write(brand ? 'owner.key' : 'operator.key', `${made.text}\n`);
  console.log(made.text);
}

async function revoke({ stores }: Product, keyId: string): Promise<void> {
  const { keys } = stores;
  if (!(await keys.find(keyId))) throw new UsageError(`there is no key ${keyId}; npm run keys -- list`);
  const revokedAt = new Date(now()).toISOString();
  await keys.update(keyId, (key) => (key.revokedAt ? key : { ...key, revokedAt }));
  console.log(`${keyId} is revoked`);
}

async function brandNamed(product: Product, brandId: string): Promise<Brand> {
  const brand = (await allBrands(product)).find(({ id }) => id === brandId);
  if (!brand) throw new UsageError(`there is no brand ${brandId}; npm run keys -- list`);
  return brand;
}

/** The one that was made first stands first. */
async function allBrands({ stores }: Product): Promise<Brand[]> {
  const brands: Brand[] = [];
  for await (const brand of stores.brands.all()) brands.push(brand);
  return brands.sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
}
