import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CompareReport, SharedMovement } from '../../src/domain/compareReport.ts';
import type { CustomerResult, ScoreResult } from '../../src/domain/results.ts';
import { renderJson } from '../../src/renderers/json.ts';
import { customer, HOSTILE, resultOf, unknownCustomer } from '../support/result.ts';
import { run, transcript } from '../support/shell.ts';

const SUBSCRIPTION = ['fixtures/subscription/customers.csv', 'fixtures/subscription/interactions.csv'];
const env = { NO_COLOR: '1' };
const scored = async (...argv: string[]) => (await run(['score', ...argv, '--json', '-q'])).stdout;
const compared = async (before: string, after: string, ...argv: string[]) => {
  const files = { 'old.json': before, 'new.json': after };
  return run(['compare', 'old.json', 'new.json', ...argv], { files, env });
};
const report = async (before: string, after: string): Promise<CompareReport> =>
  JSON.parse((await compared(before, after, '--json')).stdout);

/** A result whose portfolio is what its customers add up to. */
function resultText(customers: readonly CustomerResult[], changes: Partial<ScoreResult['meta']> = {}): string {
  const base = resultOf(customers);
  const sum = (read: (row: CustomerResult) => number | null) =>
    customers.reduce((all, row) => all + (read(row) ?? 0), 0);
  const inMean = customers.filter(({ effort }) => effort.status !== 'none' && effort.score !== null);
  const mean = inMean.reduce((all, { effort }) => all + effort.score!, 0) / inMean.length;
  const { portfolio } = base;
  const result: ScoreResult = {
    ...base,
    meta: { ...base.meta, ...changes },
    portfolio: {
      ...portfolio,
      revenue: { ...portfolio.revenue, net: sum(({ revenue }) => revenue.net) },
      value: {
        ...portfolio.value,
        expected: sum(({ value }) => value.expected),
        observedMargin: sum(({ value }) => value.observedMargin),
      },
      effort: { ...portfolio.effort, mean: Number.isNaN(mean) ? null : mean },
      cost: { ...portfolio.cost, serviceToDate: sum(({ cost }) => cost.service) },
      valueAtRisk: sum(({ atStake }) => atStake),
    },
  };
  return [...renderJson(result, null)].join('');
}

const worth = (customerId: string, expected: number, changes: Partial<CustomerResult> = {}) =>
  customer({ customerId, value: { ...customer().value, expected }, ...changes });

