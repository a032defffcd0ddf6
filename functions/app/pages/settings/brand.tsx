import { toDecimal } from '../../../../shared/domain/money/money.ts';
import type { Brand } from '../../../../shared/domain/schema/access/brand.ts';
import type { Money } from '../../../../shared/domain/schema/common.ts';
import { wrongField } from '../../http/amount.ts';
import { addressesGiven, given, linesOf, moneyField } from '../../http/fields.ts';
import type { FormValues } from '../../http/form.ts';
import { localeOf, page, type Visit } from '../../http/visit.ts';
import { Field, Form, type FormState, formOf } from '../../ui/forms.tsx';
import { doneAt, FactList } from '../../ui/parts.tsx';
import { Top } from './top.tsx';

export const brandPage = page({
  path: '/app/settings/brand',
  scope: 'brand:read',
  async draw(visit) {
    const { say, may, api } = visit;
    const brand = await api.get('/v1/brand');
    const title = say('Brand');
    return {
      title,
      wide: false,
      body: (
        <>
          <Top visit={visit} title={title} />
          <section>
            {may('brand:write') ? (
              <BrandForm visit={visit} brand={brand} />
            ) : (
              <BrandFacts visit={visit} brand={brand} />
            )}
          </section>
        </>
      ),
    };
  },
  acts: {
    save: {
      scope: 'brand:write',
      async run(visit, values) {
        const grossMargin = marginOf(visit, values);
        const ppcCpc = ppcCpcOf(visit, values);
        await visit.api.patch('/v1/brand', {
          body: {
            ...given(values, 'name', 'timeZone'),
            grossMargin,
            benchmarks: ppcCpc ? { ppcCpc } : {},
            allowedDestinationHosts: linesOf(values, 'allowedDestinationHosts', /\s+/),
            colour: values.text('colour') ?? null,
            standingInstructions: standingOf(values),
            fallbackDestination: null,
            termsUrl: null,
            privacyUrl: null,
            ...addressesGiven(values, 'fallbackDestination', 'termsUrl', 'privacyUrl'),
          },
        });
        return doneAt(visit.path, 'saved');
      },
    },
  },
});

type OfBrand = { visit: Visit; brand: Brand };

const BrandForm = ({ visit, brand }: OfBrand) => {
  const { say } = visit;
  const form = formOf(visit, 'save');
  return (
    <Form form={form} submit={say('Save')}>
      <Field form={form} name="name" initial={brand.name} />
      <Field
        form={form}
        name="timeZone"
        hint={say('Such as Europe/Berlin; days and weeks are read in it')}
        initial={brand.timeZone}
      />
      <CostFields brand={brand} form={form} />
      <DestinationFields brand={brand} form={form} />
      <Field
        form={form}
        name="colour"
        optional
        hint={say(
          'Of buttons and links in mails and reports, such as #0F5B57; made darker or lighter where it could not be read',
        )}
        initial={brand.colour ?? ''}
      />
      <Standing brand={brand} form={form} />
      <TermsFields brand={brand} form={form} />
    </Form>
  );
};

type OfForm = { brand: Brand; form: FormState };

const CostFields = ({ brand, form }: OfForm) => {
  const { say } = form.visit;
  return (
    <>
      <Field
        form={form}
        name="grossMargin"
        optional
        numeric="decimal"
        hint={say('In percent: what is left of net revenue after the cost of goods')}
        initial={asWritten(form.visit, percentOf(brand))}
      />
      <Field
        form={form}
        name="ppcCpc"
        label={`${say('What a click costs in paid search')} (${brand.currency})`}
        optional
        numeric="decimal"
        initial={shownCpc(form.visit)}
      />
    </>
  );
};

/** Where links may lead, and where one leads that leads nowhere. */
const DestinationFields = ({ brand, form }: OfForm) => {
  const { say } = form.visit;
  return (
    <>
      <Field
        form={form}
        name="allowedDestinationHosts"
        optional
        rows={3}
        hint={say('One host a line, such as shop.example.com; empty: anywhere')}
        initial={brand.allowedDestinationHosts.join('\n')}
      />
      <Field
        form={form}
        name="fallbackDestination"
        optional
        hint={say('For paused and ended links without a fallback of their own; empty: a page that says so')}
        initial={brand.fallbackDestination ?? ''}
      />
    </>
  );
};

const Standing = ({ brand, form }: OfForm) => {
  const { say } = form.visit;
  return (
    <Field
      form={form}
      name="standingInstructions"
      optional
      rows={4}
      hint={say('One rule a line; behind a | the words that give it away: No medical claims | cure, heal')}
      initial={standingText(brand)}
    />
  );
};

/** What stands under the public form, besides our own sentences. */
const TermsFields = ({ brand, form }: OfForm) => (
  <>
    {(['termsUrl', 'privacyUrl'] as const).map((name) => (
      <Field
        form={form}
        name={name}
        optional
        hint={form.visit.say('Linked under the volunteers’ form and the open calls')}
        initial={brand[name] ?? ''}
      />
    ))}
  </>
);

const BrandFacts = ({ visit: { say }, brand }: OfBrand) => (
  <FactList
    facts={[
      [say('Name'), brand.name],
      [say('Time zone'), brand.timeZone],
      [say('Gross margin'), percentOf(brand) ? `${percentOf(brand)} %` : say('not told')],
    ]}
  />
);

const standingText = ({ standingInstructions = [] }: Brand): string =>
  standingInstructions
    .map(({ instruction, words = [] }) => [instruction, words.join(', ')].filter(Boolean).join(' | '))
    .join('\n');

const standingOf = (values: FormValues) =>
  linesOf(values, 'standingInstructions').map((line) => {
    const [instruction = '', ...rest] = line.split('|').map((part) => part.trim());
    const words = rest
      .join(',')
      .split(',')
      .map((word) => word.trim())
      .filter(Boolean);
    return { instruction, ...(words.length > 0 ? { words } : {}) };
  });

function shownCpc(visit: Visit): string {
  const { ppcCpc } = visit.brand.benchmarks;
  return ppcCpc ? asWritten(visit, toDecimal(ppcCpc.amount, ppcCpc.currency)) : '';
}

/** `62.5` with the sign that the reader writes before decimals. */
const asWritten = (visit: Visit, decimal: string): string =>
  decimal.replace('.', Intl.NumberFormat(localeOf(visit)).format(0.5).replace(/\d/g, ''));

/** Left as it was shown, it is what it was: three digits after a point would be asked back as a thousand. */
const ppcCpcOf = (visit: Visit, values: FormValues): Money | undefined =>
  values.text('ppcCpc') === shownCpc(visit)
    ? visit.brand.benchmarks.ppcCpc
    : moneyField(visit, values, 'ppcCpc');

const percentOf = ({ grossMargin }: Brand): string =>
  grossMargin === undefined ? '' : String(Math.round(grossMargin * 10_000) / 100);

/** A share of one, from percent as people write them; null when left empty. */
function marginOf({ say }: Visit, values: FormValues): number | null {
  const margin = values.text('grossMargin')?.replace(/\s*%$/, '').replace(',', '.');
  if (margin === undefined) return null;
  if (Number(margin) >= 0 && Number(margin) <= 100) return Math.round(Number(margin) * 100) / 10_000;
  throw wrongField({ path: 'grossMargin', message: say('This is not a percentage from 0 to 100.') });
}
