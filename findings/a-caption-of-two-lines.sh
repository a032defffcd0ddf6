#!/usr/bin/env bash
# Posts are exported as JSON, one a line; a caption that was pasted from a notes app holds U+2028, which JSON.stringify leaves as it is. node:readline and a file's readLines() read three posts as four
# lines on Node 24.21, of which two are no JSON: a post is lost, or the import stops there. On Node 22.23 and 20.20 they read three, so that an upgrade of Node alone breaks it. byline 5.0.0 makes five lines of
# them on each, as it also ends lines at U+0085 and a vertical tab. split2 4.2.0, ndjson 2.0.0, n-readlines 3.4.1, line-reader 0.4.0 and line-by-line 0.1.6 end lines where JSON lines end.
# Guessed: a line ends at LF, CR or both, as the documentation of node:readline says.
# Why: Unicode calls U+2028 a separator of lines; nobody else who reads JSON lines does.
# Seen (Node 20.20, 22.23 and 24.21): see the last lines.
# Vouch's journal and the logs that it imports end lines at LF (infra/local/journal, infra/local/logs).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact --ignore-scripts byline@5.0.0 split2@4.2.0 ndjson@2.0.0 n-readlines@3.4.1 line-reader@0.4.0 line-by-line@0.1.6 >/dev/null
cat >run.cjs <<'JS'
const fs = require('node:fs');
const readline = require('node:readline');
const posts = [{ caption: 'Socken\u2028mit Ada' }, { caption: 'ok' }, { caption: 'a\u0085b' }];
fs.writeFileSync('posts.ndjson', `${posts.map((post) => JSON.stringify(post)).join('\n')}\n`);
const file = () => fs.createReadStream('posts.ndjson');
async function all(stream) {
  const lines = [];
  for await (const line of stream) lines.push(typeof line === 'object' && !Buffer.isBuffer(line) ? JSON.stringify(line) : String(line));
  return lines;
}
const readers = {
  'node:readline': () => all(readline.createInterface({ input: file(), crlfDelay: Number.POSITIVE_INFINITY })),
  readLines: async () => {
    const opened = await fs.promises.open('posts.ndjson');
    return all(opened.readLines());
  },
  byline: () => all(require('byline')(file())),
  split2: () => all(file().pipe(require('split2')())),
  ndjson: () => all(file().pipe(require('ndjson').parse())),
  'n-readlines': () => {
    const lines = [];
    const reader = new (require('n-readlines').default ?? require('n-readlines'))('posts.ndjson');
    for (let line = reader.next(); line; line = reader.next()) lines.push(String(line));
    return lines;
  },
  'line-reader': () =>
    new Promise((done) => {
      const lines = [];
      require('line-reader').eachLine('posts.ndjson', (line, last) => {
        lines.push(line);
        if (last) done(lines);
      });
    }),
  'line-by-line': () =>
    new Promise((done) => {
      const lines = [];
      const Reader = require('line-by-line');
      new Reader('posts.ndjson').on('line', (line) => lines.push(line)).on('end', () => done(lines));
    }),
};
const isWhole = (line) => {
  try {
    return typeof JSON.parse(line).caption === 'string';
  } catch {
    return false;
  }
};
(async () => {
  for (const [name, read] of Object.entries(readers)) {
    const lines = await read();
    console.log(`${name}: ${lines.length} lines, ${lines.filter(isWhole).length} of 3 posts`);
  }
})();
JS
said=$(node run.cjs)
printf '%s\n' "$said"
newer=$(node -p 'Number(process.versions.node.split(".")[0]) >= 24 ? "4 lines, 2" : "3 lines, 3"')
expected="node:readline: $newer of 3 posts
readLines: $newer of 3 posts
byline: 5 lines, 1 of 3 posts
split2: 3 lines, 3 of 3 posts
ndjson: 3 lines, 3 of 3 posts
n-readlines: 3 lines, 3 of 3 posts
line-reader: 3 lines, 3 of 3 posts
line-by-line: 3 lines, 3 of 3 posts"
[ "$said" = "$expected" ]
