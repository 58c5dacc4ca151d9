import type { CustomerUplift, UpliftBasis, UpliftFindings, UpliftReport } from '../domain/upliftReport.ts';
import { campaignBlocks } from './campaignBlocks.ts';
import { associationBlocks, naiveBlocks } from './comparisonBlocks.ts';
import { estimateBlocks, estimatorBlocks, portfolioBlocks, survivalBlocks } from './estimateBlocks.ts';
import { GRADE_MARKS } from './headline.ts';
import { decimal, percent, roundMoney } from './numbers.ts';
import type { RowField } from './reportData.ts';
import { contactStepTable, gatherUntold, left, right, tableOf } from './reportTables.ts';
import type { Block, Report, Section } from './sections.ts';
import { stayFields } from './stayFields.ts';

/** The uplift report for reading: what was found and how sure, then the ways to see it, then whom it concerns. */
export function upliftSections(report: UpliftReport): Report {
  const { uplift, meta, assumptions, warnings } = report;
  const sections: (Section | null)[] = [
    ...campaignSections(uplift, meta.currency),
    { heading: 'Verdict on effort', blocks: verdictBlocks(uplift) },
    ...(uplift.basis === 'association' ? [{ heading: 'Association', blocks: associationBlocks(uplift) }] : []),
    { heading: 'If nobody’s effort rose above the target', blocks: portfolioBlocks(uplift, meta.currency) },
    ...(uplift.estimate === null ? [] : measuredSections(uplift)),
    contactSection(uplift),
    { heading: 'Customers whose staying would change most', blocks: customerBlocks(report) },
  ];
  const told = gatherUntold(sections.filter((section) => section !== null));
  return { name: 'Uplift', ...{ meta, assumptions, warnings, sections: told } };
}

const NOTHING_TO_SAY = 'it takes contacts and word on who left, enough of both';

/** A file of a campaign alone has nothing to say of effort, and need not say so at length. */
function verdictBlocks({ basis, verdict, wouldChange, campaign }: UpliftFindings): Block[] {
  if (basis === 'none' && campaign !== null) return [{ untold: NOTHING_TO_SAY }];
  return [{ words: verdict }, { words: `${BASIS_WORDS[basis]} ${wouldChange}` }];
}

const BASIS_WORDS: Record<UpliftBasis, string> = {
  measured:
    'Read from your own history: effort at the start of each month or period, leaving after it. What was not recorded and ' +
    'drives both can still mislead.',
  association: 'These data are a snapshot, so nothing says whether effort came before leaving.',
  assumed: 'Nothing in these data says how effort and leaving go together; the figures are a published study’s.',
  none: `Nothing can be said of effort here: ${NOTHING_TO_SAY}.`,
};

const NO_CAMPAIGN = 'no column says who was treated (--map treatment=COLUMN, --map campaign_outcome=COLUMN)';

/** Where the data have nothing else to say, what they could have said of a campaign is worth a line. */
function campaignSections({ campaign, basis }: UpliftFindings, currency: string | null): Section[] {
  const heading = 'Randomised campaign';
  if (campaign !== null) return [{ heading, blocks: campaignBlocks(campaign, currency) }];
  return basis === 'none' ? [{ heading, blocks: [{ untold: NO_CAMPAIGN }] }] : [];
}

function measuredSections(uplift: UpliftFindings): Section[] {
  return [
    { heading: 'The trap: two ways to ask, two answers', blocks: naiveBlocks(uplift) },
    { heading: 'What the estimate rests on', blocks: estimateBlocks(uplift) },
    { heading: 'Other ways to estimate it', blocks: estimatorBlocks(uplift) },
    { heading: 'Staying by effort band', blocks: survivalBlocks(uplift) },
  ];
}

function contactSection({ byContacts, association }: UpliftFindings): Section | null {
  if (byContacts.length < 2) return null;
  const unit = association === null ? 'Times at risk' : 'Customers';
  const words = 'Pooled until it rises; a jump says where the threshold lies. Last steps often stand on few.';
  return {
    heading: 'Leaving by number of contacts',
    blocks: [{ table: contactStepTable(byContacts, unit) }, { words }],
  };
}

function customerBlocks({ customers, uplift, meta }: UpliftReport): Block[] {
  const gaining = [...customers].filter((customer) => (customer.uplift ?? 0) > 0 || (customer.upliftValue ?? 0) > 0);
  if (gaining.length === 0) {
    const untold = 'no customer still here has effort above the target and a chance of leaving that moves with it';
    return [uplift.basis === 'none' ? { untold: NOTHING_TO_SAY } : { words: `Nobody: ${untold}.` }];
  }
  const columns = [
    left('Customer', 0, 8),
    right('Effort'),
    right('Stays on', 3),
    right('If easy', 3),
    right('Change'),
    left('Between', 1),
    right('Money'),
    right('If worse', 2),
  ];
  const currency = meta.currency === null ? '' : ` (${meta.currency})`;
  const net = uplift.portfolio.netOfService ? ' less service' : '';
  const months = decimal(uplift.portfolio.horizonMonths, 0);
  const words =
    `Stays on: the chance to be here still, ${months} months from today. Relieving today’s effort to ` +
    `${decimal(uplift.portfolio.target, 0)}; money is margin${net} kept over ${months} months${currency}, "if worse" what rising to ` +
    '66 would cost. All with --format csv.';
  return [{ table: tableOf(columns, gaining.map(customerCells)) }, { words }];
}

function customerCells(customer: CustomerUplift): string[] {
  const { low, high } = customer;
  return [
    customer.customerId,
    decimal(customer.effort, 0),
    percent(customer.now, 0),
    percent(customer.easy, 0),
    `${GRADE_MARKS[customer.grade]}${decimal(scaled(customer.uplift), 1)}`,
    low === null || high === null ? '' : `${decimal(scaled(low), 1)} to ${decimal(scaled(high), 1)}`,
    roundMoney(customer.upliftValue),
    roundMoney(customer.costIfWorse),
  ];
}

function scaled(share: number | null): number | null {
  return share === null ? null : 100 * share;
}

export const upliftFields: readonly RowField<CustomerUplift>[] = [
  ...stayFields,
  { name: 'uplift_value', read: ({ upliftValue }) => upliftValue },
  { name: 'cost_if_worse', read: ({ costIfWorse }) => costIfWorse },
  { name: 'grade', read: ({ grade }) => grade },
  { name: 'weight_on_data', read: ({ weightOnData }) => weightOnData },
  { name: 'reason', read: ({ reason }) => reason },
];
