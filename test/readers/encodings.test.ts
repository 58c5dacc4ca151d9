import { TextDecoder } from 'node:util';
import { describe, expect, it } from 'vitest';
import { contentOf, read, sourceOf } from './reading.ts';

/** A text in an 8-bit encoding; fails for a letter that the encoding does not have. */
function encoded(text: string, encoding: string): Buffer {
  const all = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
  const letters = [...new TextDecoder(encoding).decode(all, { stream: true })];
  return Buffer.from([...text].map((letter) => letters.indexOf(letter)).map((byte) => (byte < 0 ? Number.NaN : byte)));
}

const table = (topics: readonly string[]) =>
  `customer_id,date,topic\n${topics.map((topic, i) => `C${i},2024-01-05,${topic}`).join('\n')}\n`;

async function topicsOf(bytes: Buffer, pieceBytes = 1 << 16): Promise<string[]> {
  const { dataset } = await read([sourceOf(bytes, 'data.csv', pieceBytes)]);
  return contentOf(dataset).interactions.map(({ topic }) => String(topic));
}

describe('a text in an 8-bit encoding', () => {
  it.each([
    ['Polish', ['Łódź', 'Kraków', 'reklamacja opóźnienie']],
    ['Polish towns in -ń', ['Gdańsk', 'Poznań']],
    ['Polish money', ['100 zł']],
    ['Czech', ['Dvořák', 'Černý', 'Nová adresa']],
    ['Slovak', ['Košice', 'ťažkosti', 'Ľubica']],
    ['Hungarian', ['Kovács', 'Győr', 'Tóth', 'fizetés']],
    ['Croatian', ['Kovačević', 'Marić', 'Šarić']],
    ['German customers of a Polish branch', ['Müller', 'Jörg Böhm', 'Groß', 'Wałęsa']],
  ])('is read as Windows-1250 by its letters: %s', async (_, topics) => {
    expect(await topicsOf(encoded(table(topics), 'windows-1250'))).toEqual(topics);
  });

  it.each([
    ['German', ['Müller', 'Größe', '12 m³', '30 m²']],
    ['French', ['Hélène', 'François', 'cœur', 'déjà payé', 'où']],
    ['Spanish', ['¿Qué?', 'Muñoz', 'Peñíscola', 'nº 5', '1ª']],
    ['Portuguese', ['João', 'São Paulo', 'Conceição', 'opções']],
    ['Italian', ['caffè', 'tè', 'città', 'più']],
    ['Danish', ['Søren', 'ÅRHUS', 'Ærø']],
    ['Icelandic', ['Þór', 'Guðrún']],
    ['Dutch', ['Zoë', 'Citroën']],
    ['no words at all', ['£5', '½', '5 €']],
  ])('is read as Windows-1252 by its letters: %s', async (_, topics) => {
    expect(await topicsOf(encoded(table(topics), 'windows-1252'))).toEqual(topics);
  });

  it('is read alike wherever its letters begin and however its bytes come', async () => {
    const plain = Array.from({ length: 20_000 }, () => 'plain topic');
    const late = [...plain, 'Łódź', 'Dvořák', ...plain, 'Győr'];
    const bytes = encoded(table(late), 'windows-1250');
    for (const pieceBytes of [7_001, 1 << 20])
      expect(new Set(await topicsOf(bytes, pieceBytes))).toEqual(new Set(late));
  });

  it('is read with a warning that shows words in both encodings', async () => {
    const { diagnostics, warnings } = await read(encoded(table(['Łódź', 'Kraków']), 'windows-1250'));
    expect(diagnostics).toMatchObject([
      {
        code: 'encoding_assumed',
        severity: 'warning',
        message: 'The text is not UTF-8; it was read as Windows-1250: "Łódź" and "Kraków".',
        hint: 'If "£ódŸ" is right, say so: --encoding windows-1252.',
      },
    ]);
    expect(warnings).toMatchObject([{ code: 'encoding_assumed', count: 1 }]);
  });

  it.each([
    ['pounds', ['£5', '£7.50', '7 £', 'x']],
    ['euros behind no-break spaces', ['12.50\u00a0€', '1\u00a0234.50\u00a0€', '€', '–']],
    ['degrees, quotes and price levels', ['25\u00a0°C', '25°C', '“x”', '€€€€', '• ½ · × 3', 'a ± b']],
    ['pounds and words', ['HEART £ “LARGE”', 'café £3', 'Müller']],
  ])('is read as Windows-1252 however many symbols it has: %s', async (_, topics) => {
    const all = Array.from({ length: 60 }, () => topics).flat();
    expect((await topicsOf(encoded(table(all), 'windows-1252'))).sort()).toEqual(all.sort());
  });

  it.each([
    ['windows-1251', ['Возврат за 3 €', 'Доставка', 'Ёлка', '20°']],
    ['koi8-r', ['Возврат', 'Доставка', 'Счёт']],
    ['windows-1253', ['Επιστροφή 3 €', 'Παράδοση', 'Λογαριασμός', '5 €', '7 €']],
    ['windows-1255', ['חשבון', 'משלוח']],
    ['windows-874', ['การคืนเงิน', 'จัดส่ง']],
  ])('is refused where its words are of no Latin alphabet, with its encoding among those named: %s', async (label, topics) => {
    const bytes = encoded(table([...topics, ...topics, ...topics]), label);
    const refused = expect.objectContaining({
      code: 'input_encoding',
      hint: expect.stringContaining(`--encoding ${label} if "`),
    });
    await expect(topicsOf(bytes)).rejects.toEqual(refused);
  });

  it('is what it was told to be', async () => {
    const bytes = encoded(table(['Dvořák']), 'windows-1250');
    const { dataset, diagnostics } = await read(bytes, { encoding: 'windows-1252' });
    expect(contentOf(dataset).interactions).toMatchObject([{ topic: 'Dvoøák' }]);
    expect(diagnostics).toEqual([]);
  });
});
