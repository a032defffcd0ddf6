import type { Messages } from './messages-en.ts';
import { pluralIn } from './plural.ts';

const plural = pluralIn('de');

/** Every sentence of mail and page in German. */
export const de: Messages = {
  language: 'de',
  stage: {
    microcontent: 'Micro-Content',
    campaign: 'Kampagne',
    community: 'Community',
    withoutPost: 'Links ohne Post',
    notTied: 'Keinem Post zugeordnet',
    total: 'Gesamt',
  },
  group: {
    platform: 'Plattform des Posts',
    otherSocial: 'Andere Netzwerke',
    dark: 'Dark Social',
    search: 'Suche und KI',
    other: 'Sonstiges',
  },
  verdict: { real: 'echt', chance: '', new: 'neu', untested: '' },
  note: {
    'too-few-orders': 'zu wenige Bestellungen',
    'too-few-clicks': 'zu wenige Klicks',
    'zero-margin': 'keine Marge, also kein Break-even',
    'no-margin': 'Marge fehlt',
    'no-spend': 'keine Ausgaben',
    'too-little-spend': 'zu geringe Ausgaben',
    'no-posts': 'keine Posts',
    unchecked: 'ungeprüft',
    'no-benchmark': 'kein Such-CPC hinterlegt',
    withheld: 'nicht geteilt',
    'no-choice': 'nichts zu wählen',
    'range-only': 'eine Spanne, keine Zahl',
    'not-estimated': 'nicht geschätzt',
    'not-tied': 'kein Post zum Vergleich',
    unknown: 'nicht bekannt',
  },
  promotionVerdict: {
    moveUp: 'aufsteigen lassen',
    testMore: 'noch ein Testpost',
    stay: 'so lassen',
    stopPaying: 'nicht mehr bezahlen',
    barred: 'gesperrt',
  },
  reason: {
    'rule-broken': 'Markenregel verletzt',
    'loses-money': 'kostet mehr, als es bringt',
    'no-orders': 'noch keine Bestellung',
    'too-few-clicks': 'bisher wenige Klicks',
  },
  app: { unknown: 'App nicht bekannt' },

  week: (number, year) => `Woche ${number}, ${year}`,
  programme: 'Creator-Programm',
  provisionalTitle: (span) => `Diese Woche bisher: ${span}`,
  provisional: (span) =>
    `Die Woche läuft noch. Alle Zahlen gelten für das, was von ihr vorbei ist (${span}), und werden mit demselben Teil der Vorwoche verglichen.`,
  revised: (number) => `Revision ${number}: Spätere Ereignisse haben diesen Bericht geändert.`,
  subject: (brand, week) => `${brand}: Creator-ROI, Woche ${week}`,
  subjectRoi: (roi) => `ROI ${roi}`,
  subjectEmpty: 'eine ruhige Woche',
  preheader: (parts) => parts,
  openReport: 'Den ganzen Bericht lesen',

  tile: { netRevenue: 'Nettoumsatz', marginRoi: 'Margen-ROI', clicks: 'Klicks', orders: 'Bestellungen' },
  interval: (range, cases, of) => `in ${cases} von ${of} Fällen ${range}`,
  range: (low, high) => `${low} bis ${high}`,
  onLastWeek: (ratio) => `${ratio} zur Vorwoche`,
  sameAsLastWeek: 'wie Vorwoche',
  allMayBeChance: 'Jede dieser Änderungen kann Zufall sein.',
  othersMayBeChance: 'Eine Änderung, die nicht „echt“ heißt, kann Zufall sein.',
  waitForRate: (amounts) => `Nicht enthalten, bis ein Wechselkurs bekannt ist: ${amounts}.`,
  waiting: {
    orders: (amount) => `Bestellungen über ${amount}`,
    spend: (amount) => `Ausgaben über ${amount}`,
  },
  roiMeans:
    'Margen-ROI ist, was vom Rohertrag nach allen Ausgaben bleibt, als Anteil dieser Ausgaben: Bei 0 % trägt sich ein Programm selbst.',
  lastWeekWas: (value) => `Vorwoche ${value}`,
  nothingBefore: 'neu diese Woche',
  firstWeek: 'erste Woche',
  spent: (amount) => `${amount} ausgegeben`,
  breakEven: (roas, breakEven) => `${roas} × die Ausgaben; trägt sich ab ${breakEven} ×`,

  actionTitle: 'Jetzt tun',
  readOn: (names) => (names ? `Weiterlesen: ${names}` : 'Weiterlesen'),
  action: {
    promoteSure: (names, to) => `${names} in die Stufe ${to} aufsteigen lassen: Die Belege sind stark.`,
    promoteLikely: (names, to, chance) =>
      `${names} in die Stufe ${to} aufsteigen lassen: bisher die beste Wahl, mit mindestens ${chance} Wahrscheinlichkeit unter den Besten.`,
    promoteEarns: (names, to) =>
      `${names} in die Stufe ${to} aufsteigen lassen: Ein nächster Post bringt wahrscheinlich mehr, als er kostet.`,
    violation: (name) => `Zuerst den Post von ${name} ansehen: Er verletzt eine Ihrer Markenregeln.`,
    volunteers: (waiting, count) =>
      `${count} ${plural(waiting, 'Freiwilliger wartet', 'Freiwillige warten')} auf Antwort: bitte diese Woche entscheiden.`,
    messages: (campaign, message, asked, delivered) =>
      `„${campaign}“ neu briefen: gewünscht ${asked} ${message}, geliefert ${delivered}.`,
    stageLoses: (stage, roi) =>
      `${stage} kostet mehr, als es einbringt (Margen-ROI ${roi}): vor der nächsten Buchung neu verhandeln oder pausieren.`,
    testMore: (names, _creators, clicks, count) =>
      `${names} noch einen Post geben: Etwa ${count} ${plural(clicks, 'weiterer Klick zeigt', 'weitere Klicks zeigen')}, ob sie zu den Besten gehören.`,
    setMargin: 'Bitte die Bruttomarge angeben: Ohne sie gibt es weder Gewinn noch ROI.',
    firstPosts: 'Links für die ersten Posts anlegen: Die Zahlen beginnen mit dem ersten Tippen.',
    recordSpend: 'Bitte eintragen, was die Posts gekostet haben: Umsatz ohne Ausgaben hat keinen ROI.',
    keepGoing: 'Diese Woche ist nichts zu ändern. Weiter so.',
  },

  moved: {
    title: 'Was sich bewegt hat',
    none: 'Keine Änderung dieser Woche ist größer als das normale Auf und Ab.',
    first: 'Das ist die erste Woche; ab der nächsten stehen hier echte Veränderungen.',
    line: (subject, metric, was, is, change) => `${subject}: ${metric} ${was} → ${is} (${change}, echt)`,
    lineNew: (subject, metric, is) => `${subject}: ${metric} ${is}, neu diese Woche`,
    brand: 'Insgesamt',
    metric: { clicks: 'Klicks', orders: 'Bestellungen' },
  },

  best: {
    title: 'Beste Creator und Posts',
    none: 'Diese Woche brachte niemand einen Klick oder eine Bestellung.',
    creators: 'Beste Creator der Woche',
    posts: 'Beste Posts der Woche',
    creator: 'Creator',
    post: 'Post',
    others: (more, count) => `${count} ${plural(more, 'weiterer', 'weitere')}`,
  },
  pace: {
    title: 'Ziele und Engagement',
    none: 'Es läuft keine Kampagne mit Ziel, und Engagement wurde nicht gemessen.',
    goal: (campaign, reached, target, done, gone, word) =>
      `${campaign}: ${reached} von ${target} (${done}), ${gone} der Tage sind um: ${word}.`,
    notMeasured: (campaign, target) => `${campaign}: Das Ziel ${target} wird hier nicht gemessen.`,
    ahead: 'vor dem Plan',
    onPace: 'im Plan',
    behind: 'hinter dem Plan',
    metric: {
      orders: 'Bestellungen',
      sales: 'Bestellungen',
      conversions: 'Bestellungen und Leads',
      clicks: 'Klicks',
      visitors: 'Besuchern',
      posts: 'Posts',
    },
    engagement: (rate, days) =>
      `Engagement-Rate nach Followern: ${rate} (Likes, Kommentare, Geteiltes und Gespeichertes der Posts der letzten ${days} Tage je Follower).`,
    engagementWas: (rate) => `In den vier Wochen davor: ${rate}.`,
    byTier: 'Engagement-Rate nach Followerzahl der Creator',
    tier: 'Follower',
    otherTier: 'Unter 1k oder ab 500k',
    rate: 'Rate',
  },
  button: {
    losers: 'Entscheiden, wen Sie weiter bezahlen',
    promotions: 'Über Aufstieg entscheiden',
    volunteers: 'Freiwilligen antworten',
    creator: 'Creator ansehen',
    campaign: 'Kampagnen öffnen',
    stage: 'Stufe ansehen',
    margin: 'Marge eintragen',
    post: 'Post anlegen',
    spend: 'Ausgaben eintragen',
    week: 'Diese Woche ansehen',
  },
  decisions: {
    title: 'Wartet auf eine Entscheidung',
    moveUp: (names) => `Aufstieg möglich: ${names}.`,
    stopPaying: (names) => `Kostet mehr, als es bringt: ${names}.`,
  },

  stages: {
    title: 'Was jede Stufe eingebracht hat',
    intro: 'Geld, das sich diese Woche bewegt hat: Bestellungen nach Tag, Ausgaben bei Fälligkeit.',
    before: 'Die Wochen davor',
    cohortTitle: 'Posts dieser Woche, bis heute',
    stage: 'Stufe',
    posts: 'Posts',
    clicks: 'Klicks',
    orders: 'Best.',
    revenue: 'Nettoumsatz',
    spend: 'Ausgaben',
    roi: 'Margen-ROI',
  },
  charts: {
    weeks: 'Klicks pro Woche, nach Weg',
    weeksText: (weeks, first, last, dark) =>
      `${weeks} Wochen. Erste ${first}, letzte ${last} Klicks; davon ${dark} über Dark Social.`,
    week: 'Woche',
    roi: 'Margen-ROI je Stufe, mit Intervall',
    roiText: (parts) => `Rechts der Linie bringt eine Stufe mehr ein, als sie kostet. ${parts}.`,
    breakEven: 'Gewinnschwelle',
    posteriors: 'Was der nächste Post bringen würde',
    posteriorsText: 'Punkt: beste Schätzung. Linie: 90 % des Plausiblen. Sortiert nach Schätzung.',
    decay: 'Klicks pro Tag seit Veröffentlichung',
    decayText: (name, halfLife) => `${name}: Halbwertszeit der Klicks ${halfLife}.`,
    daySince: 'Tag',
    seen: 'gezählt',
    fitted: 'erwartet',
    asTable: 'Zahlen als Tabelle zeigen',
    none: 'keine',
  },

  promotion: {
    title: (from, to) => `Wer aufsteigen sollte: von ${from} zu ${to}`,
    expected: (right, pick) =>
      `Von den ersten ${pick} gehören voraussichtlich etwa ${right} wirklich zu den Besten. Followerzahlen zählen nicht.`,
    engagement: (creators: string) =>
      `Wo es wenige Bestellungen gibt, zählt das Engagement im Vergleich zur Größenklasse mit: so weit, wie es bei ${creators} Creatorn mit Klicks und Bestellungen einherging.`,
    noChoice: {
      'nothing-to-choose':
        'Es gibt für alle einen Platz, deshalb keine Rangliste: Jeder wird danach beurteilt, was ein weiterer Post brächte.',
      'no-orders': 'Noch kam keine Bestellung, die die Creator unterscheiden würde.',
    },
    none: 'Noch hat niemand genug Klicks für einen Vergleich.',
    creator: 'Creator',
    evidence: 'Klicks / Best.',
    profit: 'Gewinn je Post',
    rate: 'Best. je Klick',
    chance: 'Chance auf Spitze',
    verdict: 'Was zu tun ist',
    there: (stage) => `schon in ${stage}`,
    keepThere: 'dort behalten',
  },

  earning: {
    title: 'Was noch einbringt',
    none: 'Von früheren Posts werden keine Klicks mehr erwartet.',
    intro: 'Was frühere Posts ohne weitere Zahlung noch bringen.',
    post: 'Post',
    age: 'Alter',
    days: (days, count) => `${count} ${plural(days, 'Tag', 'Tage')}`,
    hours: (hours, count) => `${count} ${plural(hours, 'Stunde', 'Stunden')}`,
    wokeUp: (day: string) => `am ${day} wieder aufgelebt`,
    halfLife: 'Halbwertszeit',
    residual: 'Klicks voraus',
    revenue: 'Gewinn voraus',
    ppc: 'Gleiche Klicks per Suchanzeige',
    ppcNote:
      'Suchanzeigen bringen nichts mehr, sobald die Ausgaben enden. Suchende kaufen aber auch öfter: bitte auch die Kosten je Bestellung vergleichen.',
  },

  dark: {
    title: 'Dark Social',
    range: (share, clicks) => `Geschätzt ${share} von ${clicks} Klicks wurden privat weitergegeben.`,
    few: (dark, clicks, count) =>
      `Privat weitergegeben: ${dark} von ${count} ${plural(clicks, 'Klick', 'Klicks')}, zu wenige für eine Prozentzahl.`,
    noSign: (clicks, count) =>
      plural(
        clicks,
        'Der eine Klick zeigt kein Zeichen privater Weitergabe.',
        `Keiner der ${count} Klicks zeigt ein Zeichen privater Weitergabe.`,
      ),
    meaning:
      'Dark Social: Menschen geben einen Link im Chat, per Mail oder in einer App weiter, die keine Quelle nennt; andere Auswertungen sehen nur „direkt“.',
    money: (amount) => `Bestellungen aus diesen Klicks: ${amount} Nettoumsatz.`,
    codes: (orders, amount) =>
      `Bestellungen mit dem Code eines Creators ganz ohne Klick: ${orders} (${amount}). Auch Plakate und Gutscheinseiten verbreiten Codes, deshalb zählen sie hier nicht.`,
    referrerOnly: (direct, clicks, count) =>
      `Eine Auswertung nur nach Referrer hätte ${direct} von ${count} ${plural(clicks, 'Klick', 'Klicks')} „direkt“ genannt.`,
    shares: (parts) => `Linkvorschauen zeigen Weitergabe in ${parts}.`,
    sharesOne: (app, count) => `${app} (${count})`,
    none: 'Keine Klicks, also auch nichts im Dunkeln geteilt.',
    signs: 'Was dafür spricht',
    sign: 'Zeichen',
    signOf: {
      messenger: 'Ein Messenger nannte sich',
      mail: 'Ein Mailprogramm nannte sich',
      declared: 'Der Link stand an privater Stelle',
      dark_app: 'Aus einer App ohne Namen geöffnet',
      dark_paste: 'Eingefügt oder getippt',
      dark_unknown: 'Keine Spur der Herkunft',
    },
    atMost: 'Höchstens',
    sure: (clicks) => `mindestens ${clicks}`,
    apps: 'Dieselben Klicks nach App',
    app: 'App',
    otherApps: 'Andere Apps',
    clicks: 'Klicks',
  },

  lift: {
    title: 'Der Shop ohne diese Posts',
    more: (day: string, low: string, high: string, what: string) =>
      `Seit ${day} hatte der Shop am Tag zwischen ${low} und ${high} ${what} mehr, als er ohne diese Posts gehabt hätte, ob geklickt wurde oder nicht.`,
    fewer: (day: string, low: string, high: string, what: string) =>
      `Seit ${day} hatte der Shop am Tag zwischen ${low} und ${high} ${what} weniger, als ohne diese Posts zu erwarten war.`,
    cannot: (day: string, low: string, high: string, visible: string) =>
      `Was die Posts seit ${day} über ihre Klicks hinaus bewirkt haben, lässt sich von gewöhnlichen Tagen nicht unterscheiden: zwischen ${low} weniger und ${high} mehr als erwartet. Erst ab ${visible} wäre etwas zu sehen gewesen. Das heißt nicht, dass sie nichts bewirkt haben.`,
    tracked: (count: string, what: string) =>
      `Ihre Links und Codes brachten an allen diesen Tagen zusammen ${count} ${what}; das ist Teil dieser Spanne und kommt nicht hinzu.`,
    roi: (low: string, high: string, tracked: string) =>
      `Margen-ROI mit diesem Mehr: ${low} bis ${high}. Nur nach zugeordneten Bestellungen, über dieselben Tage: ${tracked}. Das Erste ist eine Spanne neben dem ROI, nie ein Teil davon.`,
    mail: (low: string, high: string, what: string, day: string) =>
      `Ob geklickt oder nicht: Ohne die Posts seit ${day} hätte der Shop am Tag zwischen ${low} und ${high} ${what} weniger gehabt.`,
    of: { orders: 'Bestellungen', revenue: 'Umsatz', visits: 'Besuche' },
    why: {
      tooFewDays:
        'Nicht geschätzt: Die eigenen Summen des Shops von mindestens vier Wochen vor diesen Posts fehlen.',
      noQuietDays:
        'Nicht geschätzt: Die Posts laufen zu lange ohne Pause, es gibt keine ruhigen Tage zum Vergleich. Ein Plan nach Städten und Wochen kann es sagen.',
      windowLeftOut:
        'Nicht geschätzt: An den meisten dieser Tage gab es einen Ausverkauf oder Ähnliches, oder die Summen des Shops fehlen.',
      tooFewOrders: 'Nicht geschätzt: An den meisten Tagen gibt es nichts zu zählen.',
      tooNoisy:
        'Nicht messbar: Nur eine Verdopplung wäre zu sehen gewesen. Das heißt nicht, dass die Posts nichts bewirkt haben.',
      noDayOver: 'Nicht geschätzt: Noch ist kein Tag nach diesen Posts vorbei.',
    },
    caption: 'Linie: der Shop, wie er war. Band: wo ohne diese Posts neun von zehn solchen Tagen liegen.',
    day: 'Tag',
    actual: 'Wie es war',
    expected: 'Ohne diese Posts',
  },

  messages: {
    title: 'Botschaften: gewünscht und geliefert',
    none: 'Zurzeit läuft kein Briefing mit gewichteten Botschaften.',
    intro: (campaign, posts, count, gap) =>
      `${campaign}: ${count} ${plural(posts, 'Post', 'Posts')}, Abstand ${gap} (0 % = wie gebrieft).`,
    message: 'Botschaft',
    asked: 'Gewünscht',
    delivered: 'Geliefert',
    sold: 'Verkauft',
    roi: 'ROI bis heute',
  },

  safety: {
    title: 'Markenschutz und Freiwillige',
    clean: 'Kein Post verletzt eine Markenregel.',
    violation: (name) => `${name} hat eine Markenregel verletzt und kann nicht aufsteigen.`,
    rightsEnding: (name, day) =>
      `Die Rechte, den Post von ${name} weiterzuverwenden, enden am ${day}: verlängern lassen oder bis dahin abnehmen.`,
    rightsEnded: (name, day) =>
      `Die Rechte am Post von ${name} endeten am ${day}, und noch führt ein Link von einer anderen Verwendung.`,
    volunteers: (waiting, count) =>
      `${count} ${plural(waiting, 'Freiwilliger wartet', 'Freiwillige warten')} auf Antwort`,
    oldest: (days) => `am längsten ${days}`,
    noVolunteers: 'Keine Freiwilligen warten.',
    accepted: (accepted, count) =>
      `Bisher ${plural(accepted, 'wurde', 'wurden')} ${count} ${plural(accepted, 'Freiwilliger', 'Freiwillige')} angenommen.`,
    webhook: (host, since) =>
      `Der Webhook zu ${host} ist seit ${since} aus: Er schlug zu oft fehl. Bitte wieder einschalten, sobald er antwortet.`,
    suppressed: (count) =>
      `Empfänger, die diese Mail nicht mehr bekommen (unzustellbar oder abgemeldet): ${count}.`,
    members: 'Creator',
    active: 'Post in 28 Tagen',
    perMember: 'Posts je Creator',
    compliance: 'Regeln eingehalten',
  },

  earlier: {
    title: 'Änderungen an früheren Wochen',
    thisReport: 'Änderungen seit der ersten Fassung dieses Berichts',
    none: 'Keine frühere Woche hat sich geändert.',
    week: (week, revision) => `${week} (jetzt Revision ${revision})`,
    difference: (about, changes) => `${about}: ${changes}`,
    brand: 'Insgesamt',
    dark: 'Dark Social',
    figure: {
      clicks: 'Klicks',
      uniques: 'Besucher',
      orders: 'Bestellungen',
      netRevenueMinor: 'Nettoumsatz',
      grossProfitMinor: 'Rohertrag',
      spendMinor: 'Ausgaben',
      marginRoi: 'Margen-ROI',
      darkLow: 'Klicks, mindestens',
      darkHigh: 'Klicks, höchstens',
      posts: 'Posts',
    },
    refund: (order, day, amount) => `Erstattung zu ${order} am ${day}: ${amount}`,
    amendment: (order, day, amount) => `Bestellung ${order}, neu gemeldet am ${day}: ${amount}`,
    reversal: (order, day, amount) =>
      `Erstattung zu Bestellung ${order}, zurückgenommen am ${day}: ${amount}`,
    lateOrder: (order, day, amount) => `Späte Bestellung ${order} vom ${day}: ${amount}`,
    voided: (order, day, amount) => `Bestellung ${order} vom ${day}, seither storniert: ${amount}`,
    restored: (order, day, amount) => `Bestellung ${order} vom ${day} zählt wieder: ${amount}`,
    rejudged: (from, to) => `Klicks wurden neu beurteilt (Regeln ${from} zu ${to})`,
    lateClicks: (count) => `Spät eingetroffene Klicks: ${count}`,
    spendChanged: 'Ausgaben kamen hinzu oder wurden geändert',
  },

  how: {
    title: 'Wie diese Zahlen entstehen',
    period: (days, hours, zone) => `Zeitraum: ${days}, ${hours} Stunden, Zeitzone ${zone}.`,
    asOf: (moment) => `Enthalten ist alles, was bis ${moment} bekannt war.`,
    clicks: (hits, excluded) =>
      `Klicks sind von Menschen: Von ${hits} Abrufen blieben ${excluded} außen vor (Bots, Linkvorschauen, Vorabrufe, Wiederholungen).`,
    orders: (model, days) =>
      `Bestellungen werden nach ${model} innerhalb von ${days} Tagen zugerechnet; der eigene Code eines Creators geht vor Klick.`,
    revenue: 'Nettoumsatz ist nach Rabatten und Erstattungen, ohne Steuer und Versand.',
    roi: (margin) =>
      `Margen-ROI = (Rohertrag − Ausgaben) / Ausgaben, mit ${margin} Bruttomarge, wo eine Bestellung keinen Wareneinsatz nennt.`,
    roiNoMargin: 'Für den Margen-ROI fehlt die Bruttomarge.',
    interval: (level, draws) =>
      `Intervalle: ${level}, aus ${draws} Ziehungen der Bestellungen mit festem Startwert; unter fünf Bestellungen oder unter Ausgaben in Höhe einer mittleren Bestellung steht kein ROI.`,
    spend: 'Ausgaben zählen bei Fälligkeit; Geschenke zu Ihren Kosten, nicht zum Ladenpreis.',
    test: '„Echt“ heißt: Der Zufall macht so etwas selten, geprüft zusammen mit allem anderen in diesem Bericht; bei jeder anderen: abwarten.',
    notIncremental: 'Zurechnung beweist keine Ursache: Manche dieser Käufer wären auch so gekommen.',
    unconverted: (of, amount, count) =>
      `Nicht enthalten, da kein Wechselkurs bekannt ist: ${of === 'spend' ? 'Ausgaben' : 'Bestellungen'} über ${amount} (${count}).`,
    version: (metric, rules) => `Kennzahlen ${metric}, Regeln ${rules}.`,
    snapshot: (address) => `Stand ${address}`,
    model: {
      lastTouch: 'letztem Kontakt',
      firstTouch: 'erstem Kontakt',
      linear: 'linearem Modell',
      timeDecay: 'Zeitverfall',
      positionBased: 'Positionsmodell',
      markov: 'Markov-Modell',
      shapley: 'Shapley-Modell',
    },
  },

  empty: {
    first:
      'Ihre Links sind bereit, noch hat niemand einen angetippt. Mit dem ersten Tippen kommen die ersten Zahlen; dann vergleicht diese Mail Woche für Woche.',
    soFar: 'Diese Woche bisher keine Klicks, keine Bestellungen und keine Ausgaben.',
    quiet: 'Keine Klicks, keine Bestellungen und keine Ausgaben in dieser Woche.',
  },
  files: {
    uniques: 'Besucher',
    profit: 'Rohertrag',
    atLeast: 'Margen-ROI, von',
    atMost: 'Margen-ROI, bis',
    note: 'Hinweis',
    handle: 'Profilname',
    platform: 'Plattform',
    published: 'Veröffentlicht am',
  },
  footer: {
    why: (brand) => `Sie erhalten diese Mail als Empfänger des Wochenberichts von ${brand}.`,
    unsubscribe: 'Abmelden',
    settings: 'Einstellungen',
    attachment:
      'Im Anhang: Tabellen der Stufen, Creator und Posts für Ihre Tabellenkalkulation, dazu jede Zahl als Zeile für Maschinen.',
    skip: 'Zum Bericht springen',
    madeBy: 'Vouch',
  },
};
