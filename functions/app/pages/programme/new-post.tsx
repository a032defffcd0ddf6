import { FORMATS, STAGES } from '../../../../shared/domain/vocabulary.ts';
import { messagesFor } from '../../../../shared/report/render/words/messages.ts';
import { wrongField } from '../../http/amount.ts';
import { addressesGiven, given, linesOf, momentField } from '../../http/fields.ts';
import type { FormValues } from '../../http/form.ts';
import { localOf } from '../../http/local-time.ts';
import { calledWhole, choicesOf } from '../../http/names.ts';
import { page, type Visit } from '../../http/visit.ts';
import { platformOptions } from '../../ui/creator-fields.tsx';
import { Check, Field, type FormState, formOf, formPage } from '../../ui/forms.tsx';
import { doneAt, platformText } from '../../ui/parts.tsx';

const PLACEMENTS = ['feed', 'story', 'bio', 'dm', 'whatsapp', 'email', 'offline'] as const;

export const newPostPage = page({
  path: '/app/posts/new',
  scope: 'posts:write',
  async draw(visit) {
    const { say } = visit;
    const form = formOf(visit, 'add');
    const choices = await choicesFor(visit);
    return formPage(visit, {
      title: say('New post'),
      under: say('It gets a link of its own, one for each place where it stands.'),
      act: 'add',
      submit: say('Make the link'),
      children: (
        <>
          <Creator form={form} creators={choices.creators} />
          <Main form={form} />
          <More form={form} {...choices} />
        </>
      ),
    });
  },
  acts: { add: { scope: 'posts:write', run: addPost } },
});

async function choicesFor({ api, may, say }: Visit) {
  const [creators, campaigns, squads] = await Promise.all([
    choicesOf(api.each('/v1/creators'), (creator) => [
      creator.id,
      `${calledWhole(creator)}, ${platformText(say, creator.platform)}`,
    ]),
    may('campaigns:read') ? choicesOf(api.each('/v1/campaigns'), ({ id, name }) => [id, name]) : [],
    may('squads:read') ? choicesOf(api.each('/v1/squads'), ({ id, name }) => [id, name]) : [],
  ]);
  const drops = await Promise.all(
    squads.map(([id]) =>
      choicesOf(api.each('/v1/squads/{id}/drops', { params: { id } }), (drop) => [drop.id, drop.name]),
    ),
  );
  return { creators, campaigns, squads, drops: drops.flat() };
}
type Choices = Awaited<ReturnType<typeof choicesFor>>;

const Creator = ({ form, creators }: { form: FormState } & Pick<Choices, 'creators'>) => {
  const { say, query } = form.visit;
  const only = creators.length === 1 ? (creators[0]?.[0] ?? '') : '';
  if (creators.length === 0)
    return (
      <Field
        form={form}
        name="handle"
        label={say('Creator')}
        hint={say('The handle as on the profile, such as @ada.knits; the creator is added with the post.')}
      />
    );
  return (
    <Field
      form={form}
      name="creatorId"
      options={[...(creators.length > 1 ? [['', say('choose')] as const] : []), ...creators]}
      initial={query.creatorId ?? only}
    />
  );
};

const Main = ({ form }: { form: FormState }) => {
  const { say, locale } = form.visit;
  const words = messagesFor(locale);
  return (
    <>
      <div class="pair">
        <Field
          form={form}
          name="stage"
          options={STAGES.map((stage) => [stage, words.stage[stage]] as const)}
          initial="microcontent"
        />
        <Field form={form} name="platform" options={platformOptions(form.visit)} initial="instagram" />
      </div>
      <Field
        form={form}
        name="destination"
        type="url"
        hint={say('The page of your shop, such as shop.example.com/socks')}
      />
      <Placements form={form} />
    </>
  );
};

const Placements = ({ form }: { form: FormState }) => {
  const { say } = form.visit;
  const chosen = form.chosen('placements', ['feed']);
  return (
    <fieldset>
      <legend>{say('Where the link stands')}</legend>
      <div class="choices">
        {PLACEMENTS.map((placement) => (
          <Check
            form={form}
            name="placements"
            value={placement}
            label={say(placement)}
            checked={chosen.includes(placement)}
          />
        ))}
      </div>
    </fieldset>
  );
};

const More = ({ form, ...choices }: { form: FormState } & Choices) => {
  const { say } = form.visit;
  return (
    <details open={form.visit.problem !== undefined}>
      <summary>{say('More')}</summary>
      <AsPublished form={form} />
      <PartOf form={form} {...choices} />
      <Field
        form={form}
        name="messages"
        optional
        hint={say('What it says of the product, with commas between')}
      />
      <Field form={form} name="tags" optional hint={say('Words of your own, with commas between')} />
      <Field
        form={form}
        name="slug"
        optional
        hint={say('Such as warm-socks; left out, we choose one that cannot be guessed')}
      />
    </details>
  );
};

const AsPublished = ({ form }: { form: FormState }) => {
  const { say, brand, now } = form.visit;
  return (
    <>
      <Field
        form={form}
        name="format"
        options={FORMATS.map((name) => [name, say(name)] as const)}
        initial="short"
      />
      <Field
        form={form}
        name="publishedAt"
        type="datetime-local"
        hint={brand.timeZone}
        initial={localOf(new Date(now).toISOString(), brand.timeZone)}
      />
      <Field form={form} name="url" type="url" optional />
      <Field
        form={form}
        name="caption"
        optional
        rows={3}
        hint={say('Then we can point at words that the brand’s rules name')}
      />
    </>
  );
};

const PartOf = ({ form, campaigns, squads, drops }: { form: FormState } & Omit<Choices, 'creators'>) => {
  const none = ['', form.visit.say('none')] as const;
  return (
    <>
      <Field form={form} name="campaignId" optional options={[none, ...campaigns]} />
      <Field form={form} name="squadId" optional options={[none, ...squads]} />
      {drops.length > 0 && <Field form={form} name="dropId" optional options={[none, ...drops]} />}
    </>
  );
};

async function addPost(visit: Visit, values: FormValues, key: string): Promise<string> {
  const { api, say, now } = visit;
  const platform = values.text('platform') ?? 'instagram';
  const handle = values.text('handle');
  const at = momentField(visit, values, 'publishedAt') ?? new Date(now).toISOString();
  const creatorId =
    values.text('creatorId') ??
    (handle &&
      (await api.post('/v1/creators', { body: { handle, platform }, idempotencyKey: `${key}-creator` })).id);
  if (!creatorId) throw wrongField({ path: 'creatorId', message: say('Choose a creator.') });
  const placements = values.all('placements');
  const tags = linesOf(values, 'tags', /[,;]+/);
  const body = {
    ...addressesGiven(values, 'url'),
    ...given(values, 'caption', 'campaignId', 'squadId', 'dropId', 'slug'),
    creatorId,
    stage: values.text('stage') ?? 'microcontent',
    platform,
    format: values.text('format') ?? 'short',
    publishedAt: at,
    destination: '',
    ...addressesGiven(values, 'destination'),
    messages: linesOf(values, 'messages', /,/),
    ...(placements.length > 0 ? { placements } : {}),
    ...(tags.length > 0 ? { tags } : {}),
  };
  const made = await api.post('/v1/posts', { body, idempotencyKey: key });
  return doneAt(`/app/posts/${made.id}`, 'added');
}
