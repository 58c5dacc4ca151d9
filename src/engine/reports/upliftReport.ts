import { type Lifecycle, STATUS, STATUSES } from '../../domain/features.ts';
import { type Figure, gradeAt, reasonAt, valueAt } from '../../domain/figures.ts';
import type { ReasonCode } from '../../domain/grades.ts';
import { EFFORT_STATUSES } from '../../domain/results.ts';
import { type Rows, rowsOf } from '../../domain/rows.ts';
import type {
  CustomerUplift,
  LogOdds,
  PortfolioUplift,
  UpliftBasis,
  UpliftEstimate,
  UpliftFindings,
} from '../../domain/upliftReport.ts';
import { toUnits } from '../../foundation/money.ts';
import { sumPresent } from '../../foundation/sums.ts';
import type { LogHazardRatio } from '../../math/twoGroups.ts';
import type { Analysis } from '../analyse.ts';
import { Z } from '../retention/level.ts';
import type { RetentionOutcome } from '../retention/outcome.ts';
import { blend, type Estimate, effortPrior } from '../retention/prior.ts';
import { troubleInWords } from '../retention/troubleWords.ts';
import { whatWouldChange } from '../retention/wouldChange.ts';
import { type CampaignTermsGiven, campaignReport } from './campaignReport.ts';
import { estimatorsReport } from './estimatorsReport.ts';
import { contactStep } from './validationReport.ts';

/** Everything the data say about what easier experience, or a campaign, would keep. */
export function upliftFindings(analysis: Analysis, terms: CampaignTermsGiven): UpliftFindings {
  const { measured, association, verdict } = analysis.retention;
  const campaign = campaignReport(analysis, terms);
  return {
    basis: basisOf(analysis),
    verdict,
    wouldChange: whatWouldChange(measured, association),
    campaign,
    naive: ratioOf(measured?.naiveAndLagged.naive),
    lagged: ratioOf(measured?.naiveAndLagged.lagged),
    contradict: measured?.naiveAndLagged.contradict ?? false,
    estimate: estimateOf(analysis),
    portfolio: portfolioOf(analysis),
    estimators: measured === null ? null : estimatorsReport(measured),
    survivalByBand: measured === null ? null : survivalOf(analysis),
    byContacts: (measured?.validation.byContacts ?? association?.byContacts ?? []).map(contactStep),
    association: associationOf(analysis),
    reasons: reasonsOf(analysis, campaign !== null),
  };
}

/** What the uplift stands on. */
export function basisOf({ retention: { measured, association, portfolio, weightOnData } }: Analysis): UpliftBasis {
  if (measured !== null && measured.hazard.own !== null) return 'measured';
  if (association?.own != null) return 'association';
  return weightOnData === 0 || portfolio.weightOnData === 0 ? 'assumed' : 'none';
}

function ratioOf(ratio: LogHazardRatio | null | undefined) {
  if (ratio == null) return null;
  const at = (z: number) => Math.exp(ratio.value + z * ratio.se);
  return { ratio: at(0), low: at(-Z), high: at(Z) };
}

function logOddsOf(estimate: Estimate | null): LogOdds | null {
  if (estimate === null) return null;
  const { value, se } = estimate;
  return { logOdds: value, se, low: value - Z * se, high: value + Z * se };
}

function estimateOf({ effort, retention, options }: Analysis): UpliftEstimate | null {
  const { measured, portfolio } = retention;
  if (measured === null) return null;
  const { hazard, validation } = measured;
  const prior = effortPrior(options.prior, measured.monthsPerRow);
  const blended = blend(hazard.own, prior);
  return {
    dataAlone: logOddsOf(hazard.own),
    prior: prior === null ? null : { name: options.prior, ...prior },
    blended: logOddsOf(blended),
    weightOnData: blended?.weightOnData ?? null,
    grade: portfolio.grade,
    p: validation.p,
    rows: hazard.customerMonths,
    monthsPerRow: measured.monthsPerRow,
    events: hazard.events,
    adjustedFor: measured.adjustedFor,
    leftOut: hazard.steady.dropped,
    heldByPrior: hazard.steady.separated,
    trouble: troubleInWords(hazard.steady.fit.trouble),
    weightsFrom: effort.weighing.from,
  };
}

