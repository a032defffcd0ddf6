import type { Brand } from '../../shared/domain/schema/access/brand.ts';
import type { ApplyWords } from './apply-words.ts';

export type BrandTerms = Pick<Brand, 'termsUrl' | 'privacyUrl'>;

/** The brand's own privacy policy and terms, where it told them; in a new tab, for what was written must not be lost. */
export const BrandTermsLinks = ({ words, terms }: { words: ApplyWords; terms: BrandTerms }) => {
  const told = [
    [terms.privacyUrl, words.privacyLink],
    [terms.termsUrl, words.termsLink],
  ].filter(([address]) => address !== undefined);
  if (told.length === 0) return null;
  return (
    <p class="hint">
      {told.map(([address, text], index) => (
        <>
          {index > 0 && ' · '}
          <a href={address} target="_blank" rel="noreferrer noopener">
            {text}
          </a>
        </>
      ))}
    </p>
  );
};
