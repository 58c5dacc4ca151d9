import type { NextStep } from '../domain/economics.ts';
import { REASONS } from '../domain/grades.ts';
import type {
  Estimate,
  ProgrammeCase,
  ScenarioChanges,
  ScenarioOutcome,
  SimulateReport,
} from '../domain/simulateReport.ts';
import { GRADE_MARKS } from './headline.ts';
import { decimal, MISSING, percent, roundMoney, signed } from './numbers.ts';
import { between, left, line, right, tableOf } from './reportTables.ts';
import type { Block } from './sections.ts';
import type { TableData } from './tables.ts';
import { tornadoBlock } from './tornadoBlock.ts';

/** The case for the board: cash by year, what it comes to, how sure that is, and what it hangs on. */
export function programmeBlocks(
  { simulate, meta }: Pick<SimulateReport, 'simulate' | 'meta'>,
  scenario: ScenarioOutcome,
): Block[] {
  const programme = scenario.programme!;
  const npv = programme.npv ?? 0;
  return [
    { table: cashTable(programme) },
    { lines: caseLines(programme, simulate.onRevenue, meta.currency) },
    {
      words: `What moves the NPV most: each assumption at one end and at the other, the others held; │ is the case, ${signed(roundMoney(npv))}. Estimates go to their 10th and 90th percentile.${scenario.changes === null ? '' : PARTS}`,
    },
    ...(programme.tornado.length === 0 ? [] : [tornadoBlock(programme.tornado, npv)]),
  ];
}

const PARTS =
  ' In the years above, Staying is margin of those who stay longer, Price what another price or margin brings, Service what is saved (less what serving them longer costs).';

function cashTable({ cash }: ProgrammeCase): TableData {
  const some = (part: 'fromStaying' | 'fromPrice' | 'serviceSaved') => cash.some((row) => (row[part] ?? 0) !== 0);
  const [stays, priced, served] = [some('fromStaying'), some('fromPrice'), some('serviceSaved')];
  const columns = [
    left('Year'),
    right('Cost'),
    ...(stays ? [right('Staying', 3)] : []),
    ...(priced ? [right('Price', 3)] : []),
    ...(served ? [right('Service', 3)] : []),
    right('Benefits'),
    right('Net'),
    right('PV', 1),
    right('So far', 2),
  ];
  const rows = cash.map((row) => [
    row.year === 0 ? 'start' : String(row.year),
    roundMoney(row.costs),
    ...(stays ? [roundMoney(row.fromStaying)] : []),
    ...(priced ? [roundMoney(row.fromPrice)] : []),
    ...(served ? [roundMoney(row.serviceSaved)] : []),
    roundMoney(row.benefits),
    roundMoney(row.net),
    roundMoney(row.discountedNet),
    roundMoney(row.cumulative),
  ]);
  return tableOf(columns, rows);
}

function caseLines(programme: ProgrammeCase, onRevenue: boolean, currency: string | null) {
  const { grade, annualDiscountRate, reasons } = programme;
  const mark = GRADE_MARKS[grade];
  const rate = percent(annualDiscountRate);
  const basis = onRevenue ? ', on revenue' : '';
  const why = (name: string) => {
    const reason = reasons[name];
    return reason === undefined ? '' : REASONS[reason];
  };
  const told = (name: string, label: string, figure: string, note: string) =>
    line(label, figure, figure === MISSING ? why(name) : note, mark);
  const { npvP10, npvP50, npvP90 } = programme;
  const varies = npvP10 !== npvP90;
  const drawn = varies
    ? `${signed(roundMoney(npvP10))} (P10), ${signed(roundMoney(npvP50))} (P50), ${signed(roundMoney(npvP90))} (P90)`
    : 'nothing in it varies: benefit-range and cost-range would let it';
  return [
    line(
      'Costs, present value',
      roundMoney(programme.costs),
      `${programme.costSource === 'ledger' ? 'by the ledger, at its pace so far; ' : ''}years at their end at ${rate}${riskWords(programme)}`,
    ),
    line('Benefits', roundMoney(programme.benefits), `${currency ?? 'currency not stated'}${basis}`, mark),
    line('NPV', signed(roundMoney(programme.npv)), drawn, mark),
    ...(varies ? [line('Pays in', percent(programme.paysShare, 0), 'of the draws', mark)] : []),
    told('roi', 'ROI', percent(programme.roi, 0), `NPV over costs${basis}`),
    told('paybackMonths', 'Paid back in', decimal(programme.paybackMonths, 1), backWords(programme, basis)),
    told(
      'breakEvenPoints',
      'Break-even uplift',
      points(programme.breakEvenPoints),
      `costs / ${roundMoney(programme.valueOfBase)}, what those here now bring in ${yearsInWords(programme.years)}, nothing beyond counted`,
    ),
    told(
      'breakEvenOnCurves',
      'On your curves',
      points(programme.breakEvenOnCurves),
      'of 12-month retention, lasting, those kept being served',
    ),
  ].filter(({ note }) => note !== REASONS.flows_given);
}

