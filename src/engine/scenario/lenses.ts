import type { Dataset } from '../../domain/dataset.ts';
import type { ScoreOptions } from '../../domain/options.ts';
import { analyse } from '../analyse.ts';
import type { PortfolioCurves } from './curves.ts';
import { portfolioCurves } from './drawCurves.ts';
import type { Lens } from './setting.ts';

/** The same data seen over another horizon, at another rate, or under another reading of its churn flag; each once. */
export class Lenses {
  readonly options: ScoreOptions;
  readonly #dataset: Dataset;
  readonly #known = new Map<string, Lens>();

  constructor(dataset: Dataset, options: ScoreOptions) {
    this.#dataset = dataset;
    this.options = options;
  }

  under(change: Partial<ScoreOptions>): Lens {
    const options = { ...this.options, ...change };
    const key = JSON.stringify([options.horizonMonths, options.annualDiscountRate, options.churnWindowMonths]);
    const lens = this.#known.get(key) ?? this.#look(options);
    this.#known.set(key, lens);
    return lens;
  }

  #look(options: ScoreOptions): Lens {
    const analysis = analyse(this.#dataset, options);
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
}
