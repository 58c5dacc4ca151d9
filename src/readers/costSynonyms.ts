import type { CostField } from '../domain/fields.ts';
import { SPEND_HEADERS } from './costWords.ts';
import { CUSTOMER_SYNONYMS } from './synonyms.ts';

/** What ledgers of costs call our fields, as `CUSTOMER_SYNONYMS` has it for customers. */
export const COST_SYNONYMS: Readonly<Partial<Record<CostField, readonly string[]>>> = {
  cost_date: [
    ...['date', 'day', 'month', 'period', 'posting date', 'booking date', 'invoice date', 'datum', 'monat', 'mois'],
    ...[
      'buchungsdatum',
      'fecha',
      'mes',
      'data',
      'mese',
      'maand',
      'miesiac',
      '~occurred at',
      '~created at',
      '~timestamp',
    ],
  ],
  cost_category: [
    ...['category', 'cost type', 'expense type', 'expense category', 'cost centre', 'cost center', 'kategorie'],
    ...['kostenart', 'kostenstelle', 'categorie', 'categoria', 'kategoria', '~type', '~purpose', '~typ', '~tipo'],
  ],
  cost_channel: [
    ...['channel', 'acquisition channel', 'marketing channel', 'utm source', 'source', 'kanal', 'canal', 'canale'],
    ...['kanaal', 'medium', '~campaign', '~platform', '~kampagne'],
  ],
  cost_amount: [
    ...['amount', 'cost', 'costs', 'spend', 'spent', 'expense', 'betrag', 'kosten', 'ausgaben', 'montant', 'cout'],
    ...['importe', 'coste', 'importo', 'costo', 'bedrag', 'kwota', 'koszt', ...SPEND_HEADERS, '~net amount', '~total'],
  ],
  currency: CUSTOMER_SYNONYMS.currency ?? [],
};
