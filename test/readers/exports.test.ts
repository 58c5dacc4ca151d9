import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FieldName } from '../../src/domain/fields.ts';
import { DEFAULT_READ_OPTIONS } from '../../src/domain/reading.ts';
import { CxRoiError } from '../../src/foundation/errors.ts';
import { planTable } from '../../src/readers/plan.ts';
import { contentOf, failure, read, sourceOf } from './reading.ts';

interface HeaderRow {
  readonly preset: string;
  readonly kind: 'customers' | 'interactions';
  readonly headers: readonly string[];
}

const ROWS = JSON.parse(
  readFileSync(new URL('../reference/export-headers.json', import.meta.url), 'utf8'),
) as readonly HeaderRow[];

/** What each export is read as: key column, and the columns that scores stand on. */
const EXPECTED: Readonly<Record<string, string>> = {
  'sugarcrm-accounts': 'id ID',
  'sugarcrm-contacts': 'id ID',
  'sugarcrm-cases': 'id Account ID, occurred_at Date Created, interaction_id ID, status Status, topic Type',
  'sugarcrm-calls':
    'id Parent ID, occurred_at Date, interaction_id ID, status Status, handle_minutes Duration Hours+Duration Minutes',
  'sugarcrm-meetings':
    'account name Related to_2, occurred_at Date, interaction_id ID, status Status, handle_minutes Duration Hours+Duration Minutes',
  'sugarcrm-opportunities':
    'account name Account Name, occurred_at Expected Close Date, interaction_id ID, amount Opportunity Amount, status Sales Stage',
  'salesforce-account-api': 'id Id',
  'salesforce-account-report': 'account name Account Name',
  'salesforce-case-report':
    'account name Account Name, occurred_at Created Date, interaction_id Case Number, status Status, resolved Closed?, topic Case Category, channel Case Origin',
  'salesforce-case-api':
    'id AccountId, occurred_at CreatedDate, interaction_id CaseNumber, status Status, resolved IsClosed, topic Reason, channel Origin',
  'salesforce-opportunity-report':
    'id Account ID, occurred_at Close Date, interaction_id Opportunity ID, amount Amount, status Stage',
  'salesforce-opportunity-api':
    'id AccountId, occurred_at CloseDate, interaction_id Id, amount Amount, status StageName',
  'hubspot-contacts': 'id Record ID',
  'hubspot-companies': 'id Record ID',
  'hubspot-deals':
    'id Associated Company IDs, occurred_at Close Date, interaction_id Record ID, amount Amount, status Deal Stage',
  'hubspot-tickets':
    'id Associated Company, occurred_at Create date, interaction_id Record ID, status Ticket status, topic Category, channel Source',
  'zendesk-tickets': 'id Requester id, occurred_at Created at, interaction_id Id, status Status, channel Via',
  'freshdesk-tickets':
    'id Contact ID, occurred_at Created time, interaction_id Ticket ID, status Status, topic Type, channel Source, handle_minutes Time tracked',
  'intercom-conversations':
    'id message_author_user_id, occurred_at message_created_at, interaction_id message_id, status conversation_state, case_id conversation_id',
  'intercom-users': 'id user_id',
  'shopify-customers': 'id Customer ID, revenue_total Total Spent, order_count Total Orders',
  'shopify-orders':
    'email Email, occurred_at Created at, interaction_id Name, amount Total, refunded_amount Refunded Amount, status Financial Status',
  'stripe-customers': 'id id, revenue_total Total Spend, order_count Payment Count',
  'stripe-payments':
    'id Customer ID, occurred_at Created (UTC), interaction_id id, amount Amount, refunded_amount Amount Refunded, status Status',
  'woocommerce-customers': 'email Email, revenue_total Total Spend, order_count Orders',
  'woocommerce-orders':
    'account name Customer, occurred_at Date, interaction_id Order #, amount Net Sales, status Status',
};

