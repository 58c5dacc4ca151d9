import { describe, expect, it } from 'vitest';
import { DEFAULT_READ_OPTIONS, type ReadOptions } from '../../src/domain/reading.ts';
import { inspectFiles } from '../../src/readers/inspect.ts';
import { type Content, sourceOf } from './reading.ts';

function inspect(files: Readonly<Record<string, Content>>, options: Partial<ReadOptions> = {}) {
  return inspectFiles({
    files: Object.entries(files).map(([name, text]) => ({ source: sourceOf(text, name), role: 'auto' })),
    options: { ...DEFAULT_READ_OPTIONS, ...options },
  });
}

const SALES = 'Report\n\nKunden-Nr.;Datum;Betrag (EUR);Notiz\n007;13.02.2024;1.234,50;x\n008;14.02.2024;;y\n';

describe('inspection', () => {
  it('tells how a file is read, with its first rows as read', async () => {
    const { files } = await inspect({ 'umsatz.csv': SALES });
    expect(files[0]).toMatchObject({
      encoding: 'utf-8',
      delimiter: ';',
      headerLine: 3,
      preset: null,
      tables: [{ kind: 'interactions', key: { how: 'id', header: 'Kunden-Nr.' }, unused: ['Notiz'] }],
      rows: { read: 2, used: 1, skipped: 1 },
      problemCount: 2,
      failed: false,
    });
    expect(files[0]!.tables[0]?.columns[2]).toMatchObject({ field: 'amount', reason: 'synonym', decimal: ',' });
    expect(files[0]!.tables[0]?.firstRows).toEqual([
      { customer_id: '007', occurred_at: '2024-02-13', amount: 1234.5 },
      { customer_id: '008', occurred_at: '2024-02-14', amount: null },
    ]);
  });

  it('gives the options that freeze the reading', async () => {
    const { frozen } = await inspect({ 'umsatz.csv': SALES });
    expect(frozen).toEqual({
      config: {
        inputFormat: 'csv',
        encoding: 'utf-8',
        delimiter: ';',
        headerLine: '3',
        decimal: ',',
        dateOrder: 'dmy',
        map: { occurred_at: 'Datum', amount: 'Betrag (EUR)', customer_id: 'Kunden-Nr.' },
      },
      files: [{ name: 'umsatz.csv', role: 'interactions', config: {} }],
      open: [],
    });
  });

  it('freezes for several files what holds for all of them, and by file the rest', async () => {
    const { frozen } = await inspect({ 'umsatz.csv': SALES, 'kunden.csv': 'cust id,plan\n007,pro\n' });
    expect(frozen?.config).toEqual({
      inputFormat: 'csv',
      encoding: 'utf-8',
      decimal: ',',
      dateOrder: 'dmy',
      map: { occurred_at: 'Datum', amount: 'Betrag (EUR)', customer_id: 'Kunden-Nr.', plan: 'plan' },
    });
    expect(frozen?.files).toEqual([
      { name: 'umsatz.csv', role: 'interactions', config: { delimiter: ';', headerLine: '3' } },
      {
        name: 'kunden.csv',
        role: 'customers',
        config: { delimiter: ',', headerLine: '1', map: { customer_id: 'cust id' } },
      },
    ]);
    expect(frozen?.open).toEqual([]);
  });

  it('does not make an id of a name that told customers apart', async () => {
    const { frozen } = await inspect({ 'a.csv': 'Customer,Opened,Subject\nAcme,2024-01-02,help\n' });
    expect(frozen?.config['map']).not.toHaveProperty('customer_id');
    expect(frozen?.config['map']).toMatchObject({ account_name: 'Customer' });
  });

  it('tells what ends the reading of one file and still reads the others', async () => {
    const { files, frozen } = await inspect({ 'bad.csv': 'a,b\n1,2\n', 'good.csv': 'customer_id,plan\n1,pro\n' });
    expect(files.map(({ failed }) => failed)).toEqual([true, false]);
    expect(files[0]!.problems).toMatchObject([{ code: 'input_columns', severity: 'error' }]);
    expect(frozen?.files).toMatchObject([{ name: 'good.csv', role: 'customers' }]);
  });

  it('refuses a mapping that no file has', async () => {
    const map = new Map([['amount', 'Nowhere'] as const]);
    await expect(inspect({ 'a.csv': 'customer_id,plan\n1,pro\n' }, { map })).rejects.toMatchObject({
      code: 'input_columns',
    });
  });
});
