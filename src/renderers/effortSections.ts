import type { CustomerEffort, EffortFindings, EffortReport, ReceiptRow } from '../domain/effortReport.ts';
import {
  costBlock,
  falseResolutionBlocks,
  flowBlocks,
  painPointBlocks,
  silentBlocks,
  windowBlock,
} from './effortTables.ts';
import { GRADE_MARKS } from './headline.ts';
import { decimal, roundMoney } from './numbers.ts';
import type { RowField } from './reportData.ts';
import { bandBlocks, because, gatherUntold, line } from './reportTables.ts';
import type { Block, Report, Section } from './sections.ts';
import { validationBlocks, weightBlocks } from './validationBlocks.ts';

/** The effort report for reading: the verdict first, then what it rests on, then where to act and for whom. */
export function effortSections(report: EffortReport): Report {
  const { effort, meta, assumptions, warnings } = report;
  const { currency } = meta;
  const sections: Section[] = [
    {
      heading: 'Verdict',
      blocks: [{ words: effort.verdict }, { words: effort.wouldChange }, { lines: keyLines(effort) }],
    },
    { heading: bandHeading(effort), blocks: [...bandBlocks(effort.bands), ...periodWords(effort)] },
    { heading: 'How far effort tells who leaves', blocks: validationBlocks(effort) },
    { heading: 'Where effort arises', blocks: painPointBlocks(effort, currency) },
    { heading: 'Resolved, but not for the customer', blocks: falseResolutionBlocks(effort) },
    { heading: 'Silent since a hard case', blocks: silentBlocks(effort) },
    { heading: 'Changes of channel within a case', blocks: flowBlocks(effort) },
    { heading: 'Cost of a case', blocks: [costBlock(effort, currency)] },
    { heading: 'If cases were told apart by another --case-window', blocks: [windowBlock(effort)] },
    { heading: 'What weighs in the score', blocks: weightBlocks(effort) },
    { heading: 'Receipts: what made it hard, for whom', blocks: receiptBlocks(report) },
  ];
  return { name: 'Effort', ...{ meta, assumptions, warnings, sections: gatherUntold(sections) } };
}

function bandHeading({ bands, monthsPerRow }: EffortFindings): string {
  const followed = bands.some(({ customerMonths }) => customerMonths !== null);
  const row = monthsPerRow === null || monthsPerRow === 1 ? 'month' : 'period';
  return followed ? `Leaving by effort at the start of each ${row}` : 'Who has left, by effort';
}

/** Where leaving means having stopped to buy, what was counted. */
function periodWords({ monthsPerRow }: EffortFindings): Block[] {
  if (monthsPerRow === null || monthsPerRow === 1) return [];
  const words =
    `Nobody knows the day on which a customer stops to buy: counted are periods of ${monthsPerRow} months, the lapse window. ` +
    'At risk is who bought in the one before, leaving is to buy nothing in it; rates are by the month. Busy customers buy ' +
    'and contact more, so only the verdict, which compares the equally busy, speaks of effort itself. A shorter ' +
    '--lapse-window gives more periods.';
  return [{ words }];
}

function keyLines(effort: EffortFindings) {
  const { contacts, casesGiven, casesInferred } = effort;
  const cases = casesGiven === null || casesInferred === null ? null : casesGiven + casesInferred;
  const told = cases === null ? '' : `${decimal(casesGiven, 0)} by their id, ${decimal(casesInferred, 0)} inferred`;
  return [
    line('Effort, mean', decimal(effort.mean, 1), '0 to 100; with contacts, gone or not', GRADE_MARKS.blended),
    ...(effort.surveyMean === null ? [] : [line('Survey mean', decimal(effort.surveyMean, 2), 'as answered')]),
    ...(contacts === null ? [] : [line('Contacts', decimal(contacts, 0), perYear(effort.contactsPerCustomerYear))]),
    ...(cases === null ? [] : [line('Cases', decimal(cases, 0), told)]),
    ...(effort.loadPerCustomerYear === null
      ? []
      : [
          line(
            'Effort load',
            decimal(effort.loadPerCustomerYear, 2),
            'cases of effort 100 a customer-year would be the same',
          ),
        ]),
  ];
}

