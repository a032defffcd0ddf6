import type { Action, ReportSnapshot } from '../../../domain/report/snapshot.ts';
import type { Speech } from '../figures.ts';
import { bestTable } from './present-best.ts';
import { liftInMail } from './present-lift.ts';
import { weekTable } from './present-stages.ts';
import type { Button, MailView, ViewTable } from './view.ts';

const SHOWN = 3;
const DECISIONS = 4;

/** What the mail holds beside the four figures and the one thing to do: two screens of a phone; the page keeps the rest. */
export function presentMail(snapshot: ReportSnapshot, speech: Speech): MailView {
  const quiet = snapshot.kind === 'empty';
  const { best } = snapshot;
  const tables = best
    ? [bestTable('creators', best.creators, speech, SHOWN), bestTable('posts', best.posts, speech, SHOWN)]
    : [];
  const lift = liftInMail(snapshot, speech);
  return {
    ...(lift && { lift }),
    button: actionButton(snapshot.action, speech),
    tables: quiet ? [] : [weekTable(snapshot, speech), ...tables.filter(isAChoice)],
    decisionsTitle: speech.say.decisions.title,
    decisions: decisions(snapshot, speech).slice(0, DECISIONS),
  };
}

/** Of one creator or post the best is no news. */
const isAChoice = ({ rows }: ViewTable): boolean => rows.filter(({ total }) => !total).length > 1;

/** Where the one thing to do is done. */
function actionButton(action: Action, { say }: Speech): Button {
  const { button } = say;
  switch (action.kind) {
    case 'promote':
    case 'test-more':
      return { label: button.promotions, path: '/app/promotions' };
    case 'check-violation':
      return {
        label: button.creator,
        path: action.creatorId ? `/app/creators/${action.creatorId}` : '/app/creators',
      };
    case 'review-volunteers':
      return { label: button.volunteers, path: '/app/volunteers' };
    case 'fix-messages':
      return { label: button.campaign, path: '/app/campaigns' };
    case 'stage-loses':
      return { label: button.stage, path: `/app/stages/${action.stage}` };
    case 'set-margin':
      return { label: button.margin, path: '/app/settings/brand' };
    case 'first-posts':
      return { label: button.post, path: '/app/posts/new' };
    case 'record-spend':
      return { label: button.spend, path: '/app/spend/new' };
    case 'keep-going':
      return { label: button.week, path: '/app' };
  }
}

const NAMED = 3;

/** A few by name and how many more: of forty creators a list of names is a page of its own. */
function listed(names: string[], { say, format }: Speech): string {
  const more = names.length - NAMED;
  if (more < 2) return format.list(names);
  return format.list([...names.slice(0, NAMED), say.best.others(more, format.count(more))]);
}

type Decision = MailView['decisions'][number];
/** What it is about, so that what the one thing to do says is not said twice. */
type Open = Decision & { of: Action['kind'] | 'stop' };

const namesOf = (named: readonly { name: string }[]): string[] => named.map(({ name }) => name);

/** What waits for somebody, but for what the one thing to do already says. */
function decisions({ health, promotion, action }: ReportSnapshot, { say, format }: Speech): Decision[] {
  const waiting = health.volunteersWaiting;
  const candidates = promotion?.candidates ?? [];
  const up = namesOf(candidates.filter(({ verdict, there }) => verdict === 'moveUp' && !there));
  const stop = namesOf(candidates.filter(({ verdict }) => verdict === 'stopPaying'));
  const told = (of: Open['of'], names: string[], write: (names: string) => string): Open[] =>
    names.length === 0
      ? []
      : [
          {
            of,
            text: write(listed(names, { say, format })),
            button: {
              label: of === 'stop' ? say.button.losers : say.button.promotions,
              path: '/app/promotions',
            },
          },
        ];
  const all: Open[] = [
    ...health.violations.slice(0, 1).map(({ name, creatorId }) => ({
      of: 'check-violation' as const,
      text: say.safety.violation(name),
      button: { label: say.button.creator, path: `/app/creators/${creatorId}` },
    })),
    ...told('promote', up, say.decisions.moveUp),
    ...told('stop', stop, say.decisions.stopPaying),
    ...(waiting > 0
      ? [
          {
            of: 'review-volunteers' as const,
            text: `${say.safety.volunteers(waiting, format.count(waiting))}.`,
            button: { label: say.button.volunteers, path: '/app/volunteers' },
          },
        ]
      : []),
  ];
  return all.filter(({ of }) => of !== action.kind).map(({ text, button }) => ({ text, button }));
}
