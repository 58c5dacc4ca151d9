import type { ChangedFigure, WhatIf, WhatIfFigure } from '../../domain/explainReport.ts';
import { type Figure, valueAt } from '../../domain/figures.ts';
import { toUnits } from '../../foundation/money.ts';
import type { Analysis } from '../analyse.ts';
import { assumptionAlternatives } from './assumptionAlternatives.ts';
import { dataAlternatives } from './dataAlternatives.ts';
import type { Explained } from './known.ts';

/**
 * This customer's figures under other assumptions and with other data of theirs, the greatest change of money first. What
 * a change cannot touch is held; a model fitted to everybody is held where one customer changes.
 */
export function whatIfs(explained: Explained, onStep?: (what: string) => void): readonly WhatIf[] {
  const now = figuresOf(explained.analysis, explained.customer);
  const alternatives = [...assumptionAlternatives(explained), ...dataAlternatives(explained)];
  const told = alternatives.map(({ analyse, ...alternative }): WhatIf => {
    onStep?.(alternative.what);
    const then = figuresOf(analyse(), explained.customer);
    return { ...alternative, figures: changesOf(now, then) };
  });
  return told.sort((a, b) => {
    for (const names of DECIDING) {
      const order = largest(b, names) - largest(a, names);
      if (order !== 0) return order;
    }
    return 0;
  });
}

/** Integrals are taken to twelve digits, and more finely once a longer one has asked for it: the rest is no change. */
function nearlyEqual(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}

/** What is expected and what is at stake decide; the rest settles between changes that move neither. */
const DECIDING: readonly (readonly WhatIfFigure[])[] = [
  ['expected', 'atStake'],
  ['upliftValue'],
  ['service'],
  ['effort'],
];

function largest({ figures }: WhatIf, names: readonly WhatIfFigure[]): number {
  return Math.max(...names.map((name) => Math.abs(figures[name].change ?? 0)));
}

type Figures = Readonly<Record<WhatIfFigure, number | null>>;

function figuresOf({ revenue, retention, effort, cost }: Analysis, customer: number): Figures {
  const money = (figure: Figure) => {
    const minor = valueAt(figure, customer);
    return minor === null ? null : toUnits(minor);
  };
  return {
    expected: money(revenue.expected),
    atStake: money(retention.atStake),
    upliftValue: money(retention.upliftValue),
    effort: valueAt(effort.score, customer),
    service: money(cost.service),
  };
}

function changesOf(now: Figures, then: Figures): WhatIf['figures'] {
  const changed = (name: WhatIfFigure): ChangedFigure => {
    const [before, after] = [now[name], then[name]];
    if (before === null || after === null) return { value: after, change: null };
    return { value: after, change: nearlyEqual(before, after) ? 0 : after - before };
  };
  return {
    expected: changed('expected'),
    atStake: changed('atStake'),
    upliftValue: changed('upliftValue'),
    effort: changed('effort'),
    service: changed('service'),
  };
}
