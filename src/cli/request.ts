import { FORMATS, type Limits, type OutputOptions, type ScoreRequest, type Style } from '../app/request.ts';
import { CES_SCALES } from '../domain/dataset.ts';
import { BEHAVIOURS, DEFAULT_OPTIONS, PRIORS, type ScoreOptions, WEIGHTS } from '../domain/options.ts';
import type { InputFile } from '../domain/reading.ts';
import { CxRoiError } from '../foundation/errors.ts';
import { colorWanted } from './color.ts';
import { isPattern } from './filePatterns.ts';
import { MODEL_NAMES, MODELS } from './models.ts';
import type { OptionKey } from './options.ts';
import { pairOf, readOptions } from './readOptions.ts';
import type { Settings } from './settings.ts';
import type { Io } from './shell.ts';
import * as values from './values.ts';

/** Options in force → the typed request of the use case. */
export async function scoreRequest(files: readonly InputFile[], settings: Settings, io: Io): Promise<ScoreRequest> {
  const forAll = settings.forAll(files.map(({ source }) => source.name));
  return {
    version: io.version,
    files,
    read: { ...readOptions(forAll, io), pseudonymKey: await pseudonymKey(settings, io) },
    score: scoreOptions(settings),
    output: outputOptions(settings),
    limits: limits(settings),
    style: style(settings, io),
    memoryBytes: settings.read('memory', values.bytes, 'a size such as 4GB or 800MB') ?? io.memoryBytes * MEMORY_SHARE,
  };
}

/** The files named, standard input when there are none; null when that is a terminal, where nobody would type a CSV. */
export async function inputFiles(
  operands: readonly string[],
  settings: Settings,
  io: Io,
): Promise<readonly InputFile[] | null> {
  const asked = [
    ...operands.map((name) => ({ name, role: 'auto' as const })),
    ...settings.list('customers').map((name) => ({ name, role: 'customers' as const })),
    ...settings.list('interactions').map((name) => ({ name, role: 'interactions' as const })),
    ...settings.list('ledger').map((name) => ({ name, role: 'costs' as const })),
  ];
  const named = (await Promise.all(asked.map((one) => filesOf(one, io)))).flat();
  if (named.length === 0) {
    if (io.stdin.isTerminal) return null;
    named.push({ name: '-', role: 'auto' });
  }
  refuseTwice(
    named.map(({ name }) => name),
    'the file is given twice, and its rows would count twice',
  );
  const names = named.map(({ name }) => name);
  return Promise.all(
    named.map(async ({ name, role }) => ({
      source: await io.source(name),
      role: role === 'auto' ? statedRole(settings, name) : role,
      ...(settings.speaksOf(name, names) && { options: readOptions(settings.forFile(name, names), io) }),
    })),
  );
}

interface Named {
  readonly name: string;
  readonly role: InputFile['role'];
}

/** The files of a pattern that no shell has written out; a name that is like none is left, for the error to name it. */
async function filesOf({ name, role }: Named, io: Io): Promise<readonly Named[]> {
  if (!isPattern(name)) return [{ name, role }];
  const names = await io.filesLike(name);
  return (names.length === 0 ? [name] : names).map((file) => ({ name: file, role }));
}

const ROLES = ['customers', 'interactions', 'costs'] as const;

/** What a config says that the file is. */
function statedRole(settings: Settings, name: string): InputFile['role'] {
  const stated = settings.kindOf(name);
  if (stated === null) return 'auto';
  const role = ROLES.find((known) => known === stated.kind);
  if (role !== undefined) return role;
  throw new CxRoiError('config', `kind in ${stated.layer.name}: "${stated.kind}" is not known`, {
    hint: `Allowed: ${ROLES.join(', ')}`,
  });
}

/** Refuses a file that is named more than once. */
export function refuseTwice(names: readonly string[], why: string): void {
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new CxRoiError('usage', why, { location: { file: twice } });
}

/** What is left to the machine's other programs. */
const MEMORY_SHARE = 0.8;

const SHORTEST_KEY = 16;

/** The secret of `--pseudonymise`: the text of its file. @throws usage or config when it is no secret */
async function pseudonymKey(settings: Settings, io: Io): Promise<string | null> {
  const file = settings.text('pseudonymise');
  if (file === null) return null;
  const key = (await io.readText(file))?.trim();
  const hint = `make one, and keep it: openssl rand -hex 32 > ${file}`;
  if (key === undefined) throw settings.error('pseudonymise', `there is no file ${file}`, hint);
  if (key.length >= SHORTEST_KEY) return key;
  throw settings.error(
    'pseudonymise',
    `${file} holds fewer than ${SHORTEST_KEY} characters, which can be guessed`,
    hint,
  );
}

