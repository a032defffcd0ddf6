import type { Child } from 'hono/jsx';
import { appName } from '../../../../shared/domain/judge/tables/app-names.ts';
import { orderNumberOf } from '../../../../shared/domain/orders/order-number.ts';
import { NOT_TIED, restRowOf } from '../../../../shared/domain/orders/place.ts';
import type { RoiLine } from '../../../../shared/domain/schema/answers/roi.ts';
import type { ConversionDetail } from '../../../../shared/domain/schema/orders/conversions.ts';
import { dayOf } from '../../../../shared/domain/time/week.ts';
import { ATTRIBUTIONS } from '../../../../shared/domain/vocabulary.ts';
import { calledIn, clicksKnown, creatorsNamed, type NamedPost, postsNamed } from '../../http/names.ts';
import { placesBut, questionOf } from '../../http/question.ts';
import { page, type Visit } from '../../http/visit.ts';
import { wholeOfList } from '../../http/whole-of-list.ts';
import { daysOf, pastePage } from '../../paste/paste-page.tsx';
import type { NamedPosts } from '../../ui/hit-table.tsx';
import { Heading } from '../../ui/layout.tsx';
import {
  doneAt,
  Empty,
  FactList,
  firstOf,
  hrefWith,
  ListSection,
  plural,
  Saved,
  Section,
  shortMoment,
  sortAsked,
  Table,
  type TableCell,
  type TableColumn,
  Views,
  wordOf,
} from '../../ui/parts.tsx';
import { RangeBar } from '../../ui/range-bar.tsx';
import { moneyText } from '../../ui/roi-table.tsx';

const list = page({
  path: '/app/orders',
  scope: 'conversions:read',
  filters: ['range', 'q', ...placesBut()],
  async draw(visit) {
    const { say, brand, may } = visit;
    const columns = columnsFor(visit);
    const sort = sortAsked<'occurredAt' | '-occurredAt'>(visit, columns, '-occurredAt');
    const { found, named, whole } = await readOrders(visit, sort);
    const title = say('Orders');
    return {
      title,
      body: (
        <>
          <Heading title={title}>
            {say('What was bought, and through whom')}
            {may('conversions:write') && (
              <>
                {' '}
                · <a href="/app/orders/paste">{say('Paste orders')}</a>
              </>
            )}
            {whole && <p>{comesTo(visit, whole)}</p>}
          </Heading>
          <Saved visit={visit} />
          <RangeBar visit={visit} />
          <WayLinks visit={visit} />
          <ListSection
            visit={visit}
            title={firstOf(say, sort)}
            caption={brand.timeZone}
            found={found}
            columns={columns}
            usual="-occurredAt"
            cells={(order) => cellsOf(visit, order, named)}
          >
            <Empty href="/app/settings/shop" action={say('Connect the shop')}>
              {say(
                'No order in these days. The shop reports them, or you paste its export; each then shows here with whom it credits.',
              )}
            </Empty>
          </ListSection>
        </>
      ),
    };
  },
});

const columnsFor = ({ say }: Visit): TableColumn[] => [
  { name: say('Order'), sort: 'occurredAt' },
  { name: say('Net'), right: true },
  { name: say('Credited to') },
  { name: say('By'), wide: true },
];

const comesTo = (visit: Visit, { orders, netRevenue }: RoiLine): string =>
  visit.say('Orders credited: {orders}, {money} net', {
    orders: visit.format.count(orders),
    money: moneyText(visit, netRevenue),
  });

async function readOrders(visit: Visit, sort: 'occurredAt' | '-occurredAt') {
  const { api, query } = visit;
  const question = questionOf(visit);
  const { from, to, filter } = question;
  const { postId, linkId, couponCode, kind, q, cursor } = query;
  const attributedBy = ATTRIBUTIONS.find((way) => way === query.by);
  const asked = { ...filter, postId, linkId, couponCode, kind, q, cursor, attributedBy, from, to };
  const [found, whole] = await Promise.all([
    api.get('/v1/conversions', { query: { ...asked, limit: 50, sort } }),
    wholeOfList(visit, question, ['kind']),
  ]);
  const credits = found.data.flatMap((order) => order.credits);
  return { found, whole, named: await creatorsNamed(visit, credits) };
}

