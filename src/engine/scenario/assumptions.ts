import type { Assumption, Warning } from '../../domain/results.ts';
import type { Scenario } from '../../domain/scenario.ts';
import type { SimulateFindings } from '../../domain/simulateReport.ts';
import { changesEffort } from './easedEffort.ts';

/** What the scenarios take for granted beside what the figures of today do. */
export function scenarioAssumptions(scenarios: readonly Scenario[], findings: SimulateFindings): Assumption[] {
  const assumptions: Assumption[] = [];
  const simulated = scenarios.filter(({ cashFlows }) => cashFlows === null);
  if (simulated.length > 0) assumptions.push(EFFECT_LASTS);
  if (simulated.some(({ levers }) => (levers.priceShare ?? 0) !== 0 && levers.priceChurn === null)) {
    assumptions.push(NOBODY_MINDS_THE_PRICE);
  }
  const costed = scenarios.filter((_, i) => (findings.scenarios[i]?.programme?.costs ?? null) !== null);
  if (costed.some(({ programme: { risk, benefitRange, costRange } }) => (risk ?? benefitRange ?? costRange) === null)) {
    assumptions.push(NO_RISK);
  }
  if (findings.scenarios.some(({ programme }) => programme?.costSource === 'ledger')) {
    assumptions.push(PROGRAMME_GOES_ON);
  }
  const years = findings.scenarios.find((_, i) => costed.includes(scenarios[i]!))?.programme?.years;
  if (costed.some(({ programme, cashFlows }) => programme.years === null && cashFlows === null)) {
    const source = 'as many as the horizon begins';
    assumptions.push({ code: 'programme_years', value: years ?? null, source, replaceWith: '--programme-years' });
  }
  return assumptions;
}

const EFFECT_LASTS: Assumption = {
  code: 'scenario_lasts',
  value: 'from the first month to the last',
  source: 'a scenario is taken to hold at once and for as long as it is looked at',
  replaceWith: 'cash-flows in a scenario file, year by year',
};

const PROGRAMME_GOES_ON: Assumption = {
  code: 'programme_by_ledger',
  value: 'at its pace so far',
  source: 'no cost was given, so the programme is that of the ledger, and costs each year what it has cost',
  replaceWith: '--programme-cost, --programme-yearly',
};

const NOBODY_MINDS_THE_PRICE: Assumption = {
  code: 'price_churn',
  value: 0,
  source: 'nobody leaves, or buys less, because of the price',
  replaceWith: '--price-churn',
};

const NO_RISK: Assumption = {
  code: 'programme_risk',
  value: 0,
  source: 'neither benefits nor costs are adjusted for risk',
  replaceWith: '--programme-risk, or benefit-range and cost-range in a scenario',
};

export function scenarioWarnings(scenarios: readonly Scenario[], findings: SimulateFindings): Warning[] {
  const warnings: Warning[] = [];
  const told = findings.scenarios.filter(({ changes }) => changes !== null);
  const unserved = told.filter(({ changes }) => changes!.serviceChange.value === null).length;
  if (unserved > 0) warnings.push({ code: 'before_service_cost', message: BEFORE_SERVICE, count: unserved });
  const easier = scenarios.filter(({ levers }) => changesEffort(levers)).length;
  if (easier > 0 && findings.evidence?.restsOn === 'assumption') {
    warnings.push({ code: 'effort_scenario_assumed', message: ASSUMED, count: easier });
  }
  return warnings;
}

const BEFORE_SERVICE =
  'the data hold no contact that could be priced: changes are before what it costs to serve those who stay';
const ASSUMED = 'what easier experience would keep rests on an assumption here, not on these data';
