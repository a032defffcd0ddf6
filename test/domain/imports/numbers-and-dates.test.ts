import { describe, expect, it } from 'vitest';
import { momentWritten, orderOf, readDate } from '../../../shared/domain/imports/cells/dates.ts';
import {
  type DecimalReading,
  decimalOf,
  readNumber,
  readWhole,
} from '../../../shared/domain/imports/cells/numbers.ts';

describe('the decimal sign of a column', () => {
  it.each<[string, string[], DecimalReading]>([
    ['both marks in one cell', ['1.234,50', '12'], ','],
    ['both marks, English', ['1,234.50', '1,234'], '.'],
    ['a mark that stands twice groups', ['1.234.567', '1.234'], ','],
    ['two digits behind', ['49,90', '1,234'], ','],
    ['one digit behind', ['11.5', '1.234'], '.'],
    ['three digits behind a nought', ['0,125', '1,250'], ','],
    ['four digits before', ['1234.567'], '.'],
    ['only values that could be both', ['1.234', '12.345', ''], 'open'],
    ['a column that does both', ['1,5', '2.5'], 'mixed'],
    ['whole numbers', ['1', '22', '333'], 'none'],
    ['what is not known says nothing', ['--', 'n/a', '', 'undefined', '1.234'], 'open'],
    ['French groups', ['1\u202f234,50', '12'], ','],
    ['Swiss groups', ['1’234.50'], '.'],
    ['money with its sign', ['€ 1.234,50', '99 €'], ','],
    ['money with its code', ['1,234.50 USD'], '.'],
    ['India', ['1,23,456.50'], '.'],
    ['shortened', ['1.2K', '18,400'], '.'],
    ['prices without cents', ['1.250,-', '49,– €'], ','],
    ['nothing', [], 'none'],
  ])('%s', (_title, cells, sign) => expect(decimalOf(cells)).toBe(sign));
});

describe('a number', () => {
  it.each<[string, '.' | ',' | undefined, string | undefined]>([
    ['1.234,50', ',', '1234.50'],
    ['1,234.50', '.', '1234.50'],
    ['(12.00)', '.', '-12.00'],
    ['1 234,50-', ',', '-1234.50'],
    ['\u22125,5', ',', '-5.5'],
    ['150,- €', ',', '150.00'],
    ['CHF 150.—', '.', '150.00'],
    ['-150,-', ',', '-150.00'],
    ['12.345', ',', '12345'],
    ['12.345', '.', '12.345'],
    ['1.2K', '.', '1200'],
    ['1,2 Mio.', ',', '1200000'],
    ['12,3\u00a0mil', ',', '12300'],
    ['3 Tsd.', undefined, '3000'],
    ['1.25K', '.', '1250'],
    ['$1,234.50', '.', '1234.50'],
    ['99 kr', undefined, '99'],
    ['1,23,456.50', '.', '123456.50'],
    ['0009', undefined, '9'],
    ['.5', '.', '0.5'],
    ['-,50 €', ',', '-0.50'],
    ['.', undefined, undefined],
    ['12.34.56', ',', undefined],
    ['1.23', ',', undefined],
    ['1,3 Mrd.', ',', '1300000000'],
    ['2 bn', undefined, '2000000000'],
    ['12,5 B', ',', undefined],
    ['13 B', undefined, undefined],
    ['12%', undefined, undefined],
    ['0x1F', undefined, undefined],
    ['1e5', undefined, undefined],
    ['five', undefined, undefined],
    ['', undefined, undefined],
  ])('%s under %s is %s', (cell, sign, value) => expect(readNumber(cell, sign)).toBe(value));

  it.each<[string, '.' | ',' | undefined, number | undefined]>([
    ['18,400', undefined, 18_400],
    ['18.400', undefined, 18_400],
    ['1.5', '.', undefined],
    ['-3', undefined, undefined],
    ['17841405309211844123', undefined, undefined],
  ])('a count: %s under %s is %s', (cell, sign, value) => expect(readWhole(cell, sign)).toBe(value));
});

