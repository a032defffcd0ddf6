import { MINUTE_MS } from '../time/units.ts';

/**
 * A page visit that carries a click id. `parentClickId`: the site script found that id in the address of a browser
 * that had never received it, and minted `clickId` for this visit. A `clickId` that comes back with another
 * visitor is the same sign without the script.
 */
export type Landing = {
  clickId: string;
  /** Daily-salted visitor key; absent under Sec-GPC/DNT. It changes at midnight, so one person on two days is two. */
  visitor?: string;
  /** Epoch ms. */
  at: number;
  parentClickId?: string;
  fbclid?: string;
  userAgentFamily?: string;
  country?: string;
};

export type ReshareEdge = {
  parent: string;
  child: string;
  visitor: string;
  sign: 'vclid' | 'fbclid';
  depth: number;
};

export type ReshareTree = {
  edges: ReshareEdge[];
  visitors: number;
  /** Visitors who first came through somebody's copy of the address. */
  reshareVisitors: number;
  /** reshareVisitors / visitors; absent without visitors. */
  k?: number;
  /** Visitors at each depth: [0] came by the link itself, [1] by a copy of it, … */
  depths: number[];
  /** Visits left out: no visitor key, so no telling them apart. */
  anonymous: number;
};

/** The same kind of browser in the same country so soon after is the same person on another device or app. */
const SAME_PERSON_MS = 10 * MINUTE_MS;

/**
 * Who passed the address on to whom, from visits in any order. A visitor counts once, where first seen; a copy opened
 * within ten minutes by the same browser family in the same country is a device switch and no share. A parent
 * outside the visits given counts as depth 0.
 */
export const growReshareTree = (visits: readonly Landing[]): ReshareTree => {
  const inOrder = [...visits].sort((a, b) => a.at - b.at || (a.clickId < b.clickId ? -1 : 1));
  const known = inOrder.filter((visit): visit is KnownVisit => visit.visitor !== undefined);
  const grown: Grown = { owners: new Map(), depthOf: new Map(), edges: [] };
  for (const visit of known) grow(grown, visit);

  const depths: number[] = [];
  for (const depth of grown.depthOf.values()) depths[depth] = (depths[depth] ?? 0) + 1;
  const visitors = grown.depthOf.size;
  const reshareVisitors = grown.edges.length;
  return {
    edges: grown.edges,
    visitors,
    reshareVisitors,
    ...(visitors > 0 && { k: reshareVisitors / visitors }),
    depths: Array.from(depths, (count) => count ?? 0),
    anonymous: visits.length - known.length,
  };
};

type KnownVisit = Landing & { visitor: string };
/** `owners`: the visit that first showed a click id or an fbclid; `depthOf`: each visitor's depth, where first seen. */
type Grown = { owners: Map<string, KnownVisit>; depthOf: Map<string, number>; edges: ReshareEdge[] };

const grow = (grown: Grown, visit: KnownVisit): void => {
  const { owners, depthOf, edges } = grown;
  const source = sourceOf(owners, visit);
  for (const name of [`vclid ${visit.clickId}`, ...(visit.fbclid ? [`fbclid ${visit.fbclid}`] : [])]) {
    if (!owners.has(name)) owners.set(name, visit);
  }
  if (depthOf.has(visit.visitor)) return;
  const { owner } = source ?? {};
  const shared = source !== undefined && !(owner && samePerson(owner, visit));
  const depth = (owner ? (depthOf.get(owner.visitor) ?? 0) : 0) + (shared ? 1 : 0);
  depthOf.set(visit.visitor, depth);
  if (source && shared) {
    edges.push({
      parent: source.parent,
      child: visit.clickId,
      visitor: visit.visitor,
      sign: source.sign,
      depth,
    });
  }
};

type Source = { parent: string; sign: ReshareEdge['sign']; owner?: KnownVisit };

/** Whose copy this visit opened: a named parent, a click id of somebody else, or an fbclid of somebody else. */
const sourceOf = (owners: Map<string, KnownVisit>, visit: KnownVisit): Source | undefined => {
  const { parentClickId, clickId, fbclid } = visit;
  if (parentClickId !== undefined && parentClickId !== clickId) {
    const owner = owners.get(`vclid ${parentClickId}`);
    return { parent: parentClickId, sign: 'vclid', ...(owner && { owner }) };
  }
  const first = owners.get(`vclid ${clickId}`);
  if (first) return { parent: clickId, sign: 'vclid', owner: first };
  const tagged = fbclid === undefined ? undefined : owners.get(`fbclid ${fbclid}`);
  return tagged && { parent: tagged.clickId, sign: 'fbclid', owner: tagged };
};

/** Of two visitors, the later one new: who was seen before is not asked about. */
const samePerson = (first: KnownVisit, later: KnownVisit): boolean =>
  later.at - first.at <= SAME_PERSON_MS &&
  first.userAgentFamily !== undefined &&
  first.userAgentFamily === later.userAgentFamily &&
  first.country === later.country;
