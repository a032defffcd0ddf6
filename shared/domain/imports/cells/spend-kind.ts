import type { SpendKind } from '../../vocabulary.ts';
import { headingKey } from '../heading-key.ts';

/** What people call each kind of spend in their sheets, in the languages of headings; without accents. */
const WORDS: Readonly<Record<SpendKind, string>> = {
  fee: 'honorar|gage|vergutung|cachet|remuneration|honoraires|honorarios|tarifa|compenso|onorario|vergoeding|cache|honorario|wynagrodzenie|honorarium',
  commission: 'provision|comision|commissione|commissie|comissao|prowizja',
  product:
    'produkt|produkte|ware|produit|produits|producto|productos|gift|geschenk|cadeau|regalo|prodotto|prodotti|omaggio|producten|product|produto|produtos|produkty|prezent',
  shipping:
    'versand|porto|expedition|livraison|frais de port|envio|gastos de envio|spedizione|verzending|verzendkosten|frete|wysylka|dostawa',
  production: 'produktion|produccion|produzione|productie|producao|produkcja',
  boost:
    'werbebudget|sponsorisation|promocion|publicidad|boosting|sponsorizzazione|pubblicita|advertentie|impulsionamento|publicidade|promocja|reklama',
  tools: 'werkzeuge|software|outils|herramientas|strumenti|gereedschap|ferramentas|narzedzia',
  labour: 'arbeit|arbeitszeit|travail|trabajo|labor|lavoro|arbeid|uren|trabalho|praca',
};

const KINDS = new Map(
  Object.entries(WORDS).flatMap(([kind, words]) => words.split('|').map((word) => [word, kind])),
);

/** The kind that a cell names; the API says what is wrong with any other word. */
export const spendKindOf = (text: string): string => KINDS.get(plain(text)) ?? text.toLowerCase();

const plain = (text: string): string =>
  headingKey(text).normalize('NFD').replace(/\p{M}/gu, '').replace(/ł/g, 'l');
