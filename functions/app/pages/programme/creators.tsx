import type { VouchError } from '../../../../shared/client/vouch.ts';
import type { Roi } from '../../../../shared/domain/schema/answers/roi.ts';
import { postFilterFields, searchField } from '../../../../shared/domain/schema/filters.ts';
import type { Creator } from '../../../../shared/domain/schema/programme/creators.ts';
import { AGE_BANDS, CREATOR_SOURCES, USUAL_PLATFORMS } from '../../../../shared/domain/vocabulary.ts';
import { wrongField } from '../../http/amount.ts';
import { askedOf } from '../../http/asked.ts';
import { countField, given, linesOf } from '../../http/fields.ts';
import type { FormValues } from '../../http/form.ts';
import { type NamedPost, postsNamed } from '../../http/names.ts';
import { pastedLines, wrongLine } from '../../http/pasted.ts';
import { page, type Visit } from '../../http/visit.ts';
import { Field, Form, type FormState, formOf, formPage, Problems } from '../../ui/forms.tsx';
import { Heading } from '../../ui/layout.tsx';
import { daysText, OverviewShown, readOverview } from '../../ui/overview.tsx';
import {
  doneAt,
  Empty,
  FactList,
  fiftyOf,
  hrefWith,
  ListSection,
  NoneListed,
  Saved,
  Section,
  type TableCell,
  type TableColumn,
} from '../../ui/parts.tsx';
import { pastePage } from '../../ui/paste-page.tsx';
import { questionOf, RangeBar } from '../../ui/range-bar.tsx';
import { restName } from '../../ui/rest-name.tsx';
import { MOST_SHOWN, RoiTable } from '../../ui/roi-table.tsx';

export const platformOptions = USUAL_PLATFORMS.map((name) => [name, name] as const);

const list = page({
  path: '/app/creators',
  scope: 'creators:read',
  async draw(visit) {
    const { api, say, may } = visit;
    const asked = askedOf(visit, { ...postFilterFields, ...searchField });
    const found = await api.get('/v1/creators', { query: { ...asked, ...fiftyOf(visit), sort: 'handle' } });
    const title = say('Creators');
    return {
      title,
      body: (
        <>
          <Heading title={title}>
            {may('creators:write') && (
              <>
                <a href="/app/creators/new">{say('Add a creator')}</a> ·{' '}
                <a href="/app/creators/paste">{say('Paste your list')}</a> ·{' '}
              </>
            )}
            <a href="/app/volunteers">{say('Volunteers')}</a> · <a href="/app/ages">{say('By age')}</a>
          </Heading>
          <Saved visit={visit} />
          <RangeBar visit={visit} show={['q', 'platform', 'source', 'stage', 'tier']} />
          <ListSection
            visit={visit}
            title={say('By handle')}
            caption={say('Creators by handle')}
            found={found}
            columns={columnsFor(visit)}
            cells={(creator) => cellsOf(visit, creator)}
          >
            <NoneListed visit={visit} first={{ href: '/app/creators/new', action: say('Add a creator') }}>
              {say('Nobody yet. Add the first creator, paste your list, or let them volunteer.')}
            </NoneListed>
          </ListSection>
        </>
      ),
    };
  },
});

const columnsFor = ({ say }: Visit): TableColumn[] => [
  { name: say('Handle') },
  { name: say('Platform') },
  { name: say('Followers'), right: true },
  { name: say('City'), wide: true },
  { name: say('Came as'), wide: true },
  { name: say('Codes'), wide: true },
];

const cellsOf = ({ say, format }: Visit, creator: Creator): TableCell[] => [
  <a href={`/app/creators/${creator.id}`}>{creator.handle}</a>,
  creator.platform,
  creator.followers === undefined ? '–' : format.count(creator.followers),
  creator.city ?? '',
  say(creator.source),
  creator.couponCodes.join(', '),
];

const CreatorFields = ({ visit, act, creator }: { visit: Visit; act: string; creator?: Creator }) => {
  const form = formOf(visit, act);
  const { say } = visit;
  return (
    <>
      <Field
        form={form}
        name="handle"
        hint={say('As on the profile, such as @ada.knits')}
        initial={creator?.handle ?? ''}
      />
      <Field
        form={form}
        name="platform"
        options={platformOptions}
        initial={creator?.platform ?? 'instagram'}
      />
      <AboutFields form={form} {...(creator ? { creator } : {})} />
    </>
  );
};

