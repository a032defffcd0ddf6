import type { Click } from '../click/click.ts';
import { hitOf } from '../click/evidence.ts';
import { judge, RULES_VERSION } from './judge.ts';
import { asReferrerOnly } from './referrer-only.ts';

/**
 * The click under today's rules, from the evidence that it holds. A repeat was decided by what came before it, not by its
 * headers: it stays one. An erased click has no evidence left, and stays as it was.
 */
export function judgeAgain(click: Click): Click {
  if (click.verdict.kind === 'excluded' && click.verdict.reason === 'repeat') return click;
  if (click.raw.method === '') return click;
  const hit = hitOf(click.raw);
  return { ...click, verdict: judge(hit), rulesVersion: RULES_VERSION, referrerOnly: asReferrerOnly(hit) };
}
