import { CxRoiError } from '../foundation/errors.ts';
import type { Schema } from '../renderers/schemaParts.ts';
import type { Gate } from './gateExpression.ts';
import { noFigure, unknownPath } from './gatePath.ts';

/** Holds a gate against the schema of the result it will be tried on. @throws usage where it cannot be meant */
export function checkAgainst(schema: Schema, gate: Gate): void {
  const { path, text } = gate;
  if (path[0] === 'customers') {
    throw new CxRoiError('usage', `--fail-on '${text}': customers are many, and a gate is on one figure`, {
      hint: 'cx-roi schema COMMAND shows the figures of the whole',
    });
  }
  let here: readonly Schema[] = [schema];
  for (let i = 0; i < path.length; i++) {
    const next = here.flatMap((each) => below(each, path[i]!));
    if (next.length === 0) throw unknownPath(text, path.slice(0, i + 1).join('.'), leaves(schema, [], 6));
    if (next.some(isOpen)) return;
    here = next;
  }
  checkFigure(here.flatMap(alternatives), gate);
}

function checkFigure(found: readonly Schema[], gate: Gate): void {
  if (found.some((schema) => membersOf(schema)['change'] !== undefined)) return;
  const branch = found.find((schema) => schema['type'] === 'object' || schema['type'] === 'array');
  if (branch !== undefined) {
    throw noFigure(
      gate.text,
      gate.path,
      Object.keys(membersOf(branch)).map((name) => [...gate.path, name].join('.')),
    );
  }
  const numbersOnly = found.every((schema) => typesOf(schema).every((type) => NUMERIC.has(type)));
  if (numbersOnly && gate.number === null) throw incomparable(gate, 'number');
}

const NUMERIC: ReadonlySet<unknown> = new Set(['number', 'integer', 'null']);

export function incomparable(gate: Gate, type: string): CxRoiError {
  const what = type === 'number' ? 'a number' : type === 'boolean' ? 'true or false' : 'a text';
  return new CxRoiError(
    'usage',
    `--fail-on '${gate.text}': ${gate.path.join('.')} is ${what}, and "${gate.operand}" is none to compare it with`,
  );
}

/** What a member of what the schema describes may be; items of lists go by any name. */
function below(schema: Schema, name: string): readonly Schema[] {
  return alternatives(schema).flatMap((each) => {
    if (each['type'] === 'array') return each['items'] === undefined ? [] : [each['items'] as Schema];
    const member = membersOf(each)[name];
    if (member !== undefined) return [member];
    const others = each['additionalProperties'];
    if (isOpen(each)) return [each];
    return typeof others === 'object' && others !== null ? [others as Schema] : [];
  });
}

function alternatives(schema: Schema): readonly Schema[] {
  const either = (schema['anyOf'] ?? schema['oneOf']) as readonly Schema[] | undefined;
  return either === undefined || schema['properties'] !== undefined ? [schema] : either.flatMap(alternatives);
}

/** An object of which the schema does not say what it holds. */
function isOpen(schema: Schema): boolean {
  return schema['type'] === 'object' && schema['properties'] === undefined && !schema['additionalProperties'];
}

function membersOf(schema: Schema): Readonly<Record<string, Schema>> {
  return (schema['properties'] ?? {}) as Readonly<Record<string, Schema>>;
}

function typesOf({ type, enum: values }: Schema): readonly unknown[] {
  if (Array.isArray(values)) return values.map((value: unknown) => (value === null ? 'null' : typeof value));
  return Array.isArray(type) ? type : [type];
}

/** Paths of all single figures that the schema names, to suggest one. */
function leaves(schema: Schema, above: readonly string[], depth: number): readonly string[] {
  return alternatives(schema).flatMap((each) => {
    if (depth === 0 || isOpen(each)) return [];
    if (each['type'] === 'array') {
      const items = each['items'] as Schema | undefined;
      return items === undefined || above.includes('customers') ? [] : leaves(items, [...above, '0'], depth - 1);
    }
    const members = Object.entries(membersOf(each));
    if (members.length === 0) return above.length === 0 ? [] : [above.join('.')];
    const own = membersOf(each)['change'] === undefined ? [] : [above.join('.')];
    return [...own, ...members.flatMap(([name, member]) => leaves(member, [...above, name], depth - 1))];
  });
}