/** What need not be known to begin. */
const AboutFields = ({ form, creator }: { form: FormState; creator?: Creator }) => {
  const { say } = form.visit;
  const followers = creator?.followers === undefined ? '' : String(creator.followers);
  return (
    <div class="pair">
      <Field form={form} name="followers" optional numeric="numeric" initial={followers} />
      <Field
        form={form}
        name="source"
        options={CREATOR_SOURCES.map((name) => [name, say(name)] as const)}
        initial={creator?.source ?? 'invited'}
      />
      <Field form={form} name="displayName" optional initial={creator?.displayName ?? ''} />
      <Field form={form} name="city" optional initial={creator?.city ?? ''} />
      <Field
        form={form}
        name="ageBand"
        optional
        options={ageOptions(creator?.ageBand)}
        initial={creator?.ageBand ?? ''}
      />
      <Field form={form} name="email" type="email" optional initial={creator?.email ?? ''} />
      <Field
        form={form}
        name="couponCodes"
        optional
        hint={say('With commas between, as the shop knows them')}
        initial={creator?.couponCodes.join(', ') ?? ''}
      />
    </div>
  );
};

/** A band of before stays what it is until somebody chooses another. */
const ageOptions = (told: Creator['ageBand']) =>
  ['', ...new Set([...(told ? [told] : []), ...AGE_BANDS])].map((band) => [band, band || '–'] as const);

const bodyOf = (visit: Visit, values: FormValues) => {
  const followers = countField(visit, values, 'followers');
  return {
    ...given(values, 'displayName', 'city', 'email'),
    ...(given(values, 'ageBand') as Pick<Creator, 'ageBand'>),
    handle: values.text('handle') ?? '',
    platform: values.text('platform') ?? '',
    source: (values.text('source') ?? 'invited') as Creator['source'],
    couponCodes: linesOf(values, 'couponCodes', /[\s,;]+/),
    ...(followers === undefined ? {} : { followers }),
  };
};

const add = page({
  path: '/app/creators/new',
  scope: 'creators:write',
  draw: async (visit) =>
    formPage(visit, {
      title: visit.say('Add a creator'),
      under: { href: '/app/creators', name: visit.say('Creators') },
      act: 'add',
      submit: visit.say('Add the creator'),
      children: <CreatorFields visit={visit} act="add" />,
    }),
  acts: {
    add: {
      scope: 'creators:write',
      async run(visit, values, key) {
        const made = await visit.api.post('/v1/creators', {
          body: bodyOf(visit, values),
          idempotencyKey: key,
        });
        return doneAt(`/app/creators/${made.id}`, 'added');
      },
    },
  },
});

/** handle, platform, followers, e-mail, city */
function readPasted(visit: Visit, values: FormValues) {
  const rows = pastedLines(visit, values, (first) => first.toLowerCase() !== 'handle');
  return rows.map(([handle = '', platform = '', followers = '', email = '', city = ''], index) => {
    const count = followers ? Number(followers.replace(/[.,\s]/g, '')) : undefined;
    if (!handle || (count !== undefined && !Number.isInteger(count)))
      throw wrongField({ path: 'table', message: visit.say('Line {n} cannot be read.', { n: index + 1 }) });
    return {
      handle,
      platform: (platform || 'instagram').toLowerCase(),
      source: 'imported' as const,
      ...(count === undefined ? {} : { followers: count }),
      ...(email ? { email } : {}),
      ...(city ? { city } : {}),
    };
  });
}

const paste = pastePage({
  path: '/app/creators/paste',
  scope: 'creators:write',
  words: ({ say }) => ({
    title: say('Paste your list'),
    under: { href: '/app/creators', name: say('Creators') },
    submit: say('Add them'),
    hint: say(
      'One creator a line: handle, platform, followers, e-mail, city. As copied from a spreadsheet, or with commas.',
    ),
  }),
  run: addPasted,
});

async function addPasted(visit: Visit, values: FormValues, key: string): Promise<string> {
  const { api, say } = visit;
  for (const [index, body] of readPasted(visit, values).entries())
    await api.post('/v1/creators', { body, idempotencyKey: `${key}-${index}` }).catch((failure) => {
      throw wrongLine(visit, index + 1, `${messageOf(failure)}. ${say('Lines before it were added.')}`);
    });
  return doneAt('/app/creators', 'added');
}

