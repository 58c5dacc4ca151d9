import {
  type ChangedFigure,
  type Formula,
  type FormulaInput,
  ORIGINS,
  PARTS,
  type SourceLine,
  type StatusExplained,
  type TermTable,
  type TimelineEvent,
  UNITS,
  type WhatIf,
  type WhatIfFigure,
} from '../domain/explainReport.ts';
import { GRADES } from '../domain/grades.ts';
import { INPUT_KINDS } from '../domain/results.ts';
import {
  closed,
  DATE,
  DATE_OR_NULL,
  documentOf,
  groundsOf,
  listOf,
  NUMBER,
  NUMBER_OR_NULL,
  objectOf,
  orNull,
  REASON_OR_NULL,
  type Schema,
  SIZE,
  TEXT,
  TEXT_OR_NULL,
  TEXTS,
  YES_OR_NO,
} from './schemaParts.ts';
import { customerSchema } from './scoreSchema.ts';

/** JSON Schema of the `explain` report. */
export function explainReportSchema(): Schema {
  return documentOf('explain', {
    ...groundsOf(),
    customer: customerSchema(true),
    status: objectOf<StatusExplained>({
      because: TEXT,
      startAt: DATE_OR_NULL,
      endAt: DATE_OR_NULL,
      ...{ tenureMonths: NUMBER_OR_NULL, lapseWindowDays: NUMBER_OR_NULL },
    }),
    model: TEXTS,
    formulas: formulas(),
    whatIf: whatIfs(),
    timeline: timeline(),
    sources: sources(),
  });
}

function formulas(): Schema {
  const unit = { enum: UNITS };
  const inputs = listOf<FormulaInput>({
    symbol: TEXT,
    meaning: TEXT,
    value: NUMBER,
    unit,
    from: { enum: ORIGINS },
  });
  const cell = { type: ['number', 'string', 'null'] };
  const terms = objectOf<TermTable>({
    columns: { type: 'array', items: closed({ title: TEXT, unit: { enum: [...UNITS, 'text'] } }) },
    rows: { type: 'array', items: { type: 'array', items: cell } },
  });
  return listOf<Formula>({
    part: { enum: PARTS },
    figure: TEXT_OR_NULL,
    symbol: TEXT,
    meaning: TEXT,
    formula: TEXT_OR_NULL,
    withNumbers: TEXT_OR_NULL,
    value: NUMBER_OR_NULL,
    unit,
    grade: { enum: [...GRADES, null] },
    reason: REASON_OR_NULL,
    inputs,
    terms: orNull(terms),
  });
}

function whatIfs(): Schema {
  const changed = objectOf<ChangedFigure>({ value: NUMBER_OR_NULL, change: NUMBER_OR_NULL });
  return listOf<WhatIf>({
    kind: { enum: ['assumption', 'data'] },
    code: TEXT,
    what: TEXT,
    now: TEXT_OR_NULL,
    instead: TEXT_OR_NULL,
    figures: objectOf<Record<WhatIfFigure, ChangedFigure>>({
      expected: changed,
      atStake: changed,
      upliftValue: changed,
      effort: changed,
      service: changed,
    }),
  });
}

function timeline(): Schema {
  return listOf<TimelineEvent>({
    at: DATE,
    what: TEXT,
    channel: TEXT_OR_NULL,
    topic: TEXT_OR_NULL,
    caseId: TEXT_OR_NULL,
    orderId: TEXT_OR_NULL,
    amount: NUMBER_OR_NULL,
    minutes: NUMBER_OR_NULL,
    resolved: { type: ['boolean', 'null'] },
    survey: NUMBER_OR_NULL,
    file: TEXT_OR_NULL,
    line: { type: ['integer', 'null'], minimum: 1 },
  });
}

function sources(): Schema {
  return listOf<SourceLine>({
    file: TEXT,
    line: SIZE,
    kind: { enum: INPUT_KINDS },
    used: YES_OR_NO,
    why: TEXT_OR_NULL,
    cells: { type: 'array', items: closed({ header: TEXT, field: TEXT_OR_NULL, value: TEXT }) },
  });
}
