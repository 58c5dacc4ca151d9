/**
 * What was left out for speed turns out to be needed: the run begins again with it. `orders`: refunds refer to the ids
 * of orders; `hashes`: ids of rows do not ascend, so that only all of them tell whether one stands twice.
 */
export class StartOver extends Error {
  readonly need: 'orders' | 'hashes';

  constructor(need: 'orders' | 'hashes') {
    super(need);
    this.need = need;
  }
}
