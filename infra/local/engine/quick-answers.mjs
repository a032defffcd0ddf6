import { createRequire } from 'node:module';
import { StringDecoder } from 'node:string_decoder';
import { inOneWrite, LINES, wholeLines } from './lines-of.mjs';
import { parsedOnce } from './parsed-once.mjs';

/**
 * dynalite looks at each request as a stranger's: types of every value by regular expressions, signature, checksum, and each
 * row of a Query on its own way through LevelDB's thread, a stream and a chain of emitters. Our own stores ask by lines
 * (line-wire.ts): they are taken at their word here, and the rows of a Query are read at once. What is decided (conditions,
 * updates, keys, sizes) is dynalite's own code, as before.
 */
const inDynalite = createRequire(createRequire(import.meta.url).resolve('dynalite'));
const db = inDynalite('./db');

/** dynalite's own check and deed of an operation, found when it is first asked for. */
const quick = new Map();
function quickOf(operation) {
  const known = quick.get(operation);
  if (known) return known;
  const file = operation[0].toLowerCase() + operation.slice(1);
  const call = { check: inDynalite(`./validations/${file}`).custom, act: inDynalite(`./actions/${file}`) };
  quick.set(operation, call);
  return call;
}
/** A page of a Query ends with the row that fills it, as it lies in the file. */
const PAGE_BYTES = 1024 * 1024;
/** Rows that are asked of LevelDB at once. */
const ROWS_AT_ONCE = 1_000;
/** So much may lie with an iterator that is over: letting go of it is a read of its own. */
const LEFT_BYTES = 16 * 1024;

/** The store of the next server that is made: dynalite hands it to nobody. */
export function makingStore(makeServer) {
  const { create } = db;
  let store;
  db.create = (options) => (store = create(options));
  try {
    return { server: makeServer(), store };
  } finally {
    db.create = create;
  }
}

/** One call of a store of ours, answered by `say(status, answer)`. */
export function answerCall(store, operation, asked, say) {
  const { check, act } = quickOf(operation);
  const wrong = checked(check, asked, store);
  if (wrong) return refuse(db.validationError(wrong), say);
  act(store, asked, (reason, answer) => (reason ? refuse(reason, say) : say(200, answer ?? {})));
}

let isOurs = false;
const PARSERS = ['condition', 'projection', 'update'].map((kind) => inDynalite(`./db/${kind}Parser`));
parsedOnce(PARSERS, () => isOurs);

/** dynalite's check reads expressions; those of our own stores by what was read before. */
function checked(check, asked, store) {
  isOurs = true;
  try {
    return check(asked, store);
  } finally {
    isOurs = false;
  }
}

/** A refusal has a status; anything else is a fault of the store's, and ends the thread as dynalite has it. */
function refuse(reason, say) {
  if (!reason.statusCode) throw reason;
  say(reason.statusCode, reason.body);
}

/** Answers calls that come as lines. Their connections are no longer HTTP's to close. */
export function answerLines(server, store) {
  const open = new Set();
  server.on('upgrade', (request, socket, head) => {
    if (request.headers.upgrade !== LINES) return socket.destroy();
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
    const say = inOneWrite(socket, setImmediate);
    const take = wholeLines((line) => {
      const [number, operation, asked] = JSON.parse(line);
      answerCall(store, operation, asked, (status, answer) =>
        say(`[${number},${status},${JSON.stringify(answer)}]\n`),
      );
    });
    const decoder = new StringDecoder('utf8');
    socket.on('data', (piece) => take(decoder.write(piece)));
    take(decoder.write(head));
  });
  const { close } = server;
  server.close = function closeAll(done) {
    for (const socket of open) socket.destroy();
    return close.call(this, done);
  };
}

readRowsAtOnce();

/** Queries of our stores: of the table itself, and without a count of units. */
function readRowsAtOnce() {
  const { queryTable } = db;
  db.queryTable = function queryAtOnce(store, table, asked, range, isLocal, fromItems, keyNames, done) {
    const isOurs =
      asked.KeyConditions && !(asked.IndexName || asked.QueryFilter || asked.AttributesToGet || asked.Select);
    if (!isOurs || (asked.ReturnConsumedCapacity ?? 'NONE') !== 'NONE')
      return queryTable.call(this, store, table, asked, range, isLocal, fromItems, keyNames, done);
    pageOf(store.db, asked, range).then((page) => done(null, answerOf(page, asked, keyNames)), done);
  };
}

async function pageOf(level, { TableName, Limit = Number.POSITIVE_INFINITY }, { reverse, ...range }) {
  const prefix = `item-${TableName}~`;
  const options = { reverse, valueEncoding: 'utf8', highWaterMarkBytes: PAGE_BYTES };
  for (const bound of ['gt', 'gte', 'lt', 'lte']) if (range[bound]) options[bound] = prefix + range[bound];
  const atOnce = Math.min(Limit, ROWS_AT_ONCE);
  const rows = level.values(options);
  const items = [];
  let [bytes, left] = [0, 0];
  try {
    for (;;) {
      const texts = await rows.nextv(atOnce);
      if (texts.length > 0) left = texts.reduce((sum, { length }) => sum + length, 0);
      for (const text of texts) {
        items.push(JSON.parse(text));
        bytes += text.length;
        if (items.length === Limit || bytes >= PAGE_BYTES) return { items, isFull: true };
      }
      if (texts.length === 0) return { items, isFull: false };
    }
  } finally {
    if (left > LEFT_BYTES) await letGo(rows, prefix);
    await rows.close();
  }
}

/**
 * What an iterator read last lies with it, outside of what V8 sees, until V8 comes to collect the iterator, however long it
 * has been closed: an export left 100 MB. Reading behind the end leaves nothing.
 */
async function letGo(rows, prefix) {
  rows.seek(`${prefix}\uffff`);
  await rows.nextv(1);
}

function answerOf({ items, isFull }, { _filter: filter, _projection: projection }, keyNames) {
  const passed = filter ? items.filter((item) => db.matchesExprFilter(item, filter.expression)) : items;
  const last = isFull ? items.at(-1) : undefined;
  return {
    Count: passed.length,
    ScannedCount: items.length,
    Items: projection ? passed.map((item) => db.mapPaths(projection.paths, item)) : passed,
    ...(last ? { LastEvaluatedKey: Object.fromEntries(keyNames.map((name) => [name, last[name]])) } : {}),
  };
}
