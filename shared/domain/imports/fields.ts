import { moreNames } from './more-names.ts';

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
/** `like`: where no heading is one of the names, the first that tells of the field in words of its own. */
export type FieldFact = { field: string; reads: Reads; names: readonly string[]; like?: RegExp };

const field = (name: string, reads: Reads, names: string): FieldFact => ({
  field: name,
  reads,
  names: [spelled(name), ...names.split('|').map((one) => one.trim())],
});
/** `publishedAt` as a heading is compared: `published at`. */
const spelled = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** `discount_coupon_code`, `Applied voucher codes`: an order whose code is not read is nobody's. What the code was worth is another column. */
const LIKE_A_CODE =
  /^(?!.*\b(?:amount|value|type|id|name|description|discounted|count|tax|total|betrag|wert|montant|importe|importo)\b).*\b(?:coupons?|vouchers?|gutschein\w*|promo(?:tion)?|discount|rabatt\w*)\b.*\bcodes?\b/;

/** `Platform fee`, `Vermittlungsprovision`: what was kept of an order's money. Not what its customer paid for, nor what is no sum. */
const LIKE_A_FEE =
  /^(?!.*\b(?:shipping|delivery|handling|cod|gift|wrap\w*|tax(?:es)?|customs|versand\w*|liefer\w*|envio|livraison|spedizione|rate|type|id|name|status|currency|percent|prozent)\b)(?!.*%).*(?:\b(?:fees?|commissions?|comision|commissione|comissao)\b|gebuhr(?:en)?\b|provision(?:en)?\b)/;

const TAGS = field(
  'tags',
  'text',
  'tag|labels|label|categories|schlagworte|etiquettes|etiquetas|etichette|trefwoorden|marcadores|tagi|etykiety',
);
const HANDLE = field(
  'handle',
  'text',
  'creator|creator handle|user name|username|account username|profile name|instagram|tiktok|profile url|profile|media url|account|benutzername|konto benutzername|profil|nom dutilisateur|identifiant|compte|usuario|nombre de usuario|cuenta|influencer|nome utente|profilo|creatore|gebruikersnaam|profiel|nome de usuário|nome de utilizador|usuário|utilizador|perfil|criador|conta|nazwa użytkownika|użytkownik|twórca|konto|créateur|creador',
);
const PLATFORM = field(
  'platform',
  'text',
  'creator platform|network|social network|channel|plattform|netzwerk|plateforme|reseau|réseau|plataforma|red|kanal|canal|piattaforma|kanaal|rede|rede social|rete|platforma|sieć|kanał',
);
const CREATOR_EXTERNAL = field('creatorExternalId', 'text', 'creator id|influencer id|member id|uid');
/**
 * `order_currency`, `Währung der Bestellung`: amounts whose code is not read are taken for the brand's own. Not a fee's, nor what was only shown, nor
 * Pinterest's `Spend in account currency`, which is the amount.
 */
const LIKE_A_CURRENCY =
  /^(?!.*\b(?:fees?|payout|settlement|presentment|display|exchange|rate|conversion|converted|symbol)\b)(?!.*\b(?:in|dans|en|nella)\b.*\b(?:currency|devise|moneda|divisa|valuta)\b).*\b(?:currency|wahrung|devise|moneda|divisa|valuta|waluta)\b/;
const CURRENCY = {
  ...field(
    'currency',
    'text',
    'currency code|converted currency|währung|währungscode|devise|code de la devise|divisa|moneda|codice valuta|valuta|muntcode|moeda|código da moeda|código de divisa|waluta',
  ),
  like: LIKE_A_CURRENCY,
};
const STAGE = field('stage', 'text', 'stufe|étape|etapa|fase|etap');
const CAMPAIGN = field(
  'campaign',
  'text',
  'campaign name|campaign external id|kampagne|kampagnenname|campagne|nom de la campagne|campaña|nombre de la campaña|campagna|nome campagna|nome della campagna|campagnenaam|naam van campagne|campanha|nome da campanha|kampania|nazwa kampanii',
);
const SQUAD = field(
  'squad',
  'text',
  'squad name|community|squad external id|communauté|comunidad|comunità|comunidade|społeczność',
);
const POST = field(
  'post',
  'text',
  'permalink|post link|post url|video link|pin url|url|content|inhalt|contenu|contenido|conteúdo|contenuto|inhoud|videos|post|link|permalien|enlace|enlace permanente|enlace del video|post external id|post id|media id|beitrags id|identifiant de la publication|identificador de la publicación|collegamento permanente|link al post|permanente koppeling|link permanente|link da publicação|link do posta|id del post|bericht id|identificação da publicação|identyfikator posta',
);

