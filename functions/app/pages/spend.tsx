import { exponentOf } from '../../../shared/domain/money/currency.ts';
import type { Spend } from '../../../shared/domain/schema/orders/spend.ts';
import { addDays, dayOf, parseDay } from '../../../shared/domain/time/week.ts';
import { SPEND_KINDS, STAGES, type Stage } from '../../../shared/domain/vocabulary.ts';
import { messagesFor } from '../../../shared/report/render/words/messages.ts';
import { readAmount, wrongField } from '../http/amount.ts';
import { given, moneyField, pastedRows } from '../http/fields.ts';
import type { FormValues } from '../http/form.ts';
import { choicesOf, creatorsNamed } from '../http/names.ts';
import { page, type Visit } from '../http/visit.ts';
import { Field, Form, formOf, Problems, Submit } from '../ui/forms.tsx';
import { Heading } from '../ui/layout.tsx';
import { doneAt, Empty, NextPage, Saved, Section, shortDay, Table } from '../ui/parts.tsx';
import { questionOf, RangeBar } from '../ui/range-bar.tsx';
import { moneyText } from '../ui/roi-table.tsx';

const list = page({
  path: '/app/spend',
  scope: 'spend:read',
  async draw(visit) {
    const { api, say, query, may, locale } = visit;
    const { from, to } = questionOf(visit);
    const { postId, creatorId, campaignId, squadId, stage, cursor } = query;
    const asked = { postId, creatorId, campaignId, squadId, stage, cursor };
    const found = await api.get('/v1/spend', {
      query: { ...asked, from, to, limit: 50, sort: '-incurredOn' } as never,
    });
    const named = await creatorsNamed(
      visit,
      found.data.map(({ creatorId }) => creatorId),
    );
    const title = say('Spend');
    const onWhat = (spend: Spend) =>
      spend.postId ? (
        <a href={`/app/posts/${spend.postId}`}>{say('a post')}</a>
      ) : spend.creatorId ? (
        <a href={`/app/creators/${spend.creatorId}`}>
          {named.get(spend.creatorId)?.handle ?? say('a creator')}
        </a>
      ) : spend.campaignId ? (
        <a href={`/app/campaigns/${spend.campaignId}`}>{say('a campaign')}</a>
      ) : spend.squadId ? (
        <a href={`/app/squads/${spend.squadId}`}>{say('a squad')}</a>
      ) : (
        messagesFor(locale).stage[spend.stage as Stage]
      );
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
          </Heading>
          <Saved visit={visit} />
          <Problems visit={visit} />
          <RangeBar visit={visit} show={['range', 'stage']} />
          <Section id="list" title={say('The newest first')}>
            {found.data.length === 0 ? (
              <Empty {...(may('spend:write') ? { href: '/app/spend/new', action: say('Enter one') } : {})}>
                {say('Nothing in these days. Without spend there is no ROI.')}
              </Empty>
            ) : (
              <Table
                caption={say('By the day it fell due')}
                columns={[
                  { name: say('Day') },
                  { name: say('What') },
                  { name: say('On') },
                  { name: say('Amount'), right: true },
                  { name: say('State'), wide: true },
                  ...(may('spend:write') ? [{ name: say('Take out'), wide: true as const }] : []),
                ]}
                rows={found.data.map((spend) => ({
                  cells: [
                    shortDay(visit, spend.incurredOn),
                    { text: say(spend.kind), ...(spend.note ? { detail: spend.note } : {}) },
                    onWhat(spend),
                    moneyText(visit, spend.amount),
                    say(spend.state),
                    ...(may('spend:write') ? [<TakeOut visit={visit} id={spend.id} />] : []),
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
  acts: {
    remove: {
      scope: 'spend:write',
      async run({ api, path }, values) {
        await api.delete('/v1/spend/{id}', { params: { id: values.raw('id') as Spend['id'] } });
        return doneAt(path, 'removed');
      },
    },
  },
});

const TakeOut = ({ visit, id }: { visit: Visit; id: string }) => (
  <Form form={formOf(visit, 'remove')}>
    <input type="hidden" name="id" value={id} />
    <button class="quiet small" type="submit">
      {visit.say('Take out')}
    </button>
  </Form>
);

const LABELS = {
  amount: 'Amount',
  kind: 'What',
  incurredOn: 'Day',
  on: 'On',
  note: 'Note',
  table: 'Table',
} as const;
const labelsIn = ({ say }: Visit) =>
  Object.fromEntries(Object.entries(LABELS).map(([name, label]) => [name, say(label)]));

/** `postId:pst_…`, `stage:campaign`: one select for the five levels. */
async function levels(visit: Visit): Promise<(readonly [string, string])[]> {
  const { api, say, may, locale, query } = visit;
  const words = messagesFor(locale);
  const [creators, campaigns, squads] = await Promise.all([
    may('creators:read')
      ? choicesOf(api.each('/v1/creators'), ({ id, handle }) => [`creatorId:${id}`, handle])
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
    ...(query.postId ? [[`postId:${query.postId}`, say('this post')] as const] : []),
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
    const title = say('What did it cost?');
    return {
      title,
      wide: false,
      body: (
        <>
          <Heading title={title}>
            <a href="/app/spend">{say('Spend')}</a>
          </Heading>
          <Problems visit={visit} labels={labelsIn(visit)} />
          <section>
            <Form form={form}>
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
                label={say('What')}
                options={SPEND_KINDS.map((kind) => [kind, say(kind)] as const)}
                initial="fee"
              />
              <Field form={form} name="on" label={say('On')} options={await levels(visit)} />
              <Field
                form={form}
                name="incurredOn"
                label={say('Day')}
                type="date"
                initial={dayOf(now, brand.timeZone)}
              />
              <Field form={form} name="note" label={say('Note')} optional />
              <div class="acts">
                <Submit>{say('Book it')}</Submit>
              </div>
            </Form>
          </section>
        </>
      ),
    };
  },
  acts: {
    add: {
      scope: 'spend:write',
      async run(visit, values, key) {
        const amount = moneyField(visit, values, 'amount');
        if (!amount)
          throw wrongField({ path: 'amount', message: visit.say('This is not an amount, such as 49.90.') });
        const body = {
          ...given(values, 'note', 'incurredOn'),
          ...levelOf(values),
          amount,
          kind: values.text('kind') ?? 'fee',
          basis: values.text('kind') === 'product' ? 'cogs' : 'cash',
        };
        await visit.api.post('/v1/spend', { body: body as never, idempotencyKey: key });
        return doneAt('/app/spend', 'added', {
          from: addDays(body.incurredOn ?? '', -27),
          to: body.incurredOn ?? '',
        });
      },
    },
  },
});

function levelOf(values: FormValues): Record<string, string> {
  const [level = 'stage', id = ''] = (values.text('on') ?? '').split(':', 2);
  return { [level]: id };
}

const MOST_PASTED = 200;

const paste = page({
  path: '/app/spend/paste',
  scope: 'spend:write',
  async draw(visit) {
    const { say } = visit;
    const form = formOf(visit, 'paste');
    const title = say('Paste a table');
    return {
      title,
      wide: false,
      body: (
        <>
          <Heading title={title}>
            <a href="/app/spend">{say('Spend')}</a>
          </Heading>
          <Problems visit={visit} labels={labelsIn(visit)} />
          <section>
            <Form form={form}>
              <Field
                form={form}
                name="table"
                rows={8}
                table
                label={say('Table')}
                hint={say(
                  'One line each: day (2026-10-05), handle of the creator, amount, what (fee, product, shipping …).',
                )}
              />
              <div class="acts">
                <Submit>{say('Book them')}</Submit>
              </div>
            </Form>
          </section>
        </>
      ),
    };
  },
  acts: { paste: { scope: 'spend:write', run: bookPasted } },
});

/** All lines are read before the first one is booked; sent again, each lands on the booking that it made. */
async function bookPasted(visit: Visit, values: FormValues, key: string): Promise<string> {
  const { api, brand, say } = visit;
  const rows = pastedRows(values.raw('table')).filter(([day = '']) => /\d/.test(day));
  if (rows.length === 0 || rows.length > MOST_PASTED)
    throw wrongField({ path: 'table', message: say('Paste 1 to {most} lines.', { most: MOST_PASTED }) });
  const handles = new Map<string, string>();
  for await (const { id, handle } of api.each('/v1/creators'))
    handles.set(handle.toLowerCase().replace(/^@/, ''), id);
  const bodies = rows.map(([day = '', handle = '', amount = '', kind = 'fee'], index) => {
    const wrong = (what: string) =>
      wrongField({ path: 'table', message: `${say('Line {n}', { n: index + 1 })}: ${what}` });
    const creatorId = handles.get(handle.toLowerCase().replace(/^@/, ''));
    const minor = readAmount(amount, exponentOf(brand.currency));
    if (!parseDay(day)) throw wrong(say('the day must read 2026-10-05'));
    if (!creatorId) throw wrong(say('no creator is called {handle}', { handle }));
    if (minor === undefined || minor === 'ambiguous')
      throw wrong(say('the amount {amount} cannot be read', { amount }));
    const known = SPEND_KINDS.find((one) => one === kind.toLowerCase());
    if (!known) throw wrong(say('what must be one of {kinds}', { kinds: SPEND_KINDS.join(', ') }));
    return {
      kind: known,
      creatorId: creatorId as `crt_${string}`,
      incurredOn: day,
      amount: { amount: minor, currency: brand.currency },
      basis: known === 'product' ? ('cogs' as const) : ('cash' as const),
    };
  });
  for (const [index, body] of bodies.entries())
    await api.post('/v1/spend', { body, idempotencyKey: `${key}-${index}` });
  const days = bodies.map(({ incurredOn }) => incurredOn).sort();
  return doneAt('/app/spend', 'added', { from: days[0] ?? '', to: days.at(-1) ?? '' });
}

export const spendPages = [add, paste, list] as const;
