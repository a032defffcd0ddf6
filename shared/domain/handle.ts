import { readHandle } from './imports/cells/post-address.ts';

/**
 * One spelling of a handle for all that look it up: with or without @, in any case and width, out of a profile's address
 * or from in front of its platform's name, without what nobody sees.
 */
export const handleKey = (handle: string): string => {
  const written = handle.normalize('NFKC').replace(INVISIBLE, '').trim();
  return (readHandle(written)?.handle ?? written).toLowerCase().replace(/^@+/, '');
};

/** Joiners, marks of direction, byte order marks: what a page that was copied from brings along. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
