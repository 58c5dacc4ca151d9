import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalEvidence, parseMoney, parseNumber, parseRate } from '../../src/readers/numbers.ts';
import { TimeReader, timeEvidence } from '../../src/readers/times.ts';
import { Zone } from '../../src/readers/zones.ts';
import { contentOf, failure, read, sourceOf } from './reading.ts';

const LOCALES = [
  ...[
    'en-US',
    'en-GB',
    'en-IN',
    'en-ZA',
    'en-CA',
    'de-DE',
    'de-AT',
    'de-CH',
    'de-LI',
    'fr-FR',
    'fr-CH',
    'fr-CA',
    'it-IT',
  ],
  ...[
    'it-CH',
    'es-ES',
    'es-MX',
    'pt-BR',
    'pt-PT',
    'nl-NL',
    'nl-BE',
    'pl-PL',
    'cs-CZ',
    'sk-SK',
    'hu-HU',
    'sv-SE',
    'nb-NO',
  ],
  ...[
    'da-DK',
    'fi-FI',
    'et-EE',
    'lv-LV',
    'lt-LT',
    'ru-RU',
    'uk-UA',
    'tr-TR',
    'el-GR',
    'ja-JP',
    'zh-CN',
    'ko-KR',
    'hi-IN',
    'he-IL',
  ],
];

describe('numbers', () => {
  it.each([
    ['1.234,56', ',', 123456],
    ['1 234,56', ',', 123456],
    ['1\u00a0234,56', ',', 123456],
    ['1\u202f234,56', ',', 123456],
    ["1'234.56", '.', 123456],
    ['1’234.56', '.', 123456],
    ['12,34,567.89', '.', 123456789],
    ['€ 5', '.', 500],
    ['5 €', ',', 500],
    ['EUR 5,50', ',', 550],
    ['5.50 USD', '.', 550],
    ['-€5', '.', -500],
    ['€-5', '.', -500],
    ['(12.50)', '.', -1250],
    ['($12.50)', '.', -1250],
    ['-5', '.', -500],
    ['\u22125', '.', -500],
    ['5-', '.', -500],
    ['0.005', '.', 0.5],
    ['.5', '.', 50],
    [',5', ',', 50],
    ['1e3', '.', 100000],
    ['1.005', '.', 100.5],
    ['90071992547409.91', '.', 9007199254740991],
    ['USD 12,000', '.', 1200000],
    ['12 000 EUR', ',', 1200000],
    ['12 000,50 eur', ',', 1200050],
    ['R$ 5', ',', 500],
    ['R$1.234,56', ',', 123456],
    ['kr 5', ',', 500],
    ['5 kr.', ',', 500],
    ['1 234,50 zł', ',', 123450],
    ['99 Kč', ',', 9900],
    ['1 500 Ft', ',', 150000],
    ["Fr. 1'234.50", '.', 123450],
    ['US$ 5', '.', 500],
    ['$12.00 USD', '.', 1200],
    ['-R$ 5,00', ',', -500],
    ['(5 €)', ',', -500],
    ['12,-', ',', 1200],
    ['€ 1.234,-', ',', 123400],
    ['5,-- kr', ',', 500],
  ] as const)('reads %j with the mark %j as %d minor units', (text, decimal, minor) => {
    expect(parseMoney(text, decimal)).toBe(minor);
  });

  it.each([
    '',
    ' ',
    '-',
    '€',
    'abc',
    '1.2.3',
    '1,23,4',
    '12,34',
    '1,2345',
    '0x10',
    'NaN',
    'Infinity',
    '1 2',
    '5%',
    '--5',
    '1e999',
    '2024-01-05',
    '5 kg',
    'km 5',
    'abc 5',
    'EURO5X',
  ])('does not take %j for an amount', (text) => expect(parseMoney(text, '.')).toBeNaN());

  it('reads rates as fractions', () => {
    expect([
      parseRate('0.4', '.', false),
      parseRate('40%', '.', false),
      parseRate('40', '.', true),
      parseRate('99,88%', ',', false),
    ]).toEqual([0.4, 0.4, 0.4, 0.9988]);
  });

  it('reads back whatever 40 locales write', () => {
    const value = fc.tuple(fc.integer({ min: -999_999_999, max: 999_999_999 }), fc.constantFrom(0, 1, 2));
    for (const locale of LOCALES) {
      const markOf = (options: Intl.NumberFormatOptions) =>
        new Intl.NumberFormat(locale, options).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value as
          | ','
          | '.';
      // In Switzerland the mark of amounts is not the mark of other numbers.
      const marks = { plain: markOf({}), money: markOf({ style: 'currency', currency: 'EUR' }) };
      fc.assert(
        fc.property(value, ([minor, digits]) => {
          const amount = Math.round(minor / 10 ** (2 - digits)) / 10 ** digits;
          const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
          const plain = new Intl.NumberFormat(locale, options).format(amount);
          const money = new Intl.NumberFormat(locale, { ...options, style: 'currency', currency: 'EUR' }).format(
            amount,
          );
          expect(parseNumber(plain.replace(/[\u200e\u200f\u061c]/g, ''), marks.plain)).toBe(amount + 0);
          expect(parseMoney(money.replace(/[\u200e\u200f\u061c]/g, ''), marks.money)).toBe(
            Math.round(amount * 100) + 0,
          );
        }),
        { seed: 3, numRuns: 25 },
      );
    }
  });

  it.each([
    ['12.5', '.'],
    ['12,5', ','],
    ['1.234,5', ','],
    ['1,234.5', '.'],
    ['1,234,567', '.'],
    ['0.123', '.'],
    ['1.234', 'either'],
    ['1,234', 'either'],
    ['1234', 'none'],
    ["1'234", 'none'],
    ['abc', 'none'],
  ])('says of %j that it tells %j', (text, evidence) => expect(decimalEvidence(text)).toBe(evidence));
});

