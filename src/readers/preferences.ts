import type { FieldName } from '../domain/fields.ts';
import type { FoldedHeader } from './headers.ts';
import { lookUp } from './lookUp.ts';

/** A column that could be a field; rules on what stands beside it settle what it is. */
export interface Candidate {
  readonly index: number;
  readonly tier: number;
  readonly byRule?: true;
  readonly wrapped?: true;
}

/** Who stayed or bought is what a campaign was for only beside the column that says who was in it, and where but one says so. */
export function outcomeOfCampaign(
  candidates: Map<FieldName, Candidate[]>,
  forced: ReadonlyMap<FieldName, number>,
): void {
  const outcomes = candidates.get('campaign_outcome') ?? [];
  if (outcomes.some(({ tier }) => tier === 0)) return;
  const isCampaign = candidates.has('treatment') || forced.has('treatment');
  if (!isCampaign || outcomes.length > 1) candidates.delete('campaign_outcome');
}

/** Where rows are messages with ids of their own, the conversation or ticket they belong to is their case. */
export function preferMessages(candidates: Map<FieldName, Candidate[]>, folded: readonly FoldedHeader[]): void {
  const ids = candidates.get('interaction_id') ?? [];
  const says = (one: Candidate, what: RegExp) => folded[one.index]!.words.some((word) => what.test(word));
  const cases = ids.filter((one) => says(one, /^(?:conversation|ticket|case|thread)$/));
  const messages = ids.filter((one) => says(one, /^(?:message|event|comment|call)$/));
  if (messages.length === 0 || cases.length === 0 || candidates.has('case_id')) return;
  candidates.set('interaction_id', messages);
  candidates.set('case_id', cases);
}

/** Who answered is the customer where nothing else names one; beside an address or a name it is the number of the answer. */
export function preferRespondents(
  candidates: Map<FieldName, Candidate[]>,
  headers: readonly string[],
  folded: readonly FoldedHeader[],
): void {
  const ids = candidates.get('interaction_id') ?? [];
  const respondents = ids.filter((one) => folded[one.index]!.words.includes('respondent'));
  if (respondents.length === 0 || candidates.has('customer_id')) return;
  const named = (field: FieldName | undefined) => field === 'email' || field === 'account_name' || field === 'name';
  if (headers.some((header, index) => named(lookUp('customers', header, folded[index]!)?.field))) return;
  const others = ids.filter((one) => !respondents.includes(one));
  candidates.set('customer_id', respondents);
  if (others.length > 0) candidates.set('interaction_id', others);
  else candidates.delete('interaction_id');
}

/** "price" is an amount, unless the file also counts pieces. */
export function preferUnitPrice(candidates: Map<FieldName, Candidate[]>, folded: readonly FoldedHeader[]): void {
  const unitPrices = candidates.get('unit_price');
  if (!candidates.has('quantity') && !candidates.has('amount') && unitPrices !== undefined) {
    // Without a count of pieces the price of one is what was paid.
    candidates.delete('unit_price');
    candidates.set('amount', unitPrices);
  }
  if (!candidates.has('quantity') || unitPrices !== undefined) return;
  const amounts = candidates.get('amount') ?? [];
  const isPrice = ({ index }: Candidate) => ['price', 'preis'].includes(folded[index]!.base);
  const prices = amounts.filter(isPrice);
  if (prices.length === 0) return;
  const others = amounts.filter((candidate) => !isPrice(candidate));
  candidates.set('unit_price', prices);
  if (others.length > 0) candidates.set('amount', others);
  else candidates.delete('amount');
}

/** Beside an amount that was refunded, "Refunded" says whether it was. */
export function preferRefundedAmount(candidates: Map<FieldName, Candidate[]>, folded: readonly FoldedHeader[]): void {
  const refunds = candidates.get('refunded_amount') ?? [];
  const amounts = refunds.filter(({ index }) => folded[index]!.key !== 'refunded');
  if (amounts.length > 0 && amounts.some(({ tier }) => tier <= 1)) candidates.set('refunded_amount', amounts);
}

/** A subscription begins on its start date, which may be another day than that on which it was entered. */
export function preferStart(candidates: Map<FieldName, Candidate[]>, folded: readonly FoldedHeader[]): void {
  const begins = candidates.get('created_at') ?? [];
  const starts = begins.filter(({ index }) => folded[index]!.words.some((word) => /^start(?:ed|s)?$/.test(word)));
  if (starts.length > 0 && starts.length < begins.length) {
    const best = Math.min(...begins.map(({ tier }) => tier));
    // A stronger word than either stays the stronger one.
    if (starts.some(({ tier }) => tier === best)) candidates.set('created_at', starts);
  }
}
