import { recordKey } from '../table/keys.ts';
import { textOf } from '../table/row.ts';
import type { Table } from '../table/table.ts';
import { undisturbed } from '../table/undisturbed.ts';

/**
 * While a plan makes things that have names of their own (externalId), it holds those names: two plans of one thing
 * never both go through, however many other things they hold. Given back once the things are there, or never will be.
 */
export function nameClaims(table: Table, brandId: string) {
  const keyOf = (id: string) => recordKey(brandId, 'CLAIM', id);

  return {
    /** Who holds the name now: this plan, or the one whose id is answered. */
    claim: (id: string, planId: string): Promise<string> =>
      undisturbed(`claiming ${id}`, async () => {
        const row = { ...keyOf(id), heldBy: planId };
        const condition = 'attribute_not_exists(pk) OR heldBy = :me';
        if ((await table.putIf(row, condition, { ':me': planId })) === 'done') return { done: planId };
        const holder = await table.get(keyOf(id));
        return holder && { done: textOf(holder, 'heldBy') ?? '' };
      }),
    /** From a plan that is over: it died between claiming and being finished by somebody else. */
    async takeOver(id: string, from: string, planId: string): Promise<void> {
      await table.putIf({ ...keyOf(id), heldBy: planId }, 'heldBy = :from', { ':from': from });
    },
    async release(id: string, planId: string): Promise<void> {
      await table.eraseIf(keyOf(id), 'heldBy = :me', { ':me': planId });
    },
  };
}
