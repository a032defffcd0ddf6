import { CallInput, type OpenCall } from '../../../../shared/domain/schema/programme/calls.ts';
import { dayOf } from '../../../../shared/domain/time/week.ts';
import { given } from '../../http/fields.ts';
import { page, type Visit } from '../../http/visit.ts';
import { platformOptions } from '../../ui/creator-fields.tsx';
import { CopyBox, Field, formOf, formPage, Problems, RowForm } from '../../ui/forms.tsx';
import { Heading } from '../../ui/layout.tsx';
import {
  doneAt,
  Empty,
  fiftyOf,
  ListSection,
  MainAct,
  platformText,
  Saved,
  Section,
  shortDay,
  type TableCell,
} from '../../ui/parts.tsx';

/** What the brand looks for now, as whoever has the address sees it. */
const list = page({
  path: '/app/calls',
  scope: 'creators:read',
  async draw(visit) {
    const { api, say, may } = visit;
    const found = await api.get('/v1/calls', { query: fiftyOf(visit) });
    const title = say('Open calls');
    return {
      title,
      body: (
        <>
          <Heading title={title}>
            {say('Whom you look for, on a page of its own that leads to the volunteers’ form.')}{' '}
            <a href="/app/volunteers">{say('Volunteers')}</a>
          </Heading>
          <Saved visit={visit} />
          <Problems visit={visit} />
          {may('creators:write') && <MainAct href="/app/calls/new">{say('New call')}</MainAct>}
          <ListSection
            visit={visit}
            title={say('What you look for')}
            caption={say('Open until they are closed, or their last day is over')}
            found={found}
            columns={columnsFor(visit)}
            cells={(call) => cellsOf(visit, call)}
          >
            <Empty>
              {say('No call is open. Whoever has the form’s address can volunteer all the same.')}
            </Empty>
          </ListSection>
          <TheirPage visit={visit} />
        </>
      ),
    };
  },
  acts: {
    close: {
      scope: 'creators:write',
      async run({ api, path }, values) {
        await api.delete('/v1/calls/{id}', { params: { id: values.raw('id') } });
        return doneAt(path, 'closed');
      },
    },
  },
});

const TheirPage = ({ visit }: { visit: Visit }) => {
  const { say, brand, publicUrl } = visit;
  return (
    <Section id="public" title={say('Their page')}>
      <p>
        {say('Put this address where your followers see it. Your standing instructions stand there too.')}
      </p>
      <CopyBox
        visit={visit}
        id="calls-url"
        label={say('Address of the open calls')}
        text={`${publicUrl}/apply/${brand.applyToken}/calls`}
      />
    </Section>
  );
};

const columnsFor = ({ say, may }: Visit) => [
  { name: say('Call') },
  { name: say('City'), wide: true as const },
  { name: say('Platform'), wide: true as const },
  { name: say('Last day'), right: true as const },
  ...(may('creators:write') ? [{ name: '' }] : []),
];

function cellsOf(visit: Visit, { id, title, looksFor, city, platform, closesOn }: OpenCall): TableCell[] {
  const { say, may, now, brand } = visit;
  const isOver = closesOn !== undefined && closesOn < dayOf(now, brand.timeZone);
  return [
    { text: title, detail: looksFor },
    city ?? '–',
    platform ? platformText(say, platform) : '–',
    closesOn
      ? { text: shortDay(visit, closesOn), ...(isOver ? { detail: say('over, not shown any more') } : {}) }
      : say('until you close it'),
    ...(may('creators:write')
      ? [<RowForm visit={visit} act="close" hidden={{ id }} label={say('Close')} />]
      : []),
  ];
}

const add = page({
  path: '/app/calls/new',
  scope: 'creators:write',
  draw: async (visit) => {
    const { say } = visit;
    const form = formOf(visit, 'add');
    return formPage(visit, {
      title: say('Whom do you look for?'),
      under: { href: '/app/calls', name: say('Open calls') },
      act: 'add',
      submit: say('Open the call'),
      children: (
        <>
          <Field form={form} name="title" hint={say('Such as: knitters for winter')} />
          <Field
            form={form}
            name="looksFor"
            rows={4}
            hint={say('Who fits, what they get, what their posts are about. Everybody can read it.')}
          />
          <Field form={form} name="city" optional />
          <Field
            form={form}
            name="platform"
            optional
            options={[['', say('any')], ...platformOptions(visit)]}
          />
          <Field form={form} name="closesOn" type="date" optional />
        </>
      ),
    });
  },
  acts: {
    add: {
      scope: 'creators:write',
      async run({ api }, values, key) {
        const {
          title = '',
          looksFor = '',
          ...rest
        } = given(values, ...CallInput.keyof().exclude(['metadata']).options);
        // A line break is a blank to whoever reads it.
        const body = { ...rest, title, looksFor: looksFor.replace(/\s+/g, ' ') };
        await api.post('/v1/calls', { body, idempotencyKey: key });
        return doneAt('/app/calls', 'opened');
      },
    },
  },
});

export const callPages = [add, list] as const;
