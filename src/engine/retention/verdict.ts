import type { Association } from './association.ts';
import { Z } from './perCustomer.ts';
import type { BlendedEstimate } from './prior.ts';

/** What the user may say about effort and churn in their own data, in plain words. */
export function verdictOf(association: Association | null, estimate: BlendedEstimate | null): string {
  const own = association?.own ?? null;
  const borrowed =
    estimate === null || estimate.weightOnData === 1
      ? ''
      : ` The uplift puts ${percent(estimate.weightOnData)} of its weight on these data, the rest on a published study.`;
  if (own === null) {
    const why = association === null ? 'effort and churn cannot be followed over time' : association.trouble;
    return `Not measured: ${why}.${borrowed}`;
  }
  const [low, high] = [Math.exp(own.value - Z * own.se), Math.exp(own.value + Z * own.se)];
  const odds = `${Math.exp(own.value).toFixed(1)} times the odds of leaving within the month (90 %: ${low.toFixed(1)} to ${high.toFixed(1)})`;
  const said =
    own.value - Z * own.se > 0
      ? `Effort goes with churn: full effort at a month's start means ${odds}.`
      : own.value + Z * own.se < 0
        ? `Effort goes with less churn here, against expectation: full effort means ${odds}.`
        : `No evidence that effort goes with churn here: full effort means ${odds}.`;
  return said + borrowed;
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
