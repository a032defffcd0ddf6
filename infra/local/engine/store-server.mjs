import { createRequire } from 'node:module';
import dynalite from 'dynalite';

/** dynalite with its files in `path`, not listening yet. */
export function createStoreServer(path) {
  letIteratorsReturn();
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

/** The very classes that dynalite's store makes, whichever copies npm laid where. */
export function iteratorsOfDynalite() {
  let from = createRequire(import.meta.url);
  for (const name of ['dynalite', 'level', 'classic-level']) from = createRequire(from.resolve(name));
  const { AbstractKeyIterator, AbstractValueIterator } = from('abstract-level');
  return [AbstractKeyIterator, AbstractValueIterator];
}
