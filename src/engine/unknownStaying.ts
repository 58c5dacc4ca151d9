import { type Lifecycle, STATUS } from '../domain/features.ts';
import type { ReasonCode } from '../domain/grades.ts';

/** Why it is not known how long a customer stays: nothing says since when they are one, or whether they left. */
export function unknownStayingOf({ behaviour, status, tenureMonths }: Lifecycle, row: number): ReasonCode {
  const noStart = behaviour === 'subscription' && status[row] !== STATUS.unknown && Number.isNaN(tenureMonths[row]!);
  return noStart ? 'no_start' : 'no_churn_information';
}

/** The same of all customers where none can be followed. */
export function unknownStaying(lifecycle: Lifecycle): ReasonCode {
  const { status, tenureMonths } = lifecycle;
  const anyKnown = status.some((each, row) => each !== STATUS.unknown && !Number.isNaN(tenureMonths[row]!));
  const noStart = status.some((_, row) => unknownStayingOf(lifecycle, row) === 'no_start');
  return noStart && !anyKnown ? 'no_start' : 'no_churn_information';
}
