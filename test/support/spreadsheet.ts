import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Where LibreOffice is on this machine; tests that open files in it name themselves skipped without it. */
export const sofficePath = [
  process.env['VOUCH_SOFFICE'] ?? '',
  '/usr/bin/soffice',
  '/usr/bin/libreoffice',
].find((path) => path && existsSync(path));

/** LibreOffice's number of a locale, as its import dialog passes it on. */
const LCID: Record<string, number> = {
  'en-US': 1033,
  'en-GB': 2057,
  'de-DE': 1031,
  'fr-FR': 1036,
  'es-ES': 3082,
};

/** What a cell became: a number, a day (ISO) or a text, or the formula that it runs. */
export type Opened = { kind: 'float' | 'date' | 'string' | 'formula' | 'other'; value: string };
type Opening = {
  separator: string;
  locale: string /** The dialog's "format quoted field as text". */;
  quotedAsText: boolean;
  /** The dialog's "detect special numbers": it looks for days, hours and fractions too. */
  detect?: boolean;
};

const run = promisify(execFile);

/** The file as LibreOffice opens it, row by row. */
export async function openInCalc(
  bytes: string,
  { separator, locale, quotedAsText, detect = false }: Opening,
): Promise<Opened[][]> {
  const folder = await mkdtemp(join(tmpdir(), 'calc-'));
  try {
    await writeFile(join(folder, 'file.csv'), bytes);
    const options = [separator.charCodeAt(0), 34, 76, 1, '', LCID[locale] ?? 0, quotedAsText, detect].join(
      ',',
    );
    await run(
      sofficePath ?? '',
      [
        `-env:UserInstallation=file://${folder}/profile`,
        ...['--headless', `--infilter=CSV:${options}`, '--convert-to', 'fods', '--outdir', folder],
        join(folder, 'file.csv'),
      ],
      { timeout: 120_000 },
    );
    return cellsOf(await readFile(join(folder, 'file.fods'), 'utf8'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function cellsOf(fods: string): Opened[][] {
  const rows = [...fods.matchAll(/<table:table-row[^>]*>(.*?)<\/table:table-row>/gs)];
  return rows.map(([, row = '']) =>
    [...row.matchAll(/<table:table-cell([^>]*?)(?:\/>|>(.*?)<\/table:table-cell>)/gs)].flatMap(
      ([, attributes = '', body = '']) => {
        const times = Number(/number-columns-repeated="(\d+)"/.exec(attributes)?.[1] ?? 1);
        return Array<Opened>(times > 100 ? 0 : times).fill(cellOf(attributes, body));
      },
    ),
  );
}

function cellOf(attributes: string, body: string): Opened {
  const told = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(attributes)?.[1];
  const formula = told('table:formula');
  if (formula !== undefined) return { kind: 'formula', value: formula };
  const kind = told('office:value-type') ?? 'string';
  if (kind === 'float') return { kind, value: told('office:value') ?? '' };
  if (kind === 'date') return { kind, value: told('office:date-value') ?? '' };
  if (kind !== 'string') return { kind: 'other', value: kind };
  const lines = [...body.matchAll(/<text:p[^>]*>(.*?)<\/text:p>/gs)].map(([, text = '']) => plain(text));
  return { kind, value: lines.join('\n') };
}

const plain = (xml: string): string =>
  xml
    .replace(/<text:tab\/>/g, '\t')
    .replace(/<text:s(?: text:c="(\d+)")?\/>/g, (_, count) => ' '.repeat(Number(count ?? 1)))
    .replace(/<[^>]+>/g, '')
    .replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => ENTITIES[name] ?? '');
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
