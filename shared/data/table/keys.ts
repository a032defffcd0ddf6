import { HOUR_MS, MINUTE_MS } from '../../domain/time/units.ts';

/**
 * Every key in the product is made on this page; docs/data.md lists the question each answers.
 * NOUN#value, upper-case noun, "#" only as separator. Times in keys are ISO-8601 UTC cut to their unit.
 */
export type Key = { pk: string; sk: string };

/** Index partitions per hour: 16 × 1,000 writes/s of *new* raw partitions; one brand's links have four of them. */
export const HOUR_INDEX_PARTS = 16;
const PARTS_OF_A_BRAND = 4;
/** As a former release had it, by link alone; read as long as hours of its time may be asked for. */
const FORMER_HOUR_INDEX_PARTS = 2;

export const minuteOf = (at: number): string =>
  new Date(Math.floor(at / MINUTE_MS) * MINUTE_MS).toISOString().slice(0, 16);
export const hourOf = (at: number): string =>
  new Date(Math.floor(at / HOUR_MS) * HOUR_MS).toISOString().slice(0, 13);
/** Epoch ms of a minute or hour made above. */
export const startOfMinute = (minute: string): number => Date.parse(`${minute}:00Z`);
export const startOfHour = (hour: string): number => Date.parse(`${hour}:00:00Z`);

// ── clicks: raw hits, the only truth ──────────────────────────────────────────────────────────────────────────

/** One raw partition: a link, a minute, a write shard. */
export type RawPartition = { linkId: string; minute: string; shard: number };

export const rawPartitionKey = ({ linkId, minute, shard }: RawPartition): string =>
  `CLK#${linkId}#${minute}#${shard}`;

export function readRawPartitionKey(pk: string): RawPartition | undefined {
  const [noun, linkId, minute, shard] = pk.split('#');
  if (noun !== 'CLK' || !linkId || !minute || shard === undefined) return undefined;
  return { linkId, minute, shard: Number(shard) };
}

export const clickKey = (place: { linkId: string; at: number; shard: number }, clickId: string): Key => ({
  pk: rawPartitionKey({ linkId: place.linkId, minute: minuteOf(place.at), shard: place.shard }),
  sk: clickSort(place.at, clickId),
});
/**
 * A minute's clicks in the order of their time, so that its newest are read without the others. Times that only grow heat
 * one end of a partition; this one is over after a minute, and what is hot has sixteen of them.
 */
const clickSort = (at: number, clickId: string): string => `${sortOfMoment(at)}#${clickId}`;
/** Sorts before every click of its millisecond. */
export const sortOfMoment = (at: number): string => `t${String(at % MINUTE_MS).padStart(5, '0')}`;
/** As a former release had it: the id alone, which sorts before all that have a time. Gone with its last raw clicks. */
export const formerClickKey = ({ pk, sk }: Key): Key => ({ pk, sk: readClickSort(sk) });
export const FORMER_CLICK_SORTS = { before: sortOfMoment(0) };
/** The click's id, of either. */
export const readClickSort = (sk: string): string => sk.slice(sk.indexOf('#') + 1);

// ── counts: recounts of raw clicks ────────────────────────────────────────────────────────────────────────────

/** "Which raw partitions hold clicks of this hour?" Written before the click is acknowledged. */
export const hourIndexKey = (brandId: string, partition: RawPartition): Key => ({
  pk: hourIndexPartition(
    partition.minute.slice(0, 13),
    partOfBrand(brandId, scatter(partition.linkId) % PARTS_OF_A_BRAND),
  ),
  sk: `${brandId}#${partition.linkId}#${partition.minute}#${partition.shard}`,
});
export const hourIndexPartition = (hour: string, part: number): string => `HOURINDEX#${hour}#B${part}`;
export const formerHourIndexPartition = (hour: string, part: number): string => `HOURINDEX#${hour}#${part}`;
/** The hour whose entries lie in such a partition. */
export const readHourIndexPartition = (pk: string): string | undefined => {
  const [noun, hour] = pk.split('#');
  return noun === 'HOURINDEX' ? hour : undefined;
};
const partOfBrand = (brandId: string, nth: number): number => (scatter(brandId) + nth) % HOUR_INDEX_PARTS;

