import { describe, expect, test } from 'vitest';
import type { Formula } from '../../../src/domain/explainReport.ts';
import { DEFAULT_OPTIONS, type ScoreOptions } from '../../../src/domain/options.ts';
import type { CustomerResult } from '../../../src/domain/results.ts';
import { type Analysis, analyse } from '../../../src/engine/analyse.ts';
import { customerSequence } from '../../../src/engine/customerSequence.ts';
import { explainedOf, formulasOf } from '../../../src/engine/explain/explain.ts';
import { score } from '../../../src/engine/score.ts';
import { CUSTOMER_PATHS } from '../../../src/renderers/paths.ts';
import { evaluated } from '../../support/formulaText.ts';
import { datasetOf } from '../../support/readFixture.ts';

/** Figures that are words, counts of the model as a whole, or told in a step. */
const NO_FORMULA = new Set([
  ...['customerId', 'segment', 'status', 'revenue.firstAt', 'revenue.lastAt', 'value.grade', 'effort.status'],
  ...['retention.grade', 'retention.weightOnData', 'action.code', 'action.text'],
]);

function at(row: object, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown>)?.[key], row);
}

/** What is wrong with the formulas as an account of the row: a figure without one, or one with another value. */
function* rowProblems(row: CustomerResult, formulas: readonly Formula[]): Iterable<string> {
  const told = new Map(formulas.flatMap((formula) => (formula.figure === null ? [] : [[formula.figure, formula]])));
  for (const path of CUSTOMER_PATHS) {
    const value = at(row, path);
    const formula = told.get(path);
    if (NO_FORMULA.has(path) || (value === null && formula === undefined)) continue;
    if (formula === undefined) {
      yield `no formula of ${path}`;
      continue;
    }
    const same = typeof value === 'string' ? formula.meaning.includes(value) : Object.is(formula.value, value);
    if (!same) yield `${path} is ${value} and told as ${formula.value}`;
    if (formula.grade !== (row.grades[path] ?? null)) yield `${path} has another grade`;
    if (formula.reason !== (row.reasons[path] ?? null)) yield `${path} has another reason`;
    if (value !== null && formula.formula === null) yield `${path} is not worked out`;
  }
}

/** What is wrong with a formula as arithmetic. */
function* arithmeticProblems(formula: Formula): Iterable<string> {
  const { value, symbol, terms } = formula;
  if (value === null) return;
  const label = `${symbol} = ${formula.formula} with ${formula.withNumbers}`;
  if (!formula.inputs.every((input) => Number.isFinite(input.value))) yield `an input is no number in ${label}`;
  const result = evaluated(formula);
  if (result !== null && !close(result, value)) yield `${label} gives ${result}, not ${value}`;
  if (terms === null) return;
  const total = totalOf(formula);
  if (!close(total, value)) yield `the terms of ${label} give ${total}, not ${value}`;
}

/** What the terms come to, by what the formula says is done with their last column. */
function totalOf({ formula, inputs, terms, value }: Formula): number {
  const last = terms!.rows.map((line) => line.at(-1)).filter((cell) => typeof cell === 'number');
  const sum = last.reduce((all, cell) => all + cell, 0);
  const product = last.reduce((all, cell) => all * cell, 1);
  if (formula!.startsWith('Σ')) return sum;
  if (formula!.startsWith('mean over the scored cases')) return last.length === 0 ? value! : sum / last.length;
  if (formula!.startsWith('100 × (1 − Π')) return 100 * (1 - product);
  if (formula!.startsWith('S_0 × Π')) return inputs[0]!.value * product;
  throw new Error(`nobody adds up the terms of ${formula}`);
}

/** Sums and powers of doubles, taken in another order than the engine takes them. */
function close(actual: number, expected: number): boolean {
  return Math.abs(actual - expected) <= 1e-8 * Math.max(1, Math.abs(expected));
}

function problemsOf(analysis: Analysis, rows: Iterable<CustomerResult>): string[] {
  const problems: string[] = [];
  for (const row of rows) {
    const explained = explainedOf(analysis, analysis.dataset.customerIds.indexOf(row.customerId));
    if (JSON.stringify(explained.row) !== JSON.stringify(row)) problems.push(`${row.customerId}: another row`);
    const formulas = formulasOf(explained);
    const found = [...rowProblems(row, formulas), ...formulas.flatMap((formula) => [...arithmeticProblems(formula)])];
    problems.push(...found.map((problem) => `${row.customerId}: ${problem}`));
  }
  return problems;
}

const SHOP = ['fixtures/shop/customers.csv', 'fixtures/shop/interactions.csv'];
const SUBSCRIPTION = ['fixtures/subscription/customers.csv', 'fixtures/subscription/interactions.csv'];
const COSTS = { acquisitionCost: 50, retentionCost: 5 };

