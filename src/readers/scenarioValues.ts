import type { Change, CostLever, MarginLever, Range } from '../domain/scenario.ts';

/** Readers of what a scenario may say, as text or as a number of YAML; undefined means it cannot be one. */

const NUMERAL = '([+-]?(?:\\d+\\.?\\d*|\\.\\d+))';
const PLAIN = new RegExp(`^${NUMERAL}$`);
const PERCENT = new RegExp(`^${NUMERAL}\\s*%$`);
const POINTS = new RegExp(`^${NUMERAL}(?:\\s*(?:points?|pts?))?$`, 'i');
const RANGE = /^(\d+\.?\d*)\s*%\s*(?:-|–|\.\.|to)\s*(\d+\.?\d*)\s*%$/;

function numeral(text: string, form: RegExp): number | undefined {
  const found = form.exec(text.trim())?.[1];
  return found === undefined ? undefined : Number(found);
}

/** Through the decimal exponent, so that 7% is the double 0.07. */
function percentOf(text: string): number | undefined {
  const found = PERCENT.exec(text.trim())?.[1];
  return found === undefined ? undefined : Number(`${found}e-2`);
}

/** `-30%` or `-10` points. */
export function change(value: unknown): Change | undefined {
  const text = String(value);
  const share = percentOf(text);
  if (share !== undefined) return share >= -1 ? { by: 'share', amount: share } : undefined;
  const points = numeral(text, POINTS);
  return points === undefined ? undefined : { by: 'points', amount: points };
}

/** `+5`, in percentage points; `5%` could mean a share. */
export function points(value: unknown): number | undefined {
  const found = numeral(String(value), POINTS);
  return found !== undefined && Math.abs(found) < 100 ? found : undefined;
}

/** `+3%`. */
export function share(value: unknown): number | undefined {
  const found = percentOf(String(value));
  return found !== undefined && found >= -1 ? found : undefined;
}

export function amount(value: unknown): number | undefined {
  const found = numeral(String(value), PLAIN);
  return found !== undefined && found >= 0 ? found : undefined;
}

export function wholeYears(value: unknown): number | undefined {
  const found = numeral(String(value), PLAIN);
  return found !== undefined && Number.isInteger(found) && found >= 1 && found <= 50 ? found : undefined;
}

export function months(value: unknown): number | undefined {
  const found = numeral(String(value), PLAIN);
  return found !== undefined && found > 0 && found <= 600 ? found : undefined;
}

/** `0.1` or `10%`, from 0 to 1. */
export function rate(value: unknown): number | undefined {
  const text = String(value);
  const found = percentOf(text) ?? numeral(text, PLAIN);
  return found !== undefined && found >= 0 && found <= 1 ? found : undefined;
}

export function score(value: unknown): number | undefined {
  const found = numeral(String(value), PLAIN);
  return found !== undefined && found >= 0 && found <= 100 ? found : undefined;
}

/** `45%` or `0.45` sets it, `+2` or `-2` moves it by points; a number of YAML has lost its sign and sets it. */
export function margin(value: unknown): MarginLever | undefined {
  const text = String(value).trim();
  if (typeof value === 'string' && /^[+-]/.test(text)) {
    const by = numeral(text, POINTS);
    return by !== undefined && Math.abs(by) <= 100 ? { by: by / 100 } : undefined;
  }
  const to = rate(value);
  return to === undefined ? undefined : { to };
}

/** `200` sets it, `-10%` changes it. */
export function cost(value: unknown): CostLever | undefined {
  const by = share(value);
  if (by !== undefined) return { share: by };
  const to = amount(value);
  return to === undefined ? undefined : { to };
}

/** `70%-110%` of the most likely. */
export function range(value: unknown): Range | undefined {
  const [, low, high] = RANGE.exec(String(value).trim()) ?? [];
  const found = { low: Number(`${low}e-2`), high: Number(`${high}e-2`) };
  return found.low <= 1 && found.high >= 1 ? found : undefined;
}

/** Flows from the start on: at least a start, all finite. */
export function flows(value: unknown): readonly number[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const found = value.map((item) => (typeof item === 'number' ? item : (numeral(String(item), PLAIN) ?? Number.NaN)));
  return found.every((item) => Number.isFinite(item)) ? found : undefined;
}
