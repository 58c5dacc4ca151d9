import { mkdtemp, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { compileAhead, compiledProgram } from '../../src/cli/compiled.ts';

/** A script as the build makes one, of all that it may take in. */
const SCRIPT = `(function (module, require, moduleUrl) {
  'use strict';
  const only = require('./only.mjs');
  const { named } = require('./named.mjs');
  module.exports.run = async () => {
    globalThis.said = [only(), named, typeof require('node:fs').readFileSync, moduleUrl];
  };
})`;
const PACKAGES = {
  'only.mjs': 'export default () => "only a default"',
  'named.mjs': 'export default 1; export const named = "by name"',
};
const CODE = `${process.version}-${process.platform}-${process.arch}.v8`;

/** What the program says of itself, compiled ahead. */
async function said(folder: URL): Promise<unknown> {
  await compiledProgram(folder)?.run();
  return Reflect.get(globalThis, 'said');
}

// No code is kept by a Node that cannot `require` ES modules.
describe.skipIf(!process.features.require_module)('the program compiled ahead', () => {
  let path: string;
  let folder: URL;
  let code: string;

  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'cx roi é漢 %41#'));
    folder = pathToFileURL(`${path}/`);
    code = join(path, CODE);
    for (const [name, text] of Object.entries({ ...PACKAGES, 'program.js': SCRIPT }))
      await writeFile(join(path, name), text);
    await compileAhead(({ run }) => run(), folder);
    Reflect.deleteProperty(globalThis, 'said');
  });

  afterEach(async () => {
    await rm(path, { recursive: true });
  });

  test('is kept for the Node that compiled it, and runs from where it lies', async () => {
    expect(await readdir(path)).toContain(CODE);
    const moduleUrl = new URL('program.js', folder).href;
    expect(await said(folder)).toEqual(['only a default', 'by name', 'function', moduleUrl]);
  });

  test('is none for another Node', async () => {
    await rename(code, join(path, 'v20.0.0-linux-x64.v8'));
    expect(compiledProgram(folder)).toBeNull();
    await rm(join(path, 'v20.0.0-linux-x64.v8'));
    expect(compiledProgram(folder)).toBeNull();
  });

  test('is none where a byte of it is another', async () => {
    const whole = await readFile(code);
    for (let at = 0; at < whole.length; at += Math.ceil(whole.length / 50)) {
      const torn = Buffer.from(whole);
      torn[at]! ^= 0x10;
      await writeFile(code, torn);
      expect(compiledProgram(folder), `byte ${at}`).toBeNull();
    }
  });

  test.each([0, 3, 7, 8, 100])('is none where only %d bytes of it are left', async (bytes) => {
    await truncate(code, bytes);
    expect(compiledProgram(folder)).toBeNull();
  });

  test('is none of a script that was changed since, however little', async () => {
    await writeFile(join(path, 'program.js'), SCRIPT.replace('globalThis.said', 'globalThis.paid'));
    expect(compiledProgram(folder)).toBeNull();
    await rm(join(path, 'program.js'));
    expect(compiledProgram(folder)).toBeNull();
  });
});