function portfolioOf({ retention, lifecycle, options, servicePace }: Analysis): PortfolioUplift {
  const { portfolio, measured } = retention;
  const formula = measured?.gFormula ?? null;
  const own = measured?.gFormulaOfData ?? null;
  const told = portfolio.upliftPoints.value !== null;
  const value = portfolio.upliftValue.value;
  return {
    target: options.targetEffort,
    horizonMonths: options.horizonMonths,
    since: formula === null ? 'today' : 'start',
    ...(formula === null
      ? stayingFromToday(retention, lifecycle)
      : { now: formula.now, easy: told ? formula.easy : null }),
    points: portfolio.upliftPoints.value,
    low: portfolio.upliftLow.value,
    high: portfolio.upliftHigh.value,
    value: value === null ? null : toUnits(value),
    valueGrade: portfolio.upliftValue.grade,
    netOfService: servicePace.monthlyMinor.some((minor) => minor > 0),
    dataAlone: own === null ? null : { points: 100 * own.gain, low: 100 * own.low, high: 100 * own.high },
    avoidableEvents: told && own !== null ? own.avoidableEvents : null,
    events: measured?.hazard.events ?? null,
    grade: portfolio.grade,
    weightOnData: portfolio.weightOnData,
  };
}

/** Means over the customers still here whose effort is known. */
function stayingFromToday({ now, easy }: RetentionOutcome, { status }: Lifecycle) {
  const rows = Int32Array.from(status.keys()).filter(
    (i) => status[i] === STATUS.active && !Number.isNaN(easy.values[i]!),
  );
  const mean = ({ values }: Figure) => sumPresent(Float64Array.from(rows, (i) => values[i]!)) / rows.length;
  return rows.length === 0 ? { now: null, easy: null } : { now: mean(now), easy: mean(easy) };
}

function survivalOf({ retention }: Analysis): UpliftFindings['survivalByBand'] {
  const { fromMonth, bands, logRank } = retention.measured!.curves;
  const test = logRank === null ? null : { chiSquare: logRank.chiSquare, degrees: logRank.degrees, p: logRank.p };
  return { fromMonth, bands, logRank: test };
}

function associationOf({ retention: { association } }: Analysis): UpliftFindings['association'] {
  if (association === null) return null;
  const { customers, churned, own, p, auc } = association;
  return {
    ...{ customers, churned, p },
    logOdds: logOddsOf(own),
    auc: auc?.value ?? null,
    aucLow: auc?.interval.low ?? null,
    aucHigh: auc?.interval.high ?? null,
  };
}

function reasonsOf({ retention: { measured, portfolio } }: Analysis, hasCampaign: boolean): UpliftFindings['reasons'] {
  const reasons: Record<string, ReasonCode> = {};
  if (measured === null)
    for (const part of ['naive', 'lagged', 'estimate', 'survivalByBand']) reasons[part] = 'no_history';
  if (measured === null) reasons['estimators'] = 'no_history';
  else if (estimatorsReport(measured) === null) reasons['estimators'] = 'too_few';
  if (portfolio.upliftPoints.value === null) reasons['portfolio'] = portfolio.upliftPoints.reason ?? 'too_few';
  if (portfolio.upliftValue.value === null) reasons['portfolio.value'] = portfolio.upliftValue.reason ?? 'no_value';
  if (!hasCampaign) reasons['campaign'] = 'no_campaign';
  return reasons;
}

/** Customers whose retention would change most: by money, then by points, ties by id; those who left come last. */
export function customerUplifts(analysis: Analysis): Rows<CustomerUplift> {
  const { uplift, upliftValue } = analysis.retention;
  const size = ({ values }: { readonly values: Float64Array }, row: number) =>
    Number.isNaN(values[row]!) ? Number.NEGATIVE_INFINITY : values[row]!;
  const compare = (figure: { readonly values: Float64Array }, a: number, b: number) => {
    const [x, y] = [size(figure, a), size(figure, b)];
    return x === y ? 0 : y - x;
  };
  const order = Int32Array.from(uplift.values.keys()).sort(
    (a, b) => compare(upliftValue, a, b) || compare(uplift, a, b) || a - b,
  );
  return rowsOf(order.length, (index) => customerUplift(analysis, order[index]!));
}

function customerUplift({ dataset, lifecycle, effort, retention }: Analysis, row: number): CustomerUplift {
  const segment = dataset.customers.texts.get('segment');
  const code = segment?.codes[row] ?? -1;
  const units = (value: number | null) => (value === null ? null : toUnits(value));
  const changes = valueAt(retention.uplift, row) !== null;
  return {
    customerId: dataset.customerIds[row]!,
    segment: code < 0 ? null : segment!.dictionary.text(code),
    status: STATUSES[lifecycle.status[row]!]!,
    effort: EFFORT_STATUSES[effort.status[row]!] === undefined ? null : valueAt(effort.score, row),
    now: valueAt(retention.now, row),
    easy: valueAt(retention.easy, row),
    uplift: valueAt(retention.uplift, row),
    low: valueAt(retention.low, row),
    high: valueAt(retention.high, row),
    upliftValue: units(valueAt(retention.upliftValue, row)),
    costIfWorse: units(valueAt(retention.costIfWorse, row)),
    grade: gradeAt(retention.uplift, row),
    weightOnData: changes ? retention.weightOnData : null,
    reason: reasonAt(retention.uplift, row),
  };
}
