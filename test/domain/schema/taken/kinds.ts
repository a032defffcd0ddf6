/**
 * What a field takes, in words of its own: values as they are sent and as they are kept, and values that are refused,
 * each with its sentence and the place that it names. Bodies are put together from these words in the tables beside.
 */
export type Kind = {
  /** The first stands in wherever the test is about another field. */
  takes: readonly Taken[];
  refuses: readonly Refused[];
  /** What is kept where the field is left out; absent: it may not be. */
  absent?: { kept: unknown };
  /** Of an object: its fields. */
  names?: readonly string[];
};
type Taken = { sent: unknown; kept: unknown };
type Refused = { sent: unknown; says: string; at?: Path };

/** Kept as they are sent. */
export const same = (...values: readonly unknown[]): Taken[] => values.map((sent) => ({ sent, kept: sent }));
export const refused = (says: string, ...values: readonly unknown[]): Refused[] =>
  values.map((sent) => ({ sent, says }));
const long = (length: number) => 'x'.repeat(length);

/** A text of any form, of so many characters. */
export const free = (least: number, most: number): Kind => ({
  takes: same(long(Math.max(least, 1)), long(most), ...(least === 0 ? [''] : [])),
  refuses: [
    ...refused(`<=${most} characters`, long(most + 1)),
    ...(least > 0 ? [{ sent: long(least - 1), says: '' }] : []),
    ...refused('expected string', 1, null, ['x']),
  ],
});

/** One line that a person wrote. */
export const text = (most: number): Kind => ({
  takes: [...same('warm', long(most)), { sent: ' a ', kept: 'a' }],
  refuses: [
    ...refused('>=1 characters', '', '   '),
    ...refused(`<=${most} characters`, long(most + 1)),
    ...refused('must not hold control characters', 'a\nb', 'a\u0085b', 'a\u2028b'),
    ...refused('must be well-formed Unicode', 'a\ud800'),
    ...refused('expected string', 1, null),
  ],
});

export const id = (prefix: string): Kind => ({
  takes: same(`${prefix}_0123456789abcdef`, `${prefix}_zzzzzzzzzzzzzzzz`),
  refuses: [
    ...refused(
      `must be an id that begins with ${prefix}_`,
      'xyz_0123456789abcdef',
      `${prefix}_0123456789abcde`,
      `${prefix}_0123456789abcdeu`,
      '',
    ),
    ...refused('<=40 characters', `${prefix}_${long(40)}`),
    ...refused('expected string', 1),
  ],
});

export const oneOf = (words: readonly string[]): Kind => ({
  takes: same(...words),
  refuses: refused(words.length > 1 ? 'expected one of' : 'expected', 'neither', '', null, `${words[0]} `),
});

/** Several ids in a query, with commas between. */
export const ids = (prefix: string): Kind => {
  const one = `${prefix}_0123456789abcdef`;
  const several = (count: number) => Array.from({ length: count }, () => one);
  return {
    takes: [1, 2, 100].map((count) => ({ sent: several(count).join(','), kept: several(count) })),
    refuses: [
      ...refused('<=100 items', several(101).join(',').replaceAll(one, `${prefix}_`)),
      ...refused('<=2100 characters', several(101).join(',')),
      ...['', `${one},`, `${one},xyz_0123456789abcdef`].map((sent) => ({
        sent,
        says: `must be an id that begins with ${prefix}_`,
        at: [sent.split(',').length - 1],
      })),
      ...refused('expected string', 1, null),
    ],
  };
};

export const flag: Kind = {
  takes: same(true, false),
  refuses: refused('expected boolean', 'true', 0, null),
};

/** A number without a fraction, both ends taken. */
export const whole = (least: number, most: number): Kind => ({
  takes: same(least, most),
  refuses: [
    ...refused(`>=${least}`, least - 1),
    ...refused(`<=${most}`, most + 1),
    ...refused('expected int', least + 0.5),
    ...refused('expected number', String(least), null),
  ],
});

/** A number in a query: it comes as text, is whole and from 1 on. */
export const count = (most: number): Kind => ({
  takes: [1, 2, most].map((kept) => ({ sent: String(kept), kept })),
  refuses: refused(
    `must be a whole number from 1 to ${most}`,
    String(most + 1),
    '0',
    '-1',
    '1.5',
    '01',
    '',
    'ten',
    '1000000',
  ),
});

/** Left out, nothing is kept. */
export const maybe = (kind: Kind): Kind => ({ ...kind, absent: { kept: undefined } });

