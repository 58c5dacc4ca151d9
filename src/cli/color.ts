import type { Stream } from './shell.ts';

/** `--color` or `--no-color`, then NO_COLOR, FORCE_COLOR, TERM=dumb, then whether a terminal shows it. */
export function colorWanted(
  flag: boolean | null,
  env: Readonly<Record<string, string | undefined>>,
  stream: Stream,
): boolean {
  if (flag !== null) return flag;
  if (isSet(env['NO_COLOR'])) return false;
  const forced = env['FORCE_COLOR'];
  if (isSet(forced)) return forced !== '0' && forced !== 'false';
  return env['TERM'] !== 'dumb' && stream.isTerminal;
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}
