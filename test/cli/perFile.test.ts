import { describe, expect, test } from 'vitest';
import { run } from '../support/shell.ts';

const CUSTOMERS =
  'Kundenliste;;\nStand: Mai;;\nKunden-Nr.;Segment;Kunde seit\n007;gold;13.01.2023\n008;silber;02.03.2023\n';
const ORDERS = 'client id,date,amount\n007,2024-01-05,12.50\n008,2024-02-06,7.25\n007,2024-03-07,3\n';
const FILES = { 'kunden.csv': CUSTOMERS, 'orders-05.csv': ORDERS };
const NAMES = Object.keys(FILES);
const OUTPUT = ['--format', 'csv', '--fields', 'customerId,segment,revenue.net', '--sort', 'customerId'];
const EXPECTED = 'customer_id,segment,revenue_net\n007,gold,15.5\n008,silber,7.25\n';

const score = (argv: readonly string[], files: Record<string, string>) => run(['score', ...argv, ...OUTPUT], { files });

describe('what one file alone needs said', () => {
  test('is told by inspect, as flags and as a config, and either gives the same bytes', async () => {
    const plain = await score(NAMES, FILES);
    expect(plain).toMatchObject({ exitCode: 0, stdout: EXPECTED });
    const { freeze } = JSON.parse((await run(['inspect', ...NAMES, '--json'], { files: FILES })).stdout);
    expect(freeze.open).toEqual([]);
    expect(freeze.files).toMatchObject([
      { name: 'kunden.csv', role: 'customers', config: { delimiter: ';', headerLine: '3' } },
      { name: 'orders-05.csv', role: 'interactions', config: { delimiter: ',', headerLine: '1' } },
    ]);
    const ids = [freeze.config, ...freeze.files.map((file: { config: object }) => file.config)].map(
      ({ map }) => map?.customer_id,
    );
    expect(ids.filter((id) => id !== undefined).sort()).toEqual(['Kunden-Nr.', 'client id']);
    expect(await score(freeze.arguments, FILES)).toEqual(plain);

    const config = (await run(['init', ...NAMES, '-o', '-'], { files: FILES })).stdout;
    expect(config).toContain('"orders-05.csv":\n    kind: interactions\n');
    expect(await score(NAMES, { ...FILES, 'cx-roi.config.yaml': config })).toEqual(plain);
  });

  test('is said by FILE:VALUE, by its path or its name alone', async () => {
    const files = {
      'in/kunden.csv': CUSTOMERS.replace('Kunden-Nr.', 'KNR'),
      'in/orders.csv': ORDERS.replace('client id', 'who'),
    };
    const names = Object.keys(files);
    expect((await score(names, files)).exitCode).toBe(3);
    const flags = ['--id', 'kunden.csv:KNR', '--map', 'in/orders.csv:customer_id=who', '--header-line', 'kunden.csv:3'];
    expect(await score([...names, ...flags], files)).toMatchObject({ exitCode: 0, stdout: EXPECTED });
  });

  test('is said of files that a quoted pattern names, as of files named one by one', async () => {
    const files = { ...FILES, 'orders-06.csv': 'client id,date,amount\n008,2024-05-06,1\n' };
    const named = await score(
      ['kunden.csv', '--interactions', 'orders-05.csv', '--interactions', 'orders-06.csv'],
      files,
    );
    expect(named.exitCode).toBe(0);
    expect(await score(['kunden.csv', '--interactions', 'orders-*.csv'], files)).toEqual(named);
    expect((await score(['kunden.csv', 'orders-*.csv'], files)).stdout).toEqual(named.stdout);
    const twice = await score(['kunden.csv', 'orders-05.csv', 'orders-*.csv'], files);
    expect(twice).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('given twice') });
    const none = await score(['kunden.csv', 'bills-*.csv'], files);
    expect(none).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('bills-*.csv') });
  });

  test('is said in a config by a pattern, and a flag for all files wins', async () => {
    const files = {
      ...FILES,
      'cx-roi.config.yaml': 'files:\n  orders-*.csv: { dateOrder: mdy, kind: interactions }\n',
      'orders-06.csv': 'client id,date,amount\n007,05/06/2024,1\n',
    };
    const revenueAt = async (...flags: string[]) => {
      const { stdout } = await run(['score', 'orders-06.csv', ...flags, '--json'], { files });
      const { customers, meta } = JSON.parse(stdout);
      expect(meta.options.files).toEqual(flags.length > 0 ? {} : { 'orders-06.csv': { dateOrder: 'mdy' } });
      return customers[0].revenue.lastAt;
    };
    expect(await revenueAt()).toBe('2024-05-06');
    expect(await revenueAt('--date-order', 'dmy')).toBe('2024-06-05');
  });

  test.each([
    ['files: 5\n', 'options by file are expected'],
    ['files: { a.csv: [] }\n', 'options by file are expected'],
    ['files: { a.csv: { delimeter: ";" } }\n', 'Did you mean delimiter?'],
    ['files: { a.csv: { margin: 40% } }\n', 'There is no option "margin"'],
    ['files: { orders-05.csv: { kind: clients } }\n', 'Allowed: customers, interactions, costs'],
    ['file: { a.csv: {} }\n', 'Did you mean files?'],
  ])('is refused in a config as %j', async (config, words) => {
    const { exitCode, stderr } = await score(NAMES, { ...FILES, 'cx-roi.config.yaml': config });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(words);
  });

  test('must be true of the file', async () => {
    const { exitCode, stderr } = await score([...NAMES, '--map', 'orders-05.csv:topic=Betreff'], FILES);
    expect(exitCode).toBe(3);
    expect(stderr).toContain('orders-05.csv: error: There is no column "Betreff" to be topic.');
  });
});

describe('--header-line', () => {
  const report = '"An unclosed quote\nid,date,amount\nC1,2024-01-05,5\n';

  test('finds the header where nothing else does', async () => {
    const named = await score(['a.csv', '--header-line', '2', '--id', 'id'], { 'a.csv': report });
    expect(named).toMatchObject({ exitCode: 0, stdout: 'customer_id,segment,revenue_net\nC1,,5\n' });
  });

  test.each([
    ['0', 2, 'is not the number of a line'],
    ['99', 3, 'The file has no header in line 99.'],
  ])('refuses line %s', async (line, code, words) => {
    const { exitCode, stderr } = await score(['a.csv', '--header-line', line], { 'a.csv': report });
    expect([exitCode, stderr]).toEqual([code, expect.stringContaining(words)]);
  });

  test("counts Excel's sep= line", async () => {
    const text = `sep=;\n${CUSTOMERS}`;
    const flags = ['--header-line', '4'];
    expect((await score(['a.csv', ...flags], { 'a.csv': text })).stdout).toBe(
      'customer_id,segment,revenue_net\n007,gold,\n008,silber,\n',
    );
  });
});

describe('a misspelt column', () => {
  test.each([
    [['--map', 'amount=Amonut'], 'Did you mean "amount"?'],
    [['--id', 'clent id'], 'Did you mean "client id"?'],
    [['--map', 'customer_id=clent id'], 'Did you mean "client id"?'],
    [['--map', 'occurred_at=dote'], 'Did you mean "date"?'],
  ])('%s is corrected', async (flags, words) => {
    const { exitCode, stderr } = await score(['orders-05.csv', ...flags], FILES);
    expect([exitCode, stderr]).toEqual([3, expect.stringContaining(words)]);
  });
});
