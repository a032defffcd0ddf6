import { hash } from 'node:crypto';
import type { CountableClick } from '../click/fold.ts';
import { growReshareTree, type Landing } from './reshare.ts';

/** Shorter values are somebody's own; Meta's have sixty characters and more. */
const FBCLID = /(?:^|&)fbclid=([^&]{16,1000})/;

/**
 * What tells one `fbclid` from another: 72 bits of its SHA-256, as kept queries are cut and the newer values outgrow
 * them. Meta adds a value of its own to each click, so the same one from somebody else is a copied address.
 */
export function fbclidMark(query: string): string | undefined {
  const value = FBCLID.exec(query)?.[1];
  return value && hash('sha256', value, 'base64url').slice(0, 12);
}

/** The counted clicks that carried an `fbclid`, as visits; without a visitor's key nobody can say whose they were. */
export function fbclidVisits(clicks: readonly CountableClick[]): Landing[] {
  return clicks.flatMap(({ id, at, visitor, fbclid, country, verdict }) =>
    verdict.kind === 'counted' && visitor !== undefined && fbclid !== undefined
      ? [{ clickId: id, at, visitor, fbclid, userAgentFamily: verdict.os, ...(country ? { country } : {}) }]
      : [],
  );
}

/**
 * Reshares by repeated `fbclid` over many days, each day by itself: visitors' keys change at the brand's midnight, so
 * whether tomorrow's second sight of a value is another person can't be known, and is not claimed. The same system in
 * the same country within ten minutes is one person who changed apps.
 */
export function resharesByFbclid(visits: readonly Landing[], dayOfVisit: (at: number) => string) {
  const days = new Map<string, Landing[]>();
  for (const visit of visits) {
    const day = dayOfVisit(visit.at);
    days.set(day, [...(days.get(day) ?? []), visit]);
  }
  const trees = [...days.values()].map(growReshareTree);
  return {
    reshareVisitors: trees.reduce((sum, tree) => sum + tree.reshareVisitors, 0),
    depths: sumDepths(trees.map(({ depths }) => depths)),
  };
}

/** Visitors by how far they are from the first, over several trees. */
export const sumDepths = (trees: readonly (readonly number[])[]): number[] =>
  Array.from({ length: Math.max(0, ...trees.map(({ length }) => length)) }, (_, depth) =>
    trees.reduce((sum, depths) => sum + (depths[depth] ?? 0), 0),
  );