describe('times', () => {
  const reader = (
    order: 'dmy' | 'mdy' | null,
    numeric: 'epoch seconds' | 'epoch milliseconds' | 'spreadsheet days' | null = null,
  ) => new TimeReader({ order, numeric, zone: new Zone('UTC') });

  it.each([
    ['2024-02-29', null, '2024-02-29T00:00:00.000Z'],
    ['2024-02-29 14:30', null, '2024-02-29T14:30:00.000Z'],
    ['2024-02-29T14:30:15', null, '2024-02-29T14:30:15.000Z'],
    ['2024-02-29T14:30:15.25Z', null, '2024-02-29T14:30:15.250Z'],
    ['2024-02-29T14:30:15+02:00', null, '2024-02-29T12:30:15.000Z'],
    ['2024-02-29T14:30:15-0500', null, '2024-02-29T19:30:15.000Z'],
    ['2024-02-29 14:30:15 UTC', null, '2024-02-29T14:30:15.000Z'],
    ['20240229', null, '2024-02-29T00:00:00.000Z'],
    ['20240229143015', null, '2024-02-29T14:30:15.000Z'],
    ['202402291430', null, '2024-02-29T14:30:00.000Z'],
    ['20240229T143015Z', null, '2024-02-29T14:30:15.000Z'],
    ['2024/2/9', null, '2024-02-09T00:00:00.000Z'],
    ['29/02/2024', 'dmy', '2024-02-29T00:00:00.000Z'],
    ['29.02.2024 14:30', 'dmy', '2024-02-29T14:30:00.000Z'],
    ['2/29/2024 2:30 PM', 'mdy', '2024-02-29T14:30:00.000Z'],
    ['2/29/2024, 12:30:00 AM', 'mdy', '2024-02-29T00:30:00.000Z'],
    ['29.2.24', 'dmy', '2024-02-29T00:00:00.000Z'],
    ['5 Jan 2024', null, '2024-01-05T00:00:00.000Z'],
    ['05-Jan-2024 10:30', null, '2024-01-05T10:30:00.000Z'],
    ['January 5, 2024 10:30 AM', null, '2024-01-05T10:30:00.000Z'],
    ['Fri, 05 Jan 2024 10:30:00 GMT', null, '2024-01-05T10:30:00.000Z'],
    ['12 mars 2024', null, '2024-03-12T00:00:00.000Z'],
    ['1er août 2024 à 14h30', null, '2024-08-01T14:30:00.000Z'],
    ['12. März 2024', null, '2024-03-12T00:00:00.000Z'],
    ['12. Mrz. 2024 um 14:30 Uhr', null, '2024-03-12T14:30:00.000Z'],
    ['12-Mar-2024', null, '2024-03-12T00:00:00.000Z'],
    ['12-mar-24', null, '2024-03-12T00:00:00.000Z'],
    ['12/Mar/24 2:30 PM', null, '2024-03-12T14:30:00.000Z'],
    ['Mar 12, 2024', null, '2024-03-12T00:00:00.000Z'],
    ['March 12th, 2024 at 2:30 p. m.', null, '2024-03-12T14:30:00.000Z'],
    ['12 de marzo de 2024', null, '2024-03-12T00:00:00.000Z'],
    ['12 marzo 2024 alle ore 14:30', null, '2024-03-12T14:30:00.000Z'],
    ['12 mrt 2024', null, '2024-03-12T00:00:00.000Z'],
    ['12 października 2024', null, '2024-10-12T00:00:00.000Z'],
    ['2024-Mar-12 10:30', null, '2024-03-12T10:30:00.000Z'],
    ['12MAR2024', null, '2024-03-12T00:00:00.000Z'],
    ['12. 3. 2024 14:30', 'dmy', '2024-03-12T14:30:00.000Z'],
    ['2024. 03. 12.', null, '2024-03-12T00:00:00.000Z'],
    ['2024年3月12日', null, '2024-03-12T00:00:00.000Z'],
  ] as const)('reads %j (%s)', (text, order, iso) => {
    expect(new Date(reader(order).read(text)).toISOString()).toBe(iso);
  });

  it.each([
    'en-US',
    'en-GB',
    'de-DE',
    'de-AT',
    'fr-FR',
    'fr-CA',
    'es-ES',
    'es-MX',
    'it-IT',
    'nl-NL',
    'pl-PL',
    'pt-BR',
  ])('reads every day of a year as %s writes it in words', (locale) => {
    for (const month of ['long', 'short'] as const) {
      const shape = { day: 'numeric', month, year: 'numeric', timeZone: 'UTC' } as const;
      for (const weekday of [undefined, month]) {
        const format = new Intl.DateTimeFormat(locale, { ...shape, weekday });
        for (let day = 0; day < 366; day++) {
          const time = Date.UTC(2024, 0, 1 + day);
          expect(reader(null).read(format.format(time)), format.format(time)).toBe(time);
        }
      }
    }
  });

  it('reads spreadsheet days, epoch seconds and milliseconds', () => {
    expect(reader(null, 'spreadsheet days').read('45351.5')).toBe(Date.UTC(2024, 1, 29, 12));
    expect(reader(null, 'epoch seconds').read('1709217000')).toBe(1_709_217_000_000);
    expect(reader(null, 'epoch milliseconds').read('1709217000123')).toBe(1_709_217_000_123);
    expect(reader(null, 'epoch milliseconds').read('20240229143015')).toBe(Date.UTC(2024, 1, 29, 14, 30, 15));
  });

  it.each([
    '',
    '2024-02-30',
    '2024-13-01',
    '2024-02-29 25:00',
    '2024-02-29 14:60:00',
    '31/04/2024',
    '2024',
    'today',
    '2024-02-29x',
    '14:30',
    '30 février 2024',
    '12 Foo 2024',
    'Mar 2024',
    '12 Mar',
    '12 Mar 10:30',
    '12 mars 2024 soon',
  ])('does not take %j for a time', (text) => expect(reader('dmy').read(text)).toBeNaN());

  it.each([
    ['13/02/2024', 'dmy'],
    ['02/13/2024', 'mdy'],
    ['02.03.2024', 'dmy'],
    ['02/03/2024', 'either order'],
    ['02/02/2024', 'none'],
    ['2024-02-03', 'none'],
    ['45351', 'spreadsheet days'],
    ['1709217000', 'epoch seconds'],
    ['1709217000123', 'epoch milliseconds'],
    ['20240229', 'none'],
    ['20240229143015', 'none'],
    ['202402291430', 'none'],
    ['7258118400000', 'none'],
    ['7258118399999', 'epoch milliseconds'],
    ['7258118400', 'none'],
    ['1/0/1900', 'none'],
    ['12 mars 2024', 'none'],
    ['12. 3. 2024', 'dmy'],
  ])('says of %j that it tells %j', (text, evidence) => expect(timeEvidence(text)).toBe(evidence));

  it('follows the clock of a zone through its changes', () => {
    const berlin = new Zone('Europe/Berlin');
    const at = (iso: string) => new Date(berlin.toInstant(Date.parse(`${iso}Z`))).toISOString();
    expect(at('2024-03-31T01:59:00')).toBe('2024-03-31T00:59:00.000Z');
    expect(at('2024-03-31T02:30:00')).toBe('2024-03-31T01:30:00.000Z');
    expect(at('2024-03-31T03:00:00')).toBe('2024-03-31T01:00:00.000Z');
    expect(at('2024-10-27T02:30:00')).toBe('2024-10-27T00:30:00.000Z');
    expect(at('2024-10-27T03:00:00')).toBe('2024-10-27T02:00:00.000Z');
  });
});

