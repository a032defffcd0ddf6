import type { Child } from 'hono/jsx';
import { usualBasis } from '../../../../shared/domain/money/usual-basis.ts';
import type { Spend } from '../../../../shared/domain/schema/orders/spend.ts';
import { addDays, dayOf } from '../../../../shared/domain/time/week.ts';
import { SPEND_KINDS, STAGES, type Stage } from '../../../../shared/domain/vocabulary.ts';
import { messagesFor } from '../../../../shared/report/render/words/messages.ts';
import { wrongField } from '../../http/amount.ts';
import { given, moneyField } from '../../http/fields.ts';
import type { FormValues } from '../../http/form.ts';
import {
  calledIn,
  calledWhole,
  campaignsNamed,
  choicesOf,
  creatorsNamed,
  postName,
  postsNamed,
  squadsNamed,
} from '../../http/names.ts';
import { placesBut, questionOf } from '../../http/question.ts';
import { page, type Visit } from '../../http/visit.ts';
import { wholeOfList } from '../../http/whole-of-list.ts';
import { daysOf, pastePage } from '../../paste/paste-page.tsx';
import { Field, formOf, formPage, Problems, RowForm } from '../../ui/forms.tsx';
import { Heading } from '../../ui/layout.tsx';
import {
  doneAt,
  Empty,
  firstOf,
  ListSection,
  Saved,
  shortDay,
  sortAsked,
  type TableCell,
  type TableColumn,
} from '../../ui/parts.tsx';
import { RangeBar } from '../../ui/range-bar.tsx';
import { moneyText } from '../../ui/roi-table.tsx';

const list = page({
  path: '/app/spend',
  scope: 'spend:read',
  filters: ['range', 'q', ...placesBut()],
  async draw(visit) {
    const { say, may } = visit;
    const columns = columnsFor(visit);
    const sort = sortAsked<'incurredOn' | '-incurredOn'>(visit, columns, '-incurredOn');
    const { found, named, whole } = await readSpend(visit, sort);
    const title = say('Spend');
    return {
      title,
      body: (
        <>
          <Heading title={title}>
            {may('spend:write') && (
              <>
                <a href="/app/spend/new">{say('Enter one')}</a> ·{' '}
                <a href="/app/spend/paste">{say('Paste a table')}</a>
              </>
            )}
            {whole && (
              <p>{say('{money} counts: accrued or paid', { money: moneyText(visit, whole.spend) })}</p>
            )}
          </Heading>
          <Saved visit={visit} />
          <Problems visit={visit} />
          <RangeBar visit={visit} />
          <ListSection
            visit={visit}
            title={firstOf(say, sort)}
            caption={say('By the day it fell due')}
            found={found}
            columns={columns}
            usual="-incurredOn"
            cells={(spend) => cellsOf(visit, spend, named)}
          >
            <Empty {...(may('spend:write') ? { href: '/app/spend/new', action: say('Enter one') } : {})}>
              {say('Nothing in these days. Without spend there is no ROI.')}
            </Empty>
          </ListSection>
        </>
      ),
    };
  },
  acts: {
    remove: {
      scope: 'spend:write',
      async run({ api, path }, values) {
        await api.delete('/v1/spend/{id}', { params: { id: values.raw('id') } });
        return doneAt(path, 'removed');
      },
    },
  },
});

async function readSpend(visit: Visit, sort: 'incurredOn' | '-incurredOn') {
  const question = questionOf(visit);
  const { from, to, filter } = question;
  const { postId, q, cursor } = visit.query;
  const asked = { ...filter, postId, q, cursor, from, to };
  const [found, whole] = await Promise.all([
    visit.api.get('/v1/spend', { query: { ...asked, limit: 50, sort } }),
    wholeOfList(visit, question),
  ]);
  const [creators, posts, campaigns, squads] = await Promise.all([
    creatorsNamed(visit, found.data),
    postsNamed(visit, found.data),
    campaignsNamed(visit, found.data),
    squadsNamed(visit, found.data),
  ]);
  return { found, whole, named: { creators, posts, campaigns, squads } };
}

const columnsFor = ({ say, may }: Visit): TableColumn[] => [
  { name: say('Day'), sort: 'incurredOn' },
  { name: say('What') },
  { name: say('On') },
  { name: say('Amount'), right: true },
  { name: say('State'), wide: true },
  ...(may('spend:write') ? [{ name: say('Take out'), wide: true as const }] : []),
];

function cellsOf(visit: Visit, spend: Spend, named: Named): TableCell[] {
  const { say, may } = visit;
  const takeOut = <RowForm visit={visit} act="remove" hidden={{ id: spend.id }} label={say('Take out')} />;
  return [
    shortDay(visit, spend.incurredOn),
    { text: say(spend.kind), ...(spend.note ? { detail: spend.note } : {}) },
    onWhat(visit, spend, named),
    moneyText(visit, spend.amount),
    say(spend.state),
    ...(may('spend:write') ? [takeOut] : []),
  ];
}
type Named = Awaited<ReturnType<typeof readSpend>>['named'];

