import { BadCell } from '../cells/bad-cell.ts';
import { momentIn, readDate } from '../cells/dates.ts';
import type { ColumnReading, RowReader } from '../cells/row-reader.ts';
import { zoneSaid } from '../cells/zones-said.ts';
import { ORDER_PRICES } from '../fields.ts';
import type { FileRow } from '../file/read-table.ts';
import { type Sentence, sentence } from '../sentences.ts';
import type { Told } from '../told.ts';
import { eachRow } from './each-row.ts';
import { type ImportItem, type Items, said } from './item.ts';
import { netAmountOf } from './order-net.ts';

/** What shops call an order that was paid, or that they are about to send; any other state that is written keeps it out. */
const PAID =
  /^(?:wc )?(?:paid|partially refunded|teilweise (?:zurück)?erstattet|partiellement remboursée?|parcialmente reembolsad[oa]|parzialmente rimborsat[oa]|gedeeltelijk terugbetaald|refunded|completed?|processing|succeeded|captured|shipped|delivered|awaiting (?:fulfil+ment|shipment|pickup|collection)|partially (?:shipped|fulfil+ed)|fulfil+ed|(?:ready )?to ship|ready for (?:shipping|pickup|collection|delivery)|unshipped|packed|picked up|dispatched|in transit|out for delivery|approved|settled|payment (?:received|approved)|(?:remote )?payment accepted|processing in progress|abgeschlossen|in bearbeitung|bezahlt|versendet|versandt|ausgeliefert|zugestellt|geliefert|versandbereit|in zustellung|zahlung (?:eingegangen|erhalten|akzeptiert)|paiement (?:reçu|validé)|pago (?:aprobado|acreditado|recibido)|pagamento (?:aprovado|accettato|ricevuto|recebido)|betaling ontvangen|płatność zaakceptowana|platba přijata|betaling modtaget|paiement (?:à distance )?accepté|en cours de préparation|expédiée?|livrée?|pago aceptado|preparación en curso|enviad[oa]|entregad[oa]|payée?|terminée?|en cours|effectuée?|pagad[oa]|completad[oa]|procesando|completat[oa]|pagat[oa]|spedit[oa]|evaso|in lavorazione|voltooid|betaald|afgerond|verzonden|pag[oa]|concluíd[oa]|processando|em processamento|zrealizowane|opłacone|zakończon[eoya]|ukończon[eoya]|w trakcie realizacji|wysłane|slutförd|behandlas|betald|levererad|skickad|gennemført|behandles|betalt|afsendt|leveret|fullført|sendt|levert|valmis|käsittelyssä|maksettu|toimitettu|lähetetty|dokončeno|dokončená|vyřízen[áo]|vybavená|zpracovává se|zaplacen[oá]|odesláno|doručeno|teljesítve|feldolgozás alatt|kifizetve|fizetve|kiszállítva|finalizată|în procesare|plătită|livrată|završeno|plaćeno|u obradi|tamamlandı|ödendi|hazırlanıyor|ολοκληρωμένη|σε επεξεργασία|erledigt)$/;

/** An order that was paid back whole: where no column says how much, all of it was. */
const PAID_BACK =
  /^(?:wc )?(?:refunded|erstattet|remboursée?|reembolsad[oa]|rimborsato|terugbetaald|återbetald|refunderet|refundert|hyvitetty|palautettu|vráceno|visszatérítve|rambursată|zwrócone)$/;

/** What shops call an order that came to nothing, even where its payment is told apart: it is still to be paid back. */
const ENDED =
  /^(?:wc )?(?:cancell?ed|void(?:ed)?|failed|declined|expired|storniert|abgebrochen|fehlgeschlagen|annulée?|échouée?|cancelad[oa]|anulad[oa]|fallid[oa]|annullat[oa]|fallit[oa]|geannuleerd|mislukt|anulowan[eoya]|nieudane|falhad[oa]|avbruten|avbestilt|annulleret|annullert|kansellert|peruutettu|peruttu|zrušen[áo]|törölve|lemondva|anulat[aă]|otkazano|iptal edildi|ακυρωμένη)$/;

