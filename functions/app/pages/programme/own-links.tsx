import { postFilterFields, searchField } from '../../../../shared/domain/schema/filters.ts';
import type { ListedLink } from '../../../../shared/domain/schema/programme/links.ts';
import { askedOf } from '../../http/asked.ts';
import { addressesGiven, given } from '../../http/fields.ts';
import { localOf } from '../../http/local-time.ts';
import { questionOf, rowsAt } from '../../http/question.ts';
import { page, type Visit } from '../../http/visit.ts';
import { Field, Form, formOf, Problems } from '../../ui/forms.tsx';
import { Heading } from '../../ui/layout.tsx';
import { daysText } from '../../ui/overview.tsx';
import {
  doneAt,
  Empty,
  fiftyOf,
  ListSection,
  Saved,
  Section,
  shortDay,
  sortAsked,
  type TableCell,
  type TableColumn,
} from '../../ui/parts.tsx';
import { RangeBar } from '../../ui/range-bar.tsx';
import { COUNTED, type RowsAt } from '../../ui/roi-table.tsx';

const ASKED = {
  placement: postFilterFields.placement,
  tag: postFilterFields.tag,
  ...searchField,
};

/** Links of the brand's own: in a bio, a newsletter, a parcel, or brought from another shortener. */
export const ownLinksPage = page({
  path: '/app/links',
  scope: 'links:read',
  filters: ['range', 'q', 'placement', 'tag'],
  async draw(visit) {
    const { api, say, may } = visit;
    const columns = columnsFor(visit);
    const sort = sortAsked<LinkOrder | undefined>(visit, columns, undefined);
    const question = { ...questionOf(visit), filter: {} };
    const { from, to } = question;
    const days = may('analytics:read') ? { from, to } : {};
    const asked = { ...askedOf(visit, ASKED), ...fiftyOf(visit), ...days, ...(sort ? { sort } : {}) };
    const found = await api.get('/v1/links', { query: { ...asked, withoutPost: 'true' } });
    const title = say('Links without a post');
    return {
      title,
      body: (
        <>
          <Heading title={title}>{daysText(visit, question)}</Heading>
          <RangeBar visit={visit} />
          <Saved visit={visit} />
          <Problems visit={visit} />
          <ListSection
            visit={visit}
            title={say('Bio, newsletter, parcel')}
            found={found}
            columns={columns}
            cells={(link) => cellsOf(visit, link, rowsAt(question))}
          >
            <Empty>{say('None yet.')}</Empty>
          </ListSection>
          {may('links:write') && <NewLink visit={visit} />}
        </>
      ),
    };
  },
  acts: {
    add: {
      scope: 'links:write',
      async run({ api }, values, key) {
        const body = {
          destination: '',
          ...addressesGiven(values, 'destination'),
          ...given(values, 'placement', 'slug'),
        };
        const made = await api.post('/v1/links', { body, idempotencyKey: key });
        return doneAt(`/app/links/${made.id}`, 'added');
      },
    },
  },
});

type LinkOrder = 'slug' | '-slug' | 'createdAt' | '-createdAt' | 'clicks' | '-clicks';

const columnsFor = ({ say, may }: Visit): TableColumn[] => [
  { name: say('Link'), sort: 'slug' },
  { name: say('Stands'), wide: true },
  { name: say('Made'), wide: true, sort: 'createdAt' },
  { name: say('Clicks'), right: true, ...(may('analytics:read') ? { sort: 'clicks' } : {}) },
  { name: say('Before Vouch'), right: true },
];

function cellsOf(
  visit: Visit,
  { id, slug, destination, placement, createdAt, beforeVouch, clicks }: ListedLink,
  at: RowsAt,
): TableCell[] {
  const { say, format, brand } = visit;
  return [
    { text: <a href={`/app/links/${id}`}>{slug}</a>, detail: destination },
    placement ? say(placement) : '–',
    shortDay(visit, localOf(createdAt, brand.timeZone).slice(0, 10)),
    clicks === undefined
      ? '–'
      : { text: format.count(clicks), href: at('/app/clicks', { ...COUNTED, linkId: id }) },
    beforeVouch ? { text: format.count(beforeVouch.clicks), href: `/app/links/${id}` } : '–',
  ];
}

const NewLink = ({ visit }: { visit: Visit }) => {
  const { say } = visit;
  const form = formOf(visit, 'add');
  return (
    <Section id="new" title={say('New link without a post')}>
      <Form form={form} submit={say('Make the link')}>
        <Field form={form} name="destination" type="url" />
        <div class="pair">
          <Field form={form} name="placement" optional hint={say('One word, such as bio or newsletter')} />
          <Field form={form} name="slug" optional />
        </div>
      </Form>
    </Section>
  );
};
