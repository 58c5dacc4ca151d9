import type {
  Alert,
  AlertGroup,
  AlertKindSummary,
  AlertRow,
  AlertsReport,
  AlertsSummary,
  EarlierAlerts,
} from '../../domain/alertsReport.ts';
import { KIND } from '../../domain/fields.ts';
import type { ReasonCode } from '../../domain/grades.ts';
import { rowsOf } from '../../domain/rows.ts';
import { CompensatedSum } from '../../foundation/sums.ts';
import { compareCodeUnits } from '../../foundation/text.ts';
import type { CustomerStates } from '../alerts/customerStates.ts';
import type { AlertRule } from '../alerts/rules/rule.ts';
import { RULES } from '../alerts/rules/rules.ts';
import { NOTHING_STANDS, type StandingAlerts, standingAlerts } from '../alerts/standing.ts';
import type { Analysis } from '../analyse.ts';

type Findings = Pick<AlertsReport, 'summary' | 'gone' | 'alerts'>;

/**
 * The alerts that stand on the as-of day, most money first, and against an earlier report what is new and what is gone.
 * `perGroup`: how many of each group are listed; null: all.
 */
export function alertFindings(
  analysis: Analysis,
  earlier: EarlierAlerts | null,
  perGroup: number | null = null,
): Findings {
  const tallies = new Map(RULES.map((rule) => [rule, new KindTally(rule, analysis.asOfDay)]));
  const standing = standingOn(analysis, tallies);
  const ids = analysis.dataset.customerIds;
  const since = earlier === null ? null : new Since(earlier, standing, (customer) => ids[customer]!);
  const listed = perGroup === null ? null : firstOfGroups(standing, perGroup);
  return {
    summary: {
      ...totals(standing),
      kinds: [...tallies.values()].map((tally) => tally.summary(analysis)),
      since: since?.counts() ?? null,
    },
    gone: since?.gone ?? [],
    alerts: rowsOf(listed?.length ?? standing.length, (place): AlertRow => {
      const index = listed?.[place] ?? place;
      return { change: since?.changeOf(index) ?? null, ...standing.tell(index) };
    }),
  };
}

function standingOn(analysis: Analysis, tallies: ReadonlyMap<AlertRule, KindTally>): StandingAlerts {
  if (analysis.asOfDay === null) return NOTHING_STANDS;
  return standingAlerts(analysis, analysis.asOfDay, {
    look: (rule, states) => tallies.get(rule)!.look(states),
    add: (rule, money) => tallies.get(rule)!.add(money),
  });
}

/** Places of the first so many of each group, in order. */
function firstOfGroups({ length, rule }: StandingAlerts, perGroup: number): number[] {
  const listed = new Map<AlertGroup, number>();
  const places: number[] = [];
  for (let index = 0; index < length; index++) {
    const { group } = RULES[rule[index]!]!;
    const before = listed.get(group) ?? 0;
    if (before >= perGroup) continue;
    listed.set(group, before + 1);
    places.push(index);
  }
  return places;
}

/** Counts one kind of alert. */
class KindTally {
  readonly rule: AlertRule;
  readonly #day: number;
  #looked = 0;
  #alerts = 0;
  #moneyKnown = false;
  readonly #money = new CompensatedSum();
  readonly #byChance = new CompensatedSum();

  constructor(rule: AlertRule, day: number | null) {
    this.rule = rule;
    this.#day = day ?? Number.NaN;
  }

  look(states: CustomerStates): void {
    this.#looked++;
    this.#byChance.add(this.rule.byChance?.(states, 0, this.#day) ?? 0);
  }

  add(money: number): void {
    this.#alerts++;
    if (Number.isNaN(money)) return;
    this.#moneyKnown = true;
    this.#money.add(money);
  }

  summary(analysis: Analysis): AlertKindSummary {
    const { code, group } = this.rule;
    return {
      ...{ code, group },
      looked: this.#looked,
      alerts: this.#alerts,
      money: this.#moneyKnown ? this.#money.value : null,
      expectedByChance: this.rule.byChance !== undefined && this.#looked > 0 ? this.#byChance.value : null,
      reason: this.#looked > 0 ? null : whyNot(analysis, code),
    };
  }
}

