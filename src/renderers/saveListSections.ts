import type { SaveListCustomer, SaveListFindings, SaveListReport, SaveTotals } from '../domain/saveListReport.ts';
import { GRADE_MARKS } from './headline.ts';
import { decimal, MISSING, money, percent, roundMoney, signed } from './numbers.ts';
import type { RowField } from './reportData.ts';
import { because, between, left, line, right, tableOf } from './reportTables.ts';
import type { Block, Report, Section } from './sections.ts';
import { stayFields } from './stayFields.ts';
import { whyGone } from './whyGone.ts';

/** The save list for reading: what it comes to, whom to call and why, whom not, and what it rests on. */
export function saveListSections(report: SaveListReport): Report {
  const { saveList, meta, assumptions, warnings } = report;
  const { currency } = meta;
  const sections: Section[] = [
    { heading: headingOf(saveList), blocks: totalBlocks(saveList, currency) },
    ...(report.customers.length === 0 ? [] : [{ heading: 'Whom to call', blocks: callBlocks(report) }]),
    ...(saveList.byCost.length === 0 ? [] : [{ heading: 'What a call may cost', blocks: costBlocks(saveList) }]),
    { heading: 'Left out', blocks: leftOutBlocks(saveList) },
    { heading: 'What it stands on', blocks: groundBlocks(saveList) },
  ];
  return { name: 'Save list', ...{ meta, assumptions, warnings, sections } };
}

function headingOf({ onRevenue }: SaveListFindings): string {
  return onRevenue ? 'Save list, on revenue' : 'Save list';
}

export function totalBlocks(saveList: SaveListFindings, currency: string | null): Block[] {
  const { chosen, paying, horizonMonths } = saveList;
  const why = chosen.reasons['upliftValue'];
  if (why !== undefined) return [...(chosen.customers > 0 ? [{ words: leadWords(saveList) }] : []), because(why, '')];
  if (paying.customers === 0) return [{ words: leadWords(saveList) }];
  const mark = GRADE_MARKS[chosen.grade];
  const kept = `${saveList.onRevenue ? 'revenue' : 'margin'} over ${decimal(horizonMonths, 0)} months${currency === null ? '' : `, ${currency}`}`;
  const lines = [
    line('Customers', decimal(chosen.customers, 0), limitWords(saveList)),
    line('Calling them costs', money(chosen.cost), ''),
    line('What that keeps', roundMoney(chosen.upliftValue), `${kept}; ${rangeOf(chosen, 'upliftValue')}`, mark),
    line('Left after the cost', signed(roundMoney(chosen.net)), rangeOf(chosen, 'net'), mark),
    line('Customers saved', decimal(chosen.saves, 1), savesRange(chosen), GRADE_MARKS[chosen.savesGrade]),
    line('Cost per save', roundMoney(chosen.costPerSave), saveWords(chosen), GRADE_MARKS[chosen.savesGrade]),
    line('Budget that pays', money(paying.cost), `${customers(paying.customers)} would bring more than they cost`),
    line('Weight on data', percent(saveList.weightOnData, 0), weightWords(saveList.weightOnData)),
  ];
  const doubt: Block[] = saveList.noEvidence ? [{ words: doubtWords(saveList) }] : [];
  return [{ words: leadWords(saveList) }, ...doubt, { lines: lines.filter(({ figure }) => figure !== MISSING) }];
}

function doubtWords({ chosen: { upliftValueLow: low }, weightOnData }: SaveListFindings): string {
  const doubt =
    'These data give no evidence that effort drives customers away: that a call keeps anybody is an assumption';
  if (low === null) return `${doubt}.`;
  if (low <= 0) return `${doubt}, and the ranges hold nothing kept as well.`;
  // A range above nothing is then the study's doing.
  const study = weightOnData !== null && weightOnData < 1 ? 'a published study (--prior)' : 'the model of effort';
  return `${doubt}. That the ranges lie above nothing kept is the work of ${study}; your data alone do not bear it out.`;
}

