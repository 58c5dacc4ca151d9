import type { OptionSpec } from './optionSpec.ts';

export const INPUT_OPTIONS = {
  customers: { flag: '--customers', value: 'FILE', help: 'read FILE as customers', repeatable: true, local: true },
  interactions: {
    flag: '--interactions',
    value: 'FILE',
    help: 'read FILE as interactions',
    repeatable: true,
    local: true,
  },
  inputFormat: { flag: '--input-format', value: 'FORMAT', help: 'auto, csv, json or ndjson', fallback: 'auto' },
  map: { flag: '--map', value: 'FIELD=COLUMN', help: 'read a field from a column', repeatable: true },
  id: { flag: '--id', value: 'COLUMN', help: 'the customer id column; "row" numbers the rows' },
  preset: { flag: '--preset', value: 'NAME', help: "read as a known system's export", fallback: 'recognised' },
  encoding: { flag: '--encoding', value: 'NAME', help: 'text encoding', fallback: 'detected' },
  delimiter: { flag: '--delimiter', value: 'CHAR', help: 'column separator; "tab" for a tab', fallback: 'detected' },
  decimal: { flag: '--decimal', value: 'MARK', help: 'decimal mark: . or ,', fallback: 'detected' },
  dateOrder: { flag: '--date-order', value: 'ORDER', help: 'ymd, dmy or mdy', fallback: 'detected' },
  timezone: { flag: '--timezone', value: 'ZONE', help: 'IANA zone of times without one', fallback: 'UTC' },
  currency: { flag: '--currency', value: 'CODE', help: 'currency of all money', fallback: 'as in the files' },
  pseudonymise: {
    flag: '--pseudonymise',
    value: 'KEYFILE',
    help: 'replace ids and names, by a secret in KEYFILE',
    fallback: 'ids as they are',
  },
  strict: { flag: '--strict', help: 'print nothing when any row or cell was refused' },
  maxSkipped: {
    flag: '--max-skipped',
    value: 'N',
    help: 'refuse beyond N skipped rows, or N%',
    fallback: 'no limit',
  },
  rejects: { flag: '--rejects', value: 'FILE', help: 'write refused rows and cells to FILE (CSV)', local: true },
} as const satisfies Record<string, OptionSpec>;

export const FIGURE_OPTIONS = {
  asOf: { flag: '--as-of', value: 'DATE', help: 'score as of this day', fallback: 'the latest event' },
  horizon: { flag: '--horizon', value: 'MONTHS', help: 'how far to look ahead', fallback: '12 months' },
  discountRate: { flag: '--discount-rate', value: 'RATE', help: 'yearly discount rate', fallback: '10%' },
  margin: { flag: '--margin', value: 'RATE', help: 'gross margin on revenue', fallback: 'none: on revenue' },
  marginIncludesService: { flag: '--margin-includes-service', help: 'the margin already carries support cost' },
  behaviour: { flag: '--behaviour', value: 'TYPE', help: 'subscription or transactional', fallback: 'detected' },
  model: {
    flag: '--model',
    value: 'NAME',
    help: 'purchase model: auto, mbg, bg, pareto, nbd or bgbb',
    fallback: 'auto: the best',
  },
  backtest: {
    flag: '--backtest',
    help: 'try the forecast on the past; --no-backtest: never',
    fallback: 'where it is quick',
  },
  churnWindow: {
    flag: '--churn-window',
    value: 'MONTHS',
    help: "months a snapshot's churn flag covers",
    fallback: 'since sign-up',
  },
  lapseWindow: {
    flag: '--lapse-window',
    value: 'DAYS',
    help: 'days without purchase that are a lapse',
    fallback: '90, or 3 median gaps',
  },
  caseWindow: {
    flag: '--case-window',
    value: 'DAYS',
    help: 'quiet days that end a case without an id',
    fallback: '7 days',
  },
  effortWindow: { flag: '--effort-window', value: 'DAYS', help: 'how far back effort counts', fallback: '365 days' },
  effortHalfLife: {
    flag: '--effort-half-life',
    value: 'DAYS',
    help: 'days to half weight; "none": no decay',
    fallback: '90 days',
  },
  cesScale: {
    flag: '--ces-scale',
    value: 'SCALE',
    help: 'easy7, easy5, effort5 or effort7',
    fallback: "by the column's name",
  },
  target: {
    flag: '--target',
    value: 'SCORE',
    help: 'effort that easier experience reaches',
    fallback: '33 of 100',
  },
  prior: { flag: '--prior', value: 'NAME', help: 'behavioural, sceptical or none', fallback: 'behavioural' },
  contactCost: {
    flag: '--contact-cost',
    value: 'CHANNEL=AMOUNT',
    help: 'cost of one contact',
    fallback: '8.01, self-service 0.10',
    repeatable: true,
  },
  minuteRate: { flag: '--minute-rate', value: 'AMOUNT', help: 'cost of a minute of handling', fallback: 'unknown' },
  acquisitionCost: {
    flag: '--acquisition-cost',
    value: 'AMOUNT',
    help: 'cost of winning one customer',
    fallback: 'unknown',
  },
  retentionCost: {
    flag: '--retention-cost',
    value: 'AMOUNT',
    help: 'spent on keeping, per customer ever had',
    fallback: 'unknown',
  },
  seed: { flag: '--seed', value: 'N', help: 'seed of everything random', fallback: '1' },
} as const satisfies Record<string, OptionSpec>;

export const OUTPUT_OPTIONS = {
  format: { flag: '--format', value: 'FORMAT', help: 'table, json, ndjson, csv, tsv or markdown', fallback: 'table' },
  json: { flag: '--json', help: 'short for --format json', local: true },
  fields: { flag: '--fields', value: 'A,B', help: 'only these fields of the customers', fallback: 'all' },
  sort: { flag: '--sort', value: 'FIELD', help: 'order by a field; -FIELD: largest first', fallback: '-atStake' },
  filter: {
    flag: '--filter',
    value: 'FIELD=VALUE',
    help: 'only customers that match; also != < > etc.',
    repeatable: true,
  },
  top: { flag: '--top', value: 'N', help: 'only the first N customers', fallback: '20 in tables, else all' },
  output: {
    flag: '--output',
    short: '-o',
    value: 'FILE',
    help: 'write to FILE',
    fallback: 'standard output',
    local: true,
  },
  force: { flag: '--force', help: 'overwrite files that exist', local: true },
  summary: { flag: '--summary', value: 'FILE', help: 'write all but the customers to FILE (JSON)', local: true },
  csvRaw: { flag: '--csv-raw', help: 'leave text as it is in csv, formulas too' },
} as const satisfies Record<string, OptionSpec>;

export const MESSAGE_OPTIONS = {
  config: {
    flag: '--config',
    value: 'FILE',
    help: 'read options from FILE',
    fallback: 'cx-roi.config.yaml or .json',
    local: true,
  },
  quiet: { flag: '--quiet', short: '-q', help: 'no messages but errors' },
  errors: { flag: '--errors', value: 'FORM', help: 'messages as text or json', fallback: 'text' },
  color: { flag: '--color', help: 'colour, or none with --no-color', fallback: 'on a terminal' },
  debug: { flag: '--debug', help: 'show where in the program it failed', local: true },
} as const satisfies Record<string, OptionSpec>;
