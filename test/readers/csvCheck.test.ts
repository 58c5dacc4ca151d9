import { describe, expect, it } from 'vitest';
import { CsvCheck } from '../../src/readers/duckdb/csvCheck.ts';
import { Unfit } from '../../src/readers/duckdb/unfit.ts';
import type { Dialect } from '../../src/readers/sniff.ts';

const DIALECT: Omit<Dialect, 'lineEnds'> = {
  ...{ delimiter: ',', quote: '"', escape: '"', skipLines: 0, linesAbove: 0, header: ['a', 'b'] },
};

/** Records of a text, or why it is not plain; the bytes come in pieces. */
function checked(content: string | Buffer, pieceBytes = 3, severalLines = true): number | string {
  const bytes = Buffer.from(content);
  const lineEnds = bytes.includes('\r\n') ? ['\r\n', '\n'] : ['\n'];
  const check = new CsvCheck({ ...DIALECT, lineEnds }, severalLines);
  try {
    for (let at = 0; at < bytes.length; at += pieceBytes) check.take(bytes.subarray(at, at + pieceBytes));
    check.end();
    return check.records;
  } catch (error) {
    if (error instanceof Unfit) return error.message;
    throw error;
  }
}

describe('the look at the bytes of a file that DuckDB reads', () => {
  it.each([
    ['a,b\n1,2\n', 2],
    ['a,b\n1,2', 2],
    ['\n\na,b\n\n1,2\n\n', 2],
    ['a,b\r\n1,2\r\n\r\n3,4', 3],
    ['\ufeffa,b\n"1","2"\n', 2],
    ['a,b\n"1,1","say ""hi"""\n', 2],
    ['a,b\n"two\nlines",2\n3,4\n', 3],
    ['a,b\r\n"two\r\nlines",2\r\n', 2],
    ['a,b\n"",""\n,\n', 3],
    ['a,b\n"a""\nb",2\n', 2],
    ['a,b\nZoë,日本語\n', 2],
  ])('counts the records of %j', (text, records) => {
    for (const pieceBytes of [1, 2, 3, 7, 100]) expect(checked(text, pieceBytes)).toBe(records);
  });

  it.each([
    ['a,b\n1,say "hi"\n', 'a quote stands within a cell'],
    ['a,b\n1, "2"\n', 'a quote stands within a cell'],
    ['a,b\n"1"x,2\n', 'text follows a closing quote'],
    ['a,b\n"1" ,2\n', 'text follows a closing quote'],
    ['a,b\n1,"2\n', 'a quote is not closed'],
    ['a,b\n"""quoted""\nline",2\n', 'a quote opens a cell of several lines'],
    ['a,b\n"1",2,"3"\n', 'a row is ragged'],
    ['a,b\n"1"\n', 'a row is ragged'],
    ['a,b\n1,2\r3,4\n', 'a carriage return stands within a line'],
    ['a,b\r\n1,2\n', 'its lines end in two ways'],
    ['a,b\r\n"1",2\n', 'its lines end in two ways'],
    ['a,b\n1,\u00002\n', 'the text holds NUL characters'],
  ])('refuses %j', (text, because) => {
    for (const pieceBytes of [1, 3, 100]) expect(checked(text, pieceBytes)).toBe(because);
  });

  it('refuses bytes that are not UTF-8', () => {
    expect(checked(Buffer.from([0x61, 0x2c, 0x62, 0x0a, 0x66, 0xfc, 0x2c, 0x0a]))).toBe('the text is not all UTF-8');
  });

  it('refuses cells of several lines where DuckDB was not told of them', () => {
    expect(checked('a,b\n"two\nlines",2\n', 3, false)).toBe('a cell goes on over several lines');
  });
});
