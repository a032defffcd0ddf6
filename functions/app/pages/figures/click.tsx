import type { Child } from 'hono/jsx';
import { appName } from '../../../../shared/domain/judge/tables/app-names.ts';
import type { ClickShown } from '../../../../shared/domain/schema/answers/clicks.ts';
import { type NamedPost, postsNamed } from '../../http/names.ts';
import { page, type Visit } from '../../http/visit.ts';
import type { NamedPosts } from '../../ui/hit-table.tsx';
import { Heading } from '../../ui/layout.tsx';
import { FactList, platformText, Section, wordOf } from '../../ui/parts.tsx';

/** Why is this click what it is? Its evidence, in the rules' own order. */
export const clickPage = page({
  path: '/app/clicks/:id',
  scope: 'analytics:read',
  async draw(visit) {
    const { api, say, id } = visit;
    const click = await api.get('/v1/clicks/{id}', { params: { id } });
    const named = await postsNamed(visit, [click]);
    const title = click.verdict === 'counted' ? say('A counted click') : say('A hit that does not count');
    return {
      title,
      wide: false,
      body: (
        <>
          <Heading title={title}>
            <a href="/app/clicks">{say('Clicks')}</a>
          </Heading>
          <Why visit={visit} click={click} />
          <Section id="facts" title={say('What is known')}>
            <FactList facts={factsOf(visit, click, named)} />
          </Section>
        </>
      ),
    };
  },
});

const Why = ({ visit, click }: { visit: Visit; click: ClickShown }) => {
  const { say } = visit;
  return (
    <Section id="why" title={say('Why')}>
      <ol>
        {click.evidence.map((sign) => (
          <li>
            {signText(visit, sign)} <span class="detail">{sign}</span>
          </li>
        ))}
      </ol>
      {click.evidence.length === 0 && <p>{say('It told nothing of itself.')}</p>}
      {click.channel.startsWith('dark_') && (
        <p class="muted">
          {say(
            'Dark social: it came in private (a message, a mail, a pasted address), where no referrer tells of it.',
          )}
        </p>
      )}
    </Section>
  );
};

function factsOf(
  visit: Visit,
  click: ClickShown,
  named: NamedPosts,
): readonly (readonly [string, Child] | false)[] {
  const { say, format, brand } = visit;
  const post = named.get(click.postId ?? '');
  return [
    [say('When'), format.moment(click.at, brand.timeZone)],
    [
      say('Post'),
      click.postId ? (
        <a href={`/app/posts/${click.postId}`}>{post?.by ?? click.postId}</a>
      ) : (
        say('without a post')
      ),
    ],
    [say('Link'), <a href={`/app/links/${click.linkId}`}>{slugOf(click, post)}</a>],
    [
      say('Counted?'),
      click.verdict === 'counted' ? say('yes') : `${say('no')}: ${wordOf(say, click.reason ?? '')}`,
    ],
    [say('Channel'), wordOf(say, click.channel)],
    click.app !== undefined && [say('App'), appName(click.app)],
    [
      say('How sure'),
      `${say(STRENGTHS[click.strength] ?? click.strength)} ${format.percent(click.confidence)}`,
    ],
    [say('Came through'), click.trigger === 'qr' ? say('a QR code') : say('the link')],
    click.referrerHost !== undefined && [say('Referrer'), click.referrerHost],
    [
      say('Device'),
      [say(click.device), ...[click.os, click.browser].map((name) => platformText(say, name))].join(', '),
    ],
    click.country !== undefined && [say('Country'), click.country],
    click.unique !== null && [
      say('First of this visitor in its minute'),
      click.unique ? say('yes') : say('no'),
    ],
    [say('Rules'), click.rulesVersion],
  ];
}

const slugOf = ({ linkId }: ClickShown, named: NamedPost | undefined): string =>
  named?.post.links.find(({ id }) => id === linkId)?.slug ?? linkId;

/** The rules' own signs in a sentence; `{value}` is what stood there. */
const SIGNS: Readonly<Record<string, string>> = {
  ua: 'The browser says that it is inside {value}.',
  'x-requested-with': 'The phone says that the app {value} opened it.',
  referer: 'The page before was on {value}.',
  'click-id': 'The address carries {value}, which the network adds.',
  'sec-fetch-site': 'The browser says how the page was reached: {value}.',
  'sec-fetch-dest': 'It was fetched as a part of another page: {value}.',
  preview: 'A link preview was fetched by {value}: somebody put the link into a chat.',
  prefetch: 'It was fetched ahead; nobody has seen it.',
  placement: 'The link was declared for this place: {value}.',
};
function signText({ say }: Visit, sign: string): string {
  const [name = '', ...rest] = sign.split(':');
  const sentence = SIGNS[name];
  return sentence ? say(sentence, { value: rest.join(':') }) : wordOf(say, sign);
}

const STRENGTHS: Readonly<Record<string, string>> = {
  deterministic: 'It says so itself.',
  strong: 'Strong signs.',
  inferred: 'Inferred from what is missing or typical.',
  none: 'No sign at all.',
};
