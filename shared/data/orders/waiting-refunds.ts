import { WaitingRefund } from '../../domain/schema/orders/conversions.ts';
import type { BrandRecords } from '../table/records-store.ts';

/** Refunds that came before their order, under the order's id: whoever takes the order finds them. */
export function waitingRefundsOf(records: BrandRecords) {
  const waiting = records.collection('WAITINGREFUND', WaitingRefund);
  return {
    /** Kept as it came first. */
    async put(refund: Omit<WaitingRefund, 'id'>): Promise<WaitingRefund> {
      const made = await waiting.create({ ...refund, id: nameOf(refund) });
      return made.kind === 'created' ? made.record : made.existing;
    },
    async listOf(conversionId: string): Promise<WaitingRefund[]> {
      const found: WaitingRefund[] = [];
      for await (const refund of waiting.all({ under: `${conversionId}|` })) found.push(refund);
      return found;
    },
    list: waiting.list,
    note: ({ id }: WaitingRefund, problem: string) => waiting.update(id, (kept) => ({ ...kept, problem })),
    erase: ({ id }: WaitingRefund) => waiting.erase(id),
  };
}

const nameOf = ({ conversionId, refundId }: Omit<WaitingRefund, 'id'>): string =>
  `${conversionId}|${refundId}`;
