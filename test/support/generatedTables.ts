import { SeededRandom } from '../../src/foundation/random.ts';

/**
 * Tables as exports write them, clean or with one or more flaws, the same for the same seed. They are meant to find
 * cells that two readers take for different things.
 */
export interface GeneratedTable {
  readonly name: string;
  readonly content: Buffer;
  readonly clean: boolean;
}

type Pick = <T>(items: readonly T[]) => T;

/** A column: its header, and a clean cell for a row of a customer. */
interface Column {
  readonly header: string;
  readonly cell: (row: number, customer: number) => string;
}

export function generatedTable(seed: number): GeneratedTable {
  const random = new SeededRandom(seed);
  const pick: Pick = (items) => items[random.below(items.length)]!;
  const clean = seed % 3 === 0;
  // Beyond the thousand records that decide how columns are written, in a few.
  const rows = seed % 25 === 1 ? 1100 + random.below(300) : 1 + random.below(60);
  const customers = 1 + random.below(20);
  const columns = pick([eventColumns, eventColumns, customerColumns, wideColumns])(random, pick);
  const cells = Array.from({ length: rows }, (_, row) => {
    // A table of customers has each once.
    const customer = columns.some(({ header }) => header === 'Signup date') ? row : random.below(customers);
    return columns.map(({ cell }) => cell(row, customer));
  });
  const flaws = clean ? 0 : 1 + random.below(2);
  for (let i = 0; i < flaws; i++) {
    const row = seed % 25 === 1 ? rows - 1 - random.below(50) : random.below(rows);
    cells[row]![random.below(columns.length)] = pick(FLAWED_CELLS);
  }
  const table = [columns.map(({ header }) => header), ...cells];
  if (!clean && random.uniform() < 0.2) table.push([...pick(table)]);
  const written = asText(table, { random, pick, forgets: !clean });
  const content = !clean && random.uniform() < 0.25 ? pick(FLAWED_TEXTS)(written) : Buffer.from(written);
  return { name: `generated-${seed}.csv`, content, clean };
}

const FLAWED_CELLS = [
  ...[
    '',
    ' ',
    '  x ',
    'N/A',
    'null',
    'NaN',
    'Infinity',
    '-',
    '1e3',
    '0x10',
    '+5',
    '-0',
    '-0.00',
    '5-',
    '(12.50)',
    '.5',
  ],
  ...['5.', '1,5', '1.234,56', '1,234.56', "1'234", '12 345', '€ 5', '$7', '99%', '1234567890123456', '0.123456789'],
  ...[
    '12.345',
    '1.005',
    '1.2345678',
    '007',
    '-3',
    '1:02:03',
    '12:30',
    'yes',
    'no',
    'maybe',
    'Ja',
    'TRUE',
    '1.0',
    '2.5',
  ],
  ...['2024-02-29', '2023-02-29', '2024-13-01', '0000-01-01', '9999-12-31', '1969-12-31', '2024-02-29T24:00:00'],
  ...['2024-02-29T12:30', '2024-02-29 12:30:45.5', '1969-12-31T23:59:59.9995Z', '2024-02-29T12:30:45.1239+02:00'],
  ...['2024-02-29T12:30:45-0530', '2024-02-29T12:30:45+05', '2024-02-29T12:30:45z', '2024-02-29T12:30:60Z', '20240229'],
  ...['29/02/2024', '29.02.2024', '2/29/2024 2:30 PM', '5 Jan 2024', 'epoch', 'infinity', 'now', '1709210096', '45351'],
  ...[
    '1709210096000',
    'Total',
    'Grand Total',
    'C1',
    'c1',
    ' C1',
    'C1\u00a0',
    'a,b',
    'a;b',
    'say "hi"',
    '"',
    '""',
    '"a',
    'a"',
  ],
  ...[
    'line\nbreak',
    '"line\nbreak"',
    'cr\rcr',
    'tab\there',
    'Zoë',
    'naïve café',
    '日本語',
    '👍🏽',
    'ﬁ',
    '\u0000',
    '\u001b[31m',
  ],
  ...[
    'refund',
    'refunded',
    'cancelled',
    'open',
    'Chat',
    'voided',
    'unknown word',
    'EUR',
    'USD',
    'eur',
    'EURO',
    '=1+1',
    '__proto__',
  ],
  ...[
    '4f1b0f6e-7f2e-4c62-a8ef-95fd5f0e7c7a',
    'x'.repeat(300),
    '12345678901234567890',
    '\ufeff',
    '\u200b',
    "O'Brien",
    "''",
  ],
];

type Rewrite = (text: string) => Buffer;

