import { openFollow } from '../../app/followAlerts.ts';
import type { FollowSession } from '../../app/followSession.ts';
import { CxRoiError } from '../../foundation/errors.ts';
import type { Invocation } from '../invocation.ts';
import { type OptionKey, specOf } from '../options.ts';
import { runReport } from '../runReport.ts';
import type { Settings } from '../settings.ts';

const INTERRUPTED = 130;
/** What a stream of alerts cannot be: compared, cut, judged, or written to a file as a whole. */
const NOT_WHILE_FOLLOWING: readonly OptionKey[] = ['since', 'output', 'top', 'failOn'];

/** Base files → a follower → alerts as events come, until they end or the user ends it. */
export async function runFollowAlerts(invocation: Invocation): Promise<number> {
  const { settings, io, operands } = invocation;
  refuseOptions(settings);
  refuseMissingBase([...operands, ...settings.list('customers'), ...settings.list('interactions')]);
  const opened: { session: FollowSession | null } = { session: null };
  const exitCode = await runReport('alerts', invocation, async (request) => {
    const { session, response } = await openFollow(request);
    opened.session = session;
    return response;
  });
  if (opened.session === null) return exitCode;
  const { source, interrupted } = io.events();
  await opened.session.run(source, (target, text) => io.write(target, [text]));
  return interrupted() ? INTERRUPTED : exitCode;
}

function refuseOptions(settings: Settings): void {
  for (const key of NOT_WHILE_FOLLOWING) {
    if (settings.origin(key)?.kind !== 'flag') continue;
    throw new CxRoiError('usage', `${specOf(key).flag} does not go with --follow`, {
      hint: 'alerts are written to standard output as they come, one JSON object a line',
    });
  }
  const flagged = (['format', 'json'] as const).find((key) => settings.origin(key)?.kind === 'flag');
  if (flagged === undefined || settings.text('format') === 'ndjson') return;
  throw new CxRoiError('usage', '--follow writes ndjson and nothing else', {
    hint: `leave ${specOf(flagged).flag} out`,
  });
}

function refuseMissingBase(files: readonly string[]): void {
  if (files.length > 0 && !files.includes('-')) return;
  throw new CxRoiError('usage', '--follow reads events from standard input, so the history must come from files', {
    hint: 'cx-roi alerts customers.csv interactions.csv --follow < events.ndjson',
  });
}