/** The whole list, or the orders that one way of attribution tied. */
const WayLinks = ({ visit }: { visit: Visit }) => (
  <p class="views">
    <Views
      views={[undefined, ...ATTRIBUTIONS].map((way) => [
        way ? wayText(visit, way) : visit.say('all'),
        hrefWith(visit, { by: way }),
        visit.query.by === way,
      ])}
    />
  </p>
);

const wayText = ({ say }: Visit, way: ConversionDetail['attributedBy']): string =>
  way === 'none' ? say('not tied') : say(way);

type Named = Awaited<ReturnType<typeof creatorsNamed>>;
type Owed = { creatorId?: string; linkId?: string };

/** A link without a post owes nobody: then it says so itself. */
const whoOf = ({ say }: Visit, owed: Owed, named: Named): string =>
  owed.creatorId ? calledIn(named, owed.creatorId) : say(restRowOf(owed));

function cellsOf(
  visit: Visit,
  order: Omit<ConversionDetail, 'losers' | 'refused' | 'refunds'>,
  named: Named,
): TableCell[] {
  const credited = new Set(order.credits.map((credit) => whoOf(visit, credit, named)));
  return [
    {
      text: <a href={`/app/orders/${order.id}`}>{orderNumberOf(order)}</a>,
      detail: shortMoment(visit, order.occurredAt),
    },
    {
      text: moneyText(visit, order.booked?.netAmount ?? order.netAmount ?? order.amount),
      href: `/app/orders/${order.id}`,
    },
    [...credited].join(', ') || visit.say('nobody'),
    wayText(visit, order.attributedBy),
  ];
}

const one = page({
  path: '/app/orders/:id',
  scope: 'conversions:read',
  async draw(visit) {
    const { api, say, id, format, brand } = visit;
    const order = await api.get('/v1/conversions/{id}', { params: { id } });
    const refused = order.refused.map(({ clickId }) => clickId);
    const [named, posts, clicks] = await Promise.all([
      creatorsNamed(visit, [...order.credits, ...order.losers]),
      postsNamed(visit, order.credits),
      clicksKnown(visit, [...order.clickIds, ...refused]),
    ]);
    const title = say('Order {name}', { name: orderNumberOf(order) });
    return {
      title,
      wide: false,
      body: (
        <>
          <Heading title={title}>
            <a href="/app/orders">{say('Orders')}</a> · {format.moment(order.occurredAt, brand.timeZone)}
          </Heading>
          <Facts visit={visit} order={order} />
          <Credits visit={visit} order={order} named={named} posts={posts} />
          <Besides visit={visit} order={order} named={named} clicks={clicks} />
        </>
      ),
    };
  },
});

type OfOrder<T = unknown> = { visit: Visit; order: ConversionDetail } & T;

/** What earned nothing, what was given back, and the clicks that the order came with. */
const Besides = ({ visit, order, named, clicks }: OfOrder<{ named: Named; clicks: Clicks }>) => {
  const { say, format, brand } = visit;
  const linked = (id: string) => <a href={`/app/clicks/${id}`}>{clickText(visit, id, clicks)}</a>;
  return (
    <>
      <Listed
        id="losers"
        title={say('What lost')}
        lines={order.losers.map((loser) =>
          say('{who} by {reason}, beaten by {other}', {
            who: whoOf(visit, loser, named),
            reason: say(loser.reason),
            other: say(loser.beatenBy),
          }),
        )}
      />
      <Listed
        id="refused"
        title={say('Clicks that earn nothing')}
        lines={order.refused.map(({ clickId, reason }) => (
          <>
            {linked(clickId)}: {wordOf(say, reason.replaceAll('-', ' '))}
          </>
        ))}
      />
      <Listed
        id="refunds"
        title={say('Refunds')}
        lines={order.refunds.map(
          ({ externalId, amount, occurredAt }) =>
            `${externalId}: ${moneyText(visit, amount)}, ${format.moment(occurredAt, brand.timeZone)}`,
        )}
      />
      <Listed id="clicks" title={say('Clicks it came with')} lines={order.clickIds.map(linked)} />
    </>
  );
};