function onWhat({ say, locale }: Visit, spend: Spend, named: Named): Child {
  const { postId, creatorId, campaignId, squadId } = spend;
  if (postId) {
    const by = named.posts.get(postId)?.by;
    return <a href={`/app/posts/${postId}`}>{by ? say('a post of {name}', { name: by }) : say('a post')}</a>;
  }
  if (creatorId)
    return (
      <a href={`/app/creators/${creatorId}`}>
        {named.creators.has(creatorId) ? calledIn(named.creators, creatorId) : say('a creator')}
      </a>
    );
  if (campaignId)
    return (
      <a href={`/app/campaigns/${campaignId}`}>
        {named.campaigns.get(campaignId)?.name ?? say('a campaign')}
      </a>
    );
  if (squadId)
    return <a href={`/app/squads/${squadId}`}>{named.squads.get(squadId)?.name ?? say('a squad')}</a>;
  return messagesFor(locale).stage[spend.stage as Stage];
}

/** `postId:pst_…`, `stage:campaign`: one select for the five levels. */
async function levels(visit: Visit): Promise<(readonly [string, string])[]> {
  const { api, say, may, locale, query } = visit;
  const words = messagesFor(locale);
  const [posts, creators, campaigns, squads] = await Promise.all([
    postsNamed(visit, [query]),
    may('creators:read')
      ? choicesOf(api.each('/v1/creators'), (one) => [`creatorId:${one.id}`, calledWhole(one)])
      : [],
    may('campaigns:read')
      ? choicesOf(api.each('/v1/campaigns'), ({ id, name }) => [
          `campaignId:${id}`,
          `${say('Campaign')} ${name}`,
        ])
      : [],
    may('squads:read')
      ? choicesOf(api.each('/v1/squads'), ({ id, name }) => [`squadId:${id}`, `${say('Squad')} ${name}`])
      : [],
  ]);
  return [
    ...(query.postId
      ? [[`postId:${query.postId}`, postName(visit, posts.get(query.postId)) ?? say('this post')] as const]
      : [['', say('Please choose')] as const]),
    ...STAGES.map((stage) => [`stage:${stage}`, `${say('Stage')} ${words.stage[stage]}`] as const),
    ...creators,
    ...campaigns,
    ...squads,
  ];
}

const add = page({
  path: '/app/spend/new',
  scope: 'spend:write',
  async draw(visit) {
    const { say, now, brand } = visit;
    const form = formOf(visit, 'add');
    return formPage(visit, {
      title: say('What did it cost?'),
      under: { href: '/app/spend', name: say('Spend') },
      act: 'add',
      submit: say('Book it'),
      children: (
        <>
          <Field
            form={form}
            name="amount"
            label={`${say('Amount')} (${brand.currency})`}
            numeric="decimal"
            hint={say('Such as 49.90 or 49,90')}
          />
          <Field
            form={form}
            name="kind"
            options={SPEND_KINDS.map((kind) => [kind, say(kind)] as const)}
            initial="fee"
          />
          <Field form={form} name="on" options={await levels(visit)} />
          <Field form={form} name="incurredOn" type="date" initial={dayOf(now, brand.timeZone)} />
          <Field form={form} name="note" optional />
        </>
      ),
    });
  },
  acts: {
    add: {
      scope: 'spend:write',
      async run(visit, values, key) {
        const amount = moneyField(visit, values, 'amount');
        if (!amount)
          throw wrongField({ path: 'amount', message: visit.say('This is not an amount, such as 49.90.') });
        const kind = values.text('kind') ?? 'fee';
        const body = {
          ...given(values, 'note'),
          ...levelOf(visit, values),
          amount,
          incurredOn: values.text('incurredOn') ?? '',
          kind,
          basis: usualBasis(kind),
        };
        await visit.api.post('/v1/spend', { body, idempotencyKey: key });
        return doneAt('/app/spend', 'added', { from: addDays(body.incurredOn, -27), to: body.incurredOn });
      },
    },
  },
});

/** What it was spent on, as it was chosen: nothing is presumed, or a fee would lower the ROI of a stage that nobody named. */
function levelOf({ say }: Visit, values: FormValues): Record<string, string> {
  const [level, id = ''] = (values.text('on') ?? '').split(':', 2);
  if (!level) throw wrongField({ path: 'on', message: say('Say what it was spent on.') });
  return { [level]: id };
}

const paste = pastePage({
  path: '/app/spend/paste',
  kind: 'spend',
  scope: 'spend:write',
  words: ({ say }) => ({
    title: say('Paste a table'),
    under: { href: '/app/spend', name: say('Spend') },
    hint: say(
      'With its headings as exported, or one line each: day, handle of the creator, amount, what (fee, product, shipping …), note.',
    ),
  }),
  done: (items) => doneAt('/app/spend', 'added', daysOf(items, 'incurredOn')),
});

export const spendPages = [add, paste, list] as const;
