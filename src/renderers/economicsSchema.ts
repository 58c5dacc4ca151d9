import { type AcquisitionMonth, type EconomicsGroup, GROUPED_BY } from '../domain/economics.ts';
import { ECONOMICS_KINDS, UNIT_KINDS } from './economicsKinds.ts';
import { membersOf, RECORDS, schemasOf } from './kindSchemas.ts';
import {
  documentOf,
  groundsOf,
  listOf,
  NUMBER,
  NUMBER_OR_NULL,
  type Schema,
  SIZE,
  TEXT,
  TEXT_OR_NULL,
} from './schemaParts.ts';

/** JSON Schema of the `economics` report. */
export function economicsReportSchema(): Schema {
  const members = membersOf({ ...schemasOf(ECONOMICS_KINDS), ...economicsLists() }, true);
  return documentOf('economics', { ...groundsOf(), ...members, ...RECORDS });
}

/** What `economics` lists, wherever it stands. */
export function economicsLists(): Record<string, Schema> {
  const placed = { by: { enum: GROUPED_BY }, key: TEXT_OR_NULL };
  return {
    'economics.months': listOf<AcquisitionMonth>({
      month: TEXT,
      spend: NUMBER,
      newCustomers: SIZE,
      cac: NUMBER_OR_NULL,
    }),
    'economics.groups': listOf<EconomicsGroup>({
      ...placed,
      ...(schemasOf(UNIT_KINDS) as Record<keyof typeof UNIT_KINDS, Schema>),
      ...RECORDS,
    }),
  };
}
