import { createHash } from 'node:crypto';
import { createRepeatMemory, markRepeat } from '../../../functions/redirect/repeat-memory.ts';
import { type SealDeps, sealDue } from '../../../functions/seal/seal.ts';
import { drainClicks } from '../../../shared/data/chores/drain.ts';
import { partitionOfClick, SURELY_KEPT_MS } from '../../../shared/data/clicks/click-writer.ts';
import { findStanding } from '../../../shared/data/counts/packed-minutes.ts';
import { recountPartition } from '../../../shared/data/counts/recount.ts';
import type { DomainHolder } from '../../../shared/data/links/domain-lookup.ts';
import { createRouteLookup } from '../../../shared/data/links/route-lookup.ts';
import { routeOnDomain } from '../../../shared/data/links/route-on-domain.ts';
import {
  hourOf,
  type RawPartition,
  rawPartitionKey,
  startOfMinute,
} from '../../../shared/data/table/keys.ts';
import type { Click } from '../../../shared/domain/click/click.ts';
import type { ProxyTrust } from '../../../shared/domain/click/client-address.ts';
import { makeClick } from '../../../shared/domain/click/make-click.ts';
import type { LinkRoute } from '../../../shared/domain/link/link-route.ts';
import { addressesOf, readPath, slugsOf } from '../../../shared/domain/link/read-path.ts';
import { readTarget } from '../../../shared/domain/link/request-target.ts';
import { foldSlug } from '../../../shared/domain/link/slug.ts';
import type { Soon } from '../../../shared/domain/soon.ts';
import { HOUR_MS, MINUTE_MS } from '../../../shared/domain/time/units.ts';
import { countingDeps, now } from '../counting.ts';
import type { LogFormat } from '../logs/log-formats.ts';
import { isRequest, type LoggedRequest } from '../logs/logged-request.ts';
import { readLines } from '../logs/read-lines.ts';
import { noteRefusal, type Refusals } from '../logs/refusals.ts';
import { drainDeps, type Product, saltsOf } from './command.ts';
import { createTimeOrder } from './time-order.ts';

const CHUNK = 1_000;
/** A line may stand so much later in the log than a line of a later request. */
const SLACK_MS = 10 * MINUTE_MS;
/** Clocks differ; what lies further ahead is a wrong date. */
const AHEAD_MS = HOUR_MS;
const REDIRECTS = [301, 302, 303, 307, 308];
const METHODS = ['GET', 'HEAD'];
export const EVERY_PATH = '*';

export type ImportSummary = {
  lines: number;
  hits: number;
  clicks: number;
  excluded: Map<string, number>;
  channels: Map<string, number>;
  /** Hits by slug. */
  links: Map<string, number>;
  refusals: Refusals;
  /** Headers that the log doesn't hold. */
  untold: Set<string>;
  /** Hits of nobody's address. */
  withoutAddress: number;
};

export type ImportOptions = {
  file: string;
  format: LogFormat;
  proxies: ProxyTrust;
  /** Count for this link; left out, each line's own path says which. */
  link?: LinkRoute;
  /** Whose domain the log is of; left out, the one that all brands share. */
  domain?: DomainHolder;
  /** With `link`: the path in the log that was this link's, or `*` for all of them. */
  path?: string;
  /** Count what was answered otherwise than with a redirect too. */
  anyAnswer: boolean;
  show: (progress: string) => void;
};

/**
 * Makes clicks of a log's lines and stores them like late ones. A line is one click, whose id follows from its link, its
 * text and how often the same text came before: the same log twice, or a second half of it, adds nothing twice.
 */
