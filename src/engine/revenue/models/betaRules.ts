import { betaMeanRule, type QuadratureRule } from '../../../math/quadrature.ts';

const FIRST_POINTS = 16;
/** At this many nodes reaches of thousands (centuries of forecast) still agree to about 1e-10. */
const MAX_POINTS = 512;

/**
 * Means over Beta(a, b), a fixed and b per call, with as many nodes as it takes: nodes are doubled until two results
 * agree so far. What sufficed for one reach (t/α) suffices for a shorter one with the same b, so rules are kept.
 */
export function betaRules(
  a: number,
  agreement: number,
): { mean(b: number, reach: number, f: (p: number) => number): number } {
  const kept = new Map<number, KeptRule>();
  return {
    mean(b, reach, f) {
      let rule = kept.get(b);
      if (rule === undefined) {
        rule = new KeptRule(a, b, agreement);
        kept.set(b, rule);
      }
      return rule.mean(reach, f);
    },
  };
}

class KeptRule {
  readonly #a: number;
  readonly #b: number;
  readonly #agreement: number;
  #rule: QuadratureRule;
  #finer: QuadratureRule | null = null;
  /** The longest reach that the rule is known to suffice for. */
  #reach = -1;

  constructor(a: number, b: number, agreement: number) {
    this.#a = a;
    this.#b = b;
    this.#agreement = agreement;
    this.#rule = betaMeanRule(FIRST_POINTS, a, b);
  }

  mean(reach: number, f: (p: number) => number): number {
    let value = weigh(this.#rule, f);
    if (reach <= this.#reach || reach === 0) return value;
    while (this.#rule.nodes.length < MAX_POINTS) {
      this.#finer ??= betaMeanRule(2 * this.#rule.nodes.length, this.#a, this.#b);
      const refined = weigh(this.#finer, f);
      // Strictly, so that two results that vanish are no agreement.
      if (Math.abs(refined - value) < this.#agreement * Math.abs(refined)) break;
      value = refined;
      this.#rule = this.#finer;
      this.#finer = null;
    }
    this.#reach = reach;
    return value;
  }
}

function weigh({ nodes, weights }: QuadratureRule, f: (p: number) => number): number {
  let sum = 0;
  for (let i = 0; i < nodes.length; i++) sum += weights[i]! * f(nodes[i]!);
  return sum;
}
