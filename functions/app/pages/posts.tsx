import type { Post } from '../../../shared/domain/schema/programme/posts.ts';
import { FORMATS, STAGES } from '../../../shared/domain/vocabulary.ts';
import { messagesFor } from '../../../shared/report/render/words/messages.ts';
import { wrongField } from '../http/amount.ts';
import { countField, given } from '../http/fields.ts';
import type { FormValues } from '../http/form.ts';
import { instantOf, localOf } from '../http/local-time.ts';
import { choicesOf, creatorsNamed } from '../http/names.ts';
import { page, type Visit } from '../http/visit.ts';
import { Check, CopyBox, Field, Form, formOf, Problems, Submit } from '../ui/forms.tsx';
import { Heading } from '../ui/layout.tsx';
import { daysText, OverviewShown, readOverview } from '../ui/overview.tsx';
import { doneAt, Empty, FactList, NextPage, Saved, Section, shortDay, Table } from '../ui/parts.tsx';
import { questionOf, RangeBar } from '../ui/range-bar.tsx';
import { platformOptions } from './creators.tsx';

const PLACEMENTS = ['feed', 'story', 'bio', 'dm', 'whatsapp', 'email', 'offline'] as const;

const list = page({
  path: '/app/posts',
  scope: 'posts:read',
  async draw(visit) {
    const { api, say, query, may, format, locale, brand } = visit;
    const {
      stage,
      creatorId,
      campaignId,
      squadId,
      platform,
      tier,
      source,
      placement,
      q,
      cursor,
      interval,
      from,
      to,
    } = query;
    const asked = {
      stage,
      creatorId,
      campaignId,
      squadId,
      platform,
      tier,
      source,
      placement,
      q,
      cursor,
      interval,
      from,
      to,
      format: query.format,
    };
    const found = await api.get('/v1/posts', {
      query: { ...asked, limit: 50, sort: '-publishedAt' } as never,
    });
    const named = await creatorsNamed(visit, found.data);
    const title = say('Posts');
    const isFiltered = Object.keys(query).some((name) => !['done', 'cursor'].includes(name));
    return {
      title,
      body: (
        <>
          <Heading title={title}>{say('The newest first')}</Heading>
          <Saved visit={visit} />
          {may('posts:write') && (
            <div class="acts">
              <a class="button main" href="/app/posts/new">
                {say('New post')}
              </a>
            </div>
          )}
          <RangeBar
            visit={visit}
            show={['q', 'stage', 'platform', 'format', 'placement', 'tier', 'source']}
          />
          <Section id="list" title={say('All posts')}>
            {found.data.length === 0 ? (
              isFiltered ? (
                <Empty href="/app/posts" action={say('Show all')}>
                  {say('None fits these filters.')}
                </Empty>
              ) : (
                <Empty href="/app/posts/new" action={say('Enter a post')}>
                  {say('No post yet. Enter one: it gets a link of its own, to be copied in one tap.')}
                </Empty>
              )
            ) : (
              <Table
                caption={say('Posts, the newest first')}
                columns={[
                  { name: say('Post') },
                  { name: say('Stage') },
                  { name: say('Platform'), wide: true },
                  { name: say('Published'), right: true },
                  { name: say('Links'), right: true },
                ]}
                rows={found.data.map((post) => ({
                  cells: [
                    <a href={`/app/posts/${post.id}`}>{named.get(post.creatorId)?.handle ?? post.id}</a>,
                    messagesFor(locale).stage[post.stage],
                    `${post.platform}, ${say(post.format)}`,
                    {
                      text: shortDay(visit, localOf(post.publishedAt, brand.timeZone).slice(0, 10)),
                      ...(isBroken(post)
                        ? { detail: <span class="tag bad">{say('rule broken')}</span> }
                        : {}),
                    },
                    format.count(post.links.length),
                  ],
                }))}
              />
            )}
            <NextPage visit={visit} cursor={found.nextCursor} />
          </Section>
        </>
      ),
    };
  },
});

const isBroken = ({ checks }: Pick<Post, 'checks'>): boolean =>
  checks.some(({ result }) => result === 'violation');

