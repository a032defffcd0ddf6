import { PLATFORM_WORDS } from '../judge/tables/platform-names.ts';
import type { TableKind } from './fields.ts';

type Names = Readonly<Record<string, string>>;

/**
 * Headings beside those of FIELDS: other words of the same eight languages, and Swedish, Danish, Norwegian, Finnish, Czech,
 * Slovak, Hungarian, Romanian, Croatian, Turkish and Greek, as shops and platforms write them there. What is one word for two things (Danish `by`) is not here.
 * `*` stands for any platform.
 */
const OF_ANY: Names = {
  handle:
    '* handle|* username|* name|* account|* channel|account *|profil *|profilo *|perfil de *|perfil do *|pseudo *|social handle|profile link|channel url|kanal url|pseudo|nom du profil|nombre de perfil|nome profilo|nome del profilo|nome do perfil|profielnaam|nazwa profilu|influenceur|influenceuse|influencerin|användarnamn|brugernavn|brukernavn|käyttäjätunnus|käyttäjänimi|vaikuttaja|uživatelské jméno|používateľské meno|felhasználónév|influenszer|nume utilizator|nume de utilizator|korisničko ime|kullanıcı adı',
  platform:
    'réseau social|red social|social media|sociala medier|alusta|kanava|platformă|sieć społecznościowa',
  currency: 'valuutta|měna|mena|pénznem|deviza|monedă|para birimi|νόμισμα|valutakod|valutakode',
  campaign:
    'kampanjnamn|kampanj|kampagnenavn|kampanje|kampanjenavn|kampanja|název kampaně|kampaň|kampány|kampány neve|campanie|numele campaniei',
  post: 'permalänk|länk|permalenke|lenke|link til opslag|pysyvä linkki|linkki|trvalý odkaz|odkaz|állandó hivatkozás|link permanent|innehåll|indhold|innhold|sisältö|obsah|tartalom|treść|treści|contenuti',
};

