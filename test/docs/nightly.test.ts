import { execFile } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(ROOT, 'docs/nightly.md'), 'utf8');
const blockOf = (language: string) => new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(page)![1]!;

const FIXTURE = join(ROOT, 'fixtures/subscription');
/** `cx-roi` as the shell finds it: the sources, without a build. */
const PROGRAM = `#!/bin/sh\nexec "${process.execPath}" --import "${join(ROOT, 'node_modules/tsx/dist/esm/index.mjs')}" \
-e "import('${join(ROOT, 'src/cli/io.ts')}').then(({ run }) => run())" -- cx-roi "$@"\n`;

describe.skipIf(process.platform === 'win32')('the nightly script of docs/nightly.md', () => {
  const home = mkdtempSync(join(tmpdir(), 'cx-roi-nightly-'));
  const results = join(home, 'results');
  const script = (name: string, text: string) => {
    writeFileSync(join(home, name), text);
    chmodSync(join(home, name), 0o755);
  };
  const night = () =>
    new Promise<{ code: number; stderr: string }>((resolve) => {
      const env = { ...process.env, PATH: `${home}:${process.env['PATH']}` };
      execFile(join(home, 'nightly.sh'), ['data', 'results'], { cwd: home, env }, (error, _, stderr) =>
        resolve({ code: Number(error?.code ?? 0), stderr }),
      );
    });
  const isLastNight = () => {
    const today = new Date().toLocaleDateString('sv');
    renameSync(join(results, `${today}.json`), join(results, '2001-01-01.json'));
  };

  beforeAll(() => {
    script('cx-roi', PROGRAM);
    script('nightly.sh', blockOf('sh'));
    mkdirSync(join(home, 'data'));
    for (const name of ['customers.csv', 'interactions.csv'])
      copyFileSync(join(FIXTURE, name), join(home, 'data', name));
  });
  afterAll(() => rmSync(home, { recursive: true }));

  test('scores on the first night, says on the next what moved, and ends with 4 when value falls', async () => {
    expect(await night()).toEqual({ code: 0, stderr: '' });
    expect(readFileSync(join(results, 'report.html'), 'utf8')).toContain('</html>');
    isLastNight();
    expect(await night()).toEqual({ code: 0, stderr: 'cx-roi: note: Nothing moved.\n' });
    isLastNight();
    const customers = join(home, 'data/customers.csv');
    const lines = readFileSync(customers, 'utf8').split('\n');
    writeFileSync(customers, lines.filter((line) => !line.includes('enterprise')).join('\n'));
    const { code, stderr } = await night();
    expect(code).toBe(4);
    expect(stderr).toMatch(/note: Expected value 119,307 to /);
    expect(stderr).toContain('movement.value<-5%');
    expect(readFileSync(join(results, 'moved.md'), 'utf8')).toContain('| Expected value |');
  }, 120_000);

  test('is what the workflow runs', () => {
    const { jobs } = parse(blockOf('yaml'));
    const runs = jobs.value.steps.map(({ run }: { run?: string }) => run);
    expect(runs).toContain('./nightly.sh data results');
  });
});
