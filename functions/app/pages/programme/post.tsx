import type { Decay as PostDecay } from '../../../../shared/domain/schema/answers/decay.ts';
import type { Post } from '../../../../shared/domain/schema/programme/posts.ts';
import { lifeText } from '../../../../shared/report/render/present/present-creators.ts';
import { messagesFor } from '../../../../shared/report/render/words/messages.ts';
import { wrongField } from '../../http/amount.ts';
import { countField, given, linesOf } from '../../http/fields.ts';
import { calledIn, campaignsNamed, creatorsNamed, squadsNamed } from '../../http/names.ts';
import { questionOf } from '../../http/question.ts';
import { page, type Visit } from '../../http/visit.ts';
import { flagText } from '../../ui/drops.tsx';
import { Choice, CopyBox, Field, FoldedForm, Form, formOf, Problems } from '../../ui/forms.tsx';
import { Heading } from '../../ui/layout.tsx';
import { daysText, OverviewShown, readOverview } from '../../ui/overview.tsx';
import { doneAt, Empty, FactList, platformText, Saved, Section, Table } from '../../ui/parts.tsx';
import { AssetOfPost } from '../../ui/post-asset.tsx';
import { RangeBar } from '../../ui/range-bar.tsx';

const ENGAGEMENT = ['likes', 'comments', 'shares', 'saves', 'views', 'reach', 'followers'] as const;

export const postPage = page({
  path: '/app/posts/:id',
  scope: 'posts:read',
  filters: ['range', 'compare', 'placement', 'tag'],
  async draw(visit) {
    const { say, id, may, locale, format, brand } = visit;
    const { post, by, names, figures } = await readPost(visit);
    return {
      title: by,
      body: (
        <>
          <Heading title={by}>
            <a href="/app/posts">{say('Posts')}</a> · {messagesFor(locale).stage[post.stage]} ·{' '}
            {platformText(say, post.platform)} · {format.moment(post.publishedAt, brand.timeZone)}
          </Heading>
          <Saved visit={visit} />
          <Problems visit={visit} />
          <Links visit={visit} post={post} />
          {figures && (
            <>
              <RangeBar visit={visit} />
              <p class="muted">{daysText(visit, figures.question)}</p>
              <OverviewShown visit={visit} overview={figures.overview} />
            </>
          )}
          {figures?.decay && figures.decay.clicksToDate > 0 && <Decay visit={visit} decay={figures.decay} />}
          <About visit={visit} post={post} by={by} names={names} />
          {figures && <AssetOfPost visit={visit} asset={figures.asset} />}
          <Rules visit={visit} post={post} />
          {may('engagement:write') && <Engagement visit={visit} />}
          {may('spend:write') && (
            <div class="acts">
              <a class="button" href={`/app/spend/new?postId=${id}`}>
                {say('Say what it cost')}
              </a>
            </div>
          )}
          {may('posts:write') && (
            <Form form={formOf(visit, 'archive')} submit={say('Archive this post')} danger />
          )}
        </>
      ),
    };
  },
  acts: {
    check: {
      scope: 'posts:write',
      async run({ api, id, path, say }, values, key) {
        const instruction = values.text('instruction');
        if (!instruction) throw wrongField({ path: 'instruction', message: say('Say which rule.') });
        const result = values.text('result') === 'violation' ? 'violation' : 'ok';
        await api.post('/v1/posts/{id}/checks', {
          params: { id },
          body: { results: [{ instruction, result, ...given(values, 'note') }] },
          idempotencyKey: key,
        });
        return doneAt(path, 'saved');
      },
    },
    rate: {
      scope: 'posts:write',
      async run({ api, id, path, person }, values) {
        const rating = { creativity: Number(values.text('creativity')), by: person.email };
        await api.put('/v1/posts/{id}/rating', {
          params: { id },
          body: { ...rating, ...given(values, 'note') },
        });
        return doneAt(path, 'saved');
      },
    },
    allow: {
      scope: 'posts:write',
      async run({ api, id, path }, values) {
        await api.put('/v1/posts/{id}/rights', {
          params: { id },
          body: {
            from: values.text('from') ?? '',
            ...given(values, 'until'),
            channels: linesOf(values, 'channels', /,/),
          },
        });
        return doneAt(path, 'saved');
      },
    },
    engage: {
      scope: 'engagement:write',
      async run(visit, values, key) {
        const counts = Object.fromEntries(
          ENGAGEMENT.flatMap((name) => {
            const count = countField(visit, values, name);
            return count === undefined ? [] : [[name, count]];
          }),
        );
        const takenAt = new Date(visit.now).toISOString();
        const body = { likes: 0, comments: 0, ...counts, postId: visit.id, takenAt };
        await visit.api.post('/v1/engagement', { body, idempotencyKey: key });
        return doneAt(visit.path, 'saved');
      },
    },
    archive: {
      scope: 'posts:write',
      async run({ api, id }) {
        await api.delete('/v1/posts/{id}', { params: { id } });
        return doneAt('/app/posts', 'archived');
      },
    },
  },
});

