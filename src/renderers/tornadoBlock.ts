import type { TornadoRow } from '../domain/simulateReport.ts';
import { roundMoney, signed } from './numbers.ts';
import { left, right, tableOf } from './reportTables.ts';
import type { Block } from './sections.ts';
import { endsOf, tornadoChart } from './tornadoChart.ts';

/** What moves the NPV most: drawn, in figures, and for plain text. */
export function tornadoBlock(rows: readonly TornadoRow[], npv: number): Block {
  const columns = [left('Assumption'), left('Worse end'), right('NPV'), left('Better end'), right('NPV')];
  const ends = rows.map(endsOf);
  const cells = ends.map(({ input, worse, better }) => [
    input,
    worse.words,
    roundMoney(worse.npv),
    better.words,
    roundMoney(better.npv),
  ]);
  return {
    picture: {
      kind: 'spans',
      caption: `NPV with each assumption at one end and at the other; the line is the case, ${signed(roundMoney(npv))}`,
      at: npv,
      rows: ends.map(({ input, worse, better }) => ({
        label: input,
        ...{ low: worse.npv, high: better.npv },
        ...{ lowText: roundMoney(worse.npv), highText: roundMoney(better.npv) },
      })),
    },
    table: tableOf(columns, cells),
    chart: (width) => tornadoChart(rows, npv, width),
  };
}
