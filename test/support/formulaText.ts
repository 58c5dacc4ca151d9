import type { Formula } from '../../src/domain/explainReport.ts';

const FUNCTIONS: Readonly<Record<string, string>> = {
  exp: 'Math.exp',
  ln: 'Math.log',
  min: 'Math.min',
  max: 'Math.max',
  round: 'rounded',
};

/** Works out a formula as it is printed, with the inputs as they are listed; null for one in words. */
export function evaluated({ formula, withNumbers, inputs }: Formula): number | null {
  if (formula === null || withNumbers === null || withNumbers.includes(' = ')) return null;
  const values = new Map(inputs.map(({ symbol, value }) => [symbol, value]));
  const code = formula
    .replaceAll('×', '*')
    .replaceAll('−', '-')
    .replaceAll('^', '**')
    .replaceAll('√', 'Math.sqrt')
    .replace(/(?<![\p{L}\p{N}_.])[\p{L}_][\p{L}\p{N}_]*/gu, (name) => {
      if (name === 'Math') return name;
      if (FUNCTIONS[name] !== undefined) return FUNCTIONS[name];
      const value = values.get(name);
      if (value === undefined) throw new Error(`${name} is in "${formula}" and not among its inputs`);
      return `(${value})`;
    });
  const rounded = (value: number, decimals: number) => Math.round(value * 10 ** decimals) / 10 ** decimals;
  return Number(new Function('rounded', `return ${code};`)(rounded));
}
