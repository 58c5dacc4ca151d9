import { describe, expect, it } from 'vitest';
import { foldColumn, lookUp } from '../../src/readers/lookUp.ts';
import { contentOf, read } from './reading.ts';

const fieldOf = (schema: 'customers' | 'interactions', header: string) =>
  lookUp(schema, header, foldColumn(header))?.field;

describe('headers spelt without umlauts', () => {
  it.each([
    ['Gekuendigt', 'churned'],
    ['Kuendigungsdatum', 'churned_at'],
    ['Gekuendigt am', 'churned_at'],
    ['Eroeffnet', 'created_at'],
    ['Eröffnet am', 'created_at'],
    ["Date d'ouverture", 'created_at'],
    ['Left', 'churned'],
    ['Email du demandeur', 'email'],
  ])('find "%s" as %s', (header, field) => {
    expect(fieldOf('customers', header)).toBe(field);
  });

  it.each([
    'Ouvert le',
    "Date d'ouverture",
    'Eröffnet',
    'Eroeffnet am',
  ])('find "%s" as the time of a ticket', (header) => {
    expect(fieldOf('interactions', header)).toBe('occurred_at');
  });
});

describe('keys within objects of any name', () => {
  it('are found by their last part', async () => {
    const { dataset } = await read(
      JSON.stringify([
        { id: 'a', billing: { mrr: 10, churned_at: null, plan: 'x', signup_date: '2023-01-01' } },
        { id: 'b', billing: { mrr: 20, churned_at: '2023-09-01', plan: 'y', signup_date: '2023-02-01' } },
      ]),
    );
    const { customers } = contentOf(dataset);
    expect(customers['a']).toMatchObject({ plan: 'x', mrr: 1000 });
    expect(customers['a']).toHaveProperty('created_at');
    expect(customers['b']).toMatchObject({ plan: 'y', mrr: 2000 });
    expect(customers['b']).toHaveProperty('churned_at');
  });

  it('mean nothing where two objects have them, or where the object is somebody else', async () => {
    const { dataset } = await read(
      '[{"id":"a","status":"active","x":{"mrr":10},"y":{"mrr":20},"old":{"plan":"p"},"owner":{"country":"DE"}}]',
    );
    expect(contentOf(dataset).customers['a']).toEqual({ status: 'active' });
  });

  it('give way to a column of that name', async () => {
    const { dataset } = await read('[{"id":"a","plan":"x","mrr":10,"trial":{"mrr":20}}]');
    expect(contentOf(dataset).customers['a']).toEqual({ plan: 'x', mrr: 1000 });
  });
});
