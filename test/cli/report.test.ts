import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { HtmlValidate } from 'html-validate';
import { beforeAll, describe, expect, test } from 'vitest';
import { STYLE, STYLE_HASH } from '../../src/renderers/html/style.ts';
import { decimal, money, percent, roundMoney, signed } from '../../src/renderers/numbers.ts';
import { run } from '../support/shell.ts';

const SUBSCRIPTION = ['fixtures/subscription/customers.csv', 'fixtures/subscription/interactions.csv'];
const SHOP = ['fixtures/shop/customers.csv', 'fixtures/shop/interactions.csv'];

/** With a ledger, which holds a programme, and a price of a call. */
const COSTED = [...SUBSCRIPTION, 'fixtures/subscription/costs.csv', 'fixtures/subscription/plan-changes.csv'];
const CASE = ['--scenario', 'Bills: effort-topic=billing=-50%', '--scenario', 'Longer: retention=+2'];
const CALL = ['--action-cost', '1'];

const pages = new Map<string, string>();
beforeAll(async () => {
  const all = [
    ['subscription', SUBSCRIPTION],
    ['shop', SHOP],
    ['board', [...COSTED, ...CASE, ...CALL]],
  ] as const;
  for (const [name, argv] of all) {
    const { stdout, exitCode, stderr } = await run(['report', ...argv]);
    expect(exitCode, stderr).toBe(0);
    pages.set(name, stdout);
  }
});

/** Label and figure of the headlines as a reader sees them, the first of each label: later chapters have their own. */
function figuresOf(page: string): ReadonlyMap<string, string> {
  const row = /<tr><th scope="row">(.*?)<\/th><td class="figure">(?:<abbr[^>]*>.*?<\/abbr> )?(.*?)<\/td>/g;
  return new Map([...page.matchAll(row)].reverse().map(([, label, figure]) => [label!, figure!]));
}

interface Simulated {
  readonly programme: {
    readonly costs: number;
    readonly npv: number;
    readonly npvP10: number;
    readonly costPerCustomerKept: number;
    readonly cash: readonly { year: number; costs: number; benefits: number; net: number; cumulative: number }[];
    readonly tornado: readonly { input: string; npvLow: number; npvHigh: number }[];
  };
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** One chapter of a page, from its heading to the next. */
function chapterOf(page: string, heading: string): string {
  const chapter = page.split('<section id="chapter-').find((text) => text.includes(`">${heading}</h2>`));
  expect(chapter, heading).toBeDefined();
  return chapter!;
}

/** Rows of every table of a chapter: their cells as text, marks of grades left out. */
function rowsOf(chapter: string): string[] {
  const text = (cell: string) =>
    cell
      .replace(/<abbr[^>]*>.*?<\/abbr> |<[^>]+>/g, '')
      .replaceAll('&#39;', "'")
      .replace(/^[~≈?](?=[-+\d])/, '');
  return [...chapter.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row]) =>
    [...row!.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, cell]) => text(cell!)).join(' | '),
  );
}

