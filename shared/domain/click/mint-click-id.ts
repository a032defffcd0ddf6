import { ID_BYTES, writeId } from '../id.ts';
import { BODY, type ClickKeys, type ClickPlace, firstByte, NO_NAME, nameOf, signed } from './click-id.ts';

const RANDOM = 6;
/** Written whole for each id, and read before the next. */
const body = Buffer.alloc(BODY);

/**
 * A new click's id, laid out as click-id.ts says. `random`: six bytes from the caller; made once per click, before the
 * first attempt to store it. Clicks get theirs in make-click.ts and nowhere else. `naming`: the key, or none.
 */
export function mintClickId(
  place: ClickPlace,
  random: Uint8Array,
  keys: ClickKeys,
  naming: 'key' | 'none' = 'key',
): string {
  body[0] = firstByte(naming === 'key' ? nameOf(keys[0]) : NO_NAME);
  for (let at = 0; at < RANDOM; at++) body[1 + at] = random[at] ?? 0;
  body.writeUIntBE(place.at, 7, 6);
  writeId(place.linkId, body, 13);
  body[13 + ID_BYTES] = place.shard;
  return signed(body, keys[0]);
}
