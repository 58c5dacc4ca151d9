import { STATUS } from '../../domain/features.ts';
import { FigureBuilder, reasonAt } from '../../domain/figures.ts';
import type { Grade, ReasonCode } from '../../domain/grades.ts';
import { paymentsOver } from '../horizon.ts';
import type { End } from '../ownPaths.ts';
import { unknownStayingOf } from '../unknownStaying.ts';
import type { RetentionInput } from './input.ts';
import { Z } from './level.ts';
import { gradeOf } from './prior.ts';
import { type Horizon, type PathFigures, pathFigures, type Tilt, tiltedPath } from './tilt.ts';

/** Where effort is hard: what "if it gets worse" means. */
const HARD_EFFORT = 66;

export class RetentionFigures {
  readonly now: FigureBuilder;
  readonly easy: FigureBuilder;
  readonly uplift: FigureBuilder;
  readonly low: FigureBuilder;
  readonly high: FigureBuilder;
  readonly upliftValue: FigureBuilder;
  readonly upliftValueLow: FigureBuilder;
  readonly upliftValueHigh: FigureBuilder;
  readonly atStake: FigureBuilder;
  readonly costIfWorse: FigureBuilder;

  constructor(n: number) {
    const figure = () => new FigureBuilder(n);
    [this.now, this.easy, this.uplift, this.low] = [figure(), figure(), figure(), figure()];
    [this.high, this.atStake, this.costIfWorse] = [figure(), figure(), figure()];
    [this.upliftValue, this.upliftValueLow, this.upliftValueHigh] = [figure(), figure(), figure()];
  }
}

/** Every customer's chance of staying, now and with effort at most the target, and what lies between. */
export function scoreCustomers(input: RetentionInput, tilt: Tilt): RetentionFigures {
  const figures = new RetentionFigures(input.dataset.customerIds.length);
  const { lifecycle, options } = input;
  const horizon = { horizonMonths: options.horizonMonths, payments: paymentsOver(lifecycle, options) };
  const ground = { ...input, horizon, leavingUnseen: isLeavingUnseen(input) };
  for (let row = 0; row < input.dataset.customerIds.length; row++) scoreCustomer(ground, tilt, figures, row);
  return figures;
}

interface CustomerGround extends RetentionInput {
  readonly horizon: Horizon;
  readonly leavingUnseen: boolean;
}

/**
 * Whether a forecast of purchases lets nobody leave: a model without dropout, where the data show none. Lapses are then
 * silences and no leaving, and what leaving takes is not known to be nothing.
 */
export function isLeavingUnseen({ lifecycle, survivalAt, options }: RetentionInput): boolean {
  if (lifecycle.behaviour !== 'transactional') return false;
  let stays = 0;
  for (const [row, status] of lifecycle.status.entries()) {
    const survival = status === STATUS.active ? survivalAt(row, options.horizonMonths) : Number.NaN;
    if (survival < 1) return false;
    if (survival === 1) stays++;
  }
  return stays > 0;
}

function scoreCustomer(input: CustomerGround, tilt: Tilt, figures: RetentionFigures, row: number): void {
  const status = input.lifecycle.status[row]!;
  if (status === STATUS.churned || status === STATUS.lapsed) {
    leaveAll(figures, row, status === STATUS.churned ? 'churned' : 'lapsed');
    figures.atStake.set(row, 0, 'observed');
    return;
  }
  if (Number.isNaN(input.survivalAt(row, input.options.horizonMonths))) {
    const reason = unknownStayingOf(input.lifecycle, row);
    leaveAll(figures, row, reason);
    figures.atStake.leave(row, reason);
    return;
  }
  if (input.leavingUnseen) {
    leaveAll(figures, row, 'no_dropout');
    figures.atStake.leave(row, 'no_dropout');
    return;
  }
  if (reasonAt(input.effort.score, row) === 'not_in_features') {
    // What effort does to staying is lost with it.
    leaveAll(figures, row, 'not_in_features');
    figures.atStake.leave(row, 'not_in_features');
    return;
  }
  const effort = input.effort.score.values[row]!;
  const tilted = tilt.estimate !== null && !Number.isNaN(effort);
  const at = pathsOf(input, tilt, row);
  const now = at(effort, 0);
  const base: Grade = tilted ? 'blended' : 'modelled';
  figures.now.set(row, now.survival, base);
  setMoney(figures.atStake, row, now.lostMinor, base);
  if (!tilted) leaveUplift(figures, row, Number.isNaN(effort) ? 'no_effort' : 'too_few');
  else setUplift(input, gradeOf(tilt.estimate), figures, { row, effort, now, at });
}

