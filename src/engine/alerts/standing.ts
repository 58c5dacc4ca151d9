import type { Alert } from '../../domain/alertsReport.ts';
import { ColumnBuilder } from '../../domain/columns.ts';
import { compareCodeUnits } from '../../foundation/text.ts';
import type { Analysis } from '../analyse.ts';
import { alertBook, moneyOf, tellAlert } from './alertBook.ts';
import { statesOneByOne, yardsticksOf } from './buildStates.ts';
import type { CustomerStates } from './customerStates.ts';
import { alertsOn, rulesFor } from './evaluate.ts';
import type { AlertRule } from './rules/rule.ts';
import { RULES } from './rules/rules.ts';

/** The alerts that stand on a day, most money first: columns, and an alert in words only when it is asked for. */
export interface StandingAlerts {
  readonly length: number;
  /** Row of the customer. */
  readonly customer: Int32Array;
  /** Places in RULES. */
  readonly rule: Uint8Array;
  /** Currency units, NaN where unknown. */
  readonly money: Float64Array;
  tell(index: number): Alert;
}

/** Counts what was looked at and what was found. */
export interface AlertTally {
  look(rule: AlertRule, states: CustomerStates): void;
  add(rule: AlertRule, money: number): void;
}

export const NOTHING_STANDS: StandingAlerts = {
  length: 0,
  customer: new Int32Array(0),
  rule: new Uint8Array(0),
  money: new Float64Array(0),
  tell: () => {
    throw new RangeError('nothing stands');
  },
};

/** `tally` hears of every customer, in their order. */
export function standingAlerts(analysis: Analysis, day: number, tally: AlertTally): StandingAlerts {
  const yardsticks = yardsticksOf(analysis);
  const statesOf = statesOneByOne(analysis, yardsticks, 'untold');
  const book = alertBook(analysis);
  const { customerIds } = analysis.dataset;
  const found = new Columns();
  for (let customer = 0; customer < customerIds.length; customer++) {
    const states = statesOf(customer);
    for (const rule of rulesFor(states, 0, day)) if (rule.applies(states, 0, day)) tally.look(rule, states);
    for (const { rule } of alertsOn(states, 0, day)) {
      const money = moneyOf(book, rule.group, customer).money ?? Number.NaN;
      tally.add(rule, money);
      found.push(customer, RULES.indexOf(rule), money);
    }
  }
  const columns = found.byMoney();
  const toldStatesOf = statesOneByOne(analysis, yardsticks, 'written');
  return {
    ...columns,
    tell: (index) => {
      const customer = columns.customer[index]!;
      const rule = RULES[columns.rule[index]!]!;
      const tell = rule.find(toldStatesOf(customer), 0, day)!;
      return tellAlert(book, customer, customerIds[customer]!, { rule, tell });
    },
  };
}

/** Place of each rule in the order of codes. */
const RANK = RULES.map(({ code }) => RULES.filter((other) => compareCodeUnits(other.code, code) < 0).length);

class Columns {
  #length = 0;
  readonly #customer = new ColumnBuilder(Int32Array, 0);
  readonly #rule = new ColumnBuilder(Uint8Array, 0);
  readonly #money = new ColumnBuilder(Float64Array, Number.NaN);

  push(customer: number, rule: number, money: number): void {
    const place = this.#length++;
    this.#customer.set(place, customer);
    this.#rule.set(place, rule);
    this.#money.set(place, money);
  }

  /** Most money first, unknown money last, then by customer (rows run by id) and code. */
  byMoney() {
    const length = this.#length;
    const [customer, rule] = [this.#customer.seal(length), this.#rule.seal(length)];
    const money = this.#money.seal(length);
    const size = money.map((units) => (Number.isNaN(units) ? Number.NEGATIVE_INFINITY : units));
    const order = Int32Array.from(money.keys()).sort((a, b) =>
      size[a] === size[b] ? customer[a]! - customer[b]! || RANK[rule[a]!]! - RANK[rule[b]!]! : size[b]! - size[a]!,
    );
    return {
      length,
      customer: order.map((at) => customer[at]!),
      rule: Uint8Array.from(order, (at) => rule[at]!),
      money: Float64Array.from(order, (at) => money[at]!),
    };
  }
}
