import { describe, expect, it } from 'vitest';
import { BENCHMARKS } from '../../src/domain/benchmarks.ts';
import { PRIOR_WEIGHTS } from '../../src/engine/effort/weights.ts';
import { effortPrior } from '../../src/engine/retention/prior.ts';

const benchmark = (code: string) => BENCHMARKS.find((entry) => entry.code === code)!;

describe('the benchmarks', () => {
  it('carry log odds ratios that follow from their shares', () => {
    for (const { shares, logOddsRatio } of BENCHMARKS) {
      if (shares === null) continue;
      const logit = (share: number) => Math.log(share / (1 - share));
      // Published to three digits.
      expect(logit(shares.good) - logit(shares.bad)).toBeCloseTo(logOddsRatio, 3);
    }
  });

  it('let nothing but behaviour be a prior, and the prior in use is among them', () => {
    for (const { mayBePrior, kind } of BENCHMARKS) if (mayBePrior) expect(kind).toBe('behaviour');
    expect(BENCHMARKS.filter(({ mayBePrior }) => mayBePrior).map(({ code }) => code)).toEqual(['member_retention']);
    expect(effortPrior('behavioural', 'horizon')!.mean).toBe(benchmark('member_retention').logOddsRatio);
  });

  it('are where the weights of effort come from', () => {
    expect(PRIOR_WEIGHTS.unresolved.weight).toBe(benchmark('unresolved_intention').logOddsRatio);
    expect(PRIOR_WEIGHTS.switch.weight).toBe(benchmark('channel_retention').logOddsRatio);
  });

  it('have codes of their own', () => {
    expect(new Set(BENCHMARKS.map(({ code }) => code)).size).toBe(BENCHMARKS.length);
  });
});
