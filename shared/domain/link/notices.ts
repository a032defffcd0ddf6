import type { Language } from '../vocabulary.ts';

type Notice = readonly [title: string, text: string];

type Notices = {
  nowhere: Notice;
  ended: Notice;
  moment: Notice;
  /** Before a drop opens: the moment stands between the two sentences. */
  early: readonly [title: string, when: string, until: string];
};

/** What followers are told who can’t be led on, in the languages that our pages are written in. */
export const NOTICES: Readonly<Record<Language, Notices>> = {
  en: {
    nowhere: [
      'This link leads nowhere',
      'It may be mistyped, or the brand has paused it. Ask whoever sent it to you.',
    ],
    ended: ['This link has ended', 'The offer behind it is over. The creator’s newest post has a fresh one.'],
    moment: ['One moment', 'Taking you there. This page tries again by itself.'],
    early: ['Not open yet', 'This opens on', 'The same link leads there then.'],
  },
  de: {
    nowhere: [
      'Dieser Link führt nirgendwohin',
      'Vielleicht ist er vertippt, oder die Marke hat ihn angehalten. Fragen Sie, wer ihn Ihnen geschickt hat.',
    ],
    ended: [
      'Dieser Link ist abgelaufen',
      'Das Angebot dahinter ist vorbei. Im neuesten Post steht ein frischer.',
    ],
    moment: ['Einen Moment', 'Gleich geht es weiter. Diese Seite versucht es von selbst noch einmal.'],
    early: ['Noch nicht offen', 'Hier geht es los:', 'Derselbe Link führt dann dorthin.'],
  },
  fr: {
    nowhere: [
      'Ce lien ne mène nulle part',
      'Il est peut-être mal saisi, ou la marque l’a mis en pause. Demandez à qui vous l’a envoyé.',
    ],
    ended: ['Ce lien n’est plus valable', 'L’offre est terminée. Le dernier post en contient un nouveau.'],
    moment: ['Un instant', 'Vous y serez bientôt. Cette page réessaie d’elle-même.'],
    early: ['Pas encore ouvert', 'Ouverture :', 'Le même lien y mènera.'],
  },
  es: {
    nowhere: [
      'Este enlace no lleva a ninguna parte',
      'Puede que esté mal escrito o que la marca lo haya pausado. Pregunte a quien se lo envió.',
    ],
    ended: ['Este enlace ha caducado', 'La oferta ha terminado. La publicación más reciente trae uno nuevo.'],
    moment: ['Un momento', 'En seguida llegará. Esta página lo intenta de nuevo por sí sola.'],
    early: ['Aún no está abierto', 'Se abre el', 'El mismo enlace llevará allí.'],
  },
};
