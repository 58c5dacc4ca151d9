import type { Formula, FormulaInput, Origin, Part, TermTable, Unit } from '../../domain/explainReport.ts';
import type { Grade, ReasonCode } from '../../domain/grades.ts';
import type { CustomerResult } from '../../domain/results.ts';
import { moneyToTheCent, sixDigits } from '../../foundation/words.ts';

/** Something that a formula may name. */
export type Term = FormulaInput;

/** A formula in symbols and in numbers, and what it names. */
export interface Written {
  readonly formula: string;
  readonly withNumbers: string;
  readonly inputs: readonly Term[];
  /** What a Σ or Π runs over. */
  readonly terms?: TermTable;
}

/** Writes a formula once for symbols and numbers, so that the two cannot differ: written`${a} × (${b} − 1)`. */
export function written(texts: TemplateStringsArray, ...parts: readonly (Term | Written)[]): Written {
  let [formula, withNumbers] = [texts[0]!, texts[0]!];
  const inputs = new Map<string, Term>();
  parts.forEach((part, i) => {
    const whole = 'formula' in part;
    formula += (whole ? part.formula : part.symbol) + texts[i + 1]!;
    withNumbers += (whole ? part.withNumbers : numberOf(part)) + texts[i + 1]!;
    for (const term of whole ? part.inputs : [part]) inputs.set(term.symbol, term);
  });
  return { formula, withNumbers, inputs: [...inputs.values()] };
}

/** Formulas added up. */
export function sumOf(parts: readonly Written[]): Written {
  return parts.reduce((sum, part) => written`${sum} + ${part}`);
}

/** What cannot be written as one line of arithmetic: words, with what they stand on. */
export function inWords(formula: string, ...inputs: readonly Term[]): Written {
  const numbers = inputs.map((term) => `${term.symbol} = ${numberOf(term)}`);
  return { formula, withNumbers: numbers.join(', '), inputs };
}

/** Columns of terms: a title and what stands in it. */
export function columnsOf(
  ...columns: readonly (readonly [title: string, unit: Unit | 'text'])[]
): TermTable['columns'] {
  return columns.map(([title, unit]) => ({ title, unit }));
}

/** A sum (Σ) or product (Π) with its lines; the last column is what is summed or multiplied. */
export function overTerms(how: Written, terms: TermTable): Written {
  return { ...how, terms };
}

function numberOf({ value, unit }: Term): string {
  const text = unit === 'money' ? moneyToTheCent(value) : sixDigits(value);
  return text.startsWith('-') ? `(${text.replace('-', '−')})` : text;
}

type Named = readonly [symbol: string, meaning: string];

/** Makers of terms by where they come from. */
export const from =
  (origin: Origin) =>
  (symbol: string, value: number, unit: Unit, meaning: string): Term => ({
    symbol,
    value,
    unit,
    meaning,
    from: origin,
  });
export const data = from('data');
export const fitted = from('fitted');
export const option = from('option');
export const assumed = from('assumed');

interface Step {
  readonly value: number;
  readonly unit: Unit;
}

/** The formulas of one customer as they are written, part by part. Figures take value, grade and reason of the row. */
export class FormulaBook {
  readonly formulas: Formula[] = [];
  readonly row: CustomerResult;
  readonly #part: Part;

  constructor(row: CustomerResult, part: Part) {
    this.row = row;
    this.#part = part;
  }

  /** A figure of the row, worked out as written; null ones say why instead. */
  figure(path: string, [symbol, meaning]: Named, unit: Unit, how: Written | null): Term {
    const value = readNumber(this.row, path);
    const reason: ReasonCode | null = this.row.reasons[path] ?? null;
    const grade: Grade | null = this.row.grades[path] ?? null;
    this.#add({ figure: path, symbol, meaning, value, unit, grade, reason }, value === null ? null : how);
    return { symbol, meaning, value: value ?? Number.NaN, unit, from: 'formula' };
  }

  /** A figure of the row that is a date. */
  dated(path: string, [symbol, meaning]: Named, how: Written): void {
    const [grade, reason] = [this.row.grades[path] ?? null, this.row.reasons[path] ?? null];
    this.#add({ figure: path, symbol, meaning, value: null, unit: 'days', grade, reason }, how);
  }

  /** A step on the way to a figure. */
  step([symbol, meaning]: Named, { value, unit }: Step, how: Written): Term {
    this.#add({ figure: null, symbol, meaning, value, unit, grade: null, reason: null }, how);
    return { symbol, meaning, value, unit, from: 'formula' };
  }

  #add(what: Omit<Formula, 'part' | 'formula' | 'withNumbers' | 'inputs' | 'terms'>, how: Written | null): void {
    this.formulas.push({
      part: this.#part,
      ...what,
      formula: how?.formula ?? null,
      withNumbers: how === null || how.withNumbers === '' ? null : how.withNumbers,
      inputs: how?.inputs ?? [],
      terms: how?.terms ?? null,
    });
  }
}

function readNumber(row: CustomerResult, path: string): number | null {
  let at: unknown = row;
  for (const key of path.split('.')) at = (at as Readonly<Record<string, unknown>> | null)?.[key];
  return typeof at === 'number' ? at : null;
}
