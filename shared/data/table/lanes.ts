/** Works through a list, so many at a time. The first failure ends it; what is under way is not waited for. */
export async function inLanes<Item>(
  lanes: number,
  items: readonly Item[],
  work: (item: Item, index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  async function lane(): Promise<void> {
    while (next < items.length) {
      const index = next++;
      await work(items[index] as Item, index);
    }
  }
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane));
}

export type Failure<Item> = { item: Item; reason: unknown };

/** The same with all of the list: what fails stops nothing else, and is answered. */
export async function inLanesApart<Item>(
  lanes: number,
  items: readonly Item[],
  work: (item: Item, index: number) => Promise<void>,
): Promise<Failure<Item>[]> {
  const failures: Failure<Item>[] = [];
  await inLanes(lanes, items, async (item, index) => {
    try {
      await work(item, index);
    } catch (reason) {
      failures.push({ item, reason });
    }
  });
  return failures;
}

/** Throws what failed as one error, where something did: "3 could not be tidied, first …". */
export function tellFailures(failures: readonly Pick<Failure<unknown>, 'reason'>[], what: string): void {
  if (failures.length === 0) return;
  const reasons = failures.map(({ reason }) => reason);
  throw new AggregateError(reasons, `${reasons.length} ${what}, first ${reasons[0]}`);
}
