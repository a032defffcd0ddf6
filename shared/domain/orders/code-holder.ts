/** Who held a code, epoch ms; `until` absent: to this day. */
export type Held = { creatorId: string; from: number; until?: number };

/**
 * Whose a code was at a moment. Before its first known holder it is that holder's: orders from before the programme
 * may be reported later. Where nobody held it, it is nobody's: an old order never goes to a later holder.
 */
export function holderAt(held: readonly Held[], at: number): string | undefined {
  const inOrder = [...held].sort((one, other) => one.from - other.from);
  const [first] = inOrder;
  if (first && at < first.from) return first.creatorId;
  return inOrder.findLast(({ from, until = Number.POSITIVE_INFINITY }) => at >= from && at < until)
    ?.creatorId;
}