describe('report', () => {
  test.each(['subscription', 'shop', 'board'])('is valid HTML for the %s fixture', async (name) => {
    const validator = new HtmlValidate({ extends: ['html-validate:standard'], rules: { 'long-title': 'off' } });
    const { results } = await validator.validateString(pages.get(name)!);
    expect(
      results.flatMap(({ messages }) => messages.map(({ ruleId, message, line }) => `${line} ${ruleId}: ${message}`)),
    ).toEqual([]);
  });

  test('asks for nothing from outside and runs nothing: its policy lets in its own style sheet alone', () => {
    for (const page of pages.values()) {
      expect(page).toContain(
        `content="default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'"`,
      );
      expect(page).not.toMatch(/<script|<link|<img|<iframe|javascript:|https?:|url\(|@import| style=| on\w+=/i);
      expect(page).toContain(`<style>${STYLE}</style>`);
    }
    expect(STYLE_HASH).toBe(createHash('sha256').update(STYLE).digest('base64'));
  });

  test('has the figures of score --json on the same input', async () => {
    for (const [name, files] of [['subscription', SUBSCRIPTION] as const, ['shop', SHOP] as const]) {
      const { portfolio, meta } = JSON.parse((await run(['score', ...files, '--json'])).stdout);
      const shown = figuresOf(pages.get(name)!);
      const { revenue, value, retention, cost } = portfolio;
      // Cents are told of what was counted.
      const printed = (path: string, amount: number) =>
        (portfolio.grades[path] ?? 'observed') === 'observed' ? money(amount) : roundMoney(amount);
      const expected: Record<string, string> = {
        Customers: decimal(portfolio.customers, 0),
        Interactions: decimal(portfolio.interactions, 0),
        'Revenue, net': printed('revenue.net', revenue.net),
        'Margin so far': printed('value.observedMargin', value.observedMargin),
        'Service cost so far': roundMoney(cost.serviceToDate),
        [`Expected in ${meta.horizonMonths} months`]: roundMoney(value.expected),
        'Value at risk': roundMoney(portfolio.valueAtRisk),
        'Easier experience': signed(roundMoney(retention.upliftValue)),
        '5 points more staying': signed(percent(retention.plusFivePoints.valueChange)),
        'To win a customer': money(cost.acquisitionPerCustomer),
        'Lifetime value : CAC': decimal(cost.ltvToCac, 1),
        'Effort, mean': decimal(portfolio.effort.mean, 1),
      };
      for (const [label, figure] of Object.entries(expected))
        expect([label, shown.get(label)]).toEqual([label, figure]);
    }
  });

  test('begins with the answers, in the figures of score --json', async () => {
    const { portfolio } = JSON.parse((await run(['score', ...SUBSCRIPTION, '--json'])).stdout);
    const { customers, active, value, valueAtRisk, atRiskShare, retention } = portfolio;
    const lead = pages.get('subscription')!.split('<section class="lead"')[1]!.split('</section>')[0]!;
    const said = lead.replace(/<[^>]*>/g, '');
    for (const words of [
      `${decimal(customers, 0)} customers, ${decimal(active, 0)} of them active, are expected to bring ≈${roundMoney(value.expected)} EUR`,
      `(${roundMoney(value.low)} to ${roundMoney(value.high)})`,
      `${roundMoney(valueAtRisk)} EUR, ${percent(atRiskShare)} of what they would bring`,
      `${signed(roundMoney(retention.upliftValue))} EUR`,
    ])
      expect(said).toContain(words);
  });

  describe('has the figures of the command behind each chapter', () => {
    const json = async (argv: readonly string[]) => JSON.parse((await run([...argv, '--json', '-q'])).stdout);
    const range = (low: number, high: number) => `${roundMoney(low)} to ${roundMoney(high)}`;

    test('acquiring against keeping: economics', async () => {
      const { economics } = await json(['economics', ...COSTED]);
      const { marginal, whole, groups, ledger } = economics;
      const rows = rowsOf(chapterOf(pages.get('board')!, 'Acquiring against keeping'));
      expect(pages.get('board')).toContain(economics.verdict);
      for (const row of [
        `One more won | ${roundMoney(marginal.acquisition)} | ${range(marginal.acquisitionLow, marginal.acquisitionHigh)}`,
      ])
        expect(rows).toContain(row);
      for (const start of [
        `One more kept | ${roundMoney(marginal.retention)} | ${range(marginal.retentionLow, marginal.retentionHigh)}`,
        `A customer is worth | ${roundMoney(marginal.customerValue)} | `,
        `The programme costs | ${roundMoney(marginal.programmeCost)} | `,
        `To win a customer | ${money(whole.cac)} | `,
        `Lifetime value | ${roundMoney(whole.ltv)} | ${range(whole.ltvLow, whole.ltvHigh)}`,
        `Gross retention (GRR) | ${percent(whole.grossRetention)}`,
        `Net retention (NRR) | ${percent(whole.netRetention)}`,
        `Acquisition | ${roundMoney(ledger.acquisition)}`,
      ])
        expect([start, rows.some((row) => row.startsWith(start))]).toEqual([start, true]);
      const channels = groups.filter(({ by }: { by: string }) => by === 'channel');
      expect(channels.length).toBeGreaterThan(1);
      for (const { key, customers, newCustomers, cac, ltv } of channels) {
        const cells = [key, decimal(customers, 0), decimal(newCustomers, 0)].join(' | ');
        const row = rows.find((each) => each.startsWith(`${cells} | `));
        expect(row).toContain(` | ${roundMoney(cac)} | `);
        if (ltv !== null) expect(row).toContain(roundMoney(ltv));
      }
    });

    test('the case for a programme: simulate', async () => {
      const { simulate } = await json(['simulate', ...COSTED, ...CASE]);
      const rows = rowsOf(chapterOf(pages.get('board')!, 'The case for a programme'));
      const side = <T>(of: (scenario: Simulated) => T) => simulate.scenarios.map(of).join(' | ');
      for (const row of [
        `Programme cost |  | ${side(({ programme }) => roundMoney(programme.costs))}`,
        `P10 |  | ${side(({ programme }) => signed(roundMoney(programme.npvP10)))}`,
        `Cost of one kept |  | ${side(({ programme }) => roundMoney(programme.costPerCustomerKept))}`,
      ])
        expect(rows).toContain(row);
      for (const { programme } of simulate.scenarios as Simulated[]) {
        for (const { year, costs, benefits, net, cumulative } of programme.cash) {
          const start = `${year === 0 ? 'start' : year} | ${roundMoney(costs)} | `;
          const told = rows.filter((each) => each.startsWith(start) && each.endsWith(` | ${roundMoney(cumulative)}`));
          expect(told.some((each) => each.includes(` | ${roundMoney(benefits)} | ${roundMoney(net)} | `))).toBe(true);
        }
        for (const { input, npvLow, npvHigh } of programme.tornado) {
          const ends = [npvLow, npvHigh].sort((a, b) => a - b).map(roundMoney);
          const row = rows.filter((each) => each.startsWith(`${input} | `));
          expect(row.some((each) => ends.every((end) => each.includes(` | ${end}`)))).toBe(true);
        }
        expect(rows.some((row) => row.startsWith(`NPV | ${signed(roundMoney(programme.npv))} | `))).toBe(true);
      }
    });

    test('whom to act on: save-list and alerts', async () => {
      const { saveList, customers } = await json(['save-list', ...COSTED, ...CALL]);
      const chapter = chapterOf(pages.get('board')!, 'Whom to act on');
      const rows = rowsOf(chapter);
      const { chosen } = saveList;
      expect(rows.some((row) => row.startsWith(`What that keeps | ${roundMoney(chosen.upliftValue)} | `))).toBe(true);
      expect(rows.some((row) => row.startsWith(`Left after the cost | ${signed(roundMoney(chosen.net))} | `))).toBe(
        true,
      );
      for (const { rank, customerId, breakEvenCost, net } of customers.slice(0, 10)) {
        const row = rows.find((each) => each.startsWith(`${rank} | ${customerId} | `));
        expect(row).toContain(` | ${roundMoney(breakEvenCost)} | `);
        expect(row).toContain(` | ${roundMoney(net)} | `);
      }
      const { alerts, summary } = await json(['alerts', ...COSTED]);
      expect(chapter).toContain(`${summary.customersAtRisk} customers, ${roundMoney(summary.atStake)} EUR at stake`);
      const texts = chapter.replace(/<[^>]+>/g, '');
      for (const { customerId, text, money: stake } of alerts.slice(0, 10)) {
        expect(texts).toMatch(new RegExp(`${customerId} · .*${roundMoney(stake)} at stake\\. ${escaped(text)}`));
      }
    });
  });

  test('makes the case of a programme only where one is known', () => {
    for (const [name, told] of [
      ['subscription', false],
      ['shop', false],
      ['board', true],
    ] as const) {
      expect(pages.get(name)!.includes('>The case for a programme</h2>')).toBe(told);
    }
  });

  test('names every chapter it holds, and every picture in words with its numbers in a table behind it', () => {
    for (const page of pages.values()) {
      const chapters = [...page.matchAll(/<h2 id="heading-(\d+)">(.*?)<\/h2>/g)];
      expect(chapters.length).toBeGreaterThan(5);
      for (const [, number, heading] of chapters) expect(page).toContain(`<a href="#chapter-${number}">${heading}</a>`);
      for (const after of page.split('<figure>').slice(1)) {
        expect(after).toMatch(/^\n<svg [^>]*role="img" aria-label="[^"]+"/);
        expect(after).toMatch(/<\/figure>\n<div class="wide[ a-z]*"[^>]*><table><caption>In figures<\/caption>/);
      }
    }
  });

  test('shows hostile names as text in HTML and Markdown', async () => {
    const evil = ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '\u202egpj.exe', '</style>&lt;b&gt;'];
    const rows = evil.map(
      (text, i) => `"${text.replaceAll('"', '""')}",2024-0${i + 1}-03,20,"${text.replaceAll('"', '""')}"`,
    );
    const files = { 'x.csv': `customer_id,date,amount,segment\n${rows.join('\n')}\n` };
    const page = (await run(['report', 'x.csv'], { files })).stdout;
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page.match(/<(?:script|img|b)\b/g)).toBeNull();
    expect(page).not.toContain('\u202e');
    const markdown = (await run(['report', 'x.csv', '--format', 'markdown'], { files })).stdout;
    expect(markdown).toContain('\\<script\\>');
    expect(markdown).not.toMatch(/(?<!\\)<(?:script|img)/);
  });

  test('is refused at a terminal, which cannot show a page', async () => {
    const { exitCode, stderr } = await run(['report', ...SHOP], { terminal: 80 });
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('-o report.html')]);
  });

  test('is the same page on another day and from another folder', async () => {
    const again = await run(['report', ...SUBSCRIPTION]);
    expect(again.stdout).toBe(pages.get('subscription'));
    expect(readFileSync(new URL('../../fixtures/subscription/customers.csv', import.meta.url), 'utf8')).not.toBe('');
  });
});
