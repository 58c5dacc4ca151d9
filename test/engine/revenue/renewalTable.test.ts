import { describe, expect, it } from 'vitest';
import { renewalTable } from '../../../src/engine/revenue/renewalTable.ts';

describe('renewal table', () => {
  it('counts who faced each month and who left at it', () => {
    const { atRisk, lost } = renewalTable({ exit: Float64Array.of(2, 2, 3.5, 1.2), event: Uint8Array.of(1, 0, 0, 1) });
    expect(Array.from(atRisk)).toEqual([4, 4, 1, 0]);
    expect(Array.from(lost)).toEqual([0, 2, 0, 0]);
  });

  it('counts the late entered only from their entry on, and a leaver of the first day in the first month', () => {
    const sample = { exit: Float64Array.of(3, 0.01), event: Uint8Array.of(1, 1), entry: Float64Array.of(1, 0) };
    const { atRisk, lost } = renewalTable(sample);
    expect(Array.from(atRisk)).toEqual([1, 1, 1]);
    expect(Array.from(lost)).toEqual([1, 0, 1]);
  });
});
