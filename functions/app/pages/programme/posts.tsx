import { postFilterFields, rangeFields, searchField } from '../../../../shared/domain/schema/filters.ts';
import type { Post } from '../../../../shared/domain/schema/programme/posts.ts';
import { messagesFor } from '../../../../shared/report/render/words/messages.ts';
import { askedOf } from '../../http/asked.ts';
import { localOf } from '../../http/local-time.ts';
import { calledIn, creatorsNamed } from '../../http/names.ts';
import { placesBut } from '../../http/question.ts';
import { page, type Visit } from '../../http/visit.ts';
import { pastePage } from '../../paste/paste-page.tsx';
import { Heading } from '../../ui/layout.tsx';
import {
  doneAt,
  fiftyOf,
  firstOf,
  ListSection,
  MainAct,
  NoneListed,
  platformText,
  Saved,
  shortDay,
  sortAsked,
  type TableCell,
  type TableColumn,
  TagLinks,
} from '../../ui/parts.tsx';
import { RangeBar } from '../../ui/range-bar.tsx';
import { newPostPage } from './new-post.tsx';
import { postPage } from './post.tsx';

const list = page({
  path: '/app/posts',
  scope: 'posts:read',
  filters: ['days', 'q', ...placesBut()],
  async draw(visit) {
    const { api, say, may } = visit;
    const asked = askedOf(visit, { ...postFilterFields, ...rangeFields, ...searchField });
    const columns = columnsFor(visit);
    const sort = sortAsked<'publishedAt' | '-publishedAt'>(visit, columns, '-publishedAt');
    const found = await api.get('/v1/posts', { query: { ...asked, ...fiftyOf(visit), sort } });
    const named = await creatorsNamed(visit, found.data);
    const title = say('Posts');
    return {
      title,
      body: (
        <>
          <Heading title={title}>
            {firstOf(say, sort)}
            {may('engagement:write') && <ToPaste say={say} />}
          </Heading>
          <Saved visit={visit} />
          {may('posts:write') && <MainAct href="/app/posts/new">{say('New post')}</MainAct>}
          <RangeBar visit={visit} />
          <ListSection
            visit={visit}
            title={say('All posts')}
            found={found}
            columns={columns}
            usual="-publishedAt"
            cells={(post) => cellsOf(visit, post, calledIn(named, post.creatorId))}
          >
            <NoneListed visit={visit} first={{ href: '/app/posts/new', action: say('Enter a post') }}>
              {say('No post yet. Enter one: it gets a link of its own, to be copied in one tap.')}
            </NoneListed>
          </ListSection>
        </>
      ),
    };
  },
});

const ToPaste = ({ say }: Pick<Visit, 'say'>) => (
  <>
    {' '}
    · <a href="/app/posts/engagement">{say('Paste engagement')}</a>
  </>
);

const columnsFor = ({ say }: Visit): TableColumn[] => [
  { name: say('Post') },
  { name: say('Stage') },
  { name: say('Platform'), wide: true },
  { name: say('Published'), right: true, sort: 'publishedAt' },
  { name: say('Links'), right: true },
];

function cellsOf(visit: Visit, post: Post, by: string): TableCell[] {
  const { say, format, locale, brand } = visit;
  const published = shortDay(visit, localOf(post.publishedAt, brand.timeZone).slice(0, 10));
  return [
    {
      text: <a href={`/app/posts/${post.id}`}>{by}</a>,
      ...(post.tags || isBroken(post) ? { detail: <Marks say={say} post={post} /> } : {}),
    },
    messagesFor(locale).stage[post.stage],
    `${platformText(say, post.platform)}, ${say(post.format)}`,
    published,
    { text: format.count(post.links.length), href: `/app/posts/${post.id}#links` },
  ];
}

const Marks = ({ say, post }: Pick<Visit, 'say'> & { post: Post }) => (
  <>
    {isBroken(post) && (
      <>
        <span class="tag bad">{say('rule broken')}</span>{' '}
      </>
    )}
    <TagLinks path="/app/posts" tags={post.tags ?? []} />
  </>
);

/** Was one of the brand's rules broken in it? */
export const isBroken = ({ checks }: Pick<Post, 'checks'>): boolean =>
  checks.some(({ result }) => result === 'violation');

const paste = pastePage({
  path: '/app/posts/engagement',
  kind: 'engagement',
  scope: 'engagement:write',
  words: ({ say }) => ({
    title: say('Paste engagement'),
    under: { href: '/app/posts', name: say('Posts') },
    hint: say(
      'An export of the platform with its headings, or one post a line: its address or your own name for it, likes, comments, shares, saves, views, reach.',
    ),
  }),
  done: () => doneAt('/app/posts', 'added'),
});

export const postPages = [list, newPostPage, paste, postPage] as const;