const AMOUNTS = [1234.5, 12, 0.75, 1234567.25];
const DATES = ['2024-02-13', '2024-03-04', '2024-12-31', '2023-01-02'];

function table(amount: (value: number) => string, date: (iso: string) => string, delimiter: string): string {
  const rows = AMOUNTS.map((value, i) =>
    [`C${i}`, date(DATES[i]!), amount(value), 'Zoë €'].map((c) => `"${c}"`).join(delimiter),
  );
  return `${['customer_id', 'order date', 'amount', 'country'].join(delimiter)}\n${rows.join('\n')}\n`;
}

describe('one content written in many ways', () => {
  const amounts: Record<string, (value: number) => string> = {
    '1,234.56': (value) => value.toLocaleString('en-US'),
    '1.234,56': (value) => value.toLocaleString('de-DE'),
    '1 234,56': (value) => value.toLocaleString('fr-FR'),
  };
  const dates: Record<string, (iso: string) => string> = {
    iso: (iso) => iso,
    'd/m/y': (iso) => iso.split('-').reverse().join('/'),
    'm/d/y': (iso) => iso.replace(/(\d+)-(\d+)-(\d+)/, '$2/$3/$1'),
    'd.m.y': (iso) => iso.split('-').reverse().join('.'),
  };
  const encodings: Record<string, (text: string) => Buffer> = {
    'UTF-8': (text) => Buffer.from(text),
    'UTF-8 with BOM': (text) => Buffer.from(`\ufeff${text}`),
    'UTF-16LE with BOM': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
    'UTF-16LE': (text) => Buffer.from(text, 'utf16le'),
    'UTF-16BE with BOM': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
    'UTF-16BE': (text) => Buffer.from(text, 'utf16le').swap16(),
    'Windows-1252': (text) => Buffer.from(text.replaceAll('€', '\u0080').replaceAll('\u202f', '\u00a0'), 'latin1'),
  };

  for (const [encoding, encode] of Object.entries(encodings)) {
    for (const delimiter of [',', ';', '\t', '|']) {
      it(`reads ${encoding} with ${JSON.stringify(delimiter)} alike in every writing of numbers and dates`, async () => {
        const plain = contentOf((await read(table(String, (iso) => iso, ','))).dataset);
        for (const amount of Object.values(amounts)) {
          for (const date of Object.values(dates)) {
            const bytes = encode(table(amount, date, delimiter));
            const { dataset, diagnostics } = await read([sourceOf(bytes, 'data.csv', 13)]);
            expect(contentOf(dataset)).toEqual(plain);
            expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
          }
        }
      });
    }
  }
});

