import type { Preset } from '../domain/preset.ts';

/** Exports that are known, and known to hold nothing that could be counted by customer. */
export const REFUSED_PRESETS: readonly Preset[] = [
  {
    name: 'google-analytics',
    kind: 'interactions',
    signs: ['Sessions', 'Bounce Rate|Key events|New Users|Engaged sessions'],
    map: {},
    refusal: {
      inShort: 'no customers in it',
      why: 'These are figures of visits without customers, so nothing can be counted by customer.',
      hint: 'Give a list of customers, orders or contacts instead.',
    },
  },
  {
    name: 'paypal-activity',
    kind: 'interactions',
    signs: ['Gross', 'Fee', 'Net', 'From Email Address', 'To Email Address'],
    map: {},
    refusal: {
      inShort: 'each row has its customer in another column',
      why: 'Its sales name the customer as the sender, its refunds as the receiver, so that refunds would be the shop’s own.',
      hint: "Keep the rows of sales, and name the sender: --map 'customer_id=From Email Address'.",
    },
  },
];
