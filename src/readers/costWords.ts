import { COST_CATEGORIES, type CostCategory } from '../domain/costs.ts';
import { keyOf } from './headers.ts';

/** What books call the things that money is spent on. */
const CATEGORY_WORDS: Readonly<Record<CostCategory, readonly string[]>> = {
  acquisition: [
    ...['acquisition', 'customer acquisition', 'marketing', 'advertising', 'ads', 'paid media', 'media', 'ad spend'],
    ...['sales and marketing', 'sales & marketing', 's&m', 'new business', 'akquise', 'akquisition', 'werbung'],
    ...['neukundengewinnung', 'publicite', 'acquisizione', 'adquisicion', 'pubblicita', 'publicidad', 'acquisitie'],
  ],
  retention: [
    ...['retention', 'customer retention', 'loyalty', 'loyalty programme', 'loyalty program', 'customer success'],
    ...['account management', 'kundenbindung', 'bindung', 'fidelisation', 'fidelizacion', 'fidelizzazione', 'behoud'],
  ],
  service: [
    ...['service', 'customer service', 'support', 'customer support', 'cost to serve', 'help desk', 'helpdesk'],
    ...['contact centre', 'contact center', 'call centre', 'call center', 'kundenservice', 'kundendienst'],
    ...['service client', 'servicio', 'assistenza', 'klantenservice'],
  ],
  programme: [
    ...['programme', 'program', 'experience programme', 'experience program', 'cx programme', 'cx program', 'project'],
    ...['initiative', 'programm', 'projekt', 'projet', 'proyecto', 'progetto', 'programma'],
  ],
};

const CATEGORIES = new Map<string, number>(
  COST_CATEGORIES.flatMap((category, code) => CATEGORY_WORDS[category].map((word) => [keyOf(word), code] as const)),
);

/** Place in COST_CATEGORIES of what a word of the books names, or -1. */
export function categoryOf(text: string): number {
  return CATEGORIES.get(keyOf(text)) ?? -1;
}

/** Headers of amounts that can only have been spent on winning customers: such a table needs no column that says so. */
export const SPEND_HEADERS = [
  ...['ad spend', 'ads spend', 'media spend', 'marketing spend', 'acquisition spend', 'advertising spend'],
  ...['marketing cost', 'marketing costs', 'advertising cost', 'advertising costs', 'werbekosten', 'marketingkosten'],
] as const;

const SPENDS: ReadonlySet<string> = new Set(SPEND_HEADERS.map(keyOf));

export function saysAcquisition(foldedKey: string): boolean {
  return SPENDS.has(foldedKey);
}
