import type { CaseWindow, FalseResolutionRow, PainPointRow, SilentRiskRow } from '../../domain/effortReport.ts';
import { valueAt } from '../../domain/figures.ts';
import { isoDate } from '../../foundation/days.ts';
import { toUnits } from '../../foundation/money.ts';
import { CompensatedSum } from '../../foundation/sums.ts';
import type { Analysis } from '../analyse.ts';
import { caseFacts } from '../effort/caseFacts.ts';
import { CaseTable } from '../effort/cases.ts';
import { CASE_DIMENSIONS, type CaseDimension, type ContactLog } from '../effort/contactLog.ts';
import { CustomerScorer } from '../effort/customerScore.ts';
import { falseResolutions } from '../effort/followUps.ts';
import { painPoints } from '../effort/painPoints.ts';
import { silentRisks } from '../effort/silentRisk.ts';
import { UNRESOLVED } from '../effort/weights.ts';

export function painPointRows(
  { retention }: Analysis,
  log: ContactLog,
  dimensions: readonly CaseDimension[],
): readonly PainPointRow[] {
  return painPoints(log, dimensions, retention).map(({ key, moneyAtRiskMinor, ...point }) => {
    const { topic, channel, agent } = Object.fromEntries(
      CASE_DIMENSIONS.map((dimension) => [dimension, key[dimensions.indexOf(dimension)] ?? null]),
    ) as Record<CaseDimension, string | null>;
    const { cases, contacts, effort, effortLow, effortHigh, customersAtRisk } = point;
    return {
      ...{ topic, channel, agent, cases, contacts, effort, effortLow, effortHigh, customersAtRisk },
      moneyAtRisk: moneyAtRiskMinor === null ? null : toUnits(moneyAtRiskMinor),
    };
  });
}

export function falseResolutionRows({ dataset }: Analysis, log: ContactLog): readonly FalseResolutionRow[] {
  return falseResolutions(log)
    .map(({ customer, caseId, topic, agent, closedDay, returnedDay }) => ({
      customerId: dataset.customerIds[customer]!,
      ...{ caseId, topic, agent, closedAt: isoDate(closedDay), returnedAt: isoDate(returnedDay) },
    }))
    .sort((a, b) => (a.returnedAt === b.returnedAt ? 0 : a.returnedAt! < b.returnedAt! ? 1 : -1));
}

/** Cases that their last contact calls resolved, whatever came after. */
export function resolvedCases(log: ContactLog): number {
  let resolved = 0;
  for (let c = 0; c < log.cases.index.cases; c++) {
    const values = log.cases.componentsBefore(c, Number.NEGATIVE_INFINITY, log.cases.contacts(c));
    if (values[UNRESOLVED] === 0) resolved++;
  }
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
    const rules = { asOfDay: log.asOfDay, caseWindowDays: windowDays, scale };
    const cases = new CaseTable(caseFacts(dataset, grouping, rules), weighing);
    const scorer = new CustomerScorer(cases, options.effortWindowDays, options.effortHalfLifeDays);
    const mean = new Mean();
    for (let i = 0; i < dataset.customerIds.length; i++) {
      scorer.scoreAt(i, log.momentOf(i));
      if (scorer.cases > 0 && !Number.isNaN(scorer.score)) mean.add(scorer.score * 100);
    }
    const returned = returnsAreSeen ? falseResolutions({ ...log, cases, scorer }).length : null;
    return { windowDays, cases: cases.index.cases, mean: mean.units, falseResolutions: returned };
  });
}
