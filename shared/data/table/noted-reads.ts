import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import type { Attribute, Item } from './row.ts';
import { type DynamoCall, MOST_KEYS, type Operation } from './table.ts';
import { inPortions } from './write-many.ts';

/** What was read of the tables while something was worked out, and until when that holds though nothing is written. */
export type Noted = {
  /** Whole items by their keys, of each table and way of reading; asked again as many as go into one request. */
  items: Map<string, { how: HowRead; keys: Map<string, { key: Item; said: Promise<string> }> }>;
  /** Whatever else was asked, as it was asked. */
  questions: Map<string, { operation: Operation; body: object; said: Promise<string> }>;
  until: number;
};
type HowRead = { TableName: string; ConsistentRead?: boolean };

const noting = new AsyncLocalStorage<Noted | undefined>();

/** Works something out, and notes all that it reads on the way. */
export async function noteReads<T>(work: () => Promise<T>): Promise<{ made: T; noted: Noted }> {
  const noted: Noted = { items: new Map(), questions: new Map(), until: Number.POSITIVE_INFINITY };
  const made = await noting.run(noted, work);
  return { made, noted };
}

/** For reads whose answer a version names that was read already: while that stands, they say the same. */
export const byItsVersion = <T>(work: () => Promise<T>): Promise<T> => noting.run(undefined, work);

/** From that moment on (epoch ms) what is being worked out comes out otherwise, though nothing is written. */
export function holdsUntil(at: number): void {
  const noted = noting.getStore();
  if (noted && at < noted.until) noted.until = at;
}

/** The same call, whose answers are noted where somebody notes. */
export const notingReads =
  (call: DynamoCall): DynamoCall =>
  (operation, body, signal) => {
    const answer = call(operation, body, signal);
    const noted = noting.getStore();
    if (noted) note(noted, operation, body as Body, answer as Promise<Answer>);
    return answer;
  };

/** How many requests it takes to ask all that again. */
export const requestsOf = ({ items, questions }: Noted): number =>
  [...items.values()].reduce((sum, { keys }) => sum + Math.ceil(keys.size / MOST_KEYS), questions.size);

/** Asks everything once more, all at once: is it answered as it was? Where it can't be asked, it isn't. */
export async function readsTheSame(call: DynamoCall, { items, questions }: Noted): Promise<boolean> {
  const asked = [
    ...[...questions.values()].map(async ({ operation, body, said }) =>
      isSame(
        said,
        call(operation, body).then((answer) => saidIn(answer as Answer)),
      ),
    ),
    ...[...items.values()].flatMap(({ how, keys }) =>
      inPortions([...keys.values()], MOST_KEYS).map((some) => standAsTheyWere(call, how, some)),
    ),
  ];
  return (await Promise.all(asked).catch(() => [false])).every(Boolean);
}

type Batch = { Keys: Item[]; ConsistentRead?: boolean; ProjectionExpression?: string };
type Body = HowRead & { Key?: Item; ProjectionExpression?: string; RequestItems?: Record<string, Batch> };
type Answer = {
  Item?: Item;
  Items?: Item[];
  LastEvaluatedKey?: Item;
  Responses?: Record<string, Item[]>;
  UnprocessedKeys?: object;
};

function note(noted: Noted, operation: Operation, body: Body, answer: Promise<Answer>): void {
  if (operation === 'GetItem' && body.Key && !body.ProjectionExpression) {
    noteItem(
      noted,
      body,
      body.Key,
      answer.then(({ Item }) => digestOf(textOf(Item))),
    );
  } else if (operation === 'GetItem' || operation === 'Query') {
    const name = `${operation} ${JSON.stringify(body)}`;
    const said = asBefore(noted.questions.get(name)?.said, answer.then(saidIn));
    noted.questions.set(name, { operation, body, said });
  } else if (operation === 'BatchGetItem') {
    for (const [table, batch] of Object.entries(body.RequestItems ?? {}))
      noteBatch(noted, table, batch, answer);
  }
}

/** Only whole items are asked for by many keys where something is noted; parts of them are the same as nothing. */
function noteBatch(noted: Noted, TableName: string, batch: Batch, answer: Promise<Answer>): void {
  const texts = answer.then(({ Responses }) => textsByKey(Responses?.[TableName] ?? []));
  const { Keys, ConsistentRead = false, ProjectionExpression } = batch;
  for (const key of Keys) {
    const said = texts.then((found) =>
      ProjectionExpression ? DIFFERS : (found.get(keyText(key)) ?? NOTHING),
    );
    noteItem(noted, { TableName, ConsistentRead }, key, said);
  }
}

function noteItem(
  { items }: Noted,
  { TableName, ConsistentRead = false }: HowRead,
  key: Item,
  said: Promise<string>,
): void {
  const name = `${TableName} ${ConsistentRead}`;
  const of = items.get(name) ?? { how: { TableName, ConsistentRead }, keys: new Map() };
  items.set(name, of);
  of.keys.set(keyText(key), { key, said: asBefore(of.keys.get(keyText(key))?.said, said) });
}

async function standAsTheyWere(
  call: DynamoCall,
  { TableName, ...how }: HowRead,
  wanted: readonly { key: Item; said: Promise<string> }[],
): Promise<boolean> {
  const RequestItems = { [TableName]: { Keys: wanted.map(({ key }) => key), ...how } };
  const answer = (await call('BatchGetItem', { RequestItems })) as Answer;
  if (Object.keys(answer.UnprocessedKeys ?? {}).length > 0) return false;
  const found = textsByKey(answer.Responses?.[TableName] ?? []);
  const same = wanted.map(async ({ key, said }) => (await said) === (found.get(keyText(key)) ?? NOTHING));
  return (await Promise.all(same)).every(Boolean);
}

/** What is no answer, and the same as none: a read that failed, or was answered otherwise within one drawing. */
const DIFFERS = '';
/** There is no such item. */
const NONE = '-';
const NOTHING = digestOf(NONE);

/** Who asked is told of a failure; here it only means that nothing stands. */
async function asBefore(before: Promise<string> | undefined, said: Promise<string>): Promise<string> {
  const [was, is] = await Promise.all([before, said]).catch(() => [DIFFERS, DIFFERS]);
  return was === undefined || was === is ? (is ?? DIFFERS) : DIFFERS;
}

async function isSame(before: Promise<string>, now: Promise<string>): Promise<boolean> {
  const [was, is] = await Promise.all([before, now]);
  return was === is;
}

/** What an answer says, without what the engine says of the answering. */
const saidIn = ({ Item, Items = [], LastEvaluatedKey }: Answer): string =>
  digestOf([Item, ...Items, LastEvaluatedKey].map(textOf).join('\0'));

const textsByKey = (items: readonly Item[]): Map<string, string> =>
  new Map(items.map((item) => [keyText(item), digestOf(textOf(item))]));

const keyText = ({ pk, sk }: Item): string => JSON.stringify([pk, sk]);

/** Attributes come in any order, and bytes as text where the answer is plain JSON. */
function textOf(item: Item | undefined): string {
  if (!item) return NONE;
  let text = '';
  for (const name of Object.keys(item).sort()) text += `${name} ${attributeText(item[name])}\n`;
  return text;
}

/** With its kind and its length, so that no two attributes read as one. */
function attributeText(attribute: Attribute | undefined): string {
  for (const kind in attribute) {
    const value: unknown = attribute[kind as never];
    const text = value instanceof Uint8Array ? Buffer.from(value).toString('base64') : String(value);
    return `${kind}${text.length}:${text}`;
  }
  return '';
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
