import type { OpenCall } from './schema/programme/calls.ts';

/** Whether it takes answers on a day of the brand: neither closed by hand nor past its last day, which is included. */
export const isOpenCall = ({ closesOn, archivedAt }: OpenCall, today: string): boolean =>
  archivedAt === undefined && (closesOn === undefined || closesOn >= today);
