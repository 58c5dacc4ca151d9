import type { ValueType } from '../../domain/fields.ts';
import { isNeverNegative } from '../cellReaders.ts';
import { inTheAge } from '../cells.ts';
import type { ColumnFormats } from '../formats.ts';
import type { ColumnMatch } from '../match.ts';
import type { Chunk, Texts } from './chunk.ts';
import { type Cell, idSql, localTimeSql, numberSql, timeSql } from './grammar.ts';
import { Unfit } from './unfit.ts';

/** The cells of a file as a relation of texts: column i is `c{i}`, null where the cell is blank. */
export function cellOf(index: number): Cell {
  return { sql: `c${index}`, index };
}

/** What is asked of a file: the columns that are wanted, each once, and how a chunk gives them. */
export class Query {
  readonly #formats: ColumnFormats;
  readonly #items: string[] = [];

  constructor(formats: ColumnFormats) {
    this.#formats = formats;
  }

  over(relation: string): string {
    return `SELECT ${this.#items.join(', ')} FROM ${relation}`;
  }

  texts({ index }: Pick<ColumnMatch, 'index'>): (chunk: Chunk) => Texts {
    const at = this.#add(cellOf(index).sql);
    return (chunk) => chunk.texts(at);
  }

  /** Doubles of a column of money, numbers, counts or rates. */
  numbers(match: ColumnMatch, type: ValueType): (chunk: Chunk) => Float64Array {
    const kind = { type, signed: !isNeverNegative(match) };
    const at = this.#addDouble(numberSql(cellOf(match.index), kind, this.#formats.of(match.index)));
    return (chunk) => chunk.doubles(at);
  }

  /** Epoch milliseconds; a chunk with a day that counts as blank is unfit. */
  times({ index }: ColumnMatch): (chunk: Chunk) => Float64Array {
    const format = this.#formats.of(index);
    const at = this.#addDouble(timeSql(cellOf(index), format));
    if (format.zone.isUtc) return (chunk) => allInTheAge(chunk.doubles(at));
    const localAt = this.#addDouble(localTimeSql(cellOf(index)));
    return (chunk) => {
      const [times, local] = [chunk.doubles(at).slice(), chunk.doubles(localAt)];
      for (let row = 0; row < chunk.rows; row++) if (local[row] === 1) times[row] = format.zone.toInstant(times[row]!);
      return allInTheAge(times);
    };
  }

  /** 64 bits of the ids of rows, as two halves each. */
  ids({ index }: ColumnMatch): (chunk: Chunk) => Uint32Array {
    const at = this.#add(`CAST(${idSql(cellOf(index))} AS UBIGINT)`);
    return (chunk) => chunk.halves(at);
  }

  /** What SQL takes for another kind of number would be read wrong: literals such as 1.0 are no doubles there. */
  #addDouble(sql: string): number {
    return this.#add(`CAST(${sql} AS DOUBLE)`);
  }

  #add(sql: string): number {
    return this.#items.push(sql) - 1;
  }
}

/** @throws Unfit for a day that the exact reader takes for a blank one */
function allInTheAge(times: Float64Array): Float64Array {
  for (let row = 0; row < times.length; row++) {
    const timeMs = times[row]!;
    if (!Number.isNaN(timeMs) && Number.isNaN(inTheAge(timeMs))) throw new Unfit('a day counts as blank');
  }
  return times;
}
