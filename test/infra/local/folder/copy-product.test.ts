import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { copyProduct } from '../../../../infra/local/folder/copy-product.ts';

it('what is carried in and appended while the tables are copied is read again after a restore: nothing falls between', async () => {
  const base = mkdtempSync(join(tmpdir(), 'vouch-copy-'));
  const [from, to] = [join(base, 'from'), join(base, 'to')];
  mkdirSync(join(from, 'journal'), { recursive: true });
  mkdirSync(to);
  const journal = (name: string) => join(from, 'journal', name);
  const readTo = (offset: number) =>
    writeFileSync(journal('drained.json'), JSON.stringify({ file: '1.ndjson', offset }));
  writeFileSync(
    join(from, 'watermark.json'),
    '{"mark":7,"clean":false,"journal":[{"file":"1.ndjson","bytes":8}]}',
  );
  writeFileSync(journal('1.ndjson'), 'old\nnew\n');
  readTo(4);

  const entries = await copyProduct(from, to, async (target) => {
    mkdirSync(target);
    // The tables were copied a moment ago; now the carrier and the followers go on.
    readTo(8);
    appendFileSync(journal('1.ndjson'), 'late\n');
    writeFileSync(journal('2.ndjson'), 'later\n');
    return 42;
  });

  const copied = (...name: string[]) => readFileSync(join(to, ...name), 'utf8');
  expect(entries).toBe(42);
  expect(JSON.parse(copied('journal', 'drained.json'))).toEqual({ file: '1.ndjson', offset: 4 });
  expect(copied('journal', '1.ndjson')).toBe('old\nnew\nlate\n');
  expect(copied('journal', '2.ndjson')).toBe('later\n');
  // Files of the journal are carried in and go while we copy: the copy promises none of them.
  expect(JSON.parse(copied('watermark.json'))).toEqual({ mark: 7, clean: false, journal: [] });
  rmSync(base, { recursive: true });
});
