import type { ExplainReport, Formula, FormulaInput, Origin, Part, TermTable } from '../domain/explainReport.ts';
import { REASONS } from '../domain/grades.ts';
import { moneyToTheCent, sixDigits } from '../foundation/words.ts';
import type { Column } from './grid.ts';
import { GRADE_MARKS } from './headline.ts';
import { decimal, MISSING } from './numbers.ts';
import { left, right, tableOf } from './reportTables.ts';
import type { Block, DerivationStep, Section } from './sections.ts';

const HEADINGS = {
  revenue: 'What they brought',
  value: 'What they are expected to bring',
  effort: 'How hard they had it',
  retention: 'Whether they stay',
  cost: 'What they cost, and what comes back',
} as const satisfies Record<Part, string>;

/** The formulas of one part of a customer's figures, one below another, with their numbers; none where it has none. */
export function partSection({ formulas, model }: ExplainReport, part: Part, top: number): Section[] {
  const own = formulas.filter((formula) => formula.part === part);
  if (own.length === 0) return [];
  const inputs = inputTable(own);
  const blocks: Block[] = [
    ...(part === 'value' ? model.map((words) => ({ words })) : []),
    ...(inputs === null ? [] : [inputs]),
    ...derivations(own, top),
  ];
  return [{ heading: HEADINGS[part], blocks }];
}

const ORIGIN_WORDS = {
  data: 'your data',
  fitted: 'fitted',
  option: 'option',
  assumed: 'assumed',
  formula: 'formula',
} as const satisfies Record<Origin, string>;

/** What formulas name that no formula gives; what differs from case to case stands in the formulas themselves. */
function inputTable(formulas: readonly Formula[]): Block | null {
  const given = new Map<string, FormulaInput & { readonly differs: boolean }>();
  for (const input of formulas.flatMap(({ inputs }) => inputs)) {
    if (input.from === 'formula') continue;
    const before = given.get(input.symbol);
    const differs = before !== undefined && (before.differs || before.value !== input.value);
    given.set(input.symbol, { ...(before ?? input), differs });
  }
  if (given.size === 0) return null;
  const columns = [left('Given'), right('Value'), left('What it is', 0, 12), left('From', 2)];
  const rows = [...given.values()].map(({ symbol, value, unit, meaning, from, differs }) => [
    ...[symbol, differs ? 'by case' : valueWords(value, unit), meaning, ORIGIN_WORDS[from]],
  ]);
  return { table: tableOf(columns, rows) };
}

function valueWords(value: number | null, unit: Formula['unit']): string {
  if (value === null) return MISSING;
  return unit === 'money' ? moneyToTheCent(value) : sixDigits(value);
}

/** Steps one below another, broken where one has lines of its own; what is unknown for one reason stands together. */
function derivations(formulas: readonly Formula[], top: number): Block[] {
  const blocks: Block[] = [];
  let steps: DerivationStep[] = [];
  for (let i = 0; i < formulas.length; i++) {
    const formula = formulas[i]!;
    const alike = unknownAlike(formulas, i);
    if (alike.length > 1) {
      const names = alike.map(({ symbol }) => symbol).join(', ');
      steps.push({ mark: '', head: `${names} = ${MISSING}: ${REASONS[formula.reason!]}`, lines: [] });
      i += alike.length - 1;
      continue;
    }
    steps.push(stepOf(formula));
    if (formula.terms === null || formula.terms.rows.length === 0) continue;
    blocks.push({ steps }, ...termBlocks(formula.terms, top));
    steps = [];
  }
  return steps.length === 0 ? blocks : [...blocks, { steps }];
}

/** From one formula on, those that are unknown for its reason. */
function unknownAlike(formulas: readonly Formula[], start: number): readonly Formula[] {
  const { reason } = formulas[start]!;
  if (reason === null) return [];
  const end = formulas.findIndex((formula, i) => i > start && formula.reason !== reason);
  return formulas.slice(start, end < 0 ? formulas.length : end);
}

function stepOf({ symbol, meaning, formula, withNumbers, value, unit, grade, reason }: Formula): DerivationStep {
  const mark = value === null || grade === null ? '' : GRADE_MARKS[grade];
  const why = reason === null ? '' : ` (${REASONS[reason]})`;
  // A date has its words and no number.
  const result = value === null && reason === null ? '' : ` = ${valueWords(value, unit)}`;
  const head = `${symbol}${result}: ${meaning}${why}`;
  if (formula === null) return { mark, head, lines: [] };
  // Words name their inputs with a value each; arithmetic repeats itself in numbers.
  if (withNumbers === null || withNumbers.includes(' = ')) {
    return { mark, head, lines: [formula, ...(withNumbers === null ? [] : [`with ${withNumbers}`])] };
  }
  return { mark, head, lines: [`= ${formula}`, ...(withNumbers === formula ? [] : [`= ${withNumbers}`])] };
}

function termBlocks({ columns, rows }: TermTable, top: number): Block[] {
  const aligned: Column[] = columns.map(({ title, unit }) => (unit === 'text' ? left(title, 0, 8) : right(title)));
  const cells = rows.slice(0, top).map((row) => row.map((cell, i) => cellWords(cell, columns[i]!.unit)));
  const more = rows.length - Math.min(top, rows.length);
  const table: Block = { table: tableOf(aligned, cells) };
  return more === 0 ? [table] : [table, { words: `… and ${decimal(more, 0)} more; --json has them` }];
}

function cellWords(cell: number | string | null, unit: TermTable['columns'][number]['unit']): string {
  if (cell === null || typeof cell === 'string') return cell ?? MISSING;
  return unit === 'text' ? String(cell) : valueWords(cell, unit);
}
