import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type ColumnBlock, fromColumns, toColumns } from '../../../shared/data/table/columns.ts';
import { pack, unpack } from '../../../shared/data/table/packed.ts';

const throughTheTable = (rows: object[]): object[] =>
  fromColumns<object>(unpack<ColumnBlock | object>(pack<ColumnBlock | object>(toColumns(rows))));

/** To the byte: what JSON would have kept of them, in the order of their fields. */
function holds(rows: object[]): void {
  expect(JSON.stringify(throughTheTable(rows))).toBe(JSON.stringify(rows));
}

it('rows of any fields read back as JSON would have kept them', () => {
  const value = fc.jsonValue({ maxDepth: 3 });
  const name = fc.oneof(fc.constantFrom('a', 'b', '1', 'toJSON', '__proto__', 'columns '), fc.string());
  const row = fc.dictionary(
    name,
    fc.oneof(value, fc.constantFrom(undefined, Number.NaN, -0, [undefined], new Date(0))),
  );
  fc.assert(fc.property(fc.array(row, { maxLength: 60 }), holds));
});

it('rows alike, in more shapes than have columns and in more than one block, keep their order', () => {
  const rows = Array.from({ length: 2_345 }, (_, index) => ({
    kind: index % 3 ? 'booked' : 'void',
    order: { id: `cnv_${index}`, at: 1_782_965_967_000 + index, [`only${index % 17}`]: index % 5 === 0 },
    touches: Array.from({ length: index % 4 }, (_, nth) => ({ linkId: `lnk_${index % 7}`, share: nth })),
    ...(index % 2 ? { more: [{ of: [{ a: 1 }, { a: index }] }, { of: [{ a: 1 }] }] } : {}),
  }));
  holds(rows);
});

it('rows from before there were columns are read as they are, beside those in columns', () => {
  const [one, other] = [{ kind: 'booked' }, { kind: 'void' }];
  expect(fromColumns<object>([one, ...toColumns([other, one])])).toEqual([one, other, one]);
});

it('reads the form before this one, in which lists were of one', () => {
  const parts = [{ shape: { a: [{ b: 0 }] }, columns: [[1, 2]] }];
  const former = { columns: 1, rows: 2, parts, others: [] } as unknown as ColumnBlock;
  expect(fromColumns<object>([former])).toEqual([{ a: [{ b: 1 }] }, { a: [{ b: 2 }] }]);
});

it('refuses a form that it does not know, and columns of other lengths than there are rows', () => {
  const [block] = toColumns([{ a: 1 }, { a: 2 }]) as [ColumnBlock];
  expect(() => fromColumns<object>([{ ...block, columns: 3 }])).toThrow('does not read: 3');
  const [part] = block.parts;
  const shorter = { ...block, parts: [{ ...part, columns: [[1]] }] } as ColumnBlock;
  expect(() => fromColumns<object>([shorter])).toThrow('1 values of 2 rows');
});
