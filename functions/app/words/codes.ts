import { LANGUAGES, type Language } from '../../../shared/domain/vocabulary.ts';

/**
 * The product's own codes in each language, where they are more than a word of the catalogues: what `wordOf` makes of a
 * channel, a reason, a model. English too: nobody but us says "own inapp". A test holds it against the closed lists.
 */
const CODES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  pending: { en: 'waiting', de: 'wartet', fr: 'en attente', es: 'en espera' },
  sending: { en: 'being sent', de: 'wird gesendet', fr: 'en cours d’envoi', es: 'enviándose' },
  uncertain: { en: 'perhaps sent', de: 'vielleicht gesendet', fr: 'peut-être envoyé', es: 'quizá enviado' },
  sent: { en: 'sent', de: 'gesendet', fr: 'envoyé', es: 'enviado' },
  failed: { en: 'failed', de: 'fehlgeschlagen', fr: 'échoué', es: 'fallido' },
  suppressed: {
    en: 'not wanted any more',
    de: 'nicht mehr gewünscht',
    fr: 'plus souhaité',
    es: 'ya no deseado',
  },

  monday: { en: 'Monday', de: 'Montag', fr: 'lundi', es: 'lunes' },
  tuesday: { en: 'Tuesday', de: 'Dienstag', fr: 'mardi', es: 'martes' },
  wednesday: { en: 'Wednesday', de: 'Mittwoch', fr: 'mercredi', es: 'miércoles' },
  thursday: { en: 'Thursday', de: 'Donnerstag', fr: 'jeudi', es: 'jueves' },
  friday: { en: 'Friday', de: 'Freitag', fr: 'vendredi', es: 'viernes' },
  saturday: { en: 'Saturday', de: 'Samstag', fr: 'samedi', es: 'sábado' },
  sunday: { en: 'Sunday', de: 'Sonntag', fr: 'dimanche', es: 'domingo' },

  'own inapp': {
    en: 'the post’s platform, in its app',
    de: 'Plattform des Posts, in ihrer App',
    fr: 'la plateforme du post, dans son appli',
    es: 'la plataforma de la publicación, en su app',
  },
  'own web': {
    en: 'the post’s platform, in a browser',
    de: 'Plattform des Posts, im Browser',
    fr: 'la plateforme du post, dans un navigateur',
    es: 'la plataforma de la publicación, en un navegador',
  },
  'cross social': {
    en: 'another social network',
    de: 'ein anderes soziales Netzwerk',
    fr: 'un autre réseau social',
    es: 'otra red social',
  },
  'dark messenger': {
    en: 'dark social: a messenger',
    de: 'Dark Social: Messenger',
    fr: 'dark social : messagerie',
    es: 'dark social: mensajería',
  },
  'dark app': {
    en: 'dark social: an app without a name',
    de: 'Dark Social: eine App ohne Namen',
    fr: 'dark social : une appli sans nom',
    es: 'dark social: una app sin nombre',
  },
  'dark email': {
    en: 'dark social: e-mail',
    de: 'Dark Social: E-Mail',
    fr: 'dark social : e-mail',
    es: 'dark social: correo',
  },
  'dark paste': {
    en: 'dark social: pasted or typed',
    de: 'Dark Social: eingefügt oder getippt',
    fr: 'dark social : collé ou tapé',
    es: 'dark social: pegado o escrito',
  },
  'dark unknown': {
    en: 'dark social: no trace of where from',
    de: 'Dark Social: keine Spur, woher',
    fr: 'dark social : aucune trace d’origine',
    es: 'dark social: sin rastro del origen',
  },
  search: { en: 'search', de: 'Suche', fr: 'recherche', es: 'búsqueda' },
  'ai assistant': { en: 'AI assistant', de: 'KI-Assistent', fr: 'assistant IA', es: 'asistente de IA' },
  'link in bio': {
    en: 'a link-in-bio page',
    de: 'eine Link-in-Bio-Seite',
    fr: 'une page de liens en bio',
    es: 'una página de enlaces en la bio',
  },
  referral: { en: 'another site', de: 'eine andere Website', fr: 'un autre site', es: 'otro sitio' },
  'direct brand': {
    en: 'the brand’s own pages',
    de: 'eigene Seiten der Marke',
    fr: 'les pages de la marque',
    es: 'las páginas de la marca',
  },
  untold: { en: 'not told', de: 'nicht gesagt', fr: 'non dit', es: 'no dicho' },

  bot: { en: 'a bot', de: 'ein Bot', fr: 'un robot', es: 'un bot' },
  preview: { en: 'link preview', de: 'Linkvorschau', fr: 'aperçu du lien', es: 'vista previa' },
  prefetch: {
    en: 'fetched ahead, not seen',
    de: 'vorab geholt, nicht gesehen',
    fr: 'chargé d’avance, pas vu',
    es: 'cargado antes, no visto',
  },
  head: {
    en: 'only asked whether it is there',
    de: 'nur gefragt, ob es ihn gibt',
    fr: 'simple vérification d’existence',
    es: 'solo se comprobó si existe',
  },
  subresource: {
    en: 'part of another page',
    de: 'Teil einer anderen Seite',
    fr: 'partie d’une autre page',
    es: 'parte de otra página',
  },
  repeat: {
    en: 'another tap of the same visitor',
    de: 'noch ein Tippen derselben Person',
    fr: 'nouveau clic du même visiteur',
    es: 'otro toque del mismo visitante',
  },
  internal: {
    en: 'the brand’s own',
    de: 'von der Marke selbst',
    fr: 'de la marque',
    es: 'de la propia marca',
  },
  early: {
    en: 'before the drop opened',
    de: 'vor dem Start des Drops',
    fr: 'avant l’ouverture de l’avant-première',
    es: 'antes de abrir el lanzamiento',
  },

  'last touch': { en: 'last touch', de: 'letzter Kontakt', fr: 'dernier contact', es: 'último contacto' },
  'first touch': { en: 'first touch', de: 'erster Kontakt', fr: 'premier contact', es: 'primer contacto' },
  linear: { en: 'equal shares', de: 'gleiche Anteile', fr: 'parts égales', es: 'partes iguales' },
  'time decay': {
    en: 'later counts more',
    de: 'Späteres zählt mehr',
    fr: 'le plus récent compte plus',
    es: 'lo reciente cuenta más',
  },
  'position based': {
    en: 'first and last count most',
    de: 'Erster und letzter zählen am meisten',
    fr: 'premier et dernier comptent le plus',
    es: 'primero y último cuentan más',
  },
  markov: { en: 'Markov chain', de: 'Markow-Kette', fr: 'chaîne de Markov', es: 'cadena de Markov' },
  shapley: { en: 'Shapley value', de: 'Shapley-Wert', fr: 'valeur de Shapley', es: 'valor de Shapley' },

  forged: { en: 'forged', de: 'gefälscht', fr: 'falsifié', es: 'falsificado' },
  foreign: {
    en: 'of another brand',
    de: 'einer anderen Marke',
    fr: 'd’une autre marque',
    es: 'de otra marca',
  },
  unknown: { en: 'unknown', de: 'unbekannt', fr: 'inconnu', es: 'desconocido' },
  repeated: { en: 'named twice', de: 'doppelt genannt', fr: 'nommé deux fois', es: 'nombrado dos veces' },
  'after conversion': {
    en: 'after the order',
    de: 'nach der Bestellung',
    fr: 'après la commande',
    es: 'después del pedido',
  },
  'outside window': {
    en: 'too long before the order',
    de: 'zu lange vor der Bestellung',
    fr: 'trop longtemps avant la commande',
    es: 'demasiado antes del pedido',
  },

  'loses money': { en: 'loses money', de: 'macht Verlust', fr: 'perd de l’argent', es: 'pierde dinero' },
  'no orders': { en: 'no orders', de: 'keine Bestellungen', fr: 'aucune commande', es: 'sin pedidos' },
  'nothing to choose': {
    en: 'nothing to choose between',
    de: 'nichts zu wählen',
    fr: 'rien à départager',
    es: 'nada que elegir',
  },
  'surely best': {
    en: 'surely among the best',
    de: 'sicher unter den Besten',
    fr: 'sûrement parmi les meilleurs',
    es: 'seguro entre los mejores',
  },
  'perhaps best': {
    en: 'perhaps among the best',
    de: 'vielleicht unter den Besten',
    fr: 'peut-être parmi les meilleurs',
    es: 'quizá entre los mejores',
  },
  'others better': {
    en: 'others are better',
    de: 'andere sind besser',
    fr: 'd’autres sont meilleurs',
    es: 'otros son mejores',
  },
  'too few clicks': {
    en: 'too few clicks',
    de: 'zu wenige Klicks',
    fr: 'trop peu de clics',
    es: 'muy pocos clics',
  },

  feed: { en: 'feed', de: 'Feed', fr: 'fil', es: 'feed' },
  dm: { en: 'direct message', de: 'Direktnachricht', fr: 'message privé', es: 'mensaje directo' },
  whatsapp: { en: 'WhatsApp', de: 'WhatsApp', fr: 'WhatsApp', es: 'WhatsApp' },
  email: { en: 'e-mail', de: 'E-Mail', fr: 'e-mail', es: 'correo' },
  offline: { en: 'in print', de: 'gedruckt', fr: 'imprimé', es: 'impreso' },

  'on time': { en: 'on time', de: 'pünktlich', fr: 'à l’heure', es: 'a tiempo' },
  archived: { en: 'archived', de: 'archiviert', fr: 'archivé', es: 'archivado' },
  mobile: { en: 'phone', de: 'Handy', fr: 'téléphone', es: 'móvil' },
  tablet: { en: 'tablet', de: 'Tablet', fr: 'tablette', es: 'tableta' },
  desktop: { en: 'computer', de: 'Computer', fr: 'ordinateur', es: 'ordenador' },
  other: { en: 'other', de: 'andere', fr: 'autre', es: 'otro' },
};

/** What each code is called in that language. */
export const codesIn = (language: Language): Readonly<Record<string, string>> => BY_LANGUAGE[language];

const BY_LANGUAGE = Object.fromEntries(
  LANGUAGES.map((language) => [
    language,
    Object.fromEntries(Object.entries(CODES).map(([code, words]) => [code, words[language]])),
  ]),
) as Readonly<Record<Language, Readonly<Record<string, string>>>>;
