import type { CurveRefusal } from '../../../domain/ppc/residual-curve.ts';
import type { Language } from '../../../domain/vocabulary.ts';

/** How long clicks last after the money, of posts beside ads. */
export type LastingWords = {
  title: string;
  /** How the chart is read. */
  caption: string;
  posts: string;
  ads: string;
  daysAfter: string;
  /** A week later: shares of the clicks that were still to come. */
  both: (posts: string, ads: string) => string;
  one: (of: string, share: string) => string;
  noCurve: (of: string, why: string) => string;
  why: Record<CurveRefusal, string>;
};

export const LASTING_OF_REPORT: Record<Language, LastingWords> = {
  en: {
    title: 'Clicks still to come after the money (half a year)',
    caption:
      'Share of the clicks of the days followed (four weeks at most) still to come. Solid with dots: posts, from the day they were published. Dashed: ads, from the last day that was paid for.',
    posts: 'Posts',
    ads: 'Ads',
    daysAfter: 'Days after',
    both: (posts, ads) =>
      `A week after the money ${posts} of posts’ clicks were still to come, of ads’ ${ads}.`,
    one: (of, share) => `${of}: a week after the money ${share} of the clicks were still to come.`,
    noCurve: (of, why) => `${of}: no curve, because ${why}.`,
    why: {
      noDays: 'nothing was published, or no day with spend was told',
      notFollowed: 'no week without new money was told yet',
      tooFewClicks: 'there were fewer than 20 clicks on the first days',
    },
  },
  de: {
    title: 'Klicks, die nach dem Geld noch kommen (halbes Jahr)',
    caption:
      'Anteil der Klicks der verfolgten Tage (höchstens vier Wochen), der noch kommt. Durchgezogen mit Punkten: Posts, ab ihrer Veröffentlichung. Gestrichelt: Anzeigen, ab dem letzten bezahlten Tag.',
    posts: 'Posts',
    ads: 'Anzeigen',
    daysAfter: 'Tage danach',
    both: (posts, ads) =>
      `Eine Woche nach dem Geld standen von den Klicks der Posts noch ${posts} aus, von denen der Anzeigen ${ads}.`,
    one: (of, share) => `${of}: Eine Woche nach dem Geld standen noch ${share} der Klicks aus.`,
    noCurve: (of, why) => `${of}: keine Kurve, denn ${why}.`,
    why: {
      noDays: 'es wurde nichts veröffentlicht oder kein bezahlter Tag gemeldet',
      notFollowed: 'eine Woche ohne neues Geld wurde noch nicht gemeldet',
      tooFewClicks: 'an den ersten Tagen waren es weniger als 20 Klicks',
    },
  },
  fr: {
    title: 'Clics encore à venir après la dépense (six mois)',
    caption:
      'Part des clics des jours suivis (quatre semaines au plus) encore à venir. Trait plein avec points : posts, depuis leur publication. Tirets : annonces, depuis le dernier jour payé.',
    posts: 'Posts',
    ads: 'Annonces',
    daysAfter: 'Jours après',
    both: (posts, ads) =>
      `Une semaine après la dépense, ${posts} des clics des posts étaient encore à venir, ${ads} de ceux des annonces.`,
    one: (of, share) => `${of} : une semaine après la dépense, ${share} des clics étaient encore à venir.`,
    noCurve: (of, why) => `${of} : pas de courbe, car ${why}.`,
    why: {
      noDays: 'rien n’a été publié ou aucun jour payé n’a été communiqué',
      notFollowed: 'aucune semaine sans nouvelle dépense n’a encore été communiquée',
      tooFewClicks: 'il y a eu moins de 20 clics les premiers jours',
    },
  },
  es: {
    title: 'Clics por venir después del dinero (medio año)',
    caption:
      'Parte de los clics de los días seguidos (cuatro semanas como mucho) que aún faltaba por venir. Línea continua con puntos: posts, desde su publicación. Discontinua: anuncios, desde el último día pagado.',
    posts: 'Posts',
    ads: 'Anuncios',
    daysAfter: 'Días después',
    both: (posts, ads) =>
      `Una semana después del dinero faltaba por venir el ${posts} de los clics de los posts y el ${ads} de los de los anuncios.`,
    one: (of, share) => `${of}: una semana después del dinero faltaba por venir el ${share} de los clics.`,
    noCurve: (of, why) => `${of}: sin curva, porque ${why}.`,
    why: {
      noDays: 'no se publicó nada o no se comunicó ningún día pagado',
      notFollowed: 'aún no se ha comunicado una semana sin dinero nuevo',
      tooFewClicks: 'hubo menos de 20 clics en los primeros días',
    },
  },
};
