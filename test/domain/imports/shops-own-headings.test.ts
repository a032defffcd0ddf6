import { describe, expect, it } from 'vitest';
import { readLines } from './read-lines.ts';

const bodies = (lines: readonly string[]) => readLines('orders', lines).items.map(({ body }) => body);

/** Made up; headings and words as each shop's own export has them. */
describe('an order is read out of the export of', () => {
  it('BigCommerce, whose sums stand there with and without tax', () => {
    const headings =
      'Order ID,Customer Email,Order Date,Order Status,Subtotal (inc tax),Subtotal (ex tax),Tax Total,Shipping Cost (inc tax),Shipping Cost (ex tax),Order Total (inc tax),Order Total (ex tax),Coupon Details,Order Currency Code';
    const row = (id: number, status: string) =>
      `${id},a@example.com,25/09/2026,${status},55.71,46.82,9.67,4.90,4.12,60.61,50.94,ADA10,EUR`;
    const read = readLines('orders', [
      headings,
      row(1, 'Completed'),
      row(2, 'Cancelled'),
      row(3, 'Awaiting Payment'),
    ]);
    expect(read.items.map(({ body }) => body)).toEqual([
      expect.objectContaining({
        externalId: '1',
        amount: { value: '60.61', currency: 'EUR' },
        netAmount: { value: '46.82', currency: 'EUR' },
        couponCodes: ['ADA10'],
      }),
    ]);
    expect(read.skipped).toHaveLength(2);
  });

  it.each([
    [
      'WooCommerce by an export plugin',
      'Order Number,Order Status,Order Date,Currency,Order Total Amount,Coupon Code',
      '4711,Completed,2026-09-15 18:00,EUR,60.61,ada10',
    ],
    [
      'PrestaShop',
      'ID;Livraison;Client;Total;Paiement;État;Date;Bon de réduction',
      '4711;France;A. L.;"60,61 €";Carte;Paiement accepté;15/09/2026 18:00:00;ada10',
    ],
    [
      'Etsy',
      'Sale Date,Order ID,Currency,Order Value,Coupon Code,Sales Tax,Order Total,Status',
      '09/15/2026,4711,EUR,55.71,ada10,9.67,60.61,Paid',
    ],
    [
      'Wix',
      'Order number,Date created,Time,Total,Currency,Payment status,Coupon code',
      '4711,"Sep 15, 2026",6:00:00 PM,60.61,EUR,Paid,ada10',
    ],
    [
      'Shopware',
      'Bestellnummer;Bestelldatum;Gesamtbetrag;Währung;Gutscheincode;Status',
      '4711;15.09.2026 18:00;60,61;EUR;ada10;Bezahlt',
    ],
    [
      'Magento',
      'ID,Purchase Date,Grand Total (Base),Status,Coupon Code',
      '4711,"Sep 15, 2026, 6:00:00 PM",€60.61,complete,ada10',
    ],
  ])('%s', (_, headings, row) => {
    expect(bodies([headings, row])).toEqual([
      expect.objectContaining({
        externalId: '4711',
        amount: { value: '60.61', currency: 'EUR' },
        couponCodes: ['ada10'],
      }),
    ]);
  });
});

describe('a sum without tax', () => {
  it.each(['Total (HT)', 'Betrag (netto)', 'Amount (excl. VAT)', 'Importe (sin IVA)', 'Summe (ohne MwSt.)'])(
    '%s is an order’s net amount',
    (heading) => {
      const [order] = bodies([`Order ID;Date;Total;${heading}`, '1;2026-09-15;60,61;46,82']);
      expect(order).toMatchObject({ amount: { value: '60.61' }, netAmount: { value: '46.82' } });
    },
  );

  it.each(['Total (TTC)', 'Betrag (brutto)', 'Amount (incl. VAT)', 'Total (EUR)'])(
    '%s is what was paid',
    (heading) => {
      const [order] = bodies([`Order ID;Date;${heading}`, '1;2026-09-15;60,61']);
      expect(order).toMatchObject({ amount: { value: '60.61', currency: 'EUR' } });
      expect(order).not.toHaveProperty('netAmount');
    },
  );

  it('is what was spent all the same', () => {
    const lines = ['Date;Creator;Betrag (netto)', '2026-09-15;@ada;60,61'];
    expect(readLines('spend', lines, { set: { kind: 'fee' } }).items[0]?.body).toMatchObject({
      amount: { value: '60.61' },
    });
  });
});

