import {
  BACKTEST_OPTIONS,
  CONFIG_OPTIONS,
  EFFORT_OPTIONS,
  FIGURE_OPTIONS,
  INPUT_OPTIONS,
  MESSAGE_OPTIONS,
  type OptionKey,
  OUTPUT_OPTIONS,
  UPLIFT_OPTIONS,
} from './options.ts';

/** The commands as help and parser see them; `runners.ts` runs them. */
export type CommandName =
  | 'score'
  | 'inspect'
  | 'init'
  | 'backtest'
  | 'effort'
  | 'uplift'
  | 'benchmarks'
  | 'presets'
  | 'schema'
  | 'config';

export interface CommandSpec {
  readonly name: CommandName;
  readonly summary: string;
  /** Operands in the usage line, empty for none. */
  readonly operands: string;
  readonly examples: readonly (readonly [command: string, what: string])[];
  /** Groups of options with their headings. */
  readonly options: readonly (readonly [heading: string, keys: readonly OptionKey[]])[];
}

const keysOf = (group: object) => Object.keys(group) as OptionKey[];
const INPUT = ['Input', keysOf(INPUT_OPTIONS)] as const;
const FIGURES = ['Figures', keysOf(FIGURE_OPTIONS)] as const;
const OUTPUT = ['Output', keysOf(OUTPUT_OPTIONS)] as const;
const MESSAGES = ['Messages', keysOf(MESSAGE_OPTIONS)] as const;
const BACKTEST_OUTPUT = ['Output', ['format', 'json', 'output', 'force', 'csvRaw']] as const;
const REPORT_OUTPUT = ['Output', ['format', 'json', 'top', 'output', 'force', 'csvRaw']] as const;

/** What decides how files are read, without what is done about bad rows. */
const INSPECT_KEYS = keysOf(INPUT_OPTIONS).filter((key) => !['strict', 'maxSkipped', 'rejects'].includes(key));
const MESSAGE_KEYS = keysOf(MESSAGE_OPTIONS);

export const COMMANDS: readonly CommandSpec[] = [
  {
    name: 'score',
    summary: 'score every customer, and the portfolio as a whole',
    operands: '[FILE...]',
    examples: [
      ['cx-roi score customers.csv interactions.csv', 'a table to read'],
      ['cx-roi score export.json --json -o scores.json', 'everything, for programs'],
      ['zcat log.csv.gz | cx-roi score --format csv', 'customers, for a spreadsheet'],
      ['cx-roi score shop.csv --margin 40% --horizon 24', 'in margin, two years ahead'],
    ],
    options: [INPUT, FIGURES, OUTPUT, MESSAGES],
  },
  {
    name: 'inspect',
    summary: 'show how files are read, and the flags that freeze it',
    operands: '[FILE...]',
    examples: [
      ['cx-roi inspect export.csv', 'encoding, delimiter, columns, problems'],
      ['cx-roi inspect a.csv b.csv --json', 'the same for programs'],
    ],
    options: [
      ['Input', INSPECT_KEYS],
      ['Output', ['json']],
      ['Messages', MESSAGE_KEYS],
    ],
  },
  {
    name: 'init',
    summary: 'write a config file that freezes how files are read',
    operands: '[FILE...]',
    examples: [
      ['cx-roi init customers.csv orders.csv', 'writes cx-roi.config.yaml'],
      ['cx-roi init export.csv -o -', 'shows it'],
    ],
    options: [
      ['Input', INSPECT_KEYS],
      ['Output', ['output', 'force']],
      ['Messages', MESSAGE_KEYS],
    ],
  },
  {
    name: 'presets',
    summary: 'list the known exports, or show how one is read',
    operands: '[list|show NAME...]',
    examples: [
      ['cx-roi presets list', 'every known export'],
      ['cx-roi presets show shopify-orders', 'how one is recognised and read'],
    ],
    options: [
      ['Output', ['json']],
      ['Messages', ['errors', 'color', 'debug']],
    ],
  },
  {
    name: 'backtest',
    summary: 'how far the forecasts can be trusted on these data',
    operands: '[FILE...]',
    examples: [
      ['cx-roi backtest orders.csv', 'the last third of the history held back'],
      ['cx-roi backtest orders.csv --split 2024-06-30', 'the forecast of that day'],
      ['cx-roi backtest orders.csv --model pareto --json', 'one model, for programs'],
    ],
    options: [['Backtest', keysOf(BACKTEST_OPTIONS)], INPUT, FIGURES, BACKTEST_OUTPUT, MESSAGES],
  },
  {
    name: 'effort',
    summary: 'where effort arises, whom it hits, whether it drives them away',
    operands: '[FILE...]',
    examples: [
      ['cx-roi effort customers.csv interactions.csv', 'verdict, pain points, receipts'],
      ['cx-roi effort export.json --customer C1042', "one customer's receipts"],
      ['cx-roi effort export.json --format csv', 'every receipt, for a spreadsheet'],
    ],
    options: [['Effort', keysOf(EFFORT_OPTIONS)], INPUT, FIGURES, REPORT_OUTPUT, MESSAGES],
  },
  {
    name: 'uplift',
    summary: 'what easier experience, or a campaign, would keep',
    operands: '[FILE...]',
    examples: [
      ['cx-roi uplift customers.csv interactions.csv', 'the estimate and its grounds'],
      ['cx-roi uplift export.json --prior none --target 20', 'on the data alone'],
      ['cx-roi uplift trial.csv --map treatment=arm', 'a randomised campaign'],
    ],
    options: [['Campaign', keysOf(UPLIFT_OPTIONS)], INPUT, FIGURES, REPORT_OUTPUT, MESSAGES],
  },
  {
    name: 'benchmarks',
    summary: 'what the field quotes, with its grounds and its errors',
    operands: '',
    examples: [['cx-roi benchmarks --json', 'the published figures, for programs']],
    options: [
      ['Output', ['format', 'json', 'output', 'force']],
      ['Messages', ['errors', 'color', 'debug']],
    ],
  },
  {
    name: 'schema',
    summary: 'print the JSON Schema of the result',
    operands: '',
    examples: [['cx-roi schema > cx-roi.schema.json', 'to validate what score --json prints']],
    options: [['Messages', ['errors', 'color', 'debug']]],
  },
  {
    name: 'config',
    summary: 'print the options in force',
    operands: '',
    examples: [['cx-roi config --show-origin', 'each option and where it comes from']],
    options: [['Config', keysOf(CONFIG_OPTIONS)], INPUT, FIGURES, OUTPUT, MESSAGES],
  },
];
