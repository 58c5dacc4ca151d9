import type { ScoreResult } from '../../domain/results.ts';
import { fileNames } from '../fileNames.ts';
import { decimal } from '../numbers.ts';
import { left, right, tableOf } from '../reportTables.ts';
import type { Section } from '../sections.ts';

/** What was read, what was left out, and where the methods come from. */
export function trustChapter({ meta }: ScoreResult): Section {
  const columns = [
    left('File'),
    left('Read as'),
    right('Rows'),
    right('Used'),
    right('Skipped'),
    right('Cells unreadable'),
  ];
  const names = fileNames(meta.inputs.map(({ file }) => file));
  const rows = meta.inputs.map(({ kind, rows: { read, used, skipped }, cellsRejected }, i) => [
    names[i]!,
    kind,
    ...[read, used, skipped, cellsRejected].map((count) => decimal(count, 0)),
  ]);
  return {
    heading: 'How far to trust this',
    blocks: [{ words: GRADES }, { words: RANGES }, { words: SAME }],
    parts: [
      { heading: 'What was read', blocks: [{ table: tableOf(columns, rows) }] },
      { heading: 'Where the methods come from', blocks: [{ items: SOURCES }] },
    ],
  };
}

const GRADES =
  'A figure without a mark was counted in the data. ~ was fitted to them, ≈ is fitted and assumed together with the ' +
  'weight on the data beside it, ? rests on a default or a published figure; the list below says what would replace it.';
const RANGES =
  'Ranges hold 90%. Those of a customer say how far one customer may be from the figure; those of a total say how well the ' +
  'total is known, and leave out that the model itself may be wrong: the trial on the past says how wrong it was.';
const SAME = 'The same files and options give the same page, on any machine and in any year.';

const SOURCES = [
  'Purchases: Fader, Hardie & Lee 2005 (BG/NBD); Batislam et al. 2007 and Hoppe & Wagner 2007 (MBG/NBD); Schmittlein, Morrison & Colombo 1987 (Pareto/NBD); Fader, Hardie & Shang 2010 (BG/BB).',
  'Spend: Fader & Hardie 2013 (Gamma-Gamma). Subscriptions: Kaplan & Meier 1958; Fader & Hardie 2007 (sBG) and 2018 (BdW).',
  'Effort: components after CEB 2010, SQM 2022 and Gartner 2019; what weighs how much is in the assumptions below.',
  'Effort and leaving: discrete-time logit with effort known before, g-formula (Robins 1986), doubly robust contrasts (AIPW), E-value (VanderWeele & Ding 2017).',
  'Winning against keeping: marginal, not average costs (Pfeifer 2005).',
];
