import type {
  Estimate,
  NewCustomerOutcome,
  ProgrammeCase,
  ScenarioChanges,
  ScenarioOutcome,
} from '../domain/simulateReport.ts';
import type { RowField } from './reportData.ts';

type Field = RowField<ScenarioOutcome>;

const ESTIMATES = [
  'valueToday',
  'hazardRatio',
  'points',
  'customersKept',
  'marginChange',
  'serviceChange',
  'netChange',
] as const satisfies (keyof ScenarioChanges)[];
const SINGLES = [
  'customers',
  'customersHere',
  'revaluedBy',
  'serviceToday',
  'effortNow',
  'effortThen',
  'retentionNow',
  'retentionThen',
  'churnCut',
  'fromStaying',
  'fromPrice',
] as const satisfies (keyof ScenarioChanges)[];
const NEW_CUSTOMER = [
  'lifetimeValue',
  'valueChange',
  'acquisitionCost',
  'acquisitionCostThen',
  'ltvToCac',
  'ltvToCacThen',
  'paybackMonths',
  'paybackMonthsThen',
] as const satisfies (keyof NewCustomerOutcome)[];
const PROGRAMME = [
  'years',
  'benefitFactor',
  'costFactor',
  'costs',
  'benefits',
  'npv',
  'npvP10',
  'npvP50',
  'npvP90',
  'paysShare',
  'roi',
  'paybackMonths',
  'valueOfBase',
  'breakEvenPoints',
  'breakEvenOnCurves',
  'costPerCustomerKept',
  'costPerCustomerKeptLow',
  'costPerCustomerKeptHigh',
] as const satisfies (keyof ProgrammeCase)[];

/** A scenario as one row of delimited text: names as in JSON, in snake_case, an estimate with its ends and grade. */
export const scenarioFields: readonly Field[] = [
  { name: 'name', read: ({ name }) => name },
  { name: 'given', read: ({ given }) => given.join('; ') },
  { name: 'horizon_months', read: ({ horizonMonths }) => horizonMonths },
  { name: 'annual_discount_rate', read: ({ annualDiscountRate }) => annualDiscountRate },
  ...SINGLES.map((key) => field(snakeCase(key), ({ changes }) => changes?.[key] ?? null)),
  ...ESTIMATES.flatMap((key) => estimateFields(snakeCase(key), ({ changes }) => changes?.[key] ?? null)),
  ...NEW_CUSTOMER.map((key) =>
    field(`new_customer_${snakeCase(key)}`, ({ changes }) => changes?.newCustomer[key] ?? null),
  ),
  ...PROGRAMME.map((key) => field(`programme_${snakeCase(key)}`, ({ programme }) => programme?.[key] ?? null)),
  field('programme_cost_source', ({ programme }) => programme?.costSource ?? null),
  field('programme_next', ({ programme }) => programme?.next ?? null),
  field('programme_grade', ({ programme }) => programme?.grade ?? null),
  field('reason', ({ reason }) => reason),
];

function field(name: string, read: Field['read']): Field {
  return { name, read };
}

function estimateFields(name: string, of: (outcome: ScenarioOutcome) => Estimate | null): Field[] {
  return [
    field(name, (outcome) => of(outcome)?.value ?? null),
    field(`${name}_low`, (outcome) => of(outcome)?.low ?? null),
    field(`${name}_high`, (outcome) => of(outcome)?.high ?? null),
    field(`${name}_grade`, (outcome) => of(outcome)?.grade ?? null),
  ];
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
