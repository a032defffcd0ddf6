#!/usr/bin/env bash
# A brand's robots.txt lets two crawlers in that draw link previews and keeps all others out: User-agent: facebookexternalhit, then a line Sitemap:, then User-agent: Twitterbot, Allow: /. By RFC 9309 (2.2.4) a line of
# Sitemap must not end a group, so that both names belong to it. robots-parser 3.0.1 ("specification compliant") says that Facebook is kept out. Where such a group keeps two out, robots-parser, robots-txt-guard 1.0.2
# and robots-txt-parser 2.0.3 say that the first is let in. robots 0.10.1 reads both rightly, and is wrong where a blank line follows the name.
# With a crawler's whole user agent, as a log has it, robots-txt-parser finds no group of its own and answers for *.
# Guessed: four readers of one small format agree about it.
# Why: to three any line that isn't User-agent ends the list of names; one takes a blank line for the end of a group, as a rule of 1994 had it.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch reads nobody's robots.txt, and lets crawlers at its links so that previews are drawn: links say noindex in a header (functions/redirect/answers.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact --ignore-scripts robots-parser@3.0.1 robots-txt-guard@1.0.2 robots-txt-parse@2.0.1 robots-txt-parser@2.0.3 robots@0.10.1 >/dev/null
cat >run.cjs <<'JS'
const { Readable } = require('node:stream');
const robotsParser = require('robots-parser');
const guard = require('robots-txt-guard');
const parse = require('robots-txt-parse');
const robotsTxtParser = require('robots-txt-parser');
const { RobotsParser } = require('robots');
const site = 'https://go.example';
const readers = {
  'robots-parser': (text, agent) => robotsParser(`${site}/robots.txt`, text).isAllowed(`${site}/k7`, agent),
  'robots-txt-guard': async (text, agent) => guard(await parse(Readable.from([text]))).isAllowed(agent, '/k7'),
  'robots-txt-parser': (text, agent) => {
    const reader = robotsTxtParser({ userAgent: agent, allowOnNeutral: true });
    reader.parseRobots(site, text);
    return reader.canCrawlSync(`${site}/k7`);
  },
  robots: (text, agent) => {
    const reader = new RobotsParser();
    reader.parse(text.split('\n'));
    return reader.canFetchSync(agent, '/k7');
  },
};
const lines = (...all) => `${all.join('\n')}\n`;
const rest = ['', 'User-agent: *', 'Disallow: /'];
const letIn = ['User-agent: facebookexternalhit', 'Sitemap: https://go.example/sitemap.xml', 'User-agent: Twitterbot', 'Allow: /', ...rest];
const questions = {
  'let in, with a sitemap between': [lines(...letIn), 'facebookexternalhit', true],
  'let in, the second of the two': [lines(...letIn), 'Twitterbot', true],
  'let in, without a sitemap': [lines(...letIn.toSpliced(1, 1)), 'facebookexternalhit', true],
  'kept out, with a sitemap between': [lines('User-agent: facebookexternalhit', 'Sitemap: https://go.example/sitemap.xml', 'User-agent: Twitterbot', 'Disallow: /'), 'facebookexternalhit', false],
  'kept out, with a blank line behind the name': [lines('User-agent: facebookexternalhit', '', 'Disallow: /'), 'facebookexternalhit', false],
  'let in, by the whole user agent': [lines('User-agent: facebookexternalhit', 'Allow: /', ...rest), 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)', true],
};
(async () => {
  for (const [name, [text, agent, byRfc]] of Object.entries(questions)) {
    const wrong = [];
    for (const [reader, may] of Object.entries(readers)) if ((await may(text, agent)) !== byRfc) wrong.push(reader);
    console.log(`${name}: ${wrong.length === 0 ? 'all agree' : `wrong ${wrong.join(', ')}`}`);
  }
})();
JS
said=$(node run.cjs)
printf '%s\n' "$said"
expected='let in, with a sitemap between: wrong robots-parser
let in, the second of the two: all agree
let in, without a sitemap: all agree
kept out, with a sitemap between: wrong robots-parser, robots-txt-guard, robots-txt-parser
kept out, with a blank line behind the name: wrong robots
let in, by the whole user agent: wrong robots-txt-parser'
[ "$said" = "$expected" ]
