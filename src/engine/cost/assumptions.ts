import type { Dataset } from '../../domain/dataset.ts';
import type { Assumption, Warning } from '../../domain/results.ts';
import type { CostInput } from './outcome.ts';
import { LIVE_CONTACT_USD, SELF_SERVICE_CONTACT_USD } from './service.ts';

export function costAssumptions({ dataset, options }: CostInput, contactsAtDefault: number): Assumption[] {
  const assumptions: Assumption[] = [];
  if (contactsAtDefault > 0) {
    assumptions.push({
      code: 'contact_cost',
      value: `${LIVE_CONTACT_USD} USD a live contact, ${SELF_SERVICE_CONTACT_USD.toFixed(2)} USD in self-service`,
      source: 'Gartner 2019',
      replaceWith: '--contact-cost CHANNEL=AMOUNT or --minute-rate, or a cost column',
    });
  }
  if (options.acquisitionCost !== null && dataset.customers.texts.has('referred_by')) {
    assumptions.push({
      code: 'referred_customers_free',
      value: 0,
      source: 'a referred customer was not bought',
      replaceWith: 'an acquisition_cost column',
    });
  }
  return assumptions;
}

export function costWarnings({ facts }: Dataset, contactsAtDefault: number): Warning[] {
  if (contactsAtDefault === 0 || facts.currency === 'USD') return [];
  const currency = facts.currency ?? 'in an unknown currency';
  return [
    {
      code: 'contact_cost_currency',
      message: `contacts are priced by a published default in USD, but this data is ${currency}: give --contact-cost or --minute-rate`,
      count: contactsAtDefault,
    },
  ];
}
