import type {
  ContrastRow,
  EstimatorsReport,
  LogOdds,
  PortfolioUplift,
  UpliftEstimate,
  UpliftFindings,
} from '../domain/upliftReport.ts';
import { timesInWords, timesRangeInWords } from '../foundation/words.ts';
import { GRADE_MARKS, type HeadlineLine } from './headline.ts';
import { decimal, MISSING, percent, roundMoney, signed } from './numbers.ts';
import { because, between, left, line, probability, right, tableOf } from './reportTables.ts';
import type { Block } from './sections.ts';

/** What the whole base would keep. */
export function portfolioBlocks({ portfolio, reasons }: UpliftFindings, currency: string | null): Block[] {
  if (portfolio.points === null) return [because(reasons['portfolio'], 'unknown')];
  const lines = [...stayingLines(portfolio), ...worthLines(portfolio, currency)];
  return [{ lines: lines.filter(({ figure }) => figure.replace('+', '') !== MISSING) }];
}

function stayingLines(portfolio: PortfolioUplift): HeadlineLine[] {
  const { since, now, easy, points, low, high, dataAlone, grade, weightOnData } = portfolio;
  const mark = GRADE_MARKS[grade];
  const months = `${decimal(portfolio.horizonMonths, 0)} months`;
  return [
    since === 'start'
      ? line('Stay, fitted', percent(now), `their first ${months}, effort as it was`, '~')
      : line(`Stay next ${months}`, percent(now), 'the customers still here, with effort as it is', mark),
    line(`At ${decimal(portfolio.target, 0)} at most`, percent(easy), 'set another with --target', mark),
    line('Change', pointsWords(points), `90%: ${pointsRange(low, high)}`, mark),
    ...(weightOnData === null ? [] : [line('Weight on data', percent(weightOnData, 0), weightWords(weightOnData))]),
    ...(dataAlone === null
      ? []
      : [
          line(
            'On the data alone',
            pointsWords(dataAlone.points),
            `90%: ${pointsRange(dataAlone.low, dataAlone.high)}`,
            '~',
          ),
        ]),
  ];
}

function worthLines(portfolio: PortfolioUplift, currency: string | null): HeadlineLine[] {
  const { value, valueGrade, netOfService, avoidableEvents, events, horizonMonths } = portfolio;
  const what = `margin${netOfService ? ' less service' : ''} of the customers still here`;
  const money = `${what} over ${decimal(horizonMonths, 0)} months${currency === null ? '' : `, ${currency}`}`;
  return [
    line('Worth', signed(roundMoney(value)), money, GRADE_MARKS[valueGrade]),
    line(
      'Avoidable leavers',
      decimal(avoidableEvents, 1),
      `of ${decimal(events, 0)} seen, laid by the model to effort above the target`,
      '~',
    ),
  ];
}

function pointsWords(points: number | null): string {
  return `${signed(decimal(points, 2))} pts`;
}

function pointsRange(low: number | null, high: number | null): string {
  return between(signed(decimal(low, 2)), signed(decimal(high, 2)));
}

function weightWords(weight: number): string {
  if (weight === 1) return 'no prior: the data alone';
  return weight < 0.5 ? 'more prior than data: not measured' : 'the rest is a published study (--prior)';
}

/** The fit behind it: data, prior, and both together. */
export function estimateBlocks({ estimate }: UpliftFindings): Block[] {
  const e = estimate!;
  const rows = [
    oddsRow('Your data', e.dataAlone),
    ...(e.prior === null ? [] : [priorRow(e.prior)]),
    ...(e.prior === null ? [] : [oddsRow('Both', e.blended)]),
  ];
  const months = e.monthsPerRow === 1 ? 'customer-months' : `periods of ${e.monthsPerRow} months`;
  const parts = [
    `${decimal(e.rows, 0)} ${months}, ${decimal(e.events, 0)} leavers; p of effort ${probability(e.p)}.`,
    `Adjusted for ${e.adjustedFor.join(', ')}; errors clustered by customer. Effort is weighed ${WEIGHED[e.weightsFrom]}.`,
    ...(e.prior === null
      ? []
      : [`Prior: ${e.prior.name}, over ${e.monthsPerRow === 1 ? 'a month' : `${e.monthsPerRow} months`}.`]),
    ...(e.leftOut.length === 0 ? [] : [`Left out, for they repeat others or never vary: ${e.leftOut.join(', ')}.`]),
    ...(e.heldByPrior.length === 0
      ? []
      : [
          `Estimated by Firth’s penalised likelihood, for leavers are told perfectly apart by: ${e.heldByPrior.join(', ')}.`,
        ]),
    ...(e.trouble === null ? [] : [`Not estimated: ${e.trouble}.`]),
    ...(e.dataAlone === null ? [] : [SHAPE]),
  ];
  const columns = [left('No effort to full', 0, 12), right('Log odds', 2), left('Odds of leaving'), left('90%', 1)];
  return [{ table: tableOf(columns, rows) }, { words: parts.join(' ') }];
}

const SHAPE =
  'Intervals take the shape of the score as given (weights, window, half-life): where leaving follows effort otherwise, the estimate is drawn towards nothing.';

const WEIGHED: Record<UpliftEstimate['weightsFrom'], string> = {
  published: 'as published',
  surveys: 'as learnt from your surveys (cx-roi effort)',
  churn: 'as learnt from who left here (cx-roi effort)',
};

