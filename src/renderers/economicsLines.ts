import type { CostSource, Economics } from '../domain/economics.ts';
import { REASONS } from '../domain/grades.ts';
import type { Grades, Reasons } from '../domain/results.ts';
import { GRADE_MARKS, type HeadlineLine } from './headline.ts';
import { decimal, MISSING, money, percent, roundMoney, signed } from './numbers.ts';
import { paybackInWords, paybackRange } from './paybackWords.ts';
import { between, line } from './reportTables.ts';

/** Economics with the grades and reasons of their figures, which stand under `prefix`. */
export interface EconomicsView {
  readonly economics: Economics;
  readonly grades: Grades;
  readonly reasons: Reasons;
  readonly prefix: string;
  readonly currency: string | null;
}

/** Lines of one view: a figure with its grade, or a dash with its reason. */
export function liner({ grades, reasons, prefix }: EconomicsView) {
  return (path: string, label: string, figure: string, note = ''): HeadlineLine => {
    const reason = reasons[`${prefix}${path}`];
    if (figure === MISSING) return line(label, figure, reason === undefined ? '' : REASONS[reason]);
    return line(label, figure, note, GRADE_MARKS[grades[`${prefix}${path}`] ?? 'observed']);
  };
}

const SOURCE_WORDS: Record<CostSource, string> = {
  ledger: 'by the ledger',
  customers: 'by the customers’ own records',
  contacts: 'by contacts',
  option: 'as you said',
};

/** What winning and keeping cost on average, and what comes back. */
export function unitLines(view: EconomicsView): HeadlineLine[] {
  return [...winningLines(view), ...keepingLines(view)];
}

function winningLines(view: EconomicsView): HeadlineLine[] {
  const { whole, acquisitionSource, basis } = view.economics;
  const tell = liner(view);
  const on = basis === 'revenue' ? 'on revenue' : '';
  const spent = `${roundMoney(whole.acquisitionSpend)} for ${decimal(whole.newCustomers, 0)} new customers`;
  const ratios = between(decimal(whole.ltvToCacLow, 2), decimal(whole.ltvToCacHigh, 2));
  const plain = paybackRange(whole.paybackMonthsLow, whole.paybackMonthsHigh);
  const months = (name: 'paybackMonths' | 'paybackMonthsChurnAdjusted') =>
    paybackInWords(whole[name], view.reasons[`${view.prefix}whole.${name}`]);
  const adjusted = paybackRange(whole.paybackMonthsChurnAdjustedLow, whole.paybackMonthsChurnAdjustedHigh);
  return [
    tell('whole.cac', 'To win a customer', money(whole.cac), joined(spent, sourceWords(acquisitionSource))),
    tell(
      'whole.ltv',
      'Lifetime value',
      roundMoney(whole.ltv),
      joined(between(roundMoney(whole.ltvLow), roundMoney(whole.ltvHigh)), on),
    ),
    tell('whole.ltvToCac', 'Lifetime value : CAC', decimal(whole.ltvToCac, 2), joined(ratios, on)),
    tell('whole.paybackMonths', 'Months to pay back', months('paybackMonths'), joined(plain, 'if nobody left', on)),
    tell(
      'whole.paybackMonthsChurnAdjusted',
      'The same with leaving',
      months('paybackMonthsChurnAdjusted'),
      joined(adjusted, on),
    ),
  ];
}

function keepingLines(view: EconomicsView): HeadlineLine[] {
  const { whole, retentionSource, serviceSource, retentionSpendBasis } = view.economics;
  const tell = liner(view);
  const per = retentionSpendBasis === 'year' ? 'a year' : 'to date';
  const kept = `${roundMoney(whole.retentionSpend)} ${per} for ${decimal(whole.active, 0)} active`;
  const folklore = 'your own average; "5 to 25 times" is folklore, and neither says where to spend';
  return [
    tell(
      'whole.retentionPerCustomer',
      'To keep a customer',
      money(whole.retentionPerCustomer),
      joined(kept, sourceWords(retentionSource)),
    ),
    tell('whole.acquisitionToRetention', 'Winning : keeping', decimal(whole.acquisitionToRetention, 1), folklore),
    tell('whole.serviceCost', 'Service cost so far', roundMoney(whole.serviceCost), sourceWords(serviceSource)),
  ];
}

