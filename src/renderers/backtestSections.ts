import type { Backtest, BacktestErrors } from '../domain/backtest.ts';
import type { BacktestReport } from '../domain/backtestReport.ts';
import { calibrationChart } from './calibrationChart.ts';
import { GRADE_MARKS, type HeadlineLine } from './headline.ts';
import { decimal, MISSING, percent, roundMoney, signed } from './numbers.ts';
import type { RowField } from './reportData.ts';
import { left, line, right, tableOf } from './reportTables.ts';
import type { Block, Report, Section } from './sections.ts';
import type { TableData } from './tables.ts';

/** A forecast or a baseline with its errors. */
export interface BacktestRow extends BacktestErrors {
  readonly name: string;
}

/** The backtest for reading: the verdict first, then what it rests on. */
export function backtestSections({ backtest, meta, assumptions, warnings }: BacktestReport): Report {
  return { name: 'Backtest', ...{ meta, assumptions, warnings, sections: backtestSectionsOf(backtest) } };
}

/** The trial itself, wherever it is told. */
export function backtestSectionsOf(backtest: Backtest): Section[] {
  return [
    {
      heading: 'How far the forecast can be trusted',
      blocks: [{ words: backtest.trust }, { lines: keyLines(backtest) }],
    },
    {
      heading: 'Errors, beside simpler forecasts',
      blocks: [{ table: errorTable(backtest) }, { words: TARGETS[backtest.target].legend }],
    },
    {
      heading: `${TARGETS[backtest.target].heading}, predicted against actual`,
      blocks: [calibrationBlock(backtest)],
    },
  ];
}

function calibrationBlock({ calibration, target }: Backtest): Block {
  const figure = (value: number) => decimal(value, 3);
  const rows = calibration.map(({ predicted, actual }, i) => ({
    label: `band ${i + 1} of ${calibration.length}`,
    value: actual,
    low: null,
    high: null,
    mark: predicted,
    text: `${figure(actual)} (${figure(predicted)})`,
  }));
  const caption = `${TARGETS[target].heading} a customer: bar actual, mark predicted, from least to most predicted`;
  const cells = calibration.map(({ customers, predicted, actual }, i) => [
    `${i + 1}`,
    decimal(customers, 0),
    figure(predicted),
    figure(actual),
  ]);
  return {
    picture: { kind: 'bars', caption, rows },
    table: tableOf([right('Band'), right('Customers'), right('Predicted'), right('Actual')], cells),
    chart: (width) => calibrationChart(calibration, width),
  };
}

const TARGETS = {
  purchases: {
    heading: 'Purchases',
    legend:
      'Bias: the total, predicted over actual. Error (mean absolute) and RMSE: purchases a customer. Rank: Spearman’s correlation ' +
      'of predicted and actual. Top tenth: share of the purchases made by the tenth with the highest prediction. ' +
      'Log score: nearer 0 is better.',
  },
  leaving: {
    heading: 'Leaving',
    legend:
      'Bias: leavers, predicted over actual. Error (mean absolute) and RMSE: of the probability to leave. Rank: Spearman’s ' +
      'correlation with who left. Top tenth: share of the leavers among the tenth at most risk. Log score: nearer 0 ' +
      'is better.',
  },
} as const;

function keyLines({
  splitAt,
  endAt,
  days,
  model,
  seasonal,
  customers,
  value,
  coverage,
  target,
}: Backtest): HeadlineLine[] {
  const inside = (share: number | null, of: string) =>
    share === null ? [] : [line(`${of} in their range`, percent(share), 'of customers; 90% is right')];
  const known = target === 'leaving' ? 'subscribers then' : 'who had bought by then';
  return [
    line('Forecast made', splitAt, `${decimal(days, 0)} days ahead, to ${endAt}`),
    line('Model', '', `${seasonal ? `${model}, with seasons` : model}, as chosen on what was known then`),
    line('Customers', decimal(customers, 0), known),
    ...inside(coverage.counts, 'Counts'),
    ...inside(coverage.value, 'Values'),
    ...(value === null ? [] : valueLines(value)),
  ];
}

function valueLines({ predicted, low, high, actual, bias }: NonNullable<Backtest['value']>): HeadlineLine[] {
  const range = `${roundMoney(low)} to ${roundMoney(high)}`;
  const held = actual >= low && actual <= high ? 'within that range' : 'outside that range';
  const off = bias === null ? '' : `, ${signed(percent(bias))} predicted`;
  return [
    line('Value predicted', roundMoney(predicted), range, GRADE_MARKS.modelled),
    line('Value since', roundMoney(actual), `${held}${off}`),
  ];
}

function errorTable(backtest: Backtest): TableData {
  const columns = [
    left('Forecast', 0, 12),
    right('Predicted'),
    right('Actual'),
    right('Bias'),
    right('Error', 1),
    right('RMSE', 3),
    right('Rank', 2),
    right('Top tenth', 4),
    right('Log score', 5),
  ];
  const rows = rowsOf(backtest).map((row) => [
    row.name,
    decimal(row.predicted, 0),
    decimal(row.actual, 0),
    row.bias === null ? MISSING : signed(percent(row.bias)),
    decimal(row.meanAbsoluteError, 3),
    decimal(row.rootMeanSquaredError, 3),
    decimal(row.spearman, 2),
    percent(row.topDecileCapture, 0),
    decimal(row.logScore, 1),
  ]);
  return tableOf(columns, rows);
}

function rowsOf({ model, forecast, baselines }: Backtest): readonly BacktestRow[] {
  return [{ name: model, ...forecast }, ...baselines];
}

/** The forecast, then what it is measured against: the rows of csv, tsv and ndjson. */
export function backtestRows({ backtest }: BacktestReport): readonly BacktestRow[] {
  return rowsOf(backtest);
}

export const backtestFields: readonly RowField<BacktestRow>[] = [
  { name: 'name', read: ({ name }) => name },
  { name: 'actual', read: ({ actual }) => actual },
  { name: 'predicted', read: ({ predicted }) => predicted },
  { name: 'mean_absolute_error', read: ({ meanAbsoluteError }) => meanAbsoluteError },
  { name: 'root_mean_squared_error', read: ({ rootMeanSquaredError }) => rootMeanSquaredError },
  { name: 'bias', read: ({ bias }) => bias },
  { name: 'spearman', read: ({ spearman }) => spearman },
  { name: 'top_decile_capture', read: ({ topDecileCapture }) => topDecileCapture },
  { name: 'log_score', read: ({ logScore }) => logScore },
];
