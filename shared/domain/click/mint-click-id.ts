import { bytesOfId, ID_BYTES } from '../id.ts';
import { BODY, type ClickKeys, type ClickPlace, MAC, macOf, PREFIX, VERSION } from './click-id.ts';

/**
 * A new click's id, laid out as click-id.ts says. `random`: six bytes from the caller; made once per click, before the
 * first attempt to store it. Clicks get theirs in make-click.ts and nowhere else.
 */
export function mintClickId(place: ClickPlace, random: Uint8Array, keys: ClickKeys): string {
  const bytes = Buffer.alloc(BODY + MAC);
  bytes[0] = VERSION;
  bytes.set(random.subarray(0, 6), 1);
  bytes.writeUIntBE(place.at, 7, 6);
  bytes.set(bytesOfId(place.linkId), 13);
  bytes[13 + ID_BYTES] = place.shard;
  bytes.set(macOf(bytes, keys[0]), BODY);
  return PREFIX + bytes.toString('base64url');
}
