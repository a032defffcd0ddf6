import { describe, expect, it } from 'vitest';
import type { TableKind } from '../../../shared/domain/imports/fields.ts';
import { readTable } from '../../../shared/domain/imports/file/read-table.ts';
import { kindOf } from '../../../shared/domain/imports/kind-of.ts';
import { knowsHeading } from '../../../shared/domain/imports/map-columns.ts';
import { readImport } from '../../../shared/domain/imports/read-import.ts';

function read(kind: TableKind, text: string) {
  const table = readTable(text, knowsHeading(kind, {}));
  const told = { map: {}, set: {}, zone: 'Europe/Berlin', currency: 'EUR', asOf: '2026-11-25T12:00:00Z' };
  const { items, refused, skipped } = readImport(table, { kind, ...told });
  return { guessed: kindOf(table.headings, {}), bodies: items.map(({ body }) => body), refused, skipped };
}

describe('YouTube Studio in other languages', () => {
  it.each([
    [
      'German',
      'Videos,Videotitel,Veröffentlichungszeitpunkt des Videos,Aufrufe,Impressionen,"""Mag ich""-Bewertungen",Kommentare hinzugefügt,Geteilte Inhalte\nGesamt',
    ],
    [
      'French',
      'Contenu,Titre de la vidéo,Heure de publication de la vidéo,Vues,Impressions,J’aime,Commentaires ajoutés,Partages\nTotal',
    ],
    [
      'Spanish',
      'Contenido,Título del vídeo,Hora de publicación del vídeo,Visualizaciones,Impresiones,Me gusta,Comentarios añadidos,Veces que se ha compartido\nTotal',
    ],
    [
      'Spanish of America',
      'Contenido,Título del video,Hora de publicación del video,Vistas,Impresiones,Me gusta,Comentarios agregados,Compartidos\nTotal',
    ],
    [
      'Portuguese',
      'Conteúdo,Título do vídeo,Horário de publicação do vídeo,Visualizações,Impressões,"Marcações ""Gostei""",Comentários adicionados,Compartilhamentos\nTotal',
    ],
  ])('is read as in English: %s', (_language, start) => {
    const { guessed, bodies, refused, skipped } = read(
      'engagement',
      `${start},,,18400,9000,1234,34,5\ndQw4w9WgXcQ,Socken,20.11.2026,18400,9000,1234,34,5\n`,
    );
    expect([guessed, refused, skipped.length]).toEqual(['engagement', [], 1]);
    expect(bodies).toMatchObject([
      { views: 18_400, impressions: 9_000, likes: 1_234, comments: 34, shares: 5 },
    ]);
    expect(JSON.stringify(bodies)).toContain('dQw4w9WgXcQ');
  });
});

describe('the column of an order’s code', () => {
  const order = (heading: string, cell: string, more = ['', '']) =>
    read(
      'orders',
      `Order ID,Date,Total,Currency,${heading}${more[0]}\n4711,2026-11-20T10:00:00Z,60.61,EUR,${cell}${more[1]}\n`,
    ).bodies[0] as { couponCodes?: string[] };

  it.each([
    'discount_coupon_code',
    'Applied Coupon Code(s)',
    'Applied voucher codes',
    'Promo Code Used',
    'Used Discount Codes',
    'Gutschein Code',
    'Promotion code applied',
  ])('is found by what it tells of: %s', (heading) => {
    expect(order(heading, 'ADA10').couponCodes).toEqual(['ADA10']);
  });

  it.each([
    'Discount Code Amount',
    'Coupon code value',
    'Discount code type',
    'Coupon Code ID',
    'Postal code',
    'Discount',
    'Product code',
    'Country Code',
  ])('is not one that looks like it: %s', (heading) => {
    expect(order(heading, 'ADA10')).not.toHaveProperty('couponCodes');
  });

  it('is the one that is called so, whatever stands before it', () => {
    expect(order('Referral promo code text', 'BO5', [',Coupon Code', ',ADA10']).couponCodes).toEqual([
      'ADA10',
    ]);
  });
});

it('an order of a German shop’s back office has its number, day and sums', () => {
  const { guessed, bodies } = read(
    'orders',
    'Auftragsnummer;Auftragsdatum;Gesamtbetrag Brutto;Gesamtbetrag Netto;Währung;Gutscheincode\nAU-4711;20.11.2026;1.060,61;891,27;EUR;ADA10\n',
  );
  expect(guessed).toBe('orders');
  expect(bodies).toMatchObject([
    {
      externalId: 'AU-4711',
      amount: { value: '1060.61' },
      netAmount: { value: '891.27' },
      couponCodes: ['ADA10'],
    },
  ]);
});
