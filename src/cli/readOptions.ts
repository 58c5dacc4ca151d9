import { FEATURE_FIELDS, FIELD_TYPES, type FieldName } from '../domain/fields.ts';
import {
  DATE_ORDERS,
  DEFAULT_READ_OPTIONS,
  ENGINES,
  INPUT_FORMATS,
  type ReadOptions,
  type Source,
} from '../domain/reading.ts';
import { nearest } from '../foundation/suggest.ts';
import type { OptionKey } from './options.ts';
import type { Settings } from './settings.ts';
import type { Io } from './shell.ts';
import * as values from './values.ts';

/** Options in force → how files are read. */
export function readOptions(settings: Settings, io: Io): ReadOptions {
  const decimal = settings.choice('decimal', ['.', ',']);
  return {
    format: settings.choice('inputFormat', INPUT_FORMATS) ?? DEFAULT_READ_OPTIONS.format,
    engine: settings.choice('engine', ENGINES) ?? DEFAULT_READ_OPTIONS.engine,
    encoding: settings.text('encoding'),
    delimiter: settings.read('delimiter', values.delimiter, 'one character, or tab, comma, semicolon, pipe'),
    headerLine: settings.read('headerLine', values.lineNumber, 'the number of a line, 1 or more'),
    decimal,
    dateOrder: settings.choice('dateOrder', DATE_ORDERS),
    timezone: settings.read('timezone', values.timezone, 'an IANA time zone such as Europe/Berlin') ?? 'UTC',
    currency: settings.read('currency', values.currency, 'a currency code of three letters such as EUR'),
    rates: ratesFile(settings, io),
    preset: settings.text('preset'),
    map: fieldMap(settings),
    id: settings.text('id'),
    covariates: (settings.text('covariates') ?? '')
      .split(',')
      .flatMap((name) => (name.trim() === '' ? [] : [name.trim()])),
    pseudonymKey: null,
  };
}

/** Opened only when files are read. */
function ratesFile(settings: Settings, io: Io): Source | null {
  const name = settings.text('rates');
  if (name === null) return null;
  return {
    name,
    async *open() {
      yield* (await io.source(name)).open();
    },
  };
}

function fieldMap(settings: Settings): ReadonlyMap<FieldName, string> {
  const fields = Object.keys(FIELD_TYPES) as FieldName[];
  return new Map(
    settings.list('map').map((text) => {
      const [name, column] = pairOf(settings, 'map', text);
      const field = fields.find((known) => known === name);
      if (field !== undefined) return [field, column];
      const near = nearest(name, fields);
      const suggestion = near === null ? '' : `Did you mean ${near}? `;
      // Features come under their own names, never under a user's.
      const told = fields.filter((known) => !Object.hasOwn(FEATURE_FIELDS, known));
      throw settings.error('map', `there is no field "${name}"`, `${suggestion}Fields: ${told.join(', ')}`);
    }),
  );
}

export function pairOf(settings: Settings, key: OptionKey, text: string): readonly [string, string] {
  const pair = values.pair(text);
  if (pair === undefined) throw settings.error(key, `"${text}" is not of the form NAME=VALUE`);
  return pair;
}
