import { describe, expect, test } from 'vitest';
import { CustomerStates } from '../../../src/engine/alerts/customerStates.ts';
import { ENGAGED } from '../../../src/engine/alerts/rules/engaged.ts';
import { OVERDUE } from '../../../src/engine/alerts/rules/overdue.ts';
import { SeededRandom } from '../../../src/foundation/random.ts';
import { dayNumberOf, type LiteralEvent, literalEvent, OneCustomer, YARDSTICKS } from '../../support/literalEvents.ts';

const contact = (at: string, more: Partial<LiteralEvent> = {}): LiteralEvent => ({
  at,
  caseId: 'K1',
  topic: 'billing',
  channel: 'phone',
  resolved: 0,
  ...more,
});
const bought = (at: string): LiteralEvent => ({ at, kind: 'purchase' });

describe('effort spike', () => {
  test('a hard case after a year of none, told with what it rests on', () => {
    const customer = new OneCustomer('2022-12-01').take(
      contact('2024-01-10'),
      contact('2024-01-12', { channel: 'chat' }),
      contact('2024-01-14'),
    );
    const [alert] = customer.alertsOn('2024-01-15');
    // Known: repeat 2/3, unresolved 1, switch 1 → (.77·2/3 + 1.846 + .57)/(.77 + 1.846 + .57) = .9194, one day old.
    const effort = 100 * ((0.77 * (2 / 3) + 1.846 + 0.57) / 3.186) * 2 ** (-1 / 90);
    expect(alert).toMatchObject({
      code: 'effort_spike',
      evidence: { highestBefore: 0, monthsBefore: 12, contacts: 3 },
    });
    expect(alert!.evidence['effort']).toBeCloseTo(effort, 9);
    expect(alert!.text).toBe(
      'Effort rose to 91 of 100; at the end of the 12 months before, there was none. The hardest case: billing, 3 contacts, last on 2024-01-14.',
    );
  });

  test('a first contact of today is no spike, tomorrow it is', () => {
    const customer = new OneCustomer('2023-01-01').take(contact('2024-01-10'));
    expect(customer.codesOn('2024-01-10')).toEqual([]);
    expect(customer.codesOn('2024-01-11')).toEqual(['effort_spike']);
  });

  test('effort that was as high before is no spike', () => {
    // Levels are taken on 2023-11-19, 2023-12-19, …; only the first of them is past in January.
    const customer = new OneCustomer('2023-01-01').take(
      contact('2023-11-15', { caseId: 'K0' }),
      contact('2023-11-18', { caseId: 'K0', channel: 'chat' }),
    );
    expect(customer.take(contact('2024-01-10', { caseId: 'K2' })).codesOn('2024-01-11')).not.toContain('effort_spike');
  });

  test('a customer followed for less than three months has no past to rise above', () => {
    const customer = new OneCustomer('2023-11-20').take(contact('2024-01-10'), contact('2024-01-12'));
    expect(customer.codesOn('2024-01-13')).not.toContain('effort_spike');
  });

  test('it ends when the level has become the past', () => {
    const customer = new OneCustomer('2023-01-01').take(contact('2024-01-10'), contact('2024-01-12'));
    expect(customer.codesOn('2024-01-20')).toContain('effort_spike');
    expect(customer.codesOn('2024-03-20')).not.toContain('effort_spike');
  });
});

