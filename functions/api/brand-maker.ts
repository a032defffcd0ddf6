import type { StoredKey } from '../../shared/data/access/api-keys-store.ts';
import type { Stores } from '../../shared/data/stores.ts';
import { derivedId, type IdPrefix } from '../../shared/domain/id.ts';
import type { Brand, BrandInput } from '../../shared/domain/schema/access/brand.ts';
import type { Id } from '../../shared/domain/schema/common.ts';
import type { Scope } from '../../shared/domain/schema/scopes.ts';
import { hashSecret, newSecret, writeKeyText } from '../../shared/domain/sealed/api-key-text.ts';

/** What a key is made with. */
export type KeyMaker = Pick<Stores, 'brand' | 'brands' | 'keys' | 'now' | 'random'>;
type NewId = <P extends IdPrefix>(prefix: P) => Id<P>;

/** What a brand begins with, until its owner says otherwise. */
export function freshBrand(input: BrandInput, id: Id<'brd'>, applyToken: string, at: string): Brand {
  return {
    id,
    ...input,
    attribution: { model: 'lastTouch', windowDays: 30, clickDedupe: 30 },
    benchmarks: {},
    retentionDays: 395,
    allowedDestinationHosts: [],
    applyToken,
    createdAt: at,
    updatedAt: at,
  };
}

/** A brand with its owner's key. Repeated with the same ids it is the same brand with a new secret. */
export async function makeBrand(
  stores: KeyMaker,
  input: BrandInput,
  newId: NewId,
): Promise<{ brand: Brand; ownerKey: string }> {
  const at = new Date(stores.now()).toISOString();
  const id = newId('brd');
  const brands = stores.brands;
  const fresh = freshBrand(input, id, Buffer.from(stores.random(15)).toString('base64url'), at);
  if ((await brands.create(fresh)) === 'created')
    return { brand: fresh, ownerKey: await ownerKey(stores, id, newId, at) };
  return { brand: await brands.get(id), ownerKey: await ownerKey(stores, id, newId, at) };
}

async function ownerKey(stores: KeyMaker, brandId: Id<'brd'>, newId: NewId, at: string): Promise<string> {
  const { text } = await makeKey(stores, {
    id: newId('key'),
    brandId,
    name: 'owner',
    scopes: ['admin'],
    createdAt: at,
  });
  return text;
}

/**
 * Makes and stores a key; `text` is what its owner gets to see once. Repeated with the same id (a request that died
 * before its answer was kept) it gets a new secret: nobody has seen the first.
 */
export async function makeKey(
  stores: KeyMaker,
  key: Omit<StoredKey, 'secretHash' | 'scopes'> & { scopes: Scope[] | ['operator'] },
): Promise<{ key: StoredKey; text: string; outcome: 'created' | 'too-many' }> {
  const secret = newSecret(stores.random);
  const stored: StoredKey = { ...key, secretHash: hashSecret(secret) };
  const lookup = stores.keys;
  const outcome = key.brandId
    ? await stores.brand(key.brandId).keys.create(stored, stores.now())
    : await lookup.create(stored);
  if (outcome === 'exists')
    await lookup.update(key.id, (first) => ({ ...first, secretHash: stored.secretHash }));
  return {
    key: stored,
    text: writeKeyText({ keyId: key.id, secret }),
    outcome: outcome === 'too-many' ? outcome : 'created',
  };
}

/**
 * For an empty installation: the first brand with its owner's key, and the operator's key. Repeated with the same
 * `seed` they are the same keys with new secrets: nobody has seen the first ones.
 */
export async function bootstrapFirstBrand(
  stores: KeyMaker,
  input: BrandInput,
  seed = Buffer.from(stores.random(10)).toString('hex'),
): Promise<{ brand: Brand; ownerKey: string; operatorKey: string }> {
  let ids = 0;
  // The brand's id seeds its decay and promotions: the same demo shows the same figures, and a start that died finds its brand.
  const newId: NewId = (prefix) =>
    (prefix === 'brd'
      ? derivedId(prefix, 'first', input.name)
      : derivedId(prefix, 'first', seed, String(ids++))) as Id<typeof prefix>;
  const made = await makeBrand(stores, input, newId);
  const at = new Date(stores.now()).toISOString();
  const operator = await makeKey(stores, {
    id: newId('key'),
    name: 'operator',
    scopes: ['operator'],
    createdAt: at,
  });
  return { ...made, operatorKey: operator.text };
}