const add = page({
  path: '/app/posts/new',
  scope: 'posts:write',
  async draw(visit) {
    const { api, say, query, locale, brand, now, may } = visit;
    const form = formOf(visit, 'add');
    const words = messagesFor(locale);
    const [creators, campaigns, squads] = await Promise.all([
      choicesOf(api.each('/v1/creators'), ({ id, handle, platform }) => [id, `${handle} (${platform})`]),
      may('campaigns:read') ? choicesOf(api.each('/v1/campaigns'), ({ id, name }) => [id, name]) : [],
      may('squads:read') ? choicesOf(api.each('/v1/squads'), ({ id, name }) => [id, name]) : [],
    ]);
    const none = ['', say('none')] as const;
    const chosen = form.chosen('placements', ['feed']);
    const title = say('New post');
    return {
      title,
      wide: false,
      body: (
        <>
          <Heading title={title}>
            {say('It gets a link of its own, one for each place where it stands.')}
          </Heading>
          <Problems visit={visit} />
          <section>
            <Form form={form} submit={say('Make the link')}>
              {creators.length > 0 && (
                <Field
                  form={form}
                  name="creatorId"
                  options={[...(creators.length > 1 ? [['', say('choose')] as const] : []), ...creators]}
                  initial={query.creatorId ?? (creators.length === 1 ? (creators[0]?.[0] ?? '') : '')}
                />
              )}
              {creators.length === 0 && (
                <Field
                  form={form}
                  name="handle"
                  label={say('Creator')}
                  hint={say(
                    'The handle as on the profile, such as @ada.knits; the creator is added with the post.',
                  )}
                />
              )}
              <div class="pair">
                <Field
                  form={form}
                  name="stage"
                  options={STAGES.map((stage) => [stage, words.stage[stage]] as const)}
                  initial="microcontent"
                />
                <Field form={form} name="platform" options={platformOptions} initial="instagram" />
              </div>
              <Field
                form={form}
                name="destination"
                type="url"
                hint={say('The page of your shop, with https://')}
              />
              <fieldset>
                <legend>{say('Where the link stands')}</legend>
                <div class="choices">
                  {PLACEMENTS.map((placement) => (
                    <Check
                      form={form}
                      name="placements"
                      value={placement}
                      label={say(placement)}
                      checked={chosen.includes(placement)}
                    />
                  ))}
                </div>
              </fieldset>
              <details open={form.visit.problem !== undefined}>
                <summary>{say('More')}</summary>
                <Field
                  form={form}
                  name="format"
                  options={FORMATS.map((name) => [name, say(name)] as const)}
                  initial="short"
                />
                <Field
                  form={form}
                  name="publishedAt"
                  type="datetime-local"
                  hint={brand.timeZone}
                  initial={localOf(new Date(now).toISOString(), brand.timeZone)}
                />
                <Field form={form} name="url" type="url" optional />
                <Field form={form} name="campaignId" optional options={[none, ...campaigns]} />
                <Field form={form} name="squadId" optional options={[none, ...squads]} />
                <Field
                  form={form}
                  name="messages"
                  optional
                  hint={say('What it says of the product, with commas between')}
                />
                <Field
                  form={form}
                  name="slug"
                  optional
                  hint={say('Such as warm-socks; left out, we choose one that cannot be guessed')}
                />
              </details>
            </Form>
          </section>
        </>
      ),
    };
  },
  acts: { add: { scope: 'posts:write', run: addPost } },
});

async function addPost(visit: Visit, values: FormValues, key: string): Promise<string> {
  const { api, brand, say, now } = visit;
  const platform = values.text('platform') ?? 'instagram';
  const handle = values.text('handle');
  const publishedAt = values.text('publishedAt');
  const at = publishedAt ? instantOf(publishedAt, brand.timeZone) : new Date(now).toISOString();
  if (!at) throw wrongField({ path: 'publishedAt', message: say('This is not a time.') });
  const creatorId =
    values.text('creatorId') ??
    (handle &&
      (await api.post('/v1/creators', { body: { handle, platform }, idempotencyKey: `${key}-creator` })).id);
  if (!creatorId) throw wrongField({ path: 'creatorId', message: say('Choose a creator.') });
  const placements = values.all('placements');
  const body = {
    ...given(values, 'url', 'campaignId', 'squadId', 'slug'),
    creatorId,
    stage: values.text('stage') ?? 'microcontent',
    platform,
    format: values.text('format') ?? 'short',
    publishedAt: at,
    destination: values.text('destination') ?? '',
    messages: (values.text('messages') ?? '')
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean),
    ...(placements.length > 0 ? { placements } : {}),
  };
  const made = await api.post('/v1/posts', { body: body as never, idempotencyKey: key });
  return doneAt(`/app/posts/${made.id}`, 'added');
}

const ENGAGEMENT = ['likes', 'comments', 'shares', 'saves', 'views', 'reach', 'followers'] as const;

