import { decidedSince } from '../http/decided.ts';
import { calledIn, creatorsNamed } from '../http/names.ts';
import { page, type Visit } from '../http/visit.ts';
import { Heading } from '../ui/layout.tsx';
import { Empty, plural, Saved, type Todo, TodoList } from '../ui/parts.tsx';
import { darkSocialPage } from './figures/dark-social.tsx';
import { promotionsPage } from './figures/promotions.tsx';
import { isBroken } from './programme/posts.tsx';

const decisions = page({
  path: '/app/decisions',
  scope: 'creators:read',
  async draw(visit) {
    const { say } = visit;
    const waiting = await readWaiting(visit);
    const lines = [
      ...volunteersOf(visit, waiting),
      ...(await readyOf(visit, waiting)),
      ...(await brokenOf(visit, waiting)),
      ...untiedOf(visit, waiting),
    ];
    const title = say('Decisions');
    return {
      title,
      body: (
        <>
          <Heading title={title}>{say('What waits for you')}</Heading>
          <Saved visit={visit} />
          <section>
            {lines.length === 0 ? (
              <Empty href="/app/stages" action={say('What each stage returned')}>
                {say('Nothing waits.')}
              </Empty>
            ) : (
              <TodoList lines={lines} />
            )}
          </section>
        </>
      ),
    };
  },
});

async function readWaiting(visit: Visit) {
  const { api, may } = visit;
  const [applications, promotions, posts, untied, decided] = await Promise.all([
    api.get('/v1/applications', { query: { state: 'open', limit: 100 } }),
    may('analytics:read') ? api.get('/v1/promotions', {}).catch(() => undefined) : undefined,
    may('posts:read') ? api.get('/v1/posts', { query: { limit: 100, sort: '-publishedAt' } }) : undefined,
    may('conversions:read')
      ? api.get('/v1/conversions', { query: { attributedBy: 'none', limit: 100 } })
      : undefined,
    decidedSinceReport(visit),
  ]);
  return { applications, promotions, posts, untied, decided };
}

/** As on This week: what was decided since Monday waits for nobody, and comes again with the next report if it still holds. */
async function decidedSinceReport(visit: Visit): Promise<ReadonlySet<string>> {
  const { data } = await visit.api.get('/v1/reports', { query: { limit: 1 } });
  return decidedSince(visit, data[0]?.asOf);
}
type Waiting = Awaited<ReturnType<typeof readWaiting>>;

function volunteersOf(visit: Visit, { applications: { data, nextCursor } }: Waiting): Todo[] {
  if (data.length === 0) return [];
  const text = plural(
    visit,
    data.length,
    '{n} volunteer waits for your answer',
    '{n} volunteers wait for your answer',
    { n: countOf(visit, data, nextCursor) },
  );
  return [[text, '/app/volunteers', visit.say('Decide')]];
}

async function readyOf(visit: Visit, { promotions, decided }: Waiting): Promise<Todo[]> {
  const { say } = visit;
  const ready = (promotions?.rows ?? []).filter(
    ({ verdict, creatorId, beside }) => verdict === 'moveUp' && !beside.there && !decided.has(creatorId),
  );
  const named = await creatorsNamed(visit, ready);
  return ready.map(({ handle, creatorId }) => [
    say('{name} is ready to move up', { name: named.has(creatorId) ? calledIn(named, creatorId) : handle }),
    `/app/promotions?creatorId=${creatorId}#decide`,
    say('Decide'),
  ]);
}

async function brokenOf(visit: Visit, { posts }: Waiting): Promise<Todo[]> {
  const { say } = visit;
  const broken = posts?.data.filter(isBroken) ?? [];
  const named = await creatorsNamed(visit, broken);
  return broken.map(({ id, creatorId }) => [
    say('A brand rule is broken: {names}', { names: calledIn(named, creatorId) }),
    `/app/posts/${id}#rules`,
    say('Look'),
  ]);
}

function untiedOf(visit: Visit, { untied }: Waiting): Todo[] {
  const { say } = visit;
  if (!untied || untied.data.length === 0) return [];
  const text = plural(
    visit,
    untied.data.length,
    '{n} order is tied to nobody',
    '{n} orders are tied to nobody',
    { n: countOf(visit, untied.data, untied.nextCursor) },
  );
  return [[text, '/app/orders?by=none&interval=all', say('Look')]];
}

const countOf = ({ format }: Visit, data: readonly unknown[], next: string | null): string =>
  `${format.count(data.length)}${next ? '+' : ''}`;

export const decisionPages = [decisions, promotionsPage, darkSocialPage] as const;
