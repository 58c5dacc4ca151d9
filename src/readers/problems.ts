/** What can be wrong with rows, cells and files that are read all the same (docs/errors.md). Codes are never renamed. */
export const PROBLEMS = {
  row_customer: 'The row names no customer',
  row_time: 'The row has no readable time',
  row_amount: 'A purchase or refund has no readable amount',
  row_ragged: 'The row has more or fewer cells than the header',
  row_duplicate: 'The row repeats an earlier row with the same id',
  row_not_sale: 'The order or deal never became a sale, or not yet',
  row_deleted: 'The row is marked as deleted',
  row_total: 'The line is a total or a remark below the table',
  row_shape: 'A JSON record is not an object',
  cell_unreadable: 'A cell could not be read and counts as missing',
  cell_unknown_word: 'A word stands for nothing known and counts as missing',
  cell_blank: 'A column that is otherwise filled has blank cells',
  customer_conflict: 'Rows of one customer contradict each other',
  file_without_rows: 'The file has a header and no rows',
  header_repeated: 'A header stands twice',
  key_weak: 'Customers are told apart by a weak key',
  encoding_assumed: 'The text is not UTF-8, so its encoding was assumed',
  encoding_flawed: 'Some bytes of a UTF-8 text are not UTF-8',
  engine_absent: 'The faster engine for large files is not installed',
  lines_above_header: 'The header is not the first line',
  customers_unlisted: 'Interactions name customers that no customers file lists',
  key_shared: 'Several customers share one e-mail address or account name',
} as const;

export type ProblemCode = keyof typeof PROBLEMS;
