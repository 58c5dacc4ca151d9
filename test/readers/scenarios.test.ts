import { describe, expect, test } from 'vitest';
import { NO_LEVERS, NO_PROGRAMME } from '../../src/domain/scenario.ts';
import { scenarioFromMembers, scenarioFromText, scenariosFromFile } from '../../src/readers/scenarios.ts';

const leversOf = (text: string) => scenarioFromText(`a: ${text}`, []).levers;
const programmeOf = (text: string) => scenarioFromText(`a: ${text}`, []).programme;
const share = (amount: number) => ({ by: 'share', amount });

describe('a scenario on the command line', () => {
  test('has a name and levers, or is named by them', () => {
    expect(scenarioFromText('Fix bills: effort-topic=billing=-50%, programme-cost=30000', [])).toEqual({
      name: 'Fix bills',
      given: ['effort-topic=billing=-50%', 'programme-cost=30000'],
      levers: { ...NO_LEVERS, effort: [{ scope: 'topic', name: 'billing', change: share(-0.5) }] },
      programme: { ...NO_PROGRAMME, initialCost: 30_000 },
      cashFlows: null,
    });
    expect(scenarioFromText('retention=+5', []).name).toBe('retention=+5');
  });

  test.each([
    ['effort=-30%', { effort: [{ scope: 'all', name: null, change: share(-0.3) }] }],
    ['effort=-10', { effort: [{ scope: 'all', name: null, change: { by: 'points', amount: -10 } }] }],
    ['effort=-10 points', { effort: [{ scope: 'all', name: null, change: { by: 'points', amount: -10 } }] }],
    ['effort-channel=phone=-7%', { effort: [{ scope: 'channel', name: 'phone', change: share(-0.07) }] }],
    ['effort-band=high=-20%', { effort: [{ scope: 'band', name: 'high', change: share(-0.2) }] }],
    ['effort-topic=a=b=-5%', { effort: [{ scope: 'topic', name: 'a=b', change: share(-0.05) }] }],
    ['effort-to=33', { effortTo: 33 }],
    ['retention=+5', { retentionPoints: 5 }],
    ['price=+3%, price-churn=0.5', { priceShare: 0.03, priceChurn: 0.5 }],
    ['margin=45%', { margin: { to: 0.45 } }],
    ['margin=0.45', { margin: { to: 0.45 } }],
    ['margin=+2', { margin: { by: 0.02 } }],
    ['contacts=-20%, contact-cost=-10%', { contactsShare: -0.2, contactCostShare: -0.1 }],
    ['acquisition-cost=200', { acquisitionCost: { to: 200 } }],
    ['acquisitionCost=-10%', { acquisitionCost: { share: -0.1 } }],
    ['horizon=24, discount-rate=8%', { horizonMonths: 24, annualDiscountRate: 0.08 }],
  ])('%s', (text, levers) => {
    expect(leversOf(text)).toEqual({ ...NO_LEVERS, ...levers });
  });

  test('says how cautiously its programme is judged', () => {
    expect(programmeOf('programme-yearly=10, programme-years=3, programme-risk=15%')).toEqual({
      ...NO_PROGRAMME,
      ...{ yearlyCost: 10, years: 3, risk: 0.15 },
    });
    expect(programmeOf('benefit-range=70%-110%, cost-range=95%..130%')).toEqual({
      ...NO_PROGRAMME,
      ...{ benefitRange: { low: 0.7, high: 1.1 }, costRange: { low: 0.95, high: 1.3 } },
    });
  });

  test('takes from the flags what it does not say of its programme itself', () => {
    const flags = [
      ['programme-cost', '5000'],
      ['programme-years', '3'],
    ] as const;
    expect(scenarioFromText('retention=2, programme-cost=100', flags).programme).toMatchObject({
      initialCost: 100,
      years: 3,
    });
  });

  test.each([
    ['efort=-30%', 'there is no lever "efort"', 'did you mean effort?'],
    ['__proto__=1', 'there is no lever "__proto__"', 'levers: effort'],
    ['effort=-130%', 'effort: "-130%" is not a change such as -30%', undefined],
    ['effort=lots', 'effort: "lots" is not a change', undefined],
    ['retention=5%', 'retention: "5%" is not percentage points', undefined],
    ['price=3', 'price: "3" is not a change in per cent', undefined],
    ['margin=+2%', 'margin: "+2%" is not a margin', undefined],
    ['effort-band=hihg=-2%', 'effort-band: "hihg=-2%" is not low, mid or high', undefined],
    ['effort-topic=billing', 'effort-topic: "billing" is not NAME=CHANGE', undefined],
    ['benefit-range=110%-120%', 'benefit-range: "110%-120%" is not a range around 100%', undefined],
    ['programme-risk=10%, cost-range=90%-120%', 'programme-risk or ranges, not both', undefined],
    ['programme-years=2.5', 'programme-years: "2.5" is not a whole number', undefined],
    ['price=+3%, price=+4%', 'price is given twice', undefined],
    ['effort', '"effort" is not of the form LEVER=VALUE', undefined],
  ])('%s is refused', (text, message, hint) => {
    let refused: unknown;
    try {
      scenarioFromText(`a: ${text}`, []);
    } catch (error) {
      refused = error;
    }
    expect(refused).toMatchObject({ code: 'usage', message: expect.stringContaining(message) });
    if (hint !== undefined) expect(refused).toMatchObject({ hint: expect.stringContaining(hint) });
  });
});

