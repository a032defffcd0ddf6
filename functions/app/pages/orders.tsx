import { NOT_TIED } from '../../../shared/domain/orders/place.ts';
import type { ConversionDetail } from '../../../shared/domain/schema/orders/conversions.ts';
import { ATTRIBUTIONS } from '../../../shared/domain/vocabulary.ts';
import { creatorsNamed } from '../http/names.ts';
import { page } from '../http/visit.ts';
import { Heading } from '../ui/layout.tsx';
import {
  Empty,
  FactList,
  hrefWith,
  ListSection,
  Saved,
  Section,
  shortMoment,
  Table,
  wordOf,
} from '../ui/parts.tsx';
import { questionOf, RangeBar } from '../ui/range-bar.tsx';
import { moneyText } from '../ui/roi-table.tsx';

const list = page({
  path: '/app/orders',
  scope: 'conversions:read',
  async draw(visit) {
    const { api, say, query, brand, publicUrl } = visit;
    const { from, to, filter } = questionOf(visit);
    const { postId, linkId, couponCode, q, cursor } = query;
    const by = ATTRIBUTIONS.find((way) => way === query.by);
    const asked = { ...filter, postId, linkId, couponCode, q, cursor, ...(by ? { attributedBy: by } : {}) };
    const found = await api.get('/v1/conversions', {
      query: { ...asked, from, to, limit: 50, sort: '-occurredAt' } as never,
    });
    const named = await creatorsNamed(
      visit,
      found.data.flatMap(({ credits }) => credits),
    );
    const title = say('Orders');
    return {
      title,
      body: (
        <>
          <Heading title={title}>{say('What was bought, and through whom')}</Heading>
          <Saved visit={visit} />
          <RangeBar visit={visit} show={['range', 'q']} />
          <p>
            <a href={hrefWith(visit, { by: undefined })}>{say('all')}</a>
            {ATTRIBUTIONS.map((way) => (
              <>
                {' · '}
                <a href={hrefWith(visit, { by: way })}>{way === 'none' ? say('not tied') : say(way)}</a>
              </>
            ))}
          </p>
          <ListSection
            visit={visit}
            title={say('The newest first')}
            caption={brand.timeZone}
            found={found}
            columns={[
              { name: say('Order') },
              { name: say('When') },
              { name: say('Net'), right: true },
              { name: say('Credited to') },
              { name: say('By'), wide: true },
            ]}
            cells={(order) => [
              <a href={`/app/orders/${order.id}`}>{order.externalId}</a>,
              shortMoment(visit, order.occurredAt),
              moneyText(visit, order.booked?.netAmount ?? order.netAmount ?? order.amount),
              [
                ...new Set(order.credits.map(({ creatorId }) => named.get(creatorId)?.handle ?? creatorId)),
              ].join(', ') || say('nobody'),
              order.attributedBy === 'none' ? say('not tied') : say(order.attributedBy),
            ]}
          >
            <Empty href={`${publicUrl}/docs`} action={say('How the shop reports orders')}>
              {say(
                'No order in these days. The shop reports them through the API; each then shows here with whom it credits.',
              )}
            </Empty>
          </ListSection>
        </>
      ),
    };
  },
});

const one = page({
  path: '/app/orders/:id',
  scope: 'conversions:read',
  async draw(visit) {
    const { api, say, params, format, brand } = visit;
    const order = (await api.get('/v1/conversions/{id}', {
      params: { id: params.id as ConversionDetail['id'] },
    })) as ConversionDetail;
    const named = await creatorsNamed(visit, [...order.credits, ...order.losers]);
    const handleOf = (id: string) => named.get(id)?.handle ?? id;
    const title = say('Order {name}', { name: order.externalId });
    return {
      title,
      wide: false,
      body: (
        <>
          <Heading title={title}>
            <a href="/app/orders">{say('Orders')}</a> · {format.moment(order.occurredAt, brand.timeZone)}
          </Heading>
          <Section id="facts" title={say('What it says')}>
            <FactList
              facts={[
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
                [say('Model'), `${wordOf(say, order.model)}, ${say('{n} days', { n: order.windowDays })}`],
              ]}
            />
          </Section>
          {order.credits.length > 0 && (
            <Section id="credits" title={say('Credits')}>
              <Table
                caption={say('Shares sum to the whole order')}
                columns={[
                  { name: say('Creator') },
                  { name: say('Post') },
                  { name: say('Share'), right: true },
                  { name: say('Because of') },
                ]}
                rows={order.credits.map(({ creatorId, postId, share, reason }) => ({
                  cells: [
                    <a href={`/app/creators/${creatorId}`}>{handleOf(creatorId)}</a>,
                    postId ? <a href={`/app/posts/${postId}`}>{say('open')}</a> : say('no post'),
                    format.percent(share),
                    say(reason),
                  ],
                }))}
              />
            </Section>
          )}
          {order.losers.length > 0 && (
            <Section id="losers" title={say('What lost')}>
              <ul>
                {order.losers.map(({ creatorId, reason, beatenBy }) => (
                  <li>
                    {say('{who} by {reason}, beaten by {other}', {
                      who: handleOf(creatorId),
                      reason: say(reason),
                      other: say(beatenBy),
                    })}
                  </li>
                ))}
              </ul>
            </Section>
          )}
          {order.refused.length > 0 && (
            <Section id="refused" title={say('Clicks that earn nothing')}>
              <ul>
                {order.refused.map(({ clickId, reason }) => (
                  <li>
                    <a href={`/app/clicks/${clickId}`}>{clickId}</a>:{' '}
                    {wordOf(say, reason.replaceAll('-', ' '))}
                  </li>
                ))}
              </ul>
            </Section>
          )}
          {order.refunds.length > 0 && (
            <Section id="refunds" title={say('Refunds')}>
              <ul>
                {order.refunds.map(({ externalId, amount, occurredAt }) => (
                  <li>
                    {externalId}: {moneyText(visit, amount)}, {format.moment(occurredAt, brand.timeZone)}
                  </li>
                ))}
              </ul>
            </Section>
          )}
          {order.clickIds.length > 0 && (
            <Section id="clicks" title={say('Clicks it came with')}>
              <ul>
                {order.clickIds.map((id) => (
                  <li>
                    <a href={`/app/clicks/${id}`}>{id}</a>
                  </li>
                ))}
              </ul>
            </Section>
          )}
        </>
      ),
    };
  },
});

export const orderPages = [list, one] as const;
