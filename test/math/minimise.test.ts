import { describe, expect, it } from 'vitest';
import { hessianAt, minimise, newtonPolish, type Objective } from '../../src/math/minimise.ts';

const rosenbrock: Objective = ([x, y]: ArrayLike<number> & Iterable<number>, gradient) => {
  gradient[0] = -400 * x! * (y! - x! * x!) - 2 * (1 - x!);
  gradient[1] = 200 * (y! - x! * x!);
  return 100 * (y! - x! * x!) ** 2 + (1 - x!) ** 2;
};

describe('minimise', () => {
  it('finds the bottom of Rosenbrock’s valley', () => {
    const { x, converged } = minimise(rosenbrock, Float64Array.of(-1.2, 1), { tolerance: 1e-12 });
    expect(converged).toBe(true);
    expect(x[0]).toBeCloseTo(1, 5);
    expect(x[1]).toBeCloseTo(1, 5);
  });

  it('is polished to the last digits by one Newton step', () => {
    const rough = minimise(rosenbrock, Float64Array.of(-1.2, 1), { tolerance: 1e-6 });
    const fine = newtonPolish(rosenbrock, rough, hessianAt(rosenbrock, rough.x));
    expect(fine.gradientNorm).toBeLessThan(rough.gradientNorm);
  });

  it('steps back from where the function is not finite', () => {
    const log: Objective = ([x]: ArrayLike<number> & Iterable<number>, gradient) => {
      gradient[0] = 1 - 1 / x!;
      return x! > 0 ? x! - Math.log(x!) : Number.NaN;
    };
    expect(minimise(log, Float64Array.of(0.01), { tolerance: 1e-12 }).x[0]).toBeCloseTo(1, 5);
  });

  it('comes back from a function without a minimum, unconverged', () => {
    const slope: Objective = (_, gradient) => {
      gradient[0] = Number.NaN;
      return Number.NaN;
    };
    expect(minimise(slope, Float64Array.of(1), { tolerance: 1e-9 }).value).toBeNaN();
  });

  it('takes the Hessian by differences of the gradient', () => {
    expect(hessianAt(rosenbrock, Float64Array.of(1, 1))[0]).toBeCloseTo(802, 3);
    expect(hessianAt(rosenbrock, Float64Array.of(1, 1))[1]).toBeCloseTo(-400, 3);
  });
});
