import type { Click } from '../../shared/domain/click.ts';
import { within } from './route-cache.ts';

/** Three places where a click can be safe, tried in this order. The same id goes to each: a repeat changes nothing. */
export type ClickSinks = {
  table: (click: Click) => Promise<void>;
  spill: (click: Click) => Promise<void>;
  /** Writes one line that holds the whole click; replay reads it back. */
  log: (line: string) => void;
  /** For metrics: which sink took it. */
  took?: (sink: 'table' | 'spill' | 'log') => void;
};

export const TABLE_DEADLINE_MS = 200;
export const SPILL_DEADLINE_MS = 50;
/** How a rescued click is recognised in a log. */
export const LOST_CLICK_MARK = 'vouch-click';

/** Resolves when the click is safe; never rejects, and never takes longer than the two deadlines together. */
export async function keepClick(click: Click, sinks: ClickSinks): Promise<void> {
  try {
    await within(sinks.table(click), TABLE_DEADLINE_MS);
    sinks.took?.('table');
  } catch {
    await spillOrLog(click, sinks);
  }
}

async function spillOrLog(click: Click, sinks: ClickSinks): Promise<void> {
  try {
    await within(sinks.spill(click), SPILL_DEADLINE_MS);
    sinks.took?.('spill');
  } catch {
    sinks.log(JSON.stringify({ [LOST_CLICK_MARK]: click }));
    sinks.took?.('log');
  }
}
