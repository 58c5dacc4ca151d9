import { ALIVE_FALLING } from './aliveFalling.ts';
import { EFFORT_SPIKE } from './effortSpike.ts';
import { ENGAGED } from './engaged.ts';
import { OVERDUE } from './overdue.ts';
import { RENEWAL_AT_RISK } from './renewalAtRisk.ts';
import type { AlertRule } from './rule.ts';
import { UNRESOLVED_BEYOND_NORM } from './unresolved.ts';

/** Every kind of alert, in the order of ALERT_CODES. */
export const RULES: readonly AlertRule[] = [
  EFFORT_SPIKE,
  UNRESOLVED_BEYOND_NORM,
  RENEWAL_AT_RISK,
  OVERDUE,
  ALIVE_FALLING,
  ENGAGED,
];
