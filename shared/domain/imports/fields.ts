export const IMPORT_KINDS = [
  'creators',
  'posts',
  'spend',
  'engagement',
  'orders',
  'links',
  'baselines',
] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];
/** What a table can hold: besides, the brand's own ads by day, which are never guessed from headings that spend has too. */
export type TableKind = ImportKind | 'ads';

/** How a field's cells are read: figures and dates by their whole column. */
export type Reads = 'text' | 'count' | 'amount' | 'day' | 'instant';
export type FieldFact = { field: string; reads: Reads; names: readonly string[] };

const field = (name: string, reads: Reads, names: string): FieldFact => ({
  field: name,
  reads,
  names: [spelled(name), ...names.split('|').map((one) => one.trim())],
});
/** `publishedAt` as a heading is compared: `published at`. */
const spelled = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const TAGS = field('tags', 'text', 'tag|labels|label|categories|schlagworte|etiquettes|etiquetas');
const HANDLE = field(
  'handle',
  'text',
  'creator|creator handle|user name|username|account username|profile name|instagram|tiktok|profile url|profile|media url|account|benutzername|konto benutzername|profil|nom dutilisateur|identifiant|compte|usuario|nombre de usuario|cuenta',
);
const PLATFORM = field(
  'platform',
  'text',
  'creator platform|network|social network|channel|plattform|netzwerk|plateforme|reseau|réseau|plataforma|red',
);
const CREATOR_EXTERNAL = field('creatorExternalId', 'text', 'creator id|influencer id|member id|uid');
const CURRENCY = field(
  'currency',
  'text',
  'currency code|converted currency|währung|währungscode|devise|code de la devise|divisa|moneda',
);
const STAGE = field('stage', 'text', 'stufe|étape|etapa');
const CAMPAIGN = field(
  'campaign',
  'text',
  'campaign name|campaign external id|kampagne|kampagnenname|campagne|nom de la campagne|campaña|nombre de la campaña',
);
const SQUAD = field('squad', 'text', 'squad name|community|squad external id');
const POST = field(
  'post',
  'text',
  'permalink|post link|post url|video link|url|content|post|link|permalien|enlace|enlace permanente|enlace del video|post external id|post id|media id|beitrags id|identifiant de la publication|identificador de la publicación',
);

const SPENT_ON = field(
  'incurredOn',
  'day',
  'day|date|reporting starts|spent on|incurred on|tag|datum|jour|fecha|día',
);
const UNTIL = field('until', 'day', 'reporting ends');
const AMOUNT = field(
  'amount',
  'amount',
  'amount spent|spend|spent|cost|costs|fee|price|betrag|kosten|ausgegebener betrag|preis|montant|coût|montant dépensé|importe|coste|importe gastado|costo',
);

/**
 * Which headings mean which field, in the spelling of `headingKey`; of two that a file has, the one named first. In
 * English, German, French and Spanish, as the exports of platforms and shops write them; what isn't here is never guessed.
 */