function sourceWords(source: CostSource | null): string {
  return source === null ? '' : SOURCE_WORDS[source];
}

export function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(', ');
}

/** What became of a fixed opening cohort. */
export function cohortLines(view: EconomicsView): HeadlineLine[] {
  const { whole } = view.economics;
  const tell = liner(view);
  const minus = (value: number | null) => (value === null || value === 0 ? roundMoney(value) : `-${roundMoney(value)}`);
  return [
    tell(
      'whole.openingRevenue',
      'Opened with',
      roundMoney(whole.openingRevenue),
      `${decimal(whole.openingCustomers, 0)} customers`,
    ),
    // What is missing of these two, net retention says.
    ...(whole.expansion === null ? [] : [tell('whole.expansion', 'Paid more', signed(roundMoney(whole.expansion)))]),
    ...(whole.contraction === null ? [] : [tell('whole.contraction', 'Paid less', minus(whole.contraction))]),
    tell('whole.churnedRevenue', 'Left', minus(whole.churnedRevenue)),
    tell('whole.grossRetention', 'Gross retention (GRR)', percent(whole.grossRetention), grossWords(view)),
    tell('whole.netRetention', 'Net retention (NRR)', percent(whole.netRetention)),
  ];
}

function grossWords({ economics: { whole, cohortBasis } }: EconomicsView): string {
  if (cohortBasis === 'revenue') return 'purchases of the same buyers, period on period: chance alone lowers it';
  return whole.netRetention === null ? 'leaving alone: changes of price are not in the data' : '';
}

/** The ledger's totals, and what of them nobody can be charged with. */
export function ledgerLines(view: EconomicsView): HeadlineLine[] {
  const { ledger } = view.economics;
  const tell = liner(view);
  const charged =
    ledger.unattributed === null || ledger.unattributed === 0
      ? ''
      : `${roundMoney(ledger.unattributed)} of it for nobody who came`;
  return [
    tell('ledger.acquisition', 'Acquisition', roundMoney(ledger.acquisition), charged),
    tell('ledger.retention', 'Retention', roundMoney(ledger.retention)),
    tell('ledger.service', 'Service', roundMoney(ledger.service)),
    tell('ledger.programme', 'Programme', roundMoney(ledger.programme)),
  ];
}

/** What experience does to cost and to spending, beside what is quoted for it. */
export function experienceLines(view: EconomicsView): HeadlineLine[] {
  const { effortSaving: saving, experiencePremium: premium } = view.economics;
  const tell = liner(view);
  const range = (low: number | null, high: number | null) => between(percent(low, 0), percent(high, 0));
  const thirds = `${decimal(premium.best, 0)} customers against ${decimal(premium.worst, 0)}`;
  return [
    tell(
      'effortSaving.easy',
      'An easy case costs',
      money(saving.easy),
      `score below 33; ${decimal(saving.easyCases, 0)} cases`,
    ),
    tell(
      'effortSaving.hard',
      'A hard case costs',
      money(saving.hard),
      `score above 66; ${decimal(saving.hardCases, 0)} cases`,
    ),
    tell(
      'effortSaving.saving',
      'Easy is cheaper by',
      percent(saving.saving, 0),
      joined(range(saving.low, saving.high), 'quoted: 37% an interaction (Gartner 2019)'),
    ),
    tell(
      'experiencePremium.premium',
      'Best experience spends',
      signed(percent(premium.premium, 0)),
      joined(range(premium.low, premium.high), thirds, 'quoted: 140% (Kriss 2014), a ceiling, not an effect'),
    ),
  ];
}

export function referralLines(view: EconomicsView): HeadlineLine[] {
  const { referral } = view.economics;
  const tell = liner(view);
  return [
    tell(
      'referral.referred',
      'Referred customers',
      decimal(referral.referred, 0),
      `by ${decimal(referral.referrers, 0)} others`,
    ),
    tell('referral.acquisitionSaved', 'Acquisition saved', roundMoney(referral.acquisitionSaved)),
    tell('referral.marginWon', 'Margin won', roundMoney(referral.marginWon), 'of those who would not have come'),
    tell(
      'referral.value',
      'Referrals are worth',
      roundMoney(referral.value),
      'apart from value, where their margin stands already',
    ),
  ];
}
