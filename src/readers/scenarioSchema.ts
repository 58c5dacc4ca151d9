import * as z from 'zod';
import { type CashFlows, type EffortLever, type EffortScope, NO_LEVERS, type Scenario } from '../domain/scenario.ts';
import * as values from './scenarioValues.ts';

/** What one scenario may say, by the names of a scenario file. Unknown names and unreadable values are issues. */
export const scenarioSchema = z
  .strictObject({
    effort: optional(values.change, 'a change such as -30%, or -10 for points'),
    effortTopic: optional(namedChanges('topic'), 'NAME=CHANGE, such as billing=-50%'),
    effortChannel: optional(namedChanges('channel'), 'NAME=CHANGE, such as phone=-20%'),
    effortBand: optional(namedChanges('band'), 'low, mid or high with a change, such as high=-50%'),
    effortTo: optional(values.score, 'a score from 0 to 100'),
    retention: optional(values.points, 'percentage points without %, such as +5'),
    price: optional(values.share, 'a change in per cent, such as +3%'),
    priceChurn: optional(values.amount, 'per cent more leaving for each per cent of price, such as 0.5'),
    margin: optional(values.margin, 'a margin such as 45%, or points with their sign such as "+2"'),
    contacts: optional(values.share, 'a change in per cent, such as -20%'),
    contactCost: optional(values.share, 'a change in per cent, such as -20%'),
    acquisitionCost: optional(values.cost, 'an amount such as 200, or a change such as -10%'),
    horizon: optional(values.months, 'a number of months above 0'),
    discountRate: optional(values.rate, 'a rate from 0 to 1, written 0.1 or 10%'),
    programmeCost: optional(values.amount, 'an amount of money, such as 30000'),
    programmeYearly: optional(values.amount, 'an amount of money, such as 5000'),
    programmeYears: optional(values.wholeYears, 'a whole number of years, 1 to 50'),
    programmeRisk: optional(values.rate, 'a rate from 0 to 1, written 0.1 or 10%'),
    benefitRange: optional(values.range, 'a range around 100%, such as 70%-110%'),
    costRange: optional(values.range, 'a range around 100%, such as 95%-130%'),
    cashFlows: z
      .strictObject({
        costs: required(values.flows, 'a list of amounts: at the start, then for each year'),
        benefits: required(values.flows, 'a list of amounts: at the start, then for each year'),
      })
      .optional(),
  })
  .check(({ value, issues }) => {
    const refuse = (message: string) => issues.push({ code: 'custom', input: value, message });
    const { cashFlows, programmeRisk, benefitRange, costRange } = value;
    if (cashFlows !== undefined && cashFlows.costs.length !== cashFlows.benefits.length) {
      refuse('costs and benefits of cash-flows must be equally long');
    }
    if (cashFlows !== undefined && cashFlows.costs.length < 2) refuse('cash-flows need a start and at least one year');
    const others = Object.entries(value).filter(([name, own]) => own !== undefined && !BESIDE_FLOWS.has(name));
    if (cashFlows !== undefined && others.length > 0)
      refuse(`cash-flows are given outright: ${others[0]![0]} has no part`);
    if (programmeRisk !== undefined && (benefitRange ?? costRange) !== undefined) {
      refuse('programme-risk or ranges, not both: they adjust for the same risk');
    }
  });

const BESIDE_FLOWS = new Set(['cashFlows', 'discountRate', 'programmeRisk', 'benefitRange', 'costRange']);

export const LEVER_NAMES: readonly string[] = Object.keys(scenarioSchema.shape);

type Members = z.output<typeof scenarioSchema>;

/** The scenario that members stand for. */
export function scenarioFrom(name: string, given: readonly string[], members: Members): Scenario {
  const { effort, effortTopic, effortChannel, effortBand, cashFlows } = members;
  const whole: EffortLever[] = effort === undefined ? [] : [{ scope: 'all', name: null, change: effort }];
  return {
    ...{ name, given },
    levers: {
      ...NO_LEVERS,
      effort: [...whole, ...(effortTopic ?? []), ...(effortChannel ?? []), ...(effortBand ?? [])],
      effortTo: members.effortTo ?? null,
      retentionPoints: members.retention ?? null,
      priceShare: members.price ?? null,
      priceChurn: members.priceChurn ?? null,
      margin: members.margin ?? null,
      contactsShare: members.contacts ?? null,
      contactCostShare: members.contactCost ?? null,
      acquisitionCost: members.acquisitionCost ?? null,
      horizonMonths: members.horizon ?? null,
      annualDiscountRate: members.discountRate ?? null,
    },
    programme: {
      initialCost: members.programmeCost ?? null,
      yearlyCost: members.programmeYearly ?? null,
      years: members.programmeYears ?? null,
      risk: members.programmeRisk ?? null,
      benefitRange: members.benefitRange ?? null,
      costRange: members.costRange ?? null,
    },
    cashFlows: (cashFlows satisfies CashFlows | undefined) ?? null,
  };
}

function required<T>(read: (value: unknown) => T | undefined, expected: string) {
  return z.unknown().transform((value, context): T => {
    const found = read(value);
    if (found !== undefined) return found;
    context.addIssue({ code: 'custom', message: `${shown(value)} is not ${expected}` });
    return z.NEVER;
  });
}

function optional<T>(read: (value: unknown) => T | undefined, expected: string) {
  return required(read, expected).optional();
}

function shown(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : `"${String(value)}"`;
}

const BANDS = ['low', 'mid', 'high'];

/** `billing=-50%`, several of them, or a member for each name. */
function namedChanges(scope: EffortScope): (value: unknown) => readonly EffortLever[] | undefined {
  return (value) => {
    const pairs = pairsOf(value);
    if (pairs === undefined || pairs.length === 0) return undefined;
    const levers: EffortLever[] = [];
    for (const [name, text] of pairs) {
      const change = values.change(text);
      if (change === undefined || name === '' || (scope === 'band' && !BANDS.includes(name))) return undefined;
      levers.push({ scope, name, change });
    }
    return levers;
  };
}

function pairsOf(value: unknown): readonly (readonly [string, unknown])[] | undefined {
  if (typeof value === 'string') {
    const at = value.lastIndexOf('=');
    return at < 1 ? undefined : [[value.slice(0, at).trim(), value.slice(at + 1)]];
  }
  if (Array.isArray(value)) {
    const parts = value.map(pairsOf);
    return parts.includes(undefined) ? undefined : parts.flatMap((part) => part!);
  }
  return typeof value === 'object' && value !== null ? Object.entries(value) : undefined;
}
