import { type Grade, REASONS } from '../domain/grades.ts';
import type { Portfolio, ScoreResult } from '../domain/results.ts';
import { decimal, MISSING, money, percent, roundMoney, signed } from './numbers.ts';
import type { PortfolioPath } from './paths.ts';

/** How sure a figure is, as a mark that needs no colour. */
export const GRADE_MARKS = { observed: '', modelled: '~', blended: '≈', assumed: '?' } as const satisfies Record<
  Grade,
  string
>;
export const MARKS_LEGEND =
  'no mark: counted in your data, ~ fitted to it, ≈ fitted and assumed together, ? assumed, – unknown';

/** One line of the portfolio's headline: a figure in words, its grade as a mark, and what belongs beside it. */
export interface HeadlineLine {
  readonly label: string;
  /** Empty where the figure is counted or missing. */
  readonly mark: string;
  readonly figure: string;
  readonly note: string;
}

/** Who the customers are and what they have brought. */
export function countedLines({ portfolio, meta }: ScoreResult): HeadlineLine[] {
  const { revenue } = portfolio;
  const line = lineOf(portfolio);
  const currency = meta.currency ?? 'currency not stated';
  const { observedMargin: margin } = portfolio.value;
  // Cents are told of what was counted.
  const printed = (path: PortfolioPath, amount: number | null) =>
    gradeOf(portfolio, path) === 'observed' ? money(amount) : roundMoney(amount);
  return [
    counted('Customers', portfolio.customers, statusWords(portfolio)),
    counted('Interactions', portfolio.interactions, eventWords(portfolio)),
    line('revenue.net', 'Revenue, net', printed('revenue.net', revenue.net), revenueWords(revenue, currency)),
    line('value.observedMargin', 'Margin so far', printed('value.observedMargin', margin), ''),
    line('cost.serviceToDate', 'Service cost so far', roundMoney(portfolio.cost.serviceToDate), ''),
  ];
}

/** What the customers are expected to bring, and what easier or longer stays would change. */
export function expectedLines({ portfolio, meta, models }: ScoreResult): HeadlineLine[] {
  const { value, retention, cost } = portfolio;
  const line = lineOf(portfolio);
  return [
    line(
      'value.expected',
      // A forecast that the data do not bear over the whole horizon is named by what it covers.
      `Expected in ${monthsWords(value.horizonMonths ?? meta.horizonMonths)}`,
      roundMoney(value.expected),
      range(value.low, value.high, roundMoney),
    ),
    ...trackRecordLines(value),
    stayingLine({ portfolio, meta, models }),
    line('valueAtRisk', 'Value at risk', roundMoney(portfolio.valueAtRisk), atRiskWords(portfolio)),
    line(
      'retention.upliftValue',
      'Easier experience',
      signed(roundMoney(retention.upliftValue)),
      upliftWords(portfolio),
    ),
    fivePointsLine({ portfolio }),
    line('cost.acquisitionPerCustomer', 'To win a customer', money(cost.acquisitionPerCustomer), ''),
    line('cost.retentionPerCustomer', 'To keep a customer', money(cost.retentionPerCustomer), ratioWords(portfolio)),
    line('cost.ltvToCac', 'Lifetime value : CAC', decimal(cost.ltvToCac, 1), paybackWords(portfolio)),
    line('roi', 'Return on customers', percent(portfolio.roi, 0), ''),
  ];
}

export const STAYING_COSTS = 'those who may leave cost more than they bring';

function atRiskWords({ valueAtRisk, atRiskShare }: Portfolio): string {
  if (valueAtRisk !== null && valueAtRisk < 0) return `leaving saves this: ${STAYING_COSTS}`;
  return atRiskShare === null ? '' : `${percent(atRiskShare)} of the value if nobody left`;
}

type Staying = Pick<ScoreResult, 'portfolio' | 'meta' | 'models'>;

export function stayingLine({ portfolio, meta, models }: Staying): HeadlineLine {
  const { retention } = portfolio;
  const label = `Stay first ${monthsWords(meta.horizonMonths)}`;
  return lineOf(portfolio)('retention.rate', label, percent(retention.rate), stayingWords(portfolio, models));
}

export function fivePointsLine({ portfolio }: Pick<ScoreResult, 'portfolio'>): HeadlineLine {
  const { valueChange, churnCut } = portfolio.retention.plusFivePoints;
  const path = 'retention.plusFivePoints.valueChange';
  return lineOf(portfolio)(path, '5 points more staying', signed(percent(valueChange)), cutWords(churnCut));
}

function monthsWords(months: number): string {
  return `${decimal(months, 1).replace(/\.0$/, '')} months`;
}

/** The wider range that the forecast's past calls for, where it calls for one. */
function trackRecordLines({ low, trackRecordLow, trackRecordHigh }: Portfolio['value']): HeadlineLine[] {
  const between = range(trackRecordLow, trackRecordHigh, roundMoney);
  if (between === '' || trackRecordLow === low) return [];
  return [{ label: 'Judging by its past', mark: '', figure: '', note: `${between}, if it errs as it did` }];
}