const SCORED: readonly FieldName[] = [
  ...([
    'occurred_at',
    'interaction_id',
    'amount',
    'refunded_amount',
    'status',
    'resolved',
    'type',
    'case_id',
    'topic',
  ] as const),
  ...(['channel', 'revenue_total', 'order_count', 'churned', 'mrr', 'handle_minutes'] as const),
];

/** Repeated headers as reading names them. */
function named(headers: readonly string[]): string[] {
  return headers.map((header, i) => (headers.indexOf(header) === i ? header : `${header}_2`));
}

describe('the header rows of common exports', () => {
  it.each(ROWS.map((row) => [row.preset, row] as const))('%s', (name, { headers, kind }) => {
    const expected = EXPECTED[name];
    if (expected === undefined) {
      expect(() => planTable(headers, 'auto', DEFAULT_READ_OPTIONS, 'f')).toThrowError(CxRoiError);
      expect(() => planTable(headers, 'auto', DEFAULT_READ_OPTIONS, 'f')).toThrowError(/visits without customers/);
      return;
    }
    const plan = planTable(named(headers), 'auto', DEFAULT_READ_OPTIONS, 'f');
    const key = 'match' in plan.key ? `${plan.key.how} ${plan.key.match.header}` : plan.key.how;
    const found = SCORED.flatMap((field) => {
      const match =
        plan.interactions.get(field as never) ??
        (field === 'status' || field === 'topic' ? undefined : plan.customers.get(field as never));
      if (match === undefined) return [];
      return [`${field} ${[match, ...(match.parts ?? [])].map(({ header }) => header).join('+')}`];
    });
    expect([key, ...found].join(', ').split(', ').sort()).toEqual(expected.split(', ').sort());
    expect(plan.kind === 'customers' ? 'customers' : 'interactions').toBe(kind);
  });

  it('survive columns added, removed and moved', () => {
    for (const { preset, headers } of ROWS) {
      if (EXPECTED[preset] === undefined) continue;
      const moved = [...named(headers)].reverse();
      const more = ['Custom Field A', ...moved, 'cf_region__c'];
      const [one, two] = [named(headers), more].map((row) => planTable(row, 'auto', DEFAULT_READ_OPTIONS, 'f'));
      expect([...two!.interactions].map(([field, { header }]) => `${field} ${header}`).sort()).toEqual(
        [...one!.interactions].map(([field, { header }]) => `${field} ${header}`).sort(),
      );
    }
  });
});

