import { describe, expect, it } from 'vitest';
import { emptyFilterWarning } from '../../src/renderers/emptyFilter.ts';
import { parseFilter } from '../../src/renderers/select.ts';
import { customer, resultOf } from '../support/result.ts';

const { customers } = resultOf([
  customer({ customerId: 'A', status: 'active', segment: 'gold' }),
  customer({ customerId: 'B', status: 'churned', segment: null }),
]);
const many = resultOf(
  Array.from({ length: 20 }, (_, i) => customer({ customerId: `C${i}`, segment: `segment ${i}` })),
).customers;

const said = (filters: readonly string[], of = customers) => emptyFilterWarning(of, filters.map(parseFilter))?.message;

describe('a filter that nobody passes', () => {
  it.each([
    [['status=activ'], 'No customer has status = "activ"; there are "active", "churned".'],
    [['segment=silver', 'status=active'], 'No customer has segment = "silver"; there are "gold".'],
    [['status=active', 'segment='], 'Customers meet each of the filters, but none meets all of them.'],
    [['status='], 'No customer has status = ""; all have one.'],
    [['value.expected>1e12'], /^No customer has value\.expected > "1e12"; it is from [\d.,]+ to [\d.,]+\.$/],
  ])('is told with what there is: %s', (filters, message) => {
    expect(said(filters)).toMatch(message);
  });

  it('is told with the nearest of many values', () => {
    expect(said(['segment=segmnt 7'], many)).toBe('No customer has segment = "segmnt 7"; the nearest is "segment 7".');
    expect(said(['segment=gold'], many)).toBe('No customer has segment = "gold"; there are 20 others.');
  });

  it('is no matter where somebody passes, where nothing is asked, and where nobody is', () => {
    expect(said(['status=active'])).toBeUndefined();
    expect(said([])).toBeUndefined();
    expect(said(['status=activ'], resultOf([]).customers)).toBeUndefined();
  });
});
