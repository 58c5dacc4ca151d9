import { FIELD_TYPES } from '../domain/fields.ts';
import type { FrozenReading, InspectedColumn, InspectedTable, Inspection } from '../domain/inspection.ts';
import { DATE_ORDERS } from '../domain/reading.ts';
import { INPUT_KINDS, type Warning } from '../domain/results.ts';
import {
  COUNT_OR_NULL,
  closed,
  documentOf,
  listOf,
  NAMED_CUSTOMERS,
  OPEN,
  objectOf,
  orNull,
  type Schema,
  SIZE,
  TEXT,
  TEXT_OR_NULL,
  TEXTS,
  YES_OR_NO,
} from './schemaParts.ts';

const FIELDS = Object.keys(FIELD_TYPES);
const ROLE = { enum: ['auto', 'customers', 'interactions', 'costs'] };

/** JSON Schema of what `inspect --json` prints. */
export function inspectionSchema(): Schema {
  const frozen: { readonly [K in keyof FrozenReading]-?: Schema } = {
    config: OPEN,
    files: { type: 'array', items: closed({ name: TEXT, role: ROLE, config: OPEN }) },
    open: TEXTS,
  };
  return documentOf('inspect', {
    program: TEXT,
    version: TEXT,
    command: { const: 'inspect' },
    files: { type: 'array', items: file() },
    freeze: orNull(closed({ ...frozen, arguments: TEXTS, command: TEXT })),
    warnings: listOf<Warning>({ code: TEXT, message: TEXT, count: SIZE }),
  });
}

function file(): Schema {
  return objectOf<Inspection>({
    file: TEXT,
    role: ROLE,
    format: { enum: ['csv', 'json', 'parquet', null] },
    encoding: TEXT_OR_NULL,
    encodingReason: TEXT_OR_NULL,
    delimiter: TEXT_OR_NULL,
    headerLine: COUNT_OR_NULL,
    preset: TEXT_OR_NULL,
    rows: closed({ read: SIZE, used: SIZE, skipped: SIZE }),
    cellsRejected: SIZE,
    customers: NAMED_CUSTOMERS,
    tables: { type: 'array', items: table() },
    problems: { type: 'array', items: problem() },
    problemCount: SIZE,
    failed: YES_OR_NO,
  });
}

function table(): Schema {
  const cell = { type: ['string', 'number', 'boolean', 'null'] };
  return objectOf<InspectedTable>({
    kind: { enum: INPUT_KINDS },
    key: closed({ how: TEXT, header: TEXT_OR_NULL }),
    columns: listOf<InspectedColumn>({
      header: TEXT,
      field: { enum: [...FIELDS, null] },
      reason: TEXT_OR_NULL,
      decimal: { enum: ['.', ',', null] },
      dateOrder: { enum: [...DATE_ORDERS, null] },
      numericTime: TEXT_OR_NULL,
    }),
    unused: TEXTS,
    firstRows: { type: 'array', items: { type: 'object', additionalProperties: cell } },
  });
}

/** A problem leaves out what it does not know. */
function problem(): Schema {
  const place = closed({ file: TEXT, line: SIZE, column: SIZE, header: TEXT }, false);
  const known = { code: TEXT, severity: { enum: ['error', 'warning', 'note'] }, message: TEXT };
  return {
    ...closed({ ...known, location: place, value: TEXT, hint: TEXT }, false),
    required: Object.keys(known),
  };
}