describe('unresolved beyond their norm', () => {
  test('a case open for longer than any that was settled, and not before', () => {
    const customer = new OneCustomer('2023-01-01').take(
      contact('2023-05-01', { caseId: 'K0' }),
      contact('2023-05-13', { caseId: 'K0', resolved: 1 }),
      contact('2024-01-10'),
    );
    expect(customer.codesOn('2024-01-22')).not.toContain('unresolved_beyond_norm');
    const found = customer.alertsOn('2024-01-23').find(({ code }) => code === 'unresolved_beyond_norm');
    expect(found?.evidence).toMatchObject({ openDays: 13, normDays: 12, settledCases: 1, caseId: 'K1' });
    expect(found?.text).toContain('their one settled case took no longer than 12 days');
  });

  test('without a settled case the case window is the norm', () => {
    const customer = new OneCustomer('2023-01-01').take(contact('2024-01-10'));
    expect(customer.codesOn('2024-01-17')).not.toContain('unresolved_beyond_norm');
    expect(customer.codesOn('2024-01-18')).toContain('unresolved_beyond_norm');
  });

  test('settling it ends it, and a case quiet for a quarter is no news', () => {
    const open = () => new OneCustomer('2023-01-01').take(contact('2024-01-10'));
    expect(
      open()
        .take(contact('2024-01-20', { resolved: 1 }))
        .codesOn('2024-01-21'),
    ).toEqual([]);
    expect(open().codesOn('2024-04-09')).toContain('unresolved_beyond_norm');
    expect(open().codesOn('2024-04-10')).not.toContain('unresolved_beyond_norm');
  });
});

describe('renewal at risk', () => {
  const customer = () => {
    const one = new OneCustomer('2023-11-20').take(contact('2024-01-10'), contact('2024-01-12'));
    one.states.setRenewal(one.row, dayNumberOf('2024-03-01'));
    return one;
  };

  test('a renewal within 90 days while effort is not low', () => {
    const found = customer()
      .alertsOn('2024-01-15')
      .find(({ code }) => code === 'renewal_at_risk');
    expect(found?.evidence).toMatchObject({ renewalAt: '2024-03-01', daysLeft: 46 });
  });

  test('not once it is past, renewed, or the customer has left', () => {
    expect(customer().codesOn('2024-03-02')).not.toContain('renewal_at_risk');
    const renewed = customer().take({ at: '2024-02-25', kind: 'renewal' });
    expect(renewed.codesOn('2024-02-26')).not.toContain('renewal_at_risk');
    const monthly = customer().take({ at: '2024-01-20', kind: 'renewal' });
    expect(monthly.codesOn('2024-01-21')).toContain('renewal_at_risk');
    const left = customer().take({ at: '2024-01-20', kind: 'cancellation' });
    expect(left.codesOn('2024-01-21')).toEqual([]);
  });
});

describe('overdue and likely leaving', () => {
  const yardsticks = {
    buyingRate: { shape: 1, rateDays: 30 },
    aliveGiven: (_x: number, _first: number, last: number, day: number) => 1 - (day - last) / 200,
    lapseWindowDays: 120,
  };
  const buyer = () =>
    new OneCustomer('2023-01-01', yardsticks).take(...['01', '11', '21', '31'].map((day) => bought(`2023-01-${day}`)));

  test('overdue from the day on which the silence is longer than 95% of their own gaps', () => {
    // 1 − (60/(60 + s))^4 ≥ .95 ⇔ s ≥ 60·(20^¼ − 1) = 66.88.
    expect(buyer().codesOn('2023-04-07')).not.toContain('overdue');
    const found = buyer()
      .alertsOn('2023-04-08')
      .find(({ code }) => code === 'overdue');
    expect(found?.evidence).toMatchObject({
      silentDays: 67,
      usualGapDays: 10,
      purchaseDays: 4,
      lastPurchaseAt: '2023-01-31',
    });
    expect(found?.evidence['silenceRank']).toBeCloseTo(1 - (60 / 127) ** 4, 12);
  });

  test('a lapsed customer is not overdue any more, and a purchase ends it', () => {
    expect(buyer().codesOn('2023-06-01')).toEqual([]);
    expect(buyer().take(bought('2023-04-08')).codesOn('2023-04-09')).not.toContain('overdue');
  });

  test('likely leaving once a quarter of the chance is lost within thirty days', () => {
    // 1 − s/200 ≤ .75·(1 − (s − 30)/200) ⇔ s ≥ 110.
    expect(buyer().codesOn('2023-05-20')).not.toContain('alive_falling');
    const found = buyer()
      .alertsOn('2023-05-21')
      .find(({ code }) => code === 'alive_falling');
    expect(found?.evidence).toMatchObject({ silentDays: 110, backDays: 30 });
    expect(found?.evidence['probabilityAlive']).toBeCloseTo(0.45, 12);
    expect(found?.evidence['probabilityAliveBefore']).toBeCloseTo(0.6, 12);
  });
});

