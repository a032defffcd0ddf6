import { inLanes } from '../../../shared/data/table/lanes.ts';
import { type Wire, WireError } from '../../../shared/data/table/wire.ts';
import type { Came } from './progress.ts';

/** An item as it travels, its values in DynamoDB's own notation. */
export type MovingItem = Record<string, { S?: string }>;
type PageOfItems = { items: MovingItem[]; last?: object };

const LANES = 32;

/**
 * Puts every item of a table that `wanted` lets pass into another, unless one of its key is there: what was changed in the
 * new place since stays. Begun again it goes on behind the last page that came whole; `brought` is told of each.
 */
export async function moveTable(
  from: { wire: Wire; name: string },
  to: { wire: Wire; name: string },
  wanted: (key: string) => boolean,
  { under, brought }: { under: (Came & { after: object }) | undefined; brought: Brought },
): Promise<Came> {
  const came: Came = { made: under?.made ?? 0, there: under?.there ?? 0 };
  for await (const { items, last } of pagesOf(from, under?.after)) {
    const some = items.filter(({ pk }) => wanted(pk?.S ?? ''));
    await inLanes(LANES, some, async (item) => {
      came[await putIfAbsent(to, item)]++;
    });
    await brought(some, came, last);
  }
  return came;
}
/** A page came; `last`: the key that the next one begins behind. */
type Brought = (items: readonly MovingItem[], came: Came, last: object | undefined) => Promise<void>;

/** All items of a table, a page of the engine's at a time. */
export async function* pagesOf(
  { wire, name }: { wire: Wire; name: string },
  after?: object,
): AsyncGenerator<PageOfItems> {
  let from = after;
  do {
    const page = (await wire('Scan', {
      TableName: name,
      ConsistentRead: true,
      ...(from ? { ExclusiveStartKey: from } : {}),
    })) as { Items?: MovingItem[]; LastEvaluatedKey?: object };
    from = page.LastEvaluatedKey;
    yield { items: page.Items ?? [], ...(from ? { last: from } : {}) };
  } while (from);
}

async function putIfAbsent(
  { wire, name }: { wire: Wire; name: string },
  Item: MovingItem,
): Promise<keyof Came> {
  try {
    await wire('PutItem', { TableName: name, Item, ConditionExpression: 'attribute_not_exists(pk)' });
    return 'made';
  } catch (reason) {
    if (reason instanceof WireError && reason.code.includes('ConditionalCheckFailed')) return 'there';
    throw reason;
  }
}
