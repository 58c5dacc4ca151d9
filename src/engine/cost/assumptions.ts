import { COST } from '../../domain/costs.ts';
import type { Dataset } from '../../domain/dataset.ts';
import { DEFAULT_OPTIONS } from '../../domain/options.ts';
import type { Assumption, Warning } from '../../domain/results.ts';
import { plainNumber } from '../../foundation/words.ts';
import { LIVE_CONTACT_USD, SELF_SERVICE_CONTACT_USD } from './contactPrice.ts';
import type { CostInput } from './outcome.ts';
import type { ServiceCost } from './service.ts';

export function costAssumptions({ dataset, options }: CostInput, { contactsAtDefault }: ServiceCost): Assumption[] {
  const assumptions: Assumption[] = [];
  if (contactsAtDefault > 0) {
    assumptions.push({
      code: 'contact_cost',
      value: `${LIVE_CONTACT_USD} USD a live contact, ${SELF_SERVICE_CONTACT_USD.toFixed(2)} USD in self-service`,
      source: 'Gartner 2019',
      replaceWith: '--contact-cost CHANNEL=AMOUNT or --minute-rate, or a cost column',
    });
  }
  if ((options.acquisitionCost !== null || dataset.costs.rows > 0) && dataset.customers.texts.has('referred_by')) {
    assumptions.push({
      code: 'referred_customers_free',
      value: 0,
      source: 'a referred customer was not bought',
      replaceWith: 'an acquisition_cost column',
    });
  }
  if (dataset.customers.texts.has('referred_by') && options.referralShare === DEFAULT_OPTIONS.referralShare) {
    assumptions.push({
      code: 'referral_share',
      value: options.referralShare,
      source: 'convention of cx-roi: half of the referred would not have come otherwise',
      replaceWith: '--referral-share',
    });
  }
  if (dataset.costs.category.includes(COST.programme)) {
    assumptions.push({
      code: 'programme_reaches_target',
      value: options.targetEffort,
      source: 'the programme in the ledger is taken to bring everybody’s effort to the target',
      replaceWith: '--target',
    });
  }
  return assumptions;
}

export function costWarnings({ facts }: Dataset, { contactsAtDefault, source }: ServiceCost): Warning[] {
  // By a ledger the default only says how contacts compare.
  if (contactsAtDefault === 0 || source === 'ledger' || facts.currency === 'USD') return [];
  const currency = facts.currency ?? 'in an unknown currency';
  return [
    {
      code: 'contact_cost_currency',
      message: `${plainNumber(contactsAtDefault)} ${contactsAtDefault === 1 ? 'contact is' : 'contacts are'} priced by a published default in USD, but this data is ${currency}: give --contact-cost or --minute-rate`,
      count: contactsAtDefault,
    },
  ];
}
