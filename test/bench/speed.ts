import { statSync } from 'node:fs';
import { logOf } from './generateLog.ts';
import { interleave, type Run } from './measure.ts';

/** Prints two runs and the ratio of their times. */
function report(title: string, base: [string, Run], other: [string, Run]): void {
  const line = ([name, run]: [string, Run]) =>
    `  ${name.padEnd(28)} ${run.wallMs.toFixed(0).padStart(7)} ms ${run.peakMb.toFixed(0).padStart(6)} MB`;
  console.log(`${title}\n${line(base)}\n${line(other)}\n  ratio ${(other[1].wallMs / base[1].wallMs).toFixed(2)}\n`);
}

/**
 * A log of 2,000,000 interactions of 100,000 customers scored, beside csv-parse alone over the same file, and start-up
 * beside a bare node. Prints medians and ratios of one run; nothing is asserted.
 */
export async function measureSpeed(rounds: number): Promise<void> {
  const large = await logOf(2_000_000, 100_000);
  const small = await logOf(1_000, 100);
  const { node, version, thousand } = await interleave(
    {
      node: ['node', '-e', '0'],
      version: ['node', 'bin/cx-roi.js', '--version'],
      thousand: ['node', 'bin/cx-roi.js', 'score', small, '--json', '--quiet'],
    },
    rounds * 3,
  );
  report('Start-up', ['node -e 0', node], ['--version', version]);
  report('1,000 rows', ['node -e 0', node], ['score', thousand]);

  const megabytes = (statSync(large).size / 1e6).toFixed(0);
  const { alone, score } = await interleave(
    {
      alone: ['node', 'test/bench/parseAlone.js', large],
      score: ['node', 'bin/cx-roi.js', 'score', large, '--json', '--quiet'],
    },
    rounds,
  );
  report(
    `2,000,000 interactions, 100,000 customers, ${megabytes} MB`,
    ['csv-parse alone', alone],
    ['score --json', score],
  );
}
