import type { SourceDifference } from '../../../domain/roi/sources.ts';
import type { CreatorSource, DropTiming, Language } from '../../../domain/vocabulary.ts';
import { withKeptSpaces } from './kept-spaces.ts';

type Kept = Record<'due' | 'onTime' | 'late' | 'missing', string>;
type DropPosts = Record<DropTiming, string>;

/** What the section on the programme says, apart from the other words: the type makes all four languages say it. */
export type ProgrammeWords = {
  title: string;
  kept: (n: Kept) => string;
  next: (creator: string, day: string) => string;
  drop: (name: string, n: DropPosts) => string;
  /** Clicks of a first week, in the middle of the drop's posts and of the squad's ordinary ones. */
  compared: (drop: string, ordinary: string, isMore: boolean | undefined) => string;
  tooSoon: string;
  sources: string;
  columns: Record<'source' | 'creators' | 'roi' | 'cac' | 'fit' | 'broken', string>;
  source: Record<CreatorSource, string>;
  of: (successes: string, trials: string) => string;
  differ: Record<keyof SourceDifference, string>;
  alike: string;
  ads: (clicks: string, posts: string) => string;
  adsCost: (spend: string, each: string) => string;
};

const en: ProgrammeWords = {
  title: 'The programme',
  kept: ({ due, onTime, late, missing }) =>
    `Posts due in this week: ${due}. On time ${onTime}, late ${late}, missing ${missing}.`,
  next: (creator, day) => `Next due: ${creator}, ${day}.`,
  drop: (name, { early, onTime, late }) =>
    `Drop “${name}”: posts early ${early}, on time ${onTime}, late ${late}.`,
  compared: (drop, ordinary, isMore) =>
    `A typical post of it had ${drop} clicks in its first week, an ordinary one of the squad ${ordinary}: ${isMore === undefined ? 'the difference could be chance' : isMore ? 'more, by more than chance' : 'fewer, by more than chance'}.`,
  tooSoon: 'It is too soon to compare it with ordinary posts.',
  sources: 'Found, or came by themselves (half a year)',
  columns: {
    source: 'How they came',
    creators: 'Creators',
    roi: 'Margin ROI',
    cac: 'Per new customer',
    fit: 'Came further',
    broken: 'Rules broken',
  },
  source: { volunteered: 'Volunteered', invited: 'Invited', searched: 'Searched for', imported: 'Imported' },
  of: (successes, trials) => `${successes} of ${trials}`,
  differ: {
    fit: 'How often volunteers come further (campaign, community) differs from the others by more than chance.',
    broken: 'How often volunteers break rules differs from the others by more than chance.',
    returned: 'What a volunteer returns differs from the others, by more than chance.',
  },
  alike: 'Volunteers and the others don’t differ by more than chance.',
  ads: (clicks, posts) => `Ads, beside the posts: ${clicks} clicks; posts had ${posts} in the same week.`,
  adsCost: (spend, each) => `They cost ${spend}, ${each} a click; it is no part of the posts’ spend.`,
};

const de: ProgrammeWords = {
  title: 'Das Programm',
  kept: ({ due, onTime, late, missing }) =>
    `In dieser Woche fällige Posts: ${due}. Pünktlich ${onTime}, verspätet ${late}, fehlend ${missing}.`,
  next: (creator, day) => `Als Nächstes fällig: ${creator}, ${day}.`,
  drop: (name, { early, onTime, late }) =>
    `Drop „${name}“: Posts zu früh ${early}, pünktlich ${onTime}, zu spät ${late}.`,
  compared: (drop, ordinary, isMore) =>
    `Ein typischer Post davon hatte in der ersten Woche ${drop} Klicks, ein gewöhnlicher der Squad ${ordinary}: ${isMore === undefined ? 'Der Unterschied kann Zufall sein' : isMore ? 'mehr, über den Zufall hinaus' : 'weniger, über den Zufall hinaus'}.`,
  tooSoon: 'Für einen Vergleich mit gewöhnlichen Posts ist es noch zu früh.',
  sources: 'Gefunden oder von selbst gekommen (halbes Jahr)',
  columns: {
    source: 'Wie sie kamen',
    creators: 'Creator',
    roi: 'Margen-ROI',
    cac: 'Je Neukunde',
    fit: 'Kamen weiter',
    broken: 'Regeln gebrochen',
  },
  source: { volunteered: 'Freiwillig', invited: 'Eingeladen', searched: 'Gesucht', imported: 'Importiert' },
  of: (successes, trials) => `${successes} von ${trials}`,
  differ: {
    fit: 'Wie oft Freiwillige weiterkommen (Kampagne, Community), unterscheidet sich von den anderen über den Zufall hinaus.',
    broken: 'Wie oft Freiwillige Regeln brechen, unterscheidet sich von den anderen über den Zufall hinaus.',
    returned: 'Was Freiwillige einbringen, unterscheidet sich von den anderen über den Zufall hinaus.',
  },
  alike: 'Freiwillige und die anderen unterscheiden sich nicht über den Zufall hinaus.',
  ads: (clicks, posts) =>
    `Anzeigen je Klick daneben: ${clicks} Klicks; Posts hatten in derselben Woche ${posts}.`,
  adsCost: (spend, each) =>
    `Sie kosteten ${spend}, je Klick ${each}; zu den Kosten der Posts zählt das nicht.`,
};

