#!/usr/bin/env bash
# A media kit as a PDF, opened in Chromium 156 (Debian 12) from a web page; somebody clicks the link in it. What arrives says cross-site, navigate,
# document, and no Sec-Fetch-User and no Referer: to a server it looks like a page that led on by script and hid its name, though a person
# clicked. The same link on a saved page (file://) comes with Sec-Fetch-User, cross-site, and no Referer; in an address bar it would be none.
# Guessed: that the viewer, as it is part of the browser, opens a link like an address bar does: Site none, User ?1.
# Seen: "PDF: site cross-site, user –, referer –", "saved page: site cross-site, user ?1, referer –", "page: site cross-site, user ?1, referer http://localhost".
# Whoever takes a navigation without Sec-Fetch-User for a machine loses these. Vouch counts them, as of a page it doesn't know. Needs Debian's
# chromium; installs it by apt where it is missing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
[ -x /usr/bin/chromium ] \
  || { apt-get update -q; DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends chromium; } > /dev/null 2>&1
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact playwright-core@1.64.1 >/dev/null
cat > click.mjs <<'JS'
import { createServer } from 'node:http';
import { writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const listening = (answer) =>
  new Promise((done) => {
    const server = createServer(answer).listen(0, '127.0.0.1', () => done([server, server.address().port]));
  });
const objects = (address) => [
  '<< /Type /Catalog /Pages 2 0 R >>',
  '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 600] /Annots [4 0 R] >>',
  `<< /Type /Annot /Subtype /Link /Rect [0 0 600 600] /A << /S /URI /URI (${address}) >> >>`,
];
function pdf(address) {
  let text = '%PDF-1.4\n';
  const begins = objects(address).map((object, at) => {
    const begin = String(text.length).padStart(10, '0');
    text += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return `${begin} 00000 n \n`;
  });
  const table = `xref\n0 ${begins.length + 1}\n0000000000 65535 f \n${begins.join('')}`;
  return `${text}${table}trailer << /Size ${begins.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF`;
}

let arrived;
const [links, port] = await listening((asked, answer) => {
  if (asked.url === '/k7') arrived?.(asked.headers);
  answer.setHeader('content-type', 'text/html').end('<p>here');
});
const link = `http://127.0.0.1:${port}/k7`;
const page = `<a id=link href="${link}">here</a>`;
const [site, sitePort] = await listening((asked, answer) => {
  const isKit = asked.url === '/kit.pdf';
  answer.setHeader('content-type', isKit ? 'application/pdf' : 'text/html').end(isKit ? pdf(link) : page);
});
writeFileSync('saved.html', page);
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--headless=new', '--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
  ignoreDefaultArgs: ['--headless=old', '--disable-extensions', '--disable-component-extensions-with-background-pages'],
});
async function clicked(address, click) {
  const tab = await browser.newPage();
  const hit = new Promise((done) => { arrived = done; });
  await tab.goto(address);
  const repeat = setInterval(() => void click(tab).catch(() => {}), 1500);
  const headers = await Promise.race([hit, new Promise((done) => setTimeout(done, 30000, {}))]);
  clearInterval(repeat);
  await tab.close();
  const referer = headers.referer?.replace(/:\d+\/$/, '') ?? '–';
  return `site ${headers['sec-fetch-site'] ?? '–'}, user ${headers['sec-fetch-user'] ?? '–'}, referer ${referer}`;
}
const onLink = (tab) => tab.click('#link', { timeout: 1000 });
const seen = [
  `PDF: ${await clicked(`http://localhost:${sitePort}/kit.pdf`, (tab) => tab.mouse.click(400, 350))}`,
  `saved page: ${await clicked(`file://${process.cwd()}/saved.html`, onLink)}`,
  `page: ${await clicked(`http://localhost:${sitePort}/`, onLink)}`,
];
console.log(browser.version());
console.log(seen.join('\n'));
await browser.close();
links.close();
site.close();
const expected = [
  'PDF: site cross-site, user –, referer –',
  'saved page: site cross-site, user ?1, referer –',
  'page: site cross-site, user ?1, referer http://localhost',
];
process.exit(seen.join() === expected.join() ? 0 : 1);
JS
timeout 150 node click.mjs
