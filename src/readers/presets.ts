import type { FieldName, InteractionKind } from '../domain/fields.ts';

/** How the export of a system is recognised and read, where its headers alone would mislead. */
export interface Preset {
  readonly name: string;
  readonly kind: 'customers' | 'interactions';
  /** Headers that together only this export has; of several in one entry (`a|b`) one is enough. */
  readonly signs: readonly string[];
  /** Fields by header; of several the first that the file has. */
  readonly map: Readonly<Partial<Record<FieldName, readonly string[]>>>;
  /** Fields that no column of this export holds, whatever its header says. */
  readonly never?: readonly FieldName[];
  /** What a row is. */
  readonly rows?: InteractionKind;
  /** A deal counts as a purchase only once it is won. */
  readonly wonOnly?: boolean;
  /** Why the export cannot be read at all. */
  readonly refusal?: string;
}

const AGGREGATES = 'These are figures of visits without customers, so nothing can be counted by customer.';

/** The file that `features` writes. */
export const FEATURES_PRESET = 'cx-roi-features';

export const PRESETS: readonly Preset[] = [
  {
    name: FEATURES_PRESET,
    kind: 'customers',
    signs: ['features_as_of', 'repeat_purchase_days'],
    map: { customer_id: ['customer_id'] },
  },
  {
    name: 'sugarcrm-accounts',
    kind: 'customers',
    signs: ['SIC Code', 'Annual Revenue', 'Ticker Symbol', 'Teams'],
    map: { customer_id: ['ID'] },
  },
  {
    name: 'sugarcrm-contacts',
    kind: 'customers',
    signs: ['Salutation', 'Lead Source', 'Teams', 'Primary Address Street'],
    map: { customer_id: ['ID'] },
  },
  {
    name: 'sugarcrm-cases',
    kind: 'interactions',
    signs: ['Case Number', 'Work Log', 'Resolution'],
    map: { interaction_id: ['ID'], customer_id: ['Account ID'], topic: ['Type'], occurred_at: ['Date Created'] },
    never: ['type'],
    rows: 'support',
  },
  {
    name: 'sugarcrm-calls',
    kind: 'interactions',
    signs: ['Direction', 'Duration Hours', 'Duration Minutes', 'Parent ID'],
    map: { interaction_id: ['ID'], customer_id: ['Parent ID'], occurred_at: ['Date', 'Start Date'] },
    rows: 'support',
  },
  {
    name: 'sugarcrm-meetings',
    kind: 'interactions',
    signs: ['Meeting Type', 'Duration Hours', 'Related to'],
    map: { interaction_id: ['ID'], account_name: ['Related to_2', 'Related to'], occurred_at: ['Date', 'Start Date'] },
    never: ['type'],
    rows: 'marketing',
  },
  {
    name: 'sugarcrm-opportunities',
    kind: 'interactions',
    signs: ['Opportunity Name', 'Sales Stage', 'Expected Close Date'],
    map: {
      interaction_id: ['ID'],
      account_name: ['Account Name'],
      occurred_at: ['Expected Close Date'],
      amount: ['Opportunity Amount', 'Amount'],
      status: ['Sales Stage'],
    },
    never: ['type', 'channel'],
    rows: 'purchase',
    wonOnly: true,
  },
  {
    name: 'salesforce-cases',
    kind: 'interactions',
    signs: ['Case Number', 'Case Origin|Origin', 'Closed?|IsClosed|Closed|Date/Time Closed'],
    map: {
      interaction_id: ['Case Number'],
      customer_id: ['Account ID', 'Contact ID'],
      topic: ['Case Category', 'Case Reason', 'Reason', 'Case Type', 'Type'],
      resolved: ['Closed?', 'IsClosed', 'Closed'],
      occurred_at: ['Created Date', 'Date/Time Opened', 'Opened Date'],
    },
    never: ['type'],
    rows: 'support',
  },
  {
    name: 'salesforce-opportunities',
    kind: 'interactions',
    signs: ['Stage|StageName', 'Close Date', 'Account ID|Account Name', 'Probability (%)|Probability|Opportunity ID'],
    map: {
      interaction_id: ['Opportunity ID', 'Id'],
      customer_id: ['Account ID'],
      account_name: ['Account Name'],
      occurred_at: ['Close Date'],
      status: ['Stage', 'StageName'],
    },
    never: ['type', 'name', 'closed_at'],
    rows: 'purchase',
    wonOnly: true,
  },
  {
    name: 'salesforce-accounts',
    kind: 'customers',
    signs: ['Account Number|Account Owner|MasterRecordId', 'Type', 'Name|Account Name'],
    map: { customer_id: ['Account ID', 'Id'], account_name: ['Account Name', 'Name'] },
    never: ['order_count'],
  },
  {
    name: 'hubspot-deals',
    kind: 'interactions',
    signs: ['Deal Name', 'Deal Stage', 'Close Date'],
    map: {
      interaction_id: ['Record ID', 'Deal ID'],
      customer_id: ['Associated Company IDs', 'Associated Contact IDs'],
      account_name: ['Associated Company'],
      occurred_at: ['Close Date'],
      status: ['Deal Stage'],
      amount: ['Amount in company currency', 'Amount'],
    },
    never: ['type', 'closed_at'],
    rows: 'purchase',
    wonOnly: true,
  },
  {
    name: 'hubspot-tickets',
    kind: 'interactions',
    signs: ['Ticket name', 'Ticket status', 'Pipeline'],
    map: {
      interaction_id: ['Record ID', 'Ticket ID'],
      customer_id: ['Associated Company IDs', 'Associated Contact IDs', 'Associated Company', 'Associated Contact'],
      occurred_at: ['Create date'],
      closed_at: ['Close date'],
      topic: ['Category'],
    },
    rows: 'support',
  },
  {
    name: 'hubspot-contacts',
    kind: 'customers',
    signs: ['Record ID', 'Lead Status|Lifecycle Stage', 'Email'],
    map: { customer_id: ['Record ID'] },
  },
  {
    name: 'hubspot-companies',
    kind: 'customers',
    signs: ['Record ID', 'Company name', 'Company Domain Name|Company owner'],
    map: { customer_id: ['Record ID'], account_name: ['Company name'] },
  },
  {
    name: 'zendesk-tickets',
    kind: 'interactions',
    signs: ['Requester id|Requester email|Requester', 'Assignee', 'Via', 'Solved at|Ticket type'],
    map: {
      interaction_id: ['Id', 'Ticket ID'],
      customer_id: ['Requester id'],
      closed_at: ['Solved at'],
      occurred_at: ['Created at'],
    },
    never: ['type', 'handle_minutes'],
    rows: 'support',
  },
  {
    name: 'freshdesk-tickets',
    kind: 'interactions',
    signs: ['Ticket ID', 'Created time', 'Agent', 'Resolution status|Resolved time'],
    map: { closed_at: ['Resolved time', 'Closed time'], topic: ['Type'], customer_id: ['Contact ID'] },
    never: ['type'],
    rows: 'support',
  },
  {
    name: 'intercom-conversations',
    kind: 'interactions',
    signs: ['message_id', 'conversation_id', 'message_created_at'],
    map: {
      interaction_id: ['message_id'],
      case_id: ['conversation_id'],
      customer_id: ['message_author_user_id', 'message_author_id'],
      occurred_at: ['message_created_at'],
      closed_at: ['conversation_closed_at'],
      status: ['conversation_state'],
      direction: ['message_author_type'],
    },
    rows: 'support',
  },
  {
    name: 'intercom-users',
    kind: 'customers',
    signs: ['signed_up_at', 'last_request_at', 'session_count'],
    map: { customer_id: ['user_id', 'id'], created_at: ['signed_up_at'] },
  },
  {
    name: 'shopify-customers',
    kind: 'customers',
    signs: ['Accepts Email Marketing', 'Total Spent', 'Total Orders'],
    map: { customer_id: ['Customer ID'], country: ['Default Address Country Code'] },
  },
  {
    name: 'shopify-orders',
    kind: 'interactions',
    signs: ['Financial Status', 'Lineitem quantity', 'Lineitem price', 'Total'],
    map: { interaction_id: ['Name'], amount: ['Total'], occurred_at: ['Created at', 'Paid at'], email: ['Email'] },
    never: ['name', 'channel', 'churned', 'churned_at'],
    rows: 'purchase',
  },
  {
    name: 'stripe-customers',
    kind: 'customers',
    signs: ['Delinquent', 'Total Spend', 'Payment Count'],
    map: { customer_id: ['id', 'Customer ID'] },
  },
  {
    name: 'stripe-payments',
    kind: 'interactions',
    signs: ['Amount', 'Amount Refunded', 'Card Brand|Seller Message|Captured'],
    map: {
      interaction_id: ['id', 'Payment ID'],
      customer_id: ['Customer ID'],
      occurred_at: ['Created (UTC)', 'Created date (UTC)'],
    },
    never: ['type'],
    rows: 'purchase',
  },
  {
    name: 'woocommerce-customers',
    kind: 'customers',
    signs: ['Username', 'Last Active', 'Sign Up', 'AOV'],
    map: { email: ['Email'] },
  },
  {
    name: 'woocommerce-orders',
    kind: 'interactions',
    signs: ['Order #', 'Items sold', 'Net Sales|N. Revenue (formatted)'],
    map: { interaction_id: ['Order #'], amount: ['Net Sales', 'N. Revenue (formatted)'], occurred_at: ['Date'] },
    never: ['segment'],
    rows: 'purchase',
  },
  {
    name: 'google-analytics',
    kind: 'interactions',
    signs: ['Sessions', 'Bounce Rate|Key events|New Users|Engaged sessions'],
    map: {},
    refusal: AGGREGATES,
  },
];