function oddsRow(name: string, odds: LogOdds | null): string[] {
  if (odds === null) return [name, MISSING, 'not estimated', ''];
  const { logOdds, low, high } = odds;
  return [name, decimal(logOdds, 3), timesInWords(logOdds), timesRangeInWords(low, high)];
}

const NORMAL_90 = 1.6448536269514722;

function priorRow({ mean, sd }: { readonly mean: number; readonly sd: number }): string[] {
  const at = (z: number) => mean + z * sd;
  return ['Prior', decimal(mean, 3), timesInWords(mean), timesRangeInWords(at(-NORMAL_90), at(NORMAL_90))];
}

const ESTIMATOR_WORDS: Record<ContrastRow['estimator'], string> = {
  aipw: 'AIPW, doubly robust',
  ipw: 'Weighted (IPW)',
  gFormula: 'Modelled (g-formula)',
  raw: 'Raw, not adjusted',
};

export function estimatorBlocks({ estimators, reasons, portfolio }: UpliftFindings): Block[] {
  if (estimators === null) return [because(reasons['estimators'], 'too few landmarks')];
  const columns = [
    left('Leaving in the horizon', 0, 20),
    right('Above', 2),
    right('At most', 2),
    right('Difference'),
    left('90%', 1),
  ];
  const rows = estimators.contrasts.map(({ estimator, exposed, unexposed, difference, low, high }) => [
    ESTIMATOR_WORDS[estimator],
    percent(exposed),
    percent(unexposed),
    `${signed(decimal(100 * difference, 1))} pts`,
    low === null || high === null ? '' : between(signed(decimal(100 * low, 1)), signed(decimal(100 * high, 1))),
  ]);
  return [
    { table: tableOf(columns, rows) },
    {
      words: `Effort above ${decimal(portfolio.target, 0)} at a landmark (every three months of tenure) against at most that; ${agreeWords(estimators)}`,
    },
    { lines: overlapLines(estimators) },
    { words: eValueWords(estimators) },
  ];
}

function agreeWords({ agree }: EstimatorsReport): string {
  return agree
    ? 'the adjusted estimators agree within their errors.'
    : 'the adjusted estimators DISAGREE by more than their errors, so none of them may be headlined and no uplift is given.';
}

function overlapLines({ rows, exposedRows, overlap }: EstimatorsReport) {
  const imbalance =
    overlap.worstCovariate === null ? 'no covariates' : `in ${overlap.worstCovariate}; above 0.1 is too much`;
  return [
    line('Landmarks', decimal(rows, 0), `${decimal(exposedRows, 0)} above the target`),
    line(
      'Chance to be above',
      `${decimal(overlap.propensityLow, 2)} to ${decimal(overlap.propensityHigh, 2)}`,
      `${decimal(overlap.clipped, 0)} cut to the limits; near 0 or 1 there is nothing to compare`,
    ),
    line(
      'Effective sizes',
      `${decimal(overlap.effectiveExposed, 0)}, ${decimal(overlap.effectiveUnexposed, 0)}`,
      'above and at most, after weighting',
    ),
    line('Worst imbalance', decimal(overlap.worstImbalance, 3), imbalance),
  ];
}

function eValueWords({ eValue, eValueOfBound, riskRatio, withoutCovariates }: EstimatorsReport): string {
  if (eValue === null) return 'No E-value: nobody would have left on one side.';
  const left = withoutCovariates.map(
    ({ without, difference }) => `leaving out ${without} gives ${signed(decimal(100 * difference, 1))} points`,
  );
  const seen = left.length === 0 ? '' : ` For comparison, ${left.join('; ')}.`;
  return (
    `E-value of this comparison, over the horizon: ${decimal(eValue, 2)} (near end of the interval ${decimal(eValueOfBound, 2)}): something unrecorded would ` +
    `have to multiply both effort and leaving by that much to explain away a risk ratio of ${decimal(riskRatio, 2)}.${seen}`
  );
}

/** Kaplan-Meier by band, with the means and the test. */
export function survivalBlocks({ survivalByBand, portfolio, reasons }: UpliftFindings): Block[] {
  if (survivalByBand === null) return [because(reasons['survivalByBand'], 'too few')];
  const { bands, logRank, fromMonth } = survivalByBand;
  if (bands.every(({ survival }) => survival === null)) return [{ untold: 'nobody was in one band long enough' }];
  const months = decimal(portfolio.horizonMonths, 0);
  const columns = [left('Effort'), right(`Stay ${months} months`), right('Mean months'), left('90%', 1)];
  const rows = bands.map(({ status, survival, meanMonths, meanMonthsSe }) => [
    status,
    percent(survival),
    decimal(meanMonths, 2),
    meanMonths === null || meanMonthsSe === null
      ? ''
      : between(decimal(meanMonths - NORMAL_90 * meanMonthsSe, 2), decimal(meanMonths + NORMAL_90 * meanMonthsSe, 2)),
  ]);
  const test =
    logRank === null
      ? 'too few leavers for a log-rank test'
      : `log-rank χ² ${decimal(logRank.chiSquare, 1)} on ${logRank.degrees}, p ${probability(logRank.p)}`;
  return [
    { table: tableOf(columns, rows) },
    {
      words: `Kaplan-Meier of someone who stayed in one band, from month ${fromMonth} of tenure, unadjusted; ${test}. A dash: nobody was in the band long enough.`,
    },
  ];
}