/** What payment providers write beside the payments: money that came, or went, for no order. */
const NO_SALE = new RegExp(
  [
    'refund|revers|charge ?back|dispute|withdraw|pay ?out|deposit|transfer|currency conver|\\bhold|reserve|release|\\bfees?\\b',
    'adjust|authori[sz]|void|top.?up|failure|label|rückzahl|erstatt|abbuch|bankgutschrift|auszahl|einzahl|überweis',
    'währungs|einbehalt|freigabe|gebühr|rembours|virement|conversion de|retrait|reembols|retir|retenci|conversión de',
    'conversión$|rimbors|versamento|prelievo|trasferimento|conversione|storno|commission|trattenut|terugbetal|opname|overschrijving|storting',
    'inhouding|saque|levantamento|transferência|conversão|tarifa|zwrot|wypłata|wpłata|przelew|przewalutow|opłata|blokada',
  ].join('|'),
  'i',
);

/** Money that went back to who paid, in the languages of headings; not what a provider keeps or gives of its own. */
const REFUND = /refund|rückzahl|erstatt|rembours|reembols|rimbors|terugbetal|zwrot/i;
const NO_REFUND =
  /\bfees?\b|gebühr|frais|comisi|commission|tarif|kosten|opłat|prowizj|revers|hold|failure|dispute|charge ?back/i;

/**
 * Orders: lines of one order, which stand below one another, are one; what isn't paid is none. A refund is what is
 * paid back so far, a running total; or a line of its own that names its payment. Those come last, whatever their place:
 * exports may have the newest first.
 */
export function orderItems(rows: readonly FileRow[], reading: ColumnReading, context: Told): Items {
  let above: string | undefined;
  const refunds: ImportItem[] = [];
  const out = eachRow(rows, reading, (row, line, { items, skipped }) => {
    const number = row.text('number') ?? row.text('externalId');
    const externalId = (row.text('externalId') ?? number)?.replace(/\s+/g, '');
    if (!externalId) throw new BadCell(sentence('missing', { field: 'externalId' }));
    if (number === above && !(row.text('occurredAt') && isPriced(row))) {
      skipped.push({ line, why: sentence('furtherLine', { order: externalId }) });
      return;
    }
    above = number;
    const why = notAnOrder(row, externalId);
    const refund = why && refundItem(row, line, externalId, context);
    if (refund) refunds.push(refund);
    else if (why) skipped.push({ line, why });
    else items.push(orderItem(row, line, externalId, context));
  });
  return { ...out, items: [...out.items, ...refunds] };
}

/** A line of a payment provider's that pays another one back, which it names. */
function refundItem(
  row: RowReader,
  line: number,
  externalId: string,
  { zone }: Told,
): ImportItem | undefined {
  const [type, refundOf, amount] = [whatOf(row) ?? '', row.text('refundOf'), row.money('amount')];
  const isRefund = REFUND.test(type) && !NO_REFUND.test(type);
  const isDone = isPaid(row.text('paymentStatus') ?? row.text('status') ?? 'completed');
  const occurredAt = momentOf(row, zone);
  if (!amount?.value.startsWith('-')) return undefined;
  if (!isRefund || !isDone || !refundOf || refundOf === externalId || !occurredAt) return undefined;
  return {
    line,
    label: sentence('refund', { refund: externalId, order: refundOf }),
    refundOf,
    body: { externalId, amount: { ...amount, value: amount.value.replace('-', '') }, occurredAt },
  };
}

const isPaid = (status: string): boolean => [PAID, PAID_BACK].some((known) => known.test(spelled(status)));
const spelled = (status: string): string => status.toLowerCase().replace(/[_-]/g, ' ').trim();
const momentOf = (row: RowReader, zone: string): string | undefined =>
  timed(row, zone) ?? row.instant('occurredAt');

const isPriced = (row: RowReader): boolean => ORDER_PRICES.some((field) => row.text(field) !== undefined);

/** What a line is: a shop's own description of its goods says nothing of that, a statement's does. */
const whatOf = (row: RowReader): string | undefined =>
  row.text('type') ?? (row.text('balance') === undefined ? undefined : row.text('description'));

