import type { ReadOutcome, ReadRequest } from '../domain/reading.ts';
import { errorMessage, readingMessages } from './messages.ts';
import { refusal } from './refusal.ts';
import type { Output, Response, ScoreRequest } from './request.ts';

/** The files read, and what there is to say about them; or the response that refuses to go on. */
export type ReadFiles =
  | { readonly refused: null; readonly outcome: ReadOutcome; readonly messages: readonly Output[] }
  | { readonly refused: Response };

/** Reads the files of a request and holds them against its limits. */
export async function readFiles(
  request: ScoreRequest,
  wanted: Pick<ReadRequest, 'trace' | 'inParts'> = {},
): Promise<ReadFiles> {
  const { readDataset } = await import('../readers/read.ts');
  const { files, read: options, memoryBytes, onProgress } = request;
  const optional = { ...(onProgress && { onProgress }), ...wanted };
  const outcome = await readDataset({ files, options, memoryBytes, ...optional });
  const messages = readingMessages(outcome, request);
  const error = refusal(outcome, request.limits);
  if (error === null) return { refused: null, outcome, messages };
  outcome.close();
  return {
    refused: { outputs: [...messages, errorMessage(error, request.style.messages)], exitCode: error.exitCode },
  };
}
