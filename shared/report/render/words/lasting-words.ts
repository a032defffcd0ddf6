import type { CurveRefusal } from '../../../domain/ppc/residual-curve.ts';
import type { Language } from '../../../domain/vocabulary.ts';
import { withKeptSpaces } from './kept-spaces.ts';

/** How long clicks last after the money, of posts beside ads. */
export type LastingWords = {
  title: string;
  /** How the chart is read. */
  caption: string;
  posts: string;
  ads: string;
  daysAfter: string;
  /** A week later: shares of the clicks of so many days that were still to come. */
  both: (posts: string, ads: string, days: string) => string;
  one: (of: string, share: string, days: string) => string;
  /** The curve ends there. */
  onlyAWeek: (of: string) => string;
  noCurve: (of: string, why: string) => string;
  why: Record<CurveRefusal, string>;
};

export const LASTING_OF_REPORT: Record<Language, LastingWords> = withKeptSpaces({
  en: {
    title: 'Clicks still to come after the money (half a year)',
    caption:
      'Share of the clicks of the days known of both (four weeks at most) still to come. Solid with dots: posts, from the day they were published. Dashed: ads, from the last day that was paid for.',
    posts: 'Posts',
    ads: 'Ads',
    daysAfter: 'Days after',
    both: (posts, ads, days) =>
      `A week after the money ${posts} of posts’ clicks of ${days} days were still to come, of ads’ ${ads}.`,
    one: (of, share, days) =>
      `${of}: a week after the money ${share} of the clicks of ${days} days were still to come.`,
    onlyAWeek: (of) => `${of}: no day beyond the first week can be compared yet.`,
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
      'Anteil der Klicks der Tage, die von beiden bekannt sind (höchstens vier Wochen), der noch kommt. Durchgezogen mit Punkten: Posts, ab ihrer Veröffentlichung. Gestrichelt: Anzeigen, ab dem letzten bezahlten Tag.',
    posts: 'Posts',
    ads: 'Anzeigen',
    daysAfter: 'Tage danach',
    both: (posts, ads, days) =>
      `Eine Woche nach dem Geld standen von den Klicks der Posts aus ${days} Tagen noch ${posts} aus, von denen der Anzeigen ${ads}.`,
    one: (of, share, days) =>
      `${of}: Eine Woche nach dem Geld standen von den Klicks aus ${days} Tagen noch ${share} aus.`,
    onlyAWeek: (of) => `${of}: Über die erste Woche hinaus lässt sich noch kein Tag vergleichen.`,
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
      'Part des clics des jours connus des deux (quatre semaines au plus) encore à venir. Trait plein avec points : posts, depuis leur publication. Tirets : publicités, depuis le dernier jour payé.',
    posts: 'Posts',
    ads: 'Publicités',
    daysAfter: 'Jours après',
    both: (posts, ads, days) =>
      `Une semaine après la dépense, ${posts} des clics des posts sur ${days} jours étaient encore à venir, ${ads} de ceux des publicités.`,
    one: (of, share, days) =>
      `${of} : une semaine après la dépense, ${share} des clics sur ${days} jours étaient encore à venir.`,
    onlyAWeek: (of) => `${of} : aucun jour au-delà de la première semaine ne peut encore être comparé.`,
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
      'Parte de los clics de los días conocidos de ambos (cuatro semanas como mucho) que aún faltaba por venir. Línea continua con puntos: publicaciones, desde su día. Discontinua: anuncios, desde el último día pagado.',
    posts: 'Publicaciones',
    ads: 'Anuncios',
    daysAfter: 'Días después',
    both: (posts, ads, days) =>
      `Una semana después del dinero faltaba por venir el ${posts} de los clics de las publicaciones en ${days} días y el ${ads} de los de los anuncios.`,
    one: (of, share, days) =>
      `${of}: una semana después del dinero faltaba por venir el ${share} de los clics en ${days} días.`,
    onlyAWeek: (of) => `${of}: aún no se puede comparar ningún día después de la primera semana.`,
    noCurve: (of, why) => `${of}: sin curva, porque ${why}.`,
    why: {
      noDays: 'no se publicó nada o no se comunicó ningún día pagado',
      notFollowed: 'aún no se ha comunicado una semana sin dinero nuevo',
      tooFewClicks: 'hubo menos de 20 clics en los primeros días',
    },
  },
});