function notAnOrder(row: RowReader, order: string): Sentence | undefined {
  const type = whatOf(row);
  const paid = row.money('amount') ?? row.money('netAmount');
  if (type && NO_SALE.test(type)) return sentence('noSale', { order, what: type });
  if (paid?.value.startsWith('-')) return sentence('noSale', { order, what: paid.value });
  if (isSaid(row, 'isTest', YES) || isSaid(row, 'isLive', NO))
    return sentence('noSale', { order, what: 'test' });
  if (row.text('cancelledAt')) return sentence('cancelled', { order });
  const [status, payment] = [row.text('status'), row.text('paymentStatus')];
  if (payment && !isPaid(payment)) return sentence('notPaid', { order, status: payment });
  const isOut = status && (payment ? ENDED.test(spelled(status)) : !isPaid(status));
  return isOut ? sentence('notPaid', { order, status }) : undefined;
}

function orderItem(row: RowReader, line: number, externalId: string, { zone }: Told): ImportItem {
  const amount = row.money('amount');
  const netAmount = netAmountOf(row);
  const kind = row.text('kind')?.toLowerCase() ?? 'sale';
  if (!amount && !netAmount && kind === 'sale') throw new BadCell(sentence('missing', { field: 'amount' }));
  const occurredAt = momentOf(row, zone);
  if (!occurredAt) throw new BadCell(sentence('missing', { field: 'occurredAt' }));
  const told = row.money('refunded');
  const isPaidBack =
    ['status', 'paymentStatus'].some((field) => PAID_BACK.test(spelled(row.text(field) ?? ''))) ||
    isSaid(row, 'isPaidBack', YES);
  const refunded = told && !isNothing(told.value) ? told : isPaidBack ? (amount ?? told) : undefined;
  return {
    line,
    label: sentence('order', { order: externalId }),
    body: said({
      kind,
      externalId,
      occurredAt,
      amount,
      netAmount,
      couponCodes: row.list('couponCodes'),
      customerId: customerOf(row.text('customerId')),
      newCustomer: newOf(row.text('newCustomer')),
      clickId: clickOf(row.text('clickId')),
    }),
    ...(refunded
      ? { after: { refundedSoFar: { ...refunded, value: refunded.value.replace('-', '') } } }
      : {}),
  };
}

const YES = /^(?:1|true|yes|y|ja|oui|sí|si)$/i;
const NO = /^(?:0|false|no|n|nein|non)$/i;
const isSaid = (row: RowReader, field: string, so: RegExp): boolean => so.test(row.text(field) ?? '');

const isNothing = (value: string): boolean => /^-?[0.]+$/.test(value);

/** Date, time and zone in columns of their own, as PayPal writes them. */
function timed(row: RowReader, zone: string): string | undefined {
  const time = row.text('time');
  const day = time && row.day('occurredAt');
  if (!time || !day) return undefined;
  const told = row.text('timeZone');
  // Gumroad's holds the day once more.
  const written = readDate(/^\d{4}-/.test(time) ? time : `${day} ${time}`, 'dmy');
  if (written && 'at' in written) return new Date(written.at).toISOString();
  if (!written || 'at' in written || !written.time)
    throw new BadCell(sentence('noTime', { field: 'time', cell: time }));
  const clock = told === undefined ? (row.zone('time') ?? row.zone('occurredAt') ?? zone) : zoneSaid(told);
  if (clock === undefined) throw new BadCell(sentence('noZone', { field: 'timeZone', cell: told ?? '' }));
  return new Date(momentIn(written, clock)).toISOString();
}

/** A number of the shop's own, or an address, of which the API keeps a key alone. A person's name names nobody here. */
const customerOf = (text: string | undefined): string | undefined =>
  text !== undefined && /[\d@]/.test(text) ? text.replace(/\s+/g, '-') : undefined;

const newOf = (text: string | undefined): boolean | undefined => {
  if (text === undefined) return undefined;
  if (/^(new|true|yes|1|neu|ja|oui|sí|nouveau|nuevo|nuovo|nieuw|novo|nowy|sim|tak)$/i.test(text)) return true;
  return /^(returning|false|no|0|nein|non|bestehend|nee|não|nie)$/i.test(text) ? false : undefined;
};

/** The click id itself, or in whatever note or address it was handed over. */
const clickOf = (text: string | undefined): string | undefined =>
  text === undefined
    ? undefined
    : (/vclid["']?\s*[:=]\s*["']?([\w.~-]+)/i.exec(text)?.[1] ?? bareClick(text));
const bareClick = (text: string): string | undefined => (/^clk_[\w.~-]+$/.test(text) ? text : undefined);
