import { existsSync } from 'node:fs';
import { createDomainLookup, type DomainHolder } from '../../../shared/data/links/domain-lookup.ts';
import { createRouteLookup } from '../../../shared/data/links/route-lookup.ts';
import { routeOnDomain } from '../../../shared/data/links/route-on-domain.ts';
import type { ProxyTrust } from '../../../shared/domain/click/client-address.ts';
import { hostOfHeader } from '../../../shared/domain/link/host-name.ts';
import type { LinkRoute } from '../../../shared/domain/link/link-route.ts';
import { findFormat, guessFormat, LOG_FORMATS, type LogFormat } from '../logs/log-formats.ts';
import { proxiesOf } from '../logs/proxies.ts';
import { readLines } from '../logs/read-lines.ts';
import { countOf, tellRefusals } from '../logs/refusals.ts';
import { formatIn, zoneTold } from '../logs/zone-told.ts';
import { UsageError } from '../settings.ts';
import { openProduct, type Product, progressLine, readOptions, runCommand } from './command.ts';
import { EVERY_PATH, type ImportOptions, type ImportSummary, importLog, pathsOf } from './import-log.ts';

const NAMES = LOG_FORMATS.map(({ name }) => name).join('|');
const HELP = `npm run import -- FILE [--format FORMAT] [--zone ZONE] [--domain HOST] [--link SLUG [--path PATH]] [--any-answer] [--proxies LIST]

Replays a server's access log (plain or gzip) as clicks: the same judgement as for live clicks, with the log's own times.
Each line's own path says which link it was for, so that one run fills all links. It may be stopped and started again,
or run twice: a line is one click, whose id is made from the line. docs/import-logs.md tells it in one page.

  --format FORMAT   guessed from the first lines and named; or one of
${LOG_FORMATS.map(({ name, about }) => `                      ${name.padEnd(14)} ${about}`).join('\n')}
  --zone ZONE       whose clock the log's times are on, where they name none: Europe/Berlin
  --domain HOST     the log is of this domain of a brand's own: its links come first
  --link SLUG       count for this link, whatever the log's paths are called
  --path PATH       with --link: the path in the log that was this link's ('*': all of them)
  --any-answer      count what was not answered with a redirect, and other methods than GET and HEAD
  --proxies LIST    addresses or networks of proxies in front, with commas (private networks always are)

ndjson is one object a line: {"at": "2026-11-22T10:00:00Z", "address", "method", "path", "query", "status", "userAgent",
"referer", "headers", "country"}; "at" is needed, and "path" unless there is --link. Lines that count for nothing are told
by number and reason; lines up to ten minutes out of order are put into the order of time. Addresses are hashed with a
salt that is deleted.`;

const FIRST_LINES = 20;

await runCommand(async () => {
  const { values, positionals } = readOptions(HELP, {
    format: { type: 'string' },
    zone: { type: 'string' },
    domain: { type: 'string' },
    link: { type: 'string' },
    path: { type: 'string' },
    'any-answer': { type: 'boolean' },
    proxies: { type: 'string' },
  });
  const [file, ...more] = positionals;
  if (!file || more.length > 0) throw new UsageError('name one FILE; see --help');
  if (!existsSync(file)) throw new UsageError(`there is no file ${file}`);
  const format = await formatOf(
    file,
    values.format as string | undefined,
    namedZone(values.zone as string | undefined),
  );
  const options = {
    file,
    format,
    proxies: namedProxies(values.proxies as string | undefined),
    anyAnswer: values['any-answer'] === true,
    show: progressLine(),
  };
  const path = await pathFor(options, values.link as string | undefined, values.path as string | undefined);
  const product = await openProduct();
  const domain = await domainOf(values.domain as string | undefined, product);
  const link = typeof values.link === 'string' ? await linkOf(values.link, domain, product) : undefined;
  const summary = await importLog(
    { ...options, ...(domain ? { domain } : {}), ...(link ? { link } : {}), ...(path ? { path } : {}) },
    product,
  );
  await product.stop();
  const said = tell(summary, file, format);
  if (summary.hits === 0) throw new UsageError(`0 of ${summary.lines} lines were imported\n${said}`);
  console.log(said);
});

