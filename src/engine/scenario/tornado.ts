import type { ProgrammeTerms, Range } from '../../domain/scenario.ts';
import { compareCodeUnits } from '../../foundation/text.ts';
import { percentInWords, plainNumber, timesInWords } from '../../foundation/words.ts';
import { type Caution, cashCase, type Flows } from './cashCase.ts';
import { changesIn, exactTotals, logHazardFactor, mostLikely, type State } from './changes.ts';
import { programmeFlows } from './programmeFlows.ts';
import type { Setting } from './setting.ts';

/** One assumption moved to its low and high end, the others held: which moves the NPV most. Money in minor units. */
export interface TornadoBar {
  readonly input: string;
  readonly low: string;
  readonly high: string;
  readonly npvLow: number;
  readonly npvHigh: number;
}

/** Where an estimate is moved to: its 10th and 90th percentile. */
const Z80 = 1.2815515655446004;
const GIVEN_SHARE = 0.1;
const RATE_STEP = 0.05;

export interface Case {
  readonly flows: Flows;
  readonly annualDiscountRate: number;
  readonly caution: Caution;
  readonly terms: ProgrammeTerms;
}

/** What any case hangs on: what it costs, what comes of the benefits, and the rate they are discounted at. */
export function casesOwnBars({ flows, annualDiscountRate: rate, caution, terms }: Case, givenFlows: boolean) {
  const npv = (change: Partial<Caution> & { readonly rate?: number }) =>
    cashCase(flows, change.rate ?? rate, { ...caution, ...change }).npv;
  const around = (range: Range | null, own: number): Range =>
    range ?? { low: own * (1 - GIVEN_SHARE), high: own * (1 + GIVEN_SHARE) };
  const [costs, benefits] = [around(terms.costRange, caution.costs), around(terms.benefitRange, caution.benefits)];
  const bars: TornadoBar[] = [
    {
      ...{ input: 'cost of the programme', low: percentInWords(costs.low), high: percentInWords(costs.high) },
      ...{ npvLow: npv({ costs: costs.low }), npvHigh: npv({ costs: costs.high }) },
    },
    {
      ...{ input: 'discount rate', low: percentInWords(Math.max(0, rate - RATE_STEP)) },
      ...{ high: percentInWords(rate + RATE_STEP) },
      ...{ npvLow: npv({ rate: Math.max(0, rate - RATE_STEP) }), npvHigh: npv({ rate: rate + RATE_STEP }) },
    },
  ];
  if (!givenFlows && terms.benefitRange === null) return bars;
  const [low, high] = [percentInWords(benefits.low), percentInWords(benefits.high)];
  const bar = { input: 'benefits', low, high };
  return [...bars, { ...bar, npvLow: npv({ benefits: benefits.low }), npvHigh: npv({ benefits: benefits.high }) }];
}

/** What the estimates behind a simulated case do not know exactly, and what it takes for granted. */
export function estimateBars(setting: Setting, { annualDiscountRate, caution, terms }: Case): TornadoBar[] {
  const likely = mostLikely(setting);
  const totals = exactTotals(setting);
  const npv = (state: Partial<State>) => {
    const flows = programmeFlows(changesIn(setting, { ...likely, ...state }, totals), terms)!;
    return cashCase(flows, annualDiscountRate, caution).npv;
  };
  const { effect, easing, spread, levers } = setting;
  const bar = (input: string, sd: number, moved: (by: number) => Partial<State>, words: (by: number) => string) =>
    sd > 0
      ? [
          {
            ...{ input, low: words(-Z80 * sd), high: words(Z80 * sd) },
            ...{ npvLow: npv(moved(-Z80 * sd)), npvHigh: npv(moved(Z80 * sd)) },
          },
        ]
      : [];
  const factor = logHazardFactor(setting, likely);
  return [
    ...bar(
      'effect of effort on leaving',
      effect?.logRatioSe ?? 0,
      (effort) => ({ effort }),
      (by) => `leaving ${timesInWords(factor + by)}`,
    ),
    ...bar('how many leave anyway', spread.hazards, (hazards) => ({ hazards }), timesInWords),
    ...bar('what customers buy and spend', spread.level, (level) => ({ level }), timesInWords),
    ...(levers.contactsShare === null
      ? bar(
          'service saved by easier cases',
          setting.serviceKnown ? (easing?.perPointSe ?? 0) : 0,
          (by) => ({ easing: by }),
          (by) => percentInWords(easing!.shareAt(easing!.perPointMinor + by)),
        )
      : []),
    ...priceBar(setting, npv),
  ];
}

/** Where nothing was said of it, a price that drives away as many per cent as it rises. */
function priceBar({ levers }: Setting, npv: (state: Partial<State>) => number): TornadoBar[] {
  if ((levers.priceShare ?? 0) === 0) return [];
  const own = levers.priceChurn ?? 0;
  const most = own === 0 ? 1 : 2 * own;
  const words = (elasticity: number) => `${plainNumber(elasticity)}% more leave per % of price`;
  return [
    {
      ...{ input: 'leaving because of the price', low: words(0), high: words(most) },
      ...{ npvLow: npv({ priceChurn: 0 }), npvHigh: npv({ priceChurn: most }) },
    },
  ];
}

/** Widest first. */
export function byWidth(bars: readonly TornadoBar[]): readonly TornadoBar[] {
  const width = ({ npvLow, npvHigh }: TornadoBar) => Math.abs(npvHigh - npvLow);
  return [...bars].sort((a, b) => width(b) - width(a) || compareCodeUnits(a.input, b.input));
}