export async function importLog(options: ImportOptions, product: Product): Promise<ImportSummary> {
  const { file, format, proxies, show } = options;
  const summary: ImportSummary = {
    lines: 0,
    hits: 0,
    clicks: 0,
    excluded: new Map(),
    channels: new Map(),
    links: new Map(),
    refusals: new Map(),
    untold: new Set(),
    withoutAddress: 0,
  };
  const read = format.reader(proxies);
  const findLink = linkFinder(options, product);
  const clickOf = clickMaker(product);
  const storing = storeOf(product, summary);
  let number = 0;
  const cut = (why: string) => noteRefusal(summary.refusals, why, number + 1);
  for await (const line of readLines(file, cut)) {
    number++;
    if (line.trim() === '') continue;
    const logged = read(line);
    if (logged === 'no request') continue;
    summary.lines++;
    const refused = isRequest(logged)
      ? refusalOf(logged, options)
      : `could not be read (${logged.unreadable})`;
    const route = refused === undefined && isRequest(logged) ? await findLink(logged.target) : undefined;
    if (!route || !isRequest(logged)) {
      noteRefusal(summary.refusals, refused ?? 'path is no link of ours', number);
      continue;
    }
    for (const header of logged.untold ?? []) summary.untold.add(header);
    if (logged.address === '') summary.withoutAddress++;
    await storing.take({ click: await clickOf(line, logged, route), route, number });
    show(`read ${summary.lines} lines, ${summary.clicks} clicks`);
  }
  show('counting');
  await storing.finish();
  return summary;
}

function refusalOf(
  { method, status, at }: LoggedRequest,
  { anyAnswer }: Pick<ImportOptions, 'anyAnswer'>,
): string | undefined {
  if (at > now() + AHEAD_MS) return 'date lies in the future';
  if (anyAnswer) return undefined;
  if (!METHODS.includes(method.toUpperCase())) return `method is ${method.slice(0, 16)}, not GET`;
  if (status === undefined || REDIRECTS.includes(status)) return undefined;
  return `answered with ${status}, not with a redirect`;
}

/** The link that a line was for; asked once for each path of a log. */
function linkFinder({ link, domain, path: only }: ImportOptions, { stores }: Product) {
  const lookup = createRouteLookup(stores.wire, stores.names);
  const known = new Map<string, LinkRoute | undefined>();
  return async (target: string): Promise<LinkRoute | undefined> => {
    const { path } = readTarget(target);
    if (link) return only === undefined || only === EVERY_PATH || isSamePath(path, only) ? link : undefined;
    if (known.has(path)) return known.get(path);
    const find = (address: string) => (domain ? routeOnDomain(address, domain, lookup) : lookup(address));
    const route = await firstOf(addressesOf(path, readPath(path)), find);
    if (known.size > 10_000) known.clear();
    known.set(path, route);
    return route;
  };
}

async function firstOf(
  addresses: readonly string[],
  find: (address: string) => Soon<LinkRoute | undefined>,
): Promise<LinkRoute | undefined> {
  for (const address of addresses) {
    const route = await find(address);
    if (route) return route;
  }
  return undefined;
}

/** Two spellings of one link's path: letter case, a slash or a full stop behind it. */
const isSamePath = (one: string, other: string): boolean => spellingOf(one) === spellingOf(other);

function spellingOf(path: string): string {
  const slug = slugsOf(path.replace(/^\/+/, ''))[0];
  return slug === undefined ? path : foldSlug(slug);
}

/** The paths that were answered with a redirect, one spelling of each, at most two: one link has one. */
export async function pathsOf(
  options: Pick<ImportOptions, 'file' | 'format' | 'proxies' | 'anyAnswer'>,
): Promise<string[]> {
  const read = options.format.reader(options.proxies);
  const paths = new Map<string, string>();
  for await (const line of readLines(options.file)) {
    if (line.trim() === '') continue;
    const logged = read(line);
    if (!isRequest(logged) || refusalOf(logged, options) !== undefined) continue;
    const { path } = readTarget(logged.target);
    if (!paths.has(spellingOf(path))) paths.set(spellingOf(path), path);
    if (paths.size > 1) break;
  }
  return [...paths.values()];
}

