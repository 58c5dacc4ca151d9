import type {
  Alert,
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
import { alertBook, tellAlert } from '../alerts/alertBook.ts';
import { buildStates, yardsticksOf } from '../alerts/buildStates.ts';
import type { CustomerStates } from '../alerts/customerStates.ts';
import { alertsOn, rulesFor } from '../alerts/evaluate.ts';
import type { AlertRule } from '../alerts/rules/rule.ts';
import { RULES } from '../alerts/rules/rules.ts';
import type { Analysis } from '../analyse.ts';

type Findings = Pick<AlertsReport, 'summary' | 'gone' | 'alerts'>;

/** The alerts that stand on the as-of day, most money first, and against an earlier report what is new and what is gone. */
export function alertFindings(analysis: Analysis, earlier: EarlierAlerts | null): Findings {
  const tallies = RULES.map((rule) => new KindTally(rule));
  const standing = analysis.asOfDay === null ? [] : standingAlerts(analysis, analysis.asOfDay, tallies);
  standing.sort(byMoney);
  const { rows, gone } = compared(standing, earlier);
  return {
    summary: {
      ...totals(standing),
      kinds: tallies.map((tally) => tally.summary(analysis)),
      since: earlier === null ? null : sinceOf(rows, gone, earlier),
    },
    gone,
    alerts: rowsOf(rows.length, (index) => rows[index]!),
  };
}

function standingAlerts(analysis: Analysis, day: number, tallies: readonly KindTally[]): Alert[] {
  const states = buildStates(analysis, yardsticksOf(analysis));
  const book = alertBook(analysis);
  const alerts: Alert[] = [];
  analysis.dataset.customerIds.forEach((customerId, row) => {
    const open = rulesFor(states, row, day);
    for (const tally of tallies) if (open.includes(tally.rule)) tally.look(states, row, day);
    for (const raised of alertsOn(states, row, day)) {
      const alert = tellAlert(book, row, customerId, raised);
      tallies.find(({ rule }) => rule === raised.rule)!.add(alert);
      alerts.push(alert);
    }
  });
  return alerts;
}

/** Counts one kind of alert. */
class KindTally {
  readonly rule: AlertRule;
  #looked = 0;
  #alerts = 0;
  #moneyKnown = false;
  readonly #money = new CompensatedSum();
  readonly #byChance = new CompensatedSum();

  constructor(rule: AlertRule) {
    this.rule = rule;
  }

  look(states: CustomerStates, row: number, day: number): void {
    if (!this.rule.applies(states, row, day)) return;
    this.#looked++;
    this.#byChance.add(this.rule.byChance?.(states, row, day) ?? 0);
  }

  add({ money }: Alert): void {
    this.#alerts++;
    if (money === null) return;
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

function totals(alerts: readonly Alert[]): Pick<AlertsSummary, 'customersAtRisk' | 'customersEngaged' | 'atStake'> {
  const atRisk = new Map(
    alerts.filter(({ group }) => group === 'risk').map(({ customerId, money }) => [customerId, money]),
  );
  const engaged = new Set(alerts.filter(({ group }) => group === 'engaged').map(({ customerId }) => customerId));
  const sum = new CompensatedSum();
  let known = 0;
  for (const money of atRisk.values()) {
    if (money === null) continue;
    sum.add(money);
    known++;
  }
  return { customersAtRisk: atRisk.size, customersEngaged: engaged.size, atStake: known > 0 ? sum.value : null };
}

/** Most money first, unknown money last, then by customer and code. */
function byMoney(a: Alert, b: Alert): number {
  const [x, y] = [a.money ?? Number.NEGATIVE_INFINITY, b.money ?? Number.NEGATIVE_INFINITY];
  if (x !== y) return x > y ? -1 : 1;
  return compareCodeUnits(a.customerId, b.customerId) || compareCodeUnits(a.code, b.code);
}

function compared(standing: readonly Alert[], earlier: EarlierAlerts | null) {
  if (earlier === null) return { rows: standing.map((alert): AlertRow => ({ change: null, ...alert })), gone: [] };
  const before = new Set(earlier.alerts.map(keyOf));
  const now = new Set(standing.map(keyOf));
  return {
    rows: standing.map((alert): AlertRow => ({ change: before.has(keyOf(alert)) ? 'open' : 'new', ...alert })),
    gone: earlier.alerts
      .filter((alert) => !now.has(keyOf(alert)))
      .map((alert): AlertRow => ({ ...alert, change: 'gone' }))
      .sort(byMoney),
  };
}

function keyOf({ code, customerId }: Alert): string {
  return `${code} ${customerId}`;
}

function sinceOf(
  rows: readonly AlertRow[],
  gone: readonly AlertRow[],
  { asOf }: EarlierAlerts,
): AlertsSummary['since'] {
  const count = (change: AlertRow['change']) => rows.filter((row) => row.change === change).length;
  return { asOf, new: count('new'), open: count('open'), gone: gone.length };
}
