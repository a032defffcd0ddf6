/** One link in one hour, beside the week before it. Clicks are counted ones. */
export type LinkHour = {
  clicks: number;
  trailingClicks: number;
  /** Hours of that week in which the link existed. */
  trailingHours: number;
};

export const TRAILING_DAYS = 7;
/** Fewer clicks than this in an hour are no surge, however quiet the link was. */
export const SURGE_FLOOR = 50;
/** So many times the link's own hourly mean of the trailing week. */
export const SURGE_FACTOR = 5;

/** Does this hour bring far more clicks than the link is used to? A new link's first hour counts as quiet before. */
export const isSurge = (hour: LinkHour): boolean => hour.clicks >= surgeThreshold(hour);

/** Counted clicks of one hour from which on it is a surge. */
export const surgeThreshold = (week: Omit<LinkHour, 'clicks'>): number =>
  Math.max(SURGE_FLOOR, SURGE_FACTOR * hourlyMean(week));

/** Clicks an hour over the trailing week; less than an hour of history counts as one hour. */
export const hourlyMean = ({ trailingClicks, trailingHours }: Omit<LinkHour, 'clicks'>): number =>
  trailingClicks / Math.max(1, trailingHours);
