import type { Messages } from './messages-en.ts';
import { pluralIn } from './plural.ts';

const plural = pluralIn('es');

/** Every sentence of mail and page in Spanish. */
export const es: Messages = {
  language: 'es',
  stage: {
    microcontent: 'Microcontenido',
    campaign: 'Campaña',
    community: 'Comunidad',
    withoutPost: 'Enlaces sin publicación',
    notTied: 'Sin publicación asociada',
    total: 'Total',
  },
  group: {
    platform: 'La plataforma de la publicación',
    otherSocial: 'Otras redes',
    dark: 'Dark social',
    search: 'Buscadores e IA',
    other: 'Otros',
  },
  verdict: { real: 'cambio real', chance: '', new: 'nuevo', untested: '' },
  note: {
    'too-few-orders': 'muy pocos pedidos',
    'too-few-clicks': 'muy pocos clics',
    'zero-margin': 'sin margen, nada se compensa',
    'no-margin': 'margen sin indicar',
    'no-spend': 'sin gasto',
    'too-little-spend': 'gasto demasiado bajo',
    'no-posts': 'sin publicaciones',
    unchecked: 'sin revisar',
    'no-benchmark': 'sin CPC de búsqueda',
    withheld: 'no compartido',
    'no-choice': 'nada que elegir',
    'range-only': 'un intervalo, no una cifra',
    'not-estimated': 'sin estimar',
    'not-tied': 'sin publicación con que comparar',
    unknown: 'desconocido',
  },
  promotionVerdict: {
    moveUp: 'hacer subir',
    testMore: 'otra prueba',
    stay: 'dejar como está',
    stopPaying: 'dejar de pagar',
    barred: 'excluido',
  },
  reason: {
    'rule-broken': 'incumplió una regla de la marca',
    'loses-money': 'cuesta más de lo que aporta',
    'no-orders': 'aún sin pedidos',
    'too-few-clicks': 'pocos clics por ahora',
  },
  app: { unknown: 'app desconocida' },

  week: (number, year) => `Semana ${number}, ${year}`,
  programme: 'Programa de creadores',
  provisionalTitle: (span) => `Esta semana hasta ahora: ${span}`,
  provisional: (span) =>
    `La semana aún no ha terminado. Todo se refiere a lo que ha pasado de ella (${span}), comparado con la misma parte de la semana anterior.`,
  revised: (number) => `Revisión ${number}: hechos posteriores han cambiado este informe.`,
  subject: (brand, week) => `${brand}: ROI de creadores, semana ${week}`,
  subjectRoi: (roi) => `ROI ${roi}`,
  subjectEmpty: 'una semana tranquila',
  preheader: (parts) => parts,
  openReport: 'Leer el informe completo',

  tile: { netRevenue: 'Ingresos netos', marginRoi: 'ROI de margen', clicks: 'Clics', orders: 'Pedidos' },
  interval: (range, cases, of) => `en ${cases} de ${of} casos ${range}`,
  range: (low, high) => `${low} a ${high}`,
  onLastWeek: (ratio) => `${ratio} en una semana`,
  sameAsLastWeek: 'como la semana pasada',
  allMayBeChance: 'Cualquiera de estos cambios puede ser azar.',
  othersMayBeChance: 'Un cambio sin la palabra «real» puede ser azar.',
  waitForRate: (amounts) => `Sin incluir hasta que haya tipo de cambio: ${amounts}.`,
  waiting: { orders: (amount) => `pedidos de ${amount}`, spend: (amount) => `gasto de ${amount}` },
  roiMeans:
    'El ROI de margen es lo que queda del beneficio bruto tras todos los gastos, como parte de ellos: con 0 % un programa se paga solo.',
  lastWeekWas: (value) => `semana pasada: ${value}`,
  nothingBefore: 'nuevo esta semana',
  firstWeek: 'primera semana',
  spent: (amount) => `${amount} gastados`,
  breakEven: (roas, breakEven) => `${roas} × el gasto; rentable desde ${breakEven} ×`,

  actionTitle: 'Qué hacer',
  readOn: (names) => (names ? `Seguir leyendo: ${names}` : 'Seguir leyendo'),
  action: {
    promoteSure: (names, to) => `Haga subir a ${names} a ${to}: las pruebas son sólidas.`,
    promoteLikely: (names, to, chance) =>
      `Haga subir a ${names} a ${to}: la mejor opción hasta ahora, entre los mejores con una probabilidad de al menos ${chance}.`,
    promoteEarns: (names, to) =>
      `Haga subir a ${names} a ${to}: una próxima publicación probablemente aportará más de lo que cuesta.`,
    violation: (name) => `Mire primero la publicación de ${name}: incumple una de sus reglas.`,
    volunteers: (waiting, count) =>
      `${count} ${plural(waiting, 'voluntario espera', 'voluntarios esperan')} su respuesta: decida esta semana.`,
    messages: (campaign, message, asked, delivered) =>
      `Revise el brief «${campaign}»: pidió ${asked} de ${message}, se entrega ${delivered}.`,
    stageLoses: (stage, roi) =>
      `${stage} cuesta más de lo que aporta (ROI de margen ${roi}): renegocie o pause antes de la próxima reserva.`,
    testMore: (names, creators, clicks, count) =>
      `Dé una publicación más a ${names}: ${plural(clicks, `más o menos ${count} clic más diría`, `unos ${count} clics más dirían`)} si ${plural(creators, 'está', 'están')} entre los mejores.`,
    setMargin: 'Indique su margen bruto: sin él no hay beneficio ni ROI.',
    firstPosts: 'Cree enlaces para sus primeras publicaciones: los números empiezan con el primer clic.',
    recordSpend: 'Anote lo que costaron estas publicaciones: sin gasto no hay ROI.',
    keepGoing: 'Nada que cambiar esta semana. Siga así.',
  },

  moved: {
    title: 'Qué se movió',
    none: 'Ningún cambio de esta semana supera los altibajos normales.',
    first: 'Es la primera semana; desde la próxima, aquí aparecerán los cambios reales.',
    line: (subject, metric, was, is, change) =>
      `${subject}: ${metric} ${was} → ${is} (${change}, cambio real)`,
    lineNew: (subject, metric, is) => `${subject}: ${metric} ${is}, nuevo esta semana`,
    brand: 'En conjunto',
    metric: { clicks: 'clics', orders: 'pedidos' },
  },

  best: {
    title: 'Mejores creadores y publicaciones',
    none: 'Nadie trajo un clic ni un pedido esta semana.',
    creators: 'Mejores creadores de la semana',
    posts: 'Mejores publicaciones de la semana',
    creator: 'Creador',
    post: 'Publicación',
    others: (_, count) => `${count} más`,
  },
  pace: {
    title: 'Objetivos e interacción',
    none: 'No hay campaña con objetivo en curso ni interacción medida.',
    goal: (campaign, reached, target, done, gone, word) =>
      `${campaign}: ${reached} de ${target} (${done}) con el ${gone} de sus días transcurrido: ${word}.`,
    notMeasured: (campaign, target) => `${campaign}: el objetivo de ${target} no se mide aquí.`,
    ahead: 'por delante del ritmo',
    onPace: 'a ritmo',
    behind: 'por detrás del ritmo',
    metric: {
      orders: 'pedidos',
      sales: 'pedidos',
      conversions: 'pedidos y leads',
      clicks: 'clics',
      visitors: 'visitantes',
      posts: 'publicaciones',
    },
    engagement: (rate, days) =>
      `Tasa de interacción por seguidores: ${rate} (me gusta, comentarios, compartidos y guardados de las publicaciones de los últimos ${days} días, por seguidor).`,
    engagementWas: (rate) => `Era del ${rate} en las cuatro semanas anteriores.`,
    byTier: 'Tasa de interacción según seguidores del creador',
    tier: 'Seguidores',
    otherTier: 'Menos de 1k o desde 500k',
    rate: 'Tasa',
  },
  button: {
    losers: 'Decidir a quién seguir pagando',
    promotions: 'Decidir quién sube',
    volunteers: 'Responder a los voluntarios',
    creator: 'Ver al creador',
    campaign: 'Abrir las campañas',
    stage: 'Ver la etapa',
    margin: 'Indicar el margen',
    post: 'Anotar una publicación',
    spend: 'Anotar un gasto',
    week: 'Ver esta semana',
  },
  decisions: {
    title: 'Esperan una decisión',
    moveUp: (names) => `Listos para subir: ${names}.`,
    stopPaying: (names) => `Cuesta más de lo que aporta: ${names}.`,
  },

  stages: {
    title: 'Qué aportó cada etapa',
    intro: 'El dinero de esta semana: pedidos en su día, gastos al vencer.',
    before: 'Las semanas anteriores',
    cohortTitle: 'Publicaciones de esta semana, hasta hoy',
    stage: 'Etapa',
    posts: 'Publ.',
    clicks: 'Clics',
    orders: 'Ped.',
    revenue: 'Ingr. netos',
    spend: 'Gasto',
    roi: 'ROI de margen',
  },
  charts: {
    weeks: 'Clics por semana, según cómo llegaron',
    weeksText: (weeks, first, last, dark) =>
      `${weeks} semanas. La primera ${first}, la última ${last} clics; ${dark} de la última por dark social.`,
    week: 'Semana',
    roi: 'ROI de margen por etapa, con su intervalo',
    roiText: (parts) => `A la derecha de la línea una etapa aporta más de lo que cuesta. ${parts}.`,
    breakEven: 'umbral',
    posteriors: 'Qué aportaría la próxima publicación de cada creador',
    posteriorsText: 'Punto: mejor estimación. Línea: el 90 % de lo plausible. Ordenado por la estimación.',
    decay: 'Clics por día desde la publicación',
    decayText: (name, halfLife) => `${name}: la mitad de los clics en ${halfLife}.`,
    daySince: 'Día',
    seen: 'vistos',
    fitted: 'esperados',
    asTable: 'Ver estas cifras en una tabla',
    none: 'ninguno',
  },

  promotion: {
    title: (from, to) => `A quién hacer subir: de ${from} a ${to}`,
    expected: (right, pick) =>
      `De los ${pick} primeros, se espera que unos ${right} estén de verdad entre los mejores. El número de seguidores no cuenta.`,
    engagement: (creators: string) =>
      `Donde hay pocos pedidos cuenta también la interacción comparada con la de su tamaño de audiencia, en la medida en que acompañó a los clics y pedidos de ${creators} creadores.`,
    noChoice: {
      'nothing-to-choose':
        'Hay sitio para todos, así que no hay clasificación: cada uno se juzga por lo que aportaría otra publicación.',
      'no-orders': 'Aún no hay pedidos, así que nada distingue a los creadores.',
    },
    none: 'Nadie tiene aún clics suficientes para comparar.',
    creator: 'Creador',
    evidence: 'Clics / pedidos',
    profit: 'Beneficio por publicación',
    rate: 'Pedidos por clic',
    chance: 'Opción',
    verdict: 'Qué hacer',
    there: (stage) => `ya en ${stage}`,
    keepThere: 'mantener ahí',
  },

  earning: {
    title: 'Lo que aún aporta',
    none: 'De las publicaciones anteriores no se esperan más clics.',
    intro: 'Lo que las publicaciones anteriores aún aportan, sin otro pago.',
    post: 'Publicación',
    age: 'Edad',
    days: (days, count) => `${count} ${plural(days, 'día', 'días')}`,
    hours: (hours, count) => `${count} ${plural(hours, 'hora', 'horas')}`,
    wokeUp: (day: string) => `resurgió el ${day}`,
    halfLife: 'Vida media',
    residual: 'Clics por venir',
    revenue: 'Beneficio por venir',
    ppc: 'En anuncios',
    ppcNote:
      'Los anuncios de búsqueda dejan de aportar cuando cesa el gasto. Quien busca también compra más a menudo: compare también el coste por pedido.',
  },

  dark: {
    title: 'Dark social',
    range: (share, clicks) => `Se estima que el ${share} de ${clicks} clics se compartió en privado.`,
    few: (dark, clicks, count) =>
      `Compartidos en privado: ${dark} de ${count} ${plural(clicks, 'clic', 'clics')}, muy pocos para un porcentaje.`,
    noSign: (clicks, count) =>
      plural(
        clicks,
        'El único clic no muestra señales de haberse compartido en privado.',
        `Ninguno de los ${count} clics muestra señales de haberse compartido en privado.`,
      ),
    meaning:
      'Dark social: un enlace que se pasa por chat, correo o una app que no nombra su origen; otras analíticas solo ven «directo».',
    money: (amount) => `Los pedidos de esos clics: ${amount} de ingresos netos.`,
    codes: (orders, amount) =>
      `Pedidos con el código de un creador y sin ningún clic: ${orders} (${amount}). Carteles y webs de cupones también reparten códigos, así que aquí no cuentan.`,
    referrerOnly: (direct, clicks, count) =>
      `Una analítica que solo mira el referente habría llamado «directo» a ${direct} de ${count} ${plural(clicks, 'clic', 'clics')}.`,
    shares: (parts) => `Las vistas previas muestran que se comparte en ${parts}.`,
    sharesOne: (app, count) => `${app} (${count})`,
    none: 'Sin clics, nada se compartió en la sombra.',
    signs: 'Qué lo indica',
    sign: 'Señal',
    signOf: {
      messenger: 'Un mensajero se nombró',
      mail: 'Un programa de correo se nombró',
      declared: 'El enlace se puso en privado',
      dark_app: 'Abierto desde una app sin nombre',
      dark_paste: 'Pegado o escrito',
      dark_unknown: 'Sin rastro del origen',
    },
    atMost: 'Como mucho',
    sure: (clicks) => `al menos ${clicks}`,
    apps: 'Los mismos clics por app',
    app: 'App',
    otherApps: 'Otras apps',
    clicks: 'Clics',
  },

  lift: {
    title: 'La tienda sin estas publicaciones',
    more: (day: string, low: string, high: string, what: string) =>
      `Desde el ${day}, la tienda ha tenido cada día entre ${low} y ${high} ${what} más de lo que habría tenido sin estas publicaciones, con clic o sin él.`,
    fewer: (day: string, low: string, high: string, what: string) =>
      `Desde el ${day}, la tienda ha tenido cada día entre ${low} y ${high} ${what} menos de lo esperado sin estas publicaciones.`,
    cannot: (day: string, low: string, high: string, visible: string) =>
      `Lo que las publicaciones desde el ${day} hicieron más allá de sus clics no se distingue de días corrientes: entre ${low} menos y ${high} más de lo esperado. Solo se habría visto un efecto de ${visible} o más. Eso no significa que no hicieran nada.`,
    tracked: (count: string, what: string) =>
      `Sus enlaces y códigos trajeron ${count} ${what} en todos estos días; es parte de este intervalo, no algo añadido.`,
    roi: (low: string, high: string, tracked: string) =>
      `ROI de margen con este efecto: de ${low} a ${high}. Solo por pedidos atribuidos, en los mismos días: ${tracked}. Lo primero es un intervalo junto al ROI, nunca parte de él.`,
    mail: (low: string, high: string, what: string, day: string) =>
      `Con clic o sin él: sin las publicaciones desde el ${day}, la tienda habría tenido cada día entre ${low} y ${high} ${what} menos.`,
    of: { orders: 'pedidos', revenue: 'de ingresos', visits: 'visitas' },
    why: {
      tooFewDays:
        'Sin estimar: faltan los totales de la tienda de al menos cuatro semanas antes de estas publicaciones.',
      noQuietDays:
        'Sin estimar: las publicaciones se suceden sin pausa desde hace demasiado, no hay días tranquilos con que comparar. Un plan por ciudades y semanas puede decirlo.',
      windowLeftOut:
        'Sin estimar: en la mayoría de estos días hubo rebajas o algo parecido, o faltan los totales de la tienda.',
      tooFewOrders: 'Sin estimar: la mayoría de los días no hay nada que contar.',
      tooNoisy:
        'No se puede medir: solo se habría visto una duplicación. Eso no significa que las publicaciones no hicieran nada.',
      noDayOver: 'Sin estimar: aún no ha terminado ningún día después de estas publicaciones.',
    },
    caption:
      'Línea: la tienda como fue. Banda: donde están nueve de cada diez de esos días sin estas publicaciones.',
    day: 'Día',
    actual: 'Como fue',
    expected: 'Sin estas publicaciones',
  },

  messages: {
    title: 'Mensajes: pedidos y entregados',
    none: 'No hay un brief con mensajes ponderados en curso.',
    intro: (campaign, posts, count, gap) =>
      `${campaign}: ${count} ${plural(posts, 'publicación', 'publicaciones')}, diferencia ${gap} (0 % = como se pidió).`,
    message: 'Mensaje',
    asked: 'Pedido',
    delivered: 'Entregado',
    sold: 'Vendido',
    roi: 'ROI hasta hoy',
  },

  safety: {
    title: 'Reglas de la marca y voluntarios',
    clean: 'Ninguna publicación incumple una regla de la marca.',
    violation: (name) => `${name} incumplió una regla y no puede subir.`,
    rightsEnding: (name, day) =>
      `Los derechos para reutilizar la publicación de ${name} terminan el ${day}: amplíelos o retírela antes.`,
    rightsEnded: (name, day) =>
      `Los derechos sobre la publicación de ${name} terminaron el ${day}, y aún hay un enlace de otra reutilización.`,
    volunteers: (waiting, count) =>
      `${count} ${plural(waiting, 'voluntario espera', 'voluntarios esperan')} respuesta`,
    oldest: (days) => `el más antiguo desde hace ${days}`,
    noVolunteers: 'Ningún voluntario espera.',
    accepted: (accepted, count) =>
      `${count} ${plural(accepted, 'voluntario aceptado', 'voluntarios aceptados')} hasta ahora.`,
    webhook: (host, since) =>
      `El webhook a ${host} está apagado desde el ${since}: falló demasiado. Vuelva a encenderlo cuando responda.`,
    suppressed: (count) => `Destinatarios que ya no reciben este correo (rebotado o de baja): ${count}.`,
    members: 'Creadores',
    active: 'Publicaron en 28 días',
    perMember: 'Publicaciones cada uno',
    compliance: 'Reglas cumplidas',
  },

  earlier: {
    title: 'Cambios en semanas anteriores',
    thisReport: 'Cambios desde la primera versión de este informe',
    none: 'Ninguna semana anterior ha cambiado.',
    week: (week, revision) => `${week} (ahora revisión ${revision})`,
    difference: (about, changes) => `${about}: ${changes}`,
    brand: 'En conjunto',
    dark: 'Dark social',
    figure: {
      clicks: 'clics',
      uniques: 'visitantes únicos',
      orders: 'pedidos',
      netRevenueMinor: 'ingresos netos',
      grossProfitMinor: 'beneficio bruto',
      spendMinor: 'gasto',
      marginRoi: 'ROI de margen',
      darkLow: 'clics, al menos',
      darkHigh: 'clics, como mucho',
      posts: 'publicaciones',
    },
    refund: (order, day, amount) => `Reembolso de ${order} el ${day}: ${amount}`,
    amendment: (order, day, amount) => `Pedido ${order} modificado el ${day}: ${amount}`,
    reversal: (order, day, amount) => `Reembolso del pedido ${order} anulado el ${day}: ${amount}`,
    lateOrder: (order, day, amount) => `Pedido tardío ${order} del ${day}: ${amount}`,
    voided: (order, day, amount) => `Pedido ${order} del ${day}, anulado desde entonces: ${amount}`,
    restored: (order, day, amount) => `Pedido ${order} del ${day}, vuelve a contar: ${amount}`,
    rejudged: (from, to) => `Se juzgaron de nuevo los clics (reglas ${from} a ${to})`,
    lateClicks: (count) => `Clics que llegaron tarde: ${count}`,
    spendChanged: 'Se añadió o cambió gasto',
  },

  how: {
    title: 'Cómo se hacen estos números',
    period: (days, hours, zone) => `Periodo: ${days}, ${hours} horas, zona horaria ${zone}.`,
    asOf: (moment) => `Incluye todo lo conocido hasta el ${moment}.`,
    clicks: (hits, excluded) =>
      `Los clics son de personas: de ${hits} peticiones se descartaron ${excluded} (robots, vistas previas, precargas, repeticiones).`,
    orders: (model, days) =>
      `Los pedidos se asignan por ${model}, en ${days} días; el código de un creador va antes que un clic.`,
    revenue: 'Los ingresos netos son tras descuentos y reembolsos, sin impuestos ni envío.',
    roi: (margin) =>
      `ROI de margen = (beneficio bruto − gasto) / gasto, con un margen bruto del ${margin} cuando un pedido no dice su coste.`,
    roiNoMargin: 'El ROI de margen necesita su margen bruto, que no está indicado.',
    interval: (level, draws) =>
      `Intervalos: ${level}, de ${draws} sorteos de los pedidos con semilla fija; con menos de cinco pedidos, o un gasto inferior a un pedido medio, no hay ROI.`,
    spend: 'El gasto cuenta al vencer; los regalos por lo que le cuestan, no a precio de tienda.',
    test: '«Cambio real»: el azar rara vez lo haría, probado junto a todo lo demás del informe; con cualquier otro, espere.',
    notIncremental: 'Asignar no demuestra la causa: algunos compradores habrían venido igualmente.',
    unconverted: (of, amount, count) =>
      `Sin incluir, por falta de tipo de cambio: ${of === 'spend' ? 'gasto' : 'pedidos'} de ${amount} (${count}).`,
    version: (metric, rules) => `Métricas ${metric}, reglas ${rules}.`,
    snapshot: (address) => `Estado ${address}`,
    model: {
      lastTouch: 'último contacto',
      firstTouch: 'primer contacto',
      linear: 'el modelo lineal',
      timeDecay: 'decaimiento temporal',
      positionBased: 'el modelo por posición',
      markov: 'el modelo de Markov',
      shapley: 'el modelo de Shapley',
    },
  },

  empty: {
    first:
      'Sus enlaces están listos y nadie los ha tocado aún. Los primeros números llegan con el primer clic; después este correo comparará semana a semana.',
    soFar: 'Esta semana, hasta ahora, ni clics, ni pedidos, ni gasto.',
    quiet: 'Ni clics, ni pedidos, ni gasto esta semana.',
  },
  files: {
    uniques: 'Visitantes únicos',
    profit: 'Beneficio bruto',
    atLeast: 'ROI de margen, mín.',
    atMost: 'ROI de margen, máx.',
    note: 'Nota',
    handle: 'Nombre de perfil',
    platform: 'Plataforma',
    published: 'Publicada el',
  },
  footer: {
    why: (brand) => `Recibe este correo como destinatario del informe semanal de ${brand}.`,
    unsubscribe: 'Darse de baja',
    settings: 'Ajustes',
    attachment:
      'Adjuntos: tablas de etapas, creadores y publicaciones para su hoja de cálculo, y cada cifra en una línea para máquinas.',
    skip: 'Ir al informe',
    madeBy: 'Vouch',
  },
};
