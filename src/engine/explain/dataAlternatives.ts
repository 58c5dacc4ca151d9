import type { Dataset } from '../../domain/dataset.ts';
import { KIND } from '../../domain/fields.ts';
import { NO, YES } from '../../domain/interactions.ts';
import { dayOf, isoDate } from '../../foundation/days.ts';
import { moneyInWords, percentInWords } from '../../foundation/words.ts';
import { type Analysis, analyse } from '../analyse.ts';
import { caseIdOf, contactsOf } from '../effort/contactLog.ts';
import { customerMargins } from '../revenue/margin.ts';
import type { Alternative } from './alternative.ts';
import { frozen } from './assumptionAlternatives.ts';
import { endOfDayMs, type LooseRow, looseRows, withNumber, withRows } from './editedDataset.ts';
import type { Explained } from './known.ts';

/** What this customer's own data would have to be otherwise to change the answer. Models of everybody are held. */
export function dataAlternatives(explained: Explained): readonly Alternative[] {
  const { status } = explained.row;
  if (status === 'churned' || status === 'unknown') return [];
  return [
    ...marginAlternatives(explained),
    ...priceAlternatives(explained),
    ...purchaseAlternatives(explained),
    ...caseAlternatives(explained),
  ];
}

type Words = Pick<Alternative, 'code' | 'what' | 'now' | 'instead'>;

function edited({ analysis }: Explained, words: Words, edit: () => Dataset): Alternative {
  const { revenue, effort, retention } = analysis;
  const held = { purchaseFit: revenue.purchaseFit, weighing: effort.weighing, measured: retention.measured };
  return { kind: 'data', ...words, analyse: () => analyse(edit(), frozen(analysis), held) };
}

const MARGIN_STEP = 0.1;
const MARGIN_TRIED = 0.5;

/** Ten points less and more; where none is known, half of revenue. */
function marginAlternatives(explained: Explained): readonly Alternative[] {
  const { analysis, customer } = explained;
  const margins = customerMargins(analysis.dataset, analysis.options);
  const now = margins.fractions[customer]!;
  const unknown = margins.assumed[customer] === 1;
  const others = unknown ? [MARGIN_TRIED] : [now - MARGIN_STEP, Math.min(1, now + MARGIN_STEP)];
  return others
    .filter((margin) => margin > 0 && margin !== now)
    .map((margin) => {
      const words = {
        ...{ code: 'margin', what: 'gross margin', instead: percentInWords(margin) },
        now: unknown ? 'none: on revenue' : percentInWords(now),
      };
      const alternative = edited(explained, words, () => withNumber(analysis.dataset, customer, 'margin', margin));
      return unknown ? { ...alternative, kind: 'assumption' as const } : alternative;
    });
}

const PRICE_STEP = 0.1;

/** A subscriber's price, a tenth less and more. */
function priceAlternatives(explained: Explained): readonly Alternative[] {
  const { analysis, customer } = explained;
  if (analysis.lifecycle.behaviour !== 'subscription') return [];
  const { dataset } = analysis;
  const field = (['mrr', 'arr', 'contract_value'] as const).find(
    (name) => (dataset.customers.numbers.get(name)?.[customer] ?? Number.NaN) > 0,
  );
  if (field === undefined) return [];
  const now = dataset.customers.numbers.get(field)![customer]!;
  return [1 - PRICE_STEP, 1 + PRICE_STEP].map((factor) => {
    const money = (minor: number) => moneyInWords(minor, dataset.facts.currency);
    const words = { code: 'price', what: `price (${field})`, now: money(now), instead: money(now * factor) };
    return edited(explained, words, () => withNumber(dataset, customer, field, now * factor));
  });
}