describe('engaged', () => {
  test('three purchases in a month after none in a year', () => {
    const customer = new OneCustomer('2023-01-01').take(
      ...['2023-01-01', '2024-01-05', '2024-01-10', '2024-01-15'].map(bought),
    );
    const found = customer.alertsOn('2024-01-16').find(({ code }) => code === 'engaged');
    // T = 350 days before the window, none active: P(NB(1, 30/380) ≥ 3) = (30/380)³.
    expect(found?.evidence).toMatchObject({ activeDays: 3, baselineActiveDays: 0, baselineDays: 350 });
    expect(found?.evidence['probability']).toBeCloseTo((30 / 380) ** 3, 15);
  });

  test('contacts are no engagement, and a short past is no baseline', () => {
    const complaining = new OneCustomer('2023-01-01').take(
      ...['2023-01-01', '2024-01-05', '2024-01-10', '2024-01-15'].map((at) => contact(at, { resolved: 1 })),
    );
    expect(complaining.codesOn('2024-01-16')).not.toContain('engaged');
    const young = new OneCustomer('2024-01-01').take(
      ...['2024-01-01', ...[2, 3, 4, 5, 6, 7, 8].map((day) => `2024-03-0${day}`)].map(bought),
    );
    expect(young.codesOn('2024-03-30')).not.toContain('engaged');
    expect(young.codesOn('2024-03-31')).toContain('engaged');
  });

  test('customers who go on as before raise it as often as the report says they would by chance', () => {
    const [customers, days] = [20_000, 400];
    const random = new SeededRandom(7);
    const states = new CustomerStates(YARDSTICKS);
    let [raised, expected] = [0, 0];
    for (let i = 0; i < customers; i++) {
      const row = states.add(`c${i}`, 0);
      const perDay = random.gamma(1) / 20;
      for (let day = random.exponential() / perDay; day < days; day += random.exponential() / perDay) {
        states.apply(row, literalEvent({ at: new Date(Math.floor(day) * 86_400_000).toISOString(), kind: 'visit' }));
      }
      if (!ENGAGED.applies(states, row, days)) continue;
      expected += ENGAGED.byChance!(states, row, days);
      if (ENGAGED.find(states, row, days) !== null) raised++;
    }
    // Poisson with that mean: within three standard deviations. Several events of a day are one, which lowers it a little.
    expect(expected).toBeGreaterThan(4);
    expect(Math.abs(raised - expected)).toBeLessThan(3 * Math.sqrt(expected));
  });
});

describe('overdue', () => {
  test('by chance about as many as rates without memory bring, those beyond the lapse window left out', () => {
    const random = new SeededRandom(6);
    const [shape, rateDays, days, lapseWindowDays] = [2, 60, 700, 150];
    const yardsticks = { ...YARDSTICKS, buyingRate: { shape, rateDays }, lapseWindowDays };
    const states = new CustomerStates(yardsticks);
    let [expected, raised] = [0, 0];
    for (let k = 0; k < 8000; k++) {
      const row = states.add(`c${k}`, 0);
      // Gamma(2, 60 days): nobody ever stops.
      const perDay = (random.exponential() + random.exponential()) / rateDays;
      for (let day = 0; day < days; day += random.exponential() / perDay) {
        states.apply(row, literalEvent({ at: new Date(Math.floor(day) * 86_400_000).toISOString(), kind: 'purchase' }));
      }
      if (states.hasLapsed(row, days) || !OVERDUE.applies(states, row, days)) continue;
      expected += OVERDUE.byChance!(states, row, days);
      if (OVERDUE.find(states, row, days) !== null) raised++;
    }
    expect(expected).toBeGreaterThan(50);
    expect(Math.abs(raised - expected)).toBeLessThan(3 * Math.sqrt(expected));
  });
});
