/** The canonical schema (docs/inputs.md): every field a column can be mapped to, and how its cells are read. */

export type ValueType =
  | 'id'
  | 'text'
  | 'time'
  | 'money'
  | 'number'
  | 'count'
  | 'rate'
  | 'flag'
  | 'minutes'
  | 'billing period'
  | 'kind'
  | 'cost category'
  | 'currency';

/**
 * What a database may have counted already, up to the day `features_as_of` (docs/features.md). A file has all of it or
 * nothing: `features_as_of` says that it has.
 */
export const FEATURE_FIELDS = {
  features_as_of: 'time',
  interactions_to_date: 'count',
  first_interaction_day: 'time',
  purchases_to_date: 'count',
  standing_orders: 'count',
  gross_to_date: 'money',
  refunds_to_date: 'money',
  unmatched_refunds_to_date: 'money',
  first_purchase_day: 'time',
  last_purchase_day: 'time',
  repeat_purchase_days: 'count',
  priced_repeat_days: 'count',
  paid_repeat_days: 'count',
  repeat_spend_to_date: 'money',
  calibration_until: 'time',
  calibration_first_purchase_day: 'time',
  calibration_last_purchase_day: 'time',
  calibration_repeat_days: 'count',
  holdout_purchase_days: 'count',
  contract_events: 'count',
  contract_gaps: 'count',
  inbound_contacts_to_date: 'count',
  service_to_date: 'money',
  contacts_at_default_price: 'count',
} as const satisfies Record<string, ValueType>;

export type FeatureField = keyof typeof FEATURE_FIELDS;

export const CUSTOMER_FIELDS = {
  customer_id: 'id',
  name: 'text',
  email: 'text',
  account_name: 'text',
  segment: 'text',
  industry: 'text',
  country: 'text',
  plan: 'text',
  billing_period: 'billing period',
  status: 'text',
  tags: 'text',
  created_at: 'time',
  first_order_at: 'time',
  last_order_at: 'time',
  last_activity_at: 'time',
  renewal_date: 'time',
  churned_at: 'time',
  updated_at: 'time',
  tenure_months: 'number',
  churned: 'flag',
  revenue_total: 'money',
  order_count: 'count',
  avg_order_value: 'money',
  refunded_total: 'money',
  mrr: 'money',
  arr: 'money',
  contract_value: 'money',
  margin: 'rate',
  acquisition_cost: 'money',
  acquisition_channel: 'text',
  referred_by: 'id',
  retention_cost: 'money',
  cost_to_serve: 'money',
  contacts: 'count',
  repeat_contacts: 'count',
  transfers: 'count',
  channel_switches: 'count',
  ces: 'number',
  csat: 'number',
  nps: 'number',
  treatment: 'text',
  campaign_outcome: 'flag',
  currency: 'currency',
  ...FEATURE_FIELDS,
} as const satisfies Record<string, ValueType>;

export const INTERACTION_FIELDS = {
  interaction_id: 'id',
  customer_id: 'id',
  occurred_at: 'time',
  type: 'kind',
  order_id: 'id',
  case_id: 'id',
  channel: 'text',
  topic: 'text',
  subject: 'text',
  agent: 'text',
  status: 'text',
  priority: 'text',
  direction: 'text',
  amount: 'money',
  currency: 'currency',
  billing_period: 'billing period',
  quantity: 'number',
  unit_price: 'money',
  refunded_amount: 'money',
  cost: 'money',
  closed_at: 'time',
  handle_minutes: 'minutes',
  resolved: 'flag',
  transfers: 'count',
  reopens: 'count',
  agent_touches: 'count',
  customer_touches: 'count',
  personalised: 'flag',
  repeated_information: 'flag',
  ces: 'number',
  csat: 'number',
  nps: 'number',
} as const satisfies Record<string, ValueType>;

/** A ledger of costs: a row each for what was spent, on what, through which channel. */
export const COST_FIELDS = {
  cost_date: 'time',
  cost_category: 'cost category',
  cost_channel: 'text',
  cost_amount: 'money',
  currency: 'currency',
} as const satisfies Record<string, ValueType>;

export const FIELD_TYPES = { ...CUSTOMER_FIELDS, ...INTERACTION_FIELDS, ...COST_FIELDS } as const;

export type CustomerField = keyof typeof CUSTOMER_FIELDS;
export type InteractionField = keyof typeof INTERACTION_FIELDS;
export type CostField = keyof typeof COST_FIELDS;
export type FieldName = keyof typeof FIELD_TYPES;

/** What an interaction is. The code is its place in this list; the order is part of the canonical row order. */
export const INTERACTION_KINDS = [
  'purchase',
  'refund',
  'support',
  'survey',
  'renewal',
  'cancellation',
  'marketing',
  'visit',
  'referral',
  'plan_change',
] as const;

export type InteractionKind = (typeof INTERACTION_KINDS)[number];

/** What contracts are paid for, shortest first. A period's code is its place in this list. */
export const BILLING_PERIODS = ['week', 'fortnight', 'month', 'quarter', 'half-year', 'year'] as const;

export type BillingPeriod = (typeof BILLING_PERIODS)[number];

/** Whether a kind of interaction moves money for goods, one way or the other. */
export function isSale(kind: number): boolean {
  return kind === KIND.purchase || kind === KIND.refund;
}

/** Codes by name, for the columns of `InteractionTable.kind`. */
export const KIND = Object.freeze(
  Object.fromEntries(INTERACTION_KINDS.map((kind, code) => [kind, code])) as Record<InteractionKind, number>,
);
