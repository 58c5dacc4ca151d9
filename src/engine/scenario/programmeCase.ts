import type { Grade, ReasonCode } from '../../domain/grades.ts';
import type { CashFlows, ProgrammeTerms } from '../../domain/scenario.ts';
import type { CashRow, ProgrammeCase } from '../../domain/simulateReport.ts';
import { MINOR_PER_UNIT, toUnits } from '../../foundation/money.ts';
import { SeededRandom } from '../../foundation/random.ts';
import { breakEvenOnCurves, breakEvenPoints } from './breakEven.ts';
import { type CashCase, type Caution, cashCase, cautionOf, presentValue } from './cashCase.ts';
import type { Changes } from './changes.ts';
import { costOfOneKept } from './costOfOneKept.ts';
import { DRAWS, quantilesOf, triangular } from './draws.ts';
import { programmeFlows } from './programmeFlows.ts';
import type { Worked } from './scenarioChanges.ts';
import { byWidth, type Case, casesOwnBars, estimateBars, type TornadoBar } from './tornado.ts';

const PERCENTILES = [0.1, 0.5, 0.9] as const;

/** The case for a programme whose benefits are what the scenario does, year by year. */
export function simulatedCase(worked: Worked, terms: ProgrammeTerms, grade: Grade, others: TornadoBar[]): Uncosted {
  const { setting, changes, draws } = worked;
  const caution = cautionOf(terms.risk, terms.benefitRange, terms.costRange);
  const rate = setting.analysis.options.annualDiscountRate;
  const flows = programmeFlows(changes, terms);
  if (flows === null) return uncostedCase(worked, caution, grade);
  const own = { flows, annualDiscountRate: rate, caution, terms };
  const found = cashCase(flows, rate, caution);
  const npvs = draws.map((draw) => {
    const drawn = drawnCaution(terms, caution, draw);
    return cashCase(programmeFlows(draw.changes, terms)!, rate, drawn).npv;
  });
  const kept = costOfOneKept(worked, found.costs);
  const onCurves = breakEvenOnCurves(setting, found.costs, caution);
  const worth = presentValue([0, ...changes.base.marginByYear], rate);
  return caseOf(own, found, npvs, {
    grade,
    cash: found.years.map((row) => ({ ...inUnits(row), ...splitOf(changes, row.year, caution) })),
    valueOfBase: toUnits(worth),
    breakEvenPoints: breakEvenPoints(found.costs, worth),
    breakEvenOnCurves: onCurves,
    ...kept,
    tornado: [...casesOwnBars(own, false), ...estimateBars(setting, own), ...others],
    reasons: {
      ...(worth > 0 ? {} : { breakEvenPoints: 'no_value' }),
      ...(onCurves === null ? { breakEvenOnCurves: 'not_paid_back' } : {}),
      ...(kept.costPerCustomerKept === null ? { costPerCustomerKept: 'zero_denominator' } : {}),
    },
  });
}

/** The case for flows given outright. */
export function givenCase(given: CashFlows, terms: ProgrammeTerms, rate: number, seed: number): Uncosted {
  const minor = (values: readonly number[]) => values.map((value) => value * MINOR_PER_UNIT);
  const flows = { costs: minor(given.costs), benefits: minor(given.benefits) };
  const caution = cautionOf(terms.risk, terms.benefitRange, terms.costRange);
  const own = { flows, annualDiscountRate: rate, caution, terms };
  const found = cashCase(flows, rate, caution);
  const random = new SeededRandom(seed);
  const npvs = Array.from({ length: DRAWS }, () => {
    const draw = { benefit: random.uniform(), cost: random.uniform() };
    return cashCase(flows, rate, drawnCaution(terms, caution, draw)).npv;
  });
  return caseOf(own, found, npvs, {
    grade: 'assumed',
    cash: found.years.map((row) => ({ ...inUnits(row), ...NO_SPLIT })),
    ...{ valueOfBase: null, breakEvenPoints: null, breakEvenOnCurves: null },
    ...UNCOMPARED,
    tornado: casesOwnBars(own, true),
    reasons: FLOWS_GIVEN,
  });
}

const FLOWS_GIVEN: ProgrammeCase['reasons'] = {
  valueOfBase: 'flows_given',
  breakEvenPoints: 'flows_given',
  breakEvenOnCurves: 'flows_given',
  costPerCustomerKept: 'flows_given',
};

const UNCOMPARED = {
  ...{ costPerCustomerKept: null, costPerCustomerKeptLow: null, costPerCustomerKeptHigh: null },
  next: 'unknown',
} as const;

type Rest = Pick<
  ProgrammeCase,
  'cash' | 'valueOfBase' | 'breakEvenPoints' | 'breakEvenOnCurves' | 'grade' | 'reasons'
