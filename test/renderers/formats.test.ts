import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { renderCsv, renderTsv } from '../../src/renderers/delimited.ts';
import { renderJson, renderNdjson, renderSummary } from '../../src/renderers/json.ts';
import { renderMarkdown } from '../../src/renderers/markdown.ts';
import { ALL_FIELDS, snakeCase } from '../../src/renderers/select.ts';
import { customer, HOSTILE, resultOf, sampleResult, unknownCustomer } from '../support/result.ts';

const text = (chunks: Iterable<string>) => [...chunks].join('');
const plainCopy = (value: unknown) => JSON.parse(JSON.stringify(value));

describe('JSON', () => {
  test('holds the whole result exactly, hostile text included', () => {
    const result = sampleResult();
    expect(JSON.parse(text(renderJson(result, null)))).toEqual(
      plainCopy({ ...result, customers: [...result.customers] }),
    );
  });

  test('writes one customer a line', () => {
    const lines = text(renderJson(sampleResult(), null)).split('\n');
    expect(lines.filter((line) => line.startsWith('    {"customerId"'))).toHaveLength(3);
  });

  test('is valid without customers', () => {
    expect(JSON.parse(text(renderJson(resultOf([]), null))).customers).toEqual([]);
  });

  test('keeps the nesting of chosen fields', () => {
    const { customers } = JSON.parse(text(renderJson(sampleResult(), ['customerId', 'value.expected', 'value.low'])));
    expect(customers[0]).toEqual({ customerId: 'C1001', value: { expected: 310.25, low: 0 } });
  });

  test('never builds the customers as one string', () => {
    let made = 0;
    const customers = {
      length: 1_000_000,
      at: () => customer(),
      *[Symbol.iterator]() {
        for (; made < 1_000_000; made++) yield customer();
      },
    };
    const chunks = renderJson({ ...sampleResult(), customers }, null)[Symbol.iterator]();
    for (let i = 0; i < 5; i++) chunks.next();
    expect(made).toBeLessThan(6);
  });

  test('of a summary is the same without the customers', () => {
    const { customers: _, ...rest } = sampleResult();
    expect(JSON.parse(text(renderSummary(sampleResult())))).toEqual(plainCopy(rest));
  });
});

test('NDJSON lines are the customers of the JSON', () => {
  const lines = text(renderNdjson(sampleResult(), null)).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual(plainCopy([...sampleResult().customers]));
});

describe('CSV', () => {
  const rows = (raw: boolean) =>
    parse(text(renderCsv(sampleResult(), { fields: null, raw })), { columns: true }) as {
      customer_id: string;
      grades: string;
      reasons: string;
    }[];

  test('has every field of the contract as a snake_case column', () => {
    const [header] = text(renderCsv(resultOf([]), { fields: null, raw: false })).split('\n');
    expect(header!.split(',')).toEqual(ALL_FIELDS.map(snakeCase));
    expect(header).toContain('value_observed_margin');
  });

  test('has numbers at full precision and blanks for what is missing', () => {
    const precise = customer({ atStake: 0.1 + 0.2 });
    const line = text(renderCsv(resultOf([precise]), { fields: ['customerId', 'atStake', 'roi'], raw: false }));
    expect(line).toBe('customer_id,at_stake,roi\nC1001,0.30000000000000004,2.4\n');
    const blank = text(renderCsv(resultOf([unknownCustomer('x')]), { fields: ['value.expected', 'roi'], raw: false }));
    expect(blank).toBe('value_expected,roi\n,\n');
  });

  test('disarms formulas in text and leaves negative numbers alone', () => {
    const risky = ['=1+1', '+49 30', '-007', '@SUM(A1)', '\t=1', ' =1', '＝1'].map((customerId) =>
      customer({ customerId, atStake: -5 }),
    );
    const parsed = parse(text(renderCsv(resultOf(risky), { fields: ['customerId', 'atStake'], raw: false })));
    for (const [id, atStake] of parsed.slice(1)) {
      expect(id).toMatch(/^('|\\t)/u);
      expect(atStake).toBe('-5');
    }
  });

  test('keeps text exact when raw is asked for', () => {
    // UTF-8 cannot hold half a surrogate pair.
    expect(rows(true)[1]!.customer_id).toBe(HOSTILE.replace('\ud800', '\ufffd'));
    expect(rows(true)[2]!.customer_id).toBe('-007');
  });

  test('shows control characters, one line a customer', () => {
    expect(rows(false)[1]!.customer_id).toBe(`'=cmd|" /C calc"!A0\\u001b[31m\\u202egpj.\\r\\n顧客👩‍👧🫠\\ud800`);
    expect(
      text(renderCsv(sampleResult(), { fields: null, raw: false }))
        .trimEnd()
        .split('\n'),
    ).toHaveLength(4);
  });

  test('joins grades and reasons in a cell each', () => {
    expect(rows(false)[0]!.grades).toBe('value.expected=modelled;atStake=blended');
    expect(rows(false)[2]!.reasons).toBe('revenue.net=no_purchases;atStake=no_value');
  });
});

test('TSV never quotes and never breaks a line inside a cell', () => {
  const lines = text(renderTsv(sampleResult(), { fields: null, raw: true }))
    .trimEnd()
    .split('\n');
  expect(lines.map((line) => line.split('\t').length)).toEqual(Array(4).fill(ALL_FIELDS.length));
});

test('Markdown escapes markup in customers’ text', () => {
  const page = text(renderMarkdown(resultOf([customer({ customerId: '<b>|*x*|`' })]), null));
  expect(page).toContain('| \\<b\\>\\|\\*x\\*\\|\\` |');
});