/** A line becomes a click whose id follows from link, line and how often the same line came before. */
function clickMaker(product: Product) {
  const salts = saltsOf(product);
  const seen = new Map<string, number>();
  const keys = [product.folder.secrets.clickKey] as const;
  return (line: string, logged: LoggedRequest, route: LinkRoute): Soon<Click> => {
    const { method, headers, untold, at, address, country } = logged;
    const { query } = readTarget(logged.target);
    const hit = { method: method.toUpperCase(), headers, query, ...(untold ? { untold } : {}) };
    return makeClick(
      { hit, route, at, address, country, nonce: lineDigest(line, seen) },
      { findSalt: salts.find, chooseShard: () => 0, keys, naming: 'none' },
    );
  };
}

/** Equal lines are different clicks: the first, the second, … of their kind. */
function lineDigest(line: string, seen: Map<string, number>): Buffer {
  const name = createHash('sha256').update(line).digest('base64');
  const times = seen.get(name) ?? 0;
  seen.set(name, times + 1);
  return createHash('sha256').update(`${times}|${name}`).digest();
}

type Taken = { click: Click; route: LinkRoute; number: number };

/** Puts clicks into the order of time, as the fold does: what counts is a visitor's first tap, not the log's first line. */
function storeOf(product: Product, summary: ImportSummary) {
  const order = createTimeOrder<Taken & { at: number; id: string }>(SLACK_MS);
  const repeats = createRepeatMemory();
  const touched = new Map<string, RawPartition>();
  const deps = countingDeps(product.stores);
  const isTooLate = lateMinutes(product);
  let chunk: Click[] = [];
  const store = async () => {
    for (const [pk, partition] of await drainClicks(chunk, drainDeps(product))) touched.set(pk, partition);
    chunk = [];
  };
  const settle = async (inOrder: readonly Taken[]) => {
    for (const { click: one, route, number } of inOrder) {
      if (await isTooLate(one)) {
        noteRefusal(
          summary.refusals,
          'its minute was counted and can be counted no more (raw clicks have expired)',
          number,
        );
        continue;
      }
      const click = markRepeat(one, repeats, route.dedupeSeconds);
      note(summary, click, route);
      chunk.push(click);
      if (chunk.length >= CHUNK) await store();
    }
  };
  return {
    take: (taken: Taken) => settle(order.add({ ...taken, at: taken.click.at, id: taken.click.id })),
    async finish(): Promise<void> {
      await settle(order.rest());
      await store();
      await recountOpenHours(touched.values(), deps);
      await sealDue(deps);
    },
  };
}

/**
 * Whether a click's minute was counted from raw clicks that have expired since: a fold of what is left would be smaller,
 * and is refused. Asked once a minute, and only of old ones.
 */
function lateMinutes({ folder, stores }: Product): (click: Click) => Promise<boolean> {
  const keys = [folder.secrets.clickKey] as const;
  const known = new Map<string, boolean>();
  return async (click) => {
    if (click.at > now() - SURELY_KEPT_MS) return false;
    const partition = partitionOfClick(click, keys);
    const pk = rawPartitionKey(partition);
    const answered = known.get(pk);
    if (answered !== undefined) return answered;
    const standing = await findStanding(stores.counts, click.brandId, partition, now());
    const isLate =
      standing !== undefined && standing.tally.hits > (await stores.clicks.listPartition(partition)).length;
    known.set(pk, isLate);
    return isLate;
  };
}

/** Sealed hours were announced and are counted by sealing; the others are counted here. */
async function recountOpenHours(partitions: Iterable<RawPartition>, deps: SealDeps): Promise<void> {
  const through = (await deps.counts.findSealedThrough()) ?? '';
  for (const partition of partitions) {
    if (hourOf(startOfMinute(partition.minute)) > through) await recountPartition(partition, deps.recount);
  }
}

function note(summary: ImportSummary, { verdict }: Click, { slug }: LinkRoute): void {
  const add = (counts: Map<string, number>, name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
  summary.hits++;
  add(summary.links, slug);
  if (verdict.kind === 'excluded') {
    add(summary.excluded, verdict.reason);
    return;
  }
  summary.clicks++;
  add(summary.channels, verdict.channel);
}
