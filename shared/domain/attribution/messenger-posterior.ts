import type { ShareSignal } from '../click/hit.ts';
import { DAY_MS, HOUR_MS } from '../time/units.ts';

const WINDOW_MS = DAY_MS;
const HALF_LIFE_MS = 6 * HOUR_MS;
/** How many fresh previews the prior weighs as much as. */
const PRIOR_WEIGHT = 3;
/** A preview fetched by the sender's own device tells the sender's country: it speaks louder for clicks from there. */
const SAME_COUNTRY_WEIGHT = 2;
/** A single click is never said to be likelier than this to come from one messenger. */
export const MOST_PER_CLICK = 0.6;

/** A link-preview fetch: somebody put this link into that messenger. `at` in epoch ms. */
export type PreviewSeen = ShareSignal & { linkId: string; at: number; country?: string };

/** A counted click of dark social whose messenger is not known. */
export type UnidentifiedClick = { linkId: string; at: number; country?: string };

/** How identified messenger clicks of that country divide, app → share; sums to at most 1, may be empty. */
export type MessengerPrior = Readonly<Record<string, number>>;

/** How much of a click, or of many, is one app's: `low` by previews alone, `high` with all that the prior could add. */
export type AppFraction = { app: string; fraction: number; low: number; high: number };

/**
 * Which messenger an unidentified dark click likely came from, by the previews of its link in the 24 hours before:
 * P(app) = (score + 3·prior) / (Σ score + 3), a fresh preview scoring 1 and half that every 6 hours. The bounds
 * are those of Walley's imprecise Dirichlet model (1996): prior mass given to nobody, or all to this app. What no
 * app reaches stays unidentified. All weights are judgements until survey answers calibrate them.
 */
export const messengerPosterior = (
  click: UnidentifiedClick,
  previews: readonly PreviewSeen[],
  prior: MessengerPrior,
): AppFraction[] => {
  const scores = scoreByApp(click, previews);
  const evidence = [...scores.values()].reduce((a, b) => a + b, 0) + PRIOR_WEIGHT;
  const capped = (weight: number): number => Math.min(MOST_PER_CLICK, weight / evidence);
  const apps = [...new Set([...scores.keys(), ...Object.keys(prior)])].sort();
  return apps.map((app) => {
    const score = scores.get(app) ?? 0;
    return {
      app,
      fraction: capped(score + PRIOR_WEIGHT * (prior[app] ?? 0)),
      low: capped(score),
      high: capped(score + PRIOR_WEIGHT),
    };
  });
};

export type MessengerEstimate = {
  apps: AppFraction[] /** Clicks no messenger was found for. */;
  unidentified: number;
};

/** The fractions of many clicks added up, for reports; apps and `unidentified` sum to the number of clicks. */
export const estimateMessengers = (
  clicks: readonly UnidentifiedClick[],
  previews: readonly PreviewSeen[],
  priorOf: (country: string | undefined) => MessengerPrior,
): MessengerEstimate => {
  const byLink = new Map<string, PreviewSeen[]>();
  for (const preview of previews) {
    const ofLink = byLink.get(preview.linkId);
    if (ofLink) ofLink.push(preview);
    else byLink.set(preview.linkId, [preview]);
  }
  const sums = new Map<string, AppFraction>();
  for (const click of clicks) {
    for (const part of messengerPosterior(click, byLink.get(click.linkId) ?? [], priorOf(click.country))) {
      const sum = sums.get(part.app) ?? { app: part.app, fraction: 0, low: 0, high: 0 };
      sum.fraction += part.fraction;
      sum.low += part.low;
      sum.high += part.high;
      sums.set(part.app, sum);
    }
  }
  const apps = [...sums.values()].sort((a, b) => b.fraction - a.fraction || (a.app < b.app ? -1 : 1));
  const assigned = apps.reduce((total, { fraction }) => total + fraction, 0);
  return { apps, unidentified: Math.max(0, clicks.length - assigned) };
};

/**
 * A prior from clicks whose messenger is known. Apps that never tell (iMessage, Signal) are under-represented in it,
 * so one click's worth is kept back for them: with nothing observed the prior is empty.
 */
export const priorFromIdentified = (clicksByApp: Readonly<Record<string, number>>): MessengerPrior => {
  const all = Object.values(clicksByApp).reduce((a, b) => a + b, 0) + 1;
  return Object.fromEntries(Object.entries(clicksByApp).map(([app, clicks]) => [app, clicks / all]));
};

const scoreByApp = (click: UnidentifiedClick, previews: readonly PreviewSeen[]): Map<string, number> => {
  const scores = new Map<string, number>();
  const ofThisLink = previews.filter(
    ({ linkId, at }) => linkId === click.linkId && at <= click.at && at > click.at - WINDOW_MS,
  );
  for (const preview of oncePerServerDay(ofThisLink)) {
    const near =
      preview.fetchedBy === 'device' && click.country !== undefined && preview.country === click.country;
    const score = 2 ** (-(click.at - preview.at) / HALF_LIFE_MS) * (near ? SAME_COUNTRY_WEIGHT : 1);
    scores.set(preview.app, (scores.get(preview.app) ?? 0) + score);
  }
  return scores;
};

/** Telegram, Slack and Discord fetch once for everybody: of theirs the newest of each UTC day counts, the rest is chance. */
const oncePerServerDay = (previews: readonly PreviewSeen[]): PreviewSeen[] => {
  const newestFirst = [...previews].sort((a, b) => b.at - a.at);
  const seen = new Set<string>();
  return newestFirst.filter(({ app, at, fetchedBy }) => {
    const day = `${app} ${Math.floor(at / DAY_MS)}`;
    if (fetchedBy === 'device') return true;
    return !seen.has(day) && seen.add(day);
  });
};