interface CustomerPath {
  readonly row: number;
  readonly effort: number;
  readonly now: PathFigures;
  readonly at: PathsByEffort;
}

function setUplift(
  input: CustomerGround,
  grade: Grade,
  figures: RetentionFigures,
  { row, effort, now, at }: CustomerPath,
): void {
  const target = Math.min(effort, input.options.targetEffort);
  const easy = at(target, 0);
  const gain = (end: End): Gain => (target < effort ? gainOf(at(effort, end), at(target, end)) : gainOf(now, now));
  const [a, b] = [gain(-1), gain(1)];
  const { survival, minor } = gainOf(now, easy);
  figures.easy.set(row, easy.survival, grade);
  figures.uplift.set(row, survival, grade);
  figures.low.set(row, Math.min(a.survival, b.survival), grade);
  figures.high.set(row, Math.max(a.survival, b.survival), grade);
  setMoney(figures.upliftValue, row, minor, grade);
  setMoney(figures.upliftValueLow, row, Math.min(a.minor, b.minor), grade);
  setMoney(figures.upliftValueHigh, row, Math.max(a.minor, b.minor), grade);
  const worse = effort >= HARD_EFFORT ? now : at(HARD_EFFORT, 0);
  setMoney(figures.costIfWorse, row, worse.lostMinor - now.lostMinor, grade);
}

/** What one path keeps that another loses. */
interface Gain {
  readonly survival: number;
  readonly minor: number;
}

function gainOf(now: PathFigures, easy: PathFigures): Gain {
  return { survival: easy.survival - now.survival, minor: now.lostMinor - easy.lostMinor };
}

/** A customer's path at an effort, at an end of the interval of what effort does; without any effort the forecast's own. */
type PathsByEffort = (effort: number, end: End) => PathFigures;

function pathsOf(input: CustomerGround, { over, estimate, meanEffort }: Tilt, row: number): PathsByEffort {
  const { ownPaths, horizon } = input;
  const monthlyMarginMinor = input.monthlyMarginMinor[row]!;
  if (ownPaths?.has(row)) {
    return (effort, end) => {
      const path = ownPaths.path(row, horizon.payments.discounts.length, end, effort);
      return pathFigures({ chance: (months) => path[months]!, monthlyMarginMinor }, horizon);
    };
  }
  const path = { chance: (months: number) => input.survivalAt(row, months), monthlyMarginMinor };
  const { value, se } = estimate ?? { value: 0, se: 0 };
  return (effort, end) => {
    const shift = Number.isNaN(effort) ? 0 : ((value + end * Z * se) * (effort - meanEffort)) / 100;
    return tiltedPath(path, over, shift, horizon);
  };
}

function setMoney(figure: FigureBuilder, row: number, minor: number, grade: Grade): void {
  if (Number.isNaN(minor)) figure.leave(row, 'no_value');
  else figure.set(row, minor, grade);
}

function leaveUplift(figures: RetentionFigures, row: number, reason: ReasonCode): void {
  const { easy, uplift, low, high, upliftValue, upliftValueLow, upliftValueHigh, costIfWorse } = figures;
  for (const figure of [easy, uplift, low, high, upliftValue, upliftValueLow, upliftValueHigh, costIfWorse]) {
    figure.leave(row, reason);
  }
}

function leaveAll(figures: RetentionFigures, row: number, reason: ReasonCode): void {
  figures.now.leave(row, reason);
  leaveUplift(figures, row, reason);
}
