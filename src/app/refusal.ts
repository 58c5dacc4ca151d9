import type { ReadOutcome } from '../domain/reading.ts';
import type { InputSummary } from '../domain/results.ts';
import type { Diagnostic } from '../foundation/diagnostics.ts';
import { CxRoiError } from '../foundation/errors.ts';
import { counted } from '../foundation/words.ts';
import { decimal, percent } from '../renderers/numbers.ts';
import { passedOver } from './passedOver.ts';
import type { Limits } from './request.ts';

type Read = Pick<ReadOutcome, 'inputs' | 'diagnostics'>;

/** Why there is no going on from what was read: nothing of it can be used, or more was refused than is allowed; or null. */
export function refusal(outcome: Read, limits: Limits): CxRoiError | null {
  return noneUsed(outcome) ?? beyondLimits(outcome, limits);
}

/** The error of rows of which not one says anything of a customer. A file without any is no such error. */
function noneUsed({ inputs, diagnostics }: Read): CxRoiError | null {
  const ofCustomers = inputs.filter(({ kind }) => kind !== 'costs' && kind !== 'rates');
  const read = sum(ofCustomers, ({ rows }) => rows.read);
  const reason = read > 0 && sum(ofCustomers, ({ rows }) => rows.used) === 0 ? commonest(diagnostics) : null;
  if (reason === null) return null;
  const { first, times } = reason;
  const share = times === read ? 'all' : `${decimal(times, 0)} of them`;
  const message = `None of ${counted(read, 'row')} can be used, ${share} for this reason: ${first.message}`;
  const { file, header } = first.location ?? {};
  return new CxRoiError('input_rejected', message, {
    ...(file !== undefined && { location: { file, ...(header !== undefined && { header }) } }),
    hint: wayOut(first),
  });
}

/** What most rows were left out for, with the first of them. */
function commonest(diagnostics: readonly Diagnostic[]): { readonly first: Diagnostic; readonly times: number } | null {
  const reasons = new Map<string, { first: Diagnostic; times: number }>();
  for (const diagnostic of diagnostics) {
    if (!diagnostic.code.startsWith('row_') || diagnostic.location?.line === undefined) continue;
    const key = JSON.stringify([diagnostic.code, diagnostic.location.file, diagnostic.location.header]);
    const known = reasons.get(key);
    if (known === undefined) reasons.set(key, { first: diagnostic, times: 1 });
    else known.times++;
  }
  return [...reasons.values()].reduce<ReturnType<typeof commonest>>(
    (most, one) => (most === null || one.times > most.times ? one : most),
    null,
  );
}

function wayOut({ code, hint, location }: Diagnostic): string {
  const column = location?.header === undefined ? 'that column' : `"${location.header}"`;
  switch (code) {
    case 'row_customer':
      return hint ?? 'If another column names the customer, say so: --id Header';
    case 'row_time':
      return "If another column says when, name it: --map 'occurred_at=Header'";
    case 'row_amount':
      return `If another column holds the amounts, name it: --map 'amount=Header'; if rows are no sales, take ${column} out of the file`;
    case 'row_not_sale':
      return `If ${column} does not say what became of a sale, name the column that does: --map 'status=Header'`;
    default:
      return hint ?? 'Look at how the file is read: cx-roi inspect FILE';
  }
}

/** The error that the limits make of skipped rows (but for those that are rightly none of ours) and rejected cells, or null. */
function beyondLimits({ inputs, diagnostics }: Read, { strict, maxSkipped }: Limits): CxRoiError | null {
  const read = sum(inputs, ({ rows }) => rows.read);
  const over = [...passedOver(diagnostics).values()].reduce((total, rows) => total + rows, 0);
  const skipped = sum(inputs, ({ rows }) => rows.skipped) - over;
  const rejected = sum(inputs, ({ cellsRejected }) => cellsRejected);
  const beside = over === 0 ? '' : `, beside ${decimal(over, 0)} passed over`;
  const counts = `${decimal(skipped, 0)} of ${counted(read, 'row')} skipped${beside}, ${counted(rejected, 'cell')} rejected`;
  if (strict && skipped + rejected > 0) {
    return new CxRoiError('input_rejected', counts, {
      hint: 'without --strict the rest is scored; --rejects FILE lists every skipped row and rejected cell',
    });
  }
  if (maxSkipped === null) return null;
  const [isBeyond, limit] =
    'rows' in maxSkipped
      ? [skipped > maxSkipped.rows, decimal(maxSkipped.rows, 0)]
      : [skipped > maxSkipped.share * read, percent(maxSkipped.share, 2)];
  if (!isBeyond) return null;
  return new CxRoiError('input_rejected', `${counts}, more than --max-skipped ${limit} allows`, {
    hint: '--rejects FILE lists every skipped row and rejected cell',
  });
}

function sum(inputs: readonly InputSummary[], count: (input: InputSummary) => number): number {
  return inputs.reduce((total, input) => total + count(input), 0);
}
