import { upliftOfFiles } from '../../app/uplift.ts';
import type { Invocation } from '../invocation.ts';
import { runReport } from '../runReport.ts';
import { notNegative } from '../values.ts';

export function runUplift(invocation: Invocation): Promise<number> {
  const { settings } = invocation;
  const amount = (key: 'outcomeValue' | 'treatmentCost') =>
    settings.read(key, notNegative, 'an amount of money, such as 8.50');
  const campaign = {
    control: settings.text('control'),
    outcomeValue: amount('outcomeValue'),
    treatmentCost: amount('treatmentCost'),
  };
  return runReport('uplift', invocation, (request) => upliftOfFiles({ ...request, campaign }));
}
