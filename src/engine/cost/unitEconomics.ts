/** Unit economics as closed forms (METHODS 4). Money in any one unit; rates are fractions; NaN where undefined. */

/** Months until a constant margin per month has paid `cac`: CAC / m. */
export function paybackMonths(cac: number, monthlyMargin: number): number {
  return monthlyMargin > 0 ? cac / monthlyMargin : Number.NaN;
}

/**
 * The same when customers leave at `monthlyChurn` c: the n with Σ_{k<n} m(1−c)^k = CAC, which is
 * ln(1 − CAC·c/m) / ln(1 − c); NaN when the margin never gets there.
 * Checked example: CAC 600, m 40, c .03 → 19.63.
 */
export function churnAdjustedPaybackMonths(cac: number, monthlyMargin: number, monthlyChurn: number): number {
  if (!(monthlyMargin > 0) || !(monthlyChurn >= 0 && monthlyChurn < 1)) return Number.NaN;
  if (monthlyChurn === 0) return cac / monthlyMargin;
  const left = 1 - (cac * monthlyChurn) / monthlyMargin;
  return left > 0 ? Math.log(left) / Math.log(1 - monthlyChurn) : Number.NaN;
}

/** Revenue of a fixed opening cohort, by what became of it; all positive. */
export interface CohortRevenue {
  readonly opening: number;
  readonly expansion: number;
  readonly contraction: number;
  readonly churned: number;
}

/** GRR = (S − contraction − churn)/S. Checked example: S 100,000, contraction 4,000, churn 8,000 → .88. */
export function grossRevenueRetention({ opening, contraction, churned }: CohortRevenue): number {
  return opening > 0 ? (opening - contraction - churned) / opening : Number.NaN;
}

/** NRR = (S + expansion − contraction − churn)/S. Checked example: the same with expansion 15,000 → 1.03. */
export function netRevenueRetention({ opening, expansion, contraction, churned }: CohortRevenue): number {
  return opening > 0 ? (opening + expansion - contraction - churned) / opening : Number.NaN;
}

/**
 * Marginal cost of one more retained customer (Pfeifer 2005): what a programme costs over the customers it keeps, N·Δr.
 */
export function costOfOneMoreKept(programmeCost: number, customers: number, uplift: number): number {
  return uplift > 0 && customers > 0 ? programmeCost / (customers * uplift) : Number.NaN;
}

/** The rise of retention, a fraction, that pays a programme: cost/(N·V). 30,000 over 2,000 customers of 400 → .0375. */
export function breakEvenUplift(programmeCost: number, customers: number, customerValue: number): number {
  return customers > 0 && customerValue > 0 ? programmeCost / (customers * customerValue) : Number.NaN;
}

/** Constant monthly hazard that leads to a given 12-month retention. */
export function monthlyChurnOf(retention12: number): number {
  return 1 - retention12 ** (1 / 12);
}

/**
 * Value of one unit of margin a year, first at t = 0, for ever: Σ_t S(t)/(1+d)^t with S(t) = r₁·r₂·…·r_t and the last
 * yearly retention kept for all later years (Pfeifer & Farris 2004). NaN where the sum diverges.
 */
export function unlimitedAnnuity(annualRetention: readonly number[], annualDiscountRate: number): number {
  const factor = 1 / (1 + annualDiscountRate);
  const last = (annualRetention.at(-1) ?? Number.NaN) * factor;
  if (!(last < 1)) return Number.NaN;
  return annualRetention.slice(0, -1).reduceRight((value, retention) => 1 + retention * factor * value, 1 / (1 - last));
}

/**
 * What five more points of 12-month retention (Reichheld) are worth on the given curve: the change of a new
 * customer's unlimited value, before acquisition cost, when every yearly hazard is cut by the same share, and that
 * share. Null where the first year's retention is .95 or more, or undefined.
 * At one constant rate this is .05/(1+d−r−.05): r .9 → +100% at d 0 and +33.3% at d .1; r .8, d .1 → +20%.
 */
export function plusFivePoints(
  annualRetention: readonly number[],
  annualDiscountRate: number,
): { valueChange: number; churnCut: number } | null {
  const first = annualRetention[0] ?? Number.NaN;
  if (!(first >= 0 && first < 0.95)) return null;
  const churnCut = 0.05 / (1 - first);
  const easier = annualRetention.map((retention) => 1 - (1 - retention) * (1 - churnCut));
  const valueChange =
    unlimitedAnnuity(easier, annualDiscountRate) / unlimitedAnnuity(annualRetention, annualDiscountRate) - 1;
  return Number.isFinite(valueChange) ? { valueChange, churnCut } : null;
}