/** The rate is that of customers from their first day on; those here now stay longer, as their own rows say. */
function stayingWords(portfolio: Portfolio, { snapshot, lapseWindowDays }: ScoreResult['models']): string {
  const { low, high } = portfolio.retention;
  const between = range(low, high, (rate) => percent(rate));
  const unseen = portfolio.reasons['valueAtRisk'] === 'no_dropout';
  // The range holds chance alone, not since when a snapshot's flag could have been set.
  const assumed = snapshot && gradeOf(portfolio, 'retention.rate') === 'assumed';
  return between === ''
    ? ''
    : `${between}${assumed ? ' if the flag counts since sign-up' : ''}, from the day they came${unseen ? `; by silences of ${lapseWindowDays} days, which the forecast takes for pauses` : ''}`;
}

export function effortLines({ portfolio }: ScoreResult): HeadlineLine[] {
  const { effort } = portfolio;
  const line = lineOf(portfolio);
  const survey = line('effort.surveyMean', 'Survey mean', decimal(effort.surveyMean, 2), 'as answered');
  return [
    line('effort.mean', 'Effort, mean', decimal(effort.mean, 1), '0 to 100; with contacts, gone or not'),
    ...(effort.surveyMean === null ? [] : [survey]),
  ];
}

function counted(label: string, count: number, note: string): HeadlineLine {
  return { label, mark: GRADE_MARKS.observed, figure: decimal(count, 0), note };
}

/** Lines of one portfolio: a missing figure loses its mark and says why instead of its note. */
function lineOf(portfolio: Portfolio) {
  return (path: PortfolioPath, label: string, figure: string, note: string): HeadlineLine => {
    if (figure !== MISSING) return { label, mark: GRADE_MARKS[gradeOf(portfolio, path)], figure, note };
    const reason = nearest(portfolio.reasons, path);
    return { label, mark: '', figure, note: reason === undefined ? '' : REASONS[reason] };
  };
}

function gradeOf(portfolio: Portfolio, path: PortfolioPath): Grade {
  if (path.startsWith('value.') && path !== 'value.observedMargin') return portfolio.value.grade;
  return nearest(portfolio.grades, path) ?? (path.startsWith('retention.') ? portfolio.retention.grade : 'observed');
}

/** The entry of a path, else of the nearest path above it. */
function nearest<T>(entries: Readonly<Record<string, T>>, path: string): T | undefined {
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
    if (Object.hasOwn(entries, at)) return entries[at];
  }
  return undefined;
}

function statusWords({ active, churned, lapsed, unknown }: Portfolio): string {
  return present({ active, churned, lapsed, unknown });
}

function eventWords({ purchases, contacts, cases }: Portfolio): string {
  return present({ purchases, contacts: contacts ?? 0, cases: cases ?? 0 });
}

function present(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${decimal(count, 0)} ${name}`)
    .join(', ');
}

function revenueWords({ gross, refunds, unmatchedRefunds }: Portfolio['revenue'], currency: string): string {
  if (refunds === null || refunds === 0) return currency;
  const strays = (unmatchedRefunds ?? 0) > 0 ? `, of which ${money(unmatchedRefunds)} match no purchase` : '';
  return `${currency}, ${money(gross)} less ${money(refunds)} refunded${strays}`;
}

function range(low: number | null, high: number | null, print: (value: number) => string): string {
  return low === null || high === null ? '' : `${print(low)} to ${print(high)}`;
}

/** What the data alone do not bear out says so beside its figure, not only in the verdict further down. */
function upliftWords({ retention, effort }: Pick<Portfolio, 'retention' | 'effort'>): string {
  const { upliftPoints, upliftLow, upliftHigh, weightOnData } = retention;
  const points = upliftPoints === null ? '' : `${signed(decimal(upliftPoints, 1))} points of staying`;
  const between = range(upliftLow, upliftHigh, (value) => decimal(value, 1));
  const weight = weightOnData === null ? '' : `weight on data ${percent(weightOnData, 0)}`;
  const doubt =
    effort.evidence === 'no evidence' ? 'no evidence of it in your data' : weightOnData === 0 ? 'a study’s alone' : '';
  return [between === '' ? points : `${points} (${between})`, doubt, weight].filter((part) => part !== '').join(', ');
}

function cutWords(churnCut: number | null): string {
  return churnCut === null ? '' : `of lifetime value; leaving falls by ${percent(churnCut, 0)}`;
}

function ratioWords({ cost: { acquisitionToRetention }, economics: { retentionSpendBasis } }: Portfolio): string {
  const per = retentionSpendBasis === 'year' ? ['a year'] : [];
  const ratio =
    acquisitionToRetention === null ? [] : [`winning costs ${decimal(acquisitionToRetention, 1)} times that`];
  return [...per, ...ratio].join('; ');
}

/** With leaving, which is what happens; beside it what the mean margin alone would take. */
function paybackWords({ cost, economics: { basis }, reasons }: Portfolio): string {
  const { paybackMonths, paybackMonthsChurnAdjusted: adjusted } = cost;
  const never = reasons['cost.paybackMonthsChurnAdjusted'] === 'never_pays_back';
  const told = never ? ['never paid back'] : adjusted === null ? [] : [`paid back in ${decimal(adjusted, 1)} months`];
  const isSame = adjusted !== null && decimal(adjusted, 1) === decimal(paybackMonths, 1);
  const alone = paybackMonths === null || isSame ? [] : [`in ${decimal(paybackMonths, 1)} if nobody left`];
  const back = told.length === 0 ? alone.map((words) => `paid back ${words}`) : [...told, ...alone];
  return [...back, ...(basis === 'revenue' ? ['on revenue'] : [])].join(', ');
}
