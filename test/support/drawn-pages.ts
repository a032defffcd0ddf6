import type { IdPool } from './api-arbitraries.ts';
import type { TestBrowser } from './app-builders.ts';
import type { DrawnForm } from './html-forms.ts';

/** What a page says, without what is new at each drawing and without the id that was asked for. */
export const told = ({ status, text }: { status: number; text: string }, id: string): string =>
  `${status} ${text
    .replaceAll(id, 'ID')
    .replace(/(name="(?:token|key)") value="[^"]*"/g, '$1')
    .replace(/'sha256-[^']*'/g, '')}`;

export const withId = (path: string, id: string): string => path.replace(':id', id);

/** A page's own address with a thing of ours in it that it draws. */
export async function ownAddress(
  browser: TestBrowser,
  ours: IdPool,
  path: string,
  draws: (text: string) => boolean = () => true,
): Promise<{ address: string; text: string } | undefined> {
  const ids = path.includes(':id') ? [...ours.values()].flat() : [''];
  for (const id of ids) {
    const address = withId(path, id).replace(':stage', 'campaign').replace(':week', '2026-W40');
    const { status, text } = await browser.get(address);
    if (status === 200 && draws(text)) return { address, text };
  }
  return undefined;
}

/** What a person could have typed: enough for most forms to be taken. */
const TYPED: Readonly<Record<string, string>> = {
  email: 'new@example.com',
  handle: 'typed.one',
  name: 'Typed',
  title: 'Typed',
  amount: '10',
  destination: 'https://shop.example.com/typed',
  startsOn: '2026-10-05',
  endsOn: '2026-10-20',
  closesOn: '2026-10-20',
  heldOn: '2026-10-01',
  instruction: 'No medical claims',
  from: '2026-10-01',
  channels: 'mail',
  likes: '1',
  comments: '1',
  reason: 'typed',
  product: 'Typed',
  looksFor: 'Typed',
  city: 'Hamburg',
  country: 'DE',
  targetSize: '3',
  publishedAt: '2026-10-01T10:00',
  seasons: '12, 1, 2: warmth 60, looks 10',
  cities: 'Hamburg\nBerlin\nBremen\nKiel',
  opensAt: '2026-12-01T10:00',
  host: 'go.typed-socks.com',
};

/** The form as it would be sent, one field of it told otherwise. */
export function filled(
  { act, fields }: DrawnForm,
  change: Record<string, string> = {},
): Record<string, string> {
  const values = fields.flatMap(({ name, type, value, options }) => {
    if (value) return [[name, value]];
    if (type === 'radio' || type === 'checkbox' || name === 'creatorId' || name === 'on') {
      const some = options.find(Boolean);
      return some ? [[name, some]] : [];
    }
    return TYPED[name] ? [[name, TYPED[name]]] : [];
  });
  return { ...Object.fromEntries(values), act, ...change };
}