describe('compare on the subscription fixture', () => {
  let [spring, summer] = ['', ''];
  beforeAll(async () => {
    spring = await scored(...SUBSCRIPTION, '--as-of', '2024-03-31');
    summer = await scored(...SUBSCRIPTION);
  });

  test.each([80, 40])('fits %d columns', async (terminal) => {
    const files = { 'old.json': spring, 'new.json': summer };
    const text = await transcript(['compare', 'old.json', 'new.json', '--top', '3'], { files, env, terminal });
    for (const line of text.split('\n').slice(1)) expect(line.length, line).toBeLessThanOrEqual(terminal);
    await expect(text).toMatchFileSnapshot(`../cli/transcripts/compare-${terminal}.txt`);
  });

  test('says in one line what moved where the report is not read at once, unless asked to be quiet', async () => {
    const json = await compared(spring, summer, '--json');
    expect(json.stderr).toBe(
      'cx-roi: note: 2024-03-31 to 2024-06-30: expected value 119,829 to 119,307 EUR (-0.4%), ' +
        'value at risk 13,798 to 12,536 EUR (-9.1%), 10 churned.\n',
    );
    const forPrograms = await compared(spring, summer, '--json', '--errors', 'json');
    expect(JSON.parse(forPrograms.stderr.trim().split('\n').at(-1)!)).toMatchObject({
      code: 'moved',
      severity: 'note',
    });
    expect((await compared(spring, summer, '--json', '-q')).stderr).toBe('');
    expect((await compared(spring, summer)).stderr).toBe('');
    expect((await compared(summer, summer, '--json')).stderr).toBe('cx-roi: note: Nothing moved.\n');
  });

  test('a result and itself: nothing moved, and it says so', async () => {
    const itself = await report(summer, summer);
    expect(itself).toMatchObject({ moved: false, customers: [], warnings: [] });
    for (const movement of Object.values(itself.movement)) expect(movement.change).toBe(0);
    const { stdout, exitCode } = await compared(summer, summer);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Nothing moved: both results hold the same 320 customers');
  });

  test('the movement is what the two portfolios say', async () => {
    const { movement, flows } = await report(spring, summer);
    const [then, now] = [spring, summer].map((text) => (JSON.parse(text) as ScoreResult).portfolio);
    const figures = [
      ['value', then!.value.expected, now!.value.expected],
      ['valueAtRisk', then!.valueAtRisk, now!.valueAtRisk],
      ['revenue', then!.revenue.net, now!.revenue.net],
      ['margin', then!.value.observedMargin, now!.value.observedMargin],
      ['effort', then!.effort.mean, now!.effort.mean],
      ['serviceCost', then!.cost.serviceToDate, now!.cost.serviceToDate],
    ] as const;
    for (const [name, before, after] of figures) {
      expect(movement[name]).toMatchObject({ before, after });
      expect(movement[name].change! / (after! - before!)).toBeCloseTo(1, 9);
    }
    expect(movement.active).toMatchObject({ before: then!.active, after: now!.active });
    expect(flows.find(({ name }) => name === 'churned')!.customers).toBe(now!.churned - then!.churned);
  });

  test('csv has everyone who moved, value first, and the warnings go to standard error', async () => {
    const { stdout, stderr } = await compared(spring, summer, '--format', 'csv');
    const lines = stdout.trimEnd().split('\n');
    const place = lines[0]!.split(',').indexOf('value_change');
    const changes = lines.slice(1).map((line) => Math.abs(Number(line.split(',')[place])));
    expect(changes.length).toBe((await report(spring, summer)).customers.length);
    expect(changes).toEqual(changes.slice().sort((a, b) => b - a));
    expect(stderr).toContain('a part of every movement is time that passed');
  });

  test('other options and another margin basis are said, other money is refused', async () => {
    const other = JSON.parse(summer);
    other.meta.options.horizon = 24;
    other.assumptions.push({ code: 'value_on_revenue', value: 1, source: '', replaceWith: '' });
    const codes = (await report(summer, JSON.stringify(other))).warnings.map(({ code }) => code);
    expect(codes).toEqual(['options_differ', 'margin_basis_differs']);
    other.meta.currency = 'USD';
    const refused = await compared(summer, JSON.stringify(other));
    expect(refused.exitCode).toBe(3);
    expect(refused.stderr).toContain('The results are in EUR and USD');
  });

  test('what one result learnt and the other did not is said first, and marks the figures that stand on it', async () => {
    const other = JSON.parse(summer) as { models: Record<string, never> } & ScoreResult;
    const { weighing } = other.models.effort as { weighing: { from: string; weights: Record<string, number> } };
    weighing.from = 'churn';
    weighing.weights['repeat'] = 3;
    (other.models.retention['perCustomer'] as { weightOnData: number }).weightOnData = 0.01;
    const told = await report(summer, JSON.stringify(other));
    expect(told.warnings.slice(0, 2).map(({ code }) => code)).toEqual([
      'effort_weights_differ',
      'weight_on_data_differs',
    ]);
    expect(told.warnings[0]!.message).toContain('score both with --weights published');
    expect(told.measuredOtherwise).toEqual({
      'movement.effort': ['effort_weights_differ'],
      'movement.valueAtRisk': ['effort_weights_differ', 'weight_on_data_differs'],
      'movement.atRiskShare': ['effort_weights_differ', 'weight_on_data_differs'],
      'movement.upliftValue': ['effort_weights_differ', 'weight_on_data_differs'],
    });
    const { stdout } = await compared(spring, JSON.stringify(other));
    expect(stdout).toMatch(/! Effort, mean/);
    expect(stdout).toMatch(/^Expected value/m);
    expect((await report(summer, summer)).measuredOtherwise).toEqual({});
  });

  test('another forecast and another lapse window are other measures too', async () => {
    const other = JSON.parse(summer);
    other.models.revenue.chosen = 'another';
    const codes = async (text: string) => (await report(summer, text)).warnings.map(({ code }) => code);
    expect(await codes(JSON.stringify(other))).toEqual(['model_differs']);
    const byTenure = JSON.parse(summer) as { models: { revenue: Record<string, unknown> } };
    delete byTenure.models.revenue['individual'];
    expect(await codes(JSON.stringify(byTenure))).toEqual(['model_differs']);
    const shop = (days: number) => {
      const result = JSON.parse(resultText([worth('a', 1)]));
      result.models.lapseWindowDays = days;
      return JSON.stringify(result);
    };
    expect((await report(shop(90), shop(120))).measuredOtherwise['movement.active']).toEqual(['lapse_window_differs']);
  });

  test('a part of a result is refused: whoever is missing would count as gone', async () => {
    const part = await scored(...SUBSCRIPTION, '--top', '5');
    const { exitCode, stderr } = await compared(part, summer);
    expect(exitCode).toBe(3);
    expect(stderr).toContain('It holds 5 of its 320 customers');
    const fields = await scored(...SUBSCRIPTION, '--fields', 'customerId,status,value');
    expect((await compared(fields, summer)).stderr).toContain('has no revenue.net');
  });

  test.each([
    ['a CSV', 'customer_id,mrr\nA,1\n', 'This is not valid JSON'],
    ['records one a line', '{"customerId":"A"}\n{"customerId":"B"}\n', 'no result of cx-roi score --json'],
    ['a list', '[{"customerId":"A"}]', 'it holds a list'],
    ['a half', '{"schemaVersion":"1","meta":{', 'The text ends'],
    ['another report', '{"schemaVersion":"1","meta":{"command":"uplift"},"customers":[]}', 'written by cx-roi uplift'],
    ['another version', '{"schemaVersion":"2","meta":{"command":"score"},"customers":[]}', 'schema version 2'],
  ])('%s is no result', async (_, text, words) => {
    const { exitCode, stderr } = await compared(text, summer);
    expect(exitCode).toBe(3);
    expect(stderr).toContain(words);
  });
});

