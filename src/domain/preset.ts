import type { FieldName, InteractionKind } from './fields.ts';

/** How the export of a system is recognised and read, where its headers alone would mislead. */
export interface Preset {
  readonly name: string;
  readonly kind: 'customers' | 'interactions';
  /** Headers that together only this export has; of several in one entry (`a|b`) one is enough. */
  readonly signs: readonly string[];
  /** Fields by header; of several the first that the file has. */
  readonly map: Readonly<Partial<Record<FieldName, readonly string[]>>>;
  /** Fields that no column of this export holds, whatever its header says. */
  readonly never?: readonly FieldName[];
  /** The price, in `mrr`, is that of a piece and a billing period: the headers of both. */
  readonly price?: { readonly period: string; readonly quantity: string };
  /** What a row is. */
  readonly rows?: InteractionKind;
  /** A deal counts as a purchase only once it is won. */
  readonly wonOnly?: boolean;
  /** Why the export cannot be read, in short and whole, and what to do instead; a column named for the customer reads it. */
  readonly refusal?: { readonly inShort: string; readonly why: string; readonly hint: string };
}
