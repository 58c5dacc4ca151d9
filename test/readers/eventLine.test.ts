import { describe, expect, it } from 'vitest';
import { KIND } from '../../src/domain/fields.ts';
import { NO, UNKNOWN, YES } from '../../src/domain/interactions.ts';
import { DEFAULT_READ_OPTIONS } from '../../src/domain/reading.ts';
import { EventLines, type EventRead } from '../../src/readers/eventLine.ts';
import { pseudonyms } from '../../src/readers/pseudonyms.ts';
import { RecentIds } from '../../src/readers/recentIds.ts';

const lines = new EventLines('-', DEFAULT_READ_OPTIONS);
const read = (value: unknown) =>
  lines.read({ number: 7, text: typeof value === 'string' ? value : JSON.stringify(value) });
const eventOf = (value: object): EventRead => {
  const found = read({ customer_id: 'C1', occurred_at: '2024-02-29T14:30:00Z', ...value });
  if ('code' in found) throw new Error(found.message);
  return found;
};

describe('an event of a stream', () => {
  it('has the fields of an interaction', () => {
    expect(
      eventOf({
        interaction_id: 'E1',
        type: 'support',
        case_id: 'K9',
        channel: 'phone',
        topic: 'billing',
        agent: 'A1',
        resolved: false,
        direction: 'inbound',
        transfers: 2,
        handle_minutes: 4.5,
        personalised: 'no',
        repeated_information: 1,
        ces: 6,
      }),
    ).toEqual({
      customerId: 'C1',
      interactionId: 'E1',
      problems: [],
      event: {
        timeMs: Date.parse('2024-02-29T14:30:00Z'),
        kind: KIND.support,
        ...{ caseId: 'K9', channel: 'phone', topic: 'billing', agent: 'A1' },
        ...{ resolved: NO, inbound: YES, transfers: 2, handleSeconds: 270, personalised: NO, repeatedInformation: YES },
        ces: 6,
      },
    });
  });

  it('that says nothing but who, when and one thing of a contact is a contact of which nothing else is known', () => {
    const { event, interactionId } = eventOf({ channel: 'phone' });
    expect(interactionId).toBeNull();
    expect(event).toMatchObject({
      kind: KIND.support,
      caseId: null,
      resolved: UNKNOWN,
      inbound: UNKNOWN,
      ces: Number.NaN,
    });
  });

  it.each([
    ['2024-02-29', '2024-02-29T00:00:00Z'],
    ['2024-02-29T14:30:00+02:00', '2024-02-29T12:30:00Z'],
    [1_709_217_000_000, '2024-02-29T14:30:00Z'],
    [1_709_217_000, '2024-02-29T14:30:00Z'],
  ])('takes place at %s', (occurred_at, at) => {
    expect(eventOf({ occurred_at, type: 'support' }).event.timeMs).toBe(Date.parse(at));
  });

  it.each([
    [{ type: 'order' }, KIND.purchase],
    [{ type: 'Call' }, KIND.support],
    [{ type: 'login' }, KIND.visit],
    [{ amount: 12.5 }, KIND.purchase],
    [{ amount: '-3' }, KIND.refund],
    [{ type: 'purchase', amount: -3 }, KIND.refund],
    [{ type: 'cancellation' }, KIND.cancellation],
  ])('%j is of its kind', (value, kind) => {
    expect(eventOf(value).event.kind).toBe(kind);
  });

  it('says by its status whether a contact was resolved, unless it says so outright', () => {
    expect(eventOf({ status: 'solved' }).event.resolved).toBe(YES);
    expect(eventOf({ status: 'open' }).event.resolved).toBe(NO);
    expect(eventOf({ status: 'open', resolved: true }).event.resolved).toBe(YES);
  });

  it('keeps long ids digit by digit, and ids that are numbers as they are written', () => {
    expect(eventOf({ customer_id: 17, type: 'call' }).customerId).toBe('17');
    const found = read('{"customer_id": 12345678901234567890, "occurred_at": "2024-02-29", "topic": "billing"}');
    expect(found).toMatchObject({ customerId: '12345678901234567890' });
  });

  it('reads what it can: a cell that it cannot counts as missing, and is told', () => {
    const { event, problems } = eventOf({ resolved: 'perhaps', handle_minutes: 'long', channel: { a: 1 } });
    expect(event).toMatchObject({ resolved: UNKNOWN, handleSeconds: Number.NaN, channel: null });
    expect(problems.map(({ code, severity, value }) => [code, severity, value])).toEqual([
      ['cell_unreadable', 'warning', 'perhaps'],
      ['cell_unreadable', 'warning', 'long'],
    ]);
  });

  it.each([
    ['row_syntax', '{"customer_id": '],
    ['row_syntax', ''],
    ['row_syntax', 'null and void'],
    ['row_shape', '[]'],
    ['row_shape', 'null'],
    ['row_shape', '"C1"'],
    ['row_customer', { occurred_at: '2024-02-29' }],
    ['row_customer', { customer_id: ' ', occurred_at: '2024-02-29' }],
    ['row_customer', { customer_id: null, occurred_at: '2024-02-29' }],
    ['row_customer', { customer_id: ['C1'], occurred_at: '2024-02-29' }],
    ['row_time', { customer_id: 'C1' }],
    ['row_time', { customer_id: 'C1', occurred_at: 'soon' }],
    ['row_time', { customer_id: 'C1', occurred_at: '2023-02-29' }],
    ['row_time', { customer_id: 'C1', occurred_at: '03/04/2024' }],
    ['row_time', { customer_id: 'C1', occurred_at: 12 }],
    ['row_type', { customer_id: 'C1', occurred_at: '2024-02-29', type: 'dance' }],
    ['row_type', { customer_id: 'C1', occurred_at: '2024-02-29' }],
    ['row_type', { customer_id: 'C1', occurred_at: '2024-02-29', interaction_id: 'E1', segment: 'smb' }],
    ['row_not_sale', { customer_id: 'C1', occurred_at: '2024-02-29', type: 'order', status: 'cancelled' }],
  ])('%s: %j is refused with its line', (code, value) => {
    expect(read(value)).toMatchObject({ code, severity: 'error', location: { file: '-', line: 7 } });
  });

  it('that names its customer otherwise is told what the name should be', () => {
    expect(read({ customerId: 'C1', occurred_at: '2024-02-29' })).toMatchObject({
      hint: 'name "customerId" customer_id',
    });
  });

  it('that dates itself as files may is told the name of the member', () => {
    expect(read({ customer_id: 'C1', date: '2024-02-29' })).toMatchObject({
      code: 'row_time',
      hint: 'name "date" occurred_at',
    });
  });

  it('is not fooled by names that every object has', () => {
    expect(read('{"__proto__": {"customer_id": "C1"}, "occurred_at": "2024-02-29"}')).toMatchObject({
      code: 'row_customer',
    });
  });

  it('has the pseudonyms that the base has, where it has pseudonyms', () => {
    const hidden = new EventLines('-', { ...DEFAULT_READ_OPTIONS, pseudonymKey: 'a secret of some length' });
    const line = { customer_id: 'C1', occurred_at: '2024-02-29', case_id: 'K1', agent: 'A1', topic: 'billing' };
    const found = hidden.read({ number: 1, text: JSON.stringify(line) }) as EventRead;
    const name = pseudonyms('a secret of some length');
    expect(found.customerId).toBe(name('C1'));
    expect(found.event).toMatchObject({ caseId: name('K1'), agent: name('A1'), topic: 'billing' });
  });

  it('longer than a line may be is refused', () => {
    expect(lines.read({ number: 3, text: null })).toMatchObject({ code: 'row_syntax', location: { line: 3 } });
  });
});

describe('recent ids', () => {
  it('know a repeated id, and forget the oldest when there are very many', () => {
    const recent = new RecentIds();
    expect([recent.see('a'), recent.see('b'), recent.see('a')]).toEqual([false, false, true]);
    for (let i = 0; i < 70_000; i++) recent.see(`x${i}`);
    expect([recent.see('x69999'), recent.see('a')]).toEqual([true, false]);
  });
});
