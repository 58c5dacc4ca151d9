/** Four words grade every figure: counted in the user's data, fitted to it, fitted and assumed together, or assumed. */
export const GRADES = ['observed', 'modelled', 'blended', 'assumed'] as const;
export type Grade = (typeof GRADES)[number];

/** Why a figure is null. Codes lean on by other programs: never renamed. */
export const REASONS = {
  no_purchases: 'no purchase and no revenue total in the data',
  no_rhythm: 'a single purchase shows no rhythm',
  no_buying_rate: 'no rate of buying was fitted, as for subscribers who pay by contract',
  beyond_horizon: 'not expected within the horizon',
  no_purchase_dates: 'revenue totals carry no purchase dates',
  no_revenue: 'nothing in the data says what the customer pays',
  no_margin: 'no margin is known (--margin), so this stands on revenue',
  no_contact_log: 'the data hold no log of support contacts',
  no_case_ids: 'contacts carry no case id, so a return under another one cannot be seen',
  no_resolutions: 'nothing says whether a case was resolved',
  no_topics: 'contacts carry no topic',
  no_channels: 'contacts carry no channel',
  no_history: 'effort and leaving cannot be followed over time in these data',
  no_campaign: 'no treatment column (--map treatment=COLUMN)',
  no_outcome: 'nothing says what the campaign was for (--map campaign_outcome=COLUMN), nor who left',
  no_control: 'no arm of the campaign is recognised as the control (--control ARM)',
  no_treatment_terms:
    'the worth of an outcome or the cost of a treatment is not known (--outcome-value, --treatment-cost)',
  no_scorable_case: 'no case with at least two of repeat, unresolved, switch, transfer and time known',
  no_survey: 'no effort survey answer in the window',
  no_survey_scale: 'the survey direction is unknown (--ces-scale)',
  no_churn_information: 'neither churn dates, churn flags nor purchase dates are in the data',
  no_churn_window: 'no customer was at risk in the data',
  lapse_beyond_horizon: 'who has left shows only after a longer silence than the horizon (--lapse-window, --horizon)',
  no_dates: 'the data carry no dates',
  no_acquisition_cost: 'no acquisition cost is known (--acquisition-cost)',
  no_retention_cost: 'no retention cost is known (--retention-cost)',
  no_service_cost: 'no contact, minute or recorded cost can be counted',
  no_costs: 'no cost is known, so a return on it is undefined',
  no_track_record: 'the forecast was not tried on enough of the past to say how far it misses',
  no_value: 'the expected value is not known',
  never_pays_back: 'the margin never covers the acquisition cost',
  churned: 'the customer has already left',
  not_at_risk: 'effort is already at or below the target',
  no_effort: 'the effort score is not known',
  zero_denominator: 'the divisor is zero',
  rate_too_high: 'retention is too high to add five points',
  too_few: 'too few customers to say',
  estimators_disagree: 'ways to estimate it differ by more than their errors',
  no_programme_cost: 'nothing says what the programme costs (--programme-cost)',
  not_paid_back: 'it does not pay back within its years',
  flows_given: 'the flows were given outright',
  single_period: 'spending by period is not in the data, so the marginal cost is unknown',
} as const;
export type ReasonCode = keyof typeof REASONS;
export const REASON_CODES = Object.keys(REASONS) as readonly ReasonCode[];
