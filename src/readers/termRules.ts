import type { FieldName } from '../domain/fields.ts';
import { meaningsOf, type Term } from './terms.ts';

/** Terms that make a field: all of `of`, beside them only those of `beside`. The first rule that fits holds. */
interface Rule {
  readonly field: FieldName;
  readonly of: readonly Term[];
  readonly beside?: readonly Term[];
  /** As that of a synonym: 2 where the words say it, 3 where they only may. */
  readonly tier: 2 | 3;
}

const CUSTOMERS: readonly Rule[] = [
  { field: 'customer_id', of: ['customer', 'key'], beside: ['customer'], tier: 2 },
  { field: 'email', of: ['customer', 'email'], tier: 2 },
  { field: 'account_name', of: ['customer', 'company'], tier: 2 },
  { field: 'name', of: ['customer', 'name'], tier: 2 },
  { field: 'segment', of: ['customer', 'group'], tier: 2 },
  { field: 'first_order_at', of: ['first', 'order'], beside: ['date'], tier: 2 },
  { field: 'last_order_at', of: ['last', 'order'], beside: ['date'], tier: 2 },
  { field: 'last_activity_at', of: ['last', 'activity'], beside: ['date'], tier: 2 },
  { field: 'order_count', of: ['count', 'order'], tier: 2 },
  { field: 'renewal_date', of: ['contract', 'end'], beside: ['date'], tier: 2 },
  { field: 'renewal_date', of: ['next', 'billing'], beside: ['date'], tier: 2 },
  { field: 'created_at', of: ['contract', 'begin'], beside: ['date'], tier: 2 },
  { field: 'created_at', of: ['customer', 'begin'], beside: ['date'], tier: 2 },
  { field: 'created_at', of: ['created', 'date'], beside: ['customer'], tier: 3 },
  { field: 'created_at', of: ['begin', 'date'], tier: 3 },
  { field: 'status', of: ['contract', 'status'], tier: 2 },
  { field: 'status', of: ['customer', 'status'], tier: 2 },
  { field: 'plan', of: ['plan', 'key'], tier: 3 },
];

const INTERACTIONS: readonly Rule[] = [
  { field: 'customer_id', of: ['customer', 'key'], beside: ['customer'], tier: 2 },
  { field: 'order_id', of: ['order', 'key'], tier: 2 },
  { field: 'interaction_id', of: ['contact', 'key'], tier: 2 },
  { field: 'occurred_at', of: ['order', 'date'], tier: 2 },
  { field: 'occurred_at', of: ['contact', 'date'], tier: 2 },
  { field: 'occurred_at', of: ['order', 'created', 'date'], tier: 3 },
  { field: 'occurred_at', of: ['contact', 'created', 'date'], tier: 3 },
  { field: 'occurred_at', of: ['created', 'date'], tier: 3 },
  { field: 'occurred_at', of: ['order', 'created'], tier: 3 },
  { field: 'occurred_at', of: ['contact', 'created'], tier: 3 },
  { field: 'occurred_at', of: ['contact', 'begin'], beside: ['date'], tier: 3 },
  { field: 'occurred_at', of: ['survey', 'date'], tier: 3 },
  { field: 'refunded_amount', of: ['refund', 'amount'], tier: 2 },
  { field: 'unit_price', of: ['unit', 'price'], tier: 2 },
  { field: 'amount', of: ['amount', 'order'], beside: ['gross'], tier: 2 },
  { field: 'amount', of: ['amount', 'gross'], tier: 2 },
  { field: 'amount', of: ['order', 'gross'], tier: 2 },
  { field: 'amount', of: ['amount', 'including', 'tax'], beside: ['order', 'gross'], tier: 2 },
  { field: 'amount', of: ['amount'], beside: ['amount'], tier: 3 },
  { field: 'status', of: ['order', 'status'], tier: 2 },
  { field: 'status', of: ['contact', 'status'], tier: 2 },
  { field: 'topic', of: ['contact', 'reason'], tier: 2 },
  { field: 'agent_touches', of: ['count', 'agent', 'messages'], tier: 2 },
  { field: 'customer_touches', of: ['count', 'customer', 'messages'], tier: 2 },
  { field: 'csat', of: ['survey', 'score'], tier: 2 },
];

export const RULES = { customers: CUSTOMERS, interactions: INTERACTIONS, costs: [] as readonly Rule[] } as const;

/** Words of bookkeeping: the account is one of the ledger, not a customer's. */
const OF_BOOKS = /^(?:gl|ledger|nominal)?account(?:code|type)$/;

/** The field that the meanings of a header's words make, if any. */
export function ruleFor(rules: readonly Rule[], words: readonly string[]): Rule | undefined {
  const meanings = OF_BOOKS.test(words.join('')) ? null : meaningsOf(words);
  if (meanings === null || meanings.length === 0) return undefined;
  return rules.find((rule) => fits(rule, meanings));
}

/** Each term by a word of its own, every other word a companion or a filler. */
function fits({ of, beside = [] }: Rule, meanings: readonly ReadonlySet<Term>[]): boolean {
  if (meanings.length < of.length) return false;
  const assign = (terms: readonly Term[], words: readonly ReadonlySet<Term>[]): boolean => {
    const [term, ...others] = terms;
    if (term === undefined) {
      return words.every((word) => word.has('filler') || beside.some((companion) => word.has(companion)));
    }
    return words.some((word, i) => word.has(term) && assign(others, words.toSpliced(i, 1)));
  };
  return assign(of, meanings);
}
