import type { FoundClick } from '../../../../shared/data/clicks/click-pages.ts';
import { type CsvValue, moneyCell } from '../../../../shared/domain/csv.ts';
import type { CreditedOrder } from '../../../../shared/domain/facts.ts';
import { orderNumberOf } from '../../../../shared/domain/orders/order-number.ts';
import type { RoiRow } from '../../../../shared/domain/roi/roi-row.ts';
import type { Link } from '../../../../shared/domain/schema/programme/links.ts';

/** A table's columns, each with what stands below its name. */
export type Columns<Row> = readonly (readonly [name: string, cellOf: (row: Row) => CsvValue])[];

export const namesOf = <Row>(columns: Columns<Row>): CsvValue[] => columns.map(([name]) => name);
export const cellsOf = <Row>(columns: Columns<Row>, row: Row): CsvValue[] =>
  columns.map(([, cellOf]) => cellOf(row));

type ClickLine = Pick<FoundClick, 'click'> & { postId: string | undefined; creator: string | undefined };

export const CLICK_TABLE: Columns<ClickLine> = [
  ['id', ({ click }) => click.id],
  ['at', ({ click }) => new Date(click.at).toISOString()],
  ['linkId', ({ click }) => click.linkId],
  ['postId', ({ postId }) => postId],
  ['verdict', ({ click }) => click.verdict.kind],
  ['reason', ({ click: { verdict } }) => (verdict.kind === 'excluded' ? verdict.reason : undefined)],
  ['channel', ({ click }) => click.verdict.channel],
  ['app', ({ click }) => click.verdict.app],
  ['strength', ({ click }) => click.verdict.strength],
  ['confidence', ({ click }) => click.verdict.confidence],
  ['referrerHost', ({ click }) => click.verdict.referrerHost],
  ['device', ({ click }) => click.verdict.device],
  ['os', ({ click }) => click.verdict.os],
  ['browser', ({ click }) => click.verdict.browser],
  ['country', ({ click }) => click.country],
  ['trigger', ({ click }) => click.verdict.trigger],
  ['creator', ({ creator }) => creator],
];

type LinkLine = {
  link: Link;
  counted: { clicks: number; uniques: number | null } | undefined;
  creator: string | undefined;
};

/** Vouch's own counts, and apart from them what another service had counted before. */
export const LINK_TABLE: Columns<LinkLine> = [
  ['id', ({ link }) => link.id],
  ['shortUrl', ({ link }) => link.shortUrl],
  ['aliases', ({ link }) => link.aliases?.join(' ')],
  ['destination', ({ link }) => link.destination],
  ['status', ({ link }) => link.status],
  ['createdAt', ({ link }) => link.createdAt],
  ['postId', ({ link }) => link.postId],
  ['creator', ({ creator }) => creator],
  ['placement', ({ link }) => link.placement],
  ['clicks', ({ counted }) => (counted ? counted.clicks : 0)],
  ['uniques', ({ counted }) => (counted ? counted.uniques : 0)],
  ['clicksBeforeVouch', ({ link }) => link.beforeVouch?.clicks],
  ['beforeVouchUntil', ({ link }) => link.beforeVouch?.asOf],
  ['beforeVouchSource', ({ link }) => link.beforeVouch?.source],
];

type CreditLine = {
  order: CreditedOrder;
  credit: CreditedOrder['credits'][number] | undefined;
  amount: CsvValue;
  currency: string;
  creator: string | undefined;
  stage: string | undefined;
};

export const CREDIT_TABLE: Columns<CreditLine> = [
  ['conversionId', ({ order }) => order.conversionId],
  ['refundOf', ({ order }) => order.refundOf],
  ['kind', ({ order }) => order.kind],
  ['day', ({ order }) => ({ day: order.day })],
  ['occurredAt', ({ order }) => new Date(order.occurredAt).toISOString()],
  ['attributedBy', ({ order }) => order.attributedBy],
  ['customerId', ({ order }) => order.customerId],
  ['newCustomer', ({ order }) => order.newCustomer],
  ['linkId', ({ credit }) => credit?.linkId],
  ['postId', ({ credit }) => credit?.postId],
  ['creatorId', ({ credit }) => credit?.creatorId],
  ['channel', ({ credit }) => credit?.channel],
  ['app', ({ credit }) => credit?.app],
  ['share', ({ credit }) => credit?.share],
  ['netAmount', ({ amount }) => amount],
  ['currency', ({ currency }) => currency],
  ['orderNumber', ({ order }) => orderNumberOf(order)],
  ['couponCodes', ({ order }) => order.codes?.join(' ')],
  ['creator', ({ creator }) => creator],
  ['stage', ({ stage }) => stage],
  ['externalId', ({ order }) => order.externalId],
];

type RoiLine = { row: Omit<RoiRow, 'group'>; group: string | null; name: string | undefined };

/** `groupBy` names the first column; money in `currency`. */
export function roiColumns(groupBy: string, currency: string): Columns<RoiLine> {
  const money = (minor: number | null) => moneyCell(minor, currency);
  return [
    [groupBy, ({ group }) => group],
    ['name', ({ name }) => name],
    ['posts', ({ row }) => row.posts],
    ['clicks', ({ row }) => row.clicks],
    ['uniques', ({ row }) => row.uniques],
    ['conversions', ({ row }) => row.conversions],
    ['orders', ({ row }) => row.orders],
    ['currency', () => currency],
    ['netRevenue', ({ row }) => money(row.netRevenueMinor)],
    ['refunds', ({ row }) => money(row.refundsMinor)],
    ['grossProfit', ({ row }) => money(row.grossProfitMinor)],
    ['spend', ({ row }) => money(row.spendMinor)],
    ['cpc', ({ row }) => money(row.cpcMinor)],
    ['cpa', ({ row }) => money(row.cpaMinor)],
    ['cac', ({ row }) => money(row.cacMinor)],
    ['aov', ({ row }) => money(row.aovMinor)],
    ['roi', ({ row }) => row.roi],
    ['revenueRoi', ({ row }) => row.revenueRoi],
    ['roas', ({ row }) => row.roas],
    ['breakEvenRoas', ({ row }) => row.breakEvenRoas],
    ['conversionRate', ({ row }) => row.conversionRate],
    ['newCustomerShare', ({ row }) => row.newCustomerShare],
    ['repeatRate', ({ row }) => row.repeatRate],
    ['roiLow', ({ row }) => row.roiInterval?.low],
    ['roiHigh', ({ row }) => row.roiInterval?.high],
  ];
}
