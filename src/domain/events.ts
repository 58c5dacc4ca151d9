/**
 * One thing that happened with a customer, as an event stream tells it. Missing is explicit: null, NaN, or UNKNOWN for
 * tri-state flags and transfers.
 */
export interface CustomerEvent {
  /** Epoch milliseconds UTC. */
  readonly timeMs: number;
  /** Index into INTERACTION_KINDS. */
  readonly kind: number;
  readonly channel: string | null;
  readonly topic: string | null;
  readonly agent: string | null;
  readonly caseId: string | null;
  readonly resolved: number;
  /** NO for outbound; missing counts as inbound. */
  readonly inbound: number;
  readonly personalised: number;
  readonly repeatedInformation: number;
  readonly transfers: number;
  readonly handleSeconds: number;
  /** Effort survey answer as given. */
  readonly ces: number;
}
