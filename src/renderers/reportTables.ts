import type { ContactStep } from '../domain/effortReport.ts';
import { REASONS, type ReasonCode } from '../domain/grades.ts';
import type { EffortBand } from '../domain/results.ts';
import type { Column } from './grid.ts';
import type { HeadlineLine } from './headline.ts';
import { decimal, MISSING, percent } from './numbers.ts';
import type { Block, Section } from './sections.ts';
import { BAND_LEGEND, bandRows, bandsOfMonths, type TableData } from './tables.ts';

/** Small words for reports: columns, tables of plain text, and what stands where the data say nothing. */

export function left(title: string, expendable = 0, least?: number): Column {
  return { title, align: 'left', expendable, ...(least === undefined ? {} : { least }) };
}

export function right(title: string, expendable = 0): Column {
  return { title, align: 'right', expendable };
}

export function tableOf(columns: readonly Column[], rows: readonly (readonly string[])[]): TableData {
  return { columns, rows: rows.map((cells) => cells.map((text) => ({ text }))) };
}

export function line(label: string, figure: string, note = '', mark = ''): HeadlineLine {
  return { label, mark: figure === MISSING ? '' : mark, figure, note };
}

/** Sections that can only say why they are empty, gathered into one at the end. */
export function gatherUntold(sections: readonly Section[]): readonly Section[] {
  const whyOf = ({ blocks }: Section) => {
    const [only] = blocks;
    return blocks.length === 1 && only !== undefined && 'untold' in only ? only.untold : null;
  };
  const items = sections.flatMap((section) => {
    const why = whyOf(section);
    return why === null ? [] : [`${section.heading}: ${why}`];
  });
  const told = sections.filter((section) => whyOf(section) === null);
  return items.length === 0 ? told : [...told, { heading: 'What these data cannot tell', blocks: [{ items }] }];
}

/** Figures that are known, then those that are not, together where one reason is behind them. */
export function knownThenMissing(lines: readonly HeadlineLine[]): Block[] {
  const known = lines.filter(({ figure }) => figure !== MISSING);
  const missing = new Map<string, string[]>();
  for (const { label, figure, note } of lines) {
    if (figure === MISSING) missing.set(note, [...(missing.get(note) ?? []), label]);
  }
  const items = [...missing].map(([why, labels]) => `Not known: ${labels.join(', ')}${why === '' ? '' : `: ${why}`}`);
  return [...(known.length === 0 ? [] : [{ lines: known }]), ...(items.length === 0 ? [] : [{ items }])];
}

/** Why a part is missing. */
export function because(reason: ReasonCode | undefined, otherwise: string): Block {
  return { untold: reason === undefined ? otherwise : REASONS[reason] };
}

/** `0.003`, `below 0.0001`. */
export function probability(p: number | null): string {
  if (p === null) return MISSING;
  return p < 0.0001 ? 'below 0.0001' : decimal(p, p < 0.01 ? 4 : 2);
}

export function between(low: string, high: string): string {
  return low === MISSING || high === MISSING ? '' : `${low} to ${high}`;
}

export function bandBlocks(bands: readonly EffortBand[]): Block[] {
  if (bandsOfMonths(bands)) return [{ table: bandRows(bands) }, { words: BAND_LEGEND }];
  const columns = [left('Effort'), right('Customers'), right('Left'), right('Share that left')];
  const rows = bands.map(({ status, customers, churned }) => [
    status,
    decimal(customers, 0),
    decimal(churned, 0),
    percent(churned === null || customers === 0 ? null : churned / customers),
  ]);
  return [{ table: tableOf(columns, rows) }];
}

export function contactStepTable(steps: readonly ContactStep[], unit: string): TableData {
  const columns = [left('Contacts'), right(unit, 1), right('Left'), right('Share')];
  const last = steps.length - 1;
  return tableOf(
    columns,
    steps.map(({ fromContacts, toContacts, atRisk, left: gone, rate }, i) => [
      stepWords(fromContacts, toContacts, i === last),
      decimal(atRisk, 0),
      decimal(gone, 0),
      percent(rate, 2),
    ]),
  );
}

function stepWords(from: number, to: number, last: boolean): string {
  if (last && to > from) return `${from} or more`;
  return from === to ? String(from) : `${from} to ${to}`;
}
