import type { ReceiptRow } from '../../domain/effortReport.ts';
import { dayOf, isoDate, MS_PER_DAY } from '../../foundation/days.ts';
import { plainNumber } from '../../foundation/words.ts';
import { type ContactLog, caseIdOf, contactsOf, contactText } from '../effort/contactLog.ts';
import type { Moment, Receipt } from '../effort/customerScore.ts';
import { COMPONENTS, GENERIC, REPEATED_INFORMATION, TIME, TRANSFER, UNRESOLVED } from '../effort/weights.ts';

/** A customer's receipts, dearest first; they add up to the score. */
export function receiptRows(log: ContactLog, customer: number): readonly ReceiptRow[] {
  const moment = log.momentOf(customer);
  const receipts = log.scorer.receipts(customer, moment);
  const total = receipts.reduce((sum, { points }) => sum + points, 0);
  return receipts
    .slice()
    .sort((a, b) => b.points - a.points || a.caseNumber - b.caseNumber)
    .map((receipt) => receiptRow(log, moment, receipt, total));
}

function receiptRow(log: ContactLog, moment: Moment, receipt: Receipt, total: number): ReceiptRow {
  const { caseNumber, contacts, caseScore, points } = receipt;
  const rows = contactsOf(log, caseNumber).subarray(0, contacts);
  const values = log.cases.componentsBefore(caseNumber, moment.beforeDay * MS_PER_DAY, contacts).slice();
  const channels = channelPath(log, rows);
  const cameBack = log.cases.returnMs(caseNumber) < moment.beforeDay * MS_PER_DAY;
  const because = [outcomeWords(values, contacts, cameBack), ...hardshipWords(values), pathWords(channels)];
  return {
    caseId: caseIdOf(log, caseNumber),
    topic: contactText(log.dataset, 'topic', rows[0]!),
    channels,
    firstAt: isoDate(dayOf(log.cases.contactMs(caseNumber, 0))),
    lastAt: isoDate(dayOf(log.cases.contactMs(caseNumber, contacts - 1))),
    ...{ contacts, caseScore, points },
    components: Object.fromEntries(COMPONENTS.map((name, k) => [name, Number.isNaN(values[k]!) ? null : values[k]!])),
    text: `${tidy(points)} of ${tidy(total)} points: ${because.filter((words) => words !== '').join(', ')}`,
  };
}

/** Channels in the order in which they were used, each change once; empty where none is known. */
function channelPath(log: ContactLog, rows: Int32Array): readonly string[] {
  const path: string[] = [];
  for (const row of rows) {
    const channel = contactText(log.dataset, 'channel', row);
    if (channel !== null && channel !== path[path.length - 1]) path.push(channel);
  }
  return path;
}

function outcomeWords(values: Float64Array, contacts: number, cameBack: boolean): string {
  const count = contacts === 1 ? '1 contact' : `${contacts} contacts`;
  if (Number.isNaN(values[UNRESOLVED]!)) return count;
  if (values[UNRESOLVED] === 0) return `resolved after ${count}`;
  return cameBack ? `came back after ${count}` : `unresolved after ${count}`;
}

function hardshipWords(values: Float64Array): string[] {
  const passed = values[TRANSFER]! * 2;
  return [
    ...(passed > 0 ? [`passed on ${passed === 1 ? 'once' : 'twice or more'}`] : []),
    ...(values[TIME]! > 0 ? [`${plainNumber(2 ** (2 * values[TIME]!))} times the usual time`] : []),
    ...(values[GENERIC]! > 0 ? ['generic service'] : []),
    ...(values[REPEATED_INFORMATION]! > 0 ? ['had to repeat information'] : []),
  ];
}

function pathWords(channels: readonly string[]): string {
  return channels.length === 1 ? `by ${channels[0]!}` : channels.join(' → ');
}

/** Points to one decimal below ten, whole above. */
function tidy(points: number): string {
  return points < 9.95 ? plainNumber(Math.round(points * 10) / 10) : String(Math.round(points));
}
