import type { CaseWindow, FalseResolutionRow, PainPointRow, SilentRiskRow } from '../../domain/effortReport.ts';
import { valueAt } from '../../domain/figures.ts';
import { type Rows, rowsOf } from '../../domain/rows.ts';
import { dayOf, isoDate } from '../../foundation/days.ts';
import { toUnits } from '../../foundation/money.ts';
import { CompensatedSum } from '../../foundation/sums.ts';
import type { Analysis } from '../analyse.ts';
import { CaseTable } from '../effort/cases.ts';
import { CASE_DIMENSIONS, type CaseDimension, type ContactLog } from '../effort/contactLog.ts';
import { CustomerScorer } from '../effort/customerScore.ts';
import { falselyResolved, falseResolution } from '../effort/followUps.ts';
import { painPoints, type UpliftByCase } from '../effort/painPoints.ts';
import { silentRisks } from '../effort/silentRisk.ts';

export function painPointRows(
  log: ContactLog,
  dimensions: readonly CaseDimension[],
  uplift: UpliftByCase,
): readonly PainPointRow[] {
  return painPoints(log, dimensions, uplift).map(({ key, moneyAtRiskMinor, ...point }) => {
    const { topic, channel, agent } = Object.fromEntries(
      CASE_DIMENSIONS.map((dimension) => [dimension, key[dimensions.indexOf(dimension)] ?? null]),
    ) as Record<CaseDimension, string | null>;
    return {
      topic,
      channel,
      agent,
      ...point,
      moneyAtRisk: moneyAtRiskMinor === null ? null : toUnits(moneyAtRiskMinor),
    };
  });
}

/** The latest return first, then in order of customer and time. */
export function falseResolutionRows({ dataset }: Analysis, log: ContactLog): Rows<FalseResolutionRow> {
  const { returnMs } = log.cases;
  const order = falselyResolved(log).sort((a, b) => dayOf(returnMs[b]!) - dayOf(returnMs[a]!) || a - b);
  return rowsOf(order.length, (index) => {
    const { customer, caseId, topic, agent, closedDay, returnedDay } = falseResolution(log, order[index]!);
    return {
      customerId: dataset.customerIds[customer]!,
      ...{ caseId, topic, agent, closedAt: isoDate(closedDay), returnedAt: isoDate(returnedDay) },
    };
  });
}

/** Cases that their last contact calls resolved, whatever came after. */
export function resolvedCases({ cases }: ContactLog): number {
  let resolved = 0;
  for (let c = 0; c < cases.index.cases; c++) if (cases.closedAsResolved(c)) resolved++;
  return resolved;
}

export function silentRiskRows(
  { dataset, grouping, lifecycle, retention }: Analysis,
  log: ContactLog,
): readonly SilentRiskRow[] {
  return silentRisks(log, grouping, lifecycle).map(({ customer, caseId, caseScore, lastDay, silentDays }) => {
    const stake = valueAt(retention.atStake, customer);
    return {
      customerId: dataset.customerIds[customer]!,
      ...{ caseId, caseScore, lastAt: isoDate(lastDay), silentDays },
      atStake: stake === null ? null : toUnits(stake),
    };
  });
}

class Mean {
  count = 0;
  readonly #sum = new CompensatedSum();

  add(minor: number): void {
    this.#sum.add(minor);
    this.count++;
  }

  get units(): number | null {
    return this.count === 0 ? null : toUnits(this.#sum.value / this.count);
  }
}

const WINDOWS = [1, 7, 14, 30];

/** The log read again under other case windows: inferred cases, and returns after a resolution, depend on them. */
export function caseWindows(
  { dataset, grouping, options, effort: { weighing } }: Analysis,
  log: ContactLog,
): readonly CaseWindow[] {
  const scale = options.cesScale ?? dataset.facts.cesScale;
  const returnsAreSeen = log.cases.index.given.includes(1);
  return WINDOWS.map((windowDays) => {
    const rules = { asOfDay: log.asOfDay, caseWindowDays: windowDays, scale, weighing };
    const cases = new CaseTable(dataset, grouping, rules);
    const scorer = new CustomerScorer(cases, options.effortWindowDays, options.effortHalfLifeDays);
    const mean = new Mean();
    for (let i = 0; i < dataset.customerIds.length; i++) {
      scorer.scoreAt(i, log.momentOf(i));
      if (scorer.cases > 0 && !Number.isNaN(scorer.score)) mean.add(scorer.score * 100);
    }
    const returned = returnsAreSeen ? falselyResolved({ cases }).length : null;
    return { windowDays, cases: cases.index.cases, mean: mean.units, falseResolutions: returned };
  });
}
