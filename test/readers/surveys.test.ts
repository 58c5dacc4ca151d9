import { describe, expect, it } from 'vitest';
import { contentOf, read, sourceOf } from './reading.ts';

const QUESTION = 'How easy was it to handle your issue? (1-7)';

/** An export of SurveyMonkey: the kind of answer that each question takes stands below the header. */
const SURVEY_MONKEY = [
  `Respondent ID,Collector ID,Start Date,End Date,Email Address,"${QUESTION}",Any comments?`,
  ',,,,,Response,Open-Ended Response',
  '101,4,2024-01-31 17:11:00,2024-01-31 17:15:00,A@x.com,3,fine',
  '102,4,2024-02-01 09:00:00,2024-02-02 09:05:00,b@x.com,7,',
  '',
].join('\n');

describe('an export of SurveyMonkey', () => {
  it('holds answers by e-mail address, on the day they ended, and no customers who left', async () => {
    const { dataset, inputs, diagnostics } = await read(SURVEY_MONKEY);
    expect(contentOf(dataset)).toMatchObject({
      customers: { 'a@x.com': {}, 'b@x.com': {} },
      interactions: [
        { customer: 'a@x.com', at: '2024-01-31T17:15:00.000Z', kind: 'survey', ces: 3 },
        { customer: 'b@x.com', at: '2024-02-02T09:05:00.000Z', kind: 'survey', ces: 7 },
      ],
    });
    expect(dataset.customers.numbers.has('churned_at')).toBe(false);
    expect(dataset.facts.cesScale).toBe('easy7');
    expect(inputs[0]).toMatchObject({ preset: 'surveymonkey', rows: { read: 3, used: 2, skipped: 1 } });
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['row_labels', 'note']]);
  });

  it('is known without its collector, and without addresses by the number of the respondent', async () => {
    const small = `Respondent ID,Email Address,Start Date,End Date,${QUESTION}\n1,a@x.com,2024-01-01 10:00,2024-01-01 10:05,5\n`;
    expect(contentOf((await read(small)).dataset).interactions).toMatchObject([
      { customer: 'a@x.com', at: '2024-01-01T10:05:00.000Z', kind: 'survey', ces: 5 },
    ]);
    const nameless = `Respondent ID,Collector ID,Start Date,End Date,${QUESTION}\n1,4,2024-01-01 10:00,2024-01-01 10:05,5\n`;
    expect(contentOf((await read(nameless)).dataset).interactions).toMatchObject([{ customer: '1', kind: 'survey' }]);
  });
});

it.each([
  ['How easy was it today? (1 = very difficult, 7 = very easy)', 'easy7'],
  ['How easy was it? 1 = very easy, 5 = very difficult', 'effort5'],
  ['Aufwand (1 = sehr leicht, 7 = sehr schwer)', 'effort7'],
] as const)('a scale whose ends are worded is that of its top answer: %s', async (question, scale) => {
  const { dataset } = await read(`customer_id,date,"${question}"\nA,2024-01-01,3\n`);
  expect(dataset.facts.cesScale).toBe(scale);
});

const qualtrics = (reference: (row: number) => string) =>
  [
    'StartDate,EndDate,Status,IPAddress,Progress,Duration (in seconds),Finished,RecordedDate,ResponseId,RecipientEmail,ExternalReference,DistributionChannel,Q1_CES,Q2_NPS',
    'Start Date,End Date,Response Type,IP Address,Progress,Duration (in seconds),Finished,Recorded Date,Response ID,Recipient Email,External Data Reference,Distribution Channel,It was easy (1-7),How likely',
    [
      ...['StartDate', 'EndDate', 'Status', 'IPAddress', 'Progress', 'Duration', 'Finished', 'recordedDate'],
      ...['_recordId', 'recipientEmail', 'externalDataReference', 'distributionChannel', 'QID1', 'QID2'],
    ]
      .map((id) => `"{""ImportId"":""${id}"",""timeZone"":""Etc/GMT+7""}"`)
      .join(','),
    ...[1, 2, 3].map(
      (row) =>
        `2024-01-0${row} 10:00:00,2024-01-0${row} 10:02:00,0,1.2.3.4,100,120,1,2024-01-0${row} 10:03:00,R_${row},c${row}@x.com,${reference(row)},email,${row + 2},9`,
    ),
    '',
  ].join('\n');

describe('an export of Qualtrics', () => {
  it('holds answers, whose duration is no handling time and no contact, below three rows of headers', async () => {
    const { dataset, inputs, diagnostics } = await read(qualtrics((row) => `C-${row}`));
    const { interactions } = contentOf(dataset);
    expect(interactions).toMatchObject([
      { customer: 'C-1', at: '2024-01-01T10:02:00.000Z', kind: 'survey', ces: 3 },
      { customer: 'C-2', kind: 'survey', ces: 4 },
      { customer: 'C-3', kind: 'survey', ces: 5 },
    ]);
    for (const row of interactions) expect(row).not.toHaveProperty('handleMinutes');
    expect(inputs[0]).toMatchObject({ preset: 'qualtrics', rows: { read: 5, used: 3, skipped: 2 } });
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('goes by the address where nobody filled the external reference', async () => {
    const { dataset } = await read([
      sourceOf('customer_id,email,mrr\nK1,c1@x.com,10\nK2,c2@x.com,10\nK3,c3@x.com,10\n', 'customers.csv'),
      sourceOf(
        qualtrics(() => ''),
        'qualtrics.csv',
      ),
    ]);
    expect(contentOf(dataset).interactions.map(({ customer }) => customer)).toEqual(['K1', 'K2', 'K3']);
  });
});
