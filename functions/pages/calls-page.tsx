import type { Colour } from '../../shared/domain/colour.ts';
import { appName } from '../../shared/domain/judge/tables/app-names.ts';
import type { OpenCall } from '../../shared/domain/schema/programme/calls.ts';
import type { Language } from '../../shared/domain/vocabulary.ts';
import type { ApplyWords } from './apply-words.ts';
import { type BrandTerms, BrandTermsLinks } from './brand-terms.tsx';
import { Page } from './layout.tsx';

type CallsShown = {
  words: ApplyWords;
  language: Language;
  colour: Colour | undefined;
  terms: BrandTerms;
  calls: readonly OpenCall[];
  token: string;
  rules: readonly { instruction: string }[];
};

/** What a brand looks for now and what no post may say, each with the way to the form. */
export const CallsPage = ({ words, language, colour, terms, calls, token, rules }: CallsShown) => (
  <Page title={words.calls} lang={language} colour={colour}>
    <h1>{words.calls}</h1>
    {calls.length === 0 && <p>{words.noCalls}</p>}
    {calls.map(({ id, title, looksFor, city, platform, closesOn }) => (
      <section>
        <h2>{title}</h2>
        <p>{looksFor}</p>
        <p class="hint">
          {[
            city,
            platform && platformText(words, platform),
            closesOn && words.until.replace('{day}', dayText(closesOn, language)),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <a class="button" href={`/apply/${token}?lang=${language}&call=${id}`}>
          {words.answer}
        </a>
      </section>
    ))}
    {rules.length > 0 && (
      <section>
        <h2>{words.never}</h2>
        <ul>
          {rules.map(({ instruction }) => (
            <li>{instruction}</li>
          ))}
        </ul>
      </section>
    )}
    <p>
      <a href={`/apply/${token}?lang=${language}`}>{words.write}</a>
    </p>
    <BrandTermsLinks words={words} terms={terms} />
  </Page>
);

const platformText = (words: ApplyWords, platform: string): string =>
  platform === 'other' ? words.elsewhere : appName(platform);

const dayText = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(Date.parse(`${day}T00:00:00Z`));
