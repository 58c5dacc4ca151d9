import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { renderJson } from '../../src/renderers/json.ts';
import { resultSchema } from '../../src/renderers/scoreSchema.ts';
import { resolveFields } from '../../src/renderers/select.ts';
import { customer, resultOf, sampleResult } from '../support/result.ts';

const validate = new Ajv({
  strict: true,
  allowUnionTypes: true,
  strictRequired: false,
  strictTypes: false,
  formats: { date: true },
}).compile(resultSchema());
const parsed = (result = sampleResult(), fields: readonly string[] | null = null) =>
  JSON.parse([...renderJson(result, fields)].join(''));

describe('the JSON Schema', () => {
  test('accepts a whole result', () => {
    expect(validate(parsed()), JSON.stringify(validate.errors)).toBe(true);
  });

  test('accepts chosen fields where the options name them', () => {
    const { meta } = sampleResult();
    const result = { ...sampleResult(), meta: { ...meta, options: { fields: ['value'] } } };
    const document = parsed(result, resolveFields(['value']));
    expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
    document.meta.options.fields = null;
    expect(validate(document)).toBe(false);
  });

  test.each([
    ['a renamed figure', { atStake: undefined, at_stake: 5 }],
    ['a probability above 1', { retention: { ...customer().retention, now: 1.2 } }],
    ['a score above 100', { effort: { ...customer().effort, score: 101 } }],
    ['an unknown reason', { reasons: { roi: 'because' } }],
    ['a date that is none', { revenue: { ...customer().revenue, firstAt: '5.1.2023' } }],
  ])('refuses %s', (_, change) => {
    const document = parsed(resultOf([customer()]));
    Object.assign(document.customers[0], change);
    expect(validate(JSON.parse(JSON.stringify(document)))).toBe(false);
  });
});
