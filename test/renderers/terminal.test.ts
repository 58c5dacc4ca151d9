import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { widthOf } from '../../src/renderers/layout.ts';
import { renderTerminal } from '../../src/renderers/terminal.ts';
import { customer, HOSTILE, resultOf, sampleResult } from '../support/result.ts';

const style = { fields: null, width: 80, color: false, order: 'most at stake first' };
const draw = (changes = {}, result = sampleResult()) => [...renderTerminal(result, { ...style, ...changes })].join('');

describe('the terminal table', () => {
  test.each([40, 60, 80, 120, 200])('fits %i columns whatever the text', (width) => {
    for (const line of draw({ width }).split('\n')) expect(widthOf(line), line).toBeLessThanOrEqual(width);
  });

  test('has no escape byte without colour, and with colour only its own', () => {
    expect(draw()).not.toContain('\u001b');
    const painted = draw({ color: true });
    expect(painted).toContain('\u001b[1m');
    expect(stripVTControlCharacters(painted)).toBe(draw());
  });

  test('aligns columns behind wide characters and new emoji', () => {
    const ids = ['plain', '顧客', '🫠🫠', HOSTILE];
    const lines = draw({ width: 120 }, resultOf(ids.map((customerId) => customer({ customerId })))).split('\n');
    const rows = lines.filter((line) => line.includes('~310') && line.includes('≈118'));
    expect(new Set(rows.map((line) => widthOf(line.slice(0, line.indexOf('~310')))))).toHaveProperty('size', 1);
  });

  test('says why a figure is missing and never prints it as 0', () => {
    const line = draw()
      .split('\n')
      .find((text) => text.startsWith('Lifetime value : CAC'));
    expect(line).toMatch(/ – {2}no margin is known/);
  });

  test('marks every figure with its grade', () => {
    expect(draw()).toMatch(/Revenue, net + 16,056,168\.70/);
    expect(draw()).toMatch(/Expected in 12 months +~ +54,210 {2}48,100 to 60,300/);
    expect(draw()).toMatch(/Service cost so far +\? +1,241/);
  });

  test('names the option that replaces an assumption', () => {
    expect(draw()).toContain('? discount rate 0.1: --discount-rate');
  });

  test('shows chosen fields under their CSV names', () => {
    const table = draw({ fields: ['customerId', 'effort.score'] });
    expect(table).toMatch(/customer_id +effort_score/);
  });

  test('ends with one line break', () => {
    expect(draw()).toMatch(/[^\n]\n$/);
  });
});
