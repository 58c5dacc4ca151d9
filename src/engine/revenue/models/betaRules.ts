import { betaMeanRule, type QuadratureRule } from '../../../math/quadrature.ts';

const FIRST_POINTS = 16;
const MAX_POINTS = 1024;
const AGREEMENT = 1e-12;

/**
 * Means over Beta(a, b), a fixed and b per call, with as many nodes as it takes: nodes are doubled until two results
 * agree to 1e-12. What sufficed for one reach (t/α) suffices for a shorter one with the same b, so rules are kept.
 */
export function betaRules(a: number): { mean(b: number, reach: number, f: (p: number) => number): number } {
  const kept = new Map<number, { rule: QuadratureRule; reach: number }>();
  return {
    mean(b, reach, f) {
      const known = kept.get(b);
      if (known !== undefined && reach <= known.reach) return weigh(known.rule, f);
      let rule = known?.rule ?? betaMeanRule(FIRST_POINTS, a, b);
      let value = weigh(rule, f);
      for (let points = rule.nodes.length * 2; points <= MAX_POINTS; points *= 2) {
        const finer = betaMeanRule(points, a, b);
        const refined = weigh(finer, f);
        const agrees = Math.abs(refined - value) <= AGREEMENT * Math.abs(refined);
        if (agrees) break;
        value = refined;
        rule = finer;
      }
      kept.set(b, { rule, reach });
      return value;
    },
  };
}

function weigh({ nodes, weights }: QuadratureRule, f: (p: number) => number): number {
  let sum = 0;
  for (let i = 0; i < nodes.length; i++) sum += weights[i]! * f(nodes[i]!);
  return sum;
}
