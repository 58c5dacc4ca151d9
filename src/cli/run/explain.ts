import { explainCustomerOf } from '../../app/explain.ts';
import { CxRoiError } from '../../foundation/errors.ts';
import type { Invocation } from '../invocation.ts';
import { runReport } from '../runReport.ts';

/** The customer is the first operand, or what `--customer` says: then all operands are files. */
export async function runExplain(invocation: Invocation): Promise<number> {
  const { operands, settings } = invocation;
  const named = settings.list('customer');
  if (named.length > 1)
    throw new CxRoiError('usage', `one customer is explained at a time; ${named.length} were named`);
  const [customer = operands[0]] = named;
  const files = named.length === 1 ? operands : operands.slice(1);
  if (customer === undefined) {
    throw new CxRoiError('usage', 'which customer is to be explained?', {
      hint: 'write cx-roi explain CUSTOMER FILE…, with the id as it stands in the files',
    });
  }
  return runReport('explain', { ...invocation, operands: files }, (request) =>
    explainCustomerOf({ ...request, customer }),
  );
}
