import { engagementId } from '../../../../shared/data/programme/engagement-store.ts';
import { wrong } from '../../../../shared/domain/reasons.ts';
import {
  createEngagement,
  createEngagements,
  EngagementInput,
  listEngagement,
} from '../../../../shared/domain/schema/programme/engagement.ts';
import { refuseFuture } from '../../../../shared/domain/time/not-ahead.ts';
import type { ItemCall } from '../../bulk/part.ts';
import type { Finder } from '../../bulk/references.ts';
import { onMany } from '../../bulk/take-many.ts';
import { type Api, created, ok } from '../../http/call.ts';
import { invalid } from '../../http/refusal.ts';

export function registerEngagement(api: Api): void {
  api.on(createEngagement, async ({ body, ...call }) => {
    const kept = await take(body, call);
    return kept.status === 200 ? ok(kept.body) : created(kept.body, '/v1/engagement');
  });

  onMany(api, createEngagements, ({ hasSeenPost }: Finder) => ({
    many: 'engagement',
    one: 'snapshot',
    prefix: 'eng',
    schema: EngagementInput,
    check: ({ body }, call) => check(body, call, hasSeenPost),
    keyOf: ({ body: { postId, takenAt } }) => `${postId} ${takenAt}`,
    isKept: ({ body: { postId, takenAt } }, { stores }) => stores.engagement.has(postId, takenAt),
    keep: ({ body }, call) => take(body, call, hasSeenPost),
  }));

  api.on(listEngagement, async ({ stores, query, pageStart, pageEnd }) => {
    await stores.posts.get(query.postId);
    const page = await stores.engagement.list(query.postId, pageStart());
    return ok({ data: page.snapshots, nextCursor: pageEnd(page.lastKey) });
  });
}

type Taking = Pick<ItemCall, 'brandId' | 'stores' | 'at' | 'now'>;

/** Has this request seen that post already? */
type HasSeen = (postId: string) => Promise<boolean>;
const seenNone: HasSeen = async () => false;

async function check(
  { postId, takenAt }: EngagementInput,
  { stores, now }: Taking,
  hasSeen = seenNone,
): Promise<void> {
  refuseFuture('takenAt', takenAt, now);
  if (!(await hasSeen(postId)) && !(await stores.posts.find(postId)))
    throw invalid(wrong('postId', 'no-such', { what: 'post' }));
}

async function take(counters: EngagementInput, taking: Taking, hasSeen?: HasSeen) {
  await check(counters, taking, hasSeen);
  const id = engagementId(taking.brandId, counters.postId, counters.takenAt);
  const { status, snapshot } = await taking.stores.engagement.take({ id, ...counters, createdAt: taking.at });
  return { status, body: snapshot };
}
