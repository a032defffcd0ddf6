import { createHash } from 'node:crypto';
import type { Facts } from '../facts.ts';
import { canonicalJson } from './content-address.ts';

/** Characters handed to the hash at once: each call costs as much as a few hundred of them. */
const CHUNK = 65_536;

/** SHA-256 over all facts, whatever the order in which the stores gave them. Line by line: a big brand has many. */
export function factsAddress(facts: Facts): string {
  const hash = createHash('sha256').update(canonicalJson(facts.brand));
  const { catalog } = facts;
  const lists: readonly (readonly object[])[] = [
    catalog.creators,
    catalog.posts,
    catalog.links,
    catalog.campaigns,
    catalog.squads,
    facts.days,
    facts.channels,
    facts.orders,
    facts.spend,
    facts.engagement,
    facts.unconverted,
  ];
  for (const list of lists) {
    let text = '\n#\n';
    for (const line of list.map(canonicalJson).sort()) {
      text += `${line}\n`;
      if (text.length < CHUNK) continue;
      hash.update(text);
      text = '';
    }
    hash.update(text);
  }
  return hash.digest('hex');
}
