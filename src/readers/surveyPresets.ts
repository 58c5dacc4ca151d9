import type { Preset } from '../domain/preset.ts';

/** What the day of a customer could be taken for in a survey: an answer begins and ends, too. */
const OF_CUSTOMERS = ['created_at', 'churned_at', 'churned', 'renewal_date'] as const;

/** Exports of surveys: a row each for an answer, on the day it was given. */
export const SURVEY_PRESETS: readonly Preset[] = [
  {
    name: 'qualtrics',
    kind: 'interactions',
    signs: ['ResponseId|Response ID', 'EndDate|End Date|RecordedDate|Recorded Date', 'Finished|Progress|Response Type'],
    map: {
      interaction_id: ['ResponseId', 'Response ID'],
      occurred_at: ['EndDate', 'End Date', 'RecordedDate', 'Recorded Date'],
    },
    // How long the answer took is no work of ours.
    never: [...OF_CUSTOMERS, 'status', 'handle_minutes', 'channel', 'type'],
    rows: 'survey',
  },
  {
    name: 'surveymonkey',
    kind: 'interactions',
    signs: ['Respondent ID', 'End Date|Start Date|Date Created|Date Modified', 'Collector ID|Email Address|IP Address'],
    map: { occurred_at: ['End Date', 'Date Modified', 'Start Date', 'Date Created'] },
    never: [...OF_CUSTOMERS, 'status', 'handle_minutes', 'updated_at'],
    rows: 'survey',
  },
];
