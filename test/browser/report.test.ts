import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../support/shell.ts';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const IN_PAGE = readFileSync(new URL('./inPage.js', import.meta.url), 'utf8');
/** Names that no line can hold. */
const LONG = [
  'customer_id,date,amount,segment',
  ...Array.from(
    { length: 40 },
    (_, i) => `${'W'.repeat(i * 10)}${i},2024-0${1 + (i % 9)}-03,${20 + i},${'x'.repeat(i)}`,
  ),
].join('\n');
const WIDTHS = [1280, 390] as const;

describe.skipIf(CHROMIUM === undefined)(
  `the page in a browser${CHROMIUM === undefined ? ' (skipped: no chromium)' : ''}`,
  () => {
    let browser: Browser;
    let folder: string;
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: CHROMIUM!, args: ['--no-sandbox', '--disable-gpu'] });
      folder = mkdtempSync(join(tmpdir(), 'cx-roi-page-'));
      for (const name of ['subscription', 'shop']) {
        // With their ledgers, so that every chapter is there.
        const files = ['customers', 'interactions', 'costs'].map((file) => `fixtures/${name}/${file}.csv`);
        const { stdout } = await run(['report', ...files]);
        writeFileSync(join(folder, `${name}.html`), stdout);
      }
    });
    afterAll(async () => {
      await browser.close();
      rmSync(folder, { recursive: true });
    });

    const cases = ['subscription', 'shop'].flatMap((name) => WIDTHS.map((width) => [name, width] as const));
    it.each(
      cases,
    )('of the %s fixture at %i pixels has no error, no request, nothing cut and no serious finding', async (name, width) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
        const page = await context.newPage();
        const heard: string[] = [];
        page.on('console', (message) => heard.push(message.text()));
        page.on('request', (request) => request.url().startsWith('file:') || heard.push(request.url()));
        await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
        await page.addScriptTag({ content: AXE + IN_PAGE });
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
        expect(await page.evaluate('clashes()')).toEqual([]);
        expect(await page.evaluate('seriousFindings()')).toEqual([]);
        expect(heard).toEqual([]);
        await context.close();
      }
    });

    it('prints on A4 with nothing wider than the paper', async () => {
      writeFileSync(
        join(folder, 'hostile.html'),
        (await run(['report', 'x.csv'], { files: { 'x.csv': LONG } })).stdout,
      );
      for (const name of ['subscription', 'shop', 'hostile']) {
        const page = await browser.newPage({ viewport: { width: 718, height: 1000 } });
        await page.emulateMedia({ media: 'print' });
        await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
        expect(await page.evaluate(`${IN_PAGE}; widest()`)).toBeLessThanOrEqual(718);
        expect(await page.evaluate('clashes()')).toEqual([]);
        await page.close();
      }
    });
  },
);
