import type { ReadOutcome } from '../domain/reading.ts';
import { isoDate } from '../foundation/days.ts';
import { renderMessage } from '../renderers/diagnostics.ts';
import { decimal } from '../renderers/numbers.ts';
import type { FollowSession } from './followSession.ts';
import { readFiles } from './read.ts';
import type { Output, Response, ScoreRequest } from './request.ts';

/** What there is to say before the stream begins, and the session that follows it; none where the base was refused. */
export interface Opened {
  readonly response: Response;
  readonly session: FollowSession | null;
}

/** Scores the base and keeps of it what alerts need, so that its tables can be let go: `alerts --follow`. */
export async function openFollow(request: ScoreRequest): Promise<Opened> {
  const read = await readFiles(request);
  if (read.refused !== null) return { response: read.refused, session: null };
  const { session, message } = await sessionOn(read.outcome, request);
  const outputs: Output[] = request.style.messages.quiet ? [] : [{ target: { kind: 'stderr' }, chunks: [message] }];
  return { response: { outputs: [...read.messages, ...outputs], exitCode: 0 }, session };
}

async function sessionOn({ dataset }: ReadOutcome, { score, read, style, onProgress }: ScoreRequest) {
  onProgress?.({ step: 'scoring' });
  const { analyse } = await import('../engine/analyse.ts');
  const { followerOf } = await import('../engine/alerts/buildStates.ts');
  const { FollowSession } = await import('./followSession.ts');
  const analysis = analyse(dataset, score);
  const follower = followerOf(analysis);
  const from = analysis.asOfDay === null ? 'undated data' : isoDate(analysis.asOfDay);
  const message = `following from ${from}; customers: ${decimal(follower.customers, 0)}, alerts standing: ${decimal(follower.standing, 0)}`;
  return {
    session: new FollowSession(follower, read, style.messages),
    message: renderMessage({ code: 'followed', severity: 'note', message }, style.messages),
  };
}
