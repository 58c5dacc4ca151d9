import { EASING_CODES, type SaveTerms } from '../domain/saveListReport.ts';
import { CxRoiError } from '../foundation/errors.ts';
import { nearest } from '../foundation/suggest.ts';
import type { Settings } from './settings.ts';
import { notNegative, pair, wholeNumber } from './values.ts';

const AMOUNT = 'an amount of money, such as 8.50';

/** What calls cost and how many there may be, as the flags have it. */
export function saveTerms(settings: Settings): SaveTerms {
  const terms: SaveTerms = {
    actionCosts: actionCosts(settings),
    budget: settings.read('budget', notNegative, AMOUNT),
    maxCustomers: settings.read('maxCustomers', wholeNumber, 'a whole number, 0 or more'),
  };
  const priced = EASING_CODES.some((code) => terms.actionCosts[code] !== null);
  if (terms.budget !== null && !priced) {
    throw new CxRoiError('usage', '--budget says how much may be spent, but not what an action costs', {
      hint: 'give that with --action-cost AMOUNT',
    });
  }
  return terms;
}

/** A cost for all actions, and the costs of single ones, which go before it. */
function actionCosts(settings: Settings): SaveTerms['actionCosts'] {
  let general: number | null = null;
  const own = new Map<string, number>();
  for (const text of settings.list('actionCost')) {
    const [code, amount] = text.includes('=') ? (pair(text) ?? ['', '']) : [null, text];
    const cost = notNegative(amount);
    if (cost === undefined) throw settings.error('actionCost', `"${text}" is not ${AMOUNT}, or CODE=AMOUNT`);
    if (code === null) general = cost;
    else own.set(knownCode(settings, code), cost);
  }
  const costs = EASING_CODES.map((code) => [code, own.get(code) ?? general]);
  return Object.fromEntries(costs) as SaveTerms['actionCosts'];
}

function knownCode(settings: Settings, text: string): string {
  const code = EASING_CODES.find((known) => known === text);
  if (code !== undefined) return code;
  const near = nearest(text, EASING_CODES);
  const suggestion = near === null ? '' : `Did you mean ${near}? `;
  throw settings.error(
    'actionCost',
    `there is no action "${text}"`,
    `${suggestion}Actions: ${EASING_CODES.join(', ')}`,
  );
}