describe('every formula, worked out as it is printed, gives the figure of score', () => {
  const cases: readonly (readonly [string, readonly string[], Partial<ScoreOptions>])[] = [
    ['the shop with all costs', SHOP, { ...COSTS, margin: 0.4, minuteRate: 0.8, lapseWindowDays: 120 }],
    ['the shop by Pareto/NBD', SHOP, { model: 'pareto-nbd', prior: 'none', horizonMonths: 6.5 }],
    ['the shop by NBD', SHOP, { model: 'nbd', effortHalfLifeDays: null }],
    ['the shop by MBG/NBD', SHOP, { model: 'mbg-nbd', prior: 'sceptical', annualDiscountRate: 0 }],
    ['the subscription with all costs', SUBSCRIPTION, { ...COSTS, targetEffort: 10, horizonMonths: 18 }],
    ['costs of service in the margin', SUBSCRIPTION, { ...COSTS, marginIncludesService: true, horizonMonths: 4.5 }],
    ['the shop with a ledger', [...SHOP, 'fixtures/shop/costs.csv'], {}],
    ['the subscription with a ledger', [...SUBSCRIPTION, 'fixtures/subscription/costs.csv'], COSTS],
    ['the subscription of an earlier day', SUBSCRIPTION, { asOfDay: 19_723, prior: 'none' }],
  ];

  test.each([
    ['the shop', SHOP],
    ['the subscription', SUBSCRIPTION],
  ])('%s, for every customer', { timeout: 60_000 }, async (_, files) => {
    const dataset = await datasetOf(files);
    const options = { ...DEFAULT_OPTIONS, backtest: false };
    expect(problemsOf(analyse(dataset, options), score(dataset, options).customers)).toEqual([]);
  });

  test.each(cases)('%s', { timeout: 60_000 }, async (_, files, options) => {
    const dataset = await datasetOf(files);
    const all = { ...DEFAULT_OPTIONS, backtest: false, ...options };
    const analysis = analyse(dataset, all);
    // What score gives, without fitting everything again.
    expect(problemsOf(analysis, customerSequence(analysis))).toEqual([]);
  });

  const texts: readonly (readonly [string, string, Partial<ScoreOptions>])[] = [
    ['a snapshot with counts of contacts', SNAPSHOT(), {}],
    ['a snapshot with a window', SNAPSHOT(), { churnWindowMonths: 12, cesScale: 'easy7' }],
    ['totals without dates', 'customer_id,revenue_total,order_count,refunded_total\nA,100,4,10\nB,50,1,\nC,,3,\n', {}],
    ['averages', 'customer_id,order_count,avg_order_value,tenure_months\nA,4,25,12\nB,1,50,3\nC,3,10,30\n', {}],
    ['a few purchases', FEW(), { margin: 0.5 }],
    [
      'contracts that say what they are worth',
      'customer_id,contract_value,signup_date,churned_at\nA,1200,2023-01-01,\nB,600,2023-03-01,2023-09-01\n',
      {},
    ],
    ['a yearly grid', GRID(), {}],
    ['hardly anything', 'customer_id,segment\nA,x\nB,y\n', {}],
  ];

  test.each(texts)('%s', async (_, text, options) => {
    const dataset = await datasetOf([], text);
    const all = { ...DEFAULT_OPTIONS, ...options };
    const analysis = analyse(dataset, all);
    // What score gives, without fitting everything again.
    expect(problemsOf(analysis, customerSequence(analysis))).toEqual([]);
  });
});

function SNAPSHOT(): string {
  const rows = Array.from({ length: 60 }, (_, i) => {
    const contacts = i % 5;
    return `C${i},${1 + (i % 40)},${i % 3 === 0 ? 'yes' : 'no'},${10 + i},${contacts},${i % 2},${i % 7 ? i % 7 : ''}`;
  });
  return ['customer_id,tenure_months,churned,mrr,contacts,transfers,ces', ...rows].join('\n');
}

function FEW(): string {
  const rows = Array.from({ length: 40 }, (_, i) => {
    const month = String(1 + (i % 9)).padStart(2, '0');
    return `K${i % 15},2024-${month}-${String(10 + (i % 15))},purchase,${20 + (i % 6) * 5}`;
  });
  return ['customer_id,occurred_at,type,amount', ...rows].join('\n');
}

/** Gifts on the same day of every year. */
function GRID(): string {
  const rows: string[] = [];
  for (let donor = 0; donor < 150; donor++) {
    for (let year = 2015; year < 2024; year++) {
      const gives = year === 2015 || (donor * 7 + year * 3) % 11 < (year < 2015 + (donor % 9) ? 7 : 1);
      if (gives) rows.push(`D${donor},${year}-06-30,purchase,${10 + (donor % 4)}`);
    }
  }
  return ['customer_id,occurred_at,type,amount', ...rows].join('\n');
}