const one = page({
  path: '/app/posts/:id',
  scope: 'posts:read',
  async draw(visit) {
    const { api, say, params, may, locale, format, brand } = visit;
    const id = params.id as Post['id'];
    const post = await api.get('/v1/posts/{id}', { params: { id } });
    const named = await creatorsNamed(visit, [post]);
    const handle = named.get(post.creatorId)?.handle ?? post.creatorId;
    const question = questionOf(visit, { postId: id });
    const [overview, decay] = await Promise.all([
      may('analytics:read') ? readOverview(visit, question) : undefined,
      may('analytics:read')
        ? api.get('/v1/posts/{id}/decay', { params: { id } }).catch(() => undefined)
        : undefined,
    ]);
    return {
      title: handle,
      body: (
        <>
          <Heading title={handle}>
            <a href="/app/posts">{say('Posts')}</a> · {messagesFor(locale).stage[post.stage]} ·{' '}
            {post.platform} · {format.moment(post.publishedAt, brand.timeZone)}
          </Heading>
          <Saved visit={visit} />
          <Problems visit={visit} />
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
          {overview && (
            <>
              <RangeBar visit={visit} show={['range', 'compare', 'placement']} />
              <p class="muted">{daysText(visit, question)}</p>
              <OverviewShown visit={visit} overview={overview} />
            </>
          )}
          {decay && decay.clicksToDate > 0 && (
            <Section id="decay" title={say('How it fades')}>
              <FactList
                facts={[
                  [say('Clicks to date'), format.count(decay.clicksToDate)],
                  [
                    say('Half of its clicks came within'),
                    say('{n} days', { n: format.decimal(decay.halfLifeDays) }),
                  ],
                  [
                    say('Still to come'),
                    say('{n} clicks, between {low} and {high}', {
                      n: format.count(Math.round(decay.residualClicks)),
                      low: format.count(Math.round(decay.residualInterval.low)),
                      high: format.count(Math.round(decay.residualInterval.high)),
                    }),
                  ],
                ]}
              />
            </Section>
          )}
          <Section id="about" title={say('About')}>
            <FactList
              facts={[
                [say('Creator'), <a href={`/app/creators/${post.creatorId}`}>{handle}</a>],
                [say('Format'), say(post.format)],
                post.tier !== undefined && [say('Tier'), post.tier],
                post.messages.length > 0 && [say('Messages'), post.messages.join(', ')],
                post.campaignId !== undefined && [
                  say('Campaign'),
                  <a href={`/app/campaigns/${post.campaignId}`}>{say('open')}</a>,
                ],
                post.squadId !== undefined && [
                  say('Squad'),
                  <a href={`/app/squads/${post.squadId}`}>{say('open')}</a>,
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
            <Form form={formOf(visit, 'archive')}>
              <div class="acts">
                <Submit quiet="danger">{say('Archive this post')}</Submit>
              </div>
            </Form>
          )}
        </>
      ),
    };
  },
  acts: {
    check: {
      scope: 'posts:write',
      async run({ api, params, path, say }, values, key) {
        const instruction = values.text('instruction');
        if (!instruction) throw wrongField({ path: 'instruction', message: say('Say which rule.') });
        const result = values.text('result') === 'violation' ? 'violation' : 'ok';
        await api.post('/v1/posts/{id}/checks', {
          params: { id: params.id as Post['id'] },
          body: { results: [{ instruction, result, ...given(values, 'note') }] },
          idempotencyKey: key,
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
        const body = { likes: 0, comments: 0, ...counts, postId: visit.params.id as Post['id'], takenAt };
        await visit.api.post('/v1/engagement', { body, idempotencyKey: key });
        return doneAt(visit.path, 'saved');
      },
    },
    archive: {
      scope: 'posts:write',
      async run({ api, params }) {
        await api.delete('/v1/posts/{id}', { params: { id: params.id as Post['id'] } });
        return doneAt('/app/posts', 'archived');
      },
    },
  },
});

/** The brand's rules that a person looked at; a broken one bars the creator from moving up. */
const Rules = ({ visit, post }: { visit: Visit; post: Post }) => {
  const { say, may } = visit;
  const form = formOf(visit, 'check');
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
      {may('posts:write') && (
        <details open={visit.problem?.act === 'check'}>
          <summary>{say('Mark a rule')}</summary>
          <Form form={form}>
            <Field
              form={form}
              name="instruction"
              label={say('Rule')}
              hint={say('Such as: No medical claims')}
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
            <div class="acts">
              <Submit>{say('Save')}</Submit>
            </div>
          </Form>
        </details>
      )}
    </Section>
  );
};

const Engagement = ({ visit }: { visit: Visit }) => {
  const { say } = visit;
  const form = formOf(visit, 'engage');
  return (
    <Section id="engagement" title={say('Engagement')}>
      <details open={visit.problem?.act === 'engage'}>
        <summary>{say('Enter the counts of today')}</summary>
        <Form form={form} submit={say('Save')}>
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
        </Form>
      </details>
    </Section>
  );
};

export const postPages = [list, add, one] as const;