const SPENT_ON = field(
  'incurredOn',
  'day',
  'day|date|reporting starts|spent on|incurred on|tag|datum|jour|fecha|día|dia|data|giorno|dag|dzień|date de dépense|inizio dei report|begin van rapportage|início dos relatórios|początek raportowania|début des rapports|inicio del informe|berichtsbeginn',
);
const UNTIL = field(
  'until',
  'day',
  'reporting ends|fine dei report|einde van rapportage|fim dos relatórios|koniec raportowania|fin des rapports|fin del informe|berichtsende',
);
const AMOUNT = field(
  'amount',
  'amount',
  'amount spent|spend|spent|cost|costs|fee|price|betrag|kosten|ausgegebener betrag|preis|montant|coût|montant dépensé|importe|coste|importe gastado|costo|importo|importo speso|spesa|prezzo|bedrag|uitgegeven bedrag|besteed bedrag|prijs|valor|valor gasto|valor usado|montante gasto|custo|preço|precio|prix|kwota|wydana kwota|koszt|cena',
);

/**
 * Which headings mean which field, in the spelling of `headingKey`; of two that a file has, the one named first. In
 * English, German, French, Spanish, Italian, Dutch, Portuguese and Polish, as the exports of platforms and shops write them; what isn't
 * here is never guessed, nor is a word of two meanings: Dutch `reacties` are comments to one and likes to another.
 */