function perYear(contacts: number | null): string {
  return contacts === null ? '' : `${decimal(contacts, 2)} per customer-year`;
}

function receiptBlocks({ customers, effort }: EffortReport): Block[] {
  if (customers.length === 0) return [because(undefined, 'no customers')];
  if (effort.contacts === null) return [because('no_contact_log', '')];
  const blocks = [...customers].flatMap((customer): Block[] => [
    { words: headOf(customer) },
    ...(customer.receipts.length === 0 ? [] : [{ items: receiptItems(customer.receipts) }]),
  ]);
  return [...blocks, { words: 'Hardest first among those still here. The points of a customer add up to the score.' }];
}

const RECEIPTS_SHOWN = 5;
/** Points below which a receipt is told in passing. */
const LEAST_POINTS = 1;

function receiptItems(receipts: readonly ReceiptRow[]): string[] {
  const told = receipts.filter(({ points }, i) => i === 0 || (i < RECEIPTS_SHOWN && points >= LEAST_POINTS));
  const rest = receipts.slice(told.length);
  const points = rest.reduce((sum, receipt) => sum + receipt.points, 0);
  const others = rest.length === 1 ? 'another case' : `${decimal(rest.length, 0)} other cases`;
  return [...told.map(receiptWords), ...(rest.length === 0 ? [] : [`${others}: ${decimal(points, 1)} points`])];
}

function headOf({ customerId, status, score, effortStatus, atStake, reason }: CustomerEffort): string {
  const told = score === null ? (reason ?? 'unknown').replaceAll('_', ' ') : `${decimal(score, 0)} of 100`;
  const stake = atStake === null || atStake === 0 ? '' : `, at stake ${roundMoney(atStake)}`;
  return `${customerId} (${status}): effort ${told}${effortStatus === null ? '' : `, ${effortStatus}`}${stake}`;
}

function receiptWords({ caseId, topic, firstAt, lastAt, text }: ReceiptRow): string {
  const when = firstAt === lastAt ? firstAt : `${firstAt} to ${lastAt}`;
  const what = [topic, caseId === null ? null : `case ${caseId}`, when].filter((part) => part !== null).join(', ');
  return `${text} (${what})`;
}

interface ReceiptOf {
  readonly customer: CustomerEffort;
  readonly receipt: ReceiptRow | null;
}

/** Columns of csv and tsv: a line for each receipt. */
export const receiptFields: readonly RowField<ReceiptOf>[] = [
  { name: 'customer_id', read: ({ customer }) => customer.customerId },
  { name: 'segment', read: ({ customer }) => customer.segment },
  { name: 'status', read: ({ customer }) => customer.status },
  { name: 'score', read: ({ customer }) => customer.score },
  { name: 'effort_status', read: ({ customer }) => customer.effortStatus },
  { name: 'cases', read: ({ customer }) => customer.cases },
  { name: 'contacts', read: ({ customer }) => customer.contacts },
  { name: 'at_stake', read: ({ customer }) => customer.atStake },
  { name: 'case_id', read: ({ receipt }) => receipt?.caseId ?? null },
  { name: 'topic', read: ({ receipt }) => receipt?.topic ?? null },
  { name: 'channels', read: ({ receipt }) => receipt?.channels.join(' ') ?? null },
  { name: 'first_at', read: ({ receipt }) => receipt?.firstAt ?? null },
  { name: 'last_at', read: ({ receipt }) => receipt?.lastAt ?? null },
  { name: 'case_contacts', read: ({ receipt }) => receipt?.contacts ?? null },
  { name: 'case_score', read: ({ receipt }) => receipt?.caseScore ?? null },
  { name: 'points', read: ({ receipt }) => receipt?.points ?? null },
  { name: 'text', read: ({ receipt }) => receipt?.text ?? null },
];
