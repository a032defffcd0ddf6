import { netOf } from '../domain/orders/order-figures.ts';
import { linesOfOrder } from '../domain/orders/order-lines.ts';
import type {
  Conversion,
  ConversionDetail,
  Refund,
  StoredConversion,
  StoredRefund,
  WaitingRefund,
} from '../domain/schema/orders/conversions.ts';

/** The first answer: what never changes. */
export const shownConversion = (stored: StoredConversion): Conversion => {
  const {
    day: _,
    booking: __,
    refunds: ___,
    touches: ____,
    reversals: _____,
    amendments: ______,
    voided: _______,
    restored: ________,
    createdAt,
    updatedAt,
    archivedAt,
    ...shown
  } = stored;
  return shown;
};

/** The order as it stands; refunds that could not be booked when it came are told beside the others. */
export const shownDetail = (
  stored: StoredConversion,
  waiting: readonly WaitingRefund[] = [],
): ConversionDetail => ({
  ...shownConversion(stored),
  booked: bookedOf(stored),
  refunds: [...stored.refunds.map((refund) => shownRefund(refund, stored)), ...waiting.map(shownWaiting)],
  amendments: (stored.amendments ?? []).map(({ day: _, place: __, ...amendment }) => amendment),
  voided: stored.voided ?? null,
});

/** What its money, as told last and before refunds, counts for. */
function bookedOf(order: StoredConversion): ConversionDetail['booked'] {
  const { booking, amendments, voided: _, ...before } = order;
  if (!booking || !netOf(order)) return null;
  const lines = linesOfOrder({
    ...before,
    booking,
    refunds: [],
    reversals: [],
    ...(amendments ? { amendments: amendments.map((one, place) => ({ ...one, place })) } : {}),
  });
  const amount = lines.reduce((sum, { line }) => sum + (line.kind === 'booked' ? line.order.netMinor : 0), 0);
  const { currency, rate, rateDate } = booking;
  return { netAmount: { amount, currency }, rate, rateDate };
}

export const shownRefund = (
  { day: _, ...refund }: StoredRefund,
  { reversals = [] }: Pick<StoredConversion, 'reversals'>,
): Refund => ({
  ...refund,
  state: reversals.some(({ refundId }) => refundId === refund.id) ? 'reversed' : 'booked',
});

export const shownWaiting = ({ id: _, refundId, archivedAt: __, ...refund }: WaitingRefund): Refund => ({
  ...refund,
  id: refundId,
  state: 'waiting',
});
