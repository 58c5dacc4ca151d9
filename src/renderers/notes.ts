import type { Assumption, Warning } from '../domain/results.ts';
import { decimal } from './numbers.ts';
import { sentence } from './sentence.ts';

/** Assumptions in short: what one measure replaces together stands together, under the words they share. */
export function assumptionLines(assumptions: readonly Assumption[]): string[] {
  const groups = new Map<string, Assumption[]>();
  for (const assumption of assumptions) {
    const group = groups.get(assumption.replaceWith) ?? [];
    groups.set(assumption.replaceWith, group);
    group.push(assumption);
  }
  return [...groups].map(([replaceWith, group]) => `${groupWords(group)}: ${replaceWith}`);
}

function groupWords(group: readonly Assumption[]): string {
  const names = group.map(({ code }) => words(code).split(' '));
  const shared = names.length === 1 ? 0 : sharedWords(names);
  const items = group.map(({ value }, i) =>
    [...names[i]!.slice(shared), ...(value === null ? [] : [short(value)])].join(' '),
  );
  return [...names[0]!.slice(0, shared), items.join(', ')].join(' ');
}

function sharedWords(names: readonly (readonly string[])[]): number {
  const [first = []] = names;
  let shared = 0;
  while (shared < first.length - 1 && names.every((name) => name[shared] === first[shared])) shared++;
  return shared;
}

/** `effort_weight_repeatedInformation` as words. */
function words(code: string): string {
  return code.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replaceAll('_', ' ');
}

export function warningWords({ message, count }: Warning): string {
  return count > 1 && !says(message, count) ? `${sentence(message)} (${decimal(count, 0)} times)` : sentence(message);
}

/** Whether a message has its number in its words. */
function says(message: string, count: number): boolean {
  return new RegExp(`(?<![\\d.,])(?:${count}|${decimal(count, 0)})(?![\\d])`).test(message);
}

/** A number to read: four digits that count; JSON has them all. */
function short(value: number | string): string {
  return typeof value === 'number' ? String(Number(value.toPrecision(4))) : value;
}