/** Of a PATCH: left out it stays, `null` removes it. */
export const clearable = (kind: Kind): Kind => ({
  ...maybe(kind),
  takes: [...kind.takes, ...same(null)],
  refuses: kind.refuses.filter(({ sent }) => sent !== null),
});

export const or = (kind: Kind, kept: unknown): Kind => ({ ...kind, absent: { kept } });

/** So many of a kind. `apart`: different ones, where one may not stand twice. */
export function list(of: Kind, least: number, most: number, apart?: (n: number) => unknown): Kind {
  const first = of.takes[0]?.sent;
  const many = (length: number) => Array.from({ length }, (_, n) => (apart ? apart(n) : first));
  return {
    takes: [
      { sent: [first], kept: [of.takes[0]?.kept] },
      ...of.takes.map(({ sent, kept }) => ({ sent: [sent], kept: [kept] })),
      ...(least <= 1 ? [] : same(many(least))),
      ...(apart ? same(many(most)) : []),
      ...(least === 0 ? same([]) : []),
    ].filter(({ sent }) => (sent as unknown[]).length >= least),
    refuses: [
      ...refused(`<=${most} items`, many(most + 1)),
      ...(least > 0 ? refused(`>=${least} items`, many(least - 1)) : []),
      ...refused('expected array', 'x', null, {}),
      ...of.refuses.map(({ sent, says, at = [] }) => ({
        sent: [...many(Math.max(0, least - 1)), sent],
        says,
        at: [Math.max(0, least - 1), ...at],
      })),
    ],
  };
}

type Path = readonly PropertyKey[];
type Body = Readonly<Record<string, unknown>>;
type Besides = {
  /** Sent with every try that isn't about it. */
  beside?: Body;
  /** Of these the first is sent, or the one that is tried, and never two. */
  either?: readonly string[];
  /** Refusals of what no field alone is to blame for. */
  rules?: readonly { but: Body; says: string; at?: Path }[];
};

/** Fields by their names and no others; each is tried beside the first value of those that must be there. */
export function fields(shape: Readonly<Record<string, Kind>>, besides: Besides = {}): Kind {
  const { beside = {}, either = [], rules = [] } = besides;
  const entries = Object.entries(shape);
  const missing = (name: string, { absent }: Kind) => !absent && !(name in beside) && name !== either[0];
  const usual = (key: keyof Taken): Body =>
    Object.fromEntries([
      ...(key === 'kept' ? entries : []).flatMap(([name, { absent }]) =>
        absent?.kept === undefined ? [] : [[name, absent.kept]],
      ),
      ...entries
        .filter(([name, kind]) => missing(name, kind) || name === either[0])
        .map(([name, { takes }]) => [name, takes[0]?.[key]]),
      ...Object.entries(beside),
    ]);
  const [sent, kept] = [usual('sent'), usual('kept')];
  const others = (name: string) => (either.includes(name) ? either : []);
  const put = (body: Body, name: string, value: unknown): Body => ({
    ...Object.fromEntries(Object.entries(body).filter(([key]) => !others(name).includes(key))),
    [name]: value,
  });
  return {
    names: Object.keys(shape),
    takes: [
      { sent, kept },
      ...entries.flatMap(([name, { takes }]) =>
        takes.map((one) => ({ sent: put(sent, name, one.sent), kept: put(kept, name, one.kept) })),
      ),
    ],
    refuses: [
      ...refused('Unrecognized key: "misspelt"', { ...sent, misspelt: 1 }),
      ...entries
        .filter(([name, kind]) => missing(name, kind))
        .map(([name]) => ({ sent: told({ ...sent, [name]: undefined }), says: '', at: [name] })),
      ...entries.flatMap(([name, { refuses }]) =>
        refuses.map(({ sent: value, says, at = [] }) => ({
          sent: put(sent, name, value),
          says,
          at: [name, ...at],
        })),
      ),
      ...rules.map(({ but, says, at = [] }) => ({ sent: told({ ...sent, ...but }), says, at })),
      ...refused('', null, 'x', []),
    ],
  };
}

/** JSON has no `undefined`: what is taken away isn't there. */
const told = (body: Body): Body =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));

/** More than nothing, and at most. */
export const above0 = (most: number): Kind => ({
  takes: same(most, most / 1_000),
  refuses: [
    ...refused('>0', 0, -1),
    ...refused(`<=${most}`, most * 1.01),
    ...refused('expected number', '1'),
  ],
});