export const FIELDS: Readonly<Record<TableKind, readonly FieldFact[]>> = {
  creators: [
    HANDLE,
    PLATFORM,
    field('externalId', 'text', 'influencer id|creator id|member id|uid|id'),
    field('displayName', 'text', 'full name|account name|name|kontoname|nom|nombre'),
    field(
      'followers',
      'count',
      'follower count|follower|subscribers|subscriber count|audience size|abonnenten|abonnés|abonnes|seguidores',
    ),
    field('email', 'text', 'e mail|email address|e mail adresse|mail|courriel|correo|correo electrónico'),
    field('city', 'text', 'town|ort|stadt|ville|ciudad'),
    field('country', 'text', 'country code|land|pays|país|pais'),
    field('ageBand', 'text', 'age group|age range|altersgruppe'),
    field('source', 'text', 'herkunft'),
    field(
      'couponCodes',
      'text',
      'coupon code|coupons|coupon|codes|code|promo code|discount code|gutschein|gutscheincode|rabattcode|code promo|cupón|código',
    ),
    TAGS,
  ],
  posts: [
    field(
      'url',
      'text',
      'permalink|post link|post url|video link|link|permalien|enlace|enlace permanente|enlace del video',
    ),
    HANDLE,
    CREATOR_EXTERNAL,
    PLATFORM,
    field(
      'externalId',
      'text',
      'post external id|post id|video id|content|media id|id|beitrags id|identifiant de la publication|identificador de la publicación',
    ),
    field(
      'publishedAt',
      'instant',
      'publish time|post time|video publish time|published|publish date|post date|date|posted|veröffentlichungszeitpunkt|veröffentlicht|datum|heure de publication|hora de publicación|fecha',
    ),
    STAGE,
    field('format', 'text', 'post type|type|beitragstyp|type de publication|tipo de publicación'),
    field(
      'destination',
      'text',
      'landing page|destination url|target|ziel url|ziel|url de destination|url de destino',
    ),
    CAMPAIGN,
    SQUAD,
    field('messages', 'text', 'message|topics|botschaften'),
    field('placements', 'text', 'placement|platzierung'),
    field('slug', 'text', 'back half|kurzname'),
    TAGS,
  ],
  engagement: [
    POST,
    field('takenAt', 'instant', 'as of|snapshot date|measured at|stand|erhoben am'),
    field(
      'likes',
      'count',
      'total likes|like count|reactions|gefällt mir angaben|gefällt mir|jaime|mentions jaime|me gusta|me gusta totales',
    ),
    field(
      'comments',
      'count',
      'total comments|comment count|comments added|replies|kommentare|commentaires|comentarios|comentarios totales',
    ),
    field(
      'shares',
      'count',
      'total shares|share count|reposts|geteilte inhalte|partages|compartidos|veces compartido',
    ),
    field(
      'saves',
      'count',
      'saved|bookmarks|add to favorites|favorites|gespeicherte beiträge|gespeichert|enregistrements|guardados|veces guardado',
    ),
    field(
      'views',
      'count',
      'total views|view count|video views|plays|aufrufe|vues|visualizaciones|visualizaciones totales|reproducciones',
    ),
    field('impressions', 'count', 'impressionen|impresiones'),
    field('reach', 'count', 'viewers|accounts reached|reichweite|portée|couverture|alcance'),
    field('followers', 'count', 'followers at the time|follower count'),
  ],
  spend: [
    SPENT_ON,
    UNTIL,
    AMOUNT,
    CURRENCY,
    field('kind', 'text', 'type|category|art|nature|tipo|what'),
    field('basis', 'text', 'valued at'),
    field('state', 'text', 'status'),
    HANDLE,
    PLATFORM,
    CREATOR_EXTERNAL,
    field('post', 'text', 'post url|permalink|post link|post external id'),
    CAMPAIGN,
    SQUAD,
    STAGE,
    field('note', 'text', 'notes|description|comment|notiz|beschreibung|bemerkung|nota|remarque'),
    field('externalId', 'text', 'id|spend id|invoice number|invoice|reference|rechnungsnummer|beleg'),
  ],
  ads: [
    SPENT_ON,
    UNTIL,
    AMOUNT,
    field('linkClicks', 'count', 'link klicks|clics sur le lien|clics en el enlace|clicks|klicks|clics'),
    CURRENCY,
  ],
  baselines: [
    SPENT_ON,
    UNTIL,
    field(
      'region',
      'text',
      'city|shipping city|billing city|state|province|ort|stadt|bundesland|ville|région|ciudad|región|provincia',
    ),
    field(
      'orders',
      'count',
      'total orders|number of orders|order count|bestellungen|anzahl bestellungen|commandes|nombre de commandes|pedidos|número de pedidos',
    ),
    field(
      'revenue',
      'amount',
      'net sales|net revenue|net turnover|sales|total sales|turnover|nettoumsatz|umsatz|chiffre daffaires|ventes nettes|ventes|ventas netas|ventas|ingresos',
    ),
    field(
      'visits',
      'count',
      'sessions|online store sessions|visitors|besuche|sitzungen|besucher|visites|visiteurs|visitas|sesiones|visitantes',
    ),
    field('directVisits', 'count', 'direct|direct sessions|direktzugriffe|accès directs|visitas directas'),
    field(
      'brandSearchVisits',
      'count',
      'brand search|brand searches|markensuche|recherches de la marque|búsquedas de la marca',
    ),
    CURRENCY,
    field('event', 'text', 'why|special day|anlass|ereignis|événement|evento'),
    field('note', 'text', 'notes|comment|notiz|bemerkung|remarque|nota'),
  ],
  orders: [
    field(
      'externalId',
      'text',
      'id|order id|order number|order|transaction id|transaktionscode|bestellnummer|numéro de commande|número de pedido|source id',
    ),
    field('number', 'text', 'name|order name'),
    field(
      'occurredAt',
      'instant',
      'created at|paid at|created date|created utc|created|order date|date|ordered at|datum|bestelldatum|date de commande|fecha|fecha del pedido',
    ),
    field('time', 'text', 'uhrzeit|heure|hora'),
    field('timeZone', 'text', 'time zone|timezone|zeitzone|fuseau horaire|zona horaria'),
    field(
      'amount',
      'amount',
      'total|order total|gross|grand total|brutto|summe|gesamt|total ttc|montant|importe',
    ),
    field('netAmount', 'amount', 'net sales|net revenue|net amount|netto|net|total ht'),
    field('subtotal', 'amount', 'sub total|zwischensumme|sous total'),
    field('taxes', 'amount', 'tax|total tax|steuern|steuer|mwst|tva|impuestos|iva'),
    field('shipping', 'amount', 'shipping total|versand|versandkosten|frais de port|livraison|envío'),
    field('fee', 'amount', 'fees|transaction fee|gebühr|gebühren|entgelt|frais|comisión|tarifa'),
    CURRENCY,
    field(
      'couponCodes',
      'text',
      'discount code|discount codes|coupon code|coupon|coupons|gutscheincode|rabattcode|code de réduction|código de descuento',
    ),
    field(
      'refunded',
      'amount',
      'refunded amount|amount refunded|refund|refunds|erstattet|remboursé|reembolsado',
    ),
    field('status', 'text', 'financial status|payment status|state|bestellstatus|statut|estado'),
    field('cancelledAt', 'text', 'canceled at|storniert am'),
    field('type', 'text', 'transaction type|typ|tipo|reporting category'),
    field('refundOf', 'text', 'reference txn id|zugehöriger transaktionscode|charge id'),
    field('kind', 'text', 'conversion kind'),
    field('customerId', 'text', 'customer|kundennummer|numéro client'),
    field('newCustomer', 'text', 'customer type|is new|neukunde'),
    field('clickId', 'text', 'vclid|vouch click|note attributes|landing site|landing page'),
  ],
  links: [
    field(
      'address',
      'text',
      'short link|short url|shorturl|bitlink|shortlink|short address|link|kurzlink|lien court|enlace corto',
    ),
    field('otherAddress', 'text', 'custom link|custom bitlinks|custom back half|alias|aliases'),
    field(
      'slug',
      'text',
      'short code|shortcode|keyword|slashtag|back half|backhalf|path|key|code|source|address slug',
    ),
    field('domain', 'text', 'domain full name|host|hostname|short domain'),
    field(
      'destination',
      'text',
      'destination url|long url|original url|originalurl|longurl|target url|target|url|ziel url|url de destination|url de destino',
    ),
    field('expiresAt', 'instant', 'expires|expire in|expiration|valid until|meta valid until|gültig bis'),
    field('validSince', 'text', 'meta valid since'),
    field('clickLimit', 'count', 'max visits|meta max visits|max clicks'),
    field('status', 'text', 'archived|state|banned|is disabled|disabled'),
    field('password', 'text', 'protected|secret key'),
    field(
      'clicks',
      'count',
      'engagements|visits summary total|visits|visit count|visits count|hits|total clicks|total|klicks|clics',
    ),
    TAGS,
    field('title', 'text', 'link title|titel|titre|título'),
    field('createdAt', 'text', 'created|date created|creation date|timestamp|erstellt am|date de création'),
    field('post', 'text', 'post url|post external id|permalink'),
    field('placement', 'text', 'platzierung'),
    field('externalId', 'text', 'id string|link id|id'),
  ],
};

/** Which of an order's fields say what it came to. */
export const ORDER_PRICES = ['amount', 'netAmount', 'subtotal'] as const;

/** The columns of a table that people type without headings, in the order in which they are asked for. */
export const USUAL_COLUMNS = {
  creators: ['handle', 'platform', 'followers', 'email', 'city'],
  spend: ['incurredOn', 'handle', 'amount', 'kind', 'note'],
  engagement: ['post', 'likes', 'comments', 'shares', 'saves', 'views', 'reach'],
  ads: ['incurredOn', 'amount', 'linkClicks'],
  baselines: ['incurredOn', 'orders', 'revenue', 'visits'],
  orders: ['externalId', 'occurredAt', 'amount', 'couponCodes'],
} as const satisfies Partial<Record<TableKind, readonly string[]>>;
export type PastedKind = keyof typeof USUAL_COLUMNS;
