import { expect, it } from 'vitest';
import { amendClick } from '../../../shared/data/clicks/amend-click.ts';
import { createClickStore } from '../../../shared/data/clicks/click-store.ts';
import { clickRow, partitionOfClick } from '../../../shared/data/clicks/click-writer.ts';
import { createCountStore } from '../../../shared/data/counts/count-store.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import { namedTables } from '../../../shared/data/table/table-shape.ts';
import { withoutPerson } from '../../../shared/domain/click/erase-click.ts';
import { createMemoryStore } from '../../prove/memory-store.ts';
import { aClick, KEYS } from '../../support/builders.ts';

const tables = namedTables('t-');
const click = aClick({ visitor: 'ann', country: 'DE' });
const partition = partitionOfClick(click, KEYS);

it('does not bring back a person who was erased between reading the click and amending it', async () => {
  const client = createMemoryStore().client(async (_operation, commit) => commit());
  const [clicks, counts] = [
    createClickStore(tablesOn(client, tables)),
    createCountStore(tablesOn(client, tables)),
  ];
  await clicks.rewrite(clickRow(click, partition));
  const find: typeof clicks.find = async (...place) => {
    const found = await clicks.find(...place);
    await counts.putErased(click.id, 2e9);
    await clicks.rewrite(clickRow(withoutPerson(click), partition));
    return found;
  };
  const deps = { clicks: { ...clicks, find }, counts, now: () => click.at, newToken: () => 't' };
  await amendClick({ linkId: click.linkId, at: click.at, shard: 0 }, click.id, ['shown'], deps);
  const [stored] = await clicks.listPartition(partition);
  expect(stored?.raw.method).toBe('');
  expect(stored).not.toHaveProperty('visitor');
});