const FLAWED_TEXTS: readonly Rewrite[] = [
  (text) => Buffer.from(`${text}\n\n\n`),
  (text) => Buffer.from(`${text}\nTotal\n`),
  (text) => Buffer.from(`${text.trimEnd()},extra\n`),
  (text) => Buffer.from(text.trimEnd().replace(/[,;\t|][^,;\t|]*$/, '\n')),
  (text) => Buffer.from(`\n${text}`),
  (text) => Buffer.from(`A report of yesterday\n\n${text}`),
  (text) => Buffer.from(text.replace(/\n/g, '\n\n')),
  (text) => Buffer.from(text.replace(/\n(?=[^\n]*$)/, '\r\n')),
  (text) => Buffer.from(text.replace(/\r?\n/g, '\r')),
  (text) => Buffer.concat([Buffer.from(text), Buffer.from([0x66, 0xfc, 0x72, 0x0a])]),
  (text) => Buffer.from(text, 'utf16le'),
  (text) => Buffer.from(text, 'latin1'),
  (text) => Buffer.from(`${text}"never closed`),
];

interface Hand {
  readonly random: SeededRandom;
  readonly pick: Pick;
  /** Whether now and then a cell that needs quotes has none. */
  readonly forgets: boolean;
}

function asText(table: readonly (readonly string[])[], { random, pick, forgets }: Hand): string {
  const delimiter = pick([',', ',', ';', '\t', '|']);
  const lineEnd = pick(['\n', '\n', '\r\n']);
  const always = random.uniform() < 0.2;
  const quoted = (cell: string) => {
    const needed = always || cell.includes(delimiter) || /["\r\n]/.test(cell);
    return needed && !(forgets && random.uniform() < 0.03) ? `"${cell.replaceAll('"', '""')}"` : cell;
  };
  const lines = table.map((cells) => cells.map(quoted).join(delimiter));
  const mark = random.uniform() < 0.15 ? '\ufeff' : '';
  const separator = random.uniform() < 0.05 ? `sep=${delimiter}${lineEnd}` : '';
  return `${mark}${separator}${lines.join(lineEnd)}${random.uniform() < 0.9 ? lineEnd : ''}`;
}

function eventColumns(random: SeededRandom, pick: Pick): Column[] {
  const time = timeColumn(random, pick);
  const money = moneyCell(random, pick);
  const maybe = (share: number, column: Column) => (random.uniform() < share ? [column] : []);
  const blank = (share: number, text: () => string) => (random.uniform() < share ? '' : text());
  const kinds = pick([
    ['purchase', 'support'],
    ['Order', 'Refund', 'Chat'],
    ['purchase'],
    ['call', 'survey', 'renewal'],
  ]);
  return [
    ...maybe(
      0.6,
      pick([
        { header: 'interaction_id', cell: (row) => `I${String(row).padStart(6, '0')}` },
        { header: 'Order number', cell: (row) => String(1000 + row) },
        { header: 'event_id', cell: (row) => `8a7f${String(row).padStart(8, '0')}-4c62-a8ef-95fd5f0e7c7a` },
      ]),
    ),
    keyColumn(pick),
    time,
    ...maybe(0.6, { header: 'type', cell: () => blank(0.1, () => pick(kinds)) }),
    ...maybe(0.8, { header: 'amount', cell: () => blank(0, money) }),
    ...maybe(0.2, { header: 'refunded_amount', cell: () => blank(0.7, money) }),
    ...maybe(0.2, { header: 'quantity', cell: () => String(1 + random.below(5)) }),
    ...maybe(0.2, { header: 'unit_price', cell: money }),
    ...maybe(0.2, { header: 'currency', cell: () => 'EUR' }),
    ...maybe(0.3, { header: 'status', cell: () => blank(0.2, () => pick(['closed', 'solved', 'paid', 'refunded'])) }),
    ...maybe(0.4, {
      header: 'channel',
      cell: () => blank(0.1, () => pick(['phone', 'E-Mail', 'web chat with a human', 'Ü'])),
    }),
    ...maybe(0.4, { header: 'topic', cell: () => blank(0.3, () => pick(['billing', 'delivery, late', 'Größe'])) }),
    ...maybe(0.3, { header: 'agent', cell: () => `A${random.below(9)}` }),
    ...maybe(0.4, { header: 'case_id', cell: (row, customer) => blank(0.4, () => `K${customer}-${row >> 2}`) }),
    ...maybe(0.3, {
      header: pick(['handle_seconds', 'Handle time (min)']),
      cell: () => blank(0.3, () => String(random.below(900))),
    }),
    ...maybe(0.3, { header: 'resolved', cell: () => blank(0.2, () => pick(['yes', 'no', 'TRUE', '0'])) }),
    ...maybe(0.2, { header: 'transfers', cell: () => blank(0.2, () => String(random.below(400))) }),
    ...maybe(0.2, { header: 'direction', cell: () => pick(['inbound', 'outbound', '']) }),
    ...maybe(0.2, { header: 'cost', cell: money }),
    ...maybe(0.2, { header: 'ces', cell: () => blank(0.5, () => String(1 + random.below(7))) }),
    ...maybe(0.3, { header: 'remark', cell: () => pick(['', 'fine', 'said "no"', 'two\nlines', 'ends here.']) }),
  ];
}

function customerColumns(random: SeededRandom, pick: Pick): Column[] {
  const money = moneyCell(random, pick);
  const maybe = (share: number, column: Column) => (random.uniform() < share ? [column] : []);
  const { cell } = timeColumn(random, pick);
  return [
    keyColumn(pick),
    { header: 'Signup date', cell },
    { header: 'mrr', cell: () => (random.uniform() < 0.1 ? '' : money()) },
    ...maybe(0.6, { header: 'segment', cell: () => pick(['', 'Small business', 'enterprise', 'Ö']) }),
    ...maybe(0.5, { header: 'churned', cell: () => pick(['yes', 'no', 'No', '']) }),
    ...maybe(0.4, {
      header: 'churn date',
      cell: (row, customer) => (random.uniform() < 0.6 ? '' : cell(row, customer)),
    }),
    ...maybe(0.4, { header: 'Tenure Months', cell: () => String(random.below(72)) }),
    ...maybe(0.3, { header: 'order_count', cell: () => pick(['0', '3', '7', '12']) }),
    ...maybe(0.3, { header: 'margin', cell: () => pick(['0.4', '35', '0.125', '']) }),
    ...maybe(0.3, { header: 'referred_by', cell: () => `C${random.below(9)}` }),
    ...maybe(0.2, { header: 'deleted', cell: () => pick(['no', '0', '']) }),
  ];
}

function wideColumns(random: SeededRandom, pick: Pick): Column[] {
  const money = moneyCell(random, pick);
  return [
    { header: 'order_id', cell: (row) => `O-${row}` },
    keyColumn(pick),
    timeColumn(random, pick),
    { header: 'amount', cell: money },
    { header: 'segment', cell: () => pick(['', 'a', 'b']) },
    { header: 'country', cell: (_, customer) => (customer % 2 === 0 ? 'DE' : 'FR') },
    { header: 'acquisition_cost', cell: () => (random.uniform() < 0.5 ? '' : money()) },
  ];
}

function keyColumn(pick: Pick): Column {
  const id = pick<(customer: number) => string>([
    (customer) => `C${customer}`,
    (customer) => String(customer).padStart(3, '0'),
    (customer) => `kunde-größe-${customer}`,
    (customer) => `4f1b0f6e-7f2e-4c62-a8ef-${String(customer).padStart(12, '0')}`,
  ]);
  return { header: pick(['customer_id', 'Customer ID', 'client_id']), cell: (_, customer) => id(customer) };
}

function timeColumn(random: SeededRandom, pick: Pick): Column {
  const two = (n: number) => String(n).padStart(2, '0');
  const parts = () => ({
    y: 2020 + random.below(5),
    m: two(1 + random.below(12)),
    d: two(1 + random.below(28)),
    H: two(random.below(24)),
    M: two(random.below(60)),
    S: two(random.below(60)),
  });
  type Parts = ReturnType<typeof parts>;
  const form = pick<(p: Parts) => string>([
    ({ y, m, d }) => `${y}-${m}-${d}`,
    ({ y, m, d, H, M, S }) => `${y}-${m}-${d}T${H}:${M}:${S}Z`,
    ({ y, m, d, H, M, S }) => `${y}-${m}-${d} ${H}:${M}:${S}`,
    ({ y, m, d, H, M }) => `${y}-${m}-${d} ${H}:${M}`,
    ({ y, m, d, H, M, S }) => `${y}-${m}-${d}T${H}:${M}:${S}.${String(random.below(1000)).padStart(3, '0')}Z`,
    ({ y, m, d, H, M, S }) => `${y}-${m}-${d}T${H}:${M}:${S}${pick(['+02:00', '-0500', 'Z', '+05:30'])}`,
    ({ y, m, d }) => `${d}.${m}.${y}`,
    ({ y, m, d, H, M }) => `${Number(d)}/${Number(m)}/${y} ${Number(H)}:${M}`,
    ({ y, m, d }) => `${m}/${d}/${y}`,
    ({ y, m, d, H, M, S }) => String(Date.UTC(y, Number(m) - 1, Number(d), Number(H), Number(M), Number(S)) / 1000),
    ({ y, m, d }) => String(Date.UTC(y, Number(m) - 1, Number(d))),
  ]);
  return { header: pick(['date', 'occurred_at', 'Created (UTC)']), cell: () => form(parts()) };
}

function moneyCell(random: SeededRandom, pick: Pick): () => string {
  const decimals = pick([2, 2, 2, 0, 1, 3, 4]);
  const mark = pick(['.', '.', '.', ',']);
  const sign = pick(['', '', '', '-']);
  return () => `${random.uniform() < 0.1 ? sign : ''}${(random.uniform() * 500).toFixed(decimals).replace('.', mark)}`;
}
