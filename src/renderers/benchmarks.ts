import type { Benchmark } from '../domain/benchmarks.ts';
import { hanging, table } from './blocks.ts';
import { drawn, escaped } from './markdownBlocks.ts';
import { decimal, percent } from './numbers.ts';
import { painter } from './paint.ts';
import type { RowField } from './reportData.ts';
import { left, right, tableOf } from './reportTables.ts';
import type { SectionStyle } from './sections.ts';
import type { TableData } from './tables.ts';

const KINDS =
  'behaviour: what people did · attitude: what they felt · intention: what they said they would do · opinion: what ' +
  'managers say. Only behaviour may serve as a prior, and only where it is a comparison of like with like.';

/** Every figure with its grounds, then what each does not say. */
export function* renderBenchmarks(benchmarks: readonly Benchmark[], { width, color }: SectionStyle): Iterable<string> {
  const paint = painter(color);
  yield `${paint.heading('What the field quotes')}\n`;
  yield* table(benchmarkTable(benchmarks), paint, width);
  yield '\n';
  yield* hanging('', KINDS, width);
  yield `\n${paint.heading('What each says, and what it does not')}\n`;
  for (const benchmark of benchmarks) {
    yield* hanging(`${benchmark.code}: `, '', width);
    yield* hanging('  ', `${benchmark.figure}.`, width);
    yield* hanging('  ', `${benchmark.study} (${benchmark.source}).`, width);
    yield* hanging('  ! ', `${benchmark.caution}.`, width);
  }
}

export function* renderBenchmarksMarkdown(benchmarks: readonly Benchmark[]): Iterable<string> {
  yield '# What the field quotes\n\n';
  yield* drawn(benchmarkTable(benchmarks));
  yield `\n${escaped(KINDS)}\n\n`;
  for (const { code, figure, study, source, caution } of benchmarks) {
    yield `- **${escaped(code)}**: ${escaped(figure)}. ${escaped(study)} (${escaped(source)}). *${escaped(caution)}.*\n`;
  }
}

function benchmarkTable(benchmarks: readonly Benchmark[]): TableData {
  const columns = [
    left('Figure'),
    right('Year'),
    left('Kind'),
    right('n'),
    left('Good, bad'),
    right('Log odds'),
    left('Prior'),
  ];
  const rows = benchmarks.map(({ code, year, kind, n, shares, logOddsRatio, mayBePrior }) => [
    code,
    String(year),
    kind,
    decimal(n, 0),
    shares === null ? '' : `${percent(shares.good, 0)}, ${percent(shares.bad, 0)}`,
    decimal(logOddsRatio, 3),
    mayBePrior ? 'yes' : 'no',
  ]);
  return tableOf(columns, rows);
}

export const benchmarkFields: readonly RowField<Benchmark>[] = [
  { name: 'code', read: ({ code }) => code },
  { name: 'figure', read: ({ figure }) => figure },
  { name: 'study', read: ({ study }) => study },
  { name: 'year', read: ({ year }) => year },
  { name: 'n', read: ({ n }) => n },
  { name: 'kind', read: ({ kind }) => kind },
  { name: 'share_good', read: ({ shares }) => shares?.good ?? null },
  { name: 'share_bad', read: ({ shares }) => shares?.bad ?? null },
  { name: 'log_odds_ratio', read: ({ logOddsRatio }) => logOddsRatio },
  { name: 'may_be_prior', read: ({ mayBePrior }) => String(mayBePrior) },
  { name: 'source', read: ({ source }) => source },
  { name: 'caution', read: ({ caution }) => caution },
];
