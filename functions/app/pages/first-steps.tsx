import type { Child } from 'hono/jsx';
import type { Visit } from '../http/visit.ts';
import { Section } from '../ui/parts.tsx';

/** What the page of the week has read already; what of it is not so may be so of another week, and is asked for. */
type Seen = { clicks: boolean; posts: boolean; orders: boolean; spend: boolean };

/** A brand's first ten minutes: six steps, each ticked by a fact; nothing once all are. */
export async function firstSteps(visit: Visit, seen: Seen): Promise<Child> {
  const { api, say, brand, may } = visit;
  const one = { query: { limit: 1 } };
  const [creators, orders, spend] = await Promise.all([
    seen.posts ? undefined : api.get('/v1/creators', one),
    !seen.orders && may('conversions:read') ? api.get('/v1/conversions', one) : undefined,
    !seen.spend && may('spend:read') ? api.get('/v1/spend', one) : undefined,
  ]);
  const hasOrder = seen.orders || (orders?.data.length ?? 0) > 0;
  const hasSpend = seen.spend || (spend?.data.length ?? 0) > 0;
  const [post] = seen.posts && hasSpend ? [] : (await api.get('/v1/posts', one)).data;
  const hasPost = seen.posts || post !== undefined;
  const steps: [done: boolean, text: string, href: string][] = [
    [
      hasPost || (creators?.data.length ?? 0) > 0,
      say('Add a creator, or let them volunteer'),
      '/app/creators/new',
    ],
    [hasPost, say('Enter a post and copy its link'), '/app/posts/new'],
    [hasOrder || seen.clicks, say('Open the link on a phone and see the first click'), '/app/live'],
    [hasSpend, say('Say what the post cost'), `/app/spend/new${post ? `?postId=${post.id}` : ''}`],
    [brand.grossMargin !== undefined, say('Tell your gross margin'), '/app/settings/brand'],
    [hasOrder, say('Connect the shop: the first order'), '/app/settings/shop'],
  ];
  if (steps.every(([done]) => done)) return null;
  return (
    <Section id="steps" title={say('The first ten minutes')}>
      <ul class="todo">
        {steps.map(([done, text, href], nth) => (
          <li>
            <span>
              {done ? '✓ ' : '○ '}
              <span id={`step-${nth}`}>{text}</span>
            </span>
            {!done && (
              <a class="button small" href={href} id={`go-${nth}`} aria-labelledby={`go-${nth} step-${nth}`}>
                {say('Go')}
              </a>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
