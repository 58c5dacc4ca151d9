import { EFFORT_STATUSES, type EffortStatus, type EffortVerdict } from '../../domain/results.ts';
import { twoSidedP } from '../../math/normal.ts';
import {
  type AreaUnderCurve,
  areaUnderCurve,
  cochranArmitage,
  type IsotonicStep,
  isotonicSteps,
} from '../../math/ranks.ts';
import type { EffortByMonth } from '../effort/bands.ts';
import { type Calibration, calibrate } from './calibration.ts';
import type { HazardModel } from './hazard.ts';
import { permutationP } from './permutation.ts';
import type { Strata } from './strata.ts';

/** How far effort at a month's start tells who leaves in it, on the user's data alone; the prior has no say here. */
export interface Validation {
  readonly verdict: EffortVerdict;
  /** The one test the verdict rests on: effort in the hazard model, two-sided, clustered by customer. Null: not testable. */
  readonly p: number | null;
  readonly auc: AreaUnderCurve | null;
  /** Churn rate of each band over the rate of all. */
  readonly lift: readonly { readonly status: EffortStatus; readonly lift: number | null }[];
  readonly trend: { readonly z: number; readonly p: number } | null;
  readonly permutationP: number | null;
  readonly calibration: Calibration | null;
  /** Churn by number of contacts in the window, pooled until it rises: where the threshold lies. */
  readonly byContacts: readonly IsotonicStep[];
}

const SIGNIFICANT = 0.05;
/** Below this area a real effect is too small to tell customers apart by. */
const USEFUL_AREA = 0.55;
const MOST_CONTACTS = 20;

export interface ValidationInput {
  readonly model: HazardModel;
  readonly byMonth: EffortByMonth;
  readonly strata: Strata;
  readonly seed: number;
}

export function validateEffort({ model, byMonth, strata, seed }: ValidationInput): Validation {
  return {
    ...verdictOn(model, byMonth),
    ...bandFigures(byMonth),
    permutationP: permutationP(byMonth, seed),
    calibration: calibrate(model, byMonth, strata),
    byContacts: churnByContacts(byMonth),
  };
}

/** The verdict alone, and what it rests on. */
export function verdictOn(model: HazardModel, byMonth: EffortByMonth): Pick<Validation, 'verdict' | 'p' | 'auc'> {
  const auc = areaOf(byMonth);
  const p = model.own === null ? null : twoSidedP(model.own.value / model.own.se);
  return { verdict: verdictOf(model, p, auc), p, auc };
}

function verdictOf({ own }: HazardModel, p: number | null, auc: AreaUnderCurve | null): EffortVerdict {
  if (own === null || p === null || p >= SIGNIFICANT || own.value <= 0) return 'no evidence';
  return auc !== null && auc.value >= USEFUL_AREA ? 'predicts' : 'weak';
}

function areaOf({ months, score }: EffortByMonth): AreaUnderCurve | null {
  const leavers: number[] = [];
  const stayers = new Float64Array(months.rows);
  let stayed = 0;
  for (let row = 0; row < months.rows; row++) {
    if (Number.isNaN(score[row]!)) continue;
    if (months.event[row] === 1) leavers.push(score[row]!);
    else stayers[stayed++] = score[row]!;
  }
  return areaUnderCurve(Float64Array.from(leavers), stayers.subarray(0, stayed));
}

function bandFigures({ months, status }: EffortByMonth): Pick<Validation, 'lift' | 'trend'> {
  const trials = new Float64Array(EFFORT_STATUSES.length);
  const events = new Float64Array(EFFORT_STATUSES.length);
  for (let row = 0; row < months.rows; row++) {
    if (status[row]! >= trials.length) continue;
    trials[status[row]!]!++;
    events[status[row]!]! += months.event[row]!;
  }
  const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
  const overall = total(events) / total(trials);
  return {
    trend: cochranArmitage(events, trials),
    lift: EFFORT_STATUSES.map((name, k) => ({
      status: name,
      lift: trials[k]! > 0 && overall > 0 ? events[k]! / trials[k]! / overall : null,
    })),
  };
}

function churnByContacts({ months, contacts }: EffortByMonth): readonly IsotonicStep[] {
  const trials = new Float64Array(MOST_CONTACTS + 1);
  const events = new Float64Array(MOST_CONTACTS + 1);
  for (let row = 0; row < months.rows; row++) {
    const count = Math.min(contacts[row]!, MOST_CONTACTS);
    trials[count]!++;
    events[count]! += months.event[row]!;
  }
  return isotonicSteps(events, trials);
}