describe('exports read by their preset', () => {
  it('reads Shopify orders: one purchase an order, its blank continuation lines and refunds', async () => {
    const text = [
      'Name,Email,Financial Status,Paid at,Created at,Currency,Total,Lineitem quantity,Lineitem name,Lineitem price,Refunded Amount,Cancelled at',
      '#1001,A@x.com,paid,2024-01-05 10:00:00 +0100,2024-01-05 10:00:00 +0100,EUR,30.00,2,Mug,10.00,0.00,',
      '#1001,A@x.com,,,2024-01-05 10:00:00 +0100,,,1,Tea,10.00,,',
      '#1002,b@x.com,partially_refunded,,2024-01-06 10:00:00 +0100,EUR,20.00,1,Mug,20.00,5.00,',
      '#1003,b@x.com,voided,,2024-01-07 10:00:00 +0100,EUR,99.00,1,Mug,99.00,0.00,2024-01-08',
      '#1003,,,,,,,1,Tea,10.00,,',
      '',
    ].join('\n');
    const { dataset, inputs } = await read(text);
    expect(contentOf(dataset).interactions).toEqual([
      { customer: 'a@x.com', at: '2024-01-05T09:00:00.000Z', kind: 'purchase', amountMinor: 3000, orderId: '#1001' },
      { customer: 'b@x.com', at: '2024-01-06T09:00:00.000Z', kind: 'purchase', amountMinor: 2000, orderId: '#1002' },
      { customer: 'b@x.com', at: '2024-01-06T09:00:00.000Z', kind: 'refund', amountMinor: 500, orderId: '#1002' },
    ]);
    expect(inputs[0]).toMatchObject({ preset: 'shopify-orders', rows: { read: 5, used: 3, skipped: 2 } });
    expect(dataset.facts.currency).toBe('EUR');
  });

  it('counts a deal once it is won, and a refunded order as bought and refunded', async () => {
    const deals =
      'Record ID,Deal Name,Deal Stage,Amount,Close Date,Associated Company IDs\n1,a,Closed Won,100,2024-01-05,7\n2,b,Closed Lost,50,2024-01-06,7\n3,c,Negotiation,,2024-09-06,8\n';
    const won = await read(deals);
    expect(contentOf(won.dataset).interactions).toMatchObject([
      { customer: '7', kind: 'purchase', amountMinor: 10_000 },
    ]);
    expect(won.inputs[0]?.rows).toEqual({ read: 3, used: 1, skipped: 2 });
    expect(won.diagnostics.map(({ severity }) => severity)).toEqual(['note', 'note']);
    const orders = await read('order_id,customer_id,date,amount,status\nO1,C1,2024-01-05,10,Refunded\n');
    expect(contentOf(orders.dataset).interactions.map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([
      ['purchase', 1000],
      ['refund', 1000],
    ]);
  });

  it('does not read rows marked as deleted, totals, and remarks below the table', async () => {
    const text =
      'customer_id,plan,mrr,deleted\nC1,a,5,0\nC2,b,6,1\nTotal,,11,\n\nConfidential - do not share\nGenerated 2024-01-01\n';
    const { dataset, inputs } = await read(text);
    expect(dataset.customerIds).toEqual(['C1']);
    expect(inputs[0]?.rows).toEqual({ read: 3, used: 1, skipped: 2 });
  });

  it('finds the header below a preamble and counts lines from the top of the file', async () => {
    const text =
      'Sales report\n# period: 2024\n\n"a, b";"c"\ncustomer_id,order date,amount\nC1,2024-01-05,5\nC2,never,5\n';
    const { inputs, diagnostics } = await read(text);
    expect(inputs[0]?.rows).toEqual({ read: 2, used: 1, skipped: 1 });
    expect(diagnostics.map(({ code, location }) => [code, location?.line])).toEqual([
      ['lines_above_header', undefined],
      ['row_time', 7],
    ]);
  });

  it('refuses an unknown preset with a suggestion', async () => {
    expect(await failure('customer_id,plan\n1,a\n', { preset: 'shopify-order' })).toMatchObject({
      code: 'usage',
      hint: 'Did you mean "shopify-orders"?',
    });
  });
});

describe('files that name customers differently', () => {
  const crm = 'customer_id,email,account_name,plan\nC1,Ann@X.com,Acme,pro\nC2,bob@x.com,Beta,basic\n';

  it('joins by e-mail address and by account name, and counts those that no customers file lists', async () => {
    const shop = 'Order ID,Email,Order date,Amount\n1, ann@x.COM ,2024-01-05,5\n2,zed@x.com,2024-01-06,7\n';
    const desk = 'Ticket ID,Account Name,Opened,Subject\n9,Beta,2024-01-07,help\n';
    const { dataset, warnings } = await read([
      sourceOf(shop, 's.csv'),
      sourceOf(desk, 'd.csv'),
      sourceOf(crm, 'c.csv'),
    ]);
    expect(contentOf(dataset).interactions.map(({ customer, kind }) => [customer, kind])).toEqual([
      ['C1', 'purchase'],
      ['C2', 'support'],
      ['zed@x.com', 'purchase'],
    ]);
    expect(warnings.map(({ code, count }) => [code, count])).toEqual([
      ['key_weak', 1],
      ['customers_unlisted', 1],
    ]);
  });
});