describe('encodings', () => {
  const text = (topic: string) => `customer_id,date,topic\nC1,2024-01-05,${topic}\n`;
  const topicOf = async (bytes: Buffer, settings = {}) => {
    const { dataset, warnings } = await read([sourceOf(bytes, 'x.csv', 3)], settings);
    return [contentOf(dataset).interactions[0]?.['topic'], ...warnings.map(({ code }) => code)];
  };

  it('reads the byte 0x80 as a euro sign where the text is not UTF-8, and says so', async () => {
    expect(await topicOf(Buffer.from(text('5 \u0080 caf\u00e9'), 'latin1'))).toEqual(['5 € café', 'encoding_assumed']);
  });

  it('takes an encoding that is told', async () => {
    const bytes = Buffer.from(text('\u00b9\u009c'), 'latin1');
    expect(await topicOf(bytes, { encoding: 'windows-1250' })).toEqual(['ąś']);
    expect(await failure(bytes, { encoding: 'klingon' })).toMatchObject({ code: 'usage' });
  });

  it('decides as over the whole file where the first letter beyond ASCII comes late', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `C${i},2024-01-05,plain topic`).join('\n');
    const late = (last: Buffer) => Buffer.concat([Buffer.from(`customer_id,date,topic\n${rows}\nA,2024-01-05,`), last]);
    const topics = async (bytes: Buffer) => {
      const { dataset, warnings } = await read(bytes);
      return [dataset.interactions.dictionaries.topic.text(1), ...warnings.map(({ code }) => code)];
    };
    expect(await topics(late(Buffer.from('café €\n')))).toEqual(['café €']);
    expect(await topics(late(Buffer.from('caf\u00e9 \u0080\n', 'latin1')))).toEqual(['café €', 'encoding_assumed']);
    const flawed = Buffer.concat([Buffer.from('café '), Buffer.from([0xff]), Buffer.from('\n')]);
    expect(await topics(late(flawed))).toEqual(['café \ufffd', 'encoding_flawed']);
  });

  it('reads a time whose header says UTC as UTC, whatever the zone of the others', async () => {
    const { dataset } = await read('customer_id,Created (UTC),topic\nC1,2024-07-01 12:00:00,x\n', {
      timezone: 'Europe/Berlin',
    });
    expect(contentOf(dataset).interactions[0]).toMatchObject({ at: '2024-07-01T12:00:00.000Z' });
  });
});

