import type { Dataset } from '../domain/dataset.ts';
import { type Lifecycle, type PurchaseHistory, STATUS } from '../domain/features.ts';
import type { Warning } from '../domain/results.ts';
import { plainNumber } from '../foundation/words.ts';
import { PERIOD_IN_WORDS } from './periodWords.ts';
import { unknownStatusWords, unusedStatusWord } from './statusWords.ts';

/** Some customers always leave soon after they bought; a tenth of those said to be gone are more than some. */
const MANY = 0.1;
const MOST_WORDS = 5;
/** A period that is a guess matters from one customer in a hundred on. */
const SOME = 0.01;

/** What the files say of who is still here that cannot be taken at its word. */
export function lifecycleWarnings(
  dataset: Dataset,
  lifecycle: Lifecycle,
  purchases: PurchaseHistory | null,
): readonly Warning[] {
  return [
    ...undated(lifecycle),
    ...unknownWords(dataset, lifecycle),
    ...unusedWords(dataset, lifecycle),
    ...contradicted(lifecycle, purchases),
    ...guessedPeriods(lifecycle),
  ];
}

/** Leavers without a day in data that have days. A snapshot has none for anybody, and says so elsewhere. */
function undated({ undatedLeavers = 0, snapshot, asOfDay }: Lifecycle): Warning[] {
  if (undatedLeavers === 0 || snapshot || asOfDay === null) return [];
  const message =
    'Customers are said to have left, but not when: they count as gone when what they last paid for ran out, else when ' +
    'last heard of, else today; a column of churn dates (--map churned_at=COLUMN) would settle it';
  return [{ code: 'churn_undated', message, count: undatedLeavers }];
}

/** Status words that say neither that a customer is here nor that they have left, most frequent first. */
function unknownWords(dataset: Dataset, { behaviour }: Lifecycle): Warning[] {
  if (behaviour !== 'subscription') return [];
  const words = unknownStatusWords(dataset);
  if (words.length === 0) return [];
  const shown = words.slice(0, MOST_WORDS).map(([word, count]) => `"${word}" (${plainNumber(count)})`);
  const rest = words.length > MOST_WORDS ? ` and ${words.length - MOST_WORDS} more` : '';
  const message = `status words that say neither "active" nor "cancelled" are left out, and the rest of the data say who is still here: ${shown.join(', ')}${rest}; a column of churn flags (--map churned=COLUMN) would settle it`;
  return [{ code: 'status_unknown', message, count: 1 }];
}

/** Status words that say who has left, where nothing else does of most; shops have accounts that never bought, too. */
function unusedWords(dataset: Dataset, lifecycle: Lifecycle): Warning[] {
  const counts = new Map<string, number>();
  for (let i = 0; i < lifecycle.status.length; i++) {
    const word = unusedStatusWord(dataset, lifecycle, i);
    if (word !== null) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const count = [...counts.values()].reduce((sum, customers) => sum + customers, 0);
  if (count === 0 || 2 * count < lifecycle.status.length) return [];
  const words = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const shown = words.slice(0, MOST_WORDS).map(([word, count]) => `"${word}" (${plainNumber(count)})`);
  const message = `customers whose status word says whether they are still here are of unknown status, for these data are read as a shop’s, whose customers leave by buying no more: ${shown.join(', ')}; --behaviour subscription takes them at their word`;
  return [{ code: 'status_unused', message, count }];
}

/** Customers said to be gone who bought, or had paid, as only those who are here do. */
function contradicted(lifecycle: Lifecycle, purchases: PurchaseHistory | null): Warning[] {
  const { asOfDay, status, lapseWindowDays, endDay, contracts } = lifecycle;
  if (asOfDay === null) return [];
  const isHere =
    lapseWindowDays !== null
      ? (i: number) => purchases !== null && asOfDay - purchases.lastDay[i]! <= lapseWindowDays
      : (i: number) => endDay[i] === asOfDay && (contracts?.paidUntilDay[i] ?? Number.NaN) > asOfDay;
  let [gone, here] = [0, 0];
  for (let i = 0; i < status.length; i++) {
    if (status[i] !== STATUS.churned) continue;
    gone++;
    if (isHere(i)) here++;
  }
  if (here === 0 || here < MANY * gone) return [];
  const did =
    lapseWindowDays === null
      ? 'had paid beyond the as-of date'
      : `bought in the ${lapseWindowDays} days before the as-of date, in which nobody lapses`;
  const message = `of ${plainNumber(gone)} customers said to have left, ${plainNumber(here)} ${did}: they count as gone as the files say, but if the column is about something else, take it out of the file`;
  return [{ code: 'churn_contradicted', message, count: 1 }];
}

/** Customers taken to pay for the period of most, of whom nothing says that they do. */
function guessedPeriods({ contracts }: Lifecycle): Warning[] {
  const told = contracts?.told;
  if (told == null || told.usual === null || told.guessed === 0 || told.guessed < SOME * told.payers) return [];
  const message = `of ${plainNumber(told.payers)} customers who paid, ${plainNumber(told.guessed)} ${told.guessed === 1 ? 'is' : 'are'} taken to pay for ${PERIOD_IN_WORDS[told.usual]}, as most do, though their payments are too few to show it and customers who pay as much do not say: where that is wrong, so are their prices, and who is still here; a column of billing periods (--map billing_period=COLUMN) would settle it`;
  return [{ code: 'period_guessed', message, count: told.guessed }];
}
