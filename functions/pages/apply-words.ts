import { languagesOf, spokenOf } from '../../shared/domain/link/languages.ts';
import type { Language } from '../../shared/domain/vocabulary.ts';

const EN = {
  title: 'Create with {brand}',
  lead: 'Tell us who you are. A person reads every answer.',
  check: 'Please check:',
  needed: 'needed',
  where: 'Where do you post?',
  handle: 'Your handle',
  handleHint: 'As it stands on your profile, such as @ada.knits',
  followers: 'Followers',
  followersHint: 'Roughly',
  displayName: 'Your name',
  email: 'E-mail',
  emailHint: 'So that we can answer',
  city: 'City',
  message: 'Anything you want to say',
  send: 'Send',
  thanks: 'Thank you',
  answers: '{brand} has your answers and will write to you.',
  data: 'What happens to it: {brand} reads what you write here to decide whether to work with you, and keeps it for that. It is shown to nobody else. Ask {brand} to see it or to have it erased, at any time.',
  terms:
    'Nothing is agreed by sending this; what is paid or given is agreed before you post. Posts must be marked as advertising.',
  calls: 'Open calls of {brand}',
  noCalls: 'There is no open call now. You may write all the same.',
  until: 'until {day}',
  never: 'What no post may say or show',
  answer: 'Answer this call',
  write: 'Write to {brand}',
  callUnknown: 'There is no such call. You may write to {brand} all the same.',
  callClosed: 'This call is closed. You may write to {brand} all the same.',
} as const;
export type ApplyWords = Record<keyof typeof EN, string>;

const WORDS: Readonly<Record<Language, ApplyWords>> = {
  en: EN,
  de: {
    title: 'Mit {brand} gestalten',
    lead: 'Sagen Sie uns, wer Sie sind. Jede Antwort liest ein Mensch.',
    check: 'Bitte prüfen:',
    needed: 'nötig',
    where: 'Wo posten Sie?',
    handle: 'Ihr Name dort',
    handleHint: 'Wie im Profil, etwa @ada.knits',
    followers: 'Follower',
    followersHint: 'Ungefähr',
    displayName: 'Ihr Name',
    email: 'E-Mail',
    emailHint: 'Damit wir antworten können',
    city: 'Stadt',
    message: 'Was Sie sagen möchten',
    send: 'Senden',
    thanks: 'Danke',
    answers: '{brand} hat Ihre Antworten und schreibt Ihnen.',
    data: 'Was damit geschieht: {brand} liest, was Sie hier schreiben, um über eine Zusammenarbeit zu entscheiden, und bewahrt es dafür auf. Niemand sonst sieht es. Auskunft und Löschung können Sie bei {brand} jederzeit verlangen.',
    terms:
      'Mit dem Absenden ist nichts vereinbart; was bezahlt oder geschenkt wird, steht vor dem Post fest. Posts müssen als Werbung gekennzeichnet sein.',
    calls: 'Aufrufe von {brand}',
    noCalls: 'Gerade gibt es keinen Aufruf. Schreiben dürfen Sie trotzdem.',
    until: 'bis {day}',
    never: 'Was kein Post sagen oder zeigen darf',
    answer: 'Auf diesen Aufruf antworten',
    write: 'An {brand} schreiben',
    callUnknown: 'Diesen Aufruf gibt es nicht. Sie können {brand} trotzdem schreiben.',
    callClosed: 'Dieser Aufruf ist beendet. Sie können {brand} trotzdem schreiben.',
  },
  fr: {
    title: 'Créer avec {brand}',
    lead: 'Dites-nous qui vous êtes. Une personne lit chaque réponse.',
    check: 'À vérifier :',
    needed: 'nécessaire',
    where: 'Où publiez-vous ?',
    handle: 'Votre nom de profil',
    handleHint: 'Comme sur votre profil, par exemple @ada.knits',
    followers: 'Abonnés',
    followersHint: 'Environ',
    displayName: 'Votre nom',
    email: 'E-mail',
    emailHint: 'Pour que nous puissions répondre',
    city: 'Ville',
    message: 'Ce que vous souhaitez dire',
    send: 'Envoyer',
    thanks: 'Merci',
    answers: '{brand} a vos réponses et vous écrira.',
    data: 'Ce qui en est fait : {brand} lit ce que vous écrivez ici pour décider d’une collaboration, et le garde à cette fin. Personne d’autre ne le voit. Vous pouvez à tout moment demander à {brand} d’y accéder ou de l’effacer.',
    terms:
      'Cet envoi n’engage à rien ; ce qui est payé ou offert est convenu avant le post. Les posts doivent être signalés comme publicité.',
    calls: 'Appels de {brand}',
    noCalls: 'Aucun appel en ce moment. Vous pouvez écrire tout de même.',
    until: 'jusqu’au {day}',
    never: 'Ce qu’aucun post ne doit dire ni montrer',
    answer: 'Répondre à cet appel',
    write: 'Écrire à {brand}',
    callUnknown: 'Cet appel n’existe pas. Vous pouvez tout de même écrire à {brand}.',
    callClosed: 'Cet appel est terminé. Vous pouvez tout de même écrire à {brand}.',
  },
  es: {
    title: 'Crear con {brand}',
    lead: 'Cuéntenos quién es. Una persona lee cada respuesta.',
    check: 'Por favor, revise:',
    needed: 'necesario',
    where: '¿Dónde publica?',
    handle: 'Su nombre de perfil',
    handleHint: 'Como en su perfil, por ejemplo @ada.knits',
    followers: 'Seguidores',
    followersHint: 'Aproximadamente',
    displayName: 'Su nombre',
    email: 'Correo',
    emailHint: 'Para poder responderle',
    city: 'Ciudad',
    message: 'Lo que quiera decir',
    send: 'Enviar',
    thanks: 'Gracias',
    answers: '{brand} tiene sus respuestas y le escribirá.',
    data: 'Qué se hace con ello: {brand} lee lo que escribe aquí para decidir si colaborar, y lo guarda para eso. Nadie más lo ve. Puede pedir a {brand} verlo o borrarlo en cualquier momento.',
    terms:
      'Enviarlo no compromete a nada; lo que se paga o regala se acuerda antes de publicar. Las publicaciones deben marcarse como publicidad.',
    calls: 'Convocatorias de {brand}',
    noCalls: 'Ahora no hay ninguna convocatoria. Puede escribir igualmente.',
    until: 'hasta el {day}',
    never: 'Lo que ninguna publicación puede decir ni mostrar',
    answer: 'Responder a esta convocatoria',
    write: 'Escribir a {brand}',
    callUnknown: 'Esta convocatoria no existe. Puede escribir a {brand} igualmente.',
    callClosed: 'Esta convocatoria ha terminado. Puede escribir a {brand} igualmente.',
  },
};

/** `?lang=`, else the first language that the reader's browser asks for and we have. */
export function languageAsked(request: Request): Language {
  const asked = new URL(request.url).searchParams.get('lang') ?? '';
  return spokenOf([asked, ...languagesOf(request.headers.get('accept-language') ?? undefined)]);
}

/** In the reader's language, with the brand's name in it. */
export function applyWords(language: Language, brand: string): ApplyWords {
  const entries = Object.entries(WORDS[language]).map(([key, text]) => [
    key,
    text.replaceAll('{brand}', () => brand),
  ]);
  return Object.fromEntries(entries) as ApplyWords;
}
