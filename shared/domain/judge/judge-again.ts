import type { Click } from '../click/click.ts';
import { hitOf } from '../click/evidence.ts';
import type { Verdict } from '../click/hit.ts';
import type { ExcludedReason } from '../vocabulary.ts';
import { judge } from './judge.ts';
import { asReferrerOnly } from './referrer-only.ts';
import { RULES_VERSION } from './rules.ts';

/**
 * The click under today's rules, from the evidence that it holds. A repeat was decided by what came before it and an
 * early tap by the clock, not by headers: they stay what they are. An erased click has no evidence left, and stays as it was. So does one whose evidence lost what
 * decided: absence overrules nothing.
 */
export function judgeAgain(click: Click): Click {
  if (click.verdict.kind === 'excluded' && NOT_BY_HEADERS.has(click.verdict.reason)) return click;
  if (click.raw.method === '') return click;
  const hit = hitOf(click.raw);
  const verdict = judge(hit);
  if (hasLost(click, verdict)) return { ...click, verdict: shownAfterAll(click.verdict, verdict) };
  return { ...click, verdict, rulesVersion: RULES_VERSION, referrerOnly: asReferrerOnly(hit) };
}

const NOT_BY_HEADERS: ReadonlySet<ExcludedReason> = new Set(['repeat', 'early']);

/** What may be gone though nothing says "cut": until November 2026 no part of a cookie was kept. */
const LOST_UNSAID = 'mark:internal';

/** Whether a sign that was seen when the click was judged is not in what was kept of it. */
function hasLost({ verdict, raw, referrerOnly }: Click, again: Verdict): boolean {
  const gone = verdict.evidence.filter((sign) => !again.evidence.includes(sign));
  return raw.cut
    ? gone.length > 0 || referrerOnly !== asReferrerOnly(hitOf(raw))
    : gone.includes(LOST_UNSAID);
}

/** The site script's word is evidence too, and newer: a page that was fetched ahead and then shown is a click. */
function shownAfterAll(before: Verdict, again: Verdict): Verdict {
  const shown = again.evidence.includes(SHOWN);
  if (again.kind === 'excluded' && again.reason === 'prefetch') return before;
  if (!shown || before.kind !== 'excluded' || before.reason !== 'prefetch') return before;
  const { reason: _, share: __, ...reading } = before;
  return {
    ...reading,
    kind: 'counted',
    evidence: [...reading.evidence.filter((sign) => sign !== PREFETCH), SHOWN],
  };
}
const SHOWN = 'script:shown';
const PREFETCH = 'purpose:prefetch';
