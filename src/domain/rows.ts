/** Rows of a report in its order: a row object exists only while someone looks at it. */
export interface Rows<T> extends Iterable<T> {
  readonly length: number;
  at(index: number): T;
}

export function rowsOf<T>(length: number, at: (index: number) => T): Rows<T> {
  return {
    length,
    at,
    *[Symbol.iterator]() {
      for (let index = 0; index < length; index++) yield at(index);
    },
  };
}
