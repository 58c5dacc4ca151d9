import { type ExplainReport, type Formula, PARTS, type TimelineEvent, type WhatIf } from '../domain/explainReport.ts';
import { moneyToTheCent } from '../foundation/words.ts';
import { partSection } from './explainFormulaBlocks.ts';
import { GRADE_MARKS } from './headline.ts';
import { decimal, MISSING, percent, roundMoney, signed } from './numbers.ts';
import type { RowField } from './reportData.ts';
import { left, line, right, tableOf } from './reportTables.ts';
import type { Block, Report, Section } from './sections.ts';
import { whyGone } from './whyGone.ts';

/** Lines of a list shown where people read; JSON has them all. */
const TOP = 12;

/** One customer for reading: where they stand, what would change it, every formula with their numbers, and the rows. */
export function explainSections(report: ExplainReport, asked: number | null): Report {
  const { meta, assumptions, warnings, customer } = report;
  const top = asked ?? TOP;
  const sections: Section[] = [
    { heading: `Customer ${customer.customerId}`, blocks: summaryBlocks(report) },
    { heading: 'What would change the answer most', blocks: whatIfBlocks(report, top) },
    ...PARTS.flatMap((part) => partSection(report, part, top)),
    { heading: 'Timeline', blocks: timelineBlocks(report, top) },
    { heading: 'Source rows', blocks: sourceBlocks(report, top) },
  ];
  return { name: `Customer ${customer.customerId}`, ...{ meta, assumptions, warnings, sections } };
}

function summaryBlocks({ customer, status, meta, formulas }: ExplainReport): Block[] {
  const { value, effort, retention, revenue, grades, reasons } = customer;
  const figure = (path: string, label: string, text: string, note: string) => {
    const reason = reasons[path];
    const why = text === MISSING && reason !== undefined ? whyGone(reason, status.lapseWindowDays) : note;
    return line(label, text, why, GRADE_MARKS[grades[path] ?? 'observed']);
  };
  const range = value.low === null ? '' : `${roundMoney(value.low)} to ${roundMoney(value.high)}`;
  const months = decimal(meta.horizonMonths, Number.isInteger(meta.horizonMonths) ? 0 : 1);
  return [
    {
      lines: [
        line('Status', customer.status, status.because),
        figure('revenue.net', 'Revenue, net', moneyOf(revenue.net), meta.currency ?? ''),
        figure('value.expected', `Expected, ${months} months`, roundMoney(value.expected), range),
        figure('effort.score', 'Effort', decimal(effort.score, 1), effort.status ?? ''),
        figure('retention.now', 'Stays', percent(retention.now), stayingWords(retention)),
        figure('atStake', 'At stake', roundMoney(customer.atStake), ''),
      ],
    },
    ...(value.expected !== null && retention.easy !== null ? [{ words: isOnePath(formulas) ? ONE_PATH : WHOSE }] : []),
    ...stillExpected(customer),
    { words: customer.action.text },
  ];
}

/** Why something is expected of a customer who has lapsed. */
function stillExpected({ status, value, grades }: ExplainReport['customer']): Block[] {
  const { expected, probabilityAlive: alive } = value;
  if (status !== 'lapsed' || alive === null || !((expected ?? 0) > 0)) return [];
  const mark = GRADE_MARKS[grades['value.probabilityAlive'] ?? 'modelled'];
  return [
    {
      words:
        'A lapse is a rule of silence: leaving itself is not seen in purchases. By the model they are still a customer ' +
        `with a chance of ${mark}${percent(alive)}, and what is expected goes by that.`,
    },
  ];
}

const WHOSE =
  'Expected goes by tenure or purchases and knows nothing of effort; Stays and At stake are this customer’s own, effort included: they do not add up.';

const ONE_PATH =
  'Expected, Stays and At stake are of one path, this customer’s own: what goes with leaving in these data, effort among it, is in all three.';

/** The value itself stands on this customer's effort. */
function isOnePath(formulas: ExplainReport['formulas']): boolean {
  return formulas.some(({ part, inputs }) => part === 'value' && inputs.some(({ symbol }) => symbol === 'effort'));
}

function stayingWords({ now, easy }: ExplainReport['customer']['retention']): string {
  return easy === null || easy === now ? '' : `${percent(easy)} with easier experience`;
}

function moneyOf(value: number | null): string {
  return value === null ? MISSING : moneyToTheCent(value);
}

