import type { CustomerStates } from './customerStates.ts';
import type { AlertRule, Finding } from './rules/rule.ts';
import { RULES } from './rules/rules.ts';

export interface RaisedAlert {
  readonly rule: AlertRule;
  readonly finding: Finding;
}

/** Whether a kind of alert can be told of a customer: those who left have none, those who lapsed no risk any more. */
export function isOpenTo(rule: AlertRule, states: CustomerStates, row: number, day: number): boolean {
  if (states.hasLeft(row, day)) return false;
  if (rule.group === 'risk' && states.hasLapsed(row, day)) return false;
  return rule.applies(states, row, day);
}

/** The alerts that stand on a day; the customer's past must have been brought up to it. */
export function alertsOn(states: CustomerStates, row: number, day: number): readonly RaisedAlert[] {
  const raised: RaisedAlert[] = [];
  for (const rule of RULES) {
    if (!isOpenTo(rule, states, row, day)) continue;
    const finding = rule.find(states, row, day);
    if (finding !== null) raised.push({ rule, finding });
  }
  return raised;
}
