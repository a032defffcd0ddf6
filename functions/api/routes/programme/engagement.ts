import { engagementId } from '../../../../shared/data/programme/engagement-store.ts';
import { createEngagement, listEngagement } from '../../../../shared/domain/schema/programme/engagement.ts';
import { refuseFuture } from '../../../../shared/domain/time/not-ahead.ts';
import { type Api, created, ok } from '../../http/call.ts';
import { invalid } from '../../http/refusal.ts';

export function registerEngagement(api: Api): void {
  api.on(createEngagement, async ({ brandId, stores, body, at, now }) => {
    refuseFuture('takenAt', body.takenAt, now);
    if (!(await stores.posts.find(body.postId)))
      return invalid({ path: 'postId', message: 'there is no such post' });
    const id = engagementId(brandId, body.postId, body.takenAt);
    const { status, snapshot } = await stores.engagement.take({ id, ...body, createdAt: at });
    return status === 200 ? ok(snapshot) : created(snapshot, '/v1/engagement');
  });

  api.on(listEngagement, async ({ stores, query, pageStart, pageEnd }) => {
    await stores.posts.get(query.postId);
    const page = await stores.engagement.list(query.postId, pageStart());
    return ok({ data: page.snapshots, nextCursor: pageEnd(page.lastKey) });
  });
}
