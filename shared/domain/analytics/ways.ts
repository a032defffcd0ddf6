import { ANY_SIGN, type DarkSign, darkAppOf, darkSignOf } from '../attribution/dark-social.ts';
import { type ChannelGroup, groupOf } from '../report/snapshot.ts';
import { type Channel, isDark } from '../vocabulary.ts';

/** How a click came, along what dark social and the report tell apart: by channel and placement together. */
export type WayFilter = {
  app?: string;
  sign?: DarkSign | typeof ANY_SIGN;
  way?: ChannelGroup;
  referrerGroup?: string;
  dark?: 'true' | 'false';
};
export const OF_WAYS = ['sign', 'way', 'referrerGroup', 'dark'] as const;

/** The word for clicks where no app named itself. */
export const NO_APP = 'none';

type Way = { channel: string; app?: string | undefined; referrerOnly: string };

/** Does it pass? Asked by sign, apps are those of dark social’s own table. */
export function passesWay(
  { channel: code, app: named, referrerOnly }: Way,
  placement: string | undefined,
  { app, sign, way, referrerGroup, dark }: WayFilter,
): boolean {
  const channel = code as Channel;
  if (referrerGroup !== undefined && referrerOnly !== referrerGroup) return false;
  if (dark !== undefined && String(isDark(channel)) !== dark) return false;
  if (way !== undefined && groupOf(channel, placement) !== way) return false;
  const own = sign === undefined ? undefined : darkSignOf(channel, placement);
  if (sign !== undefined && (sign === ANY_SIGN ? own === undefined : own !== sign)) return false;
  const shown = sign === undefined ? named || null : darkAppOf(named, placement);
  return app === undefined || (shown ?? NO_APP) === app;
}