describe('an order that is called refunded', () => {
  const paidBack = (lines: readonly string[]) => readLines('orders', lines).items.map((item) => item.after);

  it('was paid back whole where no column says how much', () => {
    const amount = { value: '60.61', currency: 'EUR' };
    expect(paidBack(['Order ID,Date,Total,Status', '1,2026-09-15,60.61,Refunded'])).toEqual([
      { refundedSoFar: amount },
    ]);
    expect(paidBack(['Order ID,Date,Total,Status', '1,2026-09-15,60.61,wc-refunded'])).toEqual([
      { refundedSoFar: amount },
    ]);
  });

  it('was paid back what the column says, and in part by nobody knows how much', () => {
    const headings = 'Order ID,Date,Total,Status,Refunded Amount';
    expect(paidBack([headings, '1,2026-09-15,60.61,refunded,22.46'])).toEqual([
      { refundedSoFar: { value: '22.46', currency: 'EUR' } },
    ]);
    expect(paidBack(['Order ID,Date,Total,Status', '1,2026-09-15,60.61,partially_refunded'])).toEqual([
      undefined,
    ]);
  });
});

describe('a short link’s own domain', () => {
  const links = (lines: readonly string[]) =>
    readLines('links', lines).items.map(({ label, body }) => [label, body.slug]);

  it('stands in a column beside what stands behind it, or in its other address', () => {
    const on = (host: string) => ({
      kutt: ['address,target,domain', `ada,https://shop.example.com/x,${host}`],
    });
    expect(links(on('go.example.com').kutt)).not.toEqual(links(on('on.example.com').kutt));
    expect(String(links(on('go.example.com').kutt)[0]?.[0])).toContain('go.example.com/ada');
    const tiny = ['TinyURL,Alias,Long URL', 'https://tinyurl.com/ada,ada,https://shop.example.com/x'];
    expect(String(links(tiny)[0]?.[0])).toContain('tinyurl.com/ada');
    expect(
      links(['Shortened link,Full link', 'https://cutt.ly/ada,https://shop.example.com/x']),
    ).toHaveLength(1);
  });
});

describe('Gumroad’s sales', () => {
  const headings =
    'Purchase ID,Item Name,Purchase Email,Purchase Date,Purchase Time (UTC timezone),Subtotal ($),Taxes ($),Sale Price ($),Refunded?,Partial Refund ($),Fully Refunded?,Discount Code,PayPal Fee Currency';
  const sale = (id: string, time: string, refunds: string) =>
    `${id},Socks,ada@example.com,2026-09-15,${time},50.00,10.61,60.61,${refunds},ada10,EUR`;
  const read = (...lines: string[]) =>
    readLines('orders', [headings, ...lines, 'Totals,,,,,100.00,21.22,121.22,,5.00,,,'], {
      set: { currency: 'USD' },
    }).items;
  const dollars = (value: string) => ({ value, currency: 'USD' });

  it.each(['2026-09-15 18:00:00 UTC', '18:00:00', '2026-09-15 11:00:00 -0700'])(
    'were made when they say: %s',
    (time) => {
      expect(read(sale('a', time, '0,0.0,0'))).toEqual([
        expect.objectContaining({
          body: expect.objectContaining({
            ...{ externalId: 'a', occurredAt: '2026-09-15T18:00:00.000Z', amount: dollars('60.61') },
            couponCodes: ['ada10'],
          }),
        }),
      ]);
    },
  );

  it('are paid back in part, or whole where no sum says how much', () => {
    const time = '2026-09-15 18:00:00 UTC';
    const items = read(sale('a', time, '1,5.00,0'), sale('b', time, '1,0.0,1'), sale('c', time, '0,0.0,0'));
    const back = (value: string) => ({ refundedSoFar: dollars(value) });
    expect(items.map(({ after }) => after)).toEqual([back('5.00'), back('60.61'), undefined]);
  });
});

it('WooCommerce by SkyVerge’s plugin: codes with their labels, the order’s own currency', () => {
  const headings =
    'order_id,order_number,date,status,shipping_total,tax_total,order_total,order_currency,customer_id,coupon_items';
  const [body] = bodies([
    headings,
    '4711,4711,2026-09-15 18:00:00,completed,4.12,9.67,60.61,SEK,7,code:ada10|description:|amount:5.00',
  ]);
  expect(body).toMatchObject({ amount: { value: '60.61', currency: 'SEK' } });
  expect(body).toHaveProperty('couponCodes.0', 'code:ada10');
});

