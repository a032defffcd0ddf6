import type { Messages } from './messages-en.ts';
import { pluralIn } from './plural.ts';

const plural = pluralIn('fr');

/** Every sentence of mail and page in French. */
export const fr: Messages = {
  language: 'fr',
  stage: {
    microcontent: 'Micro-contenu',
    campaign: 'Campagne',
    community: 'Communauté',
    withoutPost: 'Liens sans post',
    notTied: 'Rattaché à aucun post',
    total: 'Total',
  },
  group: {
    platform: 'La plateforme du post',
    otherSocial: 'Autres réseaux',
    dark: 'Dark social',
    search: 'Recherche et IA',
    other: 'Autres',
  },
  verdict: { real: 'réel', chance: '', new: 'nouveau', untested: '' },
  note: {
    'too-few-orders': 'trop peu de commandes',
    'too-few-clicks': 'trop peu de clics',
    'zero-margin': 'pas de marge, donc pas de seuil',
    'no-margin': 'marge non renseignée',
    'no-spend': 'aucune dépense',
    'too-little-spend': 'dépense trop faible',
    'no-posts': 'aucun post',
    unchecked: 'non vérifié',
    'no-benchmark': 'pas de CPC de recherche renseigné',
    withheld: 'non partagé',
    'no-choice': 'rien à choisir',
    'range-only': 'une fourchette, pas un chiffre',
    'not-estimated': 'non estimé',
    'not-tied': 'aucun post à comparer',
    unknown: 'inconnu',
  },
  promotionVerdict: {
    moveUp: 'faire monter',
    testMore: 'encore un essai',
    stay: 'laisser ainsi',
    stopPaying: 'cesser de payer',
    barred: 'exclu',
  },
  reason: {
    'rule-broken': 'a enfreint une règle de la marque',
    'loses-money': 'coûte plus qu’il ne rapporte',
    'no-orders': 'pas encore de commande',
    'too-few-clicks': 'peu de clics pour l’instant',
  },
  app: { unknown: 'Appli inconnue' },

  week: (number, year) => `Semaine ${number}, ${year}`,
  programme: 'Programme de créateurs',
  provisionalTitle: (span) => `Cette semaine jusqu’ici : ${span}`,
  provisional: (span) =>
    `La semaine n’est pas finie. Tout porte sur ce qui en est passé (${span}), comparé à la même partie de la semaine précédente.`,
  revised: (number) => `Révision ${number} : des faits arrivés plus tard ont changé ce rapport.`,
  subject: (brand, week) => `${brand} : ROI des créateurs, semaine ${week}`,
  subjectRoi: (roi) => `ROI ${roi}`,
  subjectEmpty: 'une semaine calme',
  preheader: (parts) => parts,
  openReport: 'Lire tout le rapport',

  tile: {
    netRevenue: 'CA net',
    marginRoi: 'ROI sur marge',
    clicks: 'Clics',
    orders: 'Commandes',
  },
  interval: (range, cases, of) => `dans ${cases} cas sur ${of} ${range}`,
  range: (low, high) => `${low} à ${high}`,
  onLastWeek: (ratio) => `${ratio} sur une semaine`,
  sameAsLastWeek: 'comme la semaine passée',
  allMayBeChance: 'Chacun de ces changements peut être dû au hasard.',
  othersMayBeChance: 'Un changement qui n’est pas dit « réel » peut être dû au hasard.',
  waitForRate: (amounts) => `Non compté en attendant un taux de change : ${amounts}.`,
  waiting: { orders: (amount) => `commandes de ${amount}`, spend: (amount) => `dépenses de ${amount}` },
  roiMeans:
    'Le ROI sur marge est ce qui reste de la marge brute après toutes les dépenses, en part de ces dépenses : à 0 %, un programme se paie lui-même.',
  lastWeekWas: (value) => `semaine passée : ${value}`,
  nothingBefore: 'nouveau cette semaine',
  firstWeek: 'première semaine',
  spent: (amount) => `${amount} dépensés`,
  breakEven: (roas, breakEven) => `${roas} × la dépense ; rentable dès ${breakEven} ×`,

  actionTitle: 'À faire',
  readOn: (names) => (names ? `Lire la suite : ${names}` : 'Lire la suite'),
  action: {
    promoteSure: (names, to) => `Faites monter ${names} vers ${to} : les preuves sont solides.`,
    promoteLikely: (names, to, chance) =>
      `Faites monter ${names} vers ${to} : le meilleur choix à ce jour, parmi les meilleurs avec au moins ${chance} de probabilité.`,
    promoteEarns: (names, to) =>
      `Faites monter ${names} vers ${to} : un prochain post rapportera probablement plus qu’il ne coûte.`,
    violation: (name) => `Regardez d’abord le post de ${name} : il enfreint une de vos règles.`,
    volunteers: (waiting, count) =>
      `${count} ${plural(waiting, 'volontaire attend', 'volontaires attendent')} votre réponse : décidez cette semaine.`,
    messages: (campaign, message, asked, delivered) =>
      `Reprenez le brief « ${campaign} » : demandé ${asked} de ${message}, livré ${delivered}.`,
    stageLoses: (stage, roi) =>
      `${stage} coûte plus qu’elle ne rapporte (ROI sur marge ${roi}) : renégociez ou suspendez avant la prochaine réservation.`,
    testMore: (names, creators, clicks, count) =>
      `Donnez encore un post à ${names} : environ ${count} ${plural(clicks, 'clic de plus dirait', 'clics de plus diraient')} ${plural(creators, 's’il est', 's’ils sont')} parmi les meilleurs.`,
    setMargin: 'Indiquez votre taux de marge brute : sans lui, ni bénéfice ni ROI.',
    firstPosts: 'Créez des liens pour vos premiers posts : les chiffres commencent au premier clic.',
    recordSpend: 'Indiquez ce que ces posts ont coûté : sans dépense, pas de ROI.',
    keepGoing: 'Rien à changer cette semaine. Continuez.',
  },

  moved: {
    title: 'Ce qui a bougé',
    none: 'Aucun changement cette semaine ne dépasse les hauts et les bas habituels.',
    first: 'C’est la première semaine ; dès la prochaine, les vrais changements apparaîtront ici.',
    line: (subject, metric, was, is, change) => `${subject} : ${metric} ${was} → ${is} (${change}, réel)`,
    lineNew: (subject, metric, is) => `${subject} : ${metric} ${is}, nouveau cette semaine`,
    brand: 'L’ensemble',
    metric: { clicks: 'clics', orders: 'commandes' },
  },

  best: {
    title: 'Meilleurs créateurs et posts',
    none: 'Personne n’a apporté de clic ni de commande cette semaine.',
    creators: 'Meilleurs créateurs de la semaine',
    posts: 'Meilleurs posts de la semaine',
    creator: 'Créateur',
    post: 'Post',
    others: (more, count) => `${count} ${plural(more, 'autre', 'autres')}`,
  },
  pace: {
    title: 'Objectifs et engagement',
    none: 'Aucune campagne avec objectif n’est en cours, et aucun engagement n’a été mesuré.',
    goal: (campaign, reached, target, done, gone, word) =>
      `${campaign} : ${reached} sur ${target} (${done}), ${gone} des jours écoulés : ${word}.`,
    notMeasured: (campaign, target) => `${campaign} : l’objectif de ${target} n’est pas mesuré ici.`,
    ahead: 'en avance',
    onPace: 'dans les temps',
    behind: 'en retard',
    metric: {
      orders: 'commandes',
      sales: 'commandes',
      conversions: 'commandes et leads',
      clicks: 'clics',
      visitors: 'visiteurs',
      posts: 'posts',
    },
    engagement: (rate, days) =>
      `Taux d’engagement par abonnés : ${rate} (mentions J’aime, commentaires, partages et enregistrements des posts des ${days} derniers jours, par abonné).`,
    engagementWas: (rate) => `Il était de ${rate} les quatre semaines d’avant.`,
    byTier: 'Taux d’engagement selon le nombre d’abonnés',
    tier: 'Abonnés',
    otherTier: 'Moins de 1k ou dès 500k',
    rate: 'Taux',
  },
  button: {
    losers: 'Décider qui payer encore',
    promotions: 'Décider qui monte',
    volunteers: 'Répondre aux volontaires',
    creator: 'Voir le créateur',
    campaign: 'Ouvrir les campagnes',
    stage: 'Voir l’étape',
    margin: 'Indiquer la marge',
    post: 'Créer un post',
    spend: 'Saisir une dépense',
    week: 'Voir cette semaine',
  },
  decisions: {
    title: 'En attente d’une décision',
    moveUp: (names) => `Prêts à monter : ${names}.`,
    stopPaying: (names) => `Coûte plus que cela ne rapporte : ${names}.`,
  },

  stages: {
    title: 'Ce que chaque étape a rapporté',
    intro: 'L’argent de cette semaine : commandes à leur date, dépenses à leur échéance.',
    before: 'Les semaines précédentes',
    cohortTitle: 'Posts publiés cette semaine, à ce jour',
    stage: 'Étape',
    posts: 'Posts',
    clicks: 'Clics',
    orders: 'Cmdes',
    revenue: 'CA net',
    spend: 'Dépenses',
    roi: 'ROI sur marge',
  },
  charts: {
    weeks: 'Clics par semaine, selon leur voie',
    weeksText: (weeks, first, last, dark) =>
      `${weeks} semaines. La première ${first}, la dernière ${last} clics ; ${dark} de la dernière par dark social.`,
    week: 'Semaine',
    roi: 'ROI sur marge par étape, avec son intervalle',
    roiText: (parts) => `À droite de la ligne, une étape rapporte plus qu’elle ne coûte. ${parts}.`,
    breakEven: 'seuil',
    posteriors: 'Ce que rapporterait le prochain post de chacun',
    posteriorsText:
      'Point : meilleure estimation. Ligne : 90 % de ce qui est plausible. Trié par estimation.',
    decay: 'Clics par jour depuis la publication',
    decayText: (name, halfLife) => `${name} : la moitié des clics en ${halfLife}.`,
    daySince: 'Jour',
    seen: 'vus',
    fitted: 'attendus',
    asTable: 'Voir ces chiffres en tableau',
    none: 'aucun',
  },

  promotion: {
    title: (from, to) => `Qui faire monter : de ${from} à ${to}`,
    expected: (right, pick) =>
      `Des ${pick} premiers, environ ${right} devraient vraiment être parmi les meilleurs. Le nombre d’abonnés ne compte pas.`,
    engagement: (creators: string) =>
      `Là où les commandes sont rares, l’engagement comparé à celui de la même taille d’audience compte aussi, dans la mesure où il allait de pair avec les clics et les commandes de ${creators} créateurs.`,
    noChoice: {
      'nothing-to-choose':
        'Il y a une place pour chacun, donc pas de classement : chacun est jugé sur ce que rapporterait un prochain post.',
      'no-orders': 'Aucune commande encore, donc rien ne distingue les créateurs.',
    },
    none: 'Personne n’a encore assez de clics pour comparer.',
    creator: 'Créateur',
    evidence: 'Clics / cmdes',
    profit: 'Bénéfice par post',
    rate: 'Commandes par clic',
    chance: 'Chance',
    verdict: 'À faire',
    there: (stage) => `déjà en ${stage}`,
    keepThere: 'garder à cette étape',
  },

  earning: {
    title: 'Ce qui rapporte encore',
    none: 'Des posts précédents, aucun clic de plus n’est attendu.',
    intro: 'Ce que les posts passés apportent encore, sans nouveau paiement.',
    post: 'Post',
    age: 'Âge',
    days: (days, count) => `${count} ${plural(days, 'jour', 'jours')}`,
    hours: (hours, count) => `${count} ${plural(hours, 'heure', 'heures')}`,
    wokeUp: (day: string) => `reparti le ${day}`,
    halfLife: 'Demi-vie',
    residual: 'Clics à venir',
    revenue: 'Bénéfice à venir',
    ppc: 'En publicité',
    ppcNote:
      'La publicité de recherche cesse de rapporter quand la dépense cesse. Ceux qui cherchent achètent aussi plus souvent : comparez aussi le coût par commande.',
  },

  dark: {
    title: 'Dark social',
    range: (share, clicks) => `On estime que ${share} des ${clicks} clics ont été partagés en privé.`,
    few: (dark, clicks, count) =>
      `Partages privés : ${dark} sur ${count} ${plural(clicks, 'clic', 'clics')}, trop peu pour un pourcentage.`,
    noSign: (clicks, count) =>
      plural(
        clicks,
        'Le seul clic ne montre aucun signe d’un partage privé.',
        `Aucun des ${count} clics ne montre de signe d’un partage privé.`,
      ),
    meaning:
      'Dark social : un lien transmis par messagerie, par e-mail ou par une appli qui ne nomme pas sa source ; les autres outils n’y voient que « direct ».',
    money: (amount) => `Les commandes de ces clics : ${amount} de chiffre d’affaires net.`,
    codes: (orders, amount) =>
      `Commandes avec le code d’un créateur et sans aucun clic : ${orders} (${amount}). Affiches et sites de bons diffusent aussi des codes, elles ne comptent donc pas ici.`,
    referrerOnly: (direct, clicks, count) =>
      `Une analyse par la seule provenance aurait appelé « direct » ${direct} sur ${count} ${plural(clicks, 'clic', 'clics')}.`,
    shares: (parts) => `Les aperçus de liens montrent des partages dans ${parts}.`,
    sharesOne: (app, count) => `${app} (${count})`,
    none: 'Aucun clic, donc rien de partagé dans l’ombre.',
    signs: 'Ce qui le dit',
    sign: 'Indice',
    signOf: {
      messenger: 'Une messagerie s’est nommée',
      mail: 'Un logiciel d’e-mail s’est nommé',
      declared: 'Le lien était placé en privé',
      dark_app: 'Ouvert depuis une appli sans nom',
      dark_paste: 'Collé ou tapé',
      dark_unknown: 'Aucune trace d’origine',
    },
    atMost: 'Au plus',
    sure: (clicks) => `au moins ${clicks}`,
    apps: 'Les mêmes clics par appli',
    app: 'Appli',
    otherApps: 'Autres applis',
    clicks: 'Clics',
  },

  lift: {
    title: 'La boutique sans ces posts',
    more: (day: string, low: string, high: string, what: string) =>
      `Depuis le ${day}, la boutique a eu chaque jour entre ${low} et ${high} ${what} de plus qu’elle n’en aurait eu sans ces posts, avec ou sans clic.`,
    fewer: (day: string, low: string, high: string, what: string) =>
      `Depuis le ${day}, la boutique a eu chaque jour entre ${low} et ${high} ${what} de moins que prévu sans ces posts.`,
    cannot: (day: string, low: string, high: string, visible: string) =>
      `Ce que les posts depuis le ${day} ont fait au-delà de leurs clics ne se distingue pas de jours ordinaires : entre ${low} de moins et ${high} de plus que prévu. Seul un effet d’au moins ${visible} se serait vu. Cela ne veut pas dire qu’ils n’ont rien fait.`,
    tracked: (count: string, what: string) =>
      `Leurs liens et codes ont apporté ${count} ${what} pendant tous ces jours ; c’est une partie de cette fourchette, pas un supplément.`,
    roi: (low: string, high: string, tracked: string) =>
      `ROI sur marge avec cet effet : ${low} à ${high}. D’après les seules commandes attribuées, sur les mêmes jours : ${tracked}. Le premier est une fourchette à côté du ROI, jamais une partie de lui.`,
    mail: (low: string, high: string, what: string, day: string) =>
      `Avec ou sans clic : sans les posts depuis le ${day}, la boutique aurait eu chaque jour entre ${low} et ${high} ${what} de moins.`,
    of: { orders: 'commandes', revenue: 'de chiffre d’affaires', visits: 'visites' },
    why: {
      tooFewDays:
        'Non estimé : les totaux de la boutique d’au moins quatre semaines avant ces posts manquent.',
      noQuietDays:
        'Non estimé : les posts se suivent depuis trop longtemps sans pause, il n’y a pas de jours calmes à comparer. Un plan par villes et semaines peut le dire.',
      windowLeftOut:
        'Non estimé : la plupart de ces jours, il y avait des soldes ou autre, ou les totaux de la boutique manquent.',
      tooFewOrders: 'Non estimé : la plupart des jours, il n’y a rien à compter.',
      tooNoisy:
        'Impossible à mesurer : seul un doublement se serait vu. Cela ne veut pas dire que les posts n’ont rien fait.',
      noDayOver: 'Non estimé : aucun jour après ces posts n’est encore terminé.',
    },
    caption:
      'Ligne : la boutique telle qu’elle était. Bande : où se situent neuf de ces jours sur dix sans ces posts.',
    day: 'Jour',
    actual: 'Tel quel',
    expected: 'Sans ces posts',
  },

  messages: {
    title: 'Messages : demandés et livrés',
    none: 'Aucun brief avec des messages pondérés n’est en cours.',
    intro: (campaign, posts, count, gap) =>
      `${campaign} : ${count} ${plural(posts, 'post', 'posts')}, écart ${gap} (0 % = comme demandé).`,
    message: 'Message',
    asked: 'Demandé',
    delivered: 'Livré',
    sold: 'Vendu',
    roi: 'ROI à ce jour',
  },

  safety: {
    title: 'Règles de la marque et volontaires',
    clean: 'Aucun post n’enfreint une règle de la marque.',
    violation: (name) => `${name} a enfreint une règle et ne peut pas monter.`,
    rightsEnding: (name, day) =>
      `Les droits de réutiliser le post de ${name} prennent fin le ${day} : prolongez-les ou retirez-le d’ici là.`,
    rightsEnded: (name, day) =>
      `Les droits sur le post de ${name} ont pris fin le ${day}, et un lien d’une réutilisation est encore actif.`,
    volunteers: (waiting, count) =>
      `${count} ${plural(waiting, 'volontaire attend', 'volontaires attendent')} une réponse`,
    oldest: (days) => `le plus ancien depuis ${days}`,
    noVolunteers: 'Aucun volontaire n’attend.',
    accepted: (accepted, count) =>
      `${count} ${plural(accepted, 'volontaire accepté', 'volontaires acceptés')} jusqu’ici.`,
    webhook: (host, since) =>
      `Le webhook vers ${host} est arrêté depuis le ${since} : trop d’échecs. Réactivez-le dès qu’il répond.`,
    suppressed: (count) =>
      `Destinataires qui ne reçoivent plus cet e-mail (refusé ou désabonnés) : ${count}.`,
    members: 'Créateurs',
    active: 'Post en 28 jours',
    perMember: 'Posts chacun',
    compliance: 'Règles respectées',
  },

  earlier: {
    title: 'Changements des semaines passées',
    thisReport: 'Changements depuis la première version de ce rapport',
    none: 'Aucune semaine passée n’a changé.',
    week: (week, revision) => `${week} (révision ${revision})`,
    difference: (about, changes) => `${about} : ${changes}`,
    brand: 'L’ensemble',
    dark: 'Dark social',
    figure: {
      clicks: 'clics',
      uniques: 'visiteurs uniques',
      orders: 'commandes',
      netRevenueMinor: 'chiffre d’affaires net',
      grossProfitMinor: 'marge brute',
      spendMinor: 'dépenses',
      marginRoi: 'ROI sur marge',
      darkLow: 'clics, au moins',
      darkHigh: 'clics, au plus',
      posts: 'posts',
    },
    refund: (order, day, amount) => `Remboursement de ${order} le ${day} : ${amount}`,
    amendment: (order, day, amount) => `Commande ${order} modifiée le ${day} : ${amount}`,
    reversal: (order, day, amount) => `Remboursement de la commande ${order} annulé le ${day} : ${amount}`,
    lateOrder: (order, day, amount) => `Commande tardive ${order} du ${day} : ${amount}`,
    voided: (order, day, amount) => `Commande ${order} du ${day}, annulée depuis : ${amount}`,
    restored: (order, day, amount) => `Commande ${order} du ${day}, comptée à nouveau : ${amount}`,
    rejudged: (from, to) => `Clics jugés à nouveau (règles ${from} à ${to})`,
    lateClicks: (count) => `Clics arrivés tard : ${count}`,
    spendChanged: 'Des dépenses ont été ajoutées ou changées',
  },

  how: {
    title: 'Comment ces chiffres sont faits',
    period: (days, hours, zone) => `Période : ${days}, ${hours} heures, fuseau ${zone}.`,
    asOf: (moment) => `Tout ce qui était connu le ${moment} est compté.`,
    clicks: (hits, excluded) =>
      `Les clics viennent de personnes : sur ${hits} requêtes, ${excluded} ont été écartées (robots, aperçus, préchargements, répétitions).`,
    orders: (model, days) =>
      `Les commandes sont attribuées par ${model}, sous ${days} jours ; le code d’un créateur passe avant un clic.`,
    revenue: 'Le chiffre d’affaires net est après remises et remboursements, hors taxes et port.',
    roi: (margin) =>
      `ROI sur marge = (marge brute − dépenses) / dépenses, avec un taux de marge brute de ${margin} quand une commande n’indique pas son coût.`,
    roiNoMargin: 'Le ROI sur marge demande votre taux de marge brute, qui n’est pas renseigné.',
    interval: (level, draws) =>
      `Intervalles : ${level}, par ${draws} tirages des commandes à graine fixe ; sous cinq commandes, ou une dépense inférieure à une commande moyenne, aucun ROI.`,
    spend: 'Une dépense compte à son échéance ; un cadeau à son coût pour vous, pas au prix public.',
    test: '« Réel » : le hasard le ferait rarement, testé avec tout le reste du rapport ; pour tout autre, attendez.',
    notIncremental:
      'Attribuer n’est pas prouver une cause : certains acheteurs seraient venus de toute façon.',
    unconverted: (of, amount, count) =>
      `Non compté, faute de taux de change : ${of === 'spend' ? 'dépenses' : 'commandes'} de ${amount} (${count}).`,
    version: (metric, rules) => `Mesures ${metric}, règles ${rules}.`,
    snapshot: (address) => `État ${address}`,
    model: {
      lastTouch: 'dernier contact',
      firstTouch: 'premier contact',
      linear: 'le modèle linéaire',
      timeDecay: 'décroissance dans le temps',
      positionBased: 'le modèle par position',
      markov: 'le modèle de Markov',
      shapley: 'le modèle de Shapley',
    },
  },

  empty: {
    first:
      'Vos liens sont prêts et personne n’a encore cliqué. Les premiers chiffres viennent avec le premier clic ; cet e-mail comparera ensuite semaine par semaine.',
    soFar: 'Aucun clic, aucune commande et aucune dépense cette semaine jusqu’ici.',
    quiet: 'Ni clic, ni commande, ni dépense cette semaine.',
  },
  files: {
    uniques: 'Visiteurs uniques',
    profit: 'Marge brute',
    atLeast: 'ROI sur marge, min.',
    atMost: 'ROI sur marge, max.',
    note: 'Remarque',
    handle: 'Pseudo',
    platform: 'Plateforme',
    published: 'Publié le',
  },
  footer: {
    why: (brand) => `Vous recevez cet e-mail comme destinataire du rapport hebdomadaire de ${brand}.`,
    unsubscribe: 'Se désabonner',
    settings: 'Réglages',
    attachment:
      'En pièces jointes : les tableaux des étapes, créateurs et posts pour votre tableur, et chaque chiffre sur une ligne pour les machines.',
    skip: 'Aller au rapport',
    madeBy: 'Vouch',
  },
};
