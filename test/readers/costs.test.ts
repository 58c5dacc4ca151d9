import { describe, expect, it } from 'vitest';
import { COST_CATEGORIES } from '../../src/domain/costs.ts';
import type { Dataset } from '../../src/domain/dataset.ts';
import { DEFAULT_READ_OPTIONS } from '../../src/domain/reading.ts';
import { isoDate } from '../../src/foundation/days.ts';
import { inspectFiles } from '../../src/readers/inspect.ts';
import { failure, read, sourceOf } from './reading.ts';

const LEDGER = `date,category,channel,amount
2024-01-31,acquisition,search,"1,200.50"
2024-01-31,Customer Service,,3000
2024-02-29,Loyalty,,250
2024-02-29,programme,,-40
`;

/** Rows as text: day, category, channel, minor units. */
function costsOf({ costs }: Dataset): string[] {
  return Array.from({ length: costs.rows }, (_, row) => {
    const channel = costs.channel[row]! < 0 ? '–' : costs.channels.text(costs.channel[row]!);
    const day = isoDate(costs.timeMs[row]! / 86_400_000);
    return `${day} ${COST_CATEGORIES[costs.category[row]!]} ${channel} ${costs.amountMinor[row]}`;
  });
}

const WANTED = [
  '2024-01-31 acquisition search 120050',
  '2024-01-31 service – 300000',
  '2024-02-29 retention – 25000',
  '2024-02-29 programme – -4000',
];

describe('a ledger of costs', () => {
  it('is recognised by its header and the words of its categories, and holds no customers', async () => {
    const { dataset, inputs } = await read(LEDGER);
    expect(inputs[0]).toMatchObject({ kind: 'costs', rows: { read: 4, used: 4, skipped: 0 } });
    expect(costsOf(dataset)).toEqual(WANTED);
    expect(dataset.customerIds).toEqual([]);
  });

  it('is read the same in any order of rows', async () => {
    const [header, ...rows] = LEDGER.trim().split('\n');
    const { dataset } = await read(`${[header, ...rows.reverse()].join('\n')}\n`);
    expect(costsOf(dataset)).toEqual(WANTED);
  });

  it.each([
    ['an envelope beside customers', { customers: [{ customer_id: 'a', plan: 'pro' }], costs: true }, 'customers'],
    ['an envelope of its own', { costs: true }, 'costs'],
    ['a ledger by name', { data: { ledger: true } }, 'costs'],
    ['a bare array', true, 'costs'],
  ])('is read from JSON: %s', async (_, shape, kind) => {
    const rows = [
      { date: '2024-01-31', category: 'acquisition', channel: 'search', amount: 1200.5 },
      { date: '2024-01-31', category: 'service', amount: 3000 },
      { date: '2024-02-29', category: 'retention', amount: 250 },
      { date: '2024-02-29', category: 'programme', amount: -40 },
    ];
    const filled = JSON.stringify(shape).replace('true', JSON.stringify(rows));
    const { dataset, inputs } = await read([sourceOf(filled, 'data.json')]);
    expect(costsOf(dataset)).toEqual(WANTED);
    expect(inputs[0]).toMatchObject({ kind });
  });

  it('says what is wrong with its rows, and counts them all', async () => {
    const text = `${LEDGER}2024-03-31,rent,,900\n2024-02-30,service,,5\n2024-03-31,service,,much\n2024-03-31,,,7\nTotal,,,9999\n`;
    const { dataset, inputs, diagnostics } = await read([sourceOf(text, 'books.csv')]);
    expect(costsOf(dataset)).toEqual(WANTED);
    expect(inputs[0]!.rows).toEqual({ read: 9, used: 4, skipped: 5 });
    expect(diagnostics.map(({ code, location }) => [code, location?.line, location?.column])).toEqual([
      ['row_category', 6, 2],
      ['row_time', 7, 1],
      ['row_amount', 8, 4],
      ['row_category', 9, 2],
      ['row_total', 10, 1],
    ]);
    expect(diagnostics[0]!.message).toContain('acquisition, retention, service or programme');
  });

  it.each([
    '2024-01',
    '01/2024',
    'Jan 2024',
    'January 2024',
    '2024-01-01',
  ])('takes a month for its first day: %s', async (month) => {
    const { dataset } = await read(`month,cost type,spend\n${month},acquisition,10\n`);
    expect(costsOf(dataset)).toEqual(['2024-01-01 acquisition – 1000']);
  });

  it('without a category is advertising by its header, and else only when told, which is an assumption', async () => {
    const spend = await read('month,channel,ad spend\n2024-01,search,10\n');
    expect(costsOf(spend.dataset)).toEqual(['2024-01-01 acquisition search 1000']);
    expect(spend.assumptions.map(({ code }) => code)).toEqual(['costs_are_acquisition']);
    expect((await failure('month,channel,amount\n2024-01,search,10\n')).code).toBe('input_columns');
    const told = await read('month,channel,amount\n2024-01,search,10\n', { role: 'costs' });
    expect(costsOf(told.dataset)).toEqual(['2024-01-01 acquisition search 1000']);
  });

  it('is told by a mapping of one of its columns', async () => {
    const text = 'when,what,how much\n2024-01-31,support,5\n';
    const map = { cost_date: 'when', cost_category: 'what', cost_amount: 'how much' };
    const { dataset, inputs } = await read(text, { map });
    expect(inputs[0]!.kind).toBe('costs');
    expect(costsOf(dataset)).toEqual(['2024-01-31 service – 500']);
  });

  it.each([
    ['a log of contacts', 'customer_id,date,category,channel,amount\n7,2024-01-31,service,phone,\n', 'interactions'],
    ['orders by e-mail', 'email,date,category,amount\na@b.de,2024-01-31,service,5\n', 'interactions'],
  ])('is not seen in %s', async (_, text, kind) => {
    expect((await read(text)).inputs[0]!.kind).toBe(kind);
  });

  it('needs a day and an amount, and says which flag names them', async () => {
    const error = await failure('category,amount\nservice,5\n', { role: 'costs' });
    expect(error).toMatchObject({ code: 'input_columns', hint: expect.stringContaining('cost_date=Header') });
  });

  it('is refused in another currency than the rest', async () => {
    const sales = 'customer_id,date,amount,currency\n1,2024-01-02,10,EUR\n';
    const costs = 'date,category,amount,currency\n2024-01-31,service,5,USD\n';
    expect((await failure([sourceOf(sales, 'a.csv'), sourceOf(costs, 'b.csv')])).code).toBe('input_currency');
    const signed = 'date,category,amount\n2024-01-31,service,£5\n';
    expect((await failure([sourceOf(sales, 'a.csv'), sourceOf(signed, 'b.csv')])).code).toBe('input_currency');
  });

  it('is shown by inspect and frozen beside an interactions file, to the last column', async () => {
    const sales = 'customer_id,date,amount\n1,2024-01-02,10\n';
    const { files, frozen } = await inspectFiles({
      files: [
        { source: sourceOf(sales, 'sales.csv'), role: 'auto' },
        { source: sourceOf(LEDGER, 'books.csv'), role: 'auto' },
      ],
      options: DEFAULT_READ_OPTIONS,
    });
    expect(files[1]!.tables[0]).toMatchObject({ kind: 'costs', key: { how: 'none', header: null }, unused: [] });
    expect(files[1]!.tables[0]!.firstRows[1]).toEqual({
      cost_date: '2024-01-31',
      cost_category: 'service',
      cost_channel: null,
      cost_amount: 3000,
    });
    expect(frozen!.files).toEqual([
      { name: 'sales.csv', role: 'interactions', config: {} },
      { name: 'books.csv', role: 'costs', config: {} },
    ]);
    expect(frozen!.config['map']).toEqual({
      occurred_at: 'date',
      amount: 'amount',
      customer_id: 'customer_id',
      cost_date: 'date',
      cost_category: 'category',
      cost_channel: 'channel',
      cost_amount: 'amount',
    });
    expect(frozen!.open).toEqual([]);
  });
});

