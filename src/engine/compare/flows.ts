import { FLOWS, type FlowName } from '../../domain/compareReport.ts';
import { STATUS } from '../../domain/features.ts';
import { EFFORT_STATUSES } from '../../domain/results.ts';
import { ABSENT, NO_BAND, type StoredCustomers, type StoredPair } from '../../domain/storedResult.ts';
import { compareCodeUnits } from '../../foundation/text.ts';

/** Both results, with what became of each customer and the order in which sums are taken. */
export interface Compared {
  readonly pair: StoredPair;
  /** Place in FLOWS, by code. */
  readonly flow: Uint8Array;
  /** Codes in the order of customer ids, so that no sum depends on the order of a file. */
  readonly order: Int32Array;
}

export function comparedPair(pair: StoredPair): Compared {
  const ids = Array.from({ length: pair.customers }, (_, code) => pair.customerId(code));
  const order = Int32Array.from(ids.keys()).sort((a, b) => compareCodeUnits(ids[a]!, ids[b]!));
  const [before, after] = [pair.before.customers, pair.after.customers];
  const isLater = (pair.before.meta.asOf ?? '') < (pair.after.meta.asOf ?? '');
  const flow = Uint8Array.from({ length: pair.customers }, (_, code) => {
    const [then, now] = [before.status[code]!, after.status[code]!];
    const came = isLater && now !== STATUS.unknown && now !== ABSENT && isYetToCome(before, code);
    return placeOf(came ? 'came' : flowOf(then, now));
  });
  return { pair, flow, order };
}

export function placeOf(name: FlowName): number {
  return FLOWS.indexOf(name);
}

/** Whether a result knows no more of a customer than that the files name them, as of one whose first day is after its own. */
function isYetToCome({ status, effortStatus, figures }: StoredCustomers, code: number): boolean {
  if (status[code] !== STATUS.unknown || (figures.revenue[code] || 0) !== 0) return false;
  return effortStatus[code] === NO_BAND || effortStatus[code] === NONE;
}

const NONE = EFFORT_STATUSES.indexOf('none');

function flowOf(before: number, after: number): FlowName {
  if (before === ABSENT) return 'came';
  if (after === ABSENT) return 'left';
  if (before === after) return 'stayed';
  if (after === STATUS.churned) return 'churned';
  if (after === STATUS.lapsed) return 'lapsed';
  const gone = before === STATUS.churned || before === STATUS.lapsed;
  return gone && after === STATUS.active ? 'returned' : 'changed';
}