const MORE: Readonly<Partial<Record<TableKind, Names>>> = {
  creators: {
    displayName:
      'namn|navn|nimi|jméno|meno|név|nume|nume complet|fulde navn|fullt navn|fullständigt namn|koko nimi|celé jméno|teljes név',
    followers:
      '* followers|* follower count|* subscribers|abonnés *|followerzahl|anzahl abonnenten|nombre de followers|número de followers|numero follower|numero di follower|aantal volgers|número de seguidores|följare|antal följare|følgere|antal følgere|seuraajat|seuraajia|sledující|počet sledujících|sledovatelia|követők|követők száma|urmăritori|pratitelji|takipçi|takipçiler|ακόλουθοι',
    email:
      'emails|contact email|e post|epost|e postadress|sähköposti|sähköpostiosoite|e mailová adresa|emailcím|e mail cím|adresă de e mail|e posta',
    city: 'wohnort|localité|comune|kaupunki|město|mesto|város|oraș|grad|şehir|şehri',
    country: 'maa|země|krajina|ország|țară|zemlja|ülke',
    couponCodes:
      'rabattkod|rabatkode|rabattkode|alennuskoodi|slevový kód|zľavový kód|kuponkód|cod cupon|cod de reducere|kod promocyjny|kod kuponu|indirim kodu|kod kupona|kortingscodes|gutscheincodes|rabattcodes|cupón de descuento|código de cupón|código do cupom|codice coupon|buono sconto|codice buono',
  },
  posts: {
    publishedAt:
      'publiceringstid|publiceringsdatum|publicerad|udgivelsestidspunkt|publiceringstidspunkt|publisert|julkaisuaika|julkaistu|čas zveřejnění|datum zveřejnění|közzététel ideje|ora publicării|data publicării',
    destination: 'målsida|landingsside|kohdesivu|cílová stránka|céloldal|pagină de destinație',
  },
  engagement: {
    likes:
      'gilla markeringar|antal gilla markeringar|synes godt om|synes godt om markeringer|liker klikk|likerklikk|tykkäykset|to se mi líbí|páči sa mi to|kedvelések|aprecieri',
    comments:
      'kommentarer|kommentit|komentáře|komentáre|hozzászólások|comentarii|kommentarer tillagda|tillagda kommentarer|lisätyt kommentit|přidané komentáře|reacties toegevoegd|toegevoegde reacties|dodane komentarze',
    shares: 'delningar|delinger|jaot|sdílení|zdieľania|megosztások|distribuiri',
    saves: 'sparade|gemte|lagrede|lagrede innlegg|tallennukset|uložení|uloženia|mentések|salvări',
    views: 'visningar|visninger|katselukerrat|zhlédnutí|zobrazenia|megtekintések|vizionări|vizualizări',
    impressions: 'exponeringar|eksponeringer|näyttökerrat|megjelenések|afișări',
    reach: 'räckvidd|rækkevidde|rekkevidde|kattavuus|dosah|elérés|acoperire',
  },
  spend: {
    incurredOn:
      'invoice date|payment date|paid on|rechnungsdatum|belegdatum|buchungsdatum|zahlungsdatum|bezahlt am|date de facture|date de facturation|date de paiement|fecha de factura|fecha de pago|data fattura|data della fattura|data pagamento|data del pagamento|factuurdatum|betaaldatum|data faktury|data płatności|data da fatura|data do pagamento|fakturadatum|fakturadato|laskun päivä|datum faktury|számla kelte|data facturii|dato|päivä|päivämäärä|pvm|dátum|den|deň|nap|zi|start date|start time|by day|begin rapportage',
    until: 'end date|end time',
    amount:
      'total spent|spend in account currency|net amount|nettobetrag|honorar|honoraires|honorarios|compenso|montant ht|montant net|importe neto|importo netto|bedrag excl btw|nettobedrag|kwota netto|valor líquido|belopp|beløb|beløp|summa|částka|suma|összeg|sumă|iznos|tutar|ποσό|spenderat belopp|brugt beløb|beløb brugt|brukt beløp|beløp brukt|käytetty summa|utracená částka|elköltött összeg',
    kind: 'kostenart|ausgabenart|type de dépense|nature de la dépense|concepto|tipo de gasto|tipo di spesa|voce di spesa|soort kosten|rodzaj kosztu|tipo de despesa|tyyppi|druh|típus|tip|cost type|expense type|expense category',
  },
  ads: {
    incurredOn: 'by day|start date|begin rapportage|dato|päivä|dátum|den|deň|nap',
    amount:
      'spend in account currency|total spent|spenderat belopp|brugt beløb|beløb brugt|brukt beløp|beløp brukt|utracená částka|elköltött összeg',
    linkClicks:
      'länkklick|klick|linkklik|klik|lenkeklikk|klikk|klikit|klikkaukset|kliknutí|kattintások|clicuri',
  },
  baselines: {
    incurredOn: 'dato|päivä|dátum|den|deň|nap',
    orders:
      'ordrar|ordrer|antal ordrar|antal ordrer|tilaukset|objednávky|rendelések|comenzi|antal beställningar',
    revenue:
      'omsättning|omsætning|omsetning|liikevaihto|tržby|forgalom|vânzări|försäljning|nettoförsäljning|salg|myynti',
    visits: 'sessioner|besök|besøg|økter|istunnot|návštěvy|relace|munkamenetek|sesiuni',
  },
  orders: {
    externalId:
      'order no|order nr|order ref|order reference|purchase id|sale id|ordernr|bestellnr|bestell id|bestellung|auftragsnr|bestelnr|bestelling|bestelling id|no de commande|n° de commande|n° commande|no commande|numéro commande|réf commande|référence commande|référence de commande|référence|no de pedido|no pedido|n o de pedido|n° de pedido|n° pedido|numero pedido|id pedido|id de pedido|id del pedido|n ordine|nr ordine|n° ordine|n° dordine|riferimento ordine|no do pedido|n o do pedido|n° do pedido|n o de encomenda|n° de encomenda|no de encomenda|no da encomenda|n o da encomenda|id do pedido|nr zamówienia|id zamówienia|ordrenummer|ordrenr|ordre|tilausnumero|tilaus|číslo objednávky|objednávka|rendelésszám|rendelés száma|rendelés|număr comandă|numărul comenzii|nr comandă|comandă|broj narudžbe|sipariş numarası|sipariş no|αριθμός παραγγελίας',
    occurredAt:
      'date added|created time|create time|order placed|placed at|order time|erstellungsdatum|erstelldatum|bestellt am|kaufdatum|date de la commande|date commande|commandé le|créée le|créé le|date de création|date dachat|fecha de pedido|fecha pedido|fecha de creación|fecha de compra|creado el|data creazione|data di creazione|data acquisto|data di acquisto|besteld op|aangemaakt op|aankoopdatum|data de criação|data da compra|criado em|data złożenia|data złożenia zamówienia|data utworzenia|data zakupu|ordredato|oprettet|opprettet|skapad|köpdatum|tilauspäivä|tilauksen päivämäärä|pvm|datum objednávky|dátum objednávky|vytvořeno|rendelés dátuma|rendelés ideje|dátum|data comenzii|data comandă|datum narudžbe|sipariş tarihi|ημερομηνία παραγγελίας',
    time: 'klockslag|klokkeslæt|kello|čas|idő',
    amount:
      'payment amount|amount paid|paid amount|total paid|total charged|sale price|gesamtsumme|gesamtpreis|endbetrag|endsumme|bruttobetrag|bruttosumme|zahlbetrag|gesamt brutto|summe brutto|montant total|montant ttc|montant de la commande|montant payé|total commande|total de la commande|total payé|prix total|importe total|importe del pedido|total del pedido|total pedido|monto total|monto|precio total|total pagado|total con iva|totale dellordine|importo totale|importo ordine|importo dellordine|totale pagato|prezzo totale|totaalbedrag|totaal incl btw|totaalprijs|bestelbedrag|totaal betaald|total do pedido|valor total do pedido|total da encomenda|valor pago|total pago|wartość zamówienia|wartość brutto|kwota brutto|kwota zamówienia|łączna kwota|do zapłaty|razem brutto|suma brutto|totalt|totalbelopp|totalsumma|summa|totalbeløb|totalbeløp|i alt|yhteensä|loppusumma|celkem|celková cena|celková částka|celkom|celková suma|végösszeg|összesen|total general|suma totală|ukupno|toplam|σύνολο',
    taxes: 'moms|alv|dph|áfa|pdv|kdv|φπα',
    shipping: 'frakt|fragt|toimitus|doprava|szállítás|livrare|dostava|kargo',
    couponCodes:
      'verwendeter gutschein|eingelöster gutschein|gutscheine|rabatt code|aktionscode|promocode|code promo utilisé|code coupon|code avantage|code remise|código de cupón|cupón de descuento|cupones|cupón usado|cupón utilizado|código promocional|codice coupon|codice buono|buono sconto|coupon utilizzato|actiecode|kortingsbon|vouchercode|código do cupom|cupom de desconto|cupom utilizado|kod kuponu|kod promocyjny|użyty kupon|promotion ids|rabattkod|rabattkoder|kampanjkod|rabatkode|rabattkode|alennuskoodi|kuponki|kuponkikoodi|slevový kód|slevový kupón|zľavový kód|kuponkód|cod cupon|cod promoțional|cod de reducere|kod kupona|kupon kodu|indirim kodu|κωδικός κουπονιού',
    refunded: 'återbetalat|återbetald|refunderet|refundert|hyvitetty|vráceno|visszatérítve|rambursat',
    paymentStatus:
      'zahlungsstatus|zahlstatus|bezahlstatus|finanzstatus|statut du paiement|estado del pago|estado de pago|stato pagamento|betaalstatus|status do pagamento|status płatności|betalstatus|betalingsstatus',
    status:
      'order state|auftragsstatus|statut de la commande|statut commande|état de la commande|estado del pedido|estado de la orden|stato dellordine|estado do pedido|estado da encomenda|stan zamówienia|ordrestatus|tila|tilauksen tila|stav|stav objednávky|állapot|rendelés állapota|stare|stare comandă|starea comenzii|durum|sipariş durumu|κατάσταση',
    customerId: 'kundnummer|kundenummer|asiakasnumero|číslo zákazníka|ügyfélszám',
  },
  links: {
    address: 'kort länk|kortlänk|kort lenke|lyhyt linkki|lyhytlinkki|krátký odkaz|rövid link|link scurt',
    destination: 'mål url|mål webbadress|destinations url|kohdeosoite|cílová url|cél url',
    clicks: 'klick|klik|klikk|klikkaukset|kliknutí|kattintások|clicuri',
  },
};

/** Further names of a kind's field. */
export const moreNames = (kind: TableKind, field: string): readonly string[] =>
  [MORE[kind]?.[field], OF_ANY[field]].flatMap((names) => names?.split('|') ?? []).flatMap(ofEachPlatform);

const ofEachPlatform = (name: string): string[] =>
  name.includes('*') ? PLATFORM_WORDS.map((platform) => name.replace('*', platform)) : [name];
