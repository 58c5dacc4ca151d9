import { CxRoiError } from '../foundation/errors.ts';

/** A condition under which a run fails: `portfolio.atRiskShare>20%`. */
export interface Gate {
  /** As the user wrote it. */
  readonly text: string;
  readonly path: readonly string[];
  readonly operator: Operator;
  /** As written, without quotes: what texts are compared with. */
  readonly operand: string;
  /** The operand as a number, percent as a fraction; null where it is none. */
  readonly number: number | null;
  readonly percent: boolean;
}

type Operator = '>' | '>=' | '<' | '<=' | '==' | '!=';

const EXPRESSION = /^\s*([^\s<>=!]+)\s*(>=|<=|==|!=|>|<)\s*(.*?)\s*$/su;
const NUMERAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** @throws usage for what is no condition */
export function parseGate(text: string): Gate {
  const [, path, operator, written = ''] = EXPRESSION.exec(text) ?? [];
  if (path === undefined || operator === undefined || written === '' || written.startsWith('=')) {
    throw new CxRoiError('usage', `--fail-on "${text}" is not a condition`, {
      hint: "write a path of the JSON result, one of > >= < <= == !=, and a value: --fail-on 'portfolio.atRiskShare>20%'",
    });
  }
  const operand = /^(["'])(.*)\1$/su.exec(written)?.[2];
  const percent = operand === undefined && written.endsWith('%');
  const numeral = percent ? written.slice(0, -1).trim() : written;
  // Through the decimal exponent, so that 7% is the double 0.07.
  const number = operand === undefined && NUMERAL.test(numeral) ? Number(percent ? `${numeral}e-2` : numeral) : null;
  return {
    ...{ text, path: path.split('.'), operator: operator as Operator, operand: operand ?? written },
    ...{ number, percent: percent && number !== null },
  };
}

/** Whether the condition is met by a figure; null where the two cannot be compared. */
export function isMet(gate: Gate, figure: number | string | boolean): boolean | null {
  const { operator, operand, number } = gate;
  if (typeof figure === 'number') return number === null ? null : compare(operator, figure, number);
  if (typeof figure === 'string') return compare(operator, figure, operand);
  if (operand !== 'true' && operand !== 'false') return null;
  return operator === '==' || operator === '!=' ? compare(operator, String(figure), operand) : null;
}

/** Texts by code unit, which is the order of ISO dates. */
function compare<T extends number | string>(operator: Operator, a: T, b: T): boolean {
  switch (operator) {
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '==':
      return a === b;
    case '!=':
      return a !== b;
  }
}