async function formatOf(
  file: string,
  named: string | undefined,
  zoned: ReturnType<typeof zoneTold>,
): Promise<LogFormat> {
  const first = await firstLines(file);
  if (/^\s*\{\s*$/.test(first[0] ?? ''))
    throw new UsageError(
      `${file} is JSON over several lines; one object a line can be read: jq -c '.[]' ${file} > lines.json (or the name of the list in it: .events[])`,
    );
  const told = zoned ? first.map(zoned) : first;
  const format = named === undefined ? (guessFormat(told) ?? guessFormat(first)) : findFormat(named);
  if (format) return zoned ? formatIn(format, zoned) : format;
  if (named !== undefined) throw new UsageError(`--format must be one of ${NAMES}`);
  throw new UsageError(
    `the first lines of ${file} are of no format that is known; name one with --format ${NAMES}`,
  );
}

async function firstLines(file: string): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of readLines(file)) {
    if (line.trim() !== '') lines.push(line);
    if (lines.length >= FIRST_LINES) break;
  }
  return lines;
}

function namedZone(name: string | undefined): ReturnType<typeof zoneTold> {
  const zoned = name === undefined ? undefined : zoneTold(name);
  if (name !== undefined && !zoned)
    throw new UsageError(`--zone: ${name} is no zone of the zone database, such as Europe/Berlin`);
  return zoned;
}

function namedProxies(list: string | undefined): ProxyTrust {
  const proxies = proxiesOf(list);
  if (!proxies)
    throw new UsageError(
      `--proxies: ${list} is no list of addresses or networks, such as 198.51.100.3,203.0.113.0/24`,
    );
  return proxies;
}

/** One link has one path: where a log holds several, somebody has to say which. */
async function pathFor(
  options: Omit<ImportOptions, 'link' | 'path'>,
  link: string | undefined,
  path: string | undefined,
): Promise<string | undefined> {
  if (path !== undefined && link === undefined) throw new UsageError('--path goes with --link SLUG');
  if (link === undefined || path !== undefined) return path;
  const [one, other] = await pathsOf(options);
  if (other === undefined) return one;
  throw new UsageError(
    `the log holds several links (${one}, ${other}, …): say which was ${link} with --path ${one}, take all with --path '${EVERY_PATH}', or leave out --link to count each for its own`,
  );
}

async function domainOf(named: string | undefined, { stores }: Product): Promise<DomainHolder | undefined> {
  if (named === undefined) return undefined;
  const host = hostOfHeader(named);
  const known = host === undefined ? undefined : await createDomainLookup(stores.wire, stores.names)(host);
  if (known?.holder) return known.holder;
  throw new UsageError(`--domain: ${named} is no brand's own domain here; for the shared one leave it out`);
}

async function linkOf(
  slug: string,
  domain: DomainHolder | undefined,
  { stores }: Product,
): Promise<LinkRoute> {
  const lookup = createRouteLookup(stores.wire, stores.names);
  const route = await (domain ? routeOnDomain(slug, domain, lookup) : lookup(slug));
  if (!route) throw new UsageError(`there is no link ${slug}; make one with POST /v1/links`);
  return route;
}

function tell(summary: ImportSummary, file: string, format: LogFormat): string {
  const { lines, hits, clicks, excluded, channels, links, refusals, untold, withoutAddress } = summary;
  const table = (counts: Map<string, number>) =>
    [...counts]
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .map(([name, count]) => `    ${name.padEnd(16)} ${String(count).padStart(8)}`);
  return [
    `Imported ${file}`,
    `  format   ${format.name} (${format.about})`,
    `  lines    ${lines}`,
    `  hits     ${hits}`,
    `  clicks   ${clicks}`,
    '  excluded by reason',
    ...table(excluded),
    '  clicks by channel',
    ...table(channels),
    ...(links.size > 1 ? ['  hits by link', ...table(links)] : []),
    ...(untold.size > 0
      ? [`  the log holds no ${[...untold].join(' and no ')}: what that would tell is called "untold"`]
      : []),
    ...(withoutAddress > 0
      ? [`  ${withoutAddress} hits name no client: those of one browser are one visitor's`]
      : []),
    ...(countOf(refusals) > 0
      ? [`  not imported: ${countOf(refusals)} lines`, ...tellRefusals(refusals)]
      : ['  every line could be read']),
  ].join('\n');
}