describe('what customers contribute', () => {
  test('worked by hand: one came, one left, one churned, one grew', async () => {
    const before = resultText([
      worth('grew', 100, { atStake: 10, effort: { ...customer().effort, score: 40, status: 'mid' } }),
      worth('left', 50, { atStake: 5, effort: { ...customer().effort, score: 20, status: 'low' } }),
      worth('churned', 30, { atStake: 3, effort: { ...customer().effort, score: 0, status: 'none' } }),
    ]);
    const after = resultText([
      worth('grew', 160, { atStake: 25, effort: { ...customer().effort, score: 10, status: 'low' } }),
      worth('came', 40, { atStake: 4, effort: { ...customer().effort, score: 80, status: 'high' } }),
      worth('churned', 0, {
        status: 'churned',
        atStake: 0,
        effort: { ...customer().effort, score: 0, status: 'none' },
      }),
    ]);
    const { movement, flows, bandMoves, largest } = await report(before, after);
    expect(movement.value).toEqual({
      before: 180,
      after: 200,
      change: 20,
      relative: 20 / 180,
      came: 40,
      left: -50,
      changed: 30,
    });
    expect(movement.valueAtRisk).toMatchObject({ change: 11, came: 4, left: -5, changed: 12 });
    expect(movement.customers).toMatchObject({ before: 3, after: 3, change: 0, came: 1, left: -1, changed: 0 });
    // Means 30 and 45: grew (10 − 30)/2 − (40 − 30)/2, came (80 − 30)/2, left −(20 − 30)/2.
    expect(movement.effort).toMatchObject({ before: 30, after: 45, change: 15, came: 25, left: 5, changed: -15 });
    expect(flows.map(({ name, customers, value }) => [name, customers, value])).toEqual([
      ['came', 1, 40],
      ['left', 1, -50],
      ['churned', 1, -30],
      ['lapsed', 0, 0],
      ['returned', 0, 0],
      ['changed', 0, 0],
      ['stayed', 1, 60],
    ]);
    expect(bandMoves).toEqual([
      { from: 'none', to: 'none', customers: 1 },
      { from: 'mid', to: 'low', customers: 1 },
    ]);
    expect(largest.value.map(({ customerId, contribution }) => [customerId, contribution])).toEqual([
      ['grew', 60],
      ['left', -50],
      ['came', 40],
      ['churned', -30],
    ]);
  });

  test('whom the earlier files name before their first day has come since, and is no customer before', async () => {
    const nothing = { gross: 0, refunds: null, net: 0, orders: null, firstAt: null, lastAt: null };
    const unseen = (id: string) => ({ ...unknownCustomer(id), revenue: nothing });
    const before = resultText([unseen('new'), unseen('still unseen'), worth('here', 10)], { asOf: '2024-09-30' });
    const after = resultText([worth('new', 40), unseen('still unseen'), worth('here', 10)]);
    const told = await report(before, after);
    const flows = told.flows.filter(({ customers }) => customers > 0);
    expect(flows.map(({ name, customers }) => [name, customers])).toEqual([
      ['came', 1],
      ['stayed', 2],
    ]);
    expect(told.movement.customers).toMatchObject({ before: 2, after: 3, came: 1 });
    expect(told.movement.value).toMatchObject({ change: 40, came: 40, changed: 0 });
    expect(told.warnings.map(({ code }) => code)).not.toContain('value_known_in_one');
  });

  test('whoever has left and is unknown now has not returned', async () => {
    const before = resultText([worth('gone', 0, { status: 'churned' }), worth('lapsed', 0, { status: 'lapsed' })]);
    const after = resultText([unknownCustomer('gone'), worth('lapsed', 10)]);
    const flows = (await report(before, after)).flows.filter(({ customers }) => customers > 0);
    expect(flows.map(({ name }) => name)).toEqual(['returned', 'changed']);
  });

  const figure = fc.oneof(fc.constant(null), fc.double({ min: -1e6, max: 1e6, noNaN: true }));
  const customers = fc.uniqueArray(
    fc.record({
      id: fc.integer({ min: 0, max: 12 }),
      expected: figure,
      atStake: figure,
      score: fc.integer({ min: 0, max: 100 }),
    }),
    { selector: ({ id }) => id, minLength: 1, maxLength: 12 },
  );
  const rows = (list: readonly { id: number; expected: number | null; atStake: number | null; score: number }[]) =>
    list.map(({ id, expected, atStake, score }) =>
      customer({
        customerId: `C${id}`,
        value: { ...customer().value, expected },
        atStake,
        effort: { ...customer().effort, score, status: score === 0 ? 'none' : score < 33 ? 'low' : 'high' },
      }),
    );

  test('came, left and changed are the change, and customers are each of them', async () => {
    const sums = (movement: SharedMovement) => movement.came! + movement.left! + movement.changed!;
    await fc.assert(
      fc.asyncProperty(customers, customers, async (then, now) => {
        const { movement, flows, customers: moved } = await report(resultText(rows(then)), resultText(rows(now)));
        for (const name of ['value', 'valueAtRisk', 'customers', 'active'] as const) {
          expect(movement[name].change).toBe(sums(movement[name]));
        }
        const scale = 1e-9 * [...then, ...now].reduce((all, { expected }) => all + Math.abs(expected ?? 0), 1);
        const { before, after, change } = movement.value;
        expect(Math.abs(after! - before! - change!)).toBeLessThan(scale);
        const byFlow = flows.reduce((all, flow) => all + flow.value, 0);
        expect(Math.abs(byFlow - change!)).toBeLessThan(scale);
        const byCustomer = moved.at === undefined ? 0 : [...moved].reduce((all, row) => all + row.value.change!, 0);
        expect(Math.abs(byCustomer - change!)).toBeLessThan(scale);
        if (movement.effort.change === null) return;
        expect(movement.effort.change).toBeCloseTo(movement.effort.after! - movement.effort.before!, 9);
      }),
      { numRuns: 40 },
    );
  });

  test('the order of customers in a file changes nothing', async () => {
    const list = [worth('a', 1.1), worth('b', 2.2), worth('c', 3.3, { atStake: 0.7 })];
    const after = resultText([worth('a', 7.7), worth('d', 0.1)]);
    const [one, other] = [
      await report(resultText(list), after),
      await report(resultText(list.slice().reverse()), after),
    ];
    const { meta: _, ...figures } = one;
    expect(other).toMatchObject(figures);
  });

  test('unknown and hostile customers do no harm', async () => {
    const before = resultText([unknownCustomer('u'), worth(HOSTILE, 5)]);
    const after = resultText([worth('u', 10), worth(HOSTILE, 9)]);
    const told = await report(before, after);
    expect(told.warnings.map(({ code }) => code)).toContain('value_known_in_one');
    expect(told.movement.value.change).toBe(14);
    const { stdout } = await compared(before, after);
    for (const acting of ['\u001b', '\u202e']) expect(stdout).not.toContain(acting);
    expect(stdout).not.toMatch(/NaN|Infinity|undefined/);
  });
});

