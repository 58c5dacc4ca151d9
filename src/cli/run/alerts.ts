import { alertsOfFiles } from '../../app/alerts.ts';
import { CxRoiError } from '../../foundation/errors.ts';
import type { Invocation } from '../invocation.ts';
import { runReport } from '../runReport.ts';
import type { Io } from '../shell.ts';

export async function runAlerts(invocation: Invocation): Promise<number> {
  const { settings, io } = invocation;
  if (settings.on('follow')) return (await import('./followAlerts.ts')).runFollowAlerts(invocation);
  const file = settings.text('since');
  const since = file === null ? null : { file, text: await textOf(file, io) };
  return runReport('alerts', invocation, (request) => alertsOfFiles({ ...request, since }));
}

async function textOf(file: string, io: Io): Promise<string> {
  const text = await io.readText(file);
  if (text === null) throw new CxRoiError('file_missing', 'no such file or folder', { location: { file } });
  return text;
}
