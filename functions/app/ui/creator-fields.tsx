import type { Creator } from '../../../shared/domain/schema/programme/creators.ts';
import { AGE_BANDS, CREATOR_SOURCES, USUAL_PLATFORMS } from '../../../shared/domain/vocabulary.ts';
import { countField, given, linesOf } from '../http/fields.ts';
import type { FormValues } from '../http/form.ts';
import type { Visit } from '../http/visit.ts';
import { Field, type FormState, formOf } from './forms.tsx';
import { platformText } from './parts.tsx';

export const platformOptions = ({ say }: Visit) =>
  USUAL_PLATFORMS.map((name) => [name, platformText(say, name)] as const);

/** What is asked of a creator, when one is added and when one is changed. */
export const CreatorFields = ({ visit, act, creator }: { visit: Visit; act: string; creator?: Creator }) => {
  const form = formOf(visit, act);
  const { say } = visit;
  return (
    <>
      <Field
        form={form}
        name="handle"
        hint={say('As on the profile, such as @ada.knits')}
        initial={creator?.handle ?? ''}
      />
      <Field
        form={form}
        name="platform"
        options={platformOptions(visit)}
        initial={creator?.platform ?? 'instagram'}
      />
      <AboutFields form={form} {...(creator ? { creator } : {})} />
    </>
  );
};

/** What need not be known to begin. */
const AboutFields = ({ form, creator }: { form: FormState; creator?: Creator }) => {
  const { say } = form.visit;
  const followers = creator?.followers === undefined ? '' : String(creator.followers);
  return (
    <div class="pair">
      <Field form={form} name="followers" optional numeric="numeric" initial={followers} />
      <Field
        form={form}
        name="source"
        options={CREATOR_SOURCES.map((name) => [name, say(name)] as const)}
        initial={creator?.source ?? 'invited'}
      />
      <Field form={form} name="displayName" optional initial={creator?.displayName ?? ''} />
      <Field form={form} name="city" optional initial={creator?.city ?? ''} />
      <Field
        form={form}
        name="ageBand"
        optional
        options={ageOptions(creator?.ageBand)}
        initial={creator?.ageBand ?? ''}
      />
      <Field form={form} name="email" type="email" optional initial={creator?.email ?? ''} />
      <Field
        form={form}
        name="couponCodes"
        optional
        hint={say('With commas between, as the shop knows them')}
        initial={creator?.couponCodes.join(', ') ?? ''}
      />
      <Field
        form={form}
        name="tags"
        optional
        hint={say('Words of your own, with commas between')}
        initial={creator?.tags?.join(', ') ?? ''}
      />
    </div>
  );
};

/** A band of before stays what it is until somebody chooses another. */
const ageOptions = (told: Creator['ageBand']) =>
  ['', ...new Set([...(told ? [told] : []), ...AGE_BANDS])].map((band) => [band, band || '–'] as const);

/** The same as the API takes it. */
export const creatorSaid = (visit: Visit, values: FormValues) => {
  const followers = countField(visit, values, 'followers');
  const tags = linesOf(values, 'tags', /[,;]+/);
  return {
    ...given(values, 'displayName', 'city', 'email'),
    ...(given(values, 'ageBand') as Pick<Creator, 'ageBand'>),
    handle: values.text('handle') ?? '',
    platform: values.text('platform') ?? '',
    source: (values.text('source') ?? 'invited') as Creator['source'],
    couponCodes: linesOf(values, 'couponCodes', /[\s,;]+/),
    ...(tags.length > 0 ? { tags } : {}),
    ...(followers === undefined ? {} : { followers }),
  };
};
