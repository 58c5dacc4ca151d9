import { gzipSync } from 'node:zlib';
import type { SeededRandom } from '../../src/foundation/random.ts';

const CSV =
  'interaction_id,customer_id,date,type,amount,topic,ces\nI1,C1,2024-01-05,purchase,"1,234.50",x,\nI2,"C 2",13/02/2024,ticket,,"a ""b""\nc",6\n';
const JSON_TEXT =
  '{"data":[{"customer_id":1,"date":"2024-01-05","amount":12.5,"tags":["a"],"n":{"m":null}}],"next":null}\n';

/** Small files of every kind that is read, to be mutated. */
export const SEEDS: Readonly<Record<string, Buffer>> = {
  csv: Buffer.from(CSV),
  json: Buffer.from(JSON_TEXT),
  ndjson: Buffer.from('{"customer_id":"A","plan":"x","churned":true}\n{"customer_id":"B","plan":"y","mrr":"5,50 €"}\n'),
  'JSON map': Buffer.from('{"A":{"plan":"x","mrr":5},"B":{"plan":"y","mrr":7}}'),
  customers: Buffer.from('Kundennummer;Name;Kunde seit;Umsatz;Gekündigt\n007;Müller;12. März 2023;1.234,50 €;nein\n'),
  wide: Buffer.from('customer_id\tdate\tamount\tsegment\tcurrency\nA\t3/25/2024\tUSD 5\tgold\tUSD\n'),
  report: Buffer.from(
    'Sales report\n\n"Order No","Customer Id","Date","Qty","Price"\n"1","A","2024-01-05","2","1.50"\nTotal,,,,\n',
  ),
  costs: Buffer.from('month,category,channel,spend\n2024-01,acquisition,search,1200.00\nFeb 2024,service,,300\n'),
  'sep=': Buffer.from(`sep=;\n${CSV.replaceAll(',', ';')}`),
  '8-bit': Buffer.from(
    'customer_id;data;kwota;miasto\nA;2024-01-05;5,50 z\u00b3;\nB;2024-01-06;6,00;\u00a3\u00f3d\u009f\n',
    'latin1',
  ),
  'UTF-16': Buffer.from(`\ufeff${CSV}`, 'utf16le'),
  gzip: gzipSync(CSV),
};

export const MUTATIONS = ['flip', 'cut', 'splice', 'repeat', 'swap'] as const;

export interface Mutation {
  readonly kind: (typeof MUTATIONS)[number];
  readonly at: number;
  readonly length: number;
  readonly bytes: Uint8Array;
}

/** The bytes with one thing done to them. */
export function mutate(bytes: Buffer, { kind, at, length, bytes: other }: Mutation): Buffer {
  const start = at % (bytes.length + 1);
  const [before, here, after] = [
    bytes.subarray(0, start),
    bytes.subarray(start, start + length),
    bytes.subarray(start + length),
  ];
  switch (kind) {
    case 'cut':
      return Buffer.concat([before, after]);
    case 'flip':
      return Buffer.concat([before, other, bytes.subarray(start + other.length)]);
    case 'splice':
      return Buffer.concat([before, other, bytes.subarray(start)]);
    case 'repeat':
      return Buffer.concat([before, here, here, after]);
    case 'swap':
      return Buffer.concat([after, here, before]);
  }
}

/** Bytes that mean something to a reader, beside any others. */
const TELLING = Buffer.from('",;\t|\n\r\\{}[]:\'=\u0000\u001b-+.0193€eE\ufeff');

export function randomMutation(random: SeededRandom): Mutation {
  const bytes = Uint8Array.from({ length: 1 + random.below(8) }, () =>
    random.uniform() < 0.5 ? random.below(256) : TELLING[random.below(TELLING.length)]!,
  );
  const kind = MUTATIONS[random.below(MUTATIONS.length)]!;
  return { kind, at: random.below(1 << 16), length: 1 + random.below(24), bytes };
}
