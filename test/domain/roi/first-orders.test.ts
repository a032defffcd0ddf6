import { expect, it } from 'vitest';
import { maturedFirstOrders } from '../../../shared/domain/roi/settled-order.ts';
import { addDays } from '../../../shared/domain/time/week.ts';
import { anOrder } from './facts-builder.ts';

const ASKED = '2026-12-31';
/** Of one customer, so many days before the question is asked. */
const bought = (customerId: string, daysBefore: number) => {
  const day = addDays(ASKED, -daysBefore);
  const conversionId = `${customerId} ${daysBefore}`;
  return anOrder({ conversionId, customerId, newCustomer: true, day, occurredAt: Date.parse(day) });
};

it('a first order has had its chance after 90 days, not after 89, whatever its customer bought since', () => {
  const lines = [
    bought('of ninety', 90),
    bought('of eighty-nine', 89),
    bought('back in time', 0),
    bought('back in time', 90),
    bought('back too late', 4),
    bought('back too late', 95),
    bought('lately', 1),
    bought('lately', 0),
  ];
  const found = maturedFirstOrders(lines, ASKED).map(({ order, returned }) => [order.conversionId, returned]);
  expect(found.sort()).toEqual([
    ['back in time 90', true],
    ['back too late 95', false],
    ['of ninety 90', false],
  ]);
});

it('is none of who had bought before, and no refund and no lead is a coming back', () => {
  const ada = bought('ada', 120);
  const lines = [
    ada,
    { ...bought('ada', 100), kind: 'lead' as const },
    { ...bought('ada', 110), conversionId: 'refund', refundOf: ada.conversionId },
    { ...bought('known before', 130), newCustomer: false },
    bought('known before', 20),
    { ...bought('back', 115), newCustomer: true },
    bought('back', 95),
  ];
  const found = maturedFirstOrders(lines, ASKED).map(({ order, returned }) => [order.conversionId, returned]);
  expect(found.sort()).toEqual([
    ['ada 120', false],
    ['back 115', true],
  ]);
});
