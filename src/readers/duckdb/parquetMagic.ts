export const PARQUET_MAGIC = 'PAR1';

/** Whether bytes are the beginning of a Parquet file. */
export function isParquet(head: Buffer): boolean {
  return head.toString('latin1', 0, PARQUET_MAGIC.length) === PARQUET_MAGIC;
}
