import { describe, expect, test } from 'vitest';
import { isoDate } from '../../src/foundation/days.ts';
import { run } from '../support/shell.ts';

const FIRST_DAY = 19_358;

interface Base {
  readonly planOf: (i: number) => string;
  readonly leaves: (i: number) => boolean;
  /** Contacts of one case a month before leaving, or at month 6 of those who stay; resolved when it took only one. */
  readonly contactsOf: (i: number) => number;
}

/** 120 subscribers of two years as files. */
function filesOf({ planOf, leaves, contactsOf }: Base): Record<string, string> {
  const customers = ['customer_id,signup_date,plan,mrr,churn_date'];
  const contacts = ['customer_id,date,type,case_id,channel,resolved'];
  for (let i = 0; i < 120; i++) {
    const start = FIRST_DAY + (i % 60);
    const end = start + 200 + 3 * (i % 40);
    customers.push(`C${100 + i},${isoDate(start)},${planOf(i)},20,${leaves(i) ? isoDate(end) : ''}`);
    for (let k = 0; k < contactsOf(i); k++) {
      const day = leaves(i) ? end - 35 + k : start + 180 + k;
      contacts.push(
        `C${100 + i},${isoDate(day)},support,K${i},${k % 2 === 0 ? 'phone' : 'chat'},${contactsOf(i) > 1 ? 'no' : 'yes'}`,
      );
    }
    contacts.push(`C${100 + i},${isoDate(FIRST_DAY + 729)},purchase,,,`);
  }
  return { 'customers.csv': customers.join('\n'), 'log.csv': contacts.join('\n') };
}

async function upliftText(base: Base): Promise<string> {
  const { stdout, exitCode } = await run(['uplift', 'customers.csv', 'log.csv', '-q'], {
    files: filesOf(base),
    terminal: 100,
    env: { NO_COLOR: '1' },
  });
  expect(exitCode).toBe(0);
  return stdout.replace(/\s+/g, ' ');
}

describe('what a fit trips over is named by column where people read', () => {
  test('a plan that nobody left, with the estimate given all the same', async () => {
    const text = await upliftText({
      planOf: (i) => (i % 3 === 0 ? 'vip' : 'basic'),
      leaves: (i) => i % 3 !== 0 && i % 4 === 1,
      contactsOf: (i) => (i % 2) + (i % 5 === 0 ? 3 : 0),
    });
    expect(text).toMatch(/told perfectly apart by: plan vip\./);
    expect(text).toMatch(/Your data -?\d/);
  });

  test('effort itself, when only those with effort have left', async () => {
    const text = await upliftText({
      planOf: () => 'basic',
      leaves: (i) => i % 6 === 0,
      contactsOf: (i) => (i % 6 === 0 ? 4 : 0),
    });
    expect(text).toMatch(/told perfectly apart by: effort\./);
    expect(text).toMatch(
      /^.*Effort predicts churn: from no effort to full effort the odds .* over 1,000 times as high/,
    );
  });

  test('effort that never varies', async () => {
    const text = await upliftText({ planOf: () => 'basic', leaves: (i) => i % 6 === 0, contactsOf: () => 1 });
    expect(text).toMatch(/No evidence: .* \(effort does not vary on its own\)/);
    expect(text).toMatch(/Left out, for they repeat others or never vary: effort\./);
  });
});
