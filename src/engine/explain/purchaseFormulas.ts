import type { Formula } from '../../domain/explainReport.ts';
import { DAYS_PER_MONTH, isoDate } from '../../foundation/days.ts';
import { toUnits } from '../../foundation/money.ts';
import type { CohortTerms, PurchaseTerms } from '../revenue/forecastTerms.ts';
import { data, FormulaBook, fitted, inWords, type Term, written } from './formula.ts';
import { discountTerm, type Explained, marginTerm } from './known.ts';
import { aliveAndCount, buyingRate, type History } from './modelFormulas.ts';
import { spendFormula } from './spendFormulas.ts';
import { valueInterval } from './valueInterval.ts';

/** Value of a customer who buys when they like: alive × purchases × spend, discounted (METHODS 1, transactional models). */
export function purchaseFormulas(explained: Explained, terms: PurchaseTerms | CohortTerms): readonly Formula[] {
  const book = new FormulaBook(explained.row, 'value');
  const history = historyOf(terms);
  const { alive, count } = aliveAndCount(book, explained, terms, history);
  const purchases = written`${alive} × ${count}`;
  book.figure('value.expectedPurchases', ['purchases', 'purchases expected over the horizon'], 'number', purchases);
  rhythmFormulas(book, explained, terms);
  if (terms.spend === null) return withoutMoney(book);
  const spend = spendFormula(book, terms.spend);
  const factors = [spend, ...worthOfPurchase(explained, terms)] as const;
  const discount = discountFormula(book, explained, terms);
  const [, margin, kept, paid] = factors;
  const how = written`${alive} × ${count} × ${spend} × ${discount} × ${margin!} × ${kept!} × ${paid!}`;
  book.figure('value.expected', ['expected', 'discounted margin expected over the horizon'], 'money', how);
  valueInterval(book, terms, { alive, count, spend, discount, margin: margin!, kept: kept!, paid: paid! });
  const rate = fitted('rate', terms.ratePerDay, 'number', 'purchases a day while a customer');
  const monthly = toUnits(
    terms.ratePerDay * DAYS_PER_MONTH * terms.spend.moments.mean * terms.margin * terms.kept * terms.paid,
  );
  book.step(
    ['m', 'margin a month while a customer'],
    { value: monthly, unit: 'money' },
    written`${rate} × 30.4375 × ${spend} × ${margin!} × ${kept!} × ${paid!}`,
  );
  return book.formulas;
}

function historyOf({ x, recency, age }: PurchaseTerms | CohortTerms): History {
  return {
    x: data('x', x, 'count', REPEATS),
    recency: data('t_x', Number.isNaN(recency) ? 0 : recency, 'days', 'days from first to last purchase'),
    age: data('T', age, 'days', 'days from the first purchase to now'),
  };
}

function withoutMoney(book: FormulaBook): readonly Formula[] {
  for (const name of ['expected', 'low', 'high'] as const) {
    book.figure(`value.${name}`, [name, 'discounted margin over the horizon'], 'money', null);
  }
  return book.formulas;
}

const REPEATS = 'repeat purchase days, those after the first';

/** What of a purchase's amount is kept as margin. */
function worthOfPurchase(explained: Explained, { kept, paid }: PurchaseTerms | CohortTerms): readonly Term[] {
  return [
    marginTerm(explained),
    fitted('kept', kept, 'share', 'share left after refunds that nothing explains'),
    fitted('paid', paid, 'share', 'share of purchases that bring money'),
  ];
}

function discountFormula(book: FormulaBook, explained: Explained, terms: PurchaseTerms | CohortTerms): Term {
  const d = discountTerm(explained);
  const named = ['D', 'what a purchase is worth today, on average over the horizon'] as const;
  if (terms.kind === 'cohort') {
    const stay = fitted('L', terms.stay, 'days', 'days of the horizon that they are expected to stay');
    const discounted = fitted('L_d', terms.discountedStay, 'days', 'the same, discounted at d a year');
    return book.step(named, { value: terms.discount, unit: 'share' }, written`${discounted} / ${stay}`);
  }
  const h = fitted('h', terms.days, 'days', 'length of the horizon');
  const words = '∫ (1 + d)^(−u / 365.25) dE(u) / E over u from 0 to h';
  return book.step(named, { value: terms.discount, unit: 'share' }, inWords(words, d, h));
}

/** When the next purchase is due, and whether they are late for their own rhythm. */
function rhythmFormulas(book: FormulaBook, { analysis, customer, row }: Explained, terms: PurchaseTerms | CohortTerms) {
  const { revenue, purchases, asOfDay } = analysis;
  if (revenue.buyingRate === null || purchases === null) return;
  const { shape, rateDays } = revenue.buyingRate;
  const { r, alpha } = buyingRate(shape, rateDays);
  // By the calendar, where a season makes the model's days differ from it.
  const seasonal = terms.kind === 'purchases' && terms.seasonal;
  const [age, recency, words] = seasonal ? ['T_c', 't_c', ' of the calendar'] : ['T', 't_x', ''];
  const x = data('x', purchases.frequency[customer]!, 'count', REPEATS);
  const since = data(age, purchases.ageDays[customer]!, 'days', `days${words} from the first purchase to now`);
  const span = data(recency, purchases.recencyDays[customer]!, 'days', `days${words} from first to last purchase`);
  const due = written`(${alpha} + ${since}) × (2^(1 / (${r} + ${x})) − 1)`;
  const median = book.figure('value.nextPurchaseDays', ['due', 'median days until the next purchase'], 'days', due);
  const silent = written`1 − ((${alpha} + ${span}) / (${alpha} + ${since}))^(${r} + ${x})`;
  const meaning = 'share of their own gaps shorter than the present silence';
  book.figure('value.silenceRank', ['silence', meaning], 'share', silent);
  if (row.value.nextPurchaseAt === null || asOfDay === null) return;
  const at = ['due_at', `the day of that: ${row.value.nextPurchaseAt}`] as const;
  book.dated('value.nextPurchaseAt', at, inWords(`${isoDate(asOfDay)} and that many days, rounded`, median));
}
