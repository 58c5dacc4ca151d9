import type { Dataset } from '../domain/dataset.ts';
import type { Grouping, PurchaseHistory } from '../domain/features.ts';
import type { Figure } from '../domain/figures.ts';
import type { ScoreOptions } from '../domain/options.ts';
import type { Assumption, Models, Warning } from '../domain/results.ts';
import { sumPresent } from '../foundation/sums.ts';
import { weakenedBy, weaker } from './amounts.ts';
import { conventions, impossibleDateWarnings, modelWarnings, zeroAmountWarnings } from './conventions.ts';
import { booksOf } from './cost/books.ts';
import { scoreCost } from './cost/cost.ts';
import { serviceCost } from './cost/service.ts';
import { type ServicePace, servicePace } from './cost/servicePace.ts';
import type { EffortOutcome } from './effort/outcome.ts';
import type { Weighing } from './effort/weights.ts';
import { discountedMonths, horizonWarnings, retentionOverYear } from './horizon.ts';
import { type Learning, type LearntEffort, scoreEffortLearning } from './learntEffort.ts';
import { type OwnStaying, ownStaying } from './ownStaying.ts';
import { type Ground, prepare, revenueInput } from './prepare.ts';
import { type Measured, measure } from './retention/measure.ts';
import type { RetentionOutcome } from './retention/outcome.ts';
import { scoreRetention } from './retention/retention.ts';
import { strataOf } from './retention/strata.ts';
import type { RevenueOutcome } from './revenue/outcome.ts';
import { withOwnPaths } from './revenue/ownValue.ts';
import { type PurchaseFit, refitted } from './revenue/purchaseFit.ts';
import { scoreRevenue } from './revenue/revenue.ts';
import type { Wings } from './wings.ts';

/** What the four wings found, and what every report on it must own up to. */
export interface Analysis extends Wings {
  /** What the wings began with. */
  readonly ground: Ground;
  readonly asOfDay: number | null;
  readonly grouping: Grouping;
  readonly purchases: PurchaseHistory | null;
  readonly learning: Learning;
  /** The forecast before customers of equal tenure were told apart; `revenue` itself where they are not. */
  readonly forecast: RevenueOutcome;
  /** What tells them apart; null where nothing does. */
  readonly individual: OwnStaying | null;
  readonly models: Omit<Models, 'backtest'>;
  readonly assumptions: readonly Assumption[];
  readonly warnings: readonly Warning[];
}

/** What was found before and is used as it is, because nothing that it stands on has changed; absent: found anew. */
export interface Held {
  readonly ground?: Ground;
  readonly forecast?: RevenueOutcome;
  readonly effort?: LearntEffort;
  /** How cases are weighed: nothing is learnt anew. */
  readonly weighing?: Weighing;
  readonly purchaseFit?: PurchaseFit | null;
  readonly measured?: Measured | null;
}

/** Told what is worked out next, in words: the wings take their time on large data. */
export type OnStep = (step: string) => void;

/** Runs the four wings on one dataset: everything that `score`, `effort` and `uplift` tell stands on this. */
export function analyse(dataset: Dataset, options: ScoreOptions, held: Held = {}, onStep?: OnStep): Analysis {
  const ground = held.ground === undefined ? prepare(dataset, options) : { ...held.ground, options };
  const { asOfDay, behaviourBecause, grouping, purchases, lifecycle } = ground;
  onStep?.('forecasting value');
  const forecast = held.forecast ?? scoreRevenue({ ...revenueInput(ground), ...heldFit(held, ground) });
  onStep?.('scoring effort');
  const { effort, learning } =
    held.effort ?? scoreEffortLearning({ dataset, grouping, lifecycle, options }, held.weighing);
  const books = booksOf(dataset.costs, asOfDay);
  const service = serviceCost({ dataset, grouping, lifecycle, options, books });
  const pace = servicePace(service.toDate, lifecycle, options);
  onStep?.('measuring retention');
  const measured = held.measured === undefined ? measure({ dataset, effort, options }) : held.measured;
  const strata = measured?.strata ?? strataOf(dataset);
  const own = ownStaying(
    { lifecycle, options, effort: effort.score, strata, revenue: forecast },
    measured?.leads ?? null,
  );
  const revenue = own === null ? forecast : withOwnPaths(forecast, own, options);
  const retention = retentionInMoney(ground, { revenue, effort, pace, own }, measured);
  const aliveMonths = discountedMonths(lifecycle, revenue.survivalAt, options);
  const cost = scoreCost({
    ...{ dataset, lifecycle, options, books, service, aliveMonths },
    observedMargin: revenue.observedMargin,
    expected: revenue.expected,
    monthlyMargin: revenue.monthlyMargin,
    newCustomerValue: revenue.newCustomerValueMinor,
    retention12: retentionOverYear(retention.portfolio.rate, options),
  });
  const { endsAhead } = ground;
  const wings = { dataset, options, lifecycle, revenue, effort, retention, cost, servicePace: pace, endsAhead };
  return {
    ...{ ground, asOfDay, grouping, purchases, learning, forecast, individual: own, ...wings },
    expectedServiceMinor: sumPresent(pace.monthlyMinor.map((minor, i) => minor * aliveMonths[i]!)),
    models: {
      behaviour: lifecycle.behaviour,
      behaviourBecause,
      snapshot: lifecycle.snapshot,
      lapseWindowDays: lifecycle.lapseWindowDays,
      revenue: revenue.model,
      retention: retention.model,
      effort: effort.model,
    },
    ...remarksOn(ground, [revenue, effort, retention, cost], revenue.model['chosen']),
  };
}

