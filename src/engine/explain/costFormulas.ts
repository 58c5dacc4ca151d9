import type { Formula, TermTable } from '../../domain/explainReport.ts';
import { STATUS } from '../../domain/features.ts';
import { KIND } from '../../domain/fields.ts';
import { dayOf, isoDate } from '../../foundation/days.ts';
import { toUnits } from '../../foundation/money.ts';
import { sixDigits } from '../../foundation/words.ts';
import { contactText } from '../effort/contactLog.ts';
import { discountedStay, paymentsOver } from '../horizon.ts';
import {
  assumed,
  columnsOf,
  data,
  FormulaBook,
  fitted,
  inWords,
  option,
  overTerms,
  type Term,
  type Written,
  written,
} from './formula.ts';
import type { Explained } from './known.ts';
import { acquisitionByLedger, monthlyByLedger } from './ledgerFormulas.ts';

/** What winning, serving and keeping the customer cost, and what comes back for it (METHODS 4). */
export function costFormulas(explained: Explained): readonly Formula[] {
  const book = new FormulaBook(explained.row, 'cost');
  const { row } = explained;
  const won = 'what it cost to win the customer';
  const cac = book.figure('cost.acquisition', ['CAC', won], 'money', spending(explained, 'acquisition'));
  const service = book.figure('cost.service', ['service', 'cost of serving so far'], 'money', serviceHow(explained));
  const kept = 'spent to keep the customer so far';
  const retention = book.figure('cost.retention', ['keeping', kept], 'money', spending(explained, 'retention'));
  const observed = figureTerm('observed', row.value.observedMargin, 'margin so far');
  const expected = figureTerm('expected', row.value.expected, 'margin expected');
  const ratio = written`(${observed} + ${expected}) / ${cac}`;
  book.figure('cost.ltvToCac', ['LTV_to_CAC', 'margin so far and expected, over the cost of winning'], 'number', ratio);
  const monthly = toUnits(explained.analysis.revenue.monthlyMargin.values[explained.customer]!);
  const payback = written`${cac} / ${figureTerm('m', monthly, 'margin a month while a customer')}`;
  book.figure('cost.paybackMonths', ['payback', 'months until the margin has paid that'], 'months', payback);
  returnFormula(book, explained, { cac, service, retention, observed, expected });
  return book.formulas;
}

function figureTerm(symbol: string, value: number | null, meaning: string): Term {
  return { symbol, value: value ?? Number.NaN, unit: 'money', meaning, from: 'formula' };
}

/** Their part of the ledger, else the customer's own record, else a flat amount. */
function spending(explained: Explained, what: 'acquisition' | 'retention'): Written {
  const { analysis, customer } = explained;
  const { acquisition, keeping } = analysis.cost.sources;
  const ledger =
    what === 'acquisition'
      ? acquisitionByLedger(acquisition, customer)
      : monthlyByLedger(explained, keeping.monthsOf, 'retention and programme cost');
  if (ledger !== null) return ledger;
  const own = analysis.dataset.customers.numbers.get(`${what}_cost`)?.[customer] ?? Number.NaN;
  if (!Number.isNaN(own)) return inWords('as the files say');
  const referred = (analysis.dataset.customers.texts.get('referred_by')?.codes[customer] ?? -1) >= 0;
  if (what === 'acquisition' && referred) return inWords('0: a referred customer was not bought');
  const amount = analysis.options[what === 'acquisition' ? 'acquisitionCost' : 'retentionCost'];
  const flag = what === 'acquisition' ? '--acquisition-cost' : '--retention-cost';
  if (amount === null) return inWords('0: they were a customer in no month of the ledger');
  return written`${option('flat', amount, 'money', `the same for every customer (${flag})`)}`;
}