describe('the order of day and month in a column', () => {
  it.each<[string, string[], ReturnType<typeof orderOf>['is']]>([
    ['a first part over 12', ['03/04/2026', '13/04/2026'], 'dmy'],
    ['a second part over 12', ['03/04/2026', '04/13/2026'], 'mdy'],
    ['none over 12', ['03/04/2026', '05/06/2026'], 'open'],
    ['both', ['13/04/2026', '04/13/2026'], 'mixed'],
    ['full stops', ['03.04.2026'], 'dmy'],
    ['ISO', ['2026-04-03', '2026-04-03T10:00:00Z'], 'none'],
    ['months by name', ['Sep 1, 2026'], 'none'],
    ['with times', ['09/15/2026 18:00', '09/03/2026 6:05 PM'], 'mdy'],
    ['short years', ['4-3-26', '14-3-26'], 'dmy'],
  ])('%s', (_title, cells, order) => expect(orderOf(cells).is).toBe(order));
});

describe('a date', () => {
  it.each<[string, 'dmy' | 'mdy', unknown]>([
    ['04/03/2026', 'dmy', { day: '2026-03-04' }],
    ['04/03/2026', 'mdy', { day: '2026-04-03' }],
    ['04.03.2026', 'mdy', { day: '2026-03-04' }],
    ['15.09.2026 18:00', 'dmy', { day: '2026-09-15', time: '18:00:00' }],
    ['9/15/26, 6:05\u202fPM', 'mdy', { day: '2026-09-15', time: '18:05:00' }],
    ['12/01/2026 12:30 AM', 'mdy', { day: '2026-12-01', time: '00:30:00' }],
    ['20261001', 'dmy', { day: '2026-10-01' }],
    ['2026-10-01', 'dmy', { day: '2026-10-01' }],
    ['2026/10/1', 'dmy', { day: '2026-10-01' }],
    ['2026-08-22T00:00:00', 'dmy', { day: '2026-08-22', time: '00:00:00' }],
    ['2026-10-02 17:09:34 +0200', 'dmy', { at: Date.parse('2026-10-02T15:09:34Z') }],
    ['1793693742', 'dmy', { at: 1_793_693_742_000 }],
    ['Sep 1, 2026', 'dmy', { day: '2026-09-01' }],
    ['Tue, Jul 14, 2026', 'dmy', { day: '2026-07-14' }],
    ['14 July 2026', 'dmy', { day: '2026-07-14' }],
    ['4 mars 2026', 'dmy', { day: '2026-03-04' }],
    ['1. Okt. 2026', 'dmy', { day: '2026-10-01' }],
    ['1er août 2026', 'dmy', { day: '2026-08-01' }],
    ['3 de octubre de 2026', 'dmy', { day: '2026-10-03' }],
    ['August 31', 'dmy', { day: '2026-08-31' }],
    ['December 31', 'dmy', { day: '2025-12-31' }],
    ['46296', 'dmy', { day: '2026-10-01' }],
    ['46296.5', 'dmy', { day: '2026-10-01', time: '12:00:00' }],
    ['1 ottobre 2026', 'dmy', { day: '2026-10-01' }],
    ['3 mei 2026', 'dmy', { day: '2026-05-03' }],
    ['3 maart 2026', 'dmy', { day: '2026-03-03' }],
    ['1 de março de 2026', 'dmy', { day: '2026-03-01' }],
    ['1 września 2026', 'dmy', { day: '2026-09-01' }],
    ['1 listopada 2026', 'dmy', undefined],
    ['1/10/26', 'dmy', { day: '2026-10-01' }],
    ['26/10/03', 'dmy', undefined],
    ['26-11-15', 'dmy', undefined],
    ['01/01/70', 'dmy', undefined],
    ['31/02/2026', 'dmy', undefined],
    ['13/13/2026', 'dmy', undefined],
    ['2026-02-30', 'dmy', undefined],
    ['04/03/2026 25:00', 'dmy', undefined],
    ['Post 5', 'dmy', undefined],
    ['Lifetime', 'dmy', undefined],
    ['0023', 'dmy', undefined],
    ['', 'dmy', undefined],
  ])('%s, %s', (cell, order, date) => expect(readDate(cell, order, '2026-11-27')).toEqual(date));

  it('without a year is one only beside the day of its export', () => {
    expect(readDate('August 31', 'dmy')).toBeUndefined();
    expect(readDate('August 31, 2026', 'dmy')).toEqual({ day: '2026-08-31' });
    expect(orderOf(['August 31']).is).toBe('none');
  });

  it('without a zone is the brand’s: a summer day and a winter one', () => {
    const at = (day: string) =>
      new Date(momentWritten({ day, time: '18:00:00' }, 'Europe/Berlin')).toISOString();
    expect(at('2026-07-01')).toBe('2026-07-01T16:00:00.000Z');
    expect(at('2026-12-01')).toBe('2026-12-01T17:00:00.000Z');
  });
});

