/** Refunds refer to orders that were left out: the run begins again with them. */
export class OrdersNeeded extends Error {}
