import type { FieldName } from '../domain/fields.ts';
import { UNKNOWN, YES } from '../domain/interactions.ts';
import { billingPeriodOf } from './billingWords.ts';
import { type Content, contentOf, isTime, shareOf } from './content.ts';
import { currencyByContent } from './currencyColumn.ts';
import { holdsGuests } from './guests.ts';
import type { ColumnMatch } from './match.ts';
import type { TablePlan } from './plan.ts';
import type { SampleRecord } from './sniff.ts';
import { trimmed } from './text.ts';
import { flagOf, isChannelWord, isWon } from './words.ts';

type Columns = Map<FieldName, ColumnMatch>;

/**
 * A plan with what only the cells can say, unless the user did.
 * @throws input_columns where columns of currencies disagree
 */
export function planByContent(plan: TablePlan, sample: readonly SampleRecord[], file: string): TablePlan {
  return withCurrency(withContent(plan, sample), sample, file);
}

/** A plan whose money is in the currencies of a column, where one holds them. */
function withCurrency(plan: TablePlan, sample: readonly SampleRecord[], file: string): TablePlan {
  const match = currencyByContent(plan, sample, file);
  if (match === null) return plan;
  if (plan.kind === 'costs') return { ...plan, costs: new Map([...plan.costs, ['currency', match]]) };
  return plan.kind === 'customers'
    ? { ...plan, customers: new Map([...plan.customers, ['currency', match]]) }
    : { ...plan, interactions: new Map([...plan.interactions, ['currency', match]]) };
}

function withContent(plan: TablePlan, sample: readonly SampleRecord[]): TablePlan {
  const customers: Columns = new Map(plan.customers);
  const interactions: Columns = new Map(plan.interactions);
  const is = (match: ColumnMatch, content: Content) => contentOf(sample, match.index) === content;
  // "Churned" holds a yes or the day, and "Resolved" likewise; "Cancelled at" a day or a yes.
  // A no among churn dates has its meaning, a date among flags none.
  const holdsDates = (match: ColumnMatch) => shareOf(sample, match.index, isTime) > 0;
  const holdsYes = (match: ColumnMatch) => shareOf(sample, match.index, (text) => flagOf(text) === YES) > 0;
  const leaving = (match: ColumnMatch, content: Content) =>
    content === 'flag'
      ? is(match, content) && !holdsDates(match)
      : is(match, content) || (holdsDates(match) && !holdsYes(match));
  swap(customers, ['churned', 'churned_at'], leaving);
  swap(interactions, ['resolved', 'closed_at'], is);
  for (const columns of [customers, interactions]) withoutOtherBilling(columns, sample);
  const deals = holdsDeals(plan, sample);
  if (deals) dateOfWinning(interactions);
  channelOfType(interactions, sample);
  return {
    ...plan,
    key: keyOfAnswers(plan, sample) ?? keyByContent(plan.key, sample),
    customers: customers as typeof plan.customers,
    interactions: interactions as typeof plan.interactions,
    wonOnly: plan.wonOnly || deals,
    guests: holdsGuests(plan, sample),
  };
}

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
/** One word with digits, as no name of many is. */
const CODE = /^(?=.*\d)[\p{L}\d._:/#-]{2,}$/u;
const MOST = 0.8;

/** What a word such as "customer" or "reporter" heads are names, unless its cells are addresses or ids. */
function keyByContent(key: TablePlan['key'], sample: readonly SampleRecord[]): TablePlan['key'] {
  if (key.how !== 'account name' || key.match.field !== 'customer_id') return key;
  const { match } = key;
  const share = (form: RegExp) => shareOf(sample, match.index, (text) => form.test(trimmed(text)));
  if (share(ADDRESS) >= MOST) return { how: 'email', match };
  return share(CODE) >= MOST ? { how: 'id', match } : key;
}

/** Surveys have a column for the customer's id that few fill; the address that the survey was sent to tells as much. */
function keyOfAnswers({ key, preset, customers }: TablePlan, sample: readonly SampleRecord[]): TablePlan['key'] | null {
  const email = customers.get('email');
  if (preset?.rows !== 'survey' || key.how !== 'id' || key.match.reason === 'option' || email === undefined)
    return null;
  const isBlankThroughout = contentOf(sample, key.match.index) === 'blank';
  return isBlankThroughout ? { how: 'email', match: email } : null;
}

/** What only a weak word such as "Billing" calls a period, and no cell does, is something else (how a bill is paid). */
function withoutOtherBilling(columns: Columns, sample: readonly SampleRecord[]): void {
  const period = columns.get('billing_period');
  if (period === undefined || period.tier < 2) return;
  const isFilled = shareOf(sample, period.index, () => true) > 0;
  const isPeriod = (text: string) => billingPeriodOf(text) !== UNKNOWN;
  if (isFilled && shareOf(sample, period.index, isPeriod) === 0) columns.delete('billing_period');
}

/** A column of flags that holds days becomes that of days, and one of days that holds flags that of flags. */
function swap(
  columns: Columns,
  [flag, time]: readonly [FieldName, FieldName],
  is: (match: ColumnMatch, content: Content) => boolean,
): void {
  const [flags, times] = [columns.get(flag), columns.get(time)];
  if (flags !== undefined && flags.reason !== 'option' && is(flags, 'time')) move(columns, flags, time);
  else if (times !== undefined && times.reason !== 'option' && is(times, 'flag')) move(columns, times, flag);
}

function move(columns: Columns, match: ColumnMatch, to: FieldName): void {
  columns.delete(match.field);
  if (!columns.has(to)) columns.set(to, { ...match, field: to });
}

/** Deals go through stages, of which only one is a purchase: the header speaks of stages, or a cell of winning. */
function holdsDeals({ interactions, preset }: TablePlan, sample: readonly SampleRecord[]): boolean {
  const status = interactions.get('status');
  if (preset !== null || status === undefined || !interactions.has('amount')) return false;
  if (status.folded.words.some((word) => /^(?:stage|phase|etapa|fase|etap|stufe)$/.test(word))) return true;
  return sample.some(({ cells }) => isWon(cells[status.index] ?? ''));
}

/** A deal is a purchase on the day it is won, not on the one it was entered. */
function dateOfWinning(columns: Columns): void {
  const [entered, won] = [columns.get('occurred_at'), columns.get('closed_at')];
  if (entered === undefined || won === undefined || entered.reason === 'option' || entered.tier < 2) return;
  columns.set('occurred_at', { ...won, field: 'occurred_at' });
  columns.delete('closed_at');
}

/** What some help desks call the type of a conversation is its channel. */
function channelOfType(columns: Columns, sample: readonly SampleRecord[]): void {
  const type = columns.get('type');
  if (type === undefined || columns.has('channel') || type.reason === 'option') return;
  if (shareOf(sample, type.index, isChannelWord) >= 1) columns.set('channel', { ...type, field: 'channel' });
}
