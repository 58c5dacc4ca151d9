import type { OptionSpec } from './optionSpec.ts';

// Options that only some commands have.

export const CONFIG_OPTIONS = {
  showOrigin: { flag: '--show-origin', help: 'say where each value comes from', local: true },
} as const satisfies Record<string, OptionSpec>;

export const BACKTEST_OPTIONS = {
  split: {
    flag: '--split',
    value: 'DATE',
    help: 'forecast from this day on',
    fallback: 'the last third',
    local: true,
  },
} as const satisfies Record<string, OptionSpec>;

export const EFFORT_OPTIONS = {
  customer: {
    flag: '--customer',
    value: 'ID',
    help: 'only the receipts of this customer',
    repeatable: true,
    local: true,
  },
} as const satisfies Record<string, OptionSpec>;

export const UPLIFT_OPTIONS = {
  control: {
    flag: '--control',
    value: 'ARM',
    help: 'the arm of the treatment column that was left alone',
    fallback: 'recognised by its name',
    local: true,
  },
  outcomeValue: {
    flag: '--outcome-value',
    value: 'AMOUNT',
    help: 'worth of one outcome',
    fallback: 'unknown',
    local: true,
  },
  treatmentCost: {
    flag: '--treatment-cost',
    value: 'AMOUNT',
    help: 'cost of treating one customer',
    fallback: 'unknown',
    local: true,
  },
} as const satisfies Record<string, OptionSpec>;

export const SAVE_LIST_OPTIONS = {
  actionCost: {
    flag: '--action-cost',
    value: 'COST',
    help: 'cost of an action, or of one kind: CODE=COST',
    fallback: 'unknown: nothing is cut',
    repeatable: true,
    local: true,
  },
  budget: { flag: '--budget', value: 'AMOUNT', help: 'what may be spent on calls', fallback: 'no limit', local: true },
  maxCustomers: {
    flag: '--max-customers',
    value: 'N',
    help: 'how many customers may be called',
    fallback: 'no limit',
    local: true,
  },
} as const satisfies Record<string, OptionSpec>;

export const ALERTS_OPTIONS = {
  since: { flag: '--since', value: 'FILE', help: 'an earlier alerts --json: what is new since then', local: true },
  follow: { flag: '--follow', help: 'read events from standard input, alert as they come', local: true },
} as const satisfies Record<string, OptionSpec>;
