import { describe, expect, it } from 'vitest';
import { type Content, contentOf, failure, read, sourceOf } from './reading.ts';

/** Exports of systems that no preset knows, as they come. */

const encoded = (label: string, text: string): Content => {
  const decoder = new TextDecoder(label);
  const bytes = new Map<string, number[]>();
  for (let high = 0x00; high <= 0xff; high++) {
    bytes.set(decoder.decode(Uint8Array.of(high)), [high]);
    if (high < 0x81) continue;
    for (let low = 0x40; low <= 0xfc; low++) {
      const letter = decoder.decode(Uint8Array.of(high, low));
      if ([...letter].length === 1 && !bytes.has(letter)) bytes.set(letter, [high, low]);
    }
  }
  return Uint8Array.from([...text].flatMap((letter) => bytes.get(letter)!));
};

describe('the export of', () => {
  it('a subscription billing system, which names the object of each column', async () => {
    const text =
      'subscriptions.id,subscriptions.customer_id,subscriptions.status,subscriptions.mrr,subscriptions.created_at,subscriptions.cancelled_at,customers.email\n' +
      'S1,C1,Active,49.00,05-Jan-2023 10:00,,bob@acme.example\n';
    const { dataset, inputs } = await read(text);
    expect(inputs[0]!.kind).toBe('customers');
    expect(contentOf(dataset).customers).toMatchObject({
      C1: { mrr: 4900, email: 'bob@acme.example', status: 'Active' },
    });
  });

  it.each([
    ['bob@acme.example', 'carl@zen.example', []],
    ['100234', '100235', []],
    ['Bob Smith', 'Carl Jones', ['key_weak']],
  ])('a tracker, whose reporter is known by what the cells hold: %s', async (first, second, warnings) => {
    const text = `Issue key,Summary,Status,Reporter,Created\nSUP-1,Slow,Done,${first},05/Jan/24 9:13 AM\nSUP-2,Lost,Done,${second},21/Feb/24 1:00 PM\n`;
    const outcome = await read(text);
    expect(outcome.dataset.customerIds).toEqual([first, second]);
    expect(outcome.warnings.map(({ code }) => code)).toEqual(warnings);
  });

  it('the books, where the account code is one of the ledger', async () => {
    const text =
      '*ContactName,EmailAddress,*InvoiceNumber,*InvoiceDate,Total,*AccountCode,Currency,Type\n' +
      'Acme,bob@acme.example,INV-1,13/01/2024,240.00,200,GBP,Sales invoice\nZen,carl@zen.example,INV-2,20/02/2024,120.00,200,GBP,Sales invoice\n';
    const { dataset } = await read(text);
    expect(dataset.customerIds).toEqual(['bob@acme.example', 'carl@zen.example']);
  });

  it('SAP, with a title, trailing minus signs and totals behind asterisks', async () => {
    const text =
      '20.06.2024      Dynamic List Display     1\n\n\tKunde\tBelegnr.\tBelegdatum\tBetrag in HW\tHWähr\n\n' +
      '\t100234\t90001\t05.01.2024\t1.234,50\tEUR\n\t100234\t90003\t11.03.2024\t150,00-\tEUR\n*\t\t\t\t1.084,50\tEUR\n';
    const { dataset, inputs } = await read(text, { decimal: null });
    expect(inputs[0]!.rows).toEqual({ read: 3, used: 2, skipped: 1 });
    expect(contentOf(dataset).interactions.map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([
      ['purchase', 123450],
      ['refund', 15000],
    ]);
    expect(dataset.facts.currency).toBe('EUR');
  });

  it('a payment service in several currencies, by the one that it converts to, when told', async () => {
    const text =
      'id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Converted Amount,Converted Amount Refunded,Converted Currency,Status,Customer ID\n' +
      'ch_1,2024-01-05 10:00:00,50.00,0.00,eur,true,50.00,0.00,eur,Paid,cus_1\nch_2,2024-01-09 10:00:00,60.00,0.00,usd,true,55.20,0.00,eur,Paid,cus_2\n';
    expect((await failure(text)).code).toBe('input_currency');
    const map = {
      amount: 'Converted Amount',
      refunded_amount: 'Converted Amount Refunded',
      currency: 'Converted Currency',
    };
    const { dataset } = await read(text, { map });
    expect([...dataset.interactions.columns.amountMinor!].sort()).toEqual([5000, 5520]);
    expect(dataset.facts.currency).toBe('EUR');
  });

  it('a survey platform, with two more rows of headers', async () => {
    const text =
      'StartDate,EndDate,RecordedDate,ResponseId,RecipientEmail,ExternalReference,Q1_NPS\n' +
      'Start Date,End Date,Recorded Date,Response ID,Recipient Email,External Data Reference,How likely?\n' +
      '2024-01-05 10:00:00,2024-01-05 10:02:00,2024-01-05 10:02:00,R_1,bob@acme.example,C1,9\n';
    const { dataset, inputs } = await read(text);
    expect(inputs[0]).toMatchObject({ rows: { read: 2, used: 1, skipped: 1 } });
    expect(contentOf(dataset).interactions).toMatchObject([{ customer: 'C1', kind: 'survey' }]);
    expect(contentOf(dataset).customers['C1']).not.toHaveProperty('churned_at');
  });

  it('an API, page after page in one array or one a line', async () => {
    const pages = [
      { object: 'list', has_more: true, data: [{ id: 'ch_1', customer: 'cus_1', created: 1704412800, amount: 5 }] },
      { object: 'list', has_more: false, data: [{ id: 'ch_2', customer: 'cus_2', created: 1706412800, amount: 7.5 }] },
      { object: 'list', has_more: false, data: [] },
    ];
    const told = contentOf((await read([sourceOf(JSON.stringify(pages), 'pages.json')])).dataset);
    expect(told.interactions).toMatchObject([
      { customer: 'cus_1', amountMinor: 500 },
      { customer: 'cus_2', amountMinor: 750 },
    ]);
    const lines = pages.map((page) => `${JSON.stringify(page)}\n`).join('');
    expect(contentOf((await read([sourceOf(lines, 'pages.ndjson')])).dataset)).toEqual(told);
    // A list within a record is no page.
    const record = JSON.stringify([
      { id: 'O1', customer_id: 'C1', date: '2024-01-05', total: 5, items: [{ sku: 'a' }] },
    ]);
    expect((await read([sourceOf(record, 'orders.json')])).inputs[0]!.rows.used).toBe(1);
  });
});

describe('a table in a shape of its own is told what would help', () => {
  it.each([
    ['"customer_id,date,amount"\n"C1,2024-01-05,10.50"\n', 'in quotes as a whole', 'outer quotes'],
    ['CUSTID    DATE        AMOUNT\nC1        2024-01-05   10.50\n', 'spaces only', 'CSV'],
    ['Month,Orders,Revenue\n2024-01,120,5400\n2024-02,130,5900\n', 'totals by month', 'each with its customer'],
    ['customer_id,2024-01,2024-02,2024-03\nC1,10,20,0\nC2,0,15,30\n', 'only the customer', 'unpivot'],
  ])('%j', async (text, message, hint) => {
    const error = await failure(text);
    expect(error).toMatchObject({ code: 'input_columns', message: expect.stringContaining(message) });
    expect(error.hint).toContain(hint);
  });

  it('JSON without records says where they are looked for', async () => {
    const text = '{"data":{"orders":{"edges":[{"node":{"id":"1"}}]}}}';
    const { diagnostics } = await read([sourceOf(text, 'answer.json')]);
    expect(diagnostics).toMatchObject([{ code: 'file_without_rows', hint: expect.stringContaining('"orders"') }]);
  });
});

describe('what is no table, or in no alphabet that can be told', () => {
  it.each([
    ['<html><body><table><tr><td>customer_id</td></tr></table></body></html>', 'HTML'],
    ['<?xml version="1.0"?><Workbook></Workbook>', 'XML'],
    ['<!DOCTYPE html>\n<p>Please sign in</p>', 'HTML'],
  ])('is refused by name: %s', async (text, name) => {
    expect(await failure(text)).toMatchObject({ code: 'input_syntax', message: expect.stringContaining(name) });
  });

  it.each([
    ['shift_jis', '注文番号,顧客番号,注文日,合計金額\n1001,K01,2024/01/05,12000\n', '"注文番号"'],
    ['windows-1251', 'Номер заказа,Код клиента,Дата,Сумма\n1001,K01,05.01.2024,12000\n', '"Номер"'],
    ['koi8-r', 'Номер заказа,Код клиента,Дата,Сумма\n1001,K01,05.01.2024,12000\n', '"Номер"'],
    ['windows-1253', 'Αριθμός παραγγελίας,Πελάτης,Ημερομηνία\n1001,K01,05.01.2024\n', '"Αριθμός"'],
  ])('%s is refused with a word in it, and read when it is said', async (label, text, word) => {
    const bytes = encoded(label, text);
    const error = await failure(bytes);
    expect(error.code).toBe('input_encoding');
    expect(error.hint).toContain(`--encoding ${label} if ${word} is right`);
    const header = text.split('\n')[0]!.split(',');
    const columns = { customer_id: header[1]!, occurred_at: header[2]! };
    expect((await read(bytes, { encoding: label, map: columns, role: 'interactions' })).dataset.customerIds).toEqual([
      'K01',
    ]);
  });

  it('a few words with many accents are still Latin ones', async () => {
    const text = 'customer_id,city,plan\n1,Łódź,żółty\n2,Kłodzko,żółw źdźbło\n3,Wąchock,żółć\n';
    const { dataset } = await read(encoded('windows-1250', text));
    expect(dataset.customerIds).toHaveLength(3);
  });
});

describe('an export in which each row has its customer in another column', () => {
  const PAYPAL =
    'Date,Time,TimeZone,Name,Type,Status,Currency,Gross,Fee,Net,From Email Address,To Email Address,Transaction ID\n' +
    '2024-02-03,10:00:00,CET,Anna,Website Payment,Completed,EUR,40.00,-1.20,38.80,anna@example.com,shop@example.com,T1\n';

  it('is refused with the reason, and read once a column is named for the customer', async () => {
    const error = await failure(PAYPAL);
    expect(error).toMatchObject({ code: 'input_columns', message: expect.stringContaining('paypal-activity') });
    const map = { customer_id: 'From Email Address' };
    const { dataset } = await read(PAYPAL, { map });
    expect(dataset.customerIds).toEqual(['anna@example.com']);
    expect(dataset.interactions.rows).toBe(1);
  });
});
