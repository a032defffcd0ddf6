import type { Roi } from '../../../../shared/domain/schema/answers/roi.ts';
import type { Creator } from '../../../../shared/domain/schema/programme/creators.ts';
import { calledBy, handleBeside, type NamedPost, postName, postsNamed } from '../../http/names.ts';
import { placesBut, type Question, questionOf } from '../../http/question.ts';
import { page, type Visit } from '../../http/visit.ts';
import { CreatorFields, creatorSaid } from '../../ui/creator-fields.tsx';
import { Form, formOf, Problems } from '../../ui/forms.tsx';
import { Heading } from '../../ui/layout.tsx';
import { daysText, OverviewShown, readOverview } from '../../ui/overview.tsx';
import { doneAt, Empty, FactList, hrefWith, platformText, Saved, Section } from '../../ui/parts.tsx';
import { RangeBar } from '../../ui/range-bar.tsx';
import { restName } from '../../ui/rest-name.tsx';
import { rowsOf } from '../../ui/returns-by.tsx';
import { MOST_SHOWN, RoiTable } from '../../ui/roi-table.tsx';

export const creatorPage = page({
  path: '/app/creators/:id',
  scope: 'creators:read',
  filters: ['range', 'compare', ...placesBut('creatorId')],
  async draw(visit) {
    const { api, say, id, may } = visit;
    const creator = await api.get('/v1/creators/{id}', { params: { id } });
    const [called, handle] = [calledBy(creator), handleBeside(creator)];
    const question = questionOf(visit, { creatorId: id });
    const { from, to, filter } = question;
    const [overview, roi] = await Promise.all([
      readOverview(visit, question),
      api.get('/v1/roi', { query: { ...filter, from, to, groupBy: 'post', limit: MOST_SHOWN } }),
    ]);
    const named = await postsNamed(visit, roi.rows);
    return {
      title: called,
      body: (
        <>
          <Heading title={called}>
            <a href="/app/creators">{say('Creators')}</a> · {handle && `${handle} · `}
            {platformText(say, creator.platform)} · {daysText(visit, question)}
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
          <RangeBar visit={visit} />
          <OverviewShown visit={visit} overview={overview} />
          <Posts {...{ visit, question, roi, named }} />
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
          tags = null,
          ...rest
        } = creatorSaid(visit, values);
        await visit.api.patch('/v1/creators/{id}', {
          params: { id: visit.id },
          body: { ...rest, followers, displayName, city, email, ageBand, tags },
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

type PostsOf = { visit: Visit; question: Question; roi: Roi; named: ReadonlyMap<string, NamedPost> };

const Posts = ({ visit, question, roi, named }: PostsOf) => {
  const { say } = visit;
  return (
    <Section id="posts" title={say('Posts')}>
      <RoiTable
        visit={visit}
        caption={say('By net revenue; the first 50')}
        of={say('Post')}
        rows={roi.rows}
        totals={roi.totals}
        at={(row) => rowsOf(visit, { question, roi }, row)}
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
            submit={say('Archive {name}', { name: calledBy(creator) })}
            danger
          />
        </details>
      )}
    </Section>
  );
};
