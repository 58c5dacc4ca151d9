import { describe, expect, test } from 'vitest';
import { layersBelow } from '../../src/cli/layers.ts';
import { scoreRequest } from '../../src/cli/request.ts';
import { type Layer, Settings } from '../../src/cli/settings.ts';
import type { Io } from '../../src/cli/shell.ts';
import * as values from '../../src/cli/values.ts';
import { DEFAULT_OPTIONS } from '../../src/domain/options.ts';
import { DEFAULT_READ_OPTIONS } from '../../src/domain/reading.ts';
import { transcript } from '../support/shell.ts';

const stream = { isTerminal: false, columns: null };
const io = (files: Record<string, string>, env: Record<string, string> = {}) =>
  ({
    env,
    version: '0.1.0',
    stdin: stream,
    stdout: stream,
    stderr: stream,
    userConfigFolder: 'user',
    readText: async (path: string) => files[path] ?? null,
  }) as unknown as Io;
const flags = (entries: Record<string, string[]> = {}): Layer => ({
  kind: 'flag',
  name: '',
  values: new Map(Object.entries(entries)) as Layer['values'],
});
const requestOf = async (world: Io, given: Layer = flags()) =>
  await scoreRequest([], new Settings([given, ...(await layersBelow(given, world))]), world);

describe('options', () => {
  test('left alone are the defaults of engine and readers', async () => {
    const { score, read } = await requestOf(io({}));
    expect(score).toEqual(DEFAULT_OPTIONS);
    expect(read).toEqual(DEFAULT_READ_OPTIONS);
  });

  test('are taken from flags, then the environment, the project and the user', async () => {
    const files = {
      'cx-roi.config.yaml': 'horizon: 24\nmargin: 40%\ntarget: 20\n',
      'user/config.json': '{"horizon": 36, "margin": 0.5, "target": 10, "seed": 7}',
    };
    const world = io(files, { CX_ROI_MARGIN: '0.3', CX_ROI_HORIZON: '18' });
    const { score } = await requestOf(world, flags({ horizon: ['6'] }));
    expect(score).toMatchObject({ horizonMonths: 6, margin: 0.3, targetEffort: 20, seed: 7 });
  });

  test('read lists and maps from a config file', async () => {
    const text =
      'contactCost:\n  Phone: 8.5\n  chat: 2\nmap:\n  customer_id: Kunde\nfields: [customerId, roi]\nstrict: true\n';
    const { score, read, output, limits } = await requestOf(io({ 'cx-roi.config.yaml': text }));
    expect(score.contactCosts).toEqual({ phone: 8.5, chat: 2 });
    expect([...read.map]).toEqual([['customer_id', 'Kunde']]);
    expect(output.fields).toEqual(['customerId', 'roi']);
    expect(limits.strict).toBe(true);
  });

  test('of a config file named by a flag replace the project’s', async () => {
    const files = { 'cx-roi.config.yaml': 'horizon: 24', 'other.json': '{"seed": 3}' };
    const { score } = await requestOf(io(files), flags({ config: ['other.json'] }));
    expect(score).toMatchObject({ horizonMonths: 12, seed: 3 });
  });

  test.each([
    ['cx-roi.config.yaml', 'horizont: 24', /Did you mean horizon\?/],
    ['cx-roi.config.yaml', 'output: a.csv', /Keys: /],
  ])('unknown in %s (%s) are refused with a suggestion', async (name, text, hint) => {
    await expect(requestOf(io({ [name]: text }))).rejects.toMatchObject({
      code: 'config',
      hint: expect.stringMatching(hint),
    });
  });

  test.each([
    ['horizon: soon', 'horizon in cx-roi.config.yaml: "soon" is not a number of months above 0'],
    ['strict: maybe', 'strict in cx-roi.config.yaml: write true or false'],
    ['horizon: [1, 2]', 'horizon in cx-roi.config.yaml: one value is expected, not 2'],
    ['map: {customer_id: {a: 1}}', 'map in cx-roi.config.yaml: this value cannot be an option’s'.replace('’', "'")],
  ])('%s names its place in the file', async (text, message) => {
    await expect(requestOf(io({ 'cx-roi.config.yaml': text }))).rejects.toMatchObject({ code: 'config', message });
  });

  test('misspelt in the environment are refused', async () => {
    const world = io({}, { CX_ROI_HORIZONT: '3' });
    await expect(requestOf(world)).rejects.toMatchObject({
      code: 'usage',
      hint: expect.stringContaining('CX_ROI_HORIZON?'),
    });
  });

  test('in two project files are refused', async () => {
    const world = io({ 'cx-roi.config.yaml': 'seed: 1', 'cx-roi.config.json': '{"seed": 2}' });
    await expect(requestOf(world)).rejects.toMatchObject({ code: 'config', hint: 'keep one of them' });
  });
});

describe('values', () => {
  test.each([
    ['0.4', 0.4],
    ['40%', 0.4],
    ['7%', 0.07],
    ['0', 0],
    ['100%', 1],
    ['40', undefined],
    ['1e-2', 0.01],
    ['', undefined],
    ['%', undefined],
    ['0x1', undefined],
  ])('rate %j is %j', (text, rate) => expect(values.rate(text)).toBe(rate));

  test.each([
    ['2024-02-29', 19_782],
    ['2023-02-29', undefined],
    ['2024-2-9', undefined],
    ['', undefined],
  ])('day %j is %j', (text, day) => expect(values.day(text)).toBe(day));

  test.each([
    ['tab', '\t'],
    [';', ';'],
    ['a', undefined],
    ['"', undefined],
    ['toString', undefined],
  ])('delimiter %j is %j', (text, delimiter) => expect(values.delimiter(text)).toBe(delimiter));
});

test('config --show-origin tells each value and where it comes from', async () => {
  const files = { 'cx-roi.config.yaml': 'margin: 40%\nhorizon: 24\n', 'home/.config/cx-roi/config.yaml': 'seed: 7\n' };
  const env = { CX_ROI_HORIZON: '18' };
  const text = await transcript(['config', '--show-origin', '--target', '20', '--map', 'customer_id=Kunde\u001b'], {
    files,
    env,
  });
  await expect(text).toMatchFileSnapshot('transcripts/config-show-origin.txt');
});
