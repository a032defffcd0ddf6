/** Written for a short domain that lies below a site of its own: go.example.com, where the shop is www.example.com. */
export const BELOW_A_SITE = 'below';

/**
 * Whether other pages may be of the same site as the short domain. Told by labels, without the public suffix list
 * (which is larger than the whole redirect): whoever can't be told has such pages, so that nobody real is left out.
 */
export function placeOfHost(host: string): typeof BELOW_A_SITE | '' {
  if (host === BELOW_A_SITE) return BELOW_A_SITE;
  const labels = (host.slice(0, LONGEST_HOST).split(':', 1)[0] ?? '').toLowerCase().split('.');
  const [last = '', second = ''] = labels.reverse();
  if (labels.length < 3 || last < 'a') return '';
  const isSite = labels.length === 3 && last.length === 2 && SECOND_LABELS.has(second);
  return isSite ? '' : BELOW_A_SITE;
}

const LONGEST_HOST = 260;
/** `co.uk` and its like count as one label. */
const SECOND_LABELS: ReadonlySet<string> = new Set('co com net org gov edu ac or ne go'.split(' '));
