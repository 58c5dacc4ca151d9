import type { CustomerStates } from './customerStates.ts';
import type { AlertRule, Finding } from './rules/rule.ts';
import { RULES } from './rules/rules.ts';

export interface RaisedAlert {
  readonly rule: AlertRule;
  readonly tell: () => Finding;
}

/** Most customers have none, and share it. */
const NONE: RaisedAlert[] = [];
const ENGAGED_ONLY = RULES.filter(({ group }) => group !== 'risk');

/** The kinds of alert that can be told of a customer: those who left have none, those who lapsed no risk any more. */
export function rulesFor(states: CustomerStates, row: number, day: number): readonly AlertRule[] {
  if (states.hasLeft(row, day)) return [];
  return states.hasLapsed(row, day) ? ENGAGED_ONLY : RULES;
}

/** The alerts that stand on a day; the customer's past must have been brought up to it. */
export function alertsOn(states: CustomerStates, row: number, day: number): readonly RaisedAlert[] {
  let raised = NONE;
  for (const rule of rulesFor(states, row, day)) {
    if (!rule.applies(states, row, day)) continue;
    const tell = rule.find(states, row, day);
    if (tell === null) continue;
    if (raised === NONE) raised = [];
    raised.push({ rule, tell });
  }
  return raised;
}
