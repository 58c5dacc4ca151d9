import { STATUS } from '../../domain/features.ts';
import type { ScenarioChanges, SimulateReceipt } from '../../domain/simulateReport.ts';
import { MINOR_PER_UNIT } from '../../foundation/money.ts';
import { moneyInWords, percentInWords, plainNumber } from '../../foundation/words.ts';
import { retentionOverYear } from '../horizon.ts';
import { logHazardFactor, mostLikely, scenarioLeaving, serviceFactor } from './changes.ts';
import type { Worked } from './scenarioChanges.ts';
import type { Setting } from './setting.ts';

/** Where each line of a scenario comes from, with its numbers, so that it can be worked out again. */
export function receiptsOf({ setting, changes }: Worked, told: ScenarioChanges): SimulateReceipt[] {
  const currency = setting.analysis.dataset.facts.currency;
  const money = (minor: number) => moneyInWords(minor, currency);
  return [
    { line: 'Value', words: valueWords(setting) },
    ...effortReceipt(setting),
    ...hazardReceipt(setting),
    { line: 'Stay on a year', words: stayingWords(told) },
    { line: 'Customers kept', words: keptWords(setting, told) },
    { line: 'Margin change', words: marginWords(setting, changes.fromStaying, changes.fromPrice) },
    ...(changes.service === null
      ? [{ line: 'Service cost', words: 'not known: the data hold no contact that could be priced' }]
      : [{ line: 'Service cost', words: serviceWords(setting, money(changes.base.service)) }]),
    { line: 'Net change', words: netWords(changes.service !== null) },
    { line: 'Lifetime value', words: newCustomerWords(setting) },
  ];
}

function valueWords({ curves, analysis: { options, lifecycle } }: Setting): string {
  const lapsed = lifecycle.status.reduce(
    (count, status, row) => count + Number(status === STATUS.lapsed && curves.pathOf[row]! >= 0),
    0,
  );
  const still =
    lapsed === 0
      ? ''
      : `; ${plainNumber(lapsed)} of them have lapsed (no purchase for ${lifecycle.lapseWindowDays} days) and count by the chance that they are still customers`;
  const first = curves.timing === 'advance' ? ', the first payment now' : '';
  return (
    `margin expected of ${plainNumber(curves.customers)} customers not known to have left, over ${plainNumber(options.horizonMonths)} months` +
    `${first}, discounted at ${percentInWords(options.annualDiscountRate)}: the expected value of score${still}`
  );
}

function effortReceipt({ effect, effort }: Setting): SimulateReceipt[] {
  if (effect === null) return [];
  const scores =
    effort === null
      ? ''
      : `mean effort of those with contacts ${plainNumber(effort.before)} to ${plainNumber(effort.after)}; `;
  const how =
    effect.basis === 'months'
      ? 'g-formula over customer-months, effort as it was and as changed'
      : 'today’s scores and the odds of leaving by effort';
  const weight = effect.weightOnData === null ? '' : `, weight on data ${percentInWords(effect.weightOnData)}`;
  return [
    {
      line: 'Effort',
      words:
        `${scores}${how}: staying ${plainNumber(effect.spanMonths)} months ${percentInWords(effect.now)} to ` +
        `${percentInWords(effect.easy)}, so hazards of leaving × ${Math.exp(effect.logRatio).toFixed(3)}${weight}`,
    },
  ];
}

function hazardReceipt(setting: Setting): SimulateReceipt[] {
  const { levers, curves, weights } = setting;
  const log = logHazardFactor(setting, mostLikely(setting));
  const parts: string[] = [];
  if ((levers.priceShare ?? 0) !== 0) {
    parts.push(
      levers.priceChurn === null
        ? 'nobody leaves or buys less because of the price (assumed)'
        : `price moves hazards by ${plainNumber(levers.priceChurn)}% for each per cent`,
    );
  }
  if ((levers.retentionPoints ?? 0) !== 0) {
    const { yearlyHazards } = scenarioLeaving({ ...setting, curves, weights }, log);
    parts.push(
      `${plainNumber(levers.retentionPoints!)} points of 12-month retention by cutting every yearly hazard to ` +
        `${percentInWords(yearlyHazards)} of itself: (1 − r − points)/(1 − r)`,
    );
  }
  return parts.length === 0 ? [] : [{ line: 'Leaving', words: parts.join('; ') }];
}

function stayingWords({ retentionNow, retentionThen, churnCut }: ScenarioChanges): string {
  const way = (churnCut ?? 0) < 0 ? 'rises' : 'falls';
  const cut =
    churnCut === null || churnCut === 0 ? '' : `: churn of the year ${way} by ${percentInWords(Math.abs(churnCut))}`;
  return `${percentInWords(retentionNow)} to ${percentInWords(retentionThen)} of those here now, on their own curves${cut}`;
}

function keptWords({ analysis: { options } }: Setting, { customers }: ScenarioChanges): string {
  return `sum over ${plainNumber(customers)} customers of the chance to be here after ${plainNumber(options.horizonMonths)} months, then less today`;
}

function marginWords({ analysis, levers }: Setting, fromStaying: number, fromPrice: number): string {
  const { currency } = analysis.dataset.facts;
  const staying = `monthly margin × (survival then − today), month by month, discounted: ${moneyInWords(fromStaying, currency)}`;
  if (fromPrice === 0) return staying;
  const what = levers.margin === null ? 'price' : levers.priceShare === null ? 'margin' : 'price and margin';
  return `${staying}; ${what} of all who are here then: ${moneyInWords(fromPrice, currency)}`;
}

function serviceWords(setting: Setting, today: string): string {
  const { levers, easing, analysis } = setting;
  const factor = serviceFactor(setting, mostLikely(setting));
  const why =
    levers.contactsShare !== null
      ? 'contacts and their unit cost as given'
      : easing === null
        ? 'no saving from easier cases'
        : `easier cases: ${(easing.perPointMinor / MINOR_PER_UNIT).toFixed(3)} a point of effort among ${plainNumber(easing.cases)} cases, compared within topic and channel`;
  const longer = analysis.options.marginIncludesService
    ? 'the margin carries serving those who stay'
    : 'those who stay longer are served longer';
  return `cost to serve at the pace so far (${today} over the horizon), a month × ${factor.toFixed(3)} (${why}); ${longer}`;
}

function newCustomerWords(setting: Setting): string {
  const { analysis, levers } = setting;
  const year = retentionOverYear(analysis.retention.portfolio.rate, analysis.options).value;
  if (year === null) return 'not known: nothing says how many stay from their start';
  const then = year ** Math.exp(logHazardFactor(setting, mostLikely(setting))) + (levers.retentionPoints ?? 0) / 100;
  return (
    `of a new customer: (1 + d)/(1 + d − r), without end, before the cost of winning them; 12-month retention from the start ` +
    `${percentInWords(year)} to ${percentInWords(then)}, d ${percentInWords(analysis.options.annualDiscountRate)}`
  );
}

function netWords(serviceKnown: boolean): string {
  return serviceKnown ? 'margin change − service change' : 'margin change: service cost is not known';
}
