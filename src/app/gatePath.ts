import type { ReasonCode } from '../domain/grades.ts';
import { CxRoiError } from '../foundation/errors.ts';
import { nearest } from '../foundation/suggest.ts';
import type { Gate } from './gateExpression.ts';

type Members = Readonly<Record<string, unknown>>;

/** What stands at a gate's path: a figure, or null and why. */
export interface FoundFigure {
  readonly figure: number | string | boolean | null;
  readonly reason: ReasonCode | null;
}

/** Members by which an item of a list may be named instead of by its place. */
const NAMES = ['status', 'key', 'name', 'code', 'component', 'estimator', 'measure'] as const;

/**
 * The figure a gate speaks of. A movement (before, after, change) stands for its change: relative where the gate
 * says percent and the movement has one. @throws usage where the path leads nowhere
 */
export function figureOf(report: object, { path, percent, text }: Gate): FoundFigure {
  let at: unknown = report;
  let reason: ReasonCode | null = null;
  for (let i = 0; i < path.length; i++) {
    if (at === null) return { figure: null, reason };
    reason = reasonIn(at, path.slice(i)) ?? reason;
    const member: unknown = memberOf(at, path[i]!);
    if (member === undefined) {
      if (Array.isArray(at)) return { figure: null, reason };
      throw unknownPath(text, path.slice(0, i + 1).join('.'), namesIn(at, path.slice(0, i)));
    }
    at = member;
  }
  const figure = isMovement(at) ? (percent && 'relative' in at ? at['relative'] : at['change']) : at;
  if (figure === null) return { figure, reason: reason ?? (isMovement(at) ? 'zero_denominator' : null) };
  if (typeof figure === 'object' || figure === undefined) throw noFigure(text, path, namesIn(figure ?? {}, path));
  return { figure: figure as number | string | boolean, reason };
}

function memberOf(at: unknown, name: string): unknown {
  if (Array.isArray(at)) {
    if (/^\d+$/.test(name)) return at[Number(name)];
    return at.find((item: Members | null) => NAMES.some((key) => item?.[key] === name));
  }
  return typeof at === 'object' && at !== null && Object.hasOwn(at, name) ? (at as Members)[name] : undefined;
}

/** Why the rest of a path is null, by the reasons that stand beside it: its own, or those of what is above it. */
function reasonIn(at: unknown, rest: readonly string[]): ReasonCode | null {
  const reasons = (at as { readonly reasons?: Readonly<Record<string, ReasonCode>> } | null)?.reasons;
  if (typeof reasons !== 'object') return null;
  for (let length = rest.length; length > 0; length--) {
    const path = rest.slice(0, length).join('.');
    if (Object.hasOwn(reasons, path)) return reasons[path]!;
  }
  return null;
}

function isMovement(at: unknown): at is Members {
  return typeof at === 'object' && at !== null && 'before' in at && 'after' in at && 'change' in at;
}

function namesIn(at: unknown, above: readonly string[]): readonly string[] {
  if (typeof at !== 'object' || at === null) return [];
  return Object.keys(at).map((name) => [...above, name].join('.'));
}

export function unknownPath(text: string, path: string, known: readonly string[]): CxRoiError {
  const near = nearest(path, known);
  const suggestion = near === null ? '' : `did you mean ${near}? `;
  const others = near !== null || known.length === 0 || known.length > 40 ? '' : `there are ${known.join(', ')}. `;
  return new CxRoiError('usage', `--fail-on '${text}': the result has no ${path}`, {
    hint: `${suggestion}${others}cx-roi schema COMMAND shows what it has`,
  });
}

export function noFigure(text: string, path: readonly string[], members: readonly string[]): CxRoiError {
  return new CxRoiError('usage', `--fail-on '${text}': ${path.join('.')} is not one figure`, {
    hint: members.length === 0 ? 'name one figure of the result' : `name one of ${members.join(', ')}`,
  });
}
