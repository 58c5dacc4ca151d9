import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/readers/config.ts';

describe('a config', () => {
  it('is YAML or JSON with the names of the options', async () => {
    const yaml =
      'margin: 40%\nhorizon: 24\ncontactCost:\n  phone: 5.5\nmap:\n  amount: Net Sales\neffortHalfLife: null\n';
    const values = {
      margin: '40%',
      horizon: 24,
      contactCost: { phone: 5.5 },
      map: { amount: 'Net Sales' },
      effortHalfLife: null,
    };
    expect(await parseConfig(yaml, 'cx-roi.config.yaml')).toEqual(values);
    expect(await parseConfig(JSON.stringify(values), 'cx-roi.config.json')).toEqual(values);
    expect(await parseConfig('# nothing\n', 'cx-roi.config.yaml')).toEqual({});
    expect(await parseConfig('asOf: 2024-02-29\nid: "007"\n', 'cx-roi.config.yaml')).toEqual({
      asOf: '2024-02-29',
      id: '007',
    });
  });

  it.each([
    ['discuontRate: 0.1', 'There is no option "discuontRate".', 'Did you mean "discountRate"?'],
    ['as-of: 2024-01-01', 'There is no option "as-of".', 'Did you mean "asOf"?'],
    ['horizon: soon', 'horizon:', 'one option a line'],
    ['- horizon', 'no list of options', 'one option a line'],
    ['__proto__: 1', 'There is no option "__proto__".', 'Options are:'],
  ])('refuses %j and says what helps', async (text, message, hint) => {
    await expect(parseConfig(text, 'c.yaml')).rejects.toMatchObject({
      code: 'config',
      exitCode: 2,
      message: expect.stringContaining(message),
      hint: expect.stringContaining(hint),
      location: { file: 'c.yaml' },
    });
  });

  it('names line and column of a syntax error', async () => {
    await expect(parseConfig('margin: 1\nmap: {a: b\n', 'c.yaml')).rejects.toMatchObject({
      code: 'config',
      location: { line: 3 },
    });
    await expect(parseConfig('margin: 1\nmargin: 2\n', 'c.yaml')).rejects.toMatchObject({
      code: 'config',
      location: { line: 2, column: 1 },
    });
  });
});