function backWords({ paybackMonths }: ProgrammeCase, basis: string): string {
  return paybackMonths === 0 ? `months: no year costs more than it brings${basis}` : `months${basis}`;
}

function points(value: number | null): string {
  return value === null ? MISSING : `${decimal(value, 2)} pts`;
}

function riskWords({ benefitFactor, costFactor }: ProgrammeCase): string {
  if (benefitFactor === 1 && costFactor === 1) return ', not adjusted for risk';
  return `; for risk, costs × ${decimal(costFactor, 2)}, benefits × ${decimal(benefitFactor, 2)}`;
}

/** The rule that matters (Pfeifer 2005): the cost of one more customer kept, against that of one more won. */
export function ruleWords(
  { name, programme, changes, horizonMonths }: ScenarioOutcome,
  oneMoreWon: Estimate | null,
): string[] {
  if (programme === null || programme.costPerCustomerKept === null || changes === null) return [];
  const { costPerCustomerKept, costPerCustomerKeptLow, costPerCustomerKeptHigh, next } = programme;
  const kept = priceWords(costPerCustomerKept, costPerCustomerKeptLow, costPerCustomerKeptHigh);
  const here = roundMoney((changes.valueToday.value ?? 0) / changes.customersHere);
  const { lifetimeValue } = changes.newCustomer;
  const ends = lifetimeValue === null ? '' : `, a new one ${roundMoney(lifetimeValue)} without end`;
  const each = `the present cost over ${decimal((programme.costs ?? 0) / costPerCustomerKept, 1)} more here after ${yearsInWords(programme.years)}, on their own curves`;
  const verdict = next === 'unknown' ? '' : ` ${NEXT_WORDS[next]}`;
  return [
    `${name}: one more customer kept costs ${kept}, ${each}; ${wonWords(changes, oneMoreWon)}; one here now brings ${here} in ${decimal(horizonMonths, 0)} months${ends}.${verdict}`,
  ];
}

function yearsInWords(years: number): string {
  return years === 1 ? 'one year' : `${decimal(years, 0)} years`;
}

function wonWords({ newCustomer: { acquisitionCostThen: cac } }: ScenarioChanges, oneMoreWon: Estimate | null): string {
  if (oneMoreWon !== null && oneMoreWon.value !== null) {
    return `one more won costs ${priceWords(oneMoreWon.value, oneMoreWon.low, oneMoreWon.high)}, by the ledger’s months`;
  }
  return cac === null
    ? 'what winning one costs is not known (--ledger or --acquisition-cost)'
    : `winning one costs ${roundMoney(cac)} on average, the next one as a rule more`;
}

function priceWords(price: number, low: number | null, high: number | null): string {
  if (low === null || roundMoney(low) === roundMoney(high)) return roundMoney(price);
  const range = high === null ? `${roundMoney(low)} or more` : between(roundMoney(low), roundMoney(high));
  return `${roundMoney(price)} (${range})`;
}

const NEXT_WORDS = {
  keep: 'So this keeps customers for less than winning costs.',
  win: 'So winning goes further than this.',
  either: 'The ranges meet, so which goes further cannot be told.',
  neither: 'Neither brings what it costs: a new customer is worth less.',
} as const satisfies Record<Exclude<NextStep, 'unknown'>, string>;
