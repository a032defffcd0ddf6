/** One spelling of a handle for all that look it up: with or without @, in any case. */
export const handleKey = (handle: string): string => handle.toLowerCase().replace(/^@/, '');
