import type { Facts } from '../../facts.ts';
import { STAGES } from '../../vocabulary.ts';
import type { Action, Candidate, MessageMixShown, Promotion, ReportPeriod, StageRow } from '../snapshot.ts';
import type { SnapshotInput } from '../snapshot-input.ts';

type Known = {
  facts: Facts;
  period: ReportPeriod;
  stages: StageRow[];
  total: StageRow;
  promotion: Promotion | undefined;
  messages: MessageMixShown[];
  input: Pick<SnapshotInput, 'newViolations' | 'applications'>;
};

/** The one thing to do: what stops the numbers first, then what harms, then what pays, then what can wait. */
export const chooseAction = (known: Known): Action =>
  firstPosts(known) ??
  newViolation(known) ??
  setMargin(known) ??
  stageLoses(known) ??
  promote(known) ??
  fixMessages(known) ??
  reviewVolunteers(known) ??
  recordSpend(known) ??
  testMore(known) ?? { kind: 'keep-going' };

const firstPosts = ({ facts }: Known): Action | undefined =>
  facts.catalog.posts.length === 0 || facts.days.every(({ clicks }) => clicks === 0)
    ? { kind: 'first-posts' }
    : undefined;

function newViolation({ facts, input }: Known): Action | undefined {
  const [creatorId] = input.newViolations ?? [];
  if (creatorId === undefined) return undefined;
  const creator = facts.catalog.creators.find((one) => one.creatorId === creatorId);
  return { kind: 'check-violation', name: creator?.displayName ?? creator?.handle ?? creatorId, creatorId };
}

const setMargin = ({ facts, total }: Known): Action | undefined =>
  facts.brand.grossMargin === undefined && (total.orders.value ?? 0) > 0 ? { kind: 'set-margin' } : undefined;

/** Only when even the upper end of the interval is a loss. */
function stageLoses({ stages }: Known): Action | undefined {
  const row = stages.find(({ roi }) => roi.interval !== undefined && roi.interval.high < 0);
  const stage = STAGES.find((one) => one === row?.stage);
  if (!row || !stage || row.roi.value === null) return undefined;
  return { kind: 'stage-loses', stage, roi: row.roi.value };
}

function promote(known: Known): Action | undefined {
  const names = notYetMoved(known)
    .filter(({ verdict }) => verdict === 'moveUp')
    .map(({ name }) => name);
  const { promotion } = known;
  if (!promotion || names.length === 0) return undefined;
  return { kind: 'promote', names: names.slice(0, promotion.pick), from: promotion.from, to: promotion.to };
}

/** Who already posts in the higher stage needs no moving. */
function notYetMoved({ facts, promotion }: Known): Candidate[] {
  const there = new Set(
    facts.catalog.posts.filter(({ stage }) => stage === promotion?.to).map(({ creatorId }) => creatorId),
  );
  return (promotion?.candidates ?? []).filter(({ creatorId }) => !there.has(creatorId));
}

const WIDE_GAP = 0.25;
const ENOUGH_POSTS = 3;

function fixMessages({ messages }: Known): Action | undefined {
  const mix = messages.find(({ gap, posts }) => (gap.value ?? 0) >= WIDE_GAP && posts >= ENOUGH_POSTS);
  const worst = mix?.rows.toSorted((a, b) => b.asked - b.delivered - (a.asked - a.delivered))[0];
  if (!mix || !worst) return undefined;
  return { kind: 'fix-messages', campaign: mix.campaign, ...worst };
}

function reviewVolunteers({ input }: Known): Action | undefined {
  const waiting = (input.applications ?? []).filter(({ state }) => state === 'open').length;
  return waiting > 0 ? { kind: 'review-volunteers', waiting } : undefined;
}

const recordSpend = ({ facts, total }: Known): Action | undefined =>
  facts.spend.length === 0 && (total.netRevenueMinor.value ?? 0) > 0 ? { kind: 'record-spend' } : undefined;

const CLICKS_TO_TELL = 100;

function testMore(known: Known): Action | undefined {
  const few = notYetMoved(known).filter(
    ({ verdict, clicks }) => verdict === 'testMore' && clicks < CLICKS_TO_TELL,
  );
  if (few.length === 0) return undefined;
  const picked = few.slice(0, 3);
  const clicksMissing = picked.reduce((sum, { clicks }) => sum + CLICKS_TO_TELL - clicks, 0);
  return { kind: 'test-more', names: picked.map(({ name }) => name), clicksMissing };
}
