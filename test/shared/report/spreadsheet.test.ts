import { describe, expect, it } from 'vitest';
import { conventionOf } from '../../../shared/domain/csv.ts';
import type { BestRow } from '../../../shared/domain/report/snapshot.ts';
import { renderTable } from '../../../shared/report/render/table-csv.ts';
import { NOON } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';
import { aSnapshot, HOSTILE } from '../../support/report-builders.ts';
import { type Opened, openInCalc, sofficePath } from '../../support/spreadsheet.ts';

const LOCALES = ['en-GB', 'en-US', 'de-DE', 'fr-FR', 'es-ES'];
const float = (value: number): Opened => ({ kind: 'float', value: String(value) });
const date = (value: string): Opened => ({ kind: 'date', value });
const string = (value: string): Opened => ({ kind: 'string', value });

/** A best post whose creator's names a spreadsheet would love to change. */
function aNamedWeek(change: Partial<BestRow> = {}) {
  const row: BestRow = {
    ...{ id: 'pst_1', name: 'Zoë Müller', handle: '@0815', platform: 'instagram', stage: 'campaign' },
    ...{ publishedOn: '2026-11-09', clicks: 420, orders: 1.5, netRevenueMinor: 123_456, spendMinor: null },
    ...change,
  };
  return aSnapshot({ best: { creators: { rows: [row] }, posts: { rows: [row] } } });
}

describe('the tables of a week, as bytes', () => {
  it('begin with a BOM, end lines with CRLF, and speak the reader’s language and numbers', () => {
    const [head, first] = renderTable(aNamedWeek(), 'posts', 'de-DE').split('\r\n');
    expect(head).toBe(
      '\ufeff"Woche";"Creator";"Profilname";"Veröffentlicht am";"Plattform";"Stufe";"Klicks";"Best.";"Nettoumsatz (EUR)";"Ausgaben (EUR)"',
    );
    expect(first).toBe(
      '"2026-W46";"Zoë Müller";"\'@0815";2026-11-09;"Instagram";"Kampagne";420;1,5;1234,56;',
    );
  });

  it('tell each stage with its total, and why an ROI is missing', () => {
    const lines = renderTable(aSnapshot(), 'stages', 'en-US').slice(1).split('\r\n');
    expect(lines.map((line) => line.split(',')[1])).toEqual([
      ...['"Stage"', '"Micro-content"', '"Campaign"', '"Community"', '"Total"', undefined],
    ]);
    expect(lines.at(-2)).toMatch(/^"2026-W46","Total",20,1788,\d+,52,4182\.60,[\d.]*,1356\.50,85,31,142,$/);
  });
});

describe.skipIf(!sofficePath)('in the real LibreOffice (skipped where none is found)', () => {
  it.each(LOCALES)('%s: a table opens with its words, numbers and days as what they are', async (locale) => {
    const { separator } = conventionOf(locale);
    const bytes = renderTable(aNamedWeek(), 'posts', locale);
    const rows = await openInCalc(bytes, { separator, locale, quotedAsText: false });
    expect(rows[0]?.map(({ kind }) => kind)).toEqual(Array(10).fill('string'));
    const [week, name, handle, day, platform, , ...figures] = rows[1] ?? [];
    expect([week, name, handle, day, platform]).toEqual([
      ...[
        string('2026-W46'),
        string('Zoë Müller'),
        string("'@0815"),
        date('2026-11-09'),
        string('Instagram'),
      ],
    ]);
    expect(figures.slice(0, 3)).toEqual([float(420), float(1.5), float(1234.56)]);
    expect(rows.at(-1)?.[0]).toEqual(string('2026-W46'));
  });

  it.each(LOCALES)('%s: nothing that people are called runs', async (locale) => {
    const { separator } = conventionOf(locale);
    const bytes = renderTable(aNamedWeek({ name: HOSTILE.formula, handle: '=1+1;=2' }), 'creators', locale);
    const rows = await openInCalc(bytes, { separator, locale, quotedAsText: false });
    expect(rows.flat().filter(({ kind }) => kind === 'formula')).toEqual([]);
    expect(rows[1]?.slice(1, 3).map(({ value }) => value)).toEqual([`'${HOSTILE.formula}`, "'=1+1;=2"]);
  });
});

describe.skipIf(!sofficePath)('orders in the real LibreOffice (skipped where none is found)', () => {
  const host = apiOfFile();
  const ORDERS = [
    ...[
      ['0012345', 'MARA10'],
      ['820982911946154508', '1E5'],
      ['10/11', '0815'],
      ['#1001', 'DEC25'],
    ],
    ...[
      ['2026-11-09', 'true'],
      ['R-77', 'a;=1+1'],
      ['-5', '=1+1'],
      ['1.50', 'Sock, red'],
      ['0012', '3PM'],
    ],
    ...[
      ['1-2', '(5)'],
      ['+491701234567', '.5'],
      ['5-', '1 1/2'],
      ['@1001', '12%'],
    ],
  ] as const;

  async function ordersAs(
    query: string,
    opening: Parameters<typeof openInCalc>[1],
  ): Promise<Map<string, Opened[]>> {
    for (const [number, code] of ORDERS) {
      const body = {
        ...{ kind: 'sale', externalId: number, occurredAt: new Date(NOON).toISOString() },
        ...{ netAmount: { amount: 123_456, currency: 'EUR' }, couponCodes: [code] },
      };
      expect([200, 201]).toContain((await host.api.sock.as.post('/v1/conversions', body)).status);
    }
    const { text } = await host.api.sock.as.get(
      `/v1/exports/conversions.csv?from=2026-10-05&to=2026-10-05${query}`,
    );
    const [head = [], ...rows] = await openInCalc(`\ufeff${text.replace(/^\ufeff/, '')}`, opening);
    const at = (name: string) => head.findIndex(({ value }) => value === name);
    const columns = ['orderNumber', 'couponCodes', 'netAmount', 'day'].map(at);
    return new Map(
      rows.map((row) => {
        const cells = columns.map((column) => row[column] ?? string(''));
        return [(cells[0]?.value ?? '').replace(/^'/, ''), cells];
      }),
    );
  }

  it('the machines’ file keeps number and code of every order where quoted fields are text', async () => {
    const opened = await ordersAs('', { separator: ',', locale: 'en-US', quotedAsText: true });
    for (const [number, code] of ORDERS)
      expect(opened.get(number)).toEqual([
        string(/^[-+@]/.test(number) ? `'${number}` : number),
        string(/^=/.test(code) ? `'${code}` : code),
        float(1234.56),
        date('2026-10-05'),
      ]);
  });

  it.each(['de-DE', 'en-US', 'fr-FR', 'es-ES'])(
    '%s: a file to open by hand keeps them whatever the dialog says',
    async (locale) => {
      const opening = { separator: conventionOf(locale).separator, locale };
      for (const said of [
        { quotedAsText: false, detect: true },
        { quotedAsText: true, detect: false },
      ]) {
        const opened = await ordersAs(`&locale=${locale}`, { ...opening, ...said });
        for (const [number, code] of ORDERS) {
          const [order, coupon, amount, day] = opened.get(number) ?? [];
          expect([order?.kind, coupon?.kind]).toEqual(['string', 'string']);
          expect([number, `'${number}`]).toContain(order?.value);
          expect([code, `'${code}`]).toContain(coupon?.value);
          expect([amount, day]).toEqual([float(1234.56), date('2026-10-05')]);
        }
      }
    },
  );
});
