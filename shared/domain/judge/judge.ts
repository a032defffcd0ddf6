import type { Hit, Reading, Verdict } from '../click/hit.ts';
import { isDark } from '../vocabulary.ts';
import { readExclusion } from './exclusion.ts';
import { type Finding, readChannel } from './read-channel.ts';
import { BELIEFS, type Belief, type Rule } from './rules.ts';
import { readSigns, type Signs } from './signs.ts';
import { readRequest } from './what-is-read.ts';

const LONGEST_EVIDENCE = 100;

/**
 * Says whether a hit is a click and how it travelled. Pure: the same hit under the same RULES_VERSION gives the same
 * verdict. An excluded hit carries its reading too, so that a changed rule can be compared. Repeats are decided
 * elsewhere, from what was seen before.
 */
export function judge(sent: Hit): Verdict {
  const hit = readRequest(sent);
  const signs = readSigns(hit);
  const exclusion = readExclusion(hit, signs);
  const reading = readingOf(signs, exclusion?.because);
  if (!exclusion) return Object.assign(reading, { kind: 'counted' as const });
  const { reason, share } = exclusion;
  const excluded = Object.assign(reading, { kind: 'excluded' as const, reason });
  return share ? Object.assign(excluded, { share }) : excluded;
}

function readingOf(signs: Signs, excludedBecause: string | undefined): Reading {
  const { agent, referrer, qr } = signs;
  const finding = scanned(signs, toldEnough(signs, readChannel(signs)));
  const belief: Belief = BELIEFS[finding.rule];
  const reading: Reading = {
    channel: finding.channel,
    strength: belief.strength,
    confidence: belief.confidence,
    evidence: evidenceOf(signs, excludedBecause, finding.because),
    device: agent.device,
    os: agent.os,
    browser: agent.app && agent.app.kind !== 'browser' ? 'webview' : agent.browser,
    trigger: qr ? 'qr' : 'link',
  };
  // Set afterwards, not spread: this runs on every redirect.
  if (finding.app) reading.app = finding.app;
  if (referrer) reading.referrerHost = referrer.host;
  return reading;
}

/**
 * Where a log holds no referrer or no user agent, what rests on their absence can't be told: it is neither direct nor
 * dark.
 */
function toldEnough({ isPartlyTold }: Signs, finding: Finding): Finding {
  if (!isPartlyTold || !RESTS_ON_ABSENCE.has(finding.rule)) return finding;
  return { rule: 'untold', channel: 'untold', because: 'log:untold' };
}
const RESTS_ON_ABSENCE: ReadonlySet<Rule> = new Set([
  'otherWindow',
  'webview',
  'handOver',
  'paste',
  'firefoxHandOver',
  'firefoxPaste',
  'undecided',
  'silentPage',
  'nothing',
]);

/**
 * A scanned code is never dark: the brand printed it, nobody passed it on in private. Where the ladder would say dark,
 * the scan is a direct visit to the brand; the app that scanned stays named.
 */
function scanned(signs: Signs, finding: Finding): Finding {
  if (!signs.qr || !(isDark(finding.channel) || finding.channel === 'untold')) return finding;
  return { ...finding, rule: 'qr', channel: 'direct_brand', because: 'query:qr' };
}

/** Every sign seen, the one that decided first: twelve lines at most. */
function evidenceOf(signs: Signs, excludedBecause: string | undefined, because: string): string[] {
  const { agent, referrer, package: shown, paid, organic, mailId } = signs;
  const seen = [
    excludedBecause,
    because === 'none' ? undefined : because,
    signs.qr ? 'query:qr' : undefined,
    agent.app && `ua:${agent.app.app}`,
    agent.webview ? 'ua:webview' : undefined,
    signs.seen.includes('shown') ? 'script:shown' : undefined,
    shown && `x-requested-with:${shown.name}`,
    referrer && `referer:${referrer.host}`,
    paid && `click-id:${paid.param}`,
    organic && `click-id:${organic.param}`,
    mailId && `click-id:${mailId.param}`,
    signs.assistant && `utm_source:${signs.assistant.source}`,
    signs.fetchSite && `sec-fetch-site:${signs.fetchSite}`,
  ];
  const lines: string[] = [];
  for (const sign of seen) {
    const line = sign?.slice(0, LONGEST_EVIDENCE);
    if (line && !lines.includes(line)) lines.push(line);
  }
  return lines;
}