/** Why no customer's history can show a kind of alert. */
function whyNot(analysis: Analysis, code: AlertRule['code']): ReasonCode {
  const { asOfDay, effort, dataset, revenue, purchases, lifecycle } = analysis;
  if (asOfDay === null) return 'no_dates';
  const { columns, kind } = dataset.interactions;
  switch (code) {
    case 'effort_spike':
      return effort.log === null ? 'no_contact_log' : 'too_new';
    case 'unresolved_beyond_norm':
      return effort.log === null ? 'no_contact_log' : columns.resolved === undefined ? 'no_resolutions' : 'too_new';
    case 'renewal_at_risk':
      return 'no_renewal_dates';
    case 'overdue':
    case 'alive_falling':
      if (purchases === null && lifecycle.behaviour === 'transactional') return 'no_purchases';
      if (revenue.buyingRate === null) return 'no_buying_rate';
      return code === 'alive_falling' && revenue.purchaseFit === null ? 'too_few' : 'no_rhythm';
    case 'engaged': {
      const some = [KIND.purchase, KIND.visit, KIND.referral].some((own) => kind.includes(own));
      return some ? 'too_new' : 'no_activity';
    }
  }
}

function totals({ length, customer, rule, money }: StandingAlerts) {
  const customers = { risk: new Set<number>(), engaged: new Set<number>() };
  const sum = new CompensatedSum();
  let known = false;
  for (let index = 0; index < length; index++) {
    const { group } = RULES[rule[index]!]!;
    const isFirst = !customers[group].has(customer[index]!);
    customers[group].add(customer[index]!);
    // Every alert of a customer tells the same stake.
    if (group !== 'risk' || !isFirst || Number.isNaN(money[index]!)) continue;
    sum.add(money[index]!);
    known = true;
  }
  const { risk, engaged } = customers;
  return { customersAtRisk: risk.size, customersEngaged: engaged.size, atStake: known ? sum.value : null };
}

/** Most money first, unknown money last, then by customer and code. */
function byMoney(a: Alert, b: Alert): number {
  const [x, y] = [a.money ?? Number.NEGATIVE_INFINITY, b.money ?? Number.NEGATIVE_INFINITY];
  if (x !== y) return x > y ? -1 : 1;
  return compareCodeUnits(a.customerId, b.customerId) || compareCodeUnits(a.code, b.code);
}

/** An earlier report held against what stands. */
class Since {
  readonly gone: readonly AlertRow[];
  readonly #earlier: EarlierAlerts;
  readonly #standing: StandingAlerts;
  readonly #idOf: (customer: number) => string;
  readonly #before: ReadonlySet<string>;

  constructor(earlier: EarlierAlerts, standing: StandingAlerts, idOf: (customer: number) => string) {
    this.#earlier = earlier;
    this.#standing = standing;
    this.#idOf = idOf;
    this.#before = new Set(earlier.alerts.map(keyOf));
    const now = new Set(Array.from({ length: standing.length }, (_, index) => this.#keyAt(index)));
    this.gone = earlier.alerts
      .filter((alert) => !now.has(keyOf(alert)))
      .map((alert): AlertRow => ({ ...alert, change: 'gone' }))
      .sort(byMoney);
  }

  changeOf(index: number): 'open' | 'new' {
    return this.#before.has(this.#keyAt(index)) ? 'open' : 'new';
  }

  counts(): AlertsSummary['since'] {
    let open = 0;
    for (let index = 0; index < this.#standing.length; index++) if (this.changeOf(index) === 'open') open++;
    return { asOf: this.#earlier.asOf, new: this.#standing.length - open, open, gone: this.gone.length };
  }

  #keyAt(index: number): string {
    const { customer, rule } = this.#standing;
    return keyOf({ code: RULES[rule[index]!]!.code, customerId: this.#idOf(customer[index]!) });
  }
}

function keyOf({ code, customerId }: Pick<Alert, 'code' | 'customerId'>): string {
  return `${code} ${customerId}`;
}