function scoreOptions(settings: Settings): ScoreOptions {
  const rate = 'a rate from 0 to 1, written 0.4 or 40%';
  const amount = (key: OptionKey) => settings.read(key, values.notNegative, 'an amount of money, such as 8.50');
  const span = (key: OptionKey, unit: string) => settings.read(key, values.positive, `a number of ${unit} above 0`);
  const fallback = DEFAULT_OPTIONS;
  return {
    asOfDay: settings.read('asOf', values.day, 'a date, written 2024-12-31'),
    horizonMonths: span('horizon', 'months') ?? fallback.horizonMonths,
    annualDiscountRate: settings.read('discountRate', values.rate, rate) ?? fallback.annualDiscountRate,
    margin: settings.read('margin', values.rate, rate),
    marginIncludesService: settings.on('marginIncludesService'),
    behaviour: settings.choice('behaviour', BEHAVIOURS),
    model: MODELS[settings.choice('model', MODEL_NAMES) ?? 'auto'],
    backtest: settings.text('backtest') === null ? null : settings.on('backtest'),
    caseWindowDays: span('caseWindow', 'days') ?? fallback.caseWindowDays,
    effortWindowDays: span('effortWindow', 'days') ?? fallback.effortWindowDays,
    effortHalfLifeDays: halfLife(settings),
    cesScale: settings.choice('cesScale', CES_SCALES),
    churnWindowMonths: span('churnWindow', 'months'),
    lapseWindowDays: span('lapseWindow', 'days'),
    contactCosts: contactCosts(settings),
    minuteRate: amount('minuteRate'),
    acquisitionCost: amount('acquisitionCost'),
    retentionCost: amount('retentionCost'),
    referralShare: settings.read('referralShare', values.rate, rate) ?? fallback.referralShare,
    targetEffort: settings.read('target', values.score, 'a score from 0 to 100') ?? fallback.targetEffort,
    prior: settings.choice('prior', PRIORS) ?? fallback.prior,
    weights: settings.choice('weights', WEIGHTS) ?? fallback.weights,
    seed: settings.read('seed', values.wholeNumber, 'a whole number, 0 or more') ?? fallback.seed,
  };
}

function halfLife(settings: Settings): number | null {
  if (settings.text('effortHalfLife') === 'none') return null;
  const days = settings.read('effortHalfLife', values.positive, 'a number of days above 0, or none');
  return days ?? DEFAULT_OPTIONS.effortHalfLifeDays;
}

function contactCosts(settings: Settings): Readonly<Record<string, number>> {
  const entries = settings.list('contactCost').map((text) => {
    const [channel, amount] = pairOf(settings, 'contactCost', text);
    const cost = values.notNegative(amount);
    if (cost === undefined) throw settings.error('contactCost', `"${amount}" is not an amount of money, such as 8.50`);
    return [channel.toLowerCase(), cost] as const;
  });
  return Object.fromEntries(entries);
}

function outputOptions(settings: Settings): OutputOptions {
  const fields = settings.list('fields').flatMap((text) => text.split(','));
  const format = settings.on('json') ? 'json' : (settings.choice('format', FORMATS) ?? 'table');
  return {
    format,
    fields: fields.length === 0 ? null : fields.map((name) => name.trim()),
    sort: settings.text('sort'),
    filters: settings.list('filter'),
    top: settings.read('top', values.wholeNumber, 'a whole number, 0 or more'),
    csvRaw: settings.on('csvRaw'),
    failOn: settings.list('failOn'),
    file: fileOrNull(settings.text('output')),
    summaryFile: settings.text('summary'),
    rejectsFile: settings.text('rejects'),
  };
}

/** `-o -` is standard output. */
function fileOrNull(name: string | null): string | null {
  return name === '-' ? null : name;
}

function limits(settings: Settings): Limits {
  return {
    strict: settings.on('strict'),
    maxSkipped: settings.read('maxSkipped', values.limit, 'a number of rows, or a share such as 1%'),
  };
}

const PLAIN_WIDTH = 80;

function style(settings: Settings, { env, stdout, stderr }: Io): Style {
  const flag = settings.text('color') === null ? null : settings.on('color');
  const toTerminal = fileOrNull(settings.text('output')) === null;
  const columns = (toTerminal ? stdout.columns : null) ?? values.wholeNumber(env['COLUMNS'] ?? '');
  return {
    width: columns === undefined || columns === 0 ? PLAIN_WIDTH : columns,
    color: colorWanted(flag, env, toTerminal ? stdout : { isTerminal: false, columns: null }),
    messages: {
      color: colorWanted(flag, env, stderr),
      json: settings.choice('errors', ['text', 'json']) === 'json',
      quiet: settings.on('quiet'),
    },
  };
}