/** A stated total goes first; else every contact by what was recorded, by its minutes, or by its channel. */
function serviceHow(explained: Explained): Written {
  const { analysis, customer } = explained;
  const { dataset } = analysis;
  const { service } = analysis.cost.sources;
  const stated = dataset.customers.numbers.get('cost_to_serve')?.[customer] ?? Number.NaN;
  if (!Number.isNaN(stated)) return inWords('as the files say');
  const { interactions } = dataset;
  const months = monthlyByLedger(explained, service.monthsOf, 'service cost');
  if (months !== null) return months;
  const rows: (readonly [string | null, string | null, string, number])[] = [];
  for (let row = interactions.start[customer]!; row < interactions.start[customer + 1]!; row++) {
    const day = dayOf(interactions.timeMs[row]!);
    if (interactions.kind[row] !== KIND.support || (analysis.asOfDay !== null && day > analysis.asOfDay)) continue;
    const { minor, grade } = service.priceOf(row);
    const priced = priceWords(analysis, row, grade === 'assumed' || grade === 'blended');
    rows.push([
      isoDate(day),
      contactText(dataset, 'channel', row),
      service.scale === 1 ? priced : `${priced} × ${sixDigits(service.scale)} (ledger)`,
      toUnits(minor),
    ]);
  }
  const columns = columnsOf(['day', 'text'], ['channel', 'text'], ['priced by', 'text'], ['cost', 'money']);
  const table: TermTable = { columns, rows };
  return overTerms(inWords('Σ cost of each contact'), table);
}

function priceWords({ dataset, options }: Explained['analysis'], row: number, byDefault: boolean): string {
  const { costMinor, handleSeconds } = dataset.interactions.columns;
  if (!Number.isNaN(costMinor?.[row] ?? Number.NaN)) return 'recorded';
  const minutes = (handleSeconds?.[row] ?? Number.NaN) / 60;
  if (options.minuteRate !== null && !Number.isNaN(minutes)) return `${Math.round(minutes * 10) / 10} minutes`;
  return byDefault ? 'published default' : 'channel (--contact-cost)';
}

interface Parts {
  readonly cac: Term;
  readonly service: Term;
  readonly retention: Term;
  readonly observed: Term;
  readonly expected: Term;
}

/** (margin − costs) / costs; where the margin already carries support, service stands on neither side. */
function returnFormula(book: FormulaBook, { analysis, customer, row }: Explained, parts: Parts): void {
  const named = ['roi', 'margin so far and expected, less all costs, over these costs'] as const;
  const { cac, service, retention, observed, expected } = parts;
  if (row.roi === null) {
    book.figure('roi', named, 'number', null);
    return;
  }
  if (analysis.options.marginIncludesService) {
    const spent = written`(${observed} + ${expected} − ${cac} − ${retention}) / (${cac} + ${retention})`;
    book.figure('roi', named, 'number', spent);
    return;
  }
  const pace = data(
    'tenure',
    Math.max(analysis.lifecycle.tenureMonths[customer]!, 1),
    'months',
    'months as a customer',
  );
  const stay = aliveMonths(analysis, customer);
  const months = fitted('stay', stay, 'months', 'discounted months that they are expected to stay within the horizon');
  const known = service.value === 0 || stay === 0;
  const future = known
    ? assumed('future', 0, 'money', 'service to come')
    : book.step(
        ['future', 'service to come, at the pace so far'],
        { value: (service.value / pace.value) * stay, unit: 'money' },
        written`${service} / ${pace} × ${months}`,
      );
  const costs = book.step(
    ['costs', 'all of them'],
    { value: cac.value + retention.value + service.value + future.value, unit: 'money' },
    written`${cac} + ${retention} + ${service} + ${future}`,
  );
  book.figure('roi', named, 'number', written`(${observed} + ${expected} − ${costs}) / ${costs}`);
}

function aliveMonths({ revenue, options, lifecycle }: Explained['analysis'], customer: number): number {
  if (lifecycle.status[customer] === STATUS.churned) return 0;
  return discountedStay(paymentsOver(lifecycle, options), (months) => revenue.survivalAt(customer, months));
}
