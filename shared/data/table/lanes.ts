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
