/** What a figure is, and so how it prints and what its JSON Schema says. Number kinds may be null, `size` may not. */
type NumberKind = 'money' | 'probability' | 'difference' | 'ratio' | 'months' | 'score' | 'count' | 'quantity';
export const NUMBER_KINDS: ReadonlySet<string> = new Set<NumberKind>([
  ...(['money', 'probability', 'difference', 'ratio', 'months', 'score', 'count', 'quantity'] as const),
]);
type TextKind = 'text' | 'date' | 'effortStatus';
type FixedTextKind = 'id' | 'status' | 'grade' | 'words';
export type Kind = NumberKind | 'size' | TextKind | FixedTextKind;

type KindOf<T> = [T] extends [number]
  ? 'size'
  : [T] extends [number | null]
    ? NumberKind
    : null extends T
      ? TextKind
      : FixedTextKind;

/** Dotted paths of everything in T that is a single value; lists and open records are left out. */
type Leaves<T> = {
  [K in keyof T & string]: T[K] extends string | number | null
    ? K
    : T[K] extends readonly unknown[]
      ? never
      : string extends keyof T[K]
        ? never
        : `${K}.${Leaves<T[K]>}`;
}[keyof T & string];

type ValueAt<T, P extends string> = P extends `${infer K extends keyof T & string}.${infer Rest}`
  ? ValueAt<T[K], Rest>
  : P extends keyof T
    ? T[P]
    : never;

export type KindsOf<T> = { readonly [P in Leaves<T>]: KindOf<ValueAt<T, P>> };