function purchaseAlternatives(explained: Explained): readonly Alternative[] {
  const { analysis, customer } = explained;
  if (analysis.purchases === null || analysis.asOfDay === null) return [];
  const known = (day: number) => day <= analysis.asOfDay!;
  const rows = looseRows(analysis.dataset, customer).filter(({ timeMs }) => known(dayOf(timeMs)));
  const purchases = rows.filter(({ kind }) => kind === KIND.purchase);
  const refunds = rows.filter(({ kind }) => kind === KIND.refund);
  const last = purchases.at(-1);
  const without = (words: Words, gone: (row: LooseRow) => boolean) =>
    edited(explained, words, () =>
      withRows(
        analysis.dataset,
        customer,
        looseRows(analysis.dataset, customer).filter((row) => !gone(row)),
      ),
    );
  const alternatives: Alternative[] = [];
  if (last !== undefined && analysis.lifecycle.behaviour === 'transactional') {
    alternatives.push(onePurchaseMore(explained, purchases));
    const words = {
      code: 'last_purchase',
      what: 'their last purchase',
      now: isoDate(dayOf(last.timeMs)),
      instead: 'none',
    };
    alternatives.push(without(words, (row) => row.kind === KIND.purchase && row.timeMs === last.timeMs));
  }
  if (refunds.length > 0) {
    const words = { code: 'refunds', what: 'their refunds', now: String(refunds.length), instead: 'none' };
    alternatives.push(without(words, ({ kind }) => kind === KIND.refund));
  }
  return alternatives;
}

/** On the as-of day, of their mean amount. */
function onePurchaseMore(explained: Explained, purchases: readonly LooseRow[]): Alternative {
  const { analysis, customer } = explained;
  const { asOfDay, dataset } = analysis;
  const amounts = purchases.map(({ columns }) => columns.amountMinor ?? Number.NaN).filter((amount) => amount > 0);
  const amountMinor = amounts.reduce((sum, amount) => sum + amount, 0) / Math.max(1, amounts.length);
  const words = {
    ...{ code: 'next_purchase', what: 'one more purchase, of their usual amount', now: null },
    instead: `on ${isoDate(asOfDay!)}`,
  };
  const sample = purchases.at(-1)!;
  const more: LooseRow = {
    ...{ timeMs: endOfDayMs(asOfDay!), kind: KIND.purchase },
    columns: { ...sample.columns, orderId: -1, amountMinor: amounts.length > 0 ? amountMinor : Number.NaN },
  };
  return edited(explained, words, () => withRows(dataset, customer, [...looseRows(dataset, customer), more]));
}

/** Their hardest case gone, and resolved where it was not. */
function caseAlternatives(explained: Explained): readonly Alternative[] {
  const { analysis, customer } = explained;
  const { log } = analysis.effort;
  if (log === null) return [];
  const receipts = log.scorer.receipts(customer, log.momentOf(customer));
  const [hardest] = receipts.slice().sort((a, b) => b.points - a.points || a.caseNumber - b.caseNumber);
  if (hardest === undefined || hardest.points <= 0) return [];
  const first = analysis.dataset.interactions.start[customer]!;
  const contacts = new Set(Array.from(contactsOf(log, hardest.caseNumber), (row) => row - first));
  const last = Math.max(...contacts);
  const id = caseIdOf(log, hardest.caseNumber);
  const since = isoDate(dayOf(log.cases.contactMs(hardest.caseNumber, 0)));
  const what = id === null ? `their hardest case, of ${since}` : `case ${id}`;
  const edit = (words: Words, change: (rows: LooseRow[]) => LooseRow[]) =>
    edited(explained, words, () => withRows(analysis.dataset, customer, change(looseRows(analysis.dataset, customer))));
  const points = `${Math.round(hardest.points)} points`;
  const never = { code: 'hardest_case', what, now: points, instead: 'never happened' };
  const resolved = { code: 'open_case', what, now: 'unresolved', instead: 'resolved' };
  const settled = (row: LooseRow): LooseRow => ({ ...row, columns: { ...row.columns, resolved: YES } });
  return [
    edit(never, (rows) => rows.filter((_, i) => !contacts.has(i))),
    ...(isUnresolved(analysis, first + last)
      ? [edit(resolved, (rows) => rows.map((row, i) => (i === last ? settled(row) : row)))]
      : []),
  ];
}

function isUnresolved({ dataset }: Analysis, row: number): boolean {
  return dataset.interactions.columns.resolved?.[row] === NO;
}
