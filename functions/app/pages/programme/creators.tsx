import type { VouchError } from '../../../../shared/client/vouch.ts';
import { postFilterFields, searchField } from '../../../../shared/domain/schema/filters.ts';
import type { Creator } from '../../../../shared/domain/schema/programme/creators.ts';
import { wrongField } from '../../http/amount.ts';
import { askedOf } from '../../http/asked.ts';
import type { FormValues } from '../../http/form.ts';
import { pastedLines, wrongLine } from '../../http/pasted.ts';
import { page, type Visit } from '../../http/visit.ts';
import { CreatorFields, creatorSaid } from '../../ui/creator-fields.tsx';
import { formPage } from '../../ui/forms.tsx';
import { Heading } from '../../ui/layout.tsx';
import {
  doneAt,
  fiftyOf,
  ListSection,
  NoneListed,
  platformText,
  Saved,
  type TableCell,
  type TableColumn,
  TagLinks,
} from '../../ui/parts.tsx';
import { pastePage } from '../../ui/paste-page.tsx';
import { RangeBar } from '../../ui/range-bar.tsx';
import { creatorPage } from './creator.tsx';

const list = page({
  path: '/app/creators',
  scope: 'creators:read',
  async draw(visit) {
    const { api, say, may } = visit;
    const asked = askedOf(visit, { ...postFilterFields, ...searchField });
    const found = await api.get('/v1/creators', { query: { ...asked, ...fiftyOf(visit), sort: 'handle' } });
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
          <RangeBar visit={visit} show={['q', 'platform', 'source', 'stage', 'tier', 'tag']} />
          <ListSection
            visit={visit}
            title={say('By handle')}
            caption={say('Creators by handle')}
            found={found}
            columns={columnsFor(visit)}
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

const columnsFor = ({ say }: Visit): TableColumn[] => [
  { name: say('Handle') },
  { name: say('Platform') },
  { name: say('Followers'), right: true },
  { name: say('City'), wide: true },
  { name: say('Came as'), wide: true },
  { name: say('Codes'), wide: true },
];

const cellsOf = ({ say, format }: Visit, creator: Creator): TableCell[] => [
  {
    text: <a href={`/app/creators/${creator.id}`}>{creator.handle}</a>,
    ...(creator.tags ? { detail: <TagLinks path="/app/creators" tags={creator.tags} /> } : {}),
  },
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

/** handle, platform, followers, e-mail, city */
function readPasted(visit: Visit, values: FormValues) {
  const rows = pastedLines(visit, values, (first) => first.toLowerCase() !== 'handle');
  return rows.map(([handle = '', platform = '', followers = '', email = '', city = ''], index) => {
    const count = followers ? Number(followers.replace(/[.,\s]/g, '')) : undefined;
    if (!handle || (count !== undefined && !Number.isInteger(count)))
      throw wrongField({ path: 'table', message: visit.say('Line {n} cannot be read.', { n: index + 1 }) });
    return {
      handle,
      platform: (platform || 'instagram').toLowerCase(),
      source: 'imported' as const,
      ...(count === undefined ? {} : { followers: count }),
      ...(email ? { email } : {}),
      ...(city ? { city } : {}),
    };
  });
}

const paste = pastePage({
  path: '/app/creators/paste',
  scope: 'creators:write',
  words: ({ say }) => ({
    title: say('Paste your list'),
    under: { href: '/app/creators', name: say('Creators') },
    submit: say('Add them'),
    hint: say(
      'One creator a line: handle, platform, followers, e-mail, city. As copied from a spreadsheet, or with commas.',
    ),
  }),
  run: addPasted,
});

async function addPasted(visit: Visit, values: FormValues, key: string): Promise<string> {
  const { api, say } = visit;
  for (const [index, body] of readPasted(visit, values).entries())
    await api.post('/v1/creators', { body, idempotencyKey: `${key}-${index}` }).catch((failure) => {
      throw wrongLine(visit, index + 1, `${messageOf(failure)}. ${say('Lines before it were added.')}`);
    });
  return doneAt('/app/creators', 'added');
}

const messageOf = (failure: unknown): string => {
  const { errors = [], detail, message } = failure as Error & Partial<VouchError>;
  return errors[0] ? `${errors[0].path}: ${errors[0].message}` : (detail ?? message);
};

export const creatorPages = [list, add, paste, creatorPage] as const;
