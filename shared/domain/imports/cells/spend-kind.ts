import type { SpendKind } from '../../vocabulary.ts';
import { headingKey } from '../heading-key.ts';

/** What people call each kind of spend in their sheets, in the languages of headings; without accents. */
const WORDS: Readonly<Record<SpendKind, string>> = {
  fee: 'honorar|gage|vergutung|cachet|remuneration|honoraires|honorarios|tarifa|compenso|onorario|vergoeding|cache|honorario|wynagrodzenie|honorarium|arvode|palkkio|onorariu|dij',
  commission: 'provision|comision|commissione|commissie|comissao|prowizja|provize|komissio|jutalek|comision',
  product:
    'produkt|produkte|ware|produit|produits|producto|productos|gift|geschenk|cadeau|regalo|prodotto|prodotti|omaggio|producten|product|produto|produtos|produkty|prezent|gava|lahja|darek|tuote|ajandek',
  shipping:
    'versand|porto|expedition|livraison|frais de port|envio|gastos de envio|spedizione|verzending|verzendkosten|frete|wysylka|dostawa|frakt|fragt|toimitus|doprava|szallitas|livrare',
  production: 'produktion|produccion|produzione|productie|producao|produkcja',
  boost:
    'werbebudget|sponsorisation|promocion|publicidad|boosting|sponsorizzazione|pubblicita|advertentie|impulsionamento|publicidade|promocja|reklama|annonsering|annoncering|mainonta|hirdetes|publicitate',
  tools: 'werkzeuge|software|outils|herramientas|strumenti|gereedschap|ferramentas|narzedzia',
  labour:
    'arbeit|arbeitszeit|travail|trabajo|labor|lavoro|arbeid|uren|trabalho|praca|arbete|arbejde|tyo|munka',
};

const KINDS = new Map(
  Object.entries(WORDS).flatMap(([kind, words]) => words.split('|').map((word) => [word, kind])),
);

/** The kind that a cell names; the API says what is wrong with any other word. */
export const spendKindOf = (text: string): string => KINDS.get(plain(text)) ?? text.toLowerCase();

const plain = (text: string): string =>
  headingKey(text).normalize('NFD').replace(/\p{M}/gu, '').replace(/ł/g, 'l');
