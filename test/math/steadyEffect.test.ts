import { expect, it } from 'vitest';
import { SeededRandom } from '../../src/foundation/random.ts';
import { fitCox } from '../../src/math/cox.ts';
import { unsteadiness } from '../../src/math/steadyEffect.ts';

const END = 900;

/** Customers at a low or a high price who leave at a rate of their price, a day; `riseDay`: all still here get one more. */
function world(random: SeededRandom, customers: number, times: number, riseDay = Number.POSITIVE_INFINITY) {
  const [from, until, value] = [0, 1, 2].map(() => new Float64Array(customers)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let i = 0; i < customers; i++) {
    const high = random.uniform() < 0.5;
    from[i] = Math.floor(random.uniform() * (END - 100));
    const left = Math.ceil(from[i]! + random.exponential() / (0.002 * (high ? times : 1)));
    until[i] = left < END ? left : Number.NaN;
    value[i] = (high ? 2 : 1) + (from[i]! < riseDay && !(left <= riseDay) ? 1 : 0);
  }
  return { from, until, value };
}

it('is as small as chance where a value has one effect all the time, however large', () => {
  for (const times of [1, 3]) {
    const found = Array.from({ length: 40 }, (_, seed) => unsteadiness(world(new SeededRandom(seed), 600, times)));
    // The largest of four dependent |z|: beyond 3 about once in a hundred.
    expect(found.filter((z) => z > 3).length).toBeLessThanOrEqual(2);
    expect(Math.max(...found)).toBeGreaterThan(1);
  }
});

it('is large where those who stayed were given another value', () => {
  for (let seed = 0; seed < 10; seed++) {
    expect(unsteadiness(world(new SeededRandom(seed), 600, 1, 600))).toBeGreaterThan(4);
  }
});

it('parts the first Newton step of Cox’s regression from none', () => {
  // Everybody enters on day 0 and leaves on a day of their own, so that risk sets are those of Cox by time since entry.
  const random = new SeededRandom(4);
  const n = 400;
  const value = Float64Array.from({ length: n }, () => random.uniform());
  const until = Float64Array.from(value, (x) => 1 + random.exponential() * 1e4 * Math.exp(-0.02 * x));
  const from = new Float64Array(n);
  const cox = fitCox({ names: ['x'], columns: [value], exit: until, event: new Uint8Array(n).fill(1) }, 'breslow');
  const half = (part: (day: number) => boolean) =>
    fitCox(
      { names: ['x'], columns: [value], exit: until, event: Uint8Array.from(until, (day) => (part(day) ? 1 : 0)) },
      'breslow',
    );
  const median = until.toSorted()[n / 2]!;
  const [early, late] = [half((day) => day < median), half((day) => day >= median)];
  const z =
    Math.abs(early.coefficients[0]! - late.coefficients[0]!) / Math.sqrt(early.covariance[0]! + late.covariance[0]!);
  expect(Math.abs(cox.coefficients[0]!)).toBeLessThan(0.5);
  // Near no effect one step is the estimate; the largest of four partings is no less than that at the median.
  expect(unsteadiness({ from, until, value })).toBeGreaterThan(z - 0.05);
});

it('is nothing where too few leave', () => {
  const few = {
    from: new Float64Array(9),
    until: Float64Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9]),
    value: new Float64Array(9),
  };
  expect(unsteadiness(few)).toBe(0);
});
