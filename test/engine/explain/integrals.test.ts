import { describe, expect, test } from 'vitest';
import type { Formula } from '../../../src/domain/explainReport.ts';
import { DEFAULT_OPTIONS, type PurchaseModelName } from '../../../src/domain/options.ts';
import { analyse } from '../../../src/engine/analyse.ts';
import { explainedOf, formulasOf } from '../../../src/engine/explain/explain.ts';
import { datasetOf } from '../../support/readFixture.ts';

const SHOP = ['fixtures/shop/customers.csv', 'fixtures/shop/interactions.csv'];

/** Formulas of some customers under one model. */
async function formulasUnder(model: PurchaseModelName): Promise<readonly (readonly Formula[])[]> {
  const analysis = analyse(await datasetOf(SHOP), { ...DEFAULT_OPTIONS, model, backtest: false });
  return [0, 7, 42, 131, 255].map((customer) => formulasOf(explainedOf(analysis, customer)));
}

function inputsOf(formulas: readonly Formula[], symbol: string) {
  const formula = formulas.find((each) => each.part === 'value' && each.symbol === symbol)!;
  const inputs = Object.fromEntries(formula.inputs.map((input) => [input.symbol, input.value]));
  return { value: formula.value!, input: (name: string) => inputs[name]! };
}

/** ∫ f from 0 to 1 by the trapezoid rule after u = 1/(1 + e^{−2 sinh t}), which tames ends where f is infinite. */
function integral(f: (u: number) => number): number {
  let sum = 0;
  const step = 1 / 64;
  for (let t = -4.5; t <= 4.5; t += step) {
    const u = 1 / (1 + Math.exp(-2 * Math.sinh(t)));
    const width = 2 * Math.cosh(t) * u * (1 - u);
    if (width > 0 && u > 0 && u < 1) sum += f(u) * width;
  }
  return sum * step;
}

describe('formulas that are integrals, worked out anew from the inputs they list', () => {
  test.each(['bg-nbd', 'mbg-nbd'] as const)('purchases to come by %s', { timeout: 30_000 }, async (model) => {
    for (const formulas of await formulasUnder(model)) {
      const { value, input } = inputsOf(formulas, 'E');
      const [a, b] = [input('a'), input('b') + input('n')];
      const density = (p: number) => p ** (a - 1) * (1 - p) ** (b - 1);
      const stays = (p: number) => (1 + (p * input('h')) / (input('α') + input('T'))) ** -(input('r') + input('x'));
      const mean = integral((p) => (density(p) * (1 - stays(p))) / p) / integral(density);
      expect(value / mean).toBeCloseTo(1, 6);
    }
  });

  test('P(alive) by Pareto/NBD', { timeout: 30_000 }, async () => {
    for (const formulas of await formulasUnder('pareto-nbd')) {
      const { value, input } = inputsOf(formulas, 'alive');
      const [alpha, beta, r, s] = [input('α'), input('β'), input('r') + input('x'), input('s')];
      const [from, to] = [input('t_x'), input('T')];
      const here = (alpha + to) ** r * (beta + to) ** s;
      const gone =
        (to - from) *
        integral((v) => {
          const u = from + v * (to - from);
          return (alpha + u) ** -r * (beta + u) ** -(s + 1);
        });
      expect(value).toBeCloseTo(1 / (1 + s * here * gone), 8);
    }
  });

  test('the worth of later purchases by NBD, where they come evenly', { timeout: 30_000 }, async () => {
    for (const formulas of await formulasUnder('nbd')) {
      const { value, input } = inputsOf(formulas, 'D');
      const rate = (Math.log1p(input('d')) * input('h')) / 365.25;
      expect(value).toBeCloseTo((1 - Math.exp(-rate)) / rate, 8);
    }
  });
});