/** Where an hour's entries of a brand, or of all brands, may lie. `formerToo`: the hour may be of a former release. */
export function hourIndexPartitions(hour: string, brandId: string | undefined, formerToo: boolean): string[] {
  const now = brandId
    ? upTo(PARTS_OF_A_BRAND).map((nth) => hourIndexPartition(hour, partOfBrand(brandId, nth)))
    : upTo(HOUR_INDEX_PARTS).map((part) => hourIndexPartition(hour, part));
  const former = upTo(FORMER_HOUR_INDEX_PARTS).map((part) => formerHourIndexPartition(hour, part));
  return formerToo ? [...now, ...former] : now;
}

/** Sorts after every entry of a brand: "#" < "$". */
export const afterBrand = (brandId: string): string => `${brandId}$`;

const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

/** A number that spreads texts evenly (FNV-1a, 32 bits): the same text falls to the same share everywhere. */
export function scatter(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  // The low bits of FNV-1a are its weakest.
  return (hash ^ (hash >>> 15)) >>> 0;
}

export function readHourIndexSort(sk: string): { brandId: string; partition: RawPartition } {
  const [brandId = '', linkId = '', minute = '', shard = '0'] = sk.split('#');
  return { brandId, partition: { linkId, minute, shard: Number(shard) } };
}

/** "How many hits in this raw partition?" */
export const minuteRowKey = ({ linkId, minute, shard }: RawPartition): Key => ({
  pk: `MINUTES#${linkId}#${minute.slice(0, 10)}`,
  sk: `${minute}#${shard}`,
});

export function readMinuteRowSort(sk: string): { minute: string; shard: number } {
  const [minute = '', shard = '0'] = sk.split('#');
  return { minute, shard: Number(shard) };
}

/** "What did this brand's links count in this UTC hour?" One item per chunk of links. */
export const hourRowsPartition = (brandId: string): string => `HOURS#${brandId}`;
/** "Which of this brand's clicks of this UTC hour carried which fbclid?" Forgotten with the raw clicks. */
export const fbclidsPartition = (brandId: string): string => `FBCLIDS#${brandId}`;
/** "How many hits in each raw partition of this UTC hour?" What minute rows said before they expired. */
export const packedMinutesPartition = (brandId: string): string => `PACKEDMINUTES#${brandId}`;
/** A share of an hour that was counted in pieces: the first stands under the hour itself, the others sort behind it. */
export const pieceOfHour = (hour: string, nth: number): string => (nth === 0 ? hour : `${hour}:${nth}`);
export const lastPieceOfHour = (hour: string): string => `${hour}:~`;
/** "What did this brand's links count on this day of the brand's?" */
export const dayRowsPartition = (brandId: string): string => `DAYS#${brandId}`;
/** "Which clicks by channel on this day?" Larger, read only by those who ask for channels. */
export const dayCubesPartition = (brandId: string): string => `DAYCUBES#${brandId}`;
/** "Which orders were credited on this day?" Compact. */
export const dayOrdersPartition = (brandId: string): string => `DAYORDERS#${brandId}`;
/** A period's first item: which version is current, and its first chunk. Sorts before the version's other chunks. */
export const headSort = (period: string): string => `${period}#`;
export const chunkSort = (period: string, version: string, chunk: number): string =>
  `${period}#${version}#${String(chunk).padStart(3, '0')}`;
/** Sorts after every chunk of a period: "#" < "$". */
export const afterChunks = (period: string): string => `${period}$`;

/** "Which version of each materialised day is current?" Small items, read before the large ones. */
export const versionsPartition = (brandId: string): string => `VERSIONS#${brandId}`;

/** "Which periods must be counted again?" Announced before late facts are written; removed when recounted. */
export const DIRTY_PARTITION = 'DIRTY';
/** `unsealed`: an hour that is over and not yet sealed for this brand; `piece`: a share of one that is too large. */
export type DirtyKind =
  | 'hour'
  | 'unsealed'
  | 'piece'
  | 'day'
  | 'file'
  | 'orders'
  | 'export'
  | 'erase'
  | 'refold';
