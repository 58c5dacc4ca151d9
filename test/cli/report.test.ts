import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { HtmlValidate } from 'html-validate';
import { beforeAll, describe, expect, test } from 'vitest';
import { STYLE, STYLE_HASH } from '../../src/renderers/html/style.ts';
import { decimal, money, percent, roundMoney, signed } from '../../src/renderers/numbers.ts';
import { run } from '../support/shell.ts';

const SUBSCRIPTION = ['fixtures/subscription/customers.csv', 'fixtures/subscription/interactions.csv'];
const SHOP = ['fixtures/shop/customers.csv', 'fixtures/shop/interactions.csv'];

const pages = new Map<string, string>();
beforeAll(async () => {
  for (const [name, files] of [['subscription', SUBSCRIPTION] as const, ['shop', SHOP] as const]) {
    const { stdout, exitCode, stderr } = await run(['report', ...files]);
    expect(exitCode, stderr).toBe(0);
    pages.set(name, stdout);
  }
});

/** Label and figure of the headlines as a reader sees them, the first of each label: later chapters have their own. */
function figuresOf(page: string): ReadonlyMap<string, string> {
  const row = /<tr><th scope="row">(.*?)<\/th><td class="figure">(?:<abbr[^>]*>.*?<\/abbr> )?(.*?)<\/td>/g;
  return new Map([...page.matchAll(row)].reverse().map(([, label, figure]) => [label!, figure!]));
}

describe('report', () => {
  test.each(['subscription', 'shop'])('is valid HTML for the %s fixture', async (name) => {
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
      const expected: Record<string, string> = {
        Customers: decimal(portfolio.customers, 0),
        Interactions: decimal(portfolio.interactions, 0),
        'Revenue, net': money(revenue.net),
        'Margin so far': money(value.observedMargin),
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

  test('names every chapter it holds, and every picture in words with its numbers in a table behind it', () => {
    for (const page of pages.values()) {
      const chapters = [...page.matchAll(/<h2 id="heading-(\d+)">(.*?)<\/h2>/g)];
      expect(chapters.length).toBeGreaterThan(5);
      for (const [, number, heading] of chapters) expect(page).toContain(`<a href="#chapter-${number}">${heading}</a>`);
      for (const after of page.split('<figure>').slice(1)) {
        expect(after).toMatch(/^\n<svg [^>]*role="img" aria-label="[^"]+"/);
        expect(after).toMatch(/<\/figure>\n<div class="wide"[^>]*><table><caption>In figures<\/caption>/);
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
