import { inLanes } from '../../../shared/data/table/lanes.ts';
import { type Wire, WireError } from '../../../shared/data/table/wire.ts';

/** An item as it travels, its values in DynamoDB's own notation. */
export type MovingItem = Record<string, { S?: string }>;
export type Moved = { made: number; there: number };

const LANES = 32;

/**
 * Puts every item of a table that `wanted` lets pass into another, unless one of its key is there: begun again it goes on,
 * and what was changed in the new place since stays. `page` hears after each page how many came so far.
 */
export async function moveTable(
  from: { wire: Wire; name: string },
  to: { wire: Wire; name: string },
  wanted: (key: string) => boolean,
  page: (moved: Moved) => Promise<void>,
): Promise<Moved> {
  const moved: Moved = { made: 0, there: 0 };
  for await (const items of pagesOf(from)) {
    const some = items.filter(({ pk }) => wanted(pk?.S ?? ''));
    await inLanes(LANES, some, async (item) => {
      moved[await putIfAbsent(to, item)]++;
    });
    await page(moved);
  }
  return moved;
}

/** All items of a table, a page of the engine's at a time. */
export async function* pagesOf({ wire, name }: { wire: Wire; name: string }): AsyncGenerator<MovingItem[]> {
  let from: object | undefined;
  do {
    const page = (await wire('Scan', {
      TableName: name,
      ConsistentRead: true,
      ...(from ? { ExclusiveStartKey: from } : {}),
    })) as { Items?: MovingItem[]; LastEvaluatedKey?: object };
    yield page.Items ?? [];
    from = page.LastEvaluatedKey;
  } while (from);
}

async function putIfAbsent(
  { wire, name }: { wire: Wire; name: string },
  Item: MovingItem,
): Promise<keyof Moved> {
  try {
    await wire('PutItem', { TableName: name, Item, ConditionExpression: 'attribute_not_exists(pk)' });
    return 'made';
  } catch (reason) {
    if (reason instanceof WireError && reason.code.includes('ConditionalCheckFailed')) return 'there';
    throw reason;
  }
}