export const dirtyKey = (kind: DirtyKind, brandId: string, period: string): Key => ({
  pk: DIRTY_PARTITION,
  sk: `${kind}#${brandId}#${period}`,
});

/** The period of a mark for a share of an hour. */
export const piecePeriod = (hour: string, nth: number, of: number): string => `${hour}|${nth}|${of}`;
/** Of a whole hour's mark too: that is share 0 of 1. */
export function readPiecePeriod(period: string): { hour: string; nth: number; of: number } {
  const [hour = '', nth = 0, of = 1] = period.split('|');
  return { hour, nth: Number(nth), of: Number(of) };
}

/** "Was this click erased?" Asked by whoever stores a copy that was on its way meanwhile. */
export const ERASED_PARTITION = 'ERASED';
export const erasedKey = (clickId: string): Key => ({ pk: ERASED_PARTITION, sk: clickId });

/** "How far is everything planned?", "how far have sealers begun to read?", "how far may a former index reach?" */
export type SealMark = 'THROUGH' | 'BEGUN' | 'FORMERINDEX';
export const sealStateKey = (mark: SealMark): Key => ({ pk: 'SEAL', sk: mark });

// ── records: what brands write ────────────────────────────────────────────────────────────────────────────────

/** The slug item is the reservation and holds what the redirect needs. `slug` is folded. */
export const slugKey = (domain: string, place: string): Key => ({
  pk: `SLUG#${domain}#${place}`,
  sk: 'SLUG',
});

/** "Which slug stands for all that look like this one?" No slug holds a "~". */
export const foldKey = (domain: string, foldedSlug: string): Key => ({
  pk: `SLUG#${domain}#~${foldedSlug}`,
  sk: 'FOLD',
});

/** "Whose is this host?" Only who proved it. */
export const domainHostKey = (host: string): Key => ({ pk: `DOMAINHOST#${host}`, sk: 'HOLDER' });

/** "Which link is this click's?" for those who hold a link id and no brand. */
export const linkOwnerKey = (linkId: string): Key => ({ pk: `LINKOWNER#${linkId}`, sk: 'OWNER' });

/** "What is this brand's salt of this day?" */
export const saltKey = (brandId: string, day: string): Key => ({ pk: `SALT#${brandId}#${day}`, sk: 'SALT' });

/** "Which salts must go on this UTC day?" Written before the salt; sixteen parts, as all brands' days begin at once. */
export const SALTS_DUE_PARTS = 16;
export const saltsDuePartition = (utcDay: string, part: number): string => `SALTSDUE#${utcDay}#${part}`;
export const saltDueKey = (deleteAt: number, brandId: string, day: string): Key => ({
  pk: saltsDuePartition(
    new Date(deleteAt).toISOString().slice(0, 10),
    brandId.charCodeAt(brandId.length - 1) % SALTS_DUE_PARTS,
  ),
  sk: `${brandId}#${day}`,
});
export function readSaltDueSort(sk: string): { brandId: string; day: string } {
  const [brandId = '', day = ''] = sk.split('#');
  return { brandId, day };
}

/** The click keys' copy: one item in the table of salts. */
export const clickKeysCopyKey: Key = { pk: 'CLICKKEYS', sk: 'COPY' };

/** "All of one kind that this brand owns", newest ids anywhere: CREATOR, POST, LINK, CONVERSION, … */
export const collectionPartition = (brandId: string, kind: string): string => `BRAND#${brandId}#${kind}`;
export const recordKey = (brandId: string, kind: string, id: string): Key => ({
  pk: collectionPartition(brandId, kind),
  sk: id,
});

/** "Which brands are there?" and the brand itself. */
export const BRANDS_PARTITION = 'BRANDS';
export const brandKey = (brandId: string): Key => ({ pk: BRANDS_PARTITION, sk: brandId });