describe('a margin', () => {
  it.each([
    'Margin %',
    'margin_pct',
    'Gross Margin (%)',
    'margin',
  ])('is in per cent in all rows where it is in one: %s', async (header) => {
    const cells = ['1', '40', '0.8', '35.5', '12%'];
    const margins = [0.01, 0.4, 0.008, 0.355, 0.12];
    for (const order of [
      [0, 1, 2, 3, 4],
      [2, 0, 4, 3, 1],
    ]) {
      const text = `customer_id,${header}\n${order.map((i) => `C${i},${cells[i]}\n`).join('')}`;
      const { dataset } = await read(text);
      expect([...dataset.customers.numbers.get('margin')!]).toEqual(margins);
    }
  });

  it('is in per cent by a cell beyond those looked at first, too', async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => `C${i},${i === 2999 ? 40 : 0.8}\n`);
    for (const order of [rows, rows.toReversed()]) {
      const { dataset } = await read(`customer_id,margin\n${order.join('')}`);
      expect(new Set(dataset.customers.numbers.get('margin'))).toEqual(new Set([0.008, 0.4]));
    }
  });

  it('is a fraction under a header in per cent that holds nothing above 1, which is told', async () => {
    const { dataset, diagnostics, warnings } = await read('customer_id,Margin %\na,0.4\nb,1\n');
    expect([...dataset.customers.numbers.get('margin')!]).toEqual([0.4, 1]);
    expect(diagnostics).toMatchObject([{ code: 'rate_assumed', severity: 'warning' }]);
    expect(warnings).toMatchObject([{ code: 'rate_assumed' }]);
    expect((await read('customer_id,Margin %\na,0.4%\n')).warnings).toEqual([]);
  });

  it('above all of the revenue is a rejected cell, not a customer worth more than they pay', async () => {
    const { dataset, inputs, diagnostics } = await read('customer_id,margin\na,40%\nb,140%\nc,0.3\nd,1\ne,120\n');
    expect([...dataset.customers.numbers.get('margin')!]).toEqual([0.4, Number.NaN, 0.3, 1, Number.NaN]);
    expect(inputs[0]).toMatchObject({ rows: { read: 5, used: 5, skipped: 0 }, cellsRejected: 2 });
    expect(diagnostics.filter(({ code }) => code === 'cell_unreadable').map(({ value }) => value)).toEqual([
      '140%',
      '120',
    ]);
  });
});
