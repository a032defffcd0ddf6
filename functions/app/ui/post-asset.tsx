import type { PostAsset } from '../../../shared/domain/schema/programme/assets.ts';
import type { ShapeFlag } from '../../../shared/domain/selection/engagement-shape.ts';
import type { Visit } from '../http/visit.ts';
import type { Say } from '../words/say.ts';
import { Field, FoldedForm, formOf } from './forms.tsx';
import { FactList, Section } from './parts.tsx';

/** A post beyond its own clicks: how it was rated, what the brand may do with it and did, what is odd about it. */
export const AssetOfPost = ({ visit, asset }: { visit: Visit; asset: PostAsset }) => {
  const { say, format, may } = visit;
  return (
    <Section id="asset" title={say('As an asset')}>
      <FactList
        facts={[
          [say('Creativity'), creativityText(visit, asset)],
          [say('Rights to reuse it'), rightsText(visit, asset)],
          asset.links.length > 0 && [
            say('Reused'),
            asset.links
              .map(({ placement, clicks }) => `${placement.replace('asset-', '')}: ${format.count(clicks)}`)
              .join(', '),
          ],
          asset.links.length > 0 && [say('Clicks of its own readers'), format.count(asset.ownClicks)],
          asset.shape.length > 0 && [
            say('Engagement worth a look'),
            asset.shape.map(({ code }) => shapeText(say, code)).join('; '),
          ],
        ]}
      />
      {may('posts:write') && <AssetForms visit={visit} asset={asset} />}
    </Section>
  );
};

function creativityText({ say, format }: Visit, { creativity, ratings }: PostAsset): string {
  if (creativity === null) return say('not rated');
  const people = ratings
    .map((rating) => `${rating.by}, ${format.day(rating.ratedAt.slice(0, 10))}: ${rating.creativity}`)
    .join('; ');
  return `${say('{n} of 5', { n: format.decimal(creativity) })} (${people})`;
}

function rightsText({ say, format }: Visit, { rights, rightsState, links }: PostAsset): string {
  const reused = links.some(({ withoutRights }) => withoutRights);
  const where = rights?.channels.length ? ` (${rights.channels.join(', ')})` : '';
  const day = format.day(rights?.until ?? rights?.from ?? '2026-01-01');
  const said = {
    none: say('none kept'),
    notYet: say('from {day}', { day: format.day(rights?.from ?? '2026-01-01') }),
    held: rights?.until ? say('until {day}', { day }) : say('for good'),
    endingSoon: say('end soon, on {day}', { day }),
    ended: say('ended on {day}', { day }),
  }[rightsState];
  return `${said}${where}${reused ? `. ${say('A link still leads from it elsewhere.')}` : ''}`;
}

/** What is odd, in the reader's language. */
export const shapeText = (say: Say, flag: ShapeFlag): string =>
  ({
    'engagement-far-above-tier': say('far more engagement per follower than its tier'),
    'engagement-far-below-tier': say('far less engagement per follower than its tier'),
    'comments-out-of-proportion': say('comments and likes out of proportion'),
    'late-jump': say('most engagement at once, days after it was published'),
    'followers-jump': say('a fifth more followers within a week'),
  })[flag];

const AssetForms = ({ visit, asset: { rights } }: { visit: Visit; asset: PostAsset }) => {
  const { say } = visit;
  const [rating, allowed] = [formOf(visit, 'rate'), formOf(visit, 'allow')];
  return (
    <>
      <FoldedForm form={rating} name={say('Rate its creativity')} submit={say('Save')}>
        <Field
          form={rating}
          name="creativity"
          options={['5', '4', '3', '2', '1'].map((n) => [n, n] as const)}
          initial="3"
        />
        <Field form={rating} name="note" optional />
      </FoldedForm>
      <FoldedForm form={allowed} name={say('Rights to reuse it')} submit={say('Save')}>
        <div class="pair">
          <Field form={allowed} name="from" type="date" initial={rights?.from ?? ''} />
          <Field form={allowed} name="until" type="date" optional initial={rights?.until ?? ''} />
        </div>
        <Field
          form={allowed}
          name="channels"
          optional
          hint={say('With commas between, such as newsletter, shop')}
          initial={rights?.channels.join(', ') ?? ''}
        />
      </FoldedForm>
    </>
  );
};
