import type { Alert, AlertGroup } from '../../domain/alertsReport.ts';
import type { TextColumn } from '../../domain/customers.ts';
import { STATUS } from '../../domain/features.ts';
import { type Figure, gradeAt, reasonAt, valueAt } from '../../domain/figures.ts';
import { toUnits } from '../../foundation/money.ts';
import type { Analysis } from '../analyse.ts';
import type { RaisedAlert } from './evaluate.ts';

/** Whose alert it is and what money stands behind it, as of the day the base was scored. */
export interface AlertBook {
  readonly atStake: Figure;
  readonly expected: Figure;
  readonly segment: TextColumn | null;
  /** STATUS of each customer on that day. */
  readonly status: Uint8Array;
}

export function alertBook({ retention, revenue, dataset, lifecycle }: Analysis): AlertBook {
  return {
    atStake: retention.atStake,
    expected: revenue.expected,
    segment: dataset.customers.texts.get('segment') ?? null,
    status: lifecycle.status,
  };
}

/** An alert ready to be told. */
export function tellAlert(book: AlertBook, row: number, customerId: string, { rule, tell }: RaisedAlert): Alert {
  const code = book.segment?.codes[row] ?? -1;
  return {
    code: rule.code,
    group: rule.group,
    customerId,
    segment: code < 0 ? null : book.segment!.dictionary.text(code),
    ...moneyOf(book, rule.group, row),
    ...tell(),
  };
}

/** Nothing is known of the money of customers who came, or came back, after the scores were made. */
export function moneyOf(
  { atStake, expected, status }: AlertBook,
  group: AlertGroup,
  row: number,
): Pick<Alert, 'money' | 'moneyGrade' | 'moneyReason'> {
  const then = status[row];
  const gone = then === undefined || then === STATUS.churned || (then === STATUS.lapsed && group === 'risk');
  if (gone) return { money: null, moneyGrade: 'assumed', moneyReason: 'not_scored' };
  const figure = group === 'risk' ? atStake : expected;
  const value = valueAt(figure, row);
  return {
    money: value === null ? null : toUnits(value),
    moneyGrade: gradeAt(figure, row),
    moneyReason: value === null ? (reasonAt(figure, row) ?? 'no_value') : null,
  };
}