const OWN: Readonly<Record<TableKind, readonly FieldFact[]>> = {
  creators: [
    HANDLE,
    PLATFORM,
    // Beside a column of handles: whose platform they are.
    {
      ...field('profileAddress', 'text', 'address of the profile'),
      like: /^(?:(?:profile|profil|channel|kanal|social|instagram|tiktok|youtube) )?(?:links?|urls?)$/,
    },
    field('externalId', 'text', 'influencer id|creator id|member id|uid|id'),
    field(
      'displayName',
      'text',
      'full name|account name|name|kontoname|nom|nombre|vollständiger name|nom complet|nombre completo|nome|nome completo|naam|volledige naam|imię i nazwisko|nazwa',
    ),
    field(
      'followers',
      'count',
      'follower count|follower|subscribers|subscriber count|audience size|abonnenten|abonnés|abonnes|seguidores|seguaci|volgers|obserwujący|obserwatorzy|liczba obserwujących|anzahl follower|nombre dabonnés|número de seguidores',
    ),
    field(
      'email',
      'text',
      'e mail|email address|e mail adresse|mail|courriel|correo|correo electrónico|indirizzo email|indirizzo e mail|e mailadres|emailadres|endereço de e mail|correio eletrónico|adres e mail|adres email|adresse e mail|adresse email|correo electronico',
    ),
    field(
      'city',
      'text',
      'town|ort|stadt|ville|ciudad|città|plaats|woonplaats|cidade|localidade|miasto|miejscowość',
    ),
    field('country', 'text', 'country code|land|pays|país|pais|paese|nazione|kraj'),
    field(
      'ageBand',
      'text',
      'age group|age range|altersgruppe|tranche dâge|grupo de edad|fascia di età|leeftijdsgroep|faixa etária|grupa wiekowa',
    ),
    field('source', 'text', 'herkunft'),
    field(
      'couponCodes',
      'text',
      'coupon code|coupons|coupon|codes|code|promo code|discount code|gutschein|gutscheincode|rabattcode|code promo|cupón|código|código de descuento|código promocional|codice sconto|codice promozionale|codice|kortingscode|actiecode|couponcode|código de desconto|cupom|cupão|kod rabatowy|kupon|kod',
    ),
    TAGS,
  ],
  posts: [
    field(
      'url',
      'text',
      'permalink|post link|post url|video link|link|permalien|enlace|enlace permanente|enlace del video|collegamento permanente|link al post|permanente koppeling|link permanente|link da publicação|link do posta',
    ),
    HANDLE,
    CREATOR_EXTERNAL,
    PLATFORM,
    field(
      'externalId',
      'text',
      'post external id|post id|video id|content|media id|id|beitrags id|identifiant de la publication|identificador de la publicación|id del post|bericht id|identificação da publicação|identyfikator posta',
    ),
    field(
      'publishedAt',
      'instant',
      'publish time|post time|video publish time|published|publish date|post date|date|posted|veröffentlichungszeitpunkt|veröffentlicht|datum|heure de publication|hora de publicación|fecha|veröffentlichungsdatum|date de publication|publié le|fecha de publicación|publicado|data di pubblicazione|ora di pubblicazione|orario di pubblicazione|pubblicato|publicatietijd|publicatiedatum|tijdstip van publicatie|gepubliceerd|data de publicação|hora de publicação|horário da publicação|publicado em|data publikacji|czas publikacji|opublikowano|data',
    ),
    STAGE,
    field(
      'format',
      'text',
      'post type|type|beitragstyp|type de publication|tipo de publicación|tipo di post|berichttype|type bericht|tipo de publicação|tipo de post|typ posta',
    ),
    field(
      'destination',
      'text',
      'landing page|destination url|target|ziel url|ziel|url de destination|url de destino|página de destino|page de destination|zielseite|url di destinazione|pagina di destinazione|doel url|bestemmings url|landingspagina|docelowy url|url docelowy|strona docelowa',
    ),
    CAMPAIGN,
    SQUAD,
    field(
      'messages',
      'text',
      'message|topics|botschaften|botschaft|mensaje|mensajes|messaggio|messaggi|boodschap|boodschappen|mensagem|mensagens|przekaz',
    ),
    field(
      'placements',
      'text',
      'placement|platzierung|emplacement|ubicación|posizionamento|plaatsing|posicionamento|umiejscowienie',
    ),
    field('slug', 'text', 'back half|kurzname'),
    TAGS,
  ],
  engagement: [
    POST,
    field(
      'takenAt',
      'instant',
      'as of|snapshot date|measured at|stand|erhoben am|mesuré le|medido el|rilevato il|gemeten op|peildatum|medido em|stan na',
    ),
    field(
      'likes',
      'count',
      'total likes|like count|reactions|gefällt mir angaben|gefällt mir|mag ich bewertungen|marcações gostei|jaime|mentions jaime|me gusta|me gusta totales|mi piace|numero di mi piace|vind ik leuks|vind ik leuk|curtidas|curtidas totais|gostos|polubienia|liczba polubień',
    ),
    field(
      'comments',
      'count',
      'total comments|comment count|comments added|replies|kommentare|kommentare hinzugefügt|hinzugefügte kommentare|commentaires|commentaires ajoutés|comentarios|comentarios añadidos|comentarios agregados|comentários adicionados|commenti aggiunti|comentarios totales|commenti|opmerkingen|comentários|komentarze|liczba komentarzy',
    ),
    field(
      'shares',
      'count',
      'total shares|share count|reposts|geteilte inhalte|geteilt|partages|compartidos|veces compartido|veces que se ha compartido|condivisioni|keer gedeeld|gedeeld|compartilhamentos|partilhas|udostępnienia',
    ),
    field(
      'saves',
      'count',
      'saved|bookmarks|add to favorites|favorites|gespeicherte beiträge|gespeichert|enregistrements|guardados|veces guardado|salvataggi|elementi salvati|keer opgeslagen|opgeslagen|salvamentos|itens salvos|zapisy|zapisane',
    ),
    field(
      'views',
      'count',
      'total views|view count|video views|plays|aufrufe|vues|visualizaciones|vistas|visualizaciones totales|reproducciones|visualizzazioni|riproduzioni|weergaven|visualizações|reproduções|wyświetlenia|odtworzenia',
    ),
    field(
      'impressions',
      'count',
      'impressionen|impresiones|impression|impressioni|impressies|vertoningen|impressões',
    ),
    field(
      'reach',
      'count',
      'viewers|accounts reached|reichweite|portée|couverture|alcance|copertura|bereik|zasięg',
    ),
    field('followers', 'count', 'followers at the time|follower count|volgers|obserwujący'),
  ],
  spend: [
    SPENT_ON,
    UNTIL,
    AMOUNT,
    CURRENCY,
    field(
      'kind',
      'text',
      'type|category|art|nature|tipo|what|categoria|catégorie|categoría|kategorie|soort|categorie|rodzaj|kategoria|typ',
    ),
    field('basis', 'text', 'valued at'),
    field('state', 'text', 'status'),
    HANDLE,
    PLATFORM,
    CREATOR_EXTERNAL,
    field('post', 'text', 'post url|permalink|post link|post external id'),
    CAMPAIGN,
    SQUAD,
    STAGE,
    field(
      'note',
      'text',
      'notes|description|comment|notiz|beschreibung|bemerkung|nota|remarque|descripción|descrizione|opmerking|omschrijving|notitie|observação|descrição|uwagi|opis|notatka',
    ),
    field(
      'externalId',
      'text',
      'id|spend id|invoice number|invoice|reference|rechnungsnummer|beleg|numéro de facture|facture|número de factura|factura|numero fattura|fattura|factuurnummer|factuur|número da fatura|fatura|numer faktury|faktura',
    ),
  ],
  ads: [
    SPENT_ON,
    UNTIL,
    AMOUNT,
    field(
      'linkClicks',
      'count',
      'link klicks|outbound clicks|swipe ups|swipes|clics sur le lien|clics sur un lien|clics en el enlace|clicks|klicks|clics|clic sul link|linkklikken|klikken op link|klikken|cliques no link|cliques|kliknięcia linku|kliknięcia',
    ),
    CURRENCY,
    field('level', 'text', 'delivery level'),
  ],
  baselines: [
    SPENT_ON,
    UNTIL,
    {
      ...field(
        'part',
        'text',
        'sales channel|channel|channel name|order sales channel|discount name|product|product title|product name|vendor|traffic source|referrer source|customer type|device type|verkaufskanal|vertriebskanal|produkt|produktname|canal de vente|produit|canal de venta|producto|canale di vendita|prodotto|verkoopkanaal',
      ),
      like: LIKE_A_CODE,
    },
    field(
      'region',
      'text',
      'city|shipping city|billing city|state|province|ort|stadt|bundesland|ville|région|ciudad|región|provincia|città|regione|stad|regio|provincie|plaats|cidade|região|miasto|województwo',
    ),
    field(
      'orders',
      'count',
      'total orders|number of orders|order count|bestellungen|anzahl bestellungen|commandes|nombre de commandes|pedidos|número de pedidos|ordini|numero di ordini|bestellingen|aantal bestellingen|encomendas|número de encomendas|zamówienia|liczba zamówień',
    ),
    field(
      'revenue',
      'amount',
      'net sales|net revenue|net turnover|sales|total sales|turnover|nettoumsatz|umsatz|chiffre daffaires|ventes nettes|ventes|ventas netas|ventas|ingresos|vendite nette|fatturato netto|netto omzet|nettoomzet|vendas líquidas|receita líquida|sprzedaż netto|przychód netto|fatturato|ricavi|vendite|omzet|faturamento|faturação|receita|vendas|przychód|obrót|sprzedaż',
    ),
    field(
      'visits',
      'count',
      'sessions|online store sessions|visitors|besuche|sitzungen|besucher|visites|visiteurs|visitas|sesiones|visitantes|visite|sessioni|visitatori|bezoeken|sessies|bezoekers|sessões|wizyty|sesje|odwiedziny',
    ),
    field(
      'directVisits',
      'count',
      'direct|direct sessions|direktzugriffe|accès directs|visitas directas|visite dirette|directe bezoeken|visitas diretas|wizyty bezpośrednie',
    ),
    field(
      'brandSearchVisits',
      'count',
      'brand search|brand searches|markensuche|recherches de la marque|búsquedas de la marca|ricerche del marchio|zoekopdrachten naar merk|pesquisas da marca|wyszukiwania marki',
    ),
    CURRENCY,
    field(
      'event',
      'text',
      'why|special day|anlass|ereignis|événement|evento|aanleiding|gebeurtenis|wydarzenie|okazja',
    ),
    field('note', 'text', 'notes|comment|notiz|bemerkung|remarque|nota|opmerking|observação|uwagi|notatka'),
  ],
  orders: [
    field(
      'externalId',
      'text',
      'id|order id|order number|order|transaction id|transaktionscode|bestellnummer|auftragsnummer|auftrags id|auftrags nr|bestell nr|numéro de commande|número de pedido|source id|commande|numéro de transaction|no de transaction|pedido|id de transacción|numero ordine|numero dordine|id ordine|ordine|codice transazione|id transazione|bestelnummer|ordernummer|order nummer|transactie id|transactiecode|número do pedido|número da encomenda|encomenda|id da transação|código da transação|numer zamówienia|zamówienie|identyfikator transakcji|numer transakcji|nummer|numéro|número|numero|numer',
    ),
    field('number', 'text', 'name|order name'),
    field(
      'occurredAt',
      'instant',
      'created at|paid at|created date|date created|date utc|transaction date|order created|purchase date|sale date|created utc|created|order date|date|ordered at|datum|bestelldatum|auftragsdatum|erstellt am|date de commande|fecha|fecha del pedido|data ordine|data dellordine|besteldatum|orderdatum|data do pedido|data da encomenda|data zamówienia|data|day|tag|jour|día|dia|giorno|dag|dzień',
    ),
    field('time', 'text', 'purchase time|uhrzeit|heure|hora|ora|orario|tijd|godzina'),
    field(
      'timeZone',
      'text',
      'time zone|timezone|zeitzone|fuseau horaire|zona horaria|fuso orario|tijdzone|fuso horário|strefa czasowa',
    ),
    field(
      'amount',
      'amount',
      'total|order total|order total amount|total amount|total price|order amount|gross|grand total|gesamtbetrag|gesamtbetrag brutto|bestellsumme|bestellbetrag|auftragssumme|rechnungsbetrag|betrag|brutto|summe|gesamt|total ttc|montant|importe|brut|avant commission|bruto|totale ordine|totale|lordo|importo|orderbedrag|totaal|bedrag|valor total|valor|kwota|razem|wartość|suma',
    ),
    field(
      'netAmount',
      'amount',
      'net sales|net revenue|n revenue|net amount|netto|nettobetrag|nettosumme|gesamtbetrag netto|summe netto|gesamt netto|subtotal ex tax|sub total ex tax|amount ex tax|betrag ex tax|summe ex tax|gesamt ex tax|zwischensumme ex tax|montant ex tax|importe ex tax|importo ex tax|bedrag ex tax|total ex tax|order total ex tax|net|total ht|neto|líquido|valor líquido|total sin iva|totale netto',
    ),
    field('subtotal', 'amount', 'sub total|zwischensumme|sous total|subtotale|subtotaal|suma częściowa'),
    field(
      'taxes',
      'amount',
      'tax|total tax|tax total|order tax|order total tax amount|sales tax|taxes total|steuern|steuer|mwst|tva|impuestos|iva|vat|imposte|btw|belasting|impostos|podatek',
    ),
    field(
      'shipping',
      'amount',
      'shipping total|shipping cost|shipping amount|order shipping|order shipping amount|versand|versandkosten|frais de port|livraison|envío|gastos de envío|spedizione|spese di spedizione|verzendkosten|verzending|frete|portes|koszt wysyłki|wysyłka|dostawa',
    ),
    {
      ...field(
        'fee',
        'amount',
        'fees|transaction fee|gebühr|gebühren|entgelt|frais|comisión|tarifa|commission|commissions|comisiones|tariffa|commissione|commissioni|kosten|transactiekosten|comissão|taxa|opłata|prowizja',
      ),
      like: LIKE_A_FEE,
    },
    CURRENCY,
    {
      ...field(
        'couponCodes',
        'text',
        'discount code|discount codes|coupon code|coupon codes|coupon|coupons|coupon details|coupon items|coupon lines|coupons used|voucher|vouchers|voucher code|promo code|promotion code|gutschein|bon de réduction|gutscheincode|rabattcode|code de réduction|código de descuento|code promo|cupón|codice sconto|codice promozionale|kortingscode|couponcode|código de desconto|cupom|cupão|kod rabatowy|kupon',
      ),
      like: LIKE_A_CODE,
    },
    field(
      'refunded',
      'amount',
      'refunded amount|amount refunded|order refund amount|total refunded|refund amount|refunded total|partial refund|refund|refunds|erstattet|remboursé|reembolsado|montant remboursé|remboursement|importe reembolsado|reembolso|rimborsato|importo rimborsato|rimborso|terugbetaald|terugbetaling|valor reembolsado|zwrot|zwrócono',
    ),
    // A flag beside sums that may be missing: Gumroad's.
    field('isPaidBack', 'text', 'fully refunded?|is refunded|refunded?'),
    field(
      'status',
      'text',
      'order status|state|bestellstatus|statut|estado|état|stato|stato ordine|bestelstatus|orderstatus|status do pedido|situação|status zamówienia|stan',
    ),
    // Beside an order's own state, which may be open while it is paid (Tiendanube, Duda), or cancelled.
    {
      ...field('paymentStatus', 'text', 'financial status|stato del pagamento'),
      like: /\bpayment status\b/,
    },
    field('cancelledAt', 'text', 'canceled at|storniert am'),
    // Lemon Squeezy's `test_mode`, Stripe's `livemode`: what nobody paid.
    field('isTest', 'text', 'test|test mode|test order|test purchase|test purchase?|testbestellung'),
    field('isLive', 'text', 'livemode|live mode'),
    field('type', 'text', 'transaction type|typ|tipo|reporting category'),
    field(
      'refundOf',
      'text',
      'reference txn id|zugehöriger transaktionscode|charge id|numéro de la transaction de référence|no de transaction de référence|id de referencia de trans|id de referencia de transacción|codice transazione di riferimento|id da transação de referência|identyfikator transakcji referencyjnej',
    ),
    // A statement of a payment provider's, which has its balance behind each line, says there what a line is.
    field('description', 'text', 'beschreibung|descripción|descrizione|omschrijving|descrição|opis'),
    field('balance', 'text', 'guthaben|solde|saldo'),
    field('kind', 'text', 'conversion kind'),
    field(
      'customerId',
      'text',
      'customer|kundennummer|numéro client|número de cliente|numero cliente|id cliente|klantnummer|klant id|número do cliente|numer klienta',
    ),
    field(
      'newCustomer',
      'text',
      'customer type|is new|neukunde|nouveau client|nuevo cliente|nuovo cliente|nieuwe klant|novo cliente|nowy klient',
    ),
    field('clickId', 'text', 'vclid|vouch click|note attributes|landing site|landing page'),
  ],
  links: [
    field(
      'address',
      'text',
      'short link|short url|shorturl|shortened link|shortened url|tiny url|bitlink|shortlink|short address|link|kurzlink|lien court|enlace corto|kurze url|kurzadresse|url courte|url corta|link breve|link corto|korte link|korte url|link curto|krótki link',
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
      'destination url|long url|long link|full url|full link|original url|originalurl|longurl|target url|target|url|ziel url|url de destination|url de destino|url di destinazione|doel url|bestemmings url|docelowy url|url docelowy',
    ),
    field('expiresAt', 'instant', 'expires|expire in|expiration|valid until|meta valid until|gültig bis'),
    field('validSince', 'text', 'meta valid since'),
    field('clickLimit', 'count', 'max visits|meta max visits|max clicks'),
    field('status', 'text', 'archived|state|banned|is disabled|disabled'),
    field('password', 'text', 'protected|secret key'),
    field(
      'clicks',
      'count',
      'engagements|visits summary total|visits|visit count|visits count|hits|total clicks|total|klicks|clics|clic|klikken|cliques|kliknięcia',
    ),
    TAGS,
    field('title', 'text', 'link title|titel|titre|título|titolo|tytuł'),
    field(
      'createdAt',
      'text',
      'created|date created|creation date|timestamp|erstellt am|date de création|fecha de creación|creado|data di creazione|creato il|aangemaakt op|data de criação|criado em|data utworzenia|utworzono',
    ),
    field('post', 'text', 'post url|post external id|permalink'),
    field('placement', 'text', 'platzierung'),
    field('externalId', 'text', 'id string|link id|id'),
  ],
};

/** Those, and the names in more languages behind them. */
export const FIELDS = Object.fromEntries(
  Object.entries(OWN).map(([kind, facts]) => [
    kind,
    facts.map((fact) => ({ ...fact, names: [...fact.names, ...moreNames(kind as TableKind, fact.field)] })),
  ]),
) as unknown as typeof OWN;

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
