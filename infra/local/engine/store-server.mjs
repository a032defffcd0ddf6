import { createRequire } from 'node:module';
import dynalite from 'dynalite';

letIteratorsReturn();
readAtOnce();

/** dynalite with its files in `path`, not listening yet. */
export function createStoreServer(path) {
  const server = dynalite({ path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  server.keepAliveTimeout = 60_000;
  return server;
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