describe('currencies', () => {
  const text = (one: string, two: string) => `customer_id;date;amount\nC1;2024-01-05;${one}\nC2;2024-01-06;${two}\n`;

  it('are known from a sign beside the amounts, a bracket in the header, a column or the option', async () => {
    const currencyOf = async (content: string, settings = {}) => (await read(content, settings)).dataset.facts.currency;
    expect(await currencyOf(text('5,50 €', 'EUR 6,00'))).toBe('EUR');
    expect(await currencyOf(text('$5.50', '$6.00'))).toBeNull();
    expect(await currencyOf(text('TBD', '6,00 STK'))).toBeNull();
    expect(await currencyOf(text('5,50', '6,00').replace('amount', 'amount (CHF)'))).toBe('CHF');
    expect(await currencyOf(text('5,50', '6,00'), { currency: 'pln' })).toBe('PLN');
  });

  it.each([
    ['USD 12,000.00', 'USD'],
    ['12 000,00 EUR', 'EUR'],
    ['R$ 5,00', 'BRL'],
    ['5,00 zł', 'PLN'],
    ['(5,00 €)', 'EUR'],
    ['-€5,00', 'EUR'],
    ['$12.00 USD', 'USD'],
    ['kr 5,00', null],
    ['5,00 STK', null],
  ])('are known from %j', async (amount, code) => {
    const { dataset } = await read(text(amount, amount));
    expect(dataset.facts.currency).toBe(code);
  });

  it.each([
    ['amount_usd', 'USD'],
    ['Betrag in EUR', 'EUR'],
    ['Kwota PLN', 'PLN'],
    ['Importe (MXN)', 'MXN'],
  ])('are known from the header %s', async (header, code) => {
    const { dataset } = await read(text('5,50', '6,00').replace('amount', header));
    expect([dataset.facts.currency, contentOf(dataset).interactions[0]]).toMatchObject([code, { amountMinor: 550 }]);
  });

  it('may be written by code here and by a sign there that can mean it', async () => {
    expect((await read(text('$5,00', 'CAD 6,00'))).dataset.facts.currency).toBe('CAD');
    expect((await read(text('5,00 kr', '6,00'), { currency: 'SEK' })).dataset.facts.currency).toBe('SEK');
  });

  it('must be one', async () => {
    expect(await failure(text('5,50 €', '£6,00'))).toMatchObject({ code: 'input_currency' });
    expect(await failure(text('5,50 €', '$6,00'))).toMatchObject({ code: 'input_currency' });
    expect(await failure(text('5,50 €', '6,00'), { currency: 'USD' })).toMatchObject({ code: 'input_currency' });
    expect(await failure(text('R$ 5,50', '$6,00'))).toMatchObject({ code: 'input_currency' });
    expect(await failure(text('USD 5,50', 'CAD 6,00'))).toMatchObject({ code: 'input_currency' });
    expect(await failure(text('$5,50', '$6,00'), { currency: 'EUR' })).toMatchObject({
      code: 'input_currency',
      message: 'Amounts are in EUR (--currency) and in "$".',
      hint: expect.stringContaining('--rates'),
    });
  });
});

