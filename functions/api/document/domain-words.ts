import type { FieldWords } from './with-words.ts';

/** Of hosts of a brand's own; beside `FIELD_WORDS`, in the same form. */
export const DOMAIN_WORDS: FieldWords = {
  host: ['The host, as DNS writes it.', 'go.ada-socks.com'],
  'Domain.state':
    'waiting: not proved yet. verified. failing: was proved once, and is not now; its links go on working.',
  verifiedAt: 'Since when it is proved.',
  checkedAt: 'When DNS was last asked; left out: not yet.',
  found: ['What stood where the proof belongs; left out where DNS could not be asked.', ['v=spf1 -all']],
  pointsHere: [
    'Whether it leads to the same addresses as this installation; null where DNS does not tell, as behind a proxy.',
    true,
  ],
  records: 'What to enter at the provider of its DNS.',
  'records.type': 'Kind of record.',
  'records.name': ['Its whole name.', '_vouch.go.ada-socks.com'],
  'records.value': ['What it says.', 'vouch=dom_0123456789abcdef'],
  'records.purpose': 'proof: that the host is yours. address: that its visitors come here.',
  'Domain.next': 'What to do next, most urgent first; empty where all is well.',
  defaultDomain: ['The proved host of your own on which links stand that name none.', 'go.ada-socks.com'],
  domainId: 'The domain of your own that the link stands on; left out on the one that all brands share.',
  breakLinks: 'True: also where links stand on it, which then lead nowhere.',
};