it.each(['Währung der Bestellung', 'Devise de la commande', 'Store Currency', 'transaction_currency'])(
  'amounts are in the currency that a column says, however it is called: %s',
  (heading) => {
    const [body] = bodies([`Order,Date,Total,${heading}`, '4711,2026-09-15 18:00,60.61,SEK']);
    expect(body).toMatchObject({ amount: { value: '60.61', currency: 'SEK' } });
  },
);

it.each(['Fee Currency', 'Presentment currency', 'Payout Currency'])(
  'not in another one’s: %s',
  (heading) => {
    const [body] = bodies([`Order,Date,Total,${heading}`, '4711,2026-09-15 18:00,60.61,SEK']);
    expect(body).toMatchObject({ amount: { value: '60.61', currency: 'EUR' } });
  },
);

it.each(['2026年9月15日', '2026年9月15日(火)', '2026年09月15日 18:00', '2026년 9월 15일', '2026. 9. 15.'])(
  'a day in East Asia’s words: %s',
  (day) => {
    const [body] = bodies(['Order,Date,Total', `4711,${day},60.61`]);
    expect(body).toMatchObject({ occurredAt: expect.stringMatching(/^2026-09-1(4T22|5T16):00/) });
  },
);

/** Tiendanube and Duda tell the payment beside the order (ayuda.tiendanube.com, support.duda.co). */
describe('an order whose payment has a state of its own', () => {
  const HEADINGS = 'Order number,Date,Status,Payment status,Total,Coupon';
  const of = (status: string, payment: string) =>
    readLines('orders', [HEADINGS, `4711,2026-09-15,${status},${payment},60.61,ADA10`]);

  it.each([
    ['Open', 'Paid'],
    ['Pending', 'Paid'],
    ['Unfulfilled', 'Paid'],
    ['Shipped', ''],
    ['', 'Paid'],
  ])('counts: %s, %s', (status, payment) => {
    expect(of(status, payment).items).toMatchObject([
      { body: { externalId: '4711', couponCodes: ['ADA10'] } },
    ]);
  });

  it.each([
    ['Cancelled', 'Paid'],
    ['Cancelada', 'Paid'],
    ['storniert', 'bezahlt'],
    ['Processed', 'Authorized'],
    ['Shipped', 'Pending'],
    ['Open', ''],
  ])('doesn’t count: %s, %s', (status, payment) => {
    const { items, skipped } = of(status, payment);
    expect([items.length, skipped.length]).toEqual([0, 1]);
  });

  it.each([
    ['Delivered', 'Refunded'],
    ['Refunded', 'Paid'],
  ])('is paid back: %s, %s', (status, payment) => {
    expect(of(status, payment).items).toMatchObject([
      { after: { refundedSoFar: { value: '60.61', currency: 'EUR' } } },
    ]);
  });

  it('is found under Ecwid’s, Tiendanube’s and Nuvemshop’s headings', () => {
    for (const [headings, row] of [
      [
        'order_number,order_date,order_payment_status,order_total,discount_coupon_code',
        '1,2026-09-15,PAID,60.61,ADA10',
      ],
      [
        'Número de pedido;Fecha;Estado de la orden;Estado del pago;Total;Cupón de descuento',
        '1;15/09/2026;Abierta;Pagado;60,61;ADA10',
      ],
      [
        'Número do Pedido;Data;Status do Pedido;Status do Pagamento;Total;Cupom de Desconto',
        '1;15/09/2026;Aberto;Pago;60,61;ADA10',
      ],
    ] as const)
      expect(bodies([headings, row])).toMatchObject([{ amount: { value: '60.61' }, couponCodes: ['ADA10'] }]);
  });
});

describe('a test order', () => {
  it.each([
    ['test_mode', 'true', 'false'],
    ['Test', 'yes', ''],
    ['Test purchase?', '1', '0'],
    ['livemode', 'false', 'true'],
    ['Live mode', 'No', ''],
  ])('is none, by %s', (heading, test, real) => {
    const read = readLines('orders', [
      `Order ID,Date,Total,Coupon,${heading}`,
      `1,2026-09-15,60.61,ADA10,${test}`,
      `2,2026-09-15,60.61,ADA10,${real}`,
    ]);
    expect(read.items.map(({ body }) => body.externalId)).toEqual(['2']);
    expect(read.skipped).toEqual([{ line: 2, why: '1: no sale (test)' }]);
  });
});
