import { COST_CATEGORIES } from '../domain/costs.ts';
import { BILLING_PERIODS, FIELD_TYPES, INTERACTION_KINDS } from '../domain/fields.ts';
import type { CellAsRead } from '../domain/inspection.ts';
import { YES } from '../domain/interactions.ts';
import { billingPeriodOf } from './billingWords.ts';
import { readerOf, readSeconds, secondsIn } from './cells.ts';
import { categoryOf } from './costWords.ts';
import { currencyCode } from './currency.ts';
import type { ColumnFormat } from './formats.ts';
import { timeUnitOf } from './headers.ts';
import type { ColumnMatch } from './match.ts';
import { monthlyPrice } from './monthlyPrice.ts';
import { costDay } from './months.ts';
import { isBlank, trimmed } from './text.ts';
import { flagOf, kindOf } from './words.ts';

/** What a cell of a mapped column is read as; null where it is blank or means nothing. */
export function cellAsRead(cells: readonly string[], match: ColumnMatch, format: ColumnFormat): CellAsRead {
  const { field, folded, price } = match;
  const text = cells[match.index] ?? '';
  if (isBlank(text)) return null;
  const type = FIELD_TYPES[field];
  switch (type) {
    case 'id':
    case 'text':
      return trimmed(text);
    case 'kind':
      return INTERACTION_KINDS[kindOf(text)] ?? null;
    case 'cost category':
      return COST_CATEGORIES[categoryOf(text)] ?? null;
    case 'billing period':
      return BILLING_PERIODS[billingPeriodOf(text)] ?? null;
    case 'currency':
      return currencyCode(text);
    case 'minutes':
      return present(readSeconds(text, format, secondsIn(timeUnitOf(folded) ?? 'minutes')) / 60);
    case 'flag': {
      const flag = present(readerOf('flag', format)(text));
      return flag === null ? null : flagOf(text) === YES;
    }
    case 'time':
      return isoTime(field === 'cost_date' ? costDay(text, format) : readerOf('time', format)(text));
    case 'money':
      return present((price === undefined ? format.money(text) : monthlyPrice(format.money(text), cells, price)) / 100);
    default:
      return present(readerOf(type, format)(text));
  }
}

function present(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** `2024-02-29` at midnight UTC, else with the time. */
function isoTime(timeMs: number): string | null {
  if (Number.isNaN(timeMs)) return null;
  return new Date(timeMs).toISOString().replace('.000Z', 'Z').replace('T00:00:00Z', '');
}
