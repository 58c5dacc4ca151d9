/**
 * What the field quotes, as a table: with the study, what kind of statement it is, and whether it may serve as a prior.
 * Only observed behaviour may. `n` is null where the publication does not say how many stand behind the figure.
 */

/** behaviour: what people did · attitude: what they felt · intention: what they said they would do · opinion: what managers say. */
type BenchmarkKind = 'behaviour' | 'attitude' | 'intention' | 'opinion';

export interface Benchmark {
  readonly code: string;
  readonly figure: string;
  readonly study: string;
  readonly year: number;
  readonly n: number | null;
  readonly kind: BenchmarkKind;
  /** Shares with the good and with the bad experience, where the study gives both. */
  readonly shares: { readonly good: number; readonly bad: number } | null;
  /** Log odds ratio of good against bad, from the shares. */
  readonly logOddsRatio: number | null;
  readonly mayBePrior: boolean;
  readonly source: string;
  /** How it is commonly misquoted, or what it does not say. */
  readonly caution: string;
}

export const BENCHMARKS = [
  {
    code: 'member_retention',
    figure: '74% of members with the best experience stay a year, 43% of those with the worst',
    study: 'Kriss, The Value of Customer Experience, Quantified',
    year: 2014,
    n: null,
    kind: 'behaviour',
    shares: { good: 0.74, bad: 0.43 },
    logOddsRatio: 1.328,
    mayBePrior: true,
    source: 'Harvard Business Review, August 2014',
    caution: 'one subscription company; best against worst is the whole range, not an achievable change',
  },
  {
    code: 'experience_premium',
    figure: 'customers with the best past experience spend 140% more than those with the worst',
    study: 'Kriss, The Value of Customer Experience, Quantified',
    year: 2014,
    n: null,
    kind: 'behaviour',
    shares: null,
    logOddsRatio: null,
    mayBePrior: false,
    source: 'Harvard Business Review, August 2014',
    caution: 'one transaction company, not adjusted for prior spending: a ceiling, not an effect',
  },
  {
    code: 'disloyalty_by_effort',
    figure: '96% of customers with high effort become more disloyal, 9% of those with low effort',
    study: 'Dixon, Freeman & Toman (CEB), repeated by Gartner 2019',
    year: 2010,
    n: null,
    kind: 'attitude',
    shares: { good: 0.91, bad: 0.04 },
    logOddsRatio: 5.492,
    mayBePrior: false,
    source: 'Harvard Business Review, July 2010; The Effortless Experience, 2013; Gartner 2019',
    caution:
      'stated disloyalty (a mix of intentions), not customers who left; the study of 2010 had more than 75,000 people, but ' +
      'how many of them stand behind these two shares is not said',
  },
  {
    code: 'repeat_contact_disloyalty',
    figure: 'a second contact for one issue makes disloyalty 2.5 times as likely',
    study: 'Dixon, Freeman & Toman (CEB)',
    year: 2010,
    n: null,
    kind: 'attitude',
    shares: null,
    logOddsRatio: 0.916,
    mayBePrior: false,
    source: 'Harvard Business Review, July 2010',
    caution: 'stated disloyalty, not customers who left; how many of the more than 75,000 people asked is not said',
  },
  {
    code: 'low_effort_cost',
    figure: 'a low-effort interaction costs 37% less than a high-effort one',
    study: 'Gartner, customer effort',
    year: 2019,
    n: null,
    kind: 'behaviour',
    shares: null,
    logOddsRatio: null,
    mayBePrior: false,
    source: 'Gartner 2019',
    caution: 'cost per interaction, not per customer; says nothing about retention',
  },
  {
    code: 'unresolved_intention',
    figure: '25% of customers with an unresolved issue intend to leave, 5% of those with a resolved one',
    study: 'SQM Group, first call resolution',
    year: 2022,
    n: null,
    kind: 'intention',
    shares: { good: 0.95, bad: 0.75 },
    logOddsRatio: 1.846,
    mayBePrior: false,
    source: 'SQM Group 2022',
    caution: 'intention; here it only weighs the components of effort against each other',
  },
  {
    code: 'channel_retention',
    figure: 'retention is 52% with one channel used, 38% with three',
    study: 'Gartner, channel switching',
    year: 2019,
    n: null,
    kind: 'attitude',
    shares: { good: 0.52, bad: 0.38 },
    logOddsRatio: 0.57,
    mayBePrior: false,
    source: 'Gartner 2019',
    caution: 'survey; here it only weighs the components of effort against each other',
  },
  {
    code: 'acquisition_to_retention',
    figure: 'acquiring a customer costs 5 to 25 times as much as keeping one',
    study: 'Gallo, The Value of Keeping the Right Customers',
    year: 2014,
    n: null,
    kind: 'opinion',
    shares: null,
    logOddsRatio: null,
    mayBePrior: false,
    source: 'Harvard Business Review, October 2014',
    caution: 'folklore without a study behind it; an average says nothing about where the next euro goes',
  },
  {
    code: 'five_points_of_retention',
    figure: '5 points more retention raise profit by 25 to 95%',
    study: 'Reichheld & Sasser; Reichheld, Bain',
    year: 1990,
    n: null,
    kind: 'behaviour',
    shares: null,
    logOddsRatio: null,
    mayBePrior: false,
    source: 'Harvard Business Review, September 1990; The Loyalty Effect, 1996',
    caution: 'points, not per cent, of retention; by industry, and mostly arithmetic: see your own curve instead',
  },
  {
    code: 'loyalty_and_revenue',
    figure: '92% of organisations saw loyalty rise with better experience, 84% revenue',
    study: 'Dimension Data, Global Customer Experience Benchmarking Report',
    year: 2017,
    n: 1351,
    kind: 'opinion',
    shares: null,
    logOddsRatio: null,
    mayBePrior: false,
    source: 'Dimension Data 2017',
    caution:
      '1,351 organisations in 80 countries, their managers about their own companies; often retold as 82% revenue, which is wrong',
  },
  {
    code: 'competing_on_experience',
    figure: '36% of companies competed mainly on experience in 2010, two thirds by 2017',
    study: 'Gartner, customer experience surveys',
    year: 2017,
    n: null,
    kind: 'opinion',
    shares: null,
    logOddsRatio: null,
    mayBePrior: false,
    source: 'Gartner',
    caution: 'how marketing leaders see their companies',
  },
] as const satisfies readonly Benchmark[];
