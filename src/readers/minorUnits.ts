import { FIELD_TYPES } from '../domain/fields.ts';
import { columnsOf, type TablePlan } from './plan.ts';

/** Objects of Stripe's API, whose amounts are whole numbers of the smallest unit of their currency. */
const OBJECTS =
  /^(?:charge|payment_intent|invoice|invoiceitem|line_item|subscription|refund|credit_note|balance_transaction)$/;

/** Currencies without a smaller unit, and those of three decimals, as Stripe counts them (docs.stripe.com/currencies). */
const WHOLE = /^(?:bif|clp|djf|gnf|jpy|kmf|krw|mga|pyg|rwf|vnd|vuv|xaf|xof|xpf)$/i;
const THOUSANDTHS = /^(?:bhd|jod|kwd|omr|tnd)$/i;

/** Writes the amounts of an API's records in whole units of their currency, as every other input has them. */
export class MinorUnits {
  /** What the record is, in the first that had such an amount. */
  seen: { readonly object: string; readonly minor: string; readonly major: string } | null = null;
  readonly #object: number;
  readonly #currency: number;
  readonly #amounts: readonly number[];

  private constructor(object: number, currency: number, amounts: readonly number[]) {
    this.#object = object;
    this.#currency = currency;
    this.#amounts = amounts;
  }

  /** Null for a table whose records do not say what object they are. */
  static of(plan: TablePlan): MinorUnits | null {
    const object = plan.headers.indexOf('object');
    const amounts = columnsOf(plan).filter(({ field }) => FIELD_TYPES[field] === 'money');
    if (object < 0 || amounts.length === 0) return null;
    const indices = amounts.map(({ index }) => index);
    return new MinorUnits(object, plan.headers.indexOf('currency'), [...new Set(indices)]);
  }

  /** Changes the cells of a record in place. */
  convert(cells: string[]): void {
    const object = cells[this.#object] ?? '';
    if (!OBJECTS.test(object)) return;
    const currency = cells[this.#currency] ?? '';
    const decimals = WHOLE.test(currency) ? 0 : THOUSANDTHS.test(currency) ? 3 : 2;
    for (const index of this.#amounts) {
      const minor = cells[index] ?? '';
      if (!/^-?\d+$/.test(minor)) continue;
      const major = shifted(minor, decimals);
      cells[index] = major;
      if (minor !== major && Number(minor) !== 0) this.seen ??= { object, minor, major };
    }
  }
}

/** `1999` with two decimals is `19.99`. */
function shifted(whole: string, decimals: number): string {
  if (decimals === 0) return whole;
  const digits = whole.replace('-', '').padStart(decimals + 1, '0');
  return `${whole.startsWith('-') ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
