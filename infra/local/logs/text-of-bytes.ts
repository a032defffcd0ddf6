import { isUtf8 } from 'node:buffer';

/** UTF-8, or else a letter a byte, as Node reads the headers of a live request. */
export const textOfBytes = (bytes: Buffer): string => bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1');
