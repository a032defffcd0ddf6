import { createRequire } from 'node:module';
import dynalite from 'dynalite';
import { answerCall, answerLines, makingStore } from './quick-answers.mjs';

letIteratorsReturn();
readAtOnce();
const opened = rememberOpened();

const makeStore = (path) =>
  makingStore(() => dynalite({ path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 }));

/** The same engine in memory, with a way to ask it in this process: `ask(operation, body, say)`. */
export function createStoreInMemory() {
  const { server, store } = makeStore();
  return { server, ask: (operation, asked, say) => answerCall(store, operation, asked, say) };
}

/** dynalite with its files in `path`, not listening yet. `copyTo`: the header of requests for a copy of them. */
export function createStoreServer(path, copyTo) {
  const { server, store } = makeStore(path);
  answerLines(server, store);
  server.keepAliveTimeout = 60_000;
  if (copyTo) takeCopyRequests(server, path, copyTo);
  return server;
}

/** Besides DynamoDB's requests: a copy of everything as it is at this moment, while writes go on. */
function takeCopyRequests(server, path, copyTo) {
  const [answer] = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    const target = request.headers[copyTo];
    if (!target) return answer(request, response);
    copyLevel(opened.get(path), decodeURIComponent(target)).then(
      (count) => response.end(JSON.stringify({ count })),
      (reason) => response.writeHead(500).end(String(reason?.message ?? reason)),
    );
  });
}

const COPIED_AT_ONCE = 1_000;
const AS_IT_IS = { keyEncoding: 'buffer', valueEncoding: 'buffer' };

/** An iterator sees the store as it was when it was made, whatever is written meanwhile. */
async function copyLevel(from, target) {
  const { Level } = fromDynalite(['level']);
  const iterator = from.iterator({ ...AS_IT_IS, fillCache: false });
  const to = new Level(target, { ...AS_IT_IS, errorIfExists: true });
  let count = 0;
  try {
    await to.open();
    for (;;) {
      const entries = await iterator.nextv(COPIED_AT_ONCE);
      if (entries.length === 0) return count;
      await to.batch(entries.map(([key, value]) => ({ type: 'put', key, value })));
      count += entries.length;
    }
  } finally {
    await iterator.close();
    await to.close();
  }
}

/** dynalite hands its store to nobody: here it is found by its path. */
function rememberOpened() {
  const { Level } = fromDynalite(['level']);
  const stores = new Map();
  const { _open: open } = Level.prototype;
  Level.prototype._open = function openAndRemember(...args) {
    stores.set(this.location, this);
    return open.apply(this, args);
  };
  return stores;
}

/**
 * dynalite 4.0.0 ends its reads by `iterator.return()`, which abstract-level 3 doesn't have (it is `close`): each Query and
 * Scan left an iterator open for good, some kilobytes of memory and files that LevelDB may never delete. A million
 * clicks counted held 6 GB. Here the iterators get what dynalite asks for.
 */
function letIteratorsReturn() {
  for (const Iterator of iteratorsOfDynalite()) {
    Iterator.prototype.return ??= function close() {
      return this.close();
    };
  }
}

/**
 * Single reads answer at once instead of by way of libuv's threads: the way there and back costs ten times as long as
 * LevelDB needs for its answer, and dynalite asks for the table's definition with every request.
 */
function readAtOnce() {
  const { Level } = fromDynalite(['level']);
  const { get } = Level.prototype;
  Level.prototype.get = async function getAtOnce(key, options) {
    return this.status === 'open' ? this.getSync(key, options) : get.call(this, key, options);
  };
}

/** The very classes that dynalite's store makes, whichever copies npm laid where. */
export function iteratorsOfDynalite() {
  const names = ['level', 'classic-level', 'abstract-level'];
  const { AbstractKeyIterator, AbstractValueIterator } = fromDynalite(names);
  return [AbstractKeyIterator, AbstractValueIterator];
}

/** The last of these packages' exports, as the one before requires it, the first as dynalite does. */
export function fromDynalite(names) {
  let from = createRequire(import.meta.url);
  for (const name of ['dynalite', ...names.slice(0, -1)]) from = createRequire(from.resolve(name));
  return from(names.at(-1));
}