/** What it belongs to, as far as this person may know. */
type NamesOf = { campaign: string | undefined; squad: string | undefined };

async function readPost(visit: Visit) {
  const { api, id, may } = visit;
  const post = await api.get('/v1/posts/{id}', { params: { id } });
  const [creators, campaigns, squads] = await Promise.all([
    creatorsNamed(visit, [post]),
    campaignsNamed(visit, [post]),
    squadsNamed(visit, [post]),
  ]);
  const by = calledIn(creators, post.creatorId);
  const names: NamesOf = {
    campaign: campaigns.get(post.campaignId ?? '')?.name,
    squad: squads.get(post.squadId ?? '')?.name,
  };
  return { post, by, names, figures: may('analytics:read') ? await readFigures(visit) : undefined };
}

/** What it brought, for those who may see figures. */
async function readFigures(visit: Visit) {
  const { api, id } = visit;
  const question = questionOf(visit, { postId: id });
  const [overview, decay, asset] = await Promise.all([
    readOverview(visit, question),
    api.get('/v1/posts/{id}/decay', { params: { id } }).catch(() => undefined),
    api.get('/v1/posts/{id}/asset', { params: { id } }),
  ]);
  return { question, overview, decay, asset };
}

type OfPost<More = unknown> = { visit: Visit; post: Post } & More;

const Links = ({ visit, post }: OfPost) => {
  const { say } = visit;
  return (
    <Section id="links" title={say('Its links')}>
      {post.links.map((link) => (
        <>
          <CopyBox
            visit={visit}
            id={`url-${link.id}`}
            label={`${say(link.placement ?? 'link')}${link.status === 'paused' ? ` · ${say('paused')}` : ''}`}
            text={link.shortUrl}
          />
          <div class="acts">
            <img
              class="qr"
              src={`/app/links/${link.id}/qr.svg`}
              alt={say('QR code of {url}', { url: link.shortUrl })}
              width="196"
              height="196"
              loading="lazy"
            />
            <a class="button small" href={`/app/links/${link.id}`}>
              {say('QR code, pause, destination')}
            </a>
          </div>
        </>
      ))}
    </Section>
  );
};

const Decay = ({ visit, decay }: { visit: Visit; decay: PostDecay }) => {
  const { say, format, locale } = visit;
  const halfLife = lifeText(decay.halfLifeDays, { say: messagesFor(locale), format });
  return (
    <Section id="decay" title={say('How it fades')}>
      <FactList
        facts={[
          [say('Clicks to date'), format.count(decay.clicksToDate)],
          [say('Half of its clicks came within'), halfLife],
          [
            say('Clicks still to come'),
            say('{n}, between {low} and {high}', {
              n: format.count(Math.round(decay.residualClicks)),
              low: format.count(Math.round(decay.residualInterval.low)),
              high: format.count(Math.round(decay.residualInterval.high)),
            }),
          ],
        ]}
      />
    </Section>
  );
};