const fr: ProgrammeWords = {
  title: 'Le programme',
  kept: ({ due, onTime, late, missing }) =>
    `Posts attendus cette semaine : ${due}. À l’heure ${onTime}, en retard ${late}, manquants ${missing}.`,
  next: (creator, day) => `Prochain attendu : ${creator}, ${day}.`,
  drop: (name, { early, onTime, late }) =>
    `Avant-première « ${name} » : posts trop tôt ${early}, à l’heure ${onTime}, trop tard ${late}.`,
  compared: (drop, ordinary, isMore) =>
    `Un post typique a eu ${drop} clics la première semaine, un post ordinaire de l’équipe ${ordinary} : ${isMore === undefined ? 'la différence peut être due au hasard' : isMore ? 'plus, au-delà du hasard' : 'moins, au-delà du hasard'}.`,
  tooSoon: 'Il est trop tôt pour la comparer à des posts ordinaires.',
  sources: 'Trouvés ou venus d’eux-mêmes (six mois)',
  columns: {
    source: 'Origine',
    creators: 'Créateurs',
    roi: 'ROI sur marge',
    cac: 'Par nouveau client',
    fit: 'Allés plus loin',
    broken: 'Règles enfreintes',
  },
  source: { volunteered: 'Volontaires', invited: 'Invités', searched: 'Recherchés', imported: 'Importés' },
  of: (successes, trials) => `${successes} sur ${trials}`,
  differ: {
    fit: 'La fréquence à laquelle les volontaires vont plus loin (campagne, communauté) diffère des autres au-delà du hasard.',
    broken:
      'La fréquence à laquelle les volontaires enfreignent les règles diffère des autres au-delà du hasard.',
    returned: 'Ce que rapporte un volontaire diffère des autres au-delà du hasard.',
  },
  alike: 'Volontaires et autres ne diffèrent pas au-delà du hasard.',
  ads: (clicks, posts) =>
    `Publicités au clic, à côté : ${clicks} clics ; les posts en ont eu ${posts} la même semaine.`,
  adsCost: (spend, each) =>
    `Elles ont coûté ${spend}, soit ${each} par clic ; ce n’est pas compté dans les dépenses des posts.`,
};

const es: ProgrammeWords = {
  title: 'El programa',
  kept: ({ due, onTime, late, missing }) =>
    `Publicaciones previstas esta semana: ${due}. A tiempo ${onTime}, tarde ${late}, faltan ${missing}.`,
  next: (creator, day) => `La siguiente: ${creator}, ${day}.`,
  drop: (name, { early, onTime, late }) =>
    `Lanzamiento «${name}»: publicaciones antes de tiempo ${early}, a tiempo ${onTime}, tarde ${late}.`,
  compared: (drop, ordinary, isMore) =>
    `Una publicación típica tuvo ${drop} clics en su primera semana, una corriente del equipo ${ordinary}: ${isMore === undefined ? 'la diferencia puede ser casualidad' : isMore ? 'más, por encima del azar' : 'menos, por encima del azar'}.`,
  tooSoon: 'Es pronto para compararlo con publicaciones corrientes.',
  sources: 'Encontrados o venidos por sí mismos (medio año)',
  columns: {
    source: 'Cómo llegaron',
    creators: 'Creadores',
    roi: 'ROI de margen',
    cac: 'Por cliente nuevo',
    fit: 'Llegaron más lejos',
    broken: 'Reglas rotas',
  },
  source: { volunteered: 'Voluntarios', invited: 'Invitados', searched: 'Buscados', imported: 'Importados' },
  of: (successes, trials) => `${successes} de ${trials}`,
  differ: {
    fit: 'La frecuencia con que los voluntarios llegan más lejos (campaña, comunidad) difiere de los demás por encima del azar.',
    broken: 'La frecuencia con que los voluntarios rompen reglas difiere de los demás por encima del azar.',
    returned: 'Lo que aporta un voluntario difiere de los demás por encima del azar.',
  },
  alike: 'Voluntarios y demás no difieren por encima del azar.',
  ads: (clicks, posts) =>
    `Anuncios por clic, al lado: ${clicks} clics; las publicaciones tuvieron ${posts} en la misma semana.`,
  adsCost: (spend, each) =>
    `Costaron ${spend}, ${each} por clic; no forma parte del gasto de las publicaciones.`,
};

export const PROGRAMME_OF_WEEK: Record<Language, ProgrammeWords> = withKeptSpaces({ en, de, fr, es });
