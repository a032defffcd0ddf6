/**
 * The host of a Host header, as names are compared: small letters, no port, no full stop at the end. `undefined`: no name
 * that a brand could have, such as an address or a name of this machine.
 */
export function hostOfHeader(header: string | undefined): string | undefined {
  const host = header && HOST.exec(header.toLowerCase())?.[1];
  return host || undefined;
}

/** Two labels at least, the last of which is no number. */
const HOST =
  /^((?:[a-z0-9_](?:[a-z0-9_-]{0,62})\.|[a-z0-9_]\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?)\.?(?::\d{1,5})?$/;
