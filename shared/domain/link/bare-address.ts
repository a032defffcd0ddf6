/** A host with a dot in it, and nothing before it. */
const BARE_ADDRESS = /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+(?=[/:?#]|$)/u;

/** A web address as people say it, `shop.example.com/socks`, is meant with https; any other text stays as it is. */
export const withScheme = (text: string): string => (BARE_ADDRESS.test(text) ? `https://${text}` : text);
