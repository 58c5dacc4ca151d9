import { describe, expect, it } from 'vitest';
import { contentOf, failure, read } from './reading.ts';

describe('a table of Intercom conversations', () => {
  const HEADER =
    'Conversation ID,Conversation started at (America/New_York),User email,Teammate assigned,Conversation state';

  it('is dated by the start, in the zone that the header names', async () => {
    const text = `${HEADER}\n21,2025-02-01 09:12,ann@a.example,Bob,closed\n22,2025-07-03 19:12,max@b.example,Bob,open\n`;
    const { dataset } = await read(text);
    expect(contentOf(dataset).interactions).toMatchObject([
      { customer: 'ann@a.example', at: '2025-02-01T14:12:00.000Z', kind: 'support', agent: 'Bob', resolved: 1 },
      { customer: 'max@b.example', at: '2025-07-03T23:12:00.000Z', kind: 'support', agent: 'Bob', resolved: 0 },
    ]);
  });

  it('leaves what brackets say beside a zone alone', async () => {
    const { dataset } = await read('customer_id,topic,Started at (local/branch)\nC1,x,2025-02-01 09:12\n', {
      map: { occurred_at: 'Started at (local/branch)' },
    });
    expect(contentOf(dataset).interactions).toMatchObject([{ at: '2025-02-01T09:12:00.000Z' }]);
  });
});

describe('the hint where no column says when', () => {
  it.each([
    ['First response time,Time to close,Wait (min)', "--map 'occurred_at=Header'"],
    ['First response time,Day of visit', "--map 'occurred_at=Day of visit'"],
    ['Resolution time (h),Time of the visit', "--map 'occurred_at=Time of the visit'"],
  ])('names no duration: %s', async (headers, hint) => {
    const error = await failure(
      `Ticket ID,Customer email,Topic,${headers}\n1,ann@a.example,x${',5'.repeat(headers.split(',').length)}\n`,
    );
    expect(error.message).toMatch(/^No column says when/);
    expect(error.hint).toContain(hint);
  });
});

describe('a table of answers', () => {
  it.each([
    ['respondent_id,survey_date,nps', 'R1,2024-01-05,9\nR1,2024-03-05,7\nR2,2024-01-05,3\n'],
    ['respondent_id,survey_date,nps', 'R1,2024-01-05,9\nR2,2024-01-05,3\n'],
    ['response_id,respondent_id,Umfragedatum,ces', 'A,R1,2024-01-05,9\nB,R1,2024-03-05,7\nC,R2,2024-01-05,3\n'],
    ['customer_id,survey_date,csat', 'R1,2024-01-05,9\nR1,2024-03-05,7\nR2,2024-01-05,3\n'],
  ])('holds surveys of who answered: %s', async (header, rows) => {
    const { dataset } = await read(`${header}\n${rows}`);
    const { interactions } = contentOf(dataset);
    expect(interactions.map(({ kind }) => kind)).toEqual(
      rows
        .trim()
        .split('\n')
        .map(() => 'survey'),
    );
    expect(new Set(interactions.map(({ customer }) => customer))).toEqual(new Set(['R1', 'R2']));
  });

  it('has the customer by their address where there is one, and the respondent for the number of the answer', async () => {
    const { dataset } = await read('respondent_id,Email,survey_date,nps\nR1,ann@a.example,2024-01-05,9\n');
    expect(dataset.customerIds).toEqual(['ann@a.example']);
  });

  it('is one of customers where it knows more of them than an answer', async () => {
    const { dataset } = await read('customer_id,mrr,plan,survey_date,nps\nC1,5,x,2024-01-05,9\n');
    expect(contentOf(dataset).customers).toMatchObject({ C1: { mrr: 500, plan: 'x' } });
    expect(contentOf(dataset).interactions).toEqual([]);
  });
});

it.each([
  'Identifiant client',
  'Identificador de cliente',
  'Customer identifier',
])('names the customer: %s', async (header) => {
  const { dataset } = await read(`${header},date,amount\nL001,2024-01-05,10.00\n`);
  expect(dataset.customerIds).toEqual(['L001']);
});

describe('a guest, who has an address and no id', () => {
  const GUEST = 'customer_id,Email,date,amount\nC1,c1@x.example,2024-01-05,5\n,guest@x.example,2024-01-06,6\n';

  it('is told what the row lacks, and counts by --id', async () => {
    const { diagnostics, inputs } = await read(GUEST);
    expect(inputs[0]?.rows).toEqual({ read: 2, used: 1, skipped: 1 });
    expect(diagnostics).toMatchObject([
      {
        code: 'row_customer',
        location: { line: 3, column: 1 },
        message: '"customer_id", which tells customers apart, is blank; "Email", which the row has, does not.',
        hint: expect.stringContaining("--id 'Email'"),
      },
    ]);
    expect((await read(GUEST, { id: 'Email' })).dataset.customerIds).toEqual(['c1@x.example', 'guest@x.example']);
  });

  it('is nobody without an address', async () => {
    const { diagnostics } = await read('customer_id,Email,date,amount\nC1,,2024-01-05,5\n,,2024-01-06,6\n');
    expect(diagnostics).toMatchObject([{ message: '"customer_id" is blank, so the row belongs to no customer.' }]);
  });
});
