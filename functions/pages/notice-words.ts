import type { Language } from '../../shared/domain/vocabulary.ts';

type Notice = readonly [title: string, text: string];

const EN = {
  noForm: ['No such form', 'The address may be mistyped, or the form has moved.'],
  tooLong: ['Too long', 'That is more than the form takes.'],
  tooOften: ['One moment', 'Please try again in a minute.'],
  notYet: ['Not open yet', 'The link itself says when it opens; where it leads is told then.'],
  calendarGone: ['Not here any more', 'This calendar’s address was taken back.'],
  nothing: ['Nothing at this address', 'It may be mistyped. Ask whoever sent it to you.'],
  failed: ['That went wrong', 'It is our fault, and it is noted. Please try again in a minute.'],
  reportGone: ['Not here any more', 'This report’s address has expired or was taken back.'],
  noSubscription: ['No such subscription', 'This address belongs to no mail of ours.'],
  unsubscribe: ['Unsubscribe', 'Stop the weekly report to this address?'],
  unsubscribed: ['Unsubscribed', 'No more weekly reports will come to this address.'],
} satisfies Record<string, Notice>;

/** Notices of our public pages, each a title and a sentence. */
export const NOTICE_WORDS: Readonly<Record<Language, Record<keyof typeof EN, Notice>>> = {
  en: EN,
  de: {
    noForm: ['Dieses Formular gibt es nicht', 'Vielleicht ist die Adresse vertippt, oder es ist umgezogen.'],
    tooLong: ['Zu lang', 'Das ist mehr, als das Formular fasst.'],
    tooOften: ['Einen Moment', 'Bitte versuchen Sie es in einer Minute noch einmal.'],
    notYet: ['Noch nicht offen', 'Der Link selbst sagt, wann es losgeht; wohin er führt, steht dann hier.'],
    calendarGone: ['Nicht mehr hier', 'Die Adresse dieses Kalenders wurde zurückgenommen.'],
    nothing: [
      'Unter dieser Adresse ist nichts',
      'Vielleicht ist sie vertippt. Fragen Sie, wer sie Ihnen geschickt hat.',
    ],
    failed: [
      'Das ging schief',
      'Es liegt an uns und ist vermerkt. Bitte versuchen Sie es in einer Minute noch einmal.',
    ],
    reportGone: ['Nicht mehr hier', 'Die Adresse dieses Berichts ist abgelaufen oder wurde zurückgenommen.'],
    noSubscription: ['Dieses Abo gibt es nicht', 'Diese Adresse gehört zu keiner unserer E-Mails.'],
    unsubscribe: ['Abbestellen', 'Den Wochenbericht an diese Adresse beenden?'],
    unsubscribed: ['Abbestellt', 'An diese Adresse kommen keine Wochenberichte mehr.'],
  },
  fr: {
    noForm: ['Ce formulaire n’existe pas', 'L’adresse est peut-être mal saisie, ou il a été déplacé.'],
    tooLong: ['Trop long', 'C’est plus que ce que le formulaire accepte.'],
    tooOften: ['Un instant', 'Veuillez réessayer dans une minute.'],
    notYet: ['Pas encore ouvert', 'Le lien lui-même dit quand il ouvre ; où il mène est dit alors.'],
    calendarGone: ['N’est plus ici', 'L’adresse de ce calendrier a été retirée.'],
    nothing: ['Rien à cette adresse', 'Elle est peut-être mal saisie. Demandez à qui vous l’a envoyée.'],
    failed: [
      'Une erreur est survenue',
      'C’est notre faute, et c’est noté. Veuillez réessayer dans une minute.',
    ],
    reportGone: ['N’est plus ici', 'L’adresse de ce rapport a expiré ou a été retirée.'],
    noSubscription: ['Cet abonnement n’existe pas', 'Cette adresse n’appartient à aucun de nos e-mails.'],
    unsubscribe: ['Se désabonner', 'Ne plus envoyer le rapport hebdomadaire à cette adresse ?'],
    unsubscribed: ['Désabonné', 'Plus aucun rapport hebdomadaire ne viendra à cette adresse.'],
  },
  es: {
    noForm: ['Este formulario no existe', 'Puede que la dirección esté mal escrita o que se haya movido.'],
    tooLong: ['Demasiado largo', 'Es más de lo que admite el formulario.'],
    tooOften: ['Un momento', 'Inténtelo de nuevo en un minuto.'],
    notYet: ['Aún no está abierto', 'El propio enlace dice cuándo se abre; adónde lleva se dirá entonces.'],
    calendarGone: ['Ya no está aquí', 'La dirección de este calendario se ha retirado.'],
    nothing: ['Nada en esta dirección', 'Puede que esté mal escrita. Pregunte a quien se la envió.'],
    failed: ['Algo ha fallado', 'Es culpa nuestra y queda anotado. Inténtelo de nuevo en un minuto.'],
    reportGone: ['Ya no está aquí', 'La dirección de este informe ha caducado o se ha retirado.'],
    noSubscription: ['Esta suscripción no existe', 'Esta dirección no es de ningún correo nuestro.'],
    unsubscribe: ['Darse de baja', '¿Dejar de enviar el informe semanal a esta dirección?'],
    unsubscribed: ['De baja', 'No llegarán más informes semanales a esta dirección.'],
  },
};

/** Of the page that shows where a link leads; `{…}` is filled in. */
export const PREVIEW_WORDS: Readonly<Record<Language, Record<PreviewWord, string>>> = {
  en: {
    title: 'Where {slug} leads',
    leads: 'This link leads to {host}',
    madeBy: 'It was made by {brand}.',
    notCounted: 'Opened from here the visit is not counted.',
    go: 'Go there',
  },
  de: {
    title: 'Wohin {slug} führt',
    leads: 'Dieser Link führt zu {host}',
    madeBy: 'Er ist von {brand}.',
    notCounted: 'Von hier aus geöffnet zählt der Besuch nicht.',
    go: 'Dorthin gehen',
  },
  fr: {
    title: 'Où mène {slug}',
    leads: 'Ce lien mène à {host}',
    madeBy: 'Il a été créé par {brand}.',
    notCounted: 'Ouverte d’ici, la visite n’est pas comptée.',
    go: 'Y aller',
  },
  es: {
    title: 'Adónde lleva {slug}',
    leads: 'Este enlace lleva a {host}',
    madeBy: 'Lo hizo {brand}.',
    notCounted: 'Abierto desde aquí, la visita no se cuenta.',
    go: 'Ir allí',
  },
};
type PreviewWord = 'title' | 'leads' | 'madeBy' | 'notCounted' | 'go';
