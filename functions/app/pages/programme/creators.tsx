import { postFilterFields, searchField } from '../../../../shared/domain/schema/filters.ts';
import type { Creator } from '../../../../shared/domain/schema/programme/creators.ts';
import { askedOf } from '../../http/asked.ts';
import { placesBut } from '../../http/question.ts';
import { page, type Visit } from '../../http/visit.ts';
import { pastePage } from '../../paste/paste-page.tsx';
import { CreatorFields, creatorSaid } from '../../ui/creator-fields.tsx';
import { formPage } from '../../ui/forms.tsx';
import { Heading } from '../../ui/layout.tsx';
import {
  creatorCell,
  doneAt,
  fiftyOf,
  ListSection,
  NoneListed,
  platformText,
  Saved,
  sortAsked,
  type TableCell,
  type TableColumn,
  TagLinks,
} from '../../ui/parts.tsx';
import { RangeBar } from '../../ui/range-bar.tsx';
import { creatorPage } from './creator.tsx';

const list = page({
  path: '/app/creators',
  scope: 'creators:read',
  filters: ['q', ...placesBut('creatorId')],
  async draw(visit) {
    const { api, say, may } = visit;
    const asked = askedOf(visit, { ...postFilterFields, ...searchField });
    const columns = columnsFor(visit);
    const sort = sortAsked<CreatorOrder>(visit, columns, 'handle');
    const found = await api.get('/v1/creators', { query: { ...asked, ...fiftyOf(visit), sort } });
    const title = say('Creators');
    return {
      title,
      body: (
        <>
          <Heading title={title}>
            {may('creators:write') && (
              <>
                <a href="/app/creators/new">{say('Add a creator')}</a> ·{' '}
                <a href="/app/creators/paste">{say('Paste your list')}</a> ·{' '}
              </>
            )}
            <a href="/app/volunteers">{say('Volunteers')}</a> · <a href="/app/ages">{say('By age')}</a>
          </Heading>
          <Saved visit={visit} />
          <RangeBar visit={visit} />
          <ListSection
            visit={visit}
            title={say('All creators')}
            found={found}
            columns={columns}
            usual="handle"
            cells={(creator) => cellsOf(visit, creator)}
          >
            <NoneListed visit={visit} first={{ href: '/app/creators/new', action: say('Add a creator') }}>
              {say('Nobody yet. Add the first creator, paste your list, or let them volunteer.')}
            </NoneListed>
          </ListSection>
        </>
      ),
    };
  },
});

type CreatorOrder = 'handle' | '-handle' | 'followers' | '-followers';

const columnsFor = ({ say }: Visit): TableColumn[] => [
  { name: say('Creator'), sort: 'handle' },
  { name: say('Platform') },
  { name: say('Followers'), right: true, sort: 'followers' },
  { name: say('City'), wide: true },
  { name: say('Came as'), wide: true },
  { name: say('Codes'), wide: true },
];

const cellsOf = ({ say, format }: Visit, creator: Creator): TableCell[] => [
  creatorCell(creator, creator.tags && <TagLinks path="/app/creators" tags={creator.tags} />),
  platformText(say, creator.platform),
  creator.followers === undefined ? '–' : format.count(creator.followers),
  creator.city ?? '',
  say(creator.source),
  creator.couponCodes.join(', '),
];

const add = page({
  path: '/app/creators/new',
  scope: 'creators:write',
  draw: async (visit) =>
    formPage(visit, {
      title: visit.say('Add a creator'),
      under: { href: '/app/creators', name: visit.say('Creators') },
      act: 'add',
      submit: visit.say('Add the creator'),
      children: <CreatorFields visit={visit} act="add" />,
    }),
  acts: {
    add: {
      scope: 'creators:write',
      async run(visit, values, key) {
        const made = await visit.api.post('/v1/creators', {
          body: creatorSaid(visit, values),
          idempotencyKey: key,
        });
        return doneAt(`/app/creators/${made.id}`, 'added');
      },
    },
  },
});

const paste = pastePage({
  path: '/app/creators/paste',
  kind: 'creators',
  scope: 'creators:write',
  words: ({ say }) => ({
    title: say('Paste your list'),
    under: { href: '/app/creators', name: say('Creators') },
    hint: say(
      'With its headings, or one creator a line: handle, platform, followers, e-mail, city. As copied from a spreadsheet, or with commas.',
    ),
  }),
  done: () => doneAt('/app/creators', 'added'),
});

export const creatorPages = [list, add, paste, creatorPage] as const;