describe('gates on a comparison', () => {
  const before = resultText([worth('a', 100)]);
  const after = resultText([worth('a', 90)]);

  test.each([
    ['movement.value<-5%', 4],
    ['movement.value<-15%', 0],
    ['movement.value<-9', 4],
    ['movement.value<-11', 0],
    ['movement.value.after>=90', 4],
    ['movement.customers.left<0', 0],
    ['moved==true', 4],
    ['flows.stayed.customers!=1', 0],
    ['movement.atRiskShare>1%', 0],
    ['movement.worth<1', 2],
    ['largest.value>1', 2],
  ])("--fail-on '%s' ends with %d", async (gate, exitCode) => {
    expect((await compared(before, after, '--fail-on', gate)).exitCode).toBe(exitCode);
  });

  test('a movement without a beginning has no percent', async () => {
    const { exitCode, stderr } = await compared(resultText([worth('a', 0)]), after, '--fail-on', 'movement.value<-5%');
    expect(exitCode).toBe(4);
    expect(stderr).toContain('movement.value is not known (the divisor is zero)');
  });
});

describe('mistakes', () => {
  test.each([[['old.json']], [['a', 'b', 'c']], [[]]])('compare %j takes two results', async (operands) => {
    const { exitCode, stderr } = await run(['compare', ...operands]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Compare takes two results, the earlier first');
  });
});