describe('a time behind a date', () => {
  it.each<[string, unknown]>([
    ['02-Oct-2026', { day: '2026-10-02' }],
    ['02/Oct/2026', { day: '2026-10-02' }],
    ['2-Oct-26', { day: '2026-10-02' }],
    ['2026-Oct-02', { day: '2026-10-02' }],
    ['Oct-02-2026', { day: '2026-10-02' }],
    ['15-09-2026', { day: '2026-09-15' }],
    ['15. 9. 2026', { day: '2026-09-15' }],
    ['2026. 10. 02.', { day: '2026-10-02' }],
    ['02.10.2026 17:09 Uhr', { day: '2026-10-02', time: '17:09:00' }],
    ['02.10.2026, 17.09 Uhr', { day: '2026-10-02', time: '17:09:00' }],
    ['2. Oktober 2026 um 17 Uhr', { day: '2026-10-02', time: '17:00:00' }],
    ['02/10/2026 18h30', { day: '2026-10-02', time: '18:30:00' }],
    ['02/10/2026 à 18 h', { day: '2026-10-02', time: '18:00:00' }],
    ['vendredi 2 octobre 2026 à 18:30', { day: '2026-10-02', time: '18:30:00' }],
    ['ven. 2 oct. 2026 18h05', { day: '2026-10-02', time: '18:05:00' }],
    ['venerdì 2 ottobre 2026 alle ore 18:30', { day: '2026-10-02', time: '18:30:00' }],
    ['vrijdag 2 oktober 2026 om 18:30 uur', { day: '2026-10-02', time: '18:30:00' }],
    ['Fri Oct 2 2026 18:30:00 GMT+0200 (CEST)', { at: Date.parse('2026-10-02T16:30:00Z') }],
    ['Oct 2, 2026 6 PM', { day: '2026-10-02', time: '18:00:00' }],
    ['Oct 2, 2026 at 6:05 p.m.', { day: '2026-10-02', time: '18:05:00' }],
    ['2026-11-02 10:00 +0100', { at: Date.parse('2026-11-02T09:00:00Z') }],
    ['2026-11-02 10:00:30 +01', { at: Date.parse('2026-11-02T09:00:30Z') }],
    ['02.11.2026 10:00 CET', { at: Date.parse('2026-11-02T09:00:00Z') }],
    ['02.11.2026 10:00 MEZ', { at: Date.parse('2026-11-02T09:00:00Z') }],
    ['02.07.2026 10:00 Europe/Berlin', { at: Date.parse('2026-07-02T08:00:00Z') }],
    ['02.11.2026 10:00 UTC-3', { at: Date.parse('2026-11-02T13:00:00Z') }],
    ['11/02/2026 10:00 AM PST', { at: Date.parse('2026-02-11T18:00:00Z') }],
    ['02/11/2026 10:00 AM PST', { at: Date.parse('2026-11-02T18:00:00Z') }],
    ['02.11.2026 10:00 CST', undefined],
    ['02.11.2026 10:00 IST', undefined],
    ['02.10.2026 24:00', { day: '2026-10-03', time: '00:00:00' }],
    ['31.12.2026 24:00:00', { day: '2027-01-01', time: '00:00:00' }],
    ['02.10.2026 24:01', undefined],
    ['02.10.2026 18h75', undefined],
    ['Week 3 Oct 2026', undefined],
    ['5 Post', undefined],
  ])('%s', (cell, date) => expect(readDate(cell, 'dmy', '2026-11-27')).toEqual(date));
});