/** Everything that the wings and the reading of the data must own up to. */
function remarksOn(
  { dataset, options, lifecycle, warnings }: Ground,
  wings: readonly Pick<Analysis, 'assumptions' | 'warnings'>[],
  chosenModel: unknown,
): Pick<Analysis, 'assumptions' | 'warnings'> {
  return {
    assumptions: [...conventions(dataset, options), ...wings.flatMap((wing) => wing.assumptions)],
    warnings: [
      ...warnings,
      ...horizonWarnings(lifecycle, options),
      ...zeroAmountWarnings(dataset),
      ...impossibleDateWarnings(dataset),
      ...modelWarnings(options, chosenModel),
      ...wings.flatMap((wing) => wing.warnings),
    ],
  };
}

interface ToRetain {
  readonly revenue: RevenueOutcome;
  readonly effort: EffortOutcome;
  readonly pace: ServicePace;
  readonly own: OwnStaying | null;
}

/** What leaving takes and what easier experience keeps, in margin net of the service it takes to earn it. */
function retentionInMoney(
  { dataset, lifecycle, options }: Ground,
  { revenue, effort, pace, own }: ToRetain,
  measured: Measured | null,
): RetentionOutcome {
  const { survivalAt, monthlyMargin, expected } = revenue;
  const monthlyMarginMinor = monthlyMargin.values.map((margin, i) => margin - pace.monthlyMinor[i]!);
  // Paths that do not move with effort are the survival that effort bends.
  const ownPaths = own?.byEffort ? own.paths : null;
  const input = { dataset, lifecycle, effort, options, survivalAt, monthlyMarginMinor, ownPaths };
  return inMoney(scoreRetention(input, measured), expected, pace);
}

/** What is a difference of two values promises no more than the value does, nor than the service taken off it. */
function inMoney(retention: RetentionOutcome, value: Figure, { monthlyMinor, grade }: ServicePace): RetentionOutcome {
  const { atStake, upliftValue, upliftValueLow, upliftValueHigh, costIfWorse, portfolio } = retention;
  const service: Figure = { values: monthlyMinor, grade, reason: null };
  const graded = (figure: Figure) => weakenedBy(service, weakenedBy(value, figure));
  const worth = { ...portfolio.upliftValue, grade: weaker(portfolio.upliftValue.grade, grade) };
  return {
    ...retention,
    ...{ atStake: graded(atStake), costIfWorse: graded(costIfWorse), upliftValue: graded(upliftValue) },
    ...{ upliftValueLow: graded(upliftValueLow), upliftValueHigh: graded(upliftValueHigh) },
    portfolio: { ...portfolio, upliftValue: worth },
  };
}

/** The fit held, over the histories at hand. */
function heldFit({ purchaseFit }: Held, { purchases, asOfDay }: Ground): { heldFit?: PurchaseFit | null } {
  if (purchaseFit === undefined) return {};
  if (purchaseFit === null || purchases === null || asOfDay === null) return { heldFit: null };
  return { heldFit: refitted(purchaseFit, purchases, asOfDay) };
}