/** "Whose API key is this?" */
export const apiKeyKey = (keyId: string): Key => ({ pk: `APIKEY#${keyId}`, sk: 'KEY' });

/** "Orders credited on this day", the lines that a day's orders are recounted from. */
export const orderLinesPartition = (brandId: string, day: string): string => `BRAND#${brandId}#ORDERS#${day}`;

/** "Whose tables are these, and how far have they come?" On one machine: ties them to its data folder. */
export const installationKey = (): Key => ({ pk: 'INSTALLATION', sk: 'INSTALLATION' });

/** "How far has the installation come that moves in here?" In the new place, so that nothing changes in the old one. */
export const movedKey = (): Key => ({ pk: 'INSTALLATION', sk: 'MOVED' });

// ── the API's own housekeeping ────────────────────────────────────────────────────────────────────────────────

/** "Which brand's form is this?" */
export const applyTokenKey = (token: string): Key => ({ pk: `APPLYTOKEN#${token}`, sk: 'TOKEN' });

/**
 * "Was this request made before, and what was answered?" `requestHash` covers the caller's Idempotency-Key. An owner's
 * lie in 64 partitions, so that an erasure finds them all.
 */
export const idempotencyPartition = (owner: string, letter: string): string =>
  `IDEMPOTENCY#${owner}#${letter}`;
export const idempotencyKey = (owner: string, requestHash: string): Key => ({
  pk: idempotencyPartition(owner, requestHash.slice(0, 1)),
  sk: requestHash,
});
/** A piece of an answer that is longer than an item; each attempt has its own. */
export const answerPieceKey = (owner: string, requestHash: string, worker: string, piece: number): Key => ({
  pk: idempotencyPartition(owner, requestHash.slice(0, 1)),
  sk: `${requestHash}#${worker}#${String(piece).padStart(3, '0')}`,
});

/** "Which links has this post?" Ids under a post, in a collection of their own. */
export const postLinkId = (postId: string, linkId: string): string => `${postId}#${linkId}`;

// ── reports ───────────────────────────────────────────────────────────────────────────────────────────────────

/** "Has anything changed that reports read whole?" */
export const catalogVersionKey = (brandId: string): Key => ({
  pk: `CATALOGVERSION#${brandId}`,
  sk: 'VERSION',
});

/** "What did this brand's records say at that version?" Packed, for processes that begin with nothing. */
export const programmePartition = (brandId: string): string => `PROGRAMME#${brandId}`;

/** "What is the report of this content address?" In pieces, as a snapshot may outgrow an item. */
export const snapshotPartition = (brandId: string, address: string): string =>
  `SNAPSHOT#${brandId}#${address}`;
export function readSnapshotPartition(pk: string): { brandId: string; address: string } | undefined {
  const [noun, brandId, address] = pk.split('#');
  return noun === 'SNAPSHOT' && brandId && address ? { brandId, address } : undefined;
}
export const snapshotPieceKey = (brandId: string, address: string, piece: number): Key => ({
  pk: snapshotPartition(brandId, address),
  sk: String(piece).padStart(3, '0'),
});

/** One mail to one recipient, and "which mails are on their way?" */
export const deliveryKey = (deliveryId: string): Key => ({ pk: `DELIVERY#${deliveryId}`, sk: 'DELIVERY' });
export const OPEN_DELIVERIES_PARTITION = 'OPENDELIVERIES';
export const openDeliveryKey = (deliveryId: string): Key => ({
  pk: OPEN_DELIVERIES_PARTITION,
  sk: deliveryId,
});

/** "Which report does this shared address show?" */
export const shareTokenKey = (tokenHash: string): Key => ({ pk: `SHARE#${tokenHash}`, sk: 'SHARE' });

/** "Whose calendar is this address?" */
export const calendarTokenKey = (tokenHash: string): Key => ({ pk: `CALENDAR#${tokenHash}`, sk: 'CALENDAR' });