const About = ({ visit, post, by, names }: OfPost<{ by: string; names: NamesOf }>) => {
  const { say } = visit;
  return (
    <Section id="about" title={say('About')}>
      <FactList
        facts={[
          [say('Creator'), <a href={`/app/creators/${post.creatorId}`}>{by}</a>],
          [say('Format'), say(post.format)],
          post.tier !== undefined && [say('Tier'), post.tier],
          post.messages.length > 0 && [say('Messages'), post.messages.join(', ')],
          post.campaignId !== undefined && [
            say('Campaign'),
            <a href={`/app/campaigns/${post.campaignId}`}>{names.campaign ?? post.campaignId}</a>,
          ],
          post.squadId !== undefined && [
            say('Squad'),
            <a href={`/app/squads/${post.squadId}`}>{names.squad ?? post.squadId}</a>,
          ],
          post.flags.length > 0 && [
            say('Worth a look'),
            post.flags.map((flag) => flagText(say, flag)).join('; '),
          ],
          post.url !== undefined && [
            say('Address of the post'),
            <a href={post.url} rel="noreferrer noopener">
              {post.url}
            </a>,
          ],
        ]}
      />
    </Section>
  );
};

/** The brand's rules that a person looked at; a broken one bars the creator from moving up. */
const Rules = ({ visit, post }: { visit: Visit; post: Post }) => {
  const { say, may } = visit;
  return (
    <Section id="rules" title={say('Brand rules')}>
      {post.checks.length > 0 && (
        <Table
          caption={say('As last looked at')}
          columns={[{ name: say('Rule') }, { name: say('Kept?') }, { name: say('Note'), wide: true }]}
          rows={post.checks.map(({ instruction, result, note }) => ({
            cells: [
              instruction,
              result === 'violation'
                ? { text: say('broken'), tone: 'bad' as const }
                : say(result === 'ok' ? 'kept' : 'not looked at'),
              note ?? '',
            ],
          }))}
        />
      )}
      {post.hints.map(({ instruction, word }) => (
        <p class="bad">{say('The caption says “{word}”: {instruction}', { word, instruction })}</p>
      ))}
      {may('posts:write') && post.instructions.length > 0 && <MarkRule visit={visit} post={post} />}
      {post.instructions.length === 0 && (
        <Empty>{say('No rule holds for this post: the brand gave none, nor did its campaign.')}</Empty>
      )}
    </Section>
  );
};

const MarkRule = ({ visit, post }: { visit: Visit; post: Post }) => {
  const { say } = visit;
  const form = formOf(visit, 'check');
  return (
    <FoldedForm form={form} name={say('Mark a rule')} submit={say('Save')}>
      <Choice
        form={form}
        name="instruction"
        label={say('Rule')}
        options={post.instructions.map((instruction) => [instruction, instruction] as const)}
      />
      <Field
        form={form}
        name="result"
        label={say('Kept?')}
        options={[
          ['ok', say('kept')],
          ['violation', say('broken')],
        ]}
        initial="ok"
      />
      <Field form={form} name="note" optional />
    </FoldedForm>
  );
};

const Engagement = ({ visit }: { visit: Visit }) => {
  const { say } = visit;
  const form = formOf(visit, 'engage');
  return (
    <Section id="engagement" title={say('Engagement')}>
      <FoldedForm form={form} name={say('Enter the counts of today')} submit={say('Save')}>
        <div class="pair">
          {ENGAGEMENT.map((name) => (
            <Field
              form={form}
              name={name}
              label={say(name)}
              numeric="numeric"
              {...(name === 'likes' || name === 'comments' ? {} : { optional: true as const })}
            />
          ))}
        </div>
      </FoldedForm>
    </Section>
  );
};
