import { describe, expect, it } from 'vitest';
import { run } from '../support/shell.ts';

async function scored(stdin: string, ...options: readonly string[]) {
  const { exitCode, stdout, stderr } = await run(['score', '-', '--errors', 'json', ...options], { stdin });
  const error = stderr
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as { code: string; message: string; hint?: string })
    .find(({ code }) => code.startsWith('input_'));
  return { exitCode, stdout, error };
}

describe('a table of which no row can be used', () => {
  it('is an error that says the commonest reason and a way out', async () => {
    const text = 'customer_id,date,amount\nC1,2024-01-05,\nC2,yesterday,5\nC3,2024-01-06,\n';
    const { exitCode, stdout, error } = await scored(text);
    expect([exitCode, stdout]).toEqual([3, '']);
    expect(error).toMatchObject({
      code: 'input_rejected',
      message:
        'None of 3 rows can be used, 2 of them for this reason: "amount" is blank, so the purchase cannot be counted.',
      hint: `If another column holds the amounts, name it: --map 'amount=Header'; if rows are no sales, take "amount" out of the file`,
    });
  });

  it.each([
    ['customer_id,date,amount\nC1,,5\n', "--map 'occurred_at=Header'"],
    ['customer_id,date,amount\n,2024-01-05,5\n', '--id Header'],
    ['customer_id,email,date,amount\n,a@b.example,2024-01-05,5\n', "--id 'email'"],
    ['customer_id,date,amount,status\nC1,2024-01-05,5,cancelled\n', "--map 'status=Header'"],
    ['customer_id,date,amount\nC1,2024-01-05,5,6,7\n', 'must stand in double quotes'],
    ['customer_id,date,amount,deleted\nC1,2024-01-05,5,yes\n', 'cx-roi inspect'],
  ])('names the way out of its reason: %s', async (text, hint) => {
    const { exitCode, error } = await scored(text);
    expect(exitCode).toBe(3);
    expect(error?.hint).toContain(hint);
  });

  it('is told as such under --strict too, where allowing the rows would not help', async () => {
    const { error } = await scored('customer_id,date,amount\nC1,2024-01-05,\n', '--strict');
    expect(error?.message).toMatch(/^None of 1 row can be used, all for this reason/);
  });

  it('is no matter where one row can be used, or where there is none', async () => {
    expect((await scored('customer_id,date,amount\nC1,2024-01-05,\nC2,2024-01-05,5\n')).exitCode).toBe(0);
    expect((await scored('customer_id,date,amount\n')).exitCode).toBe(0);
  });
});