/** "Which webhook deliveries are due?" in the order of their time. */
export const WEBHOOK_DUE_PARTITION = 'WEBHOOKDUE';
export const webhookDueKey = (
  dueAt: string,
  brandId: string,
  webhookId: string,
  deliveryId: string,
): Key => ({
  pk: WEBHOOK_DUE_PARTITION,
  sk: `${dueAt}#${brandId}#${webhookId}#${deliveryId}`,
});
export function readWebhookDueSort(sk: string): {
  dueAt: string;
  brandId: string;
  webhookId: string;
  deliveryId: string;
} {
  const [dueAt = '', brandId = '', webhookId = '', deliveryId = ''] = sk.split('#');
  return { dueAt, brandId, webhookId, deliveryId };
}

/** "Whose hook is this address?" by the hash of its token. */
export const hookTokenKey = (tokenHash: string): Key => ({ pk: `HOOKTOKEN#${tokenHash}`, sk: 'HOOK' });

/** "Has this very delivery come before?" by the hash of its bytes. */
export const hookSeenKey = (hookId: string, bodyHash: string): Key => ({
  pk: `HOOKSEEN#${hookId}`,
  sk: bodyHash,
});

/** "Which deliveries of shops are kept and not yet read?" in the order of their time. */
export const HOOK_DUE_PARTITION = 'HOOKDUE';
export const hookDueKey = (dueAt: string, brandId: string, hookId: string, eventId: string): Key => ({
  pk: HOOK_DUE_PARTITION,
  sk: `${dueAt}#${brandId}#${hookId}#${eventId}`,
});
export function readHookDueSort(sk: string): {
  dueAt: string;
  brandId: string;
  hookId: string;
  eventId: string;
} {
  const [dueAt = '', brandId = '', hookId = '', eventId = ''] = sk.split('#');
  return { dueAt, brandId, hookId, eventId };
}

/** "Whose report is this?" for those who hold a report id and no brand: mails on their way. */
export const reportOwnerKey = (reportId: string): Key => ({ pk: `REPORTOWNER#${reportId}`, sk: 'OWNER' });

/** "Which mails were made of this report?" */
export const reportDeliveriesPartition = (reportId: string): string => `REPORTDELIVERIES#${reportId}`;
export const reportDeliveryKey = (reportId: string, deliveryId: string): Key => ({
  pk: reportDeliveriesPartition(reportId),
  sk: deliveryId,
});

/** "Which links have a click limit?" Few; looked at after counting. */
export const LIMITED_PARTITION = 'LIMITED';
export const limitedKey = (brandId: string, linkId: string): Key => ({
  pk: LIMITED_PARTITION,
  sk: `${brandId}#${linkId}`,
});

// ── people and their sessions ─────────────────────────────────────────────────────────────────────────────────

/** "Whose mail address is this, at which brands?" by the hash of the address. */
export const personAddressPartition = (addressHash: string): string => `PERSONADDRESS#${addressHash}`;
export const personAddressKey = (addressHash: string, brandId: string): Key => ({
  pk: personAddressPartition(addressHash),
  sk: brandId,
});

/** "Whose session is this cookie's?" by the hash of its secret; the session itself is a record of its brand. */
export const sessionKey = (secretHash: string): Key => ({ pk: `SESSION#${secretHash}`, sk: 'SESSION' });
/** Sessions lie under their person, in a collection of their own. */
export const personSessionId = (personId: string, sessionId: string): string => `${personId}#${sessionId}`;

/** "What does this sign-in link open?", "which link was asked for by this browser?", "which is the newest?" */
export const signInKey = (tokenHash: string): Key => ({ pk: `SIGNIN#${tokenHash}`, sk: 'TICKET' });
export const signInAskKey = (askHash: string): Key => ({ pk: `SIGNINASK#${askHash}`, sk: 'TICKET' });
export const signInNewestKey = (addressHash: string): Key => ({
  pk: `SIGNINNEWEST#${addressHash}`,
  sk: 'TICKET',
});
/** "How often was this asked for in this stretch of time?" */
export const signInLimitKey = (about: string, stretch: string): Key => ({
  pk: `SIGNINLIMIT#${about}`,
  sk: stretch,
});
