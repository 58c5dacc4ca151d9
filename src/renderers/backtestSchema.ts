import { BEHAVIOURS } from '../domain/options.ts';

type Schema = Readonly<Record<string, unknown>>;

const TEXT = { type: 'string' };
const SIZE = { type: 'integer', minimum: 0 };
const NUMBER = { type: 'number' };
const NUMBER_OR_NULL = { type: ['number', 'null'] };
const DATE = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };

/** JSON Schema of a backtest, or of why there is none. */
export function trackRecordSchema(): Schema {
  const tried = object({ tried: { const: true }, ...backtestMembers() });
  return { oneOf: [tried, object({ tried: { const: false }, why: TEXT })] };
}

function backtestMembers(): Record<string, Schema> {
  const errors = {
    actual: NUMBER,
    predicted: NUMBER,
    meanAbsoluteError: NUMBER,
    rootMeanSquaredError: NUMBER,
    bias: NUMBER_OR_NULL,
    spearman: NUMBER_OR_NULL,
    topDecileCapture: NUMBER_OR_NULL,
    logScore: NUMBER_OR_NULL,
  };
  const value = object({ actual: NUMBER, predicted: NUMBER, low: NUMBER, high: NUMBER, bias: NUMBER_OR_NULL });
  return {
    trust: TEXT,
    behaviour: { enum: BEHAVIOURS },
    target: { enum: ['purchases', 'leaving'] },
    splitAt: DATE,
    endAt: DATE,
    days: SIZE,
    model: TEXT,
    customers: SIZE,
    forecast: object(errors),
    baselines: { type: 'array', items: object({ name: TEXT, ...errors }) },
    calibration: { type: 'array', items: object({ customers: SIZE, predicted: NUMBER, actual: NUMBER }) },
    value: { anyOf: [value, { type: 'null' }] },
    coverage: object({ counts: NUMBER_OR_NULL, value: NUMBER_OR_NULL }),
  };
}

function object(properties: Readonly<Record<string, Schema>>): Schema {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}
