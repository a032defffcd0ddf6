import { bytesOfId, ID_BYTES } from '../id.ts';
import {
  BODY,
  type ClickKeys,
  type ClickPlace,
  MAC,
  NO_NAME,
  nameOf,
  signed,
  VERSION,
  writeTime,
} from './click-id.ts';

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
  const bytes = Buffer.alloc(BODY + MAC);
  bytes[0] = VERSION;
  bytes.set(random.subarray(0, 6), 1);
  writeTime(bytes, place.at, naming === 'key' ? nameOf(keys[0]) : NO_NAME);
  bytes.set(bytesOfId(place.linkId), 13);
  bytes[13 + ID_BYTES] = place.shard;
  return signed(bytes, keys[0]);
}
