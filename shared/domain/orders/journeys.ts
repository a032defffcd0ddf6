import type { Journey } from '../attribution/journey.ts';
import type { Catalog, CreditedOrder } from '../facts.ts';
import type { AttributionGroup } from '../schema/answers/attribution.ts';
import type { OrderLine } from './order-lines.ts';
import { restRowOf } from './place.ts';
import { wayOf } from './recredit.ts';

type Booked = Extract<OrderLine, { kind: 'booked' }>;
type Place = { linkId?: string; postId?: string; creatorId?: string; channel?: string; app?: string };

/** Of a post without such a group (no campaign) or a click whose channel is not known: every column keeps its sum. */
export const NO_GROUP = '';

/**
 * Journeys of the period's lines: an order with its refunds is one, valued at what is left of it. A refund whose order
 * lies outside the period is a journey of no conversion and a negative value.
 */
export function journeysOf(
  lines: readonly OrderLine[],
  catalog: Catalog,
  groupBy: AttributionGroup,
): { journeys: Journey[]; unattributed: { conversions: number; valueMinor: number } } {
  const keyOf = keyMaker(catalog, groupBy);
  const unattributed = { conversions: 0, valueMinor: 0 };
  const orders = new Map<string, { line: Booked; conversions: number; lines: CreditedOrder[] }>();
  for (const line of lines) {
    if (line.kind !== 'booked') continue;
    const { order } = line;
    const conversions = order.refundOf === undefined ? 1 : 0;
    if (order.credits.length === 0) {
      unattributed.conversions += conversions;
      unattributed.valueMinor += order.netMinor;
      continue;
    }
    const name = order.refundOf ?? order.conversionId;
    const known = orders.get(name) ?? { line, conversions: 0, lines: [] };
    known.conversions += conversions;
    known.lines.push(order);
    orders.set(name, known);
  }
  const journeys = [...orders.values()].map(({ line, conversions, lines: mine }) => {
    const places: (Place & { at?: number })[] = line.touches ?? line.order.credits;
    const touches = places.map((place) => ({
      key: keyOf(place),
      way: wayOf(place),
      ...(place.linkId === undefined ? {} : { player: place.linkId }),
      ...(place.at === undefined ? {} : { at: place.at }),
    }));
    const valueMinor = mine.reduce((sum, { netMinor }) => sum + netMinor, 0);
    return { touches, conversions, valueMinor, lines: mine, convertedAt: line.order.occurredAt };
  });
  return { journeys, unattributed };
}

function keyMaker({ posts, links }: Catalog, groupBy: AttributionGroup): (place: Place) => string {
  const postById = new Map(posts.map((post) => [post.postId, post]));
  const postOfLink = new Map(links.map((link) => [link.linkId, link.postId]));
  return (place) => {
    if (groupBy === 'creator') return place.creatorId ?? restRowOf(place);
    if (groupBy === 'channel') return place.channel ?? NO_GROUP;
    const post = postById.get(place.postId ?? postOfLink.get(place.linkId ?? '') ?? '');
    if (!post) return restRowOf(place);
    if (groupBy === 'post') return post.postId;
    if (groupBy === 'stage') return post.stage;
    return (groupBy === 'campaign' ? post.campaignId : post.platform) ?? NO_GROUP;
  };
}
