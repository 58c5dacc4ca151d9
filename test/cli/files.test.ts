import { mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkWritable, fileSource, filesLike, readText, writeAtomically } from '../../src/cli/files.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cx-roi-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const place = (name: string) => join(folder, name);

describe('writing', () => {
  test('leaves the whole file, for its owner only, and nothing else', async () => {
    await writeAtomically(place('out.csv'), ['a', 'b\n'], false);
    expect(await readFile(place('out.csv'), 'utf8')).toBe('ab\n');
    expect((await stat(place('out.csv'))).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['out.csv']);
  });

  test('that fails half way leaves the old file and no other', async () => {
    await writeFile(place('out.csv'), 'old');
    const chunks = (function* () {
      yield 'x'.repeat(100_000);
      throw new Error('half way');
    })();
    await expect(writeAtomically(place('out.csv'), chunks, true)).rejects.toMatchObject({ code: 'output_unwritable' });
    expect(await readFile(place('out.csv'), 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['out.csv']);
  });

  test('needs force where a file exists', async () => {
    await writeFile(place('out.csv'), 'old');
    await expect(checkWritable(place('out.csv'), false)).rejects.toMatchObject({ code: 'output_exists' });
    await expect(writeAtomically(place('out.csv'), ['new'], false)).rejects.toMatchObject({ code: 'output_exists' });
    expect(await readFile(place('out.csv'), 'utf8')).toBe('old');
    await writeAtomically(place('out.csv'), ['new'], true);
    expect(await readFile(place('out.csv'), 'utf8')).toBe('new');
  });

  test('through a link replaces what it points to', async () => {
    await writeFile(place('real.csv'), 'old');
    await symlink('real.csv', place('link.csv'));
    await writeAtomically(place('link.csv'), ['new'], true);
    expect(await readlink(place('link.csv'))).toBe('real.csv');
    expect(await readFile(place('real.csv'), 'utf8')).toBe('new');
  });

  test('to a device writes to it and keeps it', async () => {
    await checkWritable('/dev/null', false);
    await writeAtomically('/dev/null', ['gone'], false);
    expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
  });

  test.each([
    ['a folder', '.', 'folder'],
    ['a place without its folder', 'no/such/out.csv', 'no such file or folder'],
  ])('to %s is refused before the work', async (_, name, words) => {
    await mkdir(place('sub'));
    const refusal = { code: 'output_unwritable', message: expect.stringContaining(words) };
    await expect(checkWritable(place(name), true)).rejects.toMatchObject(refusal);
  });
});

describe('reading', () => {
  test('gives the bytes again each time a source is opened', async () => {
    await writeFile(place('in.csv'), 'a,b\n');
    const source = await fileSource(place('in.csv'));
    for (let turn = 0; turn < 2; turn++) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of source.open()) chunks.push(chunk);
      expect(Buffer.concat(chunks).toString()).toBe('a,b\n');
    }
  });

  test('takes the files that a pattern is like, in order, where no shell has written them out', async () => {
    await mkdir(place('a'));
    await mkdir(place('b'));
    await mkdir(place('o-folder.csv'));
    for (const name of [
      'o-2.csv',
      'o-1.csv',
      '.o-3.csv',
      'o-1.csv.gz',
      'p.csv',
      'a/x.csv',
      'b/x.csv',
      'what?.csv',
      'whats.csv',
    ])
      await writeFile(place(name), '');
    const like = async (pattern: string) =>
      (await filesLike(place(pattern))).map((path) => path.slice(folder.length + 1));
    expect(await like('o-*.csv')).toEqual(['o-1.csv', 'o-2.csv']);
    expect(await like('?-1.csv')).toEqual(['o-1.csv']);
    expect(await like('*/x.csv')).toEqual(['a/x.csv', 'b/x.csv']);
    expect(await like('.o*')).toEqual(['.o-3.csv']);
    expect(await like('q*.csv')).toEqual([]);
    expect(await like('what?.csv')).toEqual(['what?.csv']);
    expect(await filesLike('package*.json')).toEqual(['package-lock.json', 'package.json']);
    expect(await filesLike('./fixtures/sh?p/cu*.csv')).toEqual(['fixtures/shop/customers.csv']);
    await expect(fileSource(place('q*.csv'))).rejects.toMatchObject({
      hint: expect.stringContaining('no file is like it'),
    });
  });

  test('of what is not there or no file is an error that says so', async () => {
    await expect(fileSource(place('none.csv'))).rejects.toMatchObject({ code: 'file_missing' });
    await expect(fileSource(folder)).rejects.toMatchObject({ code: 'file_is_directory' });
    expect(await readText(place('none.yaml'))).toBe(null);
  });
});
