import { REASONS } from '../domain/grades.ts';
import { CxRoiError } from '../foundation/errors.ts';
import { type Gate, isMet, parseGate } from './gateExpression.ts';
import { figureOf } from './gatePath.ts';
import { checkAgainst, incomparable } from './gateSchema.ts';
import { errorMessage } from './messages.ts';
import type { Output, Response, ScoreRequest } from './request.ts';
import { SCHEMAS, type SchemaName } from './schemas.ts';

/** The gates of a run, read and held against what the command's result can have, before any file is opened. */
export async function gatesOf(
  command: SchemaName,
  { output: { failOn } }: Pick<ScoreRequest, 'output'>,
): Promise<readonly Gate[]> {
  if (failOn.length === 0) return [];
  const gates = failOn.map(parseGate);
  const schema = await SCHEMAS[command]();
  for (const gate of gates) checkAgainst(schema, gate);
  return gates;
}

/** The response of a run whose report stands: its outputs, and behind them a line for every gate that it missed. */
export function judged(
  report: object,
  gates: readonly Gate[],
  { style }: Pick<ScoreRequest, 'style'>,
  outputs: readonly Output[],
): Response {
  const errors = gates.flatMap((gate) => verdictOn(report, gate) ?? []);
  const exitCode = errors.reduce<Response['exitCode']>((code, error) => (code === 0 ? error.exitCode : code), 0);
  return { outputs: [...outputs, ...errors.map((error) => errorMessage(error, style.messages))], exitCode };
}

/** The error that a gate makes of a report, or null. What is wrong with the gate itself comes after the report, too. */
function verdictOn(report: object, gate: Gate): CxRoiError | null {
  try {
    const { figure, reason } = figureOf(report, gate);
    const path = gate.path.join('.');
    if (figure === null) {
      const why = reason === null ? '' : ` (${REASONS[reason]})`;
      return new CxRoiError('gate_missed', `gate missed: ${path} is not known${why}; --fail-on '${gate.text}'`);
    }
    const met = isMet(gate, figure);
    if (met === null) return incomparable(gate, typeof figure);
    if (!met) return null;
    return new CxRoiError('gate_missed', `gate missed: ${path} is ${figure}; --fail-on '${gate.text}'`);
  } catch (error) {
    if (error instanceof CxRoiError) return error;
    throw error;
  }
}