function whatIfBlocks({ whatIf, meta }: ExplainReport, top: number): Block[] {
  const moving = whatIf.filter(({ figures }) =>
    Object.values(figures).some(({ change }) => change !== null && change !== 0),
  );
  if (moving.length === 0) return [{ words: 'Nothing that could be otherwise changes a figure of this customer.' }];
  const columns = [
    left('If', 0, 10),
    left('were', 0, 8),
    left('not', 3, 8),
    right('Expected'),
    right('At stake'),
    right('Effort', 2),
    right('Service', 4),
  ];
  const still = whatIf.length - moving.length;
  const money = meta.currency === null ? '' : `, money in ${meta.currency}`;
  const words = [
    `Changes against today${money}; each is tried alone, and the whole base scored again with it.`,
    'Where only this customer changes, the models of all are held.',
    ...(still === 0 ? [] : [`${decimal(still, 0)} more ${still === 1 ? 'changes' : 'change'} nothing here.`]),
  ];
  return [{ table: tableOf(columns, moving.slice(0, top).map(whatIfCells)) }, { words: words.join(' ') }];
}

function whatIfCells({ what, now, instead, figures }: WhatIf): string[] {
  const change = (value: number | null, print: (value: number) => string) =>
    value === null ? MISSING : value === 0 ? '0' : signed(print(value));
  return [
    ...[what, instead ?? '', now ?? ''],
    change(figures.expected.change, roundMoney),
    change(figures.atStake.change, roundMoney),
    change(figures.effort.change, (value) => decimal(value, 1)),
    change(figures.service.change, roundMoney),
  ];
}

function timelineBlocks({ timeline }: ExplainReport, top: number): Block[] {
  if (timeline.length === 0) return [{ words: 'Nothing in these data is dated.' }];
  const columns = [
    left('Day'),
    left('What'),
    left('Channel', 1),
    left('Topic', 2),
    right('Amount'),
    left('Outcome', 3),
    left('Case or order', 4),
    left('Row', 5),
  ];
  const shown = timeline.slice(-Math.max(top, 1));
  const hidden = timeline.length - shown.length;
  const earlier: Block[] =
    hidden === 0 ? [] : [{ words: `${decimal(hidden, 0)} earlier ones are left out; --json has them all.` }];
  return [...earlier, { table: tableOf(columns, shown.map(eventCells)) }];
}

function eventCells(event: TimelineEvent): string[] {
  const { at, what, channel, topic, caseId, orderId, amount, resolved, survey, minutes, file, line: row } = event;
  const outcome = [
    ...(resolved === null ? [] : [resolved ? 'resolved' : 'unresolved']),
    ...(survey === null ? [] : [`survey ${decimal(survey, 0)}`]),
    ...(minutes === null ? [] : [`${decimal(minutes, 0)} min`]),
  ];
  return [
    ...[at, what, channel ?? '', topic ?? ''],
    amount === null ? '' : moneyToTheCent(amount),
    ...[outcome.join(', '), caseId ?? orderId ?? ''],
    file === null ? '' : `${baseName(file)}:${row}`,
  ];
}

function baseName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

function sourceBlocks({ sources }: ExplainReport, top: number): Block[] {
  if (sources.length === 0) return [{ words: 'Rows are not shown where ids and names are replaced (--pseudonymise).' }];
  const columns = [left('Row', 0, 12), left('Read as', 2), left('As it stands', 0, 20)];
  const rows = sources
    .slice(0, top)
    .map(({ file, line: row, kind, used, why, cells }) => [
      `${baseName(file)}:${row}`,
      used ? kind : 'skipped',
      used || why === null ? cells.map(({ value }) => value).join(' · ') : why,
    ]);
  const more = sources.length - rows.length;
  const table: Block = { table: tableOf(columns, rows) };
  return more === 0 ? [table] : [table, { words: `… and ${decimal(more, 0)} more; --json has them, cell by cell` }];
}

export const explainFields: readonly RowField<Formula>[] = [
  { name: 'part', read: ({ part }) => part },
  { name: 'figure', read: ({ figure }) => figure },
  { name: 'symbol', read: ({ symbol }) => symbol },
  { name: 'value', read: ({ value }) => value },
  { name: 'unit', read: ({ unit }) => unit },
  { name: 'grade', read: ({ grade }) => grade },
  { name: 'reason', read: ({ reason }) => reason },
  { name: 'meaning', read: ({ meaning }) => meaning },
  { name: 'formula', read: ({ formula }) => formula },
  { name: 'with_numbers', read: ({ withNumbers }) => withNumbers },
];