const messageOf = (failure: unknown): string => {
  const { errors = [], detail, message } = failure as Error & Partial<VouchError>;
  return errors[0] ? `${errors[0].path}: ${errors[0].message}` : (detail ?? message);
};

const one = page({
  path: '/app/creators/:id',
  scope: 'creators:read',
  async draw(visit) {
    const { api, say, id, may } = visit;
    const creator = await api.get('/v1/creators/{id}', { params: { id } });
    const question = questionOf(visit, { creatorId: id });
    const { from, to, filter } = question;
    const [overview, roi] = await Promise.all([
      readOverview(visit, question),
      api.get('/v1/roi', { query: { ...filter, from, to, groupBy: 'post', limit: MOST_SHOWN } }),
    ]);
    const named = await postsNamed(visit, roi.rows);
    return {
      title: creator.handle,
      body: (
        <>
          <Heading title={creator.handle}>
            <a href="/app/creators">{say('Creators')}</a> · {creator.platform} · {daysText(visit, question)}
          </Heading>
          <Saved visit={visit} />
          <Problems visit={visit} />
          {may('posts:write') && (
            <div class="acts">
              <a class="button" href={`/app/posts/new?creatorId=${id}`}>
                {say('New post')}
              </a>
            </div>
          )}
          <RangeBar visit={visit} show={['range', 'compare', 'stage', 'placement']} />
          <OverviewShown visit={visit} overview={overview} />
          <Posts visit={visit} roi={roi} named={named} />
          <About visit={visit} creator={creator} />
        </>
      ),
    };
  },
  acts: {
    change: {
      scope: 'creators:write',
      async run(visit, values) {
        const {
          followers = null,
          displayName = null,
          city = null,
          email = null,
          ageBand = null,
          ...rest
        } = bodyOf(visit, values);
        await visit.api.patch('/v1/creators/{id}', {
          params: { id: visit.id },
          body: { ...rest, followers, displayName, city, email, ageBand },
        });
        return doneAt(visit.path, 'saved');
      },
    },
    archive: {
      scope: 'creators:write',
      async run({ api, id }) {
        await api.delete('/v1/creators/{id}', { params: { id } });
        return doneAt('/app/creators', 'archived');
      },
    },
  },
});

type PostsOf = { visit: Visit; roi: Roi; named: ReadonlyMap<string, NamedPost> };

const Posts = ({ visit, roi, named }: PostsOf) => {
  const { say } = visit;
  return (
    <Section id="posts" title={say('Posts')}>
      <RoiTable
        visit={visit}
        caption={say('By net revenue; the first 50')}
        of={say('Post')}
        rows={roi.rows}
        totals={roi.totals}
        name={({ postId, name }) =>
          postId ? (
            <a href={hrefWith(visit, {}, `/app/posts/${postId}`)}>
              {postName(visit, named.get(postId)) ?? postId}
            </a>
          ) : (
            restName(visit, name)
          )
        }
      >
        <Empty>{say('No post in these days.')}</Empty>
      </RoiTable>
    </Section>
  );
};

const About = ({ visit, creator }: { visit: Visit; creator: Creator }) => {
  const { say, format, may } = visit;
  return (
    <Section id="about" title={say('About')}>
      <FactList
        facts={[
          [
            say('Followers'),
            creator.followers === undefined ? say('not told') : format.count(creator.followers),
          ],
          creator.city !== undefined && [say('City'), creator.city],
          creator.ageBand !== undefined && [say('Age'), creator.ageBand],
          creator.email !== undefined && [say('E-mail'), creator.email],
          [say('Came as'), say(creator.source)],
          creator.couponCodes.length > 0 && [say('Coupon codes'), creator.couponCodes.join(', ')],
        ]}
      />
      {may('creators:write') && (
        <details open={visit.problem !== undefined}>
          <summary>{say('Change')}</summary>
          <Form form={formOf(visit, 'change')} submit={say('Save')}>
            <CreatorFields visit={visit} act="change" creator={creator} />
          </Form>
          <Form
            form={formOf(visit, 'archive')}
            submit={say('Archive {handle}', { handle: creator.handle })}
            danger
          />
        </details>
      )}
    </Section>
  );
};

/** A post has no title: who, and when. */
export const postName = ({ format, brand }: Visit, named: NamedPost | undefined): string | undefined =>
  named && `${named.handle}, ${format.moment(named.post.publishedAt, brand.timeZone).split(',')[0]}`;

export const creatorPages = [list, add, paste, one] as const;
