import { type SealMark, sealStateKey } from '../table/keys.ts';
import { textOf } from '../table/row.ts';
import type { Outcome, Table } from '../table/table.ts';

/** "How far is everything sealed?" */
export function sealStateIn(counts: Table) {
  async function find(mark: SealMark): Promise<string | undefined> {
    const row = await counts.get(sealStateKey(mark));
    return row && textOf(row, 'hour');
  }
  const advance = (mark: SealMark, hour: string): Promise<Outcome> =>
    counts.updateIf(sealStateKey(mark), '#hour = :hour', 'attribute_not_exists(#hour) OR #hour < :hour', {
      ':hour': hour,
    });

  return {
    /** The hour up to which (inclusive) everything is sealed, or marked `unsealed`. */
    findSealedThrough: () => find('THROUGH'),
    /** Moves the seal forward only. */
    advanceSealedThrough: (hour: string) => advance('THROUGH', hour),
    /** The hour up to which sealers have begun to read: whoever stores a click of such an hour later, must say so. */
    findSealBegun: () => find('BEGUN'),
    advanceSealBegun: (hour: string) => advance('BEGUN', hour),
    /** The hour after which no entry of a former index can lie; unknown until it was said. */
    findFormerIndexEnd: () => find('FORMERINDEX'),
    /** Said once: the first who knows of today's index says how long instances of a former release may run on. */
    sayFormerIndexEnd: (hour: string): Promise<Outcome> =>
      counts.updateIf(sealStateKey('FORMERINDEX'), '#hour = :hour', 'attribute_not_exists(#hour)', {
        ':hour': hour,
      }),
    /** Takes everything up to this hour as sealed, at a start: what comes later for it is announced, and counted by sealing. */
    async takeAsSealed(hour: string): Promise<void> {
      await advance('BEGUN', hour);
      await advance('THROUGH', hour);
    },
  };
}
