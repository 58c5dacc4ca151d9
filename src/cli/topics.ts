import { OPTION_KEYS, specOf } from './options.ts';
import { environmentName } from './settings.ts';

/** Help on what is not a command. */
export interface Topic {
  readonly name: string;
  readonly summary: string;
  readonly text: () => string;
}

const FORMATS_TEXT = `Formats

What goes in: CSV (any of , ; tab |, any common encoding), a JSON array, an
object {"customers": [...], "interactions": [...]}, NDJSON; plain or gzipped;
files or standard input (-); Parquet files, where DuckDB is installed (npm
install @duckdb/node-api). Each file is recognised by its header and content.

What comes out (--format):
  table     for reading: the portfolio first, then the top customers
  json      everything: meta, assumptions, warnings, models, portfolio and
            customers (cx-roi schema prints the JSON Schema)
  ndjson    one customer a line, as JSON
  csv, tsv  one customer a line; names in snake_case, as value_expected
  markdown  the table's content for a page or a ticket
  parquet   the columns of csv with their types (score only; needs DuckDB)

Missing is null in JSON, empty in csv and tsv, a dash in tables: never 0.
In csv and tsv, text that a spreadsheet would run as a formula starts with an
apostrophe; --csv-raw leaves it as it is.
`;

const EXIT_CODES_TEXT = `Exit codes

  0    done
  1    a bug in cx-roi
  2    the command line, the configuration, or a file that cannot be opened
  3    the input data cannot be used, or --strict or --max-skipped refuses them
  4    a gate was missed; the report is written all the same
  130  interrupted

Gates (--fail-on, repeatable) are conditions on a figure of the JSON result:

  --fail-on 'portfolio.atRiskShare>20%'
  --fail-on 'portfolio.effort.bands.high.customers>50'
  --fail-on 'movement.value<-5%'                 of cx-roi compare

A path of names, one of > >= < <= == !=, and a number, a percentage or a text.
If one holds, the figure is named on standard error. A figure that is null
misses every gate. A path that the result cannot have ends with 2 before
anything is read; cx-roi schema COMMAND shows what it has.
`;

const METHODS_TEXT = `Methods

Every figure carries one of four grades, in tables as a mark:
     observed   counted in your data
  ~  modelled   fitted to your data
  ≈  blended    fitted and assumed together, with the weight on your data
  ?  assumed    a default or a published figure; the list of assumptions says
                which option replaces it

Value       expected margin (revenue without --margin) over the horizon,
            discounted, from each customer's own rhythm and spend
Effort      0 effortless to 100 exhausting, from repeat contacts, unresolved
            cases, switches of channel, transfers and time; no contact is not
            low effort
Retention   the chance to stay over the horizon, and what easier experience
            would change
Cost        winning, keeping and serving, and what comes back

The formulas and their sources are in docs/methods.md.
`;

const PRESETS_TEXT = `Presets

The exports of common systems (CRMs, help desks, shops, payments) are known by
their headers, whatever columns were added, removed or moved: their own words
are mapped, lost deals and voided orders passed over, continued lines joined.

  cx-roi presets list        every preset
  cx-roi presets show NAME   how it is recognised and what its columns mean

--preset NAME reads every file as that export, for headers that were renamed.
--map FIELD=COLUMN wins over a preset. Any other export is read by the names
of its columns, in seven languages; cx-roi inspect FILE shows what came of it.
`;

function environmentText(): string {
  const names = OPTION_KEYS.filter((key) => !specOf(key).local).map((key) => `  ${environmentName(key)}`);
  return `Environment

Every option that a config file can hold has a variable. Flags win over the
environment, that over cx-roi.config.yaml (or .json) in the working directory,
that over config.yaml (or .json) in ~/.config/cx-roi, that over the defaults.
Several values of a repeatable option are separated by commas; switches are
true or false. cx-roi config --show-origin shows what holds and why.

${names.join('\n')}

  NO_COLOR, FORCE_COLOR  colour off or on; --color and --no-color win
  COLUMNS                width of tables that do not go to a terminal
`;
}

export const TOPICS: readonly Topic[] = [
  { name: 'formats', summary: 'what goes in and what comes out', text: () => FORMATS_TEXT },
  { name: 'presets', summary: 'exports that are known by their headers', text: () => PRESETS_TEXT },
  { name: 'environment', summary: 'variables and config files', text: environmentText },
  { name: 'exit-codes', summary: 'how the program ends', text: () => EXIT_CODES_TEXT },
  { name: 'methods', summary: 'what the figures mean', text: () => METHODS_TEXT },
];