describe('what cannot be decided', () => {
  it('asks for the date order with two samples, and takes the answer', async () => {
    const text = 'customer_id,date,topic\nC1,03/04/2024,x\nC2,05/06/2024,x\n';
    expect(await failure(text)).toMatchObject({
      code: 'input_ambiguous',
      message: expect.stringContaining('"03/04/2024" and "05/06/2024"'),
      hint: expect.stringContaining('--date-order'),
      location: { column: 2, header: 'date' },
    });
    const { dataset } = await read(text, { dateOrder: 'dmy' });
    expect(contentOf(dataset).interactions[0]).toMatchObject({ at: '2024-04-03T00:00:00.000Z' });
  });

  it('asks for the decimal mark, unless the file tells by its delimiter or another column', async () => {
    expect(await failure('customer_id,date,amount\nC1,2024-01-05,1.234\n')).toMatchObject({
      code: 'input_ambiguous',
      hint: expect.stringContaining('--decimal'),
    });
    const semicolon = await read('customer_id;date;amount\nC1;2024-01-05;1.234\n');
    expect(contentOf(semicolon.dataset).interactions[0]).toMatchObject({ amountMinor: 123_400 });
    const sibling = await read('customer_id,date,amount,cost\nC1,2024-01-05,1.234,0.5\n');
    expect(contentOf(sibling.dataset).interactions[0]).toMatchObject({ amountMinor: 123.4 });
    const told = await read('customer_id,date,amount\nC1,2024-01-05,1.234\n', { decimal: ',' });
    expect(contentOf(told.dataset).interactions[0]).toMatchObject({ amountMinor: 123_400 });
  });

  it('looks through the whole file for the one value that decides, even from a pipe', async () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => `C${i},03/04/2024,1.234`);
    const text = `customer_id,date,amount\n${rows.join('\n')}\nC,13/04/2024,12.5\n`;
    const { dataset } = await read([sourceOf(text, '-')]);
    expect(new Set(dataset.interactions.timeMs)).toEqual(new Set([Date.UTC(2024, 3, 3), Date.UTC(2024, 3, 13)]));
    expect(new Set(dataset.interactions.columns.amountMinor)).toEqual(new Set([123.4, 1250]));
  });

  it('lets the first telling cell decide a column whose beginning tells nothing', async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => `C${i};2024-01-05;${i}`);
    const text = `customer_id;date;amount\n${rows.join('\n')}\nC;2024-01-05;12.5\n`;
    const { dataset } = await read(text);
    expect(contentOf(dataset).interactions.find(({ customer }) => customer === 'C')).toMatchObject({
      amountMinor: 1250,
    });
  });
});