> &
  Pick<ProgrammeCase, keyof typeof UNCOMPARED> & { readonly tornado: readonly TornadoBar[] };

/** The case, but for where its cost comes from. */
type Uncosted = Omit<ProgrammeCase, 'costSource'>;

function caseOf(own: Case, found: CashCase, npvs: readonly number[], rest: Rest): Uncosted {
  const [p10, p50, p90] = quantilesOf(npvs, (npv) => toUnits(npv), PERCENTILES);
  return {
    ...termsOf(own),
    ...{ costs: toUnits(found.costs), benefits: toUnits(found.benefits), npv: toUnits(found.npv) },
    ...{ npvP10: p10!, npvP50: p50!, npvP90: p90! },
    paysShare: npvs.reduce((count, npv) => count + (npv > 0 ? 1 : 0), 0) / npvs.length,
    ...{ roi: found.roi, paybackMonths: found.paybackMonths },
    ...rest,
    tornado: byWidth(rest.tornado).map((bar) => ({
      ...bar,
      ...{ npvLow: toUnits(bar.npvLow), npvHigh: toUnits(bar.npvHigh) },
    })),
    reasons: {
      ...rest.reasons,
      ...(found.roi === null ? { roi: 'zero_denominator' } : {}),
      ...(found.paybackMonths === null ? { paybackMonths: 'not_paid_back' } : {}),
    },
  };
}

function termsOf({ flows, annualDiscountRate, caution }: Pick<Case, 'flows' | 'annualDiscountRate' | 'caution'>) {
  return {
    years: flows.costs.length - 1,
    annualDiscountRate,
    benefitFactor: caution.benefits,
    costFactor: caution.costs,
  };
}

const UNCOSTED = ['costs', 'npv', 'npvP10', 'npvP50', 'npvP90', 'paysShare', 'roi', 'paybackMonths'] as const;
const UNCOSTED_RATIOS = ['breakEvenPoints', 'breakEvenOnCurves', 'costPerCustomerKept'] as const;

/** What it brings is known, what it costs is not: nothing is set against it. */
function uncostedCase({ setting, changes }: Worked, caution: Caution, grade: Grade): Uncosted {
  const free = programmeFlows(changes, { ...NO_COST })!;
  const rate = setting.analysis.options.annualDiscountRate;
  const { years, benefits } = cashCase(free, rate, caution);
  const none = [...UNCOSTED, ...UNCOSTED_RATIOS];
  const nulls = Object.fromEntries(none.map((name) => [name, null])) as Record<(typeof none)[number], null>;
  return {
    ...termsOf({ flows: free, annualDiscountRate: rate, caution }),
    cash: years.map((row) => ({
      ...inUnits(row),
      ...splitOf(changes, row.year, caution),
      ...{ costs: null, net: null, discountedNet: null, cumulative: null },
    })),
    ...UNCOMPARED,
    ...nulls,
    benefits: toUnits(benefits),
    valueOfBase: toUnits(presentValue([0, ...changes.base.marginByYear], rate)),
    tornado: [],
    grade,
    reasons: Object.fromEntries(none.map((name) => [name, 'no_programme_cost' satisfies ReasonCode])),
  };
}

const NO_COST: ProgrammeTerms = {
  ...{ initialCost: 0, yearlyCost: 0, years: null, risk: null, benefitRange: null, costRange: null },
};

/** Where a range was given it is drawn from; a flat adjustment for risk stays as it is. */
function drawnCaution(terms: ProgrammeTerms, own: Caution, draw: { readonly benefit: number; readonly cost: number }) {
  return {
    benefits: terms.benefitRange === null ? own.benefits : triangular(draw.benefit, terms.benefitRange),
    costs: terms.costRange === null ? own.costs : triangular(draw.cost, terms.costRange),
  };
}

function inUnits({ year, ...money }: CashCase['years'][number]) {
  const { costs, benefits, net, discountedNet, cumulative } = money;
  return {
    year,
    ...{ costs: toUnits(costs), benefits: toUnits(benefits), net: toUnits(net) },
    ...{ discountedNet: toUnits(discountedNet), cumulative: toUnits(cumulative) },
  };
}

const NO_SPLIT = { fromStaying: null, fromPrice: null, serviceSaved: null } as const;

function splitOf(
  { byYear }: Changes,
  year: number,
  { benefits }: Caution,
): Pick<CashRow, 'fromStaying' | 'fromPrice' | 'serviceSaved'> {
  const own = byYear[year - 1];
  if (own === undefined) return { fromStaying: 0, fromPrice: 0, serviceSaved: 0 };
  return {
    fromStaying: toUnits(own.fromStaying * benefits),
    fromPrice: toUnits(own.fromPrice * benefits),
    serviceSaved: own.service === null ? null : toUnits(-own.service * benefits),
  };
}