type Clicks = Awaited<ReturnType<typeof clicksKnown>>;

/** When it was, and how it came; by its id where nothing is known of it. */
function clickText(visit: Visit, id: string, clicks: Clicks): string {
  const click = clicks.get(id);
  if (!click) return id;
  const how = click.app ? appName(click.app) : wordOf(visit.say, click.channel);
  return `${shortMoment(visit, click.at)}, ${how}`;
}

const Facts = ({ visit, order }: OfOrder) => {
  const { say } = visit;
  return (
    <Section id="facts" title={say('What it says')}>
      <FactList
        facts={[
          order.number !== undefined && [say('In the shop'), order.externalId],
          [say('Paid'), moneyText(visit, order.amount)],
          [
            say('Counts for'),
            order.booked ? moneyText(visit, order.booked.netAmount) : say('no exchange rate yet'),
          ],
          order.couponCode !== undefined && [say('Coupon code'), order.couponCode],
          [
            say('Credited by'),
            order.attributedBy === 'none'
              ? say('nothing: {place}', { place: say(NOT_TIED) })
              : say(order.attributedBy),
          ],
          [
            say('Model'),
            `${wordOf(say, order.model)}, ${plural(visit, order.windowDays, '{n} day', '{n} days')}`,
          ],
        ]}
      />
    </Section>
  );
};

const Credits = ({ visit, order, named, posts }: OfOrder<{ named: Named; posts: NamedPosts }>) => {
  const { say, format } = visit;
  return order.credits.length > 0 ? (
    <Section id="credits" title={say('Credits')}>
      <Table
        caption={say('Shares sum to the whole order')}
        columns={[
          { name: say('Creator') },
          { name: say('Post') },
          { name: say('Share'), right: true },
          { name: say('Because of') },
        ]}
        rows={order.credits.map((credit) => ({
          cells: [
            <a href={pageOf(credit)}>{whoOf(visit, credit, named)}</a>,
            credit.postId ? (
              <a href={`/app/posts/${credit.postId}`}>{postDay(visit, posts.get(credit.postId))}</a>
            ) : (
              say('no post')
            ),
            { text: format.percent(credit.share), href: pageOf(credit) },
            say(credit.reason),
          ],
        }))}
      />
    </Section>
  ) : null;
};

/** A creator’s posts are told apart by their days. */
const postDay = (visit: Visit, named: NamedPost | undefined): string =>
  named ? shortMoment(visit, named.post.publishedAt) : visit.say('Post');

const pageOf = ({ creatorId, linkId }: Owed): string =>
  creatorId ? `/app/creators/${creatorId}` : `/app/links/${linkId}`;

/** A section of one line each; none where there is nothing to tell. */
const Listed = ({ id, title, lines }: { id: string; title: string; lines: readonly Child[] }) =>
  lines.length > 0 ? (
    <Section id={id} title={title}>
      <ul>
        {lines.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
    </Section>
  ) : null;

const paste = pastePage({
  path: '/app/orders/paste',
  kind: 'orders',
  scope: 'conversions:write',
  words: ({ say }) => ({
    title: say('Paste orders'),
    under: { href: '/app/orders', name: say('Orders') },
    hint: say(
      'Your shop’s export of orders with its headings, or one order a line: number, day, amount, coupon code. The code says whose order it is; one that stands already is none twice.',
    ),
  }),
  done(items, { brand }) {
    const dayIn = (moment: string) => dayOf(Date.parse(moment), brand.timeZone);
    return doneAt('/app/orders', 'added', daysOf(items, 'occurredAt', dayIn));
  },
});

export const orderPages = [list, paste, one] as const;