function leadWords({ chosen, paying, rankedBy, onRevenue, leftOut, noEvidence }: SaveListFindings): string {
  if (paying.customers === 0) {
    if (leftOut.some(({ reason }) => reason === 'costs_more_than_it_brings')) {
      return 'Nobody to call: no customer brings more than the action costs.';
    }
    const because = noEvidence ? ' These data give no evidence that effort drives customers away.' : '';
    return `Nobody to call: there is no customer here of whom easier experience would keep anything.${because}`;
  }
  if (rankedBy === 'value') {
    return (
      `${customers(chosen.customers)} would be worth calling if it cost nothing. What a call costs is not known, so ` +
      'nobody is cut: give --action-cost, or read below how much a call to each may cost at most.'
    );
  }
  const what = onRevenue ? 'revenue' : 'margin';
  return `${customers(chosen.customers)} to call, each expected to keep more ${what} than the call costs. ${sureWords(chosen)}`;
}

function sureWords({ surelyPaying, customers: all }: SaveTotals): string {
  if (surelyPaying === all) return 'All of them pay at the low end of the ranges, too.';
  return `${surelyPaying === 0 ? 'None' : decimal(surelyPaying, 0)} of them would pay at the low end of the ranges.`;
}

function weightWords(weight: number | null): string {
  return weight !== null && weight < 0.5
    ? 'more a published study than your data: no measurement'
    : 'the rest is a published study (--prior)';
}

function customers(count: number): string {
  return count === 1 ? '1 customer' : `${decimal(count, 0)} customers`;
}

function limitWords({ budget, maxCustomers }: SaveListFindings): string {
  const limits = [
    ...(budget === null ? [] : [`a budget of ${money(budget)}`]),
    ...(maxCustomers === null ? [] : [`room for ${customers(maxCustomers)}`]),
  ];
  return limits.length === 0 ? '' : `within ${limits.join(' and ')}`;
}

function rangeOf(totals: SaveTotals, name: 'upliftValue' | 'net'): string {
  return between(roundMoney(totals[`${name}Low`]), roundMoney(totals[`${name}High`]));
}

function savesRange({ savesLow, savesHigh }: SaveTotals): string {
  return `expected to stay who would leave; ${between(decimal(savesLow, 1), decimal(savesHigh, 1))}`;
}

function saveWords({ valuePerSave }: SaveTotals): string {
  return valuePerSave === null ? '' : `a save is worth ${roundMoney(valuePerSave)}`;
}

export function callBlocks({ customers: rows, saveList }: Pick<SaveListReport, 'customers' | 'saveList'>): Block[] {
  const shown = [...rows];
  const priced = saveList.rankedBy !== 'value';
  const columns = [
    right('#', 6),
    left('Customer', 0, 8),
    right('Effort', 2),
    right('Stays', 4),
    right('If easy', 4),
    right('Call may cost'),
    left('Between', 1),
    ...(priced ? [right('Costs', 3), right('Left'), right('A save', 5)] : []),
  ];
  const more = saveList.chosen.customers - shown.length;
  return [
    { table: tableOf(columns, shown.map(priced ? pricedCells : plainCells)) },
    stepBlock(shown),
    ...(more > 0 ? [{ words: `${decimal(more, 0)} more: cx-roi save-list with --top or --format csv.` }] : []),
  ];
}

/** What to do and why; where nothing says why, what to do is the same for all. */
function stepBlock(shown: readonly SaveListCustomer[]): Block {
  const items = shown.flatMap(({ customerId, action, because: why }) =>
    why === null ? [] : [`${customerId}: ${action.text} Why: ${why}.`],
  );
  return items.length > 0 ? { items } : { words: [...new Set(shown.map(({ action }) => action.text))].join(' ') };
}

function plainCells(customer: SaveListCustomer): string[] {
  const { rank, customerId, effort, now, easy, breakEvenCost, upliftValueLow, upliftValueHigh, grade } = customer;
  return [
    decimal(rank, 0),
    customerId,
    decimal(effort, 0),
    percent(now, 0),
    percent(easy, 0),
    `${GRADE_MARKS[grade]}${roundMoney(breakEvenCost)}`,
    between(roundMoney(upliftValueLow), roundMoney(upliftValueHigh)),
  ];
}

function pricedCells(customer: SaveListCustomer): string[] {
  const { actionCost, net, costPerSave, grade } = customer;
  return [
    ...plainCells(customer),
    roundMoney(actionCost),
    `${GRADE_MARKS[grade]}${roundMoney(net)}`,
    roundMoney(costPerSave),
  ];
}

