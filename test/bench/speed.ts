import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { logOf } from './generateLog.ts';
import { interleave, type Run } from './measure.ts';

const PROGRAM = ['node', 'bin/cx-roi.js'];
const score = (file: string, engine: string) => [...PROGRAM, 'score', file, '--json', '--quiet', '--engine', engine];
const reading = (file: string, engine: string) => ['node', 'test/bench/readingStep.js', file, engine];
const MILLION = 1e6;

/**
 * Start-up beside a bare node; logs of 0.2 and 2 million interactions scored by either reader, their reading step, and
 * what bounds them: csv-parse alone, DuckDB's own scan, pandas reading and grouping; growth up to 20 million at a fixed
 * 1,000,000 customers. Medians of commands run in turn. Prints tables and ratios; nothing is asserted.
 */
export async function measureSpeed(rounds: number, mostMillions: number): Promise<void> {
  await startUp(rounds * 3);
  const python = pythonWithPandas();
  if (python === null) console.log('\npandas is not installed: its yardstick is left out');
  const sizes = [0.2, 2].filter((millions) => millions <= mostMillions);
  for (const millions of sizes) await bothReaders(millions * MILLION, python, rounds);
  if (mostMillions > 2) await growth(mostMillions, rounds);
}

async function startUp(rounds: number): Promise<void> {
  const small = await logOf(1_000, 100);
  const commands = {
    node: ['node', '-e', '0'],
    version: [...PROGRAM, '--version'],
    asJson: score(small, 'auto'),
    asTable: [...PROGRAM, 'score', small, '--quiet'],
  };
  const { node, version, asJson, asTable } = await interleave(commands, rounds);
  table('Start', [
    ['`node -e 0`', node],
    ['`cx-roi --version`', version],
    ['1,000 rows, `score --json`', asJson],
    ['1,000 rows, `score`', asTable],
  ]);
}

async function bothReaders(rows: number, python: string | null, rounds: number): Promise<void> {
  const customers = rows / 20;
  const log = await logOf(rows, customers);
  const commands = {
    exact: score(log, 'exact'),
    duckDb: score(log, 'duckdb'),
    readExact: reading(log, 'exact'),
    readDuckDb: reading(log, 'duckdb'),
    scan: ['node', 'test/bench/scanAlone.js', log],
    alone: ['node', 'test/bench/parseAlone.js', log],
  };
  const runs: Record<keyof typeof commands, Run> & { pandas?: Run } =
    python === null
      ? await interleave(commands, rounds)
      : await interleave({ ...commands, pandas: [python, 'test/bench/readAndGroup.py', log] }, rounds);
  table(titleOf(rows, customers, log), [
    ['`score --json`, exact', runs.exact],
    ['`score --json`, DuckDB', runs.duckDb],
    ['reading, exact', runs.readExact],
    ['reading, DuckDB', runs.readDuckDb],
    ["DuckDB's own scan", runs.scan],
    ['csv-parse alone', runs.alone],
    ...(runs.pandas === undefined ? [] : [['pandas, reading and grouping', runs.pandas] as const]),
  ]);
  ratio('DuckDB to exact', runs.duckDb.wallMs, runs.exact.wallMs);
  ratio("reading by DuckDB to DuckDB's own scan", runs.readDuckDb.ownMs, runs.scan.ownMs);
  ratio('exact to csv-parse alone', runs.exact.wallMs, runs.alone.wallMs);
  if (runs.pandas !== undefined) ratio('DuckDB to pandas', runs.duckDb.wallMs, runs.pandas.wallMs);
}

/** The largest log is scored once by each reader. */
async function growth(millions: number, rounds: number): Promise<void> {
  const customers = MILLION;
  const [two, many] = [await logOf(2 * MILLION, customers), await logOf(millions * MILLION, customers)];
  const less = await interleave({ exact: score(two, 'exact'), duckDb: score(two, 'duckdb') }, rounds);
  const more = await interleave({ exact: score(many, 'exact'), duckDb: score(many, 'duckdb') }, 1);
  table(titleOf(millions * MILLION, customers, many), [
    ['2 million, exact', less.exact],
    ['2 million, DuckDB', less.duckDb],
    [`${millions} million, exact`, more.exact],
    [`${millions} million, DuckDB`, more.duckDb],
  ]);
  for (const engine of ['exact', 'duckDb'] as const) {
    const exponent = Math.log(more[engine].wallMs / less[engine].wallMs) / Math.log(millions / 2);
    console.log(`growth exponent, ${engine}: ${exponent.toFixed(2)}`);
  }
}

/** A Python that has pandas; null where there is none. */
function pythonWithPandas(): string | null {
  const has = (python: string) => spawnSync(python, ['-c', 'import pandas'], { stdio: 'ignore' }).status === 0;
  return ['python3', '/usr/bin/python3'].find(has) ?? null;
}

function titleOf(rows: number, customers: number, log: string): string {
  const size = (statSync(log).size / MILLION).toFixed(0);
  return `${rows.toLocaleString('en')} interactions of ${customers.toLocaleString('en')} customers, ${size} MB of CSV`;
}

function table(title: string, runs: readonly (readonly [string, Run])[]): void {
  const seconds = (ms: number) => (Number.isNaN(ms) ? '' : `${(ms / 1000).toFixed(2)} s`);
  console.log(`\n${title}\n\n| what | time | processor | peak memory |\n| --- | --- | --- | --- |`);
  for (const [name, { wallMs, ownMs, cpuMs, peakMb }] of runs) {
    const time = seconds(Number.isNaN(ownMs) ? wallMs : ownMs);
    console.log(`| ${name} | ${time} | ${seconds(cpuMs)} | ${peakMb.toFixed(0)} MB |`);
  }
  console.log();
}

function ratio(name: string, value: number, base: number): void {
  console.log(`${name}: ${(value / base).toFixed(2)}`);
}
