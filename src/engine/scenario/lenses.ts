import type { Dataset } from '../../domain/dataset.ts';
import type { ScoreOptions } from '../../domain/options.ts';
import { type Analysis, analyse } from '../analyse.ts';
import type { PortfolioCurves } from './curves.ts';
import { portfolioCurves } from './drawCurves.ts';
import type { Lens } from './setting.ts';

/** The same data seen over another horizon, at another rate, or under another reading of its churn flag; each once. */
export class Lenses {
  readonly options: ScoreOptions;
  readonly #dataset: Dataset;
  readonly #known = new Map<string, Lens>();

  /** `held` is what was found under these very options, where that is known. */
  constructor(dataset: Dataset, options: ScoreOptions, held: Analysis | null) {
    this.#dataset = dataset;
    this.options = options;
    if (held !== null) this.#known.set(keyOf(options), lensOn(held));
  }

  under(change: Partial<ScoreOptions>): Lens {
    const options = { ...this.options, ...change };
    const lens = this.#known.get(keyOf(options)) ?? lensOn(analyse(this.#dataset, options));
    this.#known.set(keyOf(options), lens);
    return lens;
  }
}

function keyOf({ horizonMonths, annualDiscountRate, churnWindowMonths }: ScoreOptions): string {
  return JSON.stringify([horizonMonths, annualDiscountRate, churnWindowMonths]);
}

function lensOn(analysis: Analysis): Lens {
  const drawn = new Map<number, PortfolioCurves>();
  return {
    analysis,
    curvesOver: (years) => {
      const curves = drawn.get(years) ?? portfolioCurves(analysis, years);
      drawn.set(years, curves);
      return curves;
    },
  };
}