export function costBlocks({ byCost }: SaveListFindings): Block[] {
  const columns = [right('A call costs'), right('Pays for'), right('Costs', 2), right('Keeps', 1), right('Left')];
  const rows = byCost.map(({ cost, customers: count, upliftValue, net }) => [
    money(cost),
    decimal(count, 0),
    roundMoney(cost * count),
    roundMoney(upliftValue),
    signed(roundMoney(net)),
  ]);
  return [{ table: tableOf(columns, rows) }];
}

const STILL = '; what is still expected of them goes by the chance that they are customers all the same';

export function leftOutBlocks({ leftOut, lapseWindowDays }: SaveListFindings): Block[] {
  if (leftOut.length === 0) return [{ words: 'Nobody: every customer is on the list.' }];
  const items = leftOut.map(({ reason, customers: count, upliftValue }) => {
    const value = upliftValue !== null && upliftValue > 0 ? ` (would keep ${roundMoney(upliftValue)})` : '';
    return `${customers(count)}: ${whyGone(reason, lapseWindowDays)}${reason === 'lapsed' ? STILL : value}`;
  });
  return [{ items }];
}

const RANKING_WORDS: Record<SaveListFindings['rankedBy'], string> = {
  net: 'Ranked by what is left after the cost.',
  netPerCost:
    'Ranked by what is left for each unit spent, because the budget is what is short; the list ends at the first customer ' +
    'whom the rest of it cannot pay, so that a larger budget keeps everyone on it.',
  value: 'Ranked by what easier experience would keep.',
};

const BASIS_WORDS: Record<SaveListFindings['basis'], string> = {
  measured: 'The effect of effort is followed on your own history; cx-roi uplift tells how far it can be trusted.',
  association: 'An association: nothing in a snapshot says whether effort came before leaving.',
  assumed: 'Assumed: the effect of effort is a published study’s, not these data’s.',
  none: 'Nothing can be said of effort here: it takes contacts and word on who left, enough of both.',
};

function groundBlocks(saveList: SaveListFindings): Block[] {
  const { basis, verdict, rankedBy, target } = saveList;
  const words =
    `${RANKING_WORDS[rankedBy]} A call may cost at most what bringing the customer’s effort down to ` +
    `${decimal(target, 0)} would keep: their chance of staying with that effort less their chance today, month by ` +
    'month, times their margin net of service, discounted. The ranges hold how sure the effect of effort is, not what else may happen to ' +
    'a customer. Other next steps (renewals, win-back) are in cx-roi score: nothing here measures what they change.';
  return [{ words: verdict }, { words: BASIS_WORDS[basis] }, { words }, ...portfolioBlocks(saveList)];
}

/** Two estimates of what looks like one thing. */
function portfolioBlocks({ portfolioUpliftValue, chosen }: SaveListFindings): Block[] {
  if (portfolioUpliftValue === null || chosen.upliftValue === null) return [];
  const words =
    `cx-roi score puts easier experience of all customers at ${roundMoney(portfolioUpliftValue)}: month by month from ` +
    'when they came, hard experience that is still to come included. This list relieves the effort of today.';
  return [{ words }];
}

export const saveListFields: readonly RowField<SaveListCustomer>[] = [
  { name: 'rank', read: ({ rank }) => rank },
  ...stayFields,
  { name: 'uplift_value', read: ({ upliftValue }) => upliftValue },
  { name: 'uplift_value_low', read: ({ upliftValueLow }) => upliftValueLow },
  { name: 'uplift_value_high', read: ({ upliftValueHigh }) => upliftValueHigh },
  { name: 'break_even_cost', read: ({ breakEvenCost }) => breakEvenCost },
  { name: 'action_cost', read: ({ actionCost }) => actionCost },
  { name: 'net', read: ({ net }) => net },
  { name: 'net_low', read: ({ netLow }) => netLow },
  { name: 'net_high', read: ({ netHigh }) => netHigh },
  { name: 'cost_per_save', read: ({ costPerSave }) => costPerSave },
  { name: 'cumulative_cost', read: ({ cumulativeCost }) => cumulativeCost },
  { name: 'action_code', read: ({ action }) => action.code },
  { name: 'action_text', read: ({ action }) => action.text },
  { name: 'because', read: ({ because: why }) => why },
  { name: 'grade', read: ({ grade }) => grade },
  { name: 'weight_on_data', read: ({ weightOnData }) => weightOnData },
];
