import { describe, expect, test } from 'vitest';
import { parseFilter, resolveFields, selectCustomers } from '../../src/renderers/select.ts';
import { customer, resultOf, unknownCustomer } from '../support/result.ts';

const { customers } = resultOf([
  customer({ customerId: 'b', atStake: 5, segment: 'gold' }),
  customer({ customerId: 'c', atStake: null, segment: null }),
  customer({ customerId: 'a', atStake: 5, segment: 'tin' }),
  customer({ customerId: 'd', atStake: 40, segment: 'gold' }),
]);
const idsOf = (changes: { sort?: string; top?: number; filters?: string[] }) => {
  const { sort = null, top = null, filters = [] } = changes;
  return [...selectCustomers(customers, { sort, top, filters: filters.map(parseFilter) })].map((c) => c.customerId);
};

describe('sorting', () => {
  test('keeps the result’s own order unless asked', () => expect(idsOf({})).toEqual(['b', 'c', 'a', 'd']));
  test('breaks ties by id and puts the missing last', () =>
    expect(idsOf({ sort: 'atStake' })).toEqual(['a', 'b', 'd', 'c']));
  test('puts the missing last the other way too', () =>
    expect(idsOf({ sort: '-atStake' })).toEqual(['d', 'a', 'b', 'c']));
  test('takes CSV names and groups', () => {
    expect(idsOf({ sort: '-at_stake' })).toEqual(['d', 'a', 'b', 'c']);
    expect(idsOf({ sort: '-value' })).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('filters', () => {
  test.each([
    [['segment=gold'], ['b', 'd']],
    [['segment!=gold'], ['c', 'a']],
    [['segment='], ['c']],
    [['atStake>=5'], ['b', 'a', 'd']],
    [['atStake>5', 'segment=gold'], ['d']],
    [['atStake<5'], []],
    [['segment>gold'], ['a']],
  ])('%j keep %j', (filters, ids) => expect(idsOf({ filters })).toEqual(ids));

  test.each(['segment', '=gold', ''])('%j is refused with an example', (filter) => {
    expect(() => parseFilter(filter)).toThrow(
      expect.objectContaining({ code: 'usage', hint: expect.stringContaining('segment=gold') }),
    );
  });
});

test('top keeps the first of the chosen order', () => expect(idsOf({ sort: '-atStake', top: 2 })).toEqual(['d', 'a']));

describe('fields', () => {
  test('may be paths, CSV names and groups, each once', () => {
    expect(resolveFields(['customerId', 'effort_score', 'action', 'customer_id'])).toEqual([
      'customerId',
      'effort.score',
      'action.code',
      'action.text',
    ]);
  });

  test('unknown are refused with a suggestion and the list', () => {
    const hint = expect.stringMatching(/^Did you mean value.expected\? Fields: customerId, /);
    expect(() => resolveFields(['value.expcted'])).toThrow(expect.objectContaining({ code: 'usage', hint }));
  });
});

test('a customer without any figure sorts last and still prints', () => {
  const mixed = resultOf([unknownCustomer('a'), customer({ customerId: 'b' })]).customers;
  const sorted = selectCustomers(mixed, { sort: 'effort.score', top: null, filters: [] });
  expect([...sorted].map((c) => c.customerId)).toEqual(['b', 'a']);
});
