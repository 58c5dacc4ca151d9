import type { CompareReport, FlowName, RelativeMovement } from '../domain/compareReport.ts';
import { decimal, percent, roundMoney, signed } from './numbers.ts';

/** What moved between two results in one line, for the log of a nightly job. */
export function movementLine(report: CompareReport): string {
  const { before, after, meta, movement, flows, moved } = report;
  const days = before.asOf === after.asOf ? '' : `${before.asOf ?? 'undated'} to ${after.asOf ?? 'undated'}: `;
  if (!moved) return `${days}nothing moved`;
  const money = meta.currency === null ? '' : ` ${meta.currency}`;
  const parts = [
    figureWords('expected value', movement.value, money),
    figureWords('value at risk', movement.valueAtRisk, money),
    ...FLOW_WORDS.flatMap(([name, words]) => {
      const customers = flows.find((flow) => flow.name === name)?.customers ?? 0;
      return customers === 0 ? [] : [`${decimal(customers, 0)} ${words}`];
    }),
  ];
  return days + parts.filter((part) => part !== null).join(', ');
}

const FLOW_WORDS = [
  ['came', 'came'],
  ['left', 'gone from the later result'],
  ['churned', 'churned'],
  ['lapsed', 'lapsed'],
  ['returned', 'returned'],
] as const satisfies readonly (readonly [FlowName, string])[];

/** Null where the figure is not known in both results. */
function figureWords(name: string, { before, after, relative }: RelativeMovement, money: string): string | null {
  if (before === null || after === null) return null;
  const by = relative === null ? '' : ` (${signed(percent(relative))})`;
  return `${name} ${roundMoney(before)} to ${roundMoney(after)}${money}${by}`;
}
