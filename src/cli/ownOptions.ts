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
    help: 'only this customer',
    repeatable: true,
    local: true,
  },
} as const satisfies Record<string, OptionSpec>;

export const FEATURES_OPTIONS = {
  sql: {
    flag: '--sql',
    value: 'DIALECT',
    help: 'print the query for duckdb or postgres',
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
  covariates: {
    flag: '--covariates',
    value: 'A,B',
    help: 'columns known before the campaign, to learn from',
    fallback: 'plan, segment and the like',
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

export const SCENARIO_OPTIONS = {
  scenario: {
    flag: '--scenario',
    value: "'NAME: LEVERS'",
    help: 'a scenario, its levers LEVER=VALUE, LEVER=VALUE',
    fallback: 'effort at the target; +5 points',
    repeatable: true,
    local: true,
  },
  scenarios: { flag: '--scenarios', value: 'FILE', help: 'scenarios from FILE (YAML or JSON)', local: true },
  effort: { flag: '--effort', value: 'CHANGE', help: 'effort of every case: -30%, or -10 points', local: true },
  effortTopic: {
    flag: '--effort-topic',
    value: 'TOPIC=CHANGE',
    help: 'effort of cases on a topic',
    repeatable: true,
    local: true,
  },
  effortChannel: {
    flag: '--effort-channel',
    value: 'CHANNEL=CHANGE',
    help: 'effort of cases that begin in a channel',
    repeatable: true,
    local: true,
  },
  effortBand: {
    flag: '--effort-band',
    value: 'BAND=CHANGE',
    help: 'effort of customers in low, mid or high',
    repeatable: true,
    local: true,
  },
  effortTo: { flag: '--effort-to', value: 'SCORE', help: "nobody's effort above SCORE", local: true },
  retention: { flag: '--retention', value: 'POINTS', help: 'points of 12-month retention, such as +5', local: true },
  price: { flag: '--price', value: 'CHANGE', help: 'price, such as +3%', local: true },
  priceChurn: {
    flag: '--price-churn',
    value: 'N',
    help: 'per cent more leaving for each per cent of price',
    fallback: '0: nobody minds',
    local: true,
  },
  contacts: {
    flag: '--contacts',
    value: 'CHANGE',
    help: 'number of contacts, such as -20%',
    fallback: 'as easier cases save',
    local: true,
  },
} as const satisfies Record<string, OptionSpec>;

export const PROGRAMME_OPTIONS = {
  programmeCost: {
    flag: '--programme-cost',
    value: 'AMOUNT',
    help: 'what the programme costs at its start',
    fallback: 'unknown',
    local: true,
  },
  programmeYearly: {
    flag: '--programme-yearly',
    value: 'AMOUNT',
    help: 'what it costs each year, at the end',
    fallback: '0',
    local: true,
  },
  programmeYears: {
    flag: '--programme-years',
    value: 'N',
    help: 'how many years it is looked at',
    fallback: 'as the horizon',
    local: true,
  },
  programmeRisk: {
    flag: '--programme-risk',
    value: 'RATE',
    help: 'risk: benefits × (1 - r), costs × (1 + r)',
    fallback: '0',
    local: true,
  },
  benefitRange: {
    flag: '--benefit-range',
    value: 'RANGE',
    help: 'benefits triangular around 100%: 70%-110%',
    fallback: 'none',
    local: true,
  },
  costRange: {
    flag: '--cost-range',
    value: 'RANGE',
    help: 'costs triangular around 100%: 95%-130%',
    fallback: 'none',
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
