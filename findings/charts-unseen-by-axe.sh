#!/usr/bin/env bash
# Contrast that nobody checked. axe-core 4.14.1 in Chromium: figures written into a chart (SVG text, #ccc on white, 1.6 : 1) are no
# violation: they are "incomplete", as is text on a gradient of one colour, and tests that ask for an empty `violations` pass. A
# placeholder of #ddd isn't looked at at all: its field passes, by the colour of what would be typed. The same #ccc in a
# paragraph is a violation.
# Guessed: that text of a chart is judged by its fill, or else fails.
# Seen (Chromium 156, Node 20.20 and 24.21): "violations: #plain", "incomplete: #chart #gradient", "passes: #field".
# Vouch's charts take their colours from the sheet's tokens, whose contrast a test reckons. Needs Debian's chromium; installs it
# by apt where it is missing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
[ -x /usr/bin/chromium ] \
  || { apt-get update -q; DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends chromium; } > /dev/null 2>&1
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact axe-core@4.14.1 playwright-core@1.65.1 >/dev/null
node -e '
const { chromium } = require("playwright-core");
(async () => {
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
  const page = await browser.newPage();
  await page.setContent(`<!doctype html><html lang="en"><title>Chart</title><main><h1>Week</h1>
    <style>#field::placeholder { color: #ddd }</style>
    <p id="plain" style="color:#ccc;background:#fff">1,204 clicks</p>
    <svg width="300" height="40"><rect width="300" height="40" fill="#fff"/><text id="chart" x="5" y="20" fill="#ccc">1,204 clicks</text></svg>
    <p id="gradient" style="color:#ccc;background:linear-gradient(#fff,#fff)">1,204 clicks</p>
    <input id="field" aria-label="Fee" placeholder="49.90" style="color:#000;background:#fff"></main>`);
  await page.addScriptTag({ path: "node_modules/axe-core/axe.min.js" });
  const result = await page.evaluate(() => axe.run(document, { runOnly: ["color-contrast"] }));
  const named = (list) => list.flatMap((rule) => rule.nodes.map((node) => node.target.join())).filter((one) => one !== "h1").join(" ");
  const said = ["violations", "incomplete", "passes"].map((kind) => `${kind}: ${named(result[kind])}`);
  console.log(`Chromium ${browser.version()}\n${said.join("\n")}`);
  await browser.close();
  process.exit(said.join() === "violations: #plain,incomplete: #chart #gradient,passes: #field" ? 0 : 1);
})();
'
