import { createHash } from 'node:crypto';
import { derivedId } from '../../domain/id.ts';
import { StoredPerson } from '../../domain/schema/access/people.ts';
import type { BrandId, Id } from '../../domain/schema/common.ts';
import { personAddressKey, personAddressPartition } from '../table/keys.ts';
import { type Collection, type Created, recordsOf } from '../table/records-store.ts';
import type { Tables } from '../table/tables.ts';

/** Who may sign in to one brand's pages. */
export type People = Pick<Collection<StoredPerson>, 'find' | 'get' | 'list' | 'all' | 'update'> & {
  create(person: StoredPerson, origin?: string): Promise<Created<StoredPerson>>;
  /** Nothing of the person stays; without it none of the sessions is good any more. */
  erase(person: StoredPerson): Promise<void>;
};

export function peopleOf(tables: Tables, brandId: BrandId): People {
  const people = recordsOf(tables, brandId).collection('PERSON', StoredPerson);
  const { records: table } = tables;
  const pointerOf = (email: string) => personAddressKey(addressHash(email), brandId);
  return {
    find: people.find,
    get: people.get,
    list: people.list,
    all: people.all,
    update: people.update,
    async create(person, origin) {
      // First the way to the person: without a person behind it, it leads nowhere and harms nobody.
      await table.putIf(pointerOf(person.email), 'attribute_not_exists(pk)');
      return people.create(person, origin);
    },
    async erase({ id, email }) {
      await people.erase(id);
      await table.erase(pointerOf(email));
    },
  };
}

/** The brands that know this address, each with its person. */
export async function findByAddress(
  tables: Tables,
  email: string,
): Promise<{ brandId: BrandId; person: StoredPerson }[]> {
  const found: { brandId: BrandId; person: StoredPerson }[] = [];
  const partition = personAddressPartition(addressHash(email));
  for await (const { sk } of tables.records.query(partition)) {
    const brandId = sk as BrandId;
    const person = await peopleOf(tables, brandId).find(personIdOf(brandId, email));
    if (person) found.push({ brandId, person });
  }
  return found;
}

/** One person per address and brand, however often it is added. */
export const personIdOf = (brandId: BrandId, email: string): Id<'ppl'> =>
  derivedId('ppl', brandId, email.trim().toLowerCase()) as Id<'ppl'>;

export const addressHash = (email: string): string =>
  createHash('sha256').update(`address|${email.trim().toLowerCase()}`).digest('base64url');
