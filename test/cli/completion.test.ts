import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { bashCompletion } from '../../src/cli/completion/bash.ts';
import { fishCompletion } from '../../src/cli/completion/fish.ts';
import { completedCommands } from '../../src/cli/completion/tree.ts';
import { zshCompletion } from '../../src/cli/completion/zsh.ts';
import { manualPage } from '../../src/cli/manual.ts';
import { specOf } from '../../src/cli/options.ts';

const present = (program: string) => spawnSync(program, ['--version']).error === undefined;
const absent = (program: string) => (present(program) ? '' : ` (skipped: no ${program})`);
let folder: string;
const script = (name: string) => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cx-roi-completion-'));
  const commands = completedCommands();
  writeFileSync(script('bash'), bashCompletion(commands));
  writeFileSync(script('_cx-roi'), zshCompletion(commands));
  writeFileSync(script('fish'), fishCompletion(commands));
  writeFileSync(join(folder, 'data of ours.csv'), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What bash offers after these words, the last of them begun. */
function bash(...words: string[]): string[] {
  const program = `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($#-1)); _cx_roi; printf "%s\\n" "\${COMPREPLY[@]}"`;
  const out = execFileSync('bash', ['-c', program, 'bash', script('bash'), ...words], {
    encoding: 'utf8',
    cwd: folder,
  });
  return out.split('\n').filter((line) => line !== '');
}

describe.skipIf(!present('bash'))(`completion in bash${absent('bash')}`, () => {
  it('offers the commands, then those that begin as typed', () => {
    for (const { name } of COMMANDS) expect(bash('cx-roi', '')).toContain(name);
    expect(bash('cx-roi', 'sc')).toEqual(['score', 'schema']);
  });

  it('offers the options of the command alone', () => {
    expect(bash('cx-roi', 'score', '--hor')).toEqual(['--horizon']);
    expect(bash('cx-roi', 'schema', '--hor')).toEqual([]);
  });

  it('offers the words of an option, files where a file is meant, nothing where nobody can guess', () => {
    expect(bash('cx-roi', 'score', '--prior', '')).toEqual(['behavioural', 'sceptical', 'none']);
    expect(bash('cx-roi', 'score', '--output', 'da')).toEqual(['data of ours.csv']);
    expect(bash('cx-roi', 'score', 'da')).toEqual(['data of ours.csv']);
    expect(bash('cx-roi', 'score', '--horizon', '')).toEqual([]);
  });

  it('offers topics to help and shells to completion', () => {
    expect(bash('cx-roi', 'help', 'exit')).toEqual(['exit-codes']);
    expect(bash('cx-roi', 'completion', '')).toEqual(['bash', 'zsh', 'fish']);
  });
});

describe.skipIf(!present('zsh'))(`completion in zsh${absent('zsh')}`, () => {
  it('is a script that zsh accepts', () => {
    expect(spawnSync('zsh', ['-n', script('_cx-roi')], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  });
});

describe.skipIf(!present('fish'))(`completion in fish${absent('fish')}`, () => {
  const fish = (line: string) => {
    const out = execFileSync('fish', ['-c', `source ${script('fish')}; complete -C '${line}'`], { encoding: 'utf8' });
    return out.split('\n').map((entry) => entry.split('\t')[0]);
  };

  it('offers commands, options, and their words', () => {
    expect(fish('cx-roi sc')).toEqual(expect.arrayContaining(['score', 'schema']));
    expect(fish('cx-roi score --prio')).toContain('--prior');
    expect(fish('cx-roi score --prior ')).toEqual(expect.arrayContaining(['behavioural', 'sceptical', 'none']));
  });
});

describe('the manual page', () => {
  const page = manualPage('1.2.3');

  it('names every command and every option', () => {
    const words = page.replaceAll('\\-', '-');
    for (const { name, options } of COMMANDS) {
      expect(words).toContain(`cx-roi ${name}`);
      for (const key of options.flatMap(([, keys]) => keys)) expect(words).toContain(specOf(key).flag);
    }
  });

  it('holds nothing that troff would take for a request or a character it does not know', () => {
    expect(page).not.toMatch(/[^\n\x20-\x7e]/);
    for (const line of page.split('\n')) expect(line).toMatch(/^(?:\.(?:TH|SH|TP|B|I|br|nf|fi)\b|[^.']|$)/);
  });
});