const FILE = `
scenarios:
  - name: Fix billing
    effortTopic: { billing: -50%, "how-to": -10 }
    programmeCost: 30000
  - name: Longer
    retention: 5
    effort-band: [high=-20%]
  - name: Board
    cashFlows: { costs: [53150, 666715], benefits: [0, 1606511] }
    programmeRisk: 0.1
`;

describe('a scenario file', () => {
  test('holds a list, in YAML or JSON, names in either spelling', async () => {
    const scenarios = await scenariosFromFile(FILE, 's.yaml', []);
    expect(scenarios.map(({ name }) => name)).toEqual(['Fix billing', 'Longer', 'Board']);
    expect(scenarios[0]!.levers.effort).toEqual([
      { scope: 'topic', name: 'billing', change: share(-0.5) },
      { scope: 'topic', name: 'how-to', change: { by: 'points', amount: -10 } },
    ]);
    expect(scenarios[1]!.levers).toMatchObject({ retentionPoints: 5, effort: [{ scope: 'band', name: 'high' }] });
    expect(scenarios[2]!.cashFlows).toEqual({ costs: [53_150, 666_715], benefits: [0, 1_606_511] });
    const json = JSON.stringify({ scenarios: [{ name: 'x', price: '+3%' }] });
    expect((await scenariosFromFile(json, 's.json', []))[0]!.levers.priceShare).toBe(0.03);
  });

  test('does not hand the programme of the flags to flows given outright', async () => {
    const scenarios = await scenariosFromFile(FILE, 's.yaml', [['programme-cost', '7']]);
    expect(scenarios.map(({ programme }) => programme.initialCost)).toEqual([30_000, 7, null]);
  });

  test.each([
    ['scenarios:\n  - nmae: x\n', 'this is no scenario file: scenarios.0.name'],
    ['- name: x\n', 'this is no scenario file'],
    ['scenarios: []\n', 'this is no scenario file: scenarios'],
    ['scenarios:\n  - name: x\n    prise: +3%\n', 'scenario "x": there is no lever "prise"'],
    ['scenarios:\n  - name: x\n    __proto__: 3\n', 'scenario "x": there is no lever "__proto__"'],
    ['scenarios:\n  - name: x\n    cashFlows: { costs: [1, 2], benefits: [1] }\n', 'must be equally long'],
    ['scenarios:\n  - name: x\n    cashFlows: { costs: [1], benefits: [1] }\n', 'at least one year'],
    [
      'scenarios:\n  - name: x\n    cashFlows: { costs: [1, two], benefits: [1, 2] }\n',
      'cash-flows.costs: [1,"two"] is not',
    ],
    [
      'scenarios:\n  - name: x\n    retention: 5\n    cashFlows: { costs: [1, 2], benefits: [1, 2] }\n',
      'retention has no part',
    ],
    ['scenarios: [\n', 's.yaml'],
  ])('%j is refused with the file', async (text, message) => {
    const refused = await scenariosFromFile(text, 's.yaml', []).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'config', location: { file: 's.yaml' } });
    if (message !== 's.yaml') expect((refused as Error).message).toContain(message);
  });

  test('is read, never run', async () => {
    const text = 'scenarios:\n  - name: !!js/function "function () { throw 1 }"\n    effort: -1%\n';
    const [scenario] = await scenariosFromFile(text, 's', []);
    expect(scenario!.name).toBe('function () { throw 1 }');
  });
});

test('flags make a scenario of their own', () => {
  const { levers } = scenarioFromMembers(
    'flags',
    [
      ['effort-topic', 'billing=-50%'],
      ['effort-topic', 'setup=-10%'],
    ],
    { code: 'usage' },
  );
  expect(levers.effort.map(({ name }) => name)).toEqual(['billing', 'setup']);
});
