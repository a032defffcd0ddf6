import type { ZoneOffsets } from '../time/local-day.ts';
import type { Device, LinkStatus, OperatingSystem } from '../vocabulary.ts';

/** What the redirect needs to know of a link: the slug item, and nothing else. Zod-free on purpose. */
export type LinkRoute = {
  slug: string;
  linkId: string;
  brandId: string;
  /** Absent where the link has none. */
  postId?: string;
  /** Platform that the brand declared for the post, or for the link that has none. */
  platform?: string;
  destination: string;
  status: LinkStatus;
  /** Epoch ms. */
  expiresAt?: number;
  expiredDestination?: string;
  /** Epoch ms: until then the link of an embargoed drop leads nowhere, or to `earlyDestination`. */
  opensAt?: number;
  earlyDestination?: string;
  clickLimit?: number;
  /** Set by recount when the counted clicks reach the limit. */
  limitReached?: boolean;
  utm?: { source?: string; medium?: string; campaign?: string; term?: string; content?: string };
  targeting?: LinkTarget[];
  /** The brand's zone and repeat window, copied so that a click needs no second look-up. */
  timeZone: string;
  /** The zone's offsets in the years after the link was last changed. */
  offsets?: ZoneOffsets;
  /** Seconds in which a second tap of one visitor is a repeat. */
  dedupeSeconds: number;
};

/** First entry whose every given condition holds decides the destination. */
export type LinkTarget = {
  country?: string;
  device?: Device;
  os?: OperatingSystem;
  language?: string;
  destination: string;
};
