import type { Overview } from '../../domain/overview.ts';
import type { EffortBand, ScoreResult } from '../../domain/results.ts';
import { stayingLine } from '../headline.ts';
import { decimal, MISSING, percent } from '../numbers.ts';
import type { BarPicture, CurvePicture } from '../pictures.ts';
import { bandBlocks, right, tableOf } from '../reportTables.ts';
import type { Block, Section } from '../sections.ts';
import { bandRows } from '../tables.ts';

/** Who stays how long, and how leaving goes with effort. */
export function retentionChapter({ score }: Overview): Section {
  const { bands, verdict } = score.portfolio.effort;
  const staying = stayingLine(score);
  const curve = survivalBlock(score);
  const known = bands.some(({ monthlyChurnRate }) => monthlyChurnRate !== null);
  return {
    heading: 'Retention, and what bends it',
    blocks: [
      ...(staying.figure === MISSING ? [] : [{ lines: [staying] }]),
      verdict === null ? { untold: 'nothing in these data says who left after what effort' } : { words: verdict },
    ],
    parts: [
      ...(curve === null ? [] : [{ heading: 'How many are still here', blocks: [curve] }]),
      ...(known ? [{ heading: 'Leaving by effort', blocks: [bandPicture(bands)] }] : []),
      ...(!known && bands.some(({ customers }) => customers > 0)
        ? [{ heading: 'Customers by effort', blocks: bandBlocks(bands) }]
        : []),
    ],
  };
}

const TOLD_MONTHS = 12;

function survivalBlock({ models }: ScoreResult): Block | null {
  const column = (name: string) => {
    const values = models.revenue[name];
    return Array.isArray(values) ? values.map((value) => (typeof value === 'number' ? value : null)) : undefined;
  };
  const values = column('survivalByMonth');
  if (values === undefined || values.length < 2) return null;
  const [low, high] = [column('survivalLowByMonth'), column('survivalHighByMonth')];
  const band = low === undefined || high === undefined ? {} : { low, high };
  const picture: CurvePicture = {
    kind: 'curve',
    caption: `Share of subscribers still here, by month since their start${low === undefined ? '' : ', with its 90% band'}`,
    xLabel: 'months since start',
    series: [{ name: 'still here', values, ...band }],
  };
  const stride = Math.max(1, Math.ceil((values.length - 1) / TOLD_MONTHS));
  const months = values.map((_, month) => month).filter((month) => month % stride === 0 || month === values.length - 1);
  const rows = months.map((month) => [
    decimal(month, 0),
    percent(values[month]!),
    ...(low === undefined || high === undefined
      ? []
      : [month === 0 ? '' : `${percent(low[month] ?? null)} to ${percent(high[month] ?? null)}`]),
  ]);
  const columns = [right('Month'), right('Still here'), ...(low === undefined ? [] : [right('Between')])];
  return { picture, table: tableOf(columns, rows) };
}

function bandPicture(bands: readonly EffortBand[]): Block {
  const rows = bands.flatMap(({ status, monthlyChurnRate, rateLow, rateHigh }) =>
    monthlyChurnRate === null
      ? []
      : [
          {
            label: status === 'none' ? 'no contact' : `${status} effort`,
            value: monthlyChurnRate,
            low: rateLow,
            high: rateHigh,
            text: `${percent(monthlyChurnRate, 2)} a month`,
          },
        ],
  );
  const picture: BarPicture = {
    kind: 'bars',
    caption: 'Leaving a month, by effort at the start of the month, with its 90% range',
    rows,
  };
  return { picture, table: bandRows(bands) };
}
