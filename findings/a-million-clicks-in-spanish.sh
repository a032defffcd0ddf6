#!/usr/bin/env bash
# A campaign's clicks in a sentence of Spanish, French, Italian or Portuguese, told by i18next 25.10.10 from a catalogue that holds the two
# forms that people know, clicks_one and clicks_other. At 999,999 the sentence is whole; at 1,000,000 the reader sees the key, "clicks", or
# with fallbackLng 'en' a sentence of English among the others; at 1,000,001 it is whole again.
# Guessed: a form that the catalogue lacks is told by "other", which every language has (CLDR).
# Why: since CLDR 38 these languages have a third form, "many", for whole millions; Intl.PluralRules answers it, i18next asks for clicks_many,
# and then for clicks, never for clicks_other. node-polyglot 2.6.0 tells 1,000,000 by its second form.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch's catalogues are functions of a count with two forms, and a form cannot be missing (shared/report/render/words).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact i18next@25.10.10 node-polyglot@2.6.0 >/dev/null
cat >run.mjs <<'JS'
import i18next from 'i18next';
import Polyglot from 'node-polyglot';
const two = (one, other) => ({ translation: { clicks_one: `{{count}} ${one}`, clicks_other: `{{count}} ${other}` } });
const resources = { en: two('click', 'clicks'), es: two('clic', 'clics'), fr: two('clic', 'clics'), it: two('clic', 'clic'), pt: two('clique', 'cliques'), de: two('Klick', 'Klicks') };
const teller = async (fallbackLng) => {
  const one = i18next.createInstance();
  await one.init({ resources, lng: 'es', fallbackLng, showSupportNotice: false });
  return (lng, count) => one.t('clicks', { lng, count });
};
const [alone, english] = [await teller(false), await teller('en')];
const said = ['es', 'fr', 'it', 'pt', 'de'].map((lng) => `${lng}: ${[999_999, 1_000_000, 1_000_001].map((count) => alone(lng, count)).join(' | ')}`);
said.push(`es before en: ${english('es', 1_000_000)}`);
said.push(`polyglot: ${new Polyglot({ locale: 'es', phrases: { clicks: '%{smart_count} clic |||| %{smart_count} clics' } }).t('clicks', 1_000_000)}`);
console.log(said.join('\n'));
const expected = [
  'es: 999999 clics | clicks | 1000001 clics',
  'fr: 999999 clics | clicks | 1000001 clics',
  'it: 999999 clic | clicks | 1000001 clic',
  'pt: 999999 cliques | clicks | 1000001 cliques',
  'de: 999999 Klicks | 1000000 Klicks | 1000001 Klicks',
  'es before en: 1000000 clicks',
  'polyglot: 1000000 clics',
];
process.exit(said.join('\n') === expected.join('\n') ? 0 : 1);
JS
node run.mjs
